"""Each class of customer from application to the end, on a real tablet, every paper signed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from app.actions.open_workspace import close_workspace
from tests.flows.narratives import TOLD
from tests.flows.stories import Story, assert_told_to_its_end, the_codes

SCHEME: Final = ["scheme.submitted_for_approval", "scheme.approved", "scheme.replied",
                 "scheme.confirmed"]  # fmt: skip
READY: Final = ["contract.signed", "fees.settled", "metering.ready",
                "energisation.prerequisites_met"]  # fmt: skip
END: Final = ["energisation.completed", "archive.completed", "followup.completed"]
APPLY: Final = ["application.submitted", "application.accepted", "survey.scheduled",
                "survey.completed"]  # fmt: skip
SPOT: Final = ["scheme.replied", "scheme.confirmed", "works.not_needed"]
ASKED: Final = ["application.submitted", "application.materials_incomplete_notified"]
HAPPENS: Final = {
    "RES": [*APPLY, *SPOT, *READY, *END],
    "LV_three_zero": [*ASKED, *APPLY, *SPOT, *READY, *END],
    "LV_external_line": [
        *APPLY, *SCHEME, "works.started", "external_works.completed", *READY, *END,
    ],
    "LV_paying": [
        *APPLY, *SCHEME, "works.started", "application.suspended", "application.resumed",
        "completion.requested", "completion.opinion_issued", *READY, *END,
    ],
    "HV_SINGLE": [
        *APPLY, *SCHEME, "works.started", "completion.requested", "completion.opinion_issued",
        "completion.reinspection_requested", "completion.opinion_issued", *READY, *END,
    ],
    "HV_MULTI": [
        *APPLY, *SCHEME, "works.started", "design.submitted", "design.opinion_issued",
        "interim.requested", "interim.opinion_issued", "completion.requested",
        "completion.opinion_issued", *READY, *END,
    ],
}  # fmt: skip
FORMS: Final = {
    "RES": "F13 F10 F02 F08 F11",
    "LV_three_zero": "F13 F10 F09 F02 F08 F11",
    "LV_external_line": "F13 F10 F02 F03 F08 F11",
    "LV_paying": "F13 F10 F02 F03 F12 F06 F08 F11",
    "HV_SINGLE": "F13 F10 F09 F01 F03 F12 F12 F12 F06 F07 F06 F08 F11",
    "HV_MULTI": "F13 F10 F09 F01 F03 F12 F12 F12 F04 F05 F14 F06 F08 F11",
}
STEPS: Final = {
    "RES": 2, "LV_three_zero": 2, "LV_external_line": 2, "LV_paying": 3, "HV_SINGLE": 4,
    "HV_MULTI": 4,
}  # fmt: skip
"""Of how many steps the customer is told."""


@pytest.fixture(params=TOLD)
def told(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Story]]:
    story = TOLD[request.param](tmp_path)
    yield request.param, story
    close_workspace(story.ws)


def test_a_customer_is_served_from_application_to_the_end(told: tuple[str, Story]) -> None:
    name, story = told
    assert the_codes(story.state) == HAPPENS[name]
    assert_told_to_its_end(story, FORMS[name].split())
    flags = story.state.flags(story.page.case, story.ws.reference.policy)
    assert len(flags.milestones) == STEPS[name]
    attempts = {stage: count for stage, count in story.state.attempts.items() if count > 1}
    assert attempts == ({"completion_inspection": 2} if name == "HV_SINGLE" else {})
