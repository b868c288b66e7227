"""A recording of waveforms: looked at, then taken in."""
