"""Every status with every event, held against the table of the trade, written down here anew."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.domain.case import CaseEvent
from app.domain.case_state import CaseState
from app.domain.process import TABLE, Status, project, why_not
from app.domain.transition import BY_RULE, PREREQUISITES
from tests.builders import FACTS, MORNING, a_case, an_event

ALL = "DRAFT SUBMITTED MATERIALS_PENDING ACCEPTED SURVEY SCHEME_DRAFTING SCHEME_APPROVAL "
ALL += "SCHEME_REPLIED SCHEME_CONFIRMED WORKS INSPECTION RECTIFICATION READY_TO_CONNECT "
BEFORE_ENERGISED = ALL
BEFORE_REPLIED = ALL.split("SCHEME_REPLIED")[0]
NOT_ENDED = ALL + "ENERGISED ARCHIVED"
AFTER_SCHEME = "SCHEME_CONFIRMED WORKS INSPECTION RECTIFICATION READY_TO_CONNECT"

MAY: dict[str, dict[str, str]] = {
    "application.submitted": {"DRAFT": "SUBMITTED", "MATERIALS_PENDING": "SUBMITTED"},
    "application.materials_incomplete_notified": {"SUBMITTED": "MATERIALS_PENDING"},
    "application.accepted": {"SUBMITTED": "ACCEPTED"},
    "application.rejected": {"SUBMITTED": "REJECTED"},
    "survey.scheduled": {"ACCEPTED": "SURVEY"},
    "survey.completed": {"SURVEY": "SCHEME_DRAFTING"},
    "survey.failed": {"SURVEY": "SURVEY"},
    "scheme.submitted_for_approval": {"SCHEME_DRAFTING": "SCHEME_APPROVAL"},
    "scheme.returned": {"SCHEME_APPROVAL": "SCHEME_DRAFTING"},
    "scheme.approved": {"SCHEME_APPROVAL": "SCHEME_APPROVAL"},
    "scheme.replied": {"SCHEME_APPROVAL": "SCHEME_REPLIED"},
    "scheme.confirmed": {"SCHEME_REPLIED": "SCHEME_CONFIRMED"},
    "scheme.objected": {"SCHEME_REPLIED": "SCHEME_DRAFTING"},
    "scheme.change_requested": dict.fromkeys(
        ("SCHEME_REPLIED", "SCHEME_CONFIRMED", "WORKS"), "SCHEME_DRAFTING"
    ),
    "scheme.extended": {x: x for x in ("SCHEME_REPLIED", "SCHEME_CONFIRMED")},
    "scheme.expired": dict.fromkeys(("SCHEME_REPLIED", "SCHEME_CONFIRMED"), "TERMINATED"),
    "works.started": {"SCHEME_CONFIRMED": "WORKS", "WORKS": "WORKS"},
    "design.submitted": dict.fromkeys(("SCHEME_CONFIRMED", "WORKS"), "WORKS"),
    "design.opinion_issued": {"WORKS": "WORKS"},
    "interim.requested": {"WORKS": "WORKS"},
    "interim.reinspection_requested": {"WORKS": "WORKS"},
    "interim.opinion_issued": {"WORKS": "WORKS"},
    "external_works.completed": {"WORKS": "WORKS"},
    "completion.request_incomplete_notified": {"WORKS": "WORKS"},
    "completion.requested": {"WORKS": "INSPECTION"},
    "completion.visit_failed": {"INSPECTION": "INSPECTION"},
    "completion.opinion_issued": {"INSPECTION": "READY_TO_CONNECT"},
    "completion.reinspection_requested": {"RECTIFICATION": "INSPECTION"},
    "contract.signed": {x: x for x in AFTER_SCHEME.split()},
    "fees.settled": {x: x for x in AFTER_SCHEME.split()},
    "metering.ready": {x: x for x in AFTER_SCHEME.split()},
    "application.suspended": {x: x for x in BEFORE_ENERGISED.split()},
    "application.resumed": {x: x for x in BEFORE_ENERGISED.split()},
    "application.reclassified": {x: x for x in BEFORE_REPLIED.split()},
    "energisation.completed": {"READY_TO_CONNECT": "ENERGISED"},
    "archive.completed": {"ENERGISED": "ARCHIVED"},
    "followup.completed": {"ARCHIVED": "CLOSED"},
    "followup.unreachable": {"ARCHIVED": "CLOSED"},
    "application.withdrawn": dict.fromkeys(NOT_ENDED.split(), "WITHDRAWN"),
    "application.terminated": dict.fromkeys(BEFORE_ENERGISED.split(), "TERMINATED"),
}
"""Where each may happen in a high-voltage case, and where it leads (domain/process.md, 5.1)."""

EXTERNAL = a_case(external_line_works=True)
LATE = MORNING + timedelta(days=400)
REPLIED = an_event("scheme.replied")
RIPE: dict[str, dict[str, Any]] = {
    "scheme.replied": {"approved": True},
    "scheme.extended": {"taken": (REPLIED,)},
    "scheme.expired": {"taken": (REPLIED,)},
    "design.opinion_issued": {"taken": (an_event("design.submitted"),)},
    "interim.opinion_issued": {"taken": (an_event("interim.requested"),)},
    "interim.reinspection_requested": {
        "taken": (
            an_event("interim.requested"),
            an_event("interim.opinion_issued", result="rectify"),
        )
    },
    "completion.reinspection_requested": {
        "taken": (an_event("completion.opinion_issued", result="rectify"),)
    },
    "application.resumed": {"suspended": "CUSTOMER_REQUEST"},
    "energisation.completed": {"met": PREREQUISITES},
}
"""What must have been before, so that nothing but the status is in the way."""


def asked(status: str, code: str) -> str:
    state = CaseState(status=Status(status), **RIPE.get(code, {}))
    at = LATE if code == "scheme.expired" else MORNING
    return why_not(EXTERNAL, state, code, FACTS.get(code, {}), at=at, actor="somebody")


def test_the_events_written_here_are_those_of_the_program() -> None:
    assert {step.code for step in TABLE} - BY_RULE == set(MAY)


@pytest.mark.parametrize("code", sorted(MAY))
def test_an_event_may_happen_where_the_trade_says_and_nowhere_else(code: str) -> None:
    for status in Status:
        wanted = "" if status in MAY[code] else "wrong_stage"
        assert asked(status, code) == wanted, status


@pytest.mark.parametrize("code", sorted(BY_RULE))
def test_what_the_rules_say_nobody_says(code: str) -> None:
    words = {asked(status, code) for status in Status}
    assert words == {"wrong_stage", "by_rule_only"}


WAY = (
    "application.submitted",
    "application.accepted",
    "survey.scheduled",
    "survey.completed",
    "scheme.submitted_for_approval",
    "scheme.approved",
    "scheme.replied",
    "scheme.confirmed",
    "works.started",
    "completion.requested",
    "completion.opinion_issued",
    "contract.signed",
    "fees.settled",
    "metering.ready",
    "energisation.completed",
    "archive.completed",
    "followup.completed",
)


def the_way_to(status: str) -> list[CaseEvent]:
    """What leads to this status."""
    if status == "MATERIALS_PENDING":
        codes = ["application.submitted", "application.materials_incomplete_notified"]
        return numbered([(code, {}) for code in codes])
    steps: list[tuple[str, dict[str, str]]] = []
    for code in WAY:
        if project(EXTERNAL, numbered(steps)).status == status:
            return numbered(steps)
        facts = {"external_line_works": "yes"} if code == "survey.completed" else {}
        if status == "RECTIFICATION" and code == "completion.opinion_issued":
            facts = {"result": "rectify"}
        steps.append((code, facts))
    return numbered(steps)


def numbered(steps: list[tuple[str, dict[str, str]]]) -> list[CaseEvent]:
    return [
        an_event(code, MORNING + timedelta(minutes=number), number, **facts)
        for number, (code, facts) in enumerate(steps)
    ]


BEFORE: dict[str, list[tuple[str, dict[str, str]]]] = {
    "scheme.replied": [("scheme.approved", {})],
    "design.opinion_issued": [("design.submitted", {})],
    "interim.opinion_issued": [("interim.requested", {})],
    "interim.reinspection_requested": [
        ("interim.requested", {}),
        ("interim.opinion_issued", {"result": "rectify"}),
    ],
    "application.resumed": [("application.suspended", {})],
    "energisation.completed": [(code, {}) for code in sorted(PREREQUISITES)],
}


@pytest.mark.parametrize(
    ("status", "code"), [(status, code) for code in sorted(MAY) for status in MAY[code]]
)
def test_an_event_leads_where_the_trade_says(status: str, code: str) -> None:
    events = the_way_to(status)
    if (status, code) == ("WORKS", "works.started"):  # they begin once; a design led there first
        events = [replace(e, code="design.submitted") if e.code == code else e for e in events]
    assert project(EXTERNAL, events).status == status
    events += [
        an_event(before, MORNING + timedelta(hours=1), number, **facts)
        for number, (before, facts) in enumerate(BEFORE.get(code, []))
    ]
    at = LATE if code == "scheme.expired" else MORNING + timedelta(hours=2)
    state = project(EXTERNAL, [*events, replace(an_event(code, at), actor="somebody")])
    assert state.refused == ()
    assert state.status == MAY[code][status]
