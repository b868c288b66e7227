"""What every reader of measurements returns."""

from dataclasses import dataclass, field

from app.domain.load import LoadSummary, Samples


@dataclass(frozen=True)
class LoadReading:
    """A load curve as it was read from a file, with what was noticed on the way."""

    samples: Samples
    summary: LoadSummary
    meter_no: str = ""
    sample_kind: str = "mean"
    stamp: str = "start"
    remarks: tuple[str, ...] = field(default=())
    """Stable words, most with a count or a value: "duplicates:3", "multiplier:40"."""
