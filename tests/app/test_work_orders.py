"""Exported work orders: what a header, a cell and a row say, and what is wrong with them."""

from datetime import datetime
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from app.clock import CHINA
from app.domain.customer import CustomerClass, Importance
from app.domain.work_order import JudgedSheet, RefusedRow, WorkOrder, named_field
from app.domain.work_order_sheet import NoSuchSheet, judge_sheet
from app.errors import RulesDamaged
from app.reference.library import RESOURCES, open_reference
from app.reference.work_orders import read_order_table
from tests.sheets import HEADER, an_order

NOW = datetime(2026, 11, 24, 9, tzinfo=CHINA)
TABLE = open_reference().order_table


def judged(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> JudgedSheet:
    return judge_sheet(list(enumerate([header, *rows], 1)), TABLE, NOW)


def sound(**changes: str) -> WorkOrder:
    found = judged(an_order(**changes))
    assert found.refused == ()
    return found.orders[0]


def faults(**changes: str) -> set[tuple[str, str]]:
    found = judged(an_order(**changes))
    return {(fault.column, fault.why) for row in found.refused for fault in row.faults}


def field(path: str, **changes: str) -> str | None:
    return sound(**changes).fields.get(tuple(path.split(".")))


def test_a_row_says_a_case_and_when_it_was_applied_for() -> None:
    order = sound()
    assert order.application_no == "6301202611230001"
    assert order.fields[("customer_class",)] == "HV_SINGLE"
    assert order.fields[("supply_kv",)] == "10"
    assert order.submitted_at == datetime(2026, 11, 20, 9, 30, tzinfo=CHINA)
    assert order.accepted_at == datetime(2026, 11, 20, 10, tzinfo=CHINA)
    assert judged(an_order()).unused == ("供电单位",)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("630", "630"), ("630.00", "630"), ("1,250.5", "1250.5"), ("1,250 kVA", "1250"),
        ("６３０", "630"), ("630千伏安", "630"), ("0.5", "0.5"), ("12,345,678.9", "12345678.9"),
    ],
)  # fmt: skip
def test_a_capacity_is_read_as_people_write_it(written: str, number: str) -> None:
    assert field("applied_capacity_kva", **{"申请容量(kVA)": written}) == number


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "missing"), ("-", "missing"), ("六百三", "not_a_number"), ("1,25", "not_a_number"),
        ("0", "not_positive"), ("-630", "not_positive"), ("630.125", "decimals"),
        ("99999999999", "too_large"), ("6.3E+02", "not_a_number"), ("nan", "not_a_number"),
        ("630MVA", "not_a_number"), ("=1+1", "not_a_number"),
    ],
)  # fmt: skip
def test_what_is_no_capacity_is_refused(written: str, why: str) -> None:
    assert faults(**{"申请容量(kVA)": written}) == {("申请容量", why)}


@pytest.mark.parametrize("written", ["6.30E+15", "6.301202611230E+15", "6E15", "6.30120E+015"])
def test_a_long_number_that_a_spreadsheet_has_shortened_is_refused(written: str) -> None:
    assert faults(申请编号=written) == {("申请编号", "scientific")}
    assert faults(联系电话=written) == {("联系电话", "scientific")}


@pytest.mark.parametrize(
    "written", ['="6301202611230001"', "'6301202611230001", "\t630120261123000１"]
)
def test_a_number_kept_as_text_by_some_trick_is_that_number(written: str) -> None:
    assert sound(申请编号=written).application_no == "6301202611230001"


def test_a_formula_is_text_and_stays_so() -> None:
    assert field("customer.name", 户名="=HYPERLINK(1)") == "=HYPERLINK(1)"
    assert field("customer.contact_name", 联系人="@SUM(A1)") == "@SUM(A1)"


def test_a_name_stays_as_its_owner_writes_it() -> None:
    assert field("customer.name", 户名=" 西宁　某某（集团）公司\u200b ") == "西宁 某某（集团）公司"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-11-20", (20, 0, 0)), ("2026/11/2 9:05", (2, 9, 5)), ("2026年11月20日", (20, 0, 0)),
        ("2026.11.20 09:05:00", (20, 9, 5)), ("2026-11-20T09:05:00.000", (20, 9, 5)),
        ("2026年11月20日 9时5分", (20, 9, 5)),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(written: str, said: tuple[int, int, int]) -> None:
    at = sound(申请时间=written, 受理时间="").submitted_at
    assert (at.day, at.hour, at.minute, at.tzinfo) == (*said, CHINA)


@pytest.mark.parametrize(
    "written", ["2026-02-30", "20261120", "46346.4", "昨天", "1886-01-01", "2026-11-20 25:00"]
)
def test_a_time_that_is_none_is_refused(written: str) -> None:
    assert faults(申请时间=written) == {("申请时间", "impossible_time")}


def test_times_are_weighed_against_each_other_and_against_now() -> None:
    assert faults(受理时间="2027-01-01") == {("受理时间", "future")}
    assert faults(受理时间="2026-11-19 10:00") == {("受理时间", "before_submitted")}
    assert faults(申请时间="", 受理时间="") == {("申请时间", "missing")}
    same_day = sound(受理时间="2026-11-20")
    assert same_day.accepted_at == same_day.submitted_at
    assert faults(受理时间="2026-11-19") == {("受理时间", "before_submitted")}
    assert sound(申请时间="").submitted_at == datetime(2026, 11, 20, 10, tzinfo=CHINA)


