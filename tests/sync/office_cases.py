"""Cases that have come so far, at a centre with everybody whom an office needs."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from litestar import Litestar
from litestar.testing import TestClient

from app.clock import FixedClock
from app.ids import CaseId, RecordId, UserId
from sync.server.centre import Centre
from tests.builders import MORNING, a_case, an_event
from tests.rested import with_papers
from tests.sync.centres import an_inner_centre, let_in, names
from tests.sync.offices import OURS, Office

ON_SITE_ALONE = {
    "survey.completed", "survey.failed", "completion.visit_failed",
    "design.opinion_issued", "interim.opinion_issued", "completion.opinion_issued",
}  # fmt: skip
WHO = {
    **dict.fromkeys(ON_SITE_ALONE, "zhang"), "scheme.submitted_for_approval": "designer",
    "scheme.approved": "boss", "energisation.completed": "crew",
}  # fmt: skip
"""Who says what the clerk does not."""
NOW = ["identity", "property", "authorisation"]
"""What a customer hands in when he applies."""
Inner = tuple[Centre, TestClient[Litestar]]
_numbers = itertools.count(1)


@contextmanager
def an_office(folder: Path) -> Iterator[Inner]:
    """A centre in this process, and one person for each role."""
    with an_inner_centre(folder, FixedClock(MORNING)) as inner:
        let_in(
            folder, "ours", clerk="clerk", zhang="inspector", boss="approver",
            designer="scheme_designer", crew="metering_crew", files="archivist",
            caller="callback_agent", disp="dispatcher", admin="admin", manager="account_manager",
            watch="supervisor",
        )  # fmt: skip
        yield inner


def opened(office: Office, *steps: str, **changes: object) -> str:
    """A case of its own that has come so far, with all that its steps rest on; its id."""
    number = next(_numbers)
    case_id = CaseId(f"case-{number}")
    case = a_case(id=case_id, team=names(["zhang", "crew"], "ours"), **changes)
    assert office.new(case, "clerk") == ""
    for place, code in enumerate(steps):
        who = WHO.get(code, "clerk")
        event = replace(
            an_event(code, MORNING + timedelta(hours=place - 40), place),
            id=RecordId(f"e-{number}-{place}"), case_id=case_id, org=OURS,
            actor=UserId(f"{who}@ours"),
        )  # fmt: skip
        for record in with_papers([event])[0]:
            assert office.new(record, who) == "", code
    return case_id
