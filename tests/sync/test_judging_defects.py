"""The centre judges defects again: sealed with their signed visit, waived by the lead alone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.domain.defect import Defect, Severity, Waiver
from app.domain.report import Report, Signature, SignerRole
from app.ids import DeviceId, InspectionId, RecordId, UserId
from tests.app.test_defect import a_defect
from tests.builders import MORNING, a_case, a_visit
from tests.sync.centres import an_inner_centre, let_in, names
from tests.sync.offices import NOTHING, OURS, ZHANG, Office

GRAVE = a_defect("d1")
SMALL = a_defect("d2", severity=Severity.MINOR)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with an_inner_centre(tmp_path, FixedClock(MORNING)) as (_, client):
        let_in(tmp_path, "ours", clerk="clerk", zhang="inspector")
        made = Office(client)
        assert made.new(a_case(team=names(["zhang"], "ours")), "clerk") == ""
        assert made.new(a_visit(lead=ZHANG)) == ""
        assert [made.new(GRAVE), made.new(SMALL)] == ["", ""]
        yield made


def waived(defect: Defect, **changes: object) -> Defect:
    waiver = Waiver(InspectionId("visit-1"), "客户另行安排", ZHANG, MORNING)
    return replace(defect, waiver=replace(waiver, **changes))  # type: ignore[arg-type]


def test_only_a_suggestion_is_waived_and_by_who_leads_the_visit(office: Office) -> None:
    assert office.edit(GRAVE, waived(GRAVE)) == "not_allowed"
    for forged in (
        waived(SMALL, by=UserId("somebody")),
        waived(SMALL, reason=" "),
        waived(SMALL, inspection_id=InspectionId("visit-9")),
    ):
        assert office.edit(SMALL, forged) == "not_allowed"
    assert office.edit(SMALL, waived(SMALL)) == ""


def test_a_finding_is_sealed_once_its_visit_is_signed(office: Office) -> None:
    paper = Report(
        RecordId("paper-1"), GRAVE.case_id, OURS, RecordId("visit-1"), "F06", "F06-1", 1, 1,
        MORNING, NOTHING, NOTHING, (SignerRole.INSPECTOR,), 1,
    )  # fmt: skip
    ink = Signature(
        RecordId("ink-1"), GRAVE.case_id, OURS, paper.id, SignerRole.INSPECTOR, "张海峰",
        "staff_login", MORNING, NOTHING, NOTHING, NOTHING, DeviceId("office"), ZHANG,
    )  # fmt: skip
    said = replace(GRAVE, description="说得更清楚一些")
    assert office.new(paper) == ""
    assert office.edit(GRAVE, said) == ""
    assert office.new(ink) == ""
    assert office.edit(said, replace(said, description="其实没有什么问题")) == "sealed"
    assert office.new(a_defect("d3")) == "sealed"
    told = said.reported("已整改", "2026-11-20", ZHANG, MORNING)
    assert office.edit(said, told) == ""
