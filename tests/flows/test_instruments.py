"""The tester of a reading: what took such readings last comes along; without one nothing passes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.actions.keep_answer import keep_answer
from app.actions.keep_draft import keep_draft
from app.actions.start_inspection import start_inspection
from app.domain.checklist import Answer, Finding, Lack
from app.domain.inspection import Inspection, InspectionKind
from app.domain.instrument import Instrument
from app.domain.limit import Verdict
from app.ids import InspectionId
from app.views.visits import inspection_page
from app.workspace import Workspace
from tests.builders import a_visit
from tests.flows import test_defects
from tests.flows.visits import HERE, TESTERS, the_case_of

ws = test_defects.ws
ITEM = "com.tx.clear"
OLD = Instrument("rangefinder-0", "rangefinder", "CJ-40", "0", "2020-01-01")


@pytest.fixture
def visit(ws: Workspace) -> Inspection:
    return start_inspection(ws, the_case_of(ws), InspectionKind.COMPLETION)


def read(ws: Workspace, visit: Inspection, instrument: str = "") -> Finding:
    """What the reading comes to, which is within its limit."""
    question = _found(ws, visit).question
    typed = {spec.name: next(iter(spec.options), "5") for spec in question.typed}
    answer = Answer(*question.key, inputs=typed, instrument=instrument)
    keep_answer(ws, visit.id, answer, HERE)
    return _found(ws, visit)


def an_earlier_visit(ws: Workspace, *instruments: Instrument) -> None:
    day = ws.clock.now() - timedelta(days=30)
    earlier = a_visit(id="earlier", started_at=day, instruments=instruments)
    with ws.unit("come_down") as unit:
        unit.save(replace(earlier, id=InspectionId("earlier"), case_id=the_case_of(ws)))


def test_a_reading_with_no_tester_supports_no_pass_and_says_where(
    ws: Workspace, visit: Inspection
) -> None:
    finding = read(ws, visit)
    assert (finding.verdict, finding.lack) == (Verdict.UNDETERMINED, Lack.INSTRUMENT)
    lacking = [m for m in inspection_page(ws, visit.id).missing if m.what == "instrument"]
    assert [m.item for m in lacking] == [ITEM]
    keep_draft(ws, visit.id, {"instruments": TESTERS}, HERE)
    named = _found(ws, visit)
    assert named.verdict is Verdict.PASS
    assert named.answer is not None
    assert named.answer.instrument == "rangefinder-1"


def test_what_took_such_readings_last_comes_along_while_its_calibration_holds(
    ws: Workspace, visit: Inspection
) -> None:
    an_earlier_visit(ws, *TESTERS, OLD)
    assert read(ws, visit).verdict is Verdict.PASS
    assert inspection_page(ws, visit.id).inspection.instruments == (TESTERS[1],)


def test_what_has_run_out_is_not_got_round_by_taking_it_off_the_list(
    ws: Workspace, visit: Inspection
) -> None:
    an_earlier_visit(ws, OLD)
    keep_draft(ws, visit.id, {"instruments": (OLD,)}, HERE)
    assert read(ws, visit).lack is Lack.CALIBRATION
    assert read(ws, visit, OLD.id).lack is Lack.CALIBRATION
    keep_draft(ws, visit.id, {"instruments": ()}, HERE)
    assert _found(ws, visit).lack is Lack.CALIBRATION
    assert read(ws, visit).lack is Lack.INSTRUMENT


def _found(ws: Workspace, visit: Inspection) -> Finding:
    findings = inspection_page(ws, visit.id).findings
    return next(f for f in findings if f.question.item.id == ITEM)
