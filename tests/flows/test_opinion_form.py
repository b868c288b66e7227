"""What F05 and F06 ask beside the checklist: people, differences, lateness, one complete list."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.actions.keep_answer import keep_answer
from app.actions.keep_entry import keep_rows, keep_values
from app.actions.start_inspection import start_inspection
from app.clock import FixedClock
from app.domain.case import ConnectionCase, Scheme
from app.domain.checklist import Answer, Judgement
from app.domain.entry import FormRow
from app.domain.inspection import Inspection, InspectionKind
from app.domain.units import Kva
from app.views.visits import inspection_page
from app.workspace import Workspace
from tests.flows import test_defects
from tests.flows.visits import HERE, the_case_of

the_tablet = test_defects.ws


@pytest.fixture
def visit(the_tablet: Workspace) -> tuple[Workspace, str]:
    """The completion inspection just begun."""
    return (
        the_tablet,
        start_inspection(the_tablet, the_case_of(the_tablet), InspectionKind.COMPLETION).id,
    )


def lacks(ws: Workspace, visit_id: str) -> set[str]:
    """What the form itself lacks: fields, checks, rows."""
    form = ("field", "value", "rows", "check")
    return {m.item for m in inspection_page(ws, visit_id).missing if m.what in form}


def test_high_voltage_takes_two_people_each_with_a_specialty(
    visit: tuple[Workspace, str],
) -> None:
    ws, visit_id = visit
    others = {"as_built_sources", "construction_known", "test_known"}
    others |= {"operation_there", "metering_there", "dispatch_there"}
    assert lacks(ws, visit_id) == {"ppe_ok", "two_people"} | others
    keep_rows(ws, visit_id, [FormRow("participants", "b", {"name": "林岚"})], (), HERE)
    assert lacks(ws, visit_id) == {"ppe_ok", "participants.specialty"} | others
    row = FormRow("participants", "b", {"name": "林岚", "specialty": "metering"})
    keep_rows(ws, visit_id, [row], (), HERE)
    keep_values(ws, visit_id, {"ppe_ok": "yes"}, HERE)
    assert lacks(ws, visit_id) == others - {"metering_there"}
    for each in ("operation", "dispatch"):
        others -= {f"{each}_there"}
        keep_rows(
            ws,
            visit_id,
            [FormRow("participants", each, {"name": each, "specialty": each})],
            (),
            HERE,
        )
    assert lacks(ws, visit_id) == others - {"metering_there"}


def test_a_reinspection_takes_two_people_one_of_another_team(visit: tuple[Workspace, str]) -> None:
    ws, visit_id = visit
    with ws.unit("change") as unit:
        visited = unit.get(Inspection, visit_id)
        unit.save(replace(visited, asks=("com.doc.drawings|",)))
    assert {each for each in lacks(ws, visit_id) if each.endswith("_there")} == set()
    for specialty, lacking in (("marketing", {"another_team"}), ("metering", set())):
        row = FormRow("participants", "b", {"name": "林岚", "specialty": specialty})
        keep_rows(ws, visit_id, [row], (), HERE)
        assert lacks(ws, visit_id) & {"another_team", "two_people"} == lacking


def test_the_account_manager_does_not_stand_alone_and_another_team_looks_on(
    visit: tuple[Workspace, str],
) -> None:
    ws, visit_id = visit
    eyes = {"operation_there", "each_once", "not_alone"}
    with ws.unit("change") as unit:
        case = unit.get(ConnectionCase, the_case_of(ws))
        unit.save(replace(case, team=(ws.who.user,)))

    def beside(name: str, specialty: str) -> set[str]:
        row = FormRow("participants", "b", {"name": name, "specialty": specialty})
        keep_rows(ws, visit_id, [row], (), HERE)
        return lacks(ws, visit_id) & eyes

    assert beside(ws.who.user, "operation") == {"each_once", "not_alone"}
    assert beside(ws.who.name, "operation") == {"each_once"}
    assert beside("林岚", "marketing") == {"operation_there"}
    assert beside("林岚", "operation") == set()


def test_another_capacity_than_the_scheme_has_to_be_explained(
    visit: tuple[Workspace, str],
) -> None:
    ws, visit_id = visit
    with ws.unit("change") as unit:
        case = unit.get(ConnectionCase, the_case_of(ws))
        assert isinstance(case.scheme, Scheme)
        less = Kva(case.scheme.supply_capacity_kva - 100)
        unit.save(replace(case, scheme=replace(case.scheme, supply_capacity_kva=less)))
    assert "difference_reason" in lacks(ws, visit_id)
    keep_values(ws, visit_id, {"difference_reason": "客户自行增容，已要求恢复"}, HERE)
    assert "difference_reason" not in lacks(ws, visit_id)


def test_who_comes_after_the_limit_says_why(visit: tuple[Workspace, str]) -> None:
    ws, visit_id = visit
    assert "late_reason" not in lacks(ws, visit_id)
    later = replace(ws, clock=FixedClock(ws.clock.now() + timedelta(days=30)))
    assert "late_reason" in lacks(later, visit_id)


def test_a_failed_visit_declares_its_list_complete(visit: tuple[Workspace, str]) -> None:
    ws, visit_id = visit
    asked = inspection_page(ws, visit_id).entry
    assert asked is not None
    assert not asked.is_asked(asked.form.fields["is_complete_list"])
    device = next(
        f.question.device_id
        for f in inspection_page(ws, visit_id).findings
        if f.question.item.id == test_defects.BAD
    )
    answer = Answer(test_defects.BAD, device, "", Judgement.FAIL)
    keep_answer(ws, visit_id, answer, HERE)
    assert "is_complete_list" in lacks(ws, visit_id)
    keep_values(ws, visit_id, {"is_complete_list": "no"}, HERE)
    assert "list_complete" in lacks(ws, visit_id)
    keep_values(ws, visit_id, {"is_complete_list": "yes"}, HERE)
    assert not {"is_complete_list", "list_complete"} & lacks(ws, visit_id)


def test_the_request_is_dated_by_what_is_known(visit: tuple[Workspace, str]) -> None:
    ws, visit_id = visit
    entry = inspection_page(ws, visit_id).entry
    assert entry is not None
    assert len(entry.text(entry.form.fields["requested_at"])) == 10
