"""A licence is checked against role, voltage and day, and told neutrally."""

import shutil
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.licence import GOOD, Licence, LicenceResult, check_licence
from app.errors import RulesDamaged
from app.reference.library import RESOURCES, open_reference
from app.reference.licences import read_licence_scope

SCOPE = open_reference().licence_scope
DAY = date(2026, 11, 28)
FINE = Licence("4-1-00012-2023", "install", "三级", "2029-05-31", "valid")


def checked(
    role: str, kv: str = "10", on: date = DAY, asks: bool = True, **said: str
) -> LicenceResult:
    licence = Licence(**{**vars(FINE), **said})
    return check_licence(licence, SCOPE.roles[role], SCOPE, Decimal(kv), on, asks_register=asks)


def test_a_licence_that_covers_the_works_is_valid() -> None:
    assert checked("construction") is LicenceResult.VALID
    assert checked("test", category="test") is LicenceResult.VALID
    assert checked("design", category="", grade="乙级") is LicenceResult.VALID


@pytest.mark.parametrize(
    ("said", "result"),
    [
        ({"no": " "}, LicenceResult.NOT_FOUND),
        ({"query": "not_found"}, LicenceResult.NOT_FOUND),
        ({"category": "repair"}, LicenceResult.WRONG_CATEGORY),
        ({"category": ""}, LicenceResult.WRONG_CATEGORY),
        ({"valid_to": "2026-11-27"}, LicenceResult.EXPIRED),
        ({"valid_to": "长期"}, LicenceResult.EXPIRED),
        ({"query": "expired"}, LicenceResult.EXPIRED),
        ({"query": "insufficient"}, LicenceResult.INSUFFICIENT_GRADE),
        ({"grade": "特级"}, LicenceResult.INSUFFICIENT_GRADE),
        ({"grade": ""}, LicenceResult.INSUFFICIENT_GRADE),
        ({"query": ""}, LicenceResult.UNCHECKED),
        ({"query": "", "valid_to": "2026-11-27"}, LicenceResult.EXPIRED),
        ({"query": "", "valid_to": "2026-11-28"}, LicenceResult.UNCHECKED),
        ({"valid_to": "2026-11-28"}, LicenceResult.EXPIRING),
        ({"valid_to": "2027-01-26"}, LicenceResult.EXPIRING),
        ({"valid_to": "2027-01-27"}, LicenceResult.VALID),
    ],
)
def test_what_is_wrong_with_a_licence_is_named(said: dict[str, str], result: LicenceResult) -> None:
    assert checked("construction", **said) is result


@pytest.mark.parametrize(
    ("grade", "kv", "reaches"),
    [
        ("五级", "10", True),
        ("五级", "20", False),
        ("四级", "35", True),
        ("四级", "66", False),
        ("三级", "110", True),
        ("三级", "220", False),
        ("二级", "330", True),
        ("二级", "500", False),
        ("一级", "1000", True),
        (" 三 级 ", "110", True),
        ("３", "110", True),
        ("iii", "110", True),
    ],
)
def test_a_grade_reaches_up_to_its_voltage(grade: str, kv: str, reaches: bool) -> None:
    assert (checked("construction", kv, grade=grade) in GOOD) is reaches


def test_a_licence_that_nobody_looked_up_is_not_good() -> None:
    assert checked("construction", query="") not in GOOD
    assert checked("construction", asks=False, query="") is LicenceResult.VALID
    assert checked("equipment", no="", query="") is LicenceResult.VALID


def test_who_supplies_equipment_needs_no_licence() -> None:
    assert checked("equipment", no="", grade="", valid_to="") is LicenceResult.VALID


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(-400, 400))
def test_a_licence_is_good_exactly_to_its_last_day(last: date, days: int) -> None:
    on = last + timedelta(days=days)
    good = checked("construction", on=on, valid_to=last.isoformat()) in GOOD
    assert good is (on <= last)


def test_no_result_tells_the_customer_to_change_the_unit() -> None:
    told = "".join(SCOPE.results.values())
    assert not any(word in told for word in ("换", "不能用", "推荐", "指定"))


def test_a_scope_with_a_hole_is_refused(tmp_path: Path) -> None:
    (tmp_path / "impartiality").mkdir()
    source = RESOURCES / "impartiality" / "licence_scope.yaml"
    path = Path(shutil.copy(source, tmp_path / "impartiality"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("grades: design,", "grades: desing,"), encoding="utf-8")
    with pytest.raises(RulesDamaged) as refused:
        read_licence_scope(tmp_path)
    assert refused.value.where == "design"
