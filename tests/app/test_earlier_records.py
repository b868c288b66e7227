"""Records of before there were guards and other papers than those of visits, read today.

`earlier_records.json` is a case of the demo as a tablet of then had sent it: applied, built, looked
at, found wanting, its paper signed twice, a re-inspection asked for.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from app import codec
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.defect import Defect, DefectState
from app.domain.process import Status, project
from app.domain.report import Report, Signature
from app.ids import InspectionId

THEN: list[tuple[str, dict[str, Any]]] = [
    (kind, body)
    for kind, body in json.loads(
        Path(__file__).with_name("earlier_records.json").read_text(encoding="utf-8")
    )
]


def all_of(kind: str) -> list[dict[str, Any]]:
    return [body for each, body in THEN if each == kind]


def the_case() -> ConnectionCase:
    return codec.decode(ConnectionCase, all_of("case")[0])


def the_events() -> list[CaseEvent]:
    return [codec.decode(CaseEvent, body) for body in all_of("event")]


def test_a_case_of_then_stands_where_it_stood() -> None:
    state = project(the_case(), the_events())
    assert (state.status, state.refused) == (Status.INSPECTION, ())
    assert state.attempts["completion_inspection"] == 2


def test_the_same_events_said_today_would_not_do() -> None:
    today = [replace(event, guarded=True) for event in the_events()]
    refused = project(the_case(), today).refused
    assert refused[0].reason == "materials_incomplete"


def test_what_was_refused_then_still_is() -> None:
    case, events = the_case(), the_events()
    important = codec.decode(
        ConnectionCase, {**all_of("case")[0], "importance": "second"}
    )  # its concealed works have to be looked at first
    (late, *_) = project(important, events).refused
    assert (late.event.code, late.reason) == ("completion.requested", "interim_missing")
    opinion = next(event for event in events if event.code == "completion.opinion_issued")
    unsaid = [replace(e, facts={}) if e == opinion else e for e in events]
    assert next(r.event.id for r in project(case, unsaid).refused) == opinion.id


def test_a_paper_of_then_is_the_paper_of_its_visit() -> None:
    (body,) = all_of("report")
    paper = codec.decode(Report, body)
    signatures = [codec.decode(Signature, signature) for signature in all_of("signature")]
    assert paper.subject_id == body["inspection_id"] != ""
    assert {signature.report_id for signature in signatures} == {paper.id}


def test_a_defect_that_was_closed_then_stays_closed_and_can_be_opened_again() -> None:
    (body,) = all_of("defect")
    assert codec.decode(Defect, body).state is DefectState.OPEN
    closed = codec.decode(Defect, {**body, "state": "closed", "closed_in": "visit-2"})
    assert (closed.state, closed.closed_in) == (DefectState.CLOSED, InspectionId("visit-2"))
    assert closed.unchecked("visit-2").state is DefectState.OPEN
    assert codec.decode(Defect, codec.encode(closed)) == closed
