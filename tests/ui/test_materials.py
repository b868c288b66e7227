"""The materials of a case: noted once with a file, held from then on, asked again with a reason."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from app.actions.ask_again import ask_again
from app.actions.record_evidence import record_evidence
from app.actions.start_filing import start_filing
from app.actions.take_back_evidence import take_back_evidence
from app.domain.material import (
    AskReason,
    Evidence,
    EvidenceSource,
    EvidenceTold,
    Standing,
    counts_of,
)
from app.errors import AlreadyHeld, NotAPicture, NotReady, SealedRecord, WordsRefused
from app.ids import Digest
from app.views.cases import case_page
from app.workspace import Workspace
from tests.ui.conftest import a_small_photo, the_case_id
from ui.cases.materials_panel import MaterialsPanel
from ui.demo.cast import an_event
from ui.demo.hands import click, find, settle, type_in
from ui.main_window import MainWindow


def told(ws: Workspace, material: str = "identity", **said: str) -> EvidenceTold:
    return EvidenceTold(the_case_id(ws), material, EvidenceSource.CUSTOMER, **said)


def standing(ws: Workspace, material: str) -> Standing:
    found = case_page(ws, the_case_id(ws)).materials
    return next(each.standing for each in found if each.rule.id == material)


def the_panel(window: MainWindow, tablet: Workspace) -> MaterialsPanel:
    window.open_case(the_case_id(tablet))
    settle(window.background)
    found = window.screen_named("case").findChild(MaterialsPanel)
    assert isinstance(found, MaterialsPanel)
    return found


def test_a_material_is_noted_once_and_asked_again_with_a_reason_only(
    window: MainWindow, tablet: Workspace, tmp_path: Path
) -> None:
    panel = the_panel(window, tablet)
    assert standing(tablet, "identity") is Standing.MISSING
    click(panel, "note_identity")
    type_in(find(panel, QLineEdit, "evidence_no"), "91630100710000000X")
    panel.take_file(a_small_photo(tmp_path / "licence.jpg"))
    click(panel, "evidence_done")
    settle(window.background)
    assert standing(tablet, "identity") is Standing.HELD
    assert panel.findChild(QPushButton, "note_identity") is None
    shown = " ".join(each.text() for each in panel.findChildren(QLabel) if each.isVisible())
    assert "91630100710000000X" not in shown
    assert "*" in shown
    click(panel, "again_identity")
    assert not find(panel, QPushButton, "again_done").isEnabled()
    click(panel, "again_reason_unreadable")
    type_in(find(panel, QLineEdit, "again_note"), "照片反光")
    click(panel, "again_done")
    settle(window.background)
    assert standing(tablet, "identity") is Standing.MISSING
    with tablet.read() as unit:
        (kept,) = unit.find(Evidence)
        assert counts_of([kept], ()).asked_again == 1
    assert (kept.asked_again, kept.asked_again_note) == (AskReason.UNREADABLE, "照片反光")
    assert kept.holder == case_page(tablet, kept.case_id).case.customer.name


def test_what_was_noted_by_mistake_is_taken_back_with_its_reason(
    window: MainWindow, tablet: Workspace
) -> None:
    noted = record_evidence(tablet, told(tablet))
    panel = the_panel(window, tablet)
    click(panel, "back_identity")
    assert not find(panel, QPushButton, "back_done").isEnabled()
    type_in(find(panel, QLineEdit, "back_reason"), "登记到了别的工单的材料")
    click(panel, "back_done")
    settle(window.background)
    assert standing(tablet, "identity") is Standing.MISSING
    with tablet.read() as unit:
        kept = unit.get(Evidence, noted.id)
        assert unit.find(Evidence) == ()
    assert kept.withdrawn_at is not None
    assert (kept.withdrawn_reason, kept.no) == ("登记到了别的工单的材料", noted.no)
    with pytest.raises(SealedRecord):
        take_back_evidence(tablet, noted.id, "再撤一次")
    assert record_evidence(tablet, told(tablet)).id != noted.id


def test_what_was_asked_for_again_counts_and_is_not_taken_back(tablet: Workspace) -> None:
    noted = record_evidence(tablet, told(tablet))
    with pytest.raises(NotReady):
        take_back_evidence(tablet, noted.id, " ")
    with pytest.raises(WordsRefused):
        take_back_evidence(tablet, noted.id, "推荐你找宏达电力公司施工")
    ask_again(tablet, noted.id, AskReason.UNREADABLE, "反光")
    with pytest.raises(SealedRecord):
        take_back_evidence(tablet, noted.id, "登记错了")


def test_a_second_gap_list_is_told_on_the_page_of_the_case(
    window: MainWindow, tablet: Workspace
) -> None:
    panel = the_panel(window, tablet)
    before = panel.findChild(QLabel, "materials_breach")
    assert before is not None
    assert not before.isVisible()
    case_id, now = the_case_id(tablet), tablet.clock.now()
    code = "application.materials_incomplete_notified"
    with tablet.unit("lists") as unit:
        for minutes in (1, 2):
            at = now + timedelta(minutes=minutes)
            unit.save(an_event(case_id, tablet.who, tablet.ids, code, at))
    panel = the_panel(window, tablet)
    said = find(panel, QLabel, "materials_breach")
    assert said.isVisible()
    assert "补充材料告知 2 次，其中同一次申请再次告知 1 次" in said.text()


def test_what_is_held_cannot_be_handed_in_again(tablet: Workspace) -> None:
    record_evidence(tablet, told(tablet))
    with pytest.raises(AlreadyHeld):
        record_evidence(tablet, told(tablet))


def test_what_has_run_out_is_handed_in_anew(tablet: Workspace) -> None:
    record_evidence(tablet, told(tablet, valid_to="2020-01-01"))
    assert standing(tablet, "identity") is Standing.MISSING
    record_evidence(tablet, told(tablet))
    assert standing(tablet, "identity") is Standing.HELD


def test_what_nobody_may_ask_for_is_not_taken(tablet: Workspace) -> None:
    with pytest.raises(NotReady) as refused:
        record_evidence(tablet, told(tablet, "no_debt_letter", valid_to="长期"))
    assert refused.value.missing == ("material", "valid_to")


def test_a_material_is_a_whole_pdf_or_a_picture(tablet: Workspace, tmp_path: Path) -> None:
    whole, cut, other = (tmp_path / name for name in ("a.pdf", "b.pdf", "c.pdf"))
    whole.write_bytes(b"%PDF-1.7\n...\n%%EOF\n")
    cut.write_bytes(b"%PDF-1.7\n...")
    other.write_text("not a paper", encoding="utf-8")
    for path in (cut, other, tmp_path / "none.pdf"):
        with pytest.raises(NotAPicture):
            record_evidence(tablet, told(tablet), path)
    kept = record_evidence(tablet, told(tablet), whole)
    assert kept.media_type == "application/pdf"
    assert tablet.blobs.get(Digest(kept.file or "")) == whole.read_bytes()


def test_a_request_is_counted_once_and_its_note_names_no_unit(tablet: Workspace) -> None:
    kept = record_evidence(tablet, told(tablet))
    with pytest.raises(WordsRefused):
        ask_again(tablet, kept.id, AskReason.REJECTED, "必须由宏达公司出图")
    ask_again(tablet, kept.id, AskReason.REJECTED, "缺一页")
    with pytest.raises(SealedRecord):
        ask_again(tablet, kept.id, AskReason.REJECTED)


def test_the_one_time_notice_begins_with_what_is_asked_and_without_what_is_held(
    tablet: Workspace,
) -> None:
    record_evidence(tablet, told(tablet))
    notice = start_filing(tablet, the_case_id(tablet), "F10")
    asked = {row.cells["material_type"] for row in notice.rows if row.table == "required_materials"}
    gaps = {row.cells["material"] for row in notice.rows if row.table == "gaps"}
    found = case_page(tablet, the_case_id(tablet)).materials
    missing = {each.rule.id for each in found if each.standing is Standing.MISSING}
    assert gaps == missing
    assert "identity" not in asked
    assert "licences" not in asked
    assert gaps <= asked
    form = tablet.reference.filed("F10")
    for row in notice.rows:
        for column in form.tables[row.table].columns:
            assert column.is_fine(row.cells[column.id]), (row.table, column.id)
