"""Which columns of a header are times, which are power, and whether any quantity is told."""

import re
from collections.abc import Sequence
from typing import Final

from app.instruments.load_quantities import FLAGS, quantities

DATE_ONLY: Final = re.compile(r"日期|^date$")
_TIME: Final = re.compile(r"时间|时刻|日期|时标|time|date")
_ACTIVE: Final = re.compile(
    r"有功|功率|负荷|kw|mw|\(w\)|power|^p$|^p_?[abc]$|^p_?[abc123]?_?pu$|^p[总合]"
)
_REACTIVE: Final = re.compile(r"无功|kvar|mvar|reactive|^q$|^q_?[abc]$|^q_?[abc123]?_?pu$")
_OTHER: Final = re.compile(
    r"视在|kva(?!r)|因数|factor|电量|电能|示值|wh|varh|需量|反向|负荷率|容量|apparent|energy"
)
_ENERGY: Final = re.compile(r"电量|电能|示值|[km]wh|(?<![a-z])wh|energy")
_NARROW: Final = str.maketrans("（）：", "():")
_NOT_ALONE: Final = (FLAGS, "i_", "pf", "d_kw", "thdi_", "hi_", "unb_i")


def plain_name(cell: str) -> str:
    """In small letters, without spaces, with narrow brackets."""
    return re.sub(r"\s", "", cell.lower().translate(_NARROW))


def time_places(cells: Sequence[str]) -> list[int]:
    """Where times stand, as the names say."""
    return [
        n for n, name in enumerate(map(plain_name, cells)) if ":" not in name and _TIME.search(name)
    ]


def active_places(cells: Sequence[str]) -> list[int]:
    """Where active power stands."""
    return [n for n in _powers(cells, _ACTIVE) if not _REACTIVE.search(plain_name(cells[n]))]


def reactive_places(cells: Sequence[str]) -> list[int]:
    """Where reactive power stands."""
    return _powers(cells, _REACTIVE)


def quantity_places(cells: Sequence[str]) -> list[int]:
    """Where power stands, energy, and what tells of voltage quality."""
    power = active_places(cells)
    told = quantities([plain_name(cell) for cell in cells], {*power, *time_places(cells)})
    return power + [place for channel, place, _ in told if not channel.startswith(_NOT_ALONE)]


def why_no_power(cells: Sequence[str]) -> str:
    """Why no power is read here; energy alone says what else to ask the meter for."""
    energy = any(_ENERGY.search(name) for name in map(plain_name, cells))
    return "energy_only" if energy and not active_places(cells) else "no_power_column"


def _powers(cells: Sequence[str], wanted: re.Pattern[str]) -> list[int]:
    return [
        number
        for number, name in enumerate(map(plain_name, cells))
        if wanted.search(name)
        and not _OTHER.search(name)
        and not _TIME.search(name)
        and ":" not in name
    ]
