"""Official lists of days off: taken when sound, refused line by line when not."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.holiday_notice import HolidayNotice, with_notice
from app.errors import NoticeRefused
from app.reference.calendars import calendar_text, read_calendar
from app.reference.library import RESOURCES
from app.reference.notices import read_notice
from ui.wording import sentence

YAML = """year: 2027
source: 国务院办公厅通知
holidays: [01-01, 01-02, 01-03, 05-01, 05-02, 10-01, 10-02, 10-03, 10-04]
extra_workdays: [01-09, 10-09]
"""
CSV = """日期,安排,说明
2027-01-01,休,元旦
2027/1/2,休,
2027-05-01,放假,
2027-10-01,休,
2027-10-02,休,
2027-10-03,休,
2027-10-09,班,补班
"""


def a_file(folder: Path, text: str, name: str = "notice.yaml", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def faults(path: Path) -> list[tuple[int, str]]:
    with pytest.raises(NoticeRefused) as refusal:
        read_notice(path)
    assert sentence(refusal.value).startswith("节假日安排没有导入：")
    return [(line, why) for line, why, _found in refusal.value.faults]


def test_a_notice_is_read_as_it_is_written(tmp_path: Path) -> None:
    notice = read_notice(a_file(tmp_path, YAML))
    assert (notice.year, notice.source, len(notice.holidays)) == (2027, "国务院办公厅通知", 9)
    assert notice.extra_workdays == (date(2027, 1, 9), date(2027, 10, 9))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_table_with_a_line_a_day_is_read_too(tmp_path: Path, encoding: str) -> None:
    notice = read_notice(a_file(tmp_path, CSV, "notice.csv", encoding))
    assert (notice.year, len(notice.holidays), len(notice.extra_workdays)) == (2027, 6, 1)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("01-09, 10-09", "01-09, 10-08", [(4, "no_weekend")]),
        ("01-09, 10-09", "01-02, 10-09", [(3, "off_and_worked")]),
        ("01-02, 01-03", "01-02, 01-02", [(3, "twice")]),
        ("01-02, 01-03", "01-02, 13-03", [(3, "no_day")]),
        ("01-02, 01-03", "01-02, 99999999999999999999-01-03", [(3, "no_day")]),
        ("01-02, 01-03", "01-02, 2026-01-03", [(3, "other_year")]),
        ("10-01, 10-02", "10-02", [(0, "holiday_missing")]),
        ("year: 2027", "year: next", [(0, "no_year")]),
        ("source:", "sauce:", [(0, "strange_name")]),
        ("extra_workdays: [01-09, 10-09]", "extra_workdays: 01-09", [(0, "no_list")]),
    ],
)
def test_what_is_wrong_with_a_notice_is_said_with_its_line(
    tmp_path: Path, old: str, new: str, expected: list[tuple[int, str]]
) -> None:
    assert old in YAML
    found = faults(a_file(tmp_path, YAML.replace(old, new, 1)))
    assert [fault for fault in found if fault in expected] == expected


def test_every_bad_line_of_a_table_is_said(tmp_path: Path) -> None:
    text = CSV.replace("2027/1/2,休", "2027-02-30,休").replace("10-09,班", "10-09,也许")
    assert faults(a_file(tmp_path, text, "notice.csv")) == [(3, "no_day"), (8, "no_word")]


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notice.yaml"
    path.write_bytes(b"\xff\xfe\x00\x81\xff")
    assert faults(path) == [(0, "not_text")]
    assert faults(tmp_path / "nowhere.yaml") == [(0, "unreadable")]
    assert faults(a_file(tmp_path, "- 1\n")) == [(0, "unreadable")]
    ((line, why),) = faults(a_file(tmp_path, YAML.replace("year: 2027", "year: [")))
    assert (line > 0, why) == (True, "unreadable")


def test_a_calendar_with_a_new_year_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    known = read_calendar((RESOURCES,))
    notice = read_notice(a_file(tmp_path, YAML))
    fresh = with_notice(known, notice)
    (tmp_path / "calendars").mkdir()
    text = calendar_text(fresh, "2027.1", notice.source)
    (tmp_path / "calendars/china.yaml").write_text(text, encoding="utf-8")
    assert read_calendar((tmp_path, RESOURCES)) == fresh
    assert fresh.nth_after(date(2026, 12, 31), 1) == (date(2027, 1, 4), False)
    corrected = HolidayNotice(2027, notice.holidays, ())
    assert with_notice(fresh, corrected).extra_workdays == known.extra_workdays
