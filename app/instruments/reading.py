"""What every reader of measurements returns."""

from dataclasses import dataclass, field

from app.domain.load import LoadSummary, Samples
from app.errors import LoadFileRefused
from app.instruments.load_wishes import LoadWishes


@dataclass(frozen=True)
class LoadReading:
    """A load curve as it was read from a file, with what was noticed on the way."""

    samples: Samples
    summary: LoadSummary
    meter_no: str = ""
    sample_kind: str = "mean"
    stamp: str = "start"
    remarks: tuple[str, ...] = field(default=())
    """Stable words, most with a count or a value: "duplicates:3@17", "multiplier:40"."""
    digest: str = ""
    """SHA-256 of the file that was read."""
    multiplier: str = ""
    """As it was stated; empty where none was."""
    zone: str = ""
    """Whose clock its times are, as it was said; empty = China's."""


@dataclass(frozen=True)
class LoadPreview:
    """The first lines of a load file, and how they are understood; nothing is read yet."""

    name: str
    wishes: LoadWishes
    fingerprint: str
    """Of the header as it is found without any wish: the kind of file."""
    encoding: str
    delimiter: str
    decimal: str
    header_line: int
    """The first row of the header; 0 where there is none."""
    header_rows: int
    labels: tuple[str, ...]
    lines: tuple[tuple[int, tuple[str, ...]], ...]
    """The first lines, and those around a line that was asked for, with their numbers."""
    time: str = ""
    date: str = ""
    active: tuple[str, ...] = ()
    reactive: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """Columns of voltage, current, registers, quality: what is read beside the power."""
    unit: str = ""
    stamp: str = ""
    kind: str = "mean"
    kind_told: bool = False
    """Whether a person or the header says what a value is; else it is taken as a mean."""
    multiplier: str = ""
    meter_no: str = ""
    trouble: LoadFileRefused | None = None
    """Why it cannot be understood so."""
    remembered: bool = False
    """The wishes are those of the last file of this kind."""

    @property
    def last_header_line(self) -> int:
        """The last row of the header; 0 where there is none."""
        return self.header_line + self.header_rows - 1 if self.header_line else 0
