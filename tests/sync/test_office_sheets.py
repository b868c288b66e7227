"""The office's page reckons a survey and a load list again, and tells what comes out otherwise."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from app.clock import FixedClock
from app.domain.filing import Filing
from app.domain.inspection import Inspection, InspectionKind
from app.domain.load_sheet import LoadSheet, sheet_of
from app.ids import CaseId, Digest, InspectionId, RecordId, UserId
from sync.server.centre import Centre
from tests.app.load_cases import EXAMPLE, REFERENCE, RULES, a_survey, rows_of
from tests.app.test_load_sheet import a_profile
from tests.builders import MORNING, a_case
from tests.sync.centres import an_inner_centre, let_in, names
from tests.sync.desks import Desk
from tests.sync.offices import OURS, Office

CASE = replace(a_case(id=CaseId("case-1"), team=names(["zhang"], "ours")), org=OURS)
FORM = REFERENCE.form("site_survey", "F01")


def sheet() -> LoadSheet:
    found = sheet_of(a_survey(), RULES, CASE)
    assert found is not None
    return found


def a_visit(**changes: object) -> Inspection:
    survey = Inspection(
        id=InspectionId("survey-1"), case_id=CASE.id, org=OURS, kind=InspectionKind.SURVEY,
        attempt=1, checklist="site_survey",
        checklist_version=REFERENCE.checklist("site_survey").version, lead=UserId("zhang@ours"),
        started_at=MORNING, form="F01", form_version=FORM.version, loads_version=RULES.version,
        rows=rows_of(EXAMPLE), recorded_at=MORNING, reckoned=sheet().record,
        words={"asked_large|capacity": "客户明年扩产"},
    )  # fmt: skip
    return replace(survey, **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def inner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, Desk]]:
    folder: Path = tmp_path_factory.mktemp("sheets")
    with an_inner_centre(folder, FixedClock(MORNING)) as made:
        _centre: Centre
        client: TestClient[Litestar]
        _centre, client = made
        let_in(folder, "ours", clerk="clerk", zhang="inspector")
        office = Office(client)
        assert office.new(CASE, "clerk") == ""
        assert office.new(a_visit()) == ""
        yield office, Desk(client, "clerk@ours")


def test_a_survey_comes_to_the_same_digits_at_the_centre(inner: tuple[Office, Desk]) -> None:
    page = inner[1].page(CASE.id)
    assert "各项与平板上记录的一致" in page
    assert "申请容量偏大：计算所需 368.5 kVA" in page
    assert "客户经理说明：客户明年扩产" in page
    assert "没有导入负荷曲线" in page
    assert "Pjs = KΣp·ΣPj" in page
    assert "358.29 kW" in page


def test_a_number_that_differs_is_told_and_so_are_rules_that_are_not_here(
    inner: tuple[Office, Desk],
) -> None:
    office, desk = inner
    other = a_visit(
        id=InspectionId("survey-2"), attempt=2, reckoned={**sheet().record, "p": "999.00"}
    )
    assert office.new(other) == ""
    page = desk.page(CASE.id)
    assert "有 1 项与平板上记录的不同" in page
    assert "999.00" in page
    later = a_visit(id=InspectionId("survey-3"), attempt=3, loads_version="2099.1")
    assert office.new(later) == ""
    assert "计算规则版本不在中心" in desk.page(CASE.id)


def test_a_load_list_is_held_against_what_was_measured(inner: tuple[Office, Desk]) -> None:
    office, desk = inner
    digests = {"source": Digest("a" * 64), "samples": Digest("b" * 64)}
    curve = replace(a_profile("200", -9), case_id=CASE.id, org=OURS, **digests)  # type: ignore[arg-type]
    assert office.new(curve) == ""
    listed = Filing(
        id=RecordId("list-1"), case_id=CASE.id, org=OURS, form="F09",
        form_version=REFERENCE.filed("F09").version, attempt=1, author=UserId("zhang@ours"),
        started_at=MORNING, rows=rows_of(EXAMPLE), loads_version=RULES.version,
        recorded_at=MORNING,
        values={"k_sum_p": "0.9", "k_sum_q": "0.95", "target_pf": "0.95"},
    )  # fmt: skip
    assert office.new(listed) == ""
    page = desk.page(CASE.id)
    assert "计算负荷偏大：实测最大只有 200 kW" in page
    assert "200.csv" in page
    assert "这份记录早于计算书" in page
