"""Times of another clock made China's: offsets that stand in the text, zones, daylight saving."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_OFFSET: Final = re.compile(r"(.*\d)\s*(?:(Z)|([+-])(\d{2}):?(\d{2}))", re.ASCII | re.IGNORECASE)
_CHINA_S: Final = 8 * 3600
_HOUR_S: Final = 3600
_DAY_S: Final = 86_400


class UnknownZone(ValueError):
    """There is no zone of this name on this machine."""


def without_offset(text: str) -> tuple[str, int | None]:
    """A time without the offset that stands behind it, and how many seconds China is ahead of it.

    None where no offset stands there.
    """
    match = _OFFSET.fullmatch(text)
    if match is None:
        return text, None
    if match[2]:
        return match[1], _CHINA_S
    offset = int(match[4]) * _HOUR_S + int(match[5]) * 60
    return match[1], _CHINA_S - (offset if match[3] == "+" else -offset)


def in_china(seconds: Sequence[int], zone: str) -> tuple[list[int], int]:
    """Seconds of the zone's clock as seconds of China's; and how many were told twice by it.

    In the hour that a clock goes through twice, what comes after the first round is of the second.

    Raises:
        UnknownZone: there is no such zone.
    """
    if zone == "UTC":
        return [second + _CHINA_S for second in seconds], 0
    try:
        clock = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZone(zone) from error
    ahead: dict[int, tuple[int, int]] = {}
    found: list[int] = []
    twice = 0
    for second in seconds:
        hour = second // (_HOUR_S // 4)
        if hour not in ahead:
            ahead[hour] = _ahead(hour * (_HOUR_S // 4), clock)
        first, later = ahead[hour]
        moment = second + first
        if first != later and first < later and found and moment <= found[-1]:
            moment, twice = second + later, twice + 1
        found.append(moment)
    return found, twice


def _ahead(second: int, clock: ZoneInfo) -> tuple[int, int]:
    """How far China is ahead of this clock, at the first and at the second time it shows this."""
    days, rest = divmod(second, _DAY_S)
    shown = datetime.fromordinal(days) + timedelta(seconds=rest)
    offsets = []
    for fold in (0, 1):
        moment = shown.replace(tzinfo=clock, fold=fold).astimezone(UTC)
        offset = shown.replace(tzinfo=UTC) - moment
        offsets.append(_CHINA_S - int(offset.total_seconds()))
    return offsets[0], offsets[1]