@pytest.mark.parametrize(
    "phone",
    ["13900000000", "0971-6123456", "6123456", "95598", "+8613900000000", "0971-6123456-801"],
)
def test_a_phone_is_a_mobile_or_a_landline(phone: str) -> None:
    assert field("customer.contact_phone", 联系电话=phone) == phone.removeprefix("+86")


@pytest.mark.parametrize(
    "phone", ["1390000000", "139000000001", "一三九", "13900000000/13911111111"]
)
def test_what_is_no_phone_is_refused(phone: str) -> None:
    assert faults(联系电话=phone) == {("联系电话", "phone")}


def test_class_and_voltage_must_fit() -> None:
    assert faults(供电电压="交流380V") == {("供电电压", "class_voltage")}
    assert faults(客户类别="低压居民") == {("供电电压", "class_voltage")}
    assert sound(客户类别="低压非居民", 供电电压="380V").fields[("supply_kv",)] == "0.38"


def test_what_a_code_table_does_not_know_is_refused_with_what_stands_there() -> None:
    (row,) = judged(an_order(业务类型="分布式并网")).refused
    assert (row.faults[0].why, row.faults[0].found) == ("unknown_code", "分布式并网")


def test_every_fault_of_a_row_is_told_at_once() -> None:
    told = faults(户名="", 联系电话="x", 供电电压="10万伏", 受理时间="?")
    assert told == {
        ("户名", "missing"), ("联系电话", "phone"), ("供电电压", "unknown_code"),
        ("受理时间", "impossible_time"),
    }  # fmt: skip


def test_texts_have_their_bounds_and_no_control_characters() -> None:
    assert faults(户名="长" * 101) == {("户名", "too_long")}
    assert faults(户名="甲\x07公司") == {("户名", "control")}
    assert faults(户名="甲\x00公司") == {("户名", "control")}
    assert faults(申请编号="9" * 33) == {("申请编号", "too_long")}


def test_a_row_that_is_there_twice_counts_once_and_two_that_differ_are_refused() -> None:
    assert judged(an_order(), an_order()).repeated == (3,)
    found = judged(an_order(), an_order(联系人="李强"))
    assert len(found.orders) == 1
    assert (found.refused[0].line, found.refused[0].faults[0].detail) == (3, "2")


def test_the_header_may_stand_below_a_title_and_have_other_names_and_order() -> None:
    names = {
        "申请编号": "工单编号*",
        "户名": " 客户名称 ",
        "申请容量(kVA)": "申请容量（千伏安）",
        "供电电压": "电压等级",
    }
    header = tuple(names.get(name, name) for name in reversed(HEADER))
    rows = [("业扩报装工单明细",), (), header, tuple(reversed(an_order())), ("合计", "1 户")]
    found = judge_sheet(list(enumerate(rows, 1)), TABLE, NOW)
    assert [order.line for order in found.orders] == [4]
    assert found.refused == ()


def test_a_sheet_without_its_columns_is_refused_as_a_whole() -> None:
    short = tuple(name for name in HEADER if name not in ("供电电压", "申请时间", "受理时间"))
    with pytest.raises(NoSuchSheet) as refused:
        judged(an_order(), header=short)
    assert (refused.value.why, refused.value.found) == ("missing_columns", "供电电压、申请时间")
    for rows in ([], [("日期", "天气")]):
        with pytest.raises(NoSuchSheet) as refused:
            judge_sheet(list(enumerate(rows, 1)), TABLE, NOW)
        assert refused.value.why == "no_header"
    with pytest.raises(NoSuchSheet) as refused:
        judged()
    assert refused.value.why == "no_rows"


def test_a_row_with_cells_missing_at_its_end_tells_which() -> None:
    (row,) = judged(an_order()[:8]).refused
    assert isinstance(row, RefusedRow)
    assert {fault.column for fault in row.faults} == {"供电电压", "申请时间"}


@pytest.mark.parametrize("written", ["A:1:联系电话", "A:1：联系电话", " A:1 : 联系电话 "])
def test_a_field_is_named_by_number_and_column(written: str) -> None:
    assert named_field(written) == ("A:1", "联系电话")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=len(HEADER), max_size=len(HEADER)))
def test_whatever_stands_in_a_row_it_is_an_order_or_its_faults(cells: list[str]) -> None:
    found = judged(tuple(cells), an_order("another"))
    assert 1 <= len(found.orders) + len(found.refused) <= 2
    assert "another" in {order.application_no for order in found.orders}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content["columns"][0].update(kind="secret"),
        lambda content: content["columns"][0].pop("names"),
        lambda content: content["codes"]["supply_kv"].update({"35": ["10kV"]}),
    ],
)
def test_a_damaged_table_is_told_with_its_entry(spoil: Any, tmp_path: Any) -> None:
    content = yaml.safe_load((RESOURCES / "work_orders/columns.yaml").read_text(encoding="utf-8"))
    spoil(content)
    (tmp_path / "work_orders").mkdir()
    (tmp_path / "work_orders/columns.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(RulesDamaged):
        read_order_table(tmp_path)


def test_every_code_of_the_table_is_one_of_ours() -> None:
    assert set(TABLE.codes["customer_class"].values()) == set(CustomerClass)
    assert set(TABLE.codes["importance"].values()) == set(Importance)
    assert set(TABLE.codes) == {column.field for column in TABLE.columns if column.kind == "code"}
