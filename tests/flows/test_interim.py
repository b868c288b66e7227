"""The interim inspection of concealed works: the same form and paper, grown from its checklist."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from app.actions.attach_photo import attach_photo
from app.actions.issue_report import issue_report
from app.actions.keep_answer import keep_answer
from app.actions.keep_draft import keep_draft
from app.actions.open_workspace import close_workspace, create_workspace
from app.actions.record_inspection import record_inspection
from app.actions.start_inspection import start_inspection
from app.clock import SystemClock
from app.domain.checklist import Answer, Conclusion, Judgement
from app.domain.inspection import InspectionKind
from app.domain.staff import Identity
from app.errors import WrongStage
from app.ids import CaseId, DeviceId, Minter, UserId
from app.views.cases import case_page
from app.views.visits import inspection_page
from app.workspace import Place, Workspace
from tests.flows.visits import NOTED, in_company
from ui.demo.cast import ORG, an_event, the_case, the_devices, the_history

WHO = Identity(UserId("zhang"), "张海峰", ORG, ("inspector",), DeviceId("tablet-1"))
HERE = Place("inspection")


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A tablet with a case whose works are under way."""
    clock = SystemClock()
    made = create_workspace(tmp_path / "tablet", "a long enough password", WHO)
    ids = Minter(clock)
    case = the_case(ids)
    history = the_history(case, WHO, ids, clock.now())
    under_way = [event for event in history if event.code != "completion.requested"]
    with made.unit("come_down") as unit:
        for record in (case, *the_devices(case, ids), *under_way):
            unit.save(record)
    yield made
    close_workspace(made)


def the_case_id(ws: Workspace) -> CaseId:
    with ws.read() as unit:
        return unit.find(type(the_case(ws.ids)))[0].id


def test_it_is_due_when_it_was_asked_for_and_gives_its_own_paper(
    ws: Workspace, tmp_path: Path
) -> None:
    case_id = the_case_id(ws)
    with pytest.raises(WrongStage):
        start_inspection(ws, case_id, InspectionKind.INTERIM)
    with ws.unit("request") as unit:
        unit.save(an_event(case_id, WHO, ws.ids, "interim.requested", ws.clock.now()))
    assert case_page(ws, case_id).state.next_step == "interim_inspection"
    visit = start_inspection(ws, case_id, InspectionKind.INTERIM)
    Image.effect_noise((320, 240), 60).convert("RGB").save(tmp_path / "a.jpg")
    findings = inspection_page(ws, visit.id).findings
    assert {finding.question.item.id.split(".")[0] for finding in findings} == {"int"}
    for finding in findings:
        question = finding.question
        measured = bool(question.item.limit) or question.item.kind == "text"
        judged = Judgement.NOT_APPLICABLE if measured else Judgement.PASS
        keep_answer(ws, visit.id, Answer(*question.key, judged, note=NOTED.get(judged, "")), HERE)
        attach_photo(ws, visit.id, tmp_path / "a.jpg", question.item.id, question.device_id)
    keep_draft(ws, visit.id, {"safety_briefed": True, "opinion": "可以隐蔽。"}, HERE)
    in_company(ws, visit.id)
    assert inspection_page(ws, visit.id).missing == ()
    assert record_inspection(ws, visit.id).conclusion is Conclusion.PASS
    paper = issue_report(ws, visit.id)
    assert paper.doc_no.startswith("F05-")
    with pikepdf.open(_kept(ws, paper.pdf, tmp_path)) as pdf:
        assert len(pdf.pages) == paper.pages


def _kept(ws: Workspace, digest: str, folder: Path) -> Path:
    path = folder / "F05.pdf"
    path.write_bytes(ws.blobs.get(digest))  # type: ignore[arg-type]
    return path
