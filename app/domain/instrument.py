"""The testers used on site, and which of them a reading is taken with (block INST of forms.md)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True)
class Instrument:
    """A tester used on site."""

    id: str
    kind: str
    model: str
    serial_no: str
    calibrated_until: str
    """ISO date; a reading after it cannot support a pass."""

    def holds_on(self, day: date) -> bool:
        """Whether its calibration has not run out before this day; unreadable dates never hold."""
        try:
            return date.fromisoformat(self.calibrated_until) >= day
        except ValueError:
            return False


INSTRUMENT_NAMES: Final = {
    "insulation_tester": "绝缘电阻测试仪",
    "ground_tester": "接地电阻测试仪",
    "multimeter": "万用表",
    "clamp": "钳形电流表",
    "pq_analyser": "电能质量分析仪",
    "energy_meter": "电能表（通信读数）",
    "phase_sequence": "相序表",
    "rangefinder": "测距仪",
    "other": "其他仪器",
}
"""Kinds of testers as screen and paper name them."""


def fitting(
    instruments: Iterable[Instrument], kinds: Iterable[str], day: date
) -> Instrument | None:
    """The one noted last of these kinds that is in calibration; else the last of these kinds."""
    wanted = frozenset(kinds)
    found = [each for each in instruments if each.kind in wanted]
    good = [each for each in found if each.holds_on(day)] or found
    return good[-1] if good else None
