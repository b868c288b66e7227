"""A holiday notice read from a file that somebody typed it into: YAML, or CSV with a line a day.

year: 2027                                  日期,安排
source: 国办发明电〔2026〕7号                2027-01-01,休
holidays: [01-01, 01-02, 01-03]             2027-01-09,班
extra_workdays: [01-09]
"""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

import yaml

from app.domain.holiday_notice import HolidayNotice, NoticeDay, NoticeFault, judge_days
from app.errors import NoticeRefused

_OFF: Final = frozenset({"休", "放假", "休息", "off"})
_WORKED: Final = frozenset({"班", "上班", "补班", "work"})
_KNOWN: Final = frozenset({"year", "source", "holidays", "extra_workdays"})
_MAX_BYTES: Final = 1 << 20
_YEARS: Final = range(2000, 2200)


def read_notice(path: Path) -> HolidayNotice:
    """The notice in this file.

    Raises:
        NoticeRefused: it cannot be read or contradicts itself; it says every line that is wrong.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _refused("unreadable", path.name) from error
    if len(content) > _MAX_BYTES:
        raise _refused("too_large", path.name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError as error:
            raise _refused("not_text", path.name) from error
    source, year, days, faults = (_from_csv if path.suffix.lower() == ".csv" else _from_yaml)(text)
    if year not in _YEARS:
        raise NoticeRefused((*faults, NoticeFault(0, "no_year")))
    if faults := [*faults, *judge_days(year, days)]:
        raise NoticeRefused(tuple(sorted(faults)))
    return HolidayNotice(
        year,
        tuple(sorted(named.day for named in days if named.is_off)),
        tuple(sorted(named.day for named in days if not named.is_off)),
        source,
    )


_Read = tuple[str, int, list[NoticeDay], list[NoticeFault]]


def _from_yaml(text: str) -> _Read:
    try:
        content = yaml.load(text, yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise _refused("unreadable", line=mark.line + 1 if mark else 0) from error
    if not isinstance(content, dict):
        raise _refused("unreadable")
    faults = [NoticeFault(0, "strange_name", str(name)) for name in content.keys() - _KNOWN]
    year = content.get("year")
    year = year if type(year) is int else 0
    days = []
    for name, is_off in (("holidays", True), ("extra_workdays", False)):
        listed = content.get(name, [])
        if not isinstance(listed, list):
            faults.append(NoticeFault(0, "no_list", name))
            continue
        for said in listed:
            day = _day(f"{year}-{said}" if str(said).count("-") == 1 else str(said))
            if day is None:
                faults.append(NoticeFault(_line_of(text, str(said)), "no_day", str(said)))
            else:
                days.append(NoticeDay(day, is_off, _line_of(text, str(said))))
    return str(content.get("source", "")), year, days, faults


def _from_csv(text: str) -> _Read:
    days, faults = [], []
    for line, row in _rows(text):
        cells = [cell.strip() for cell in row]
        word = cells[1].lower() if len(cells) > 1 else ""
        day = _day(cells[0])
        if day is None:
            if line > 1 or word in _OFF | _WORKED:  # the first may be a heading
                faults.append(NoticeFault(line, "no_day", cells[0]))
        elif word not in _OFF | _WORKED:
            faults.append(NoticeFault(line, "no_word", word))
        else:
            days.append(NoticeDay(day, word in _OFF, line))
    years = [named.day.year for named in days]
    return "", max(set(years), key=years.count, default=0), days, faults


def _rows(text: str) -> Iterable[tuple[int, list[str]]]:
    try:
        reader = csv.reader(text.splitlines(), strict=True)
        yield from ((reader.line_num, row) for row in reader if any(c.strip() for c in row))
    except csv.Error as error:
        raise _refused("unreadable") from error


def _day(text: str) -> date | None:
    try:
        year, month, number = (int(part) for part in text.replace("/", "-").split("-"))
        return date(year, month, number)
    except (ValueError, OverflowError):
        return None


def _line_of(text: str, word: str) -> int:
    return next((n for n, line in enumerate(text.splitlines(), 1) if word in line), 0)


def _refused(why: str, found: str = "", line: int = 0) -> NoticeRefused:
    return NoticeRefused((NoticeFault(line, why, found),))
