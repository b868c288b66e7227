"""Times and numbers as load files write them. What is not one is None; nothing is mended."""

import re
from datetime import date
from math import nan
from typing import Final

_CLOCK: Final = r"(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d{1,6})?)?"
_YEAR_FIRST: Final = re.compile(
    rf"(\d{{4}})[-/.年](\d{{1,2}})[-/.月](\d{{1,2}})日?[ T]*{_CLOCK}", re.ASCII
)
_DAY_FIRST: Final = re.compile(rf"(\d{{1,2}})\.(\d{{1,2}})\.(\d{{4}})[ T]+{_CLOCK}", re.ASCII)
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d{1,12})?", re.ASCII)
_SERIAL_OFFSET_DAYS: Final = 693_594
"""Day 0 of a spreadsheet's calendar, as days since the day before 0001-01-01."""
_CLOCK_ONLY: Final = re.compile(_CLOCK, re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_DAY_S: Final = 86_400

_EMPTY: Final = frozenset(
    {"", "-", "--", "---", "—", "——", "/", "null", "nan", "none", "n/a", "无"}
)
_NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?", re.ASCII)
_GROUPED: Final = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_SWAPPED: Final = str.maketrans(",.", ".,")
_MOST: Final = 1e9


def second_of(text: str) -> int | None:
    """Seconds of local time since the day before 0001-01-01; None if there is no such time.

    24:00 is the end of a day and so the beginning of the next.
    """
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year, hour, minute, second = (int(part or 0) for part in match.groups())
    elif _SERIAL.fullmatch(text):
        return _second_of_serial(float(text))
    else:
        return None
    if not _FIRST_YEAR <= year <= _LAST_YEAR or minute > 59 or second > 59:
        return None
    if hour > 24 or (hour == 24 and (minute or second)):
        return None
    try:
        days = date(year, month, day).toordinal()
    except ValueError:
        return None
    return days * _DAY_S + hour * 3600 + minute * 60 + second


def _second_of_serial(days: float) -> int | None:
    """Seconds of a date as a spreadsheet counts it, to the nearest second."""
    second = round((days + _SERIAL_OFFSET_DAYS) * _DAY_S)
    year = date.fromordinal(second // _DAY_S).year
    return second if _FIRST_YEAR <= year <= _LAST_YEAR else None


def is_clock_only(text: str) -> bool:
    """True when the text names a time without its day."""
    return _CLOCK_ONLY.fullmatch(text) is not None


def ends_a_day(text: str) -> bool:
    """True when the text says 24:00."""
    return " 24:" in text or text.startswith("24:")


def number_in(text: str, delimiter: str, decimal: str = "") -> float | None:
    """The number; NaN where the cell says that there is none; None if it is no number.

    Where the comma parts the cells, a comma within one groups thousands; elsewhere it may be the
    decimal mark, as the later of comma and point is. `decimal` says which it is, where one knows.
    """
    if decimal != "," and _NUMBER.fullmatch(text):
        plain = text
    elif text.lower() in _EMPTY:
        return nan
    elif decimal:
        return _number_with(text, decimal)
    elif _GROUPED.fullmatch(text) and (delimiter == "," or "." in text):
        plain = text.replace(",", "")
    elif delimiter != ",":
        plain = text.replace(".", "") if "." in text and text.rfind(",") > text.rfind(".") else text
        plain = plain.replace(",", ".")
    else:
        return None
    if not _NUMBER.fullmatch(plain) or abs(float(plain)) > _MOST:
        return None
    return float(plain)


def _number_with(text: str, decimal: str) -> float | None:
    """The number, when it is known which mark is the decimal one; the other groups thousands."""
    if decimal == ",":
        text = text.translate(_SWAPPED)
    plain = text.replace(",", "") if _GROUPED.fullmatch(text) else text
    if not _NUMBER.fullmatch(plain) or abs(float(plain)) > _MOST:
        return None
    return float(plain)
