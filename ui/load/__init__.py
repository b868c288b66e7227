"""Load files: how they are read, what they say, and the curve."""
