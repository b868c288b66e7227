"""What a tablet may note of a case, and what it refuses by name."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from app.actions.note_event import note_event
from app.actions.open_workspace import close_workspace
from app.domain.case import ConnectionCase
from app.domain.evidence import Photo
from app.domain.process import TABLE, Status
from app.domain.survey import Outcome
from app.domain.transition import BY_RULE, FIELD_EVENTS
from app.errors import NotAPicture, WordsRefused, WrongStage
from app.views.cases import case_page
from app.workspace import Workspace
from tests.builders import FACTS
from tests.flows.filings import a_tablet
from tests.flows.visits import the_case_of

CODES = sorted({step.code for step in TABLE})


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = a_tablet(tmp_path / "tablet", "SURVEY")
    yield made
    close_workspace(made)


def refusal(ws: Workspace, code: str, **facts: str) -> str:
    with pytest.raises(WrongStage) as refused:
        note_event(ws, the_case_of(ws), Outcome(code, {**FACTS.get(code, {}), **facts}))
    return refused.value.reason


def test_what_is_the_centres_to_say_a_tablet_refuses_by_name(ws: Workspace) -> None:
    for code in set(CODES) - FIELD_EVENTS - BY_RULE:
        assert refusal(ws, code) == "centre_only", code
    assert {refusal(ws, code) for code in BY_RULE} == {"by_rule_only"}
    assert case_page(ws, the_case_of(ws)).state.refused == ()


def test_what_is_not_for_a_role_is_refused_by_name(tmp_path: Path) -> None:
    ws = a_tablet(tmp_path / "crew", "SURVEY")
    crew = replace(ws, who=replace(ws.who, roles=("metering_crew",)))
    assert refusal(crew, "survey.failed") == "role_may_not"
    close_workspace(ws)


def test_a_vain_visit_keeps_its_photo_and_a_bad_file_leaves_nothing(
    ws: Workspace, tmp_path: Path
) -> None:
    case_id = the_case_of(ws)
    vain = Outcome("survey.failed", {"reason": "customer_absent"})
    assert refusal(ws, "survey.failed", photo="") == "photo_missing"
    (tmp_path / "note.jpg").write_text("这不是照片", encoding="utf-8")
    with pytest.raises(NotAPicture):
        note_event(ws, case_id, vain, [tmp_path / "note.jpg"])
    assert case_page(ws, case_id).state.suspended == ""
    Image.effect_noise((320, 240), 60).convert("RGB").save(tmp_path / "gate.jpg", "JPEG")
    event = note_event(ws, case_id, vain, [tmp_path / "gate.jpg"])
    with ws.read() as unit:
        (photo,) = unit.find(Photo, case_id)
    assert (photo.owner_id, photo.id) == (event.id, event.facts["photo"])
    assert case_page(ws, case_id).state.suspended == "SITE_NOT_ACCESSIBLE"


def test_words_that_designate_a_unit_are_no_evidence_of_a_pause(ws: Workspace) -> None:
    case_id = the_case_of(ws)
    pause = {**FACTS["application.suspended"], "evidence": "推荐你找宏达电力公司施工"}
    with pytest.raises(WordsRefused) as refused:
        note_event(ws, case_id, Outcome("application.suspended", pause))
    assert refused.value.phrase == "PH01"
    assert case_page(ws, case_id).state.suspended == ""
    spoken = {**pause, "evidence": "客户来电 13900001111 要求延期"}
    assert note_event(ws, case_id, Outcome("application.suspended", spoken)).facts == spoken


def test_what_was_there_when_it_was_submitted_is_not_asked_for_again(tmp_path: Path) -> None:
    ws = a_tablet(tmp_path / "fresh", "DRAFT")
    case_id = the_case_of(ws)
    note_event(ws, case_id, Outcome("application.submitted", {}))
    with ws.unit("correct") as unit:
        case = unit.get(ConnectionCase, case_id)
        unit.save(replace(case, customer=replace(case.customer, contact_phone="")))
    assert case_page(ws, case_id).state.status is Status.SUBMITTED
    close_workspace(ws)
