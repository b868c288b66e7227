"""How a person wants a load file read, where he knows better than we guess."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Final

NONE: Final = "-"
"""Said of a column: there is none, though one could be guessed."""
PER_UNIT: Final = "pu"
ENCODINGS: Final = ("utf-8", "gbk", "utf-16-le", "utf-16-be")
DELIMITERS: Final = (";", "\t", ",")
DECIMALS: Final = (".", ",")
UNITS: Final = ("W", "kW", "MW", PER_UNIT)
STAMPS: Final = ("start", "end")
KINDS: Final = ("mean", "instant")
LONGEST_INTERVAL_S: Final = 86_400
MOST_HEADER_ROWS: Final = 3
_LONGEST: Final = 200
_ZONE: Final = re.compile(r"[A-Za-z0-9_+-]{1,30}(/[A-Za-z0-9_+-]{1,30}){0,2}")


@dataclass(frozen=True)
class LoadWishes:
    """What is empty is taken as it is found.

    Columns go by their label (see `column_labels`). One active column is the total, three are the
    phases A, B, C. The multiplier belongs to one meter and is never remembered.
    """

    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""
    header_line: int = -1
    """Counted from 1; 0 = the file has no header, -1 = as it is found."""
    time: str = ""
    date: str = ""
    active: tuple[str, ...] = ()
    reactive: tuple[str, ...] = ()
    unit: str = ""
    stamp: str = ""
    kind: str = ""
    interval_s: int = 0
    multiplier: str = ""
    zone: str = ""
    """Whose clock the times are: empty = China's, +08:00 all year; else UTC or a name of the tz
    database, with its daylight saving."""
    header_rows: int = 0
    """So many rows the header has; 0 = as it is found."""

    def __post_init__(self) -> None:
        choices = {
            "encoding": ENCODINGS,
            "delimiter": DELIMITERS,
            "decimal": DECIMALS,
            "unit": UNITS,
            "stamp": STAMPS,
            "kind": KINDS,
        }
        for name, known in choices.items():
            if getattr(self, name) not in ("", *known):
                raise ValueError(name)
        if len(self.active) not in (0, 1, 3) or len(self.reactive) not in (0, 1, 3):
            raise ValueError("active, reactive")
        if self.zone and not _ZONE.fullmatch(self.zone):
            raise ValueError("zone")
        if self.header_line < -1:
            raise ValueError("header_line")
        if not 0 <= self.header_rows <= MOST_HEADER_ROWS:
            raise ValueError("header_rows")
        if not 0 <= self.interval_s <= LONGEST_INTERVAL_S:
            raise ValueError("interval_s")

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is asked for by name."""
        asked = (self.time, self.date, *self.active, *self.reactive)
        return tuple(label for label in asked if label not in ("", NONE))

    @property
    def lasting(self) -> "LoadWishes":
        """What holds for every file of this kind."""
        return replace(self, multiplier="")


AS_FOUND: Final = LoadWishes()


def column_labels(cells: Sequence[str]) -> tuple[str, ...]:
    """What the columns of a header are called: by their words, with a number where those repeat."""
    plain = [cell.strip() for cell in cells]
    return tuple(
        name if name and name != NONE and plain.count(name) == 1 else f"{name} #{number}".strip()
        for number, name in enumerate(plain, 1)
    )


def fingerprint(delimiter: str, labels: Sequence[str]) -> str:
    """The same for every file whose header names the same columns in the same order."""
    return hashlib.sha256("\x1f".join((delimiter, *labels)).encode()).hexdigest()[:32]


def written(wishes: LoadWishes) -> bytes:
    """The wishes as bytes."""
    return json.dumps(asdict(wishes), ensure_ascii=False, sort_keys=True).encode()


def understood_wishes(plain: Any) -> LoadWishes:
    """The wishes in this plain value, which may come from a file or from an older program.

    Raises:
        ValueError: they are none.
    """
    if not isinstance(plain, dict):
        raise ValueError(plain)
    kinds = {field.name: field.type for field in fields(LoadWishes)}
    known: dict[str, Any] = {}
    for name, value in plain.items():
        if kinds.get(name) is int and type(value) is int:
            known[name] = value
        elif kinds.get(name) is str and isinstance(value, str):
            known[name] = value[:_LONGEST]
        elif name in ("active", "reactive") and isinstance(value, (list, tuple)):
            known[name] = tuple(str(label) for label in value)
        else:
            raise ValueError(name)
    return LoadWishes(**known)


def read_wishes(data: bytes) -> LoadWishes:
    """The wishes that `written` put into these bytes; as found where there are none."""
    if not data:
        return AS_FOUND
    try:
        return understood_wishes(json.loads(data))
    except ValueError:
        return AS_FOUND
