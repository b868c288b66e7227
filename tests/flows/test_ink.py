"""A paper signed in ink: its scan goes to exactly that paper, and everything says that it is so."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from app import codec
from app.actions.attach_ink import InkAct, attach_ink
from app.actions.check_report import check_report
from app.actions.open_workspace import close_workspace
from app.actions.sign_report import sign_report
from app.clock import CHINA
from app.domain.case import CaseEvent
from app.domain.report import WET_INK, Report, Signature
from app.domain.signer import SignerRole
from app.errors import NotAPicture, NotReady, SealedRecord
from app.ids import Digest
from app.paper_check import evidence_of
from app.views.papers import report_page
from app.workspace import Workspace
from tests.app.inspection_papers import text_of
from tests.app.sealed_papers import ROOT, pem_of
from tests.flows.filings import a_tablet, act_for, filled, issued
from ui.command import main
from ui.report.verdict_words import paper_checks

Change = Callable[[InkAct], InkAct]


@pytest.fixture
def tablet(tmp_path: Path) -> Iterator[Workspace]:
    ws = a_tablet(tmp_path / "tablet", "SCHEME_APPROVAL")
    yield ws
    close_workspace(ws)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "sheet.jpg"
    Image.effect_noise((200, 280), 60).convert("RGB").save(path, "JPEG")
    return path


def a_reply(ws: Workspace, folder: Path) -> Report:
    return issued(ws, filled(ws, folder, "F03"))


def an_ink_act(ws: Workspace, report: Report, *files: Path) -> InkAct:
    """Whoever has not signed yet signs a print of the paper as it stands now."""
    page = report_page(ws, report.id)
    assert page.shown is not None
    today = ws.clock.now().astimezone(CHINA).date().isoformat()
    rows = tuple((role, name or "张海峰") for role, name in page.waiting)
    return InkAct(rows, files, today, "马玉兰", "gloves", page.shown)


def events(ws: Workspace) -> list[str]:
    with ws.read() as unit:
        return [event.code for event in unit.find(CaseEvent)]


def of_paper(ws: Workspace, report: Report) -> list[Signature]:
    with ws.read() as unit:
        return [s for s in unit.find(Signature) if s.report_id == report.id]


def test_the_customer_signs_a_print_and_the_case_goes_on(
    tablet: Workspace, scan: Path, tmp_path: Path
) -> None:
    report = a_reply(tablet, tmp_path)
    sign_report(tablet, report.id, act_for(tablet, report, SignerRole.ACCOUNT_MANAGER))
    act = an_ink_act(tablet, report, scan)
    assert "scheme.confirmed" not in events(tablet)
    made = attach_ink(tablet, report.id, act)
    assert "scheme.confirmed" in events(tablet)
    told = made.on_paper
    assert told is not None
    assert (made.identified_by, made.consent, told.witness) == (WET_INK, "", "马玉兰")
    assert made.scans == (codec.digest_of(scan.read_bytes()),)
    assert tablet.blobs.get(made.scans[0]) == scan.read_bytes()
    travels = [digest for digest, _ in codec.files("signature", codec.encode(made))]
    assert travels == [made.pdf, made.strokes, *made.scans]
    assert told.printed == of_paper(tablet, report)[0].pdf
    assert made.is_whole
    # What is told of it cannot be changed afterwards, nor can another sheet take its place.
    assert evidence_of(made, report, told.printed) == made.evidence
    forged = replace(made, scans=(Digest("0" * 64),))
    assert evidence_of(forged, report, told.printed) != made.evidence
    for half in (
        replace(made, scans=None),
        replace(made, on_paper=None),
        replace(made, identified_by="id_card"),
        replace(made, on_paper=replace(told, witness="")),
        replace(made, on_paper=replace(told, signed_on="昨天")),
    ):
        assert not half.is_whole


def test_the_paper_and_its_verdict_say_that_it_is_ink(
    tablet: Workspace, scan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = a_reply(tablet, tmp_path)
    made = attach_ink(tablet, report.id, an_ink_act(tablet, report, scan))
    assert [s.role for s in of_paper(tablet, report)] == list(report.expected)
    found = check_report(tablet, report.id)
    assert found.valid
    words = [text for text, _ in paper_checks(found)]
    assert sum("纸上签字" in text for text in words) == len(report.expected)
    assert made.scans is not None
    page = report_page(tablet, report.id)
    file, authority = tmp_path / "paper.pdf", tmp_path / "ca.pem"
    file.write_bytes(page.pdf)
    authority.write_text(pem_of(ROOT[1]))
    assert main(["verify", str(file), "--trust", str(authority)]) == 0
    assert capsys.readouterr().out.count("（纸上签字，扫描件另存）") == len(report.expected)
    said = text_of(page.seen)
    for part in ("纸上签字，扫描件另存", "见证：马玉兰", f"SHA-256{made.scans[0][:16]}…"):
        assert part in said


def test_a_sheet_signed_before_somebody_else_signed_is_not_of_this_paper(
    tablet: Workspace, scan: Path, tmp_path: Path
) -> None:
    report = a_reply(tablet, tmp_path)
    early = an_ink_act(tablet, report, scan)
    sign_report(tablet, report.id, act_for(tablet, report, SignerRole.ACCOUNT_MANAGER))
    late = replace(early, rows=early.rows[1:])
    with pytest.raises(NotReady) as refused:
        attach_ink(tablet, report.id, late)
    assert refused.value.missing == ("another_print",)
    with pytest.raises(SealedRecord):
        attach_ink(tablet, report.id, early)


def test_one_in_ink_may_be_followed_by_one_on_the_glass(
    tablet: Workspace, scan: Path, tmp_path: Path
) -> None:
    report = a_reply(tablet, tmp_path)
    act = an_ink_act(tablet, report, scan)
    attach_ink(tablet, report.id, replace(act, rows=act.rows[:1]))
    sign_report(tablet, report.id, act_for(tablet, report, SignerRole.CUSTOMER))
    assert check_report(tablet, report.id).valid
    assert [s.is_in_ink for s in of_paper(tablet, report)] == [True, False]


def yesterday(act: InkAct) -> InkAct:
    return replace(act, signed_on="2020-01-01")


REFUSED: tuple[tuple[Change, str], ...] = (
    (lambda act: replace(act, rows=()), "ink_rows"),
    (lambda act: replace(act, rows=tuple((role, " ") for role, _ in act.rows)), "signer_name"),
    (lambda act: replace(act, files=()), "scan"),
    (lambda act: replace(act, witness=" "), "witness"),
    (lambda act: replace(act, why="lazy"), "ink_why"),
    (lambda act: replace(act, signed_on="昨天"), "signed_on"),
    (yesterday, "signed_on"),
)


def test_what_is_missing_is_said_and_nothing_is_kept(
    tablet: Workspace, scan: Path, tmp_path: Path
) -> None:
    report = a_reply(tablet, tmp_path)
    act = an_ink_act(tablet, report, scan)
    tomorrow = (tablet.clock.now().astimezone(CHINA) + timedelta(days=1)).date().isoformat()
    for change, missing in (*REFUSED, (lambda a: replace(a, signed_on=tomorrow), "signed_on")):
        with pytest.raises(NotReady) as refused:
            attach_ink(tablet, report.id, change(act))
        assert refused.value.missing == (missing,)
    text = tmp_path / "sheet.txt"
    text.write_text("signed")
    with pytest.raises(NotAPicture):
        attach_ink(tablet, report.id, replace(act, files=(scan, text)))
    with pytest.raises(SealedRecord):  # the customer before the account manager
        attach_ink(tablet, report.id, replace(act, rows=act.rows[1:]))
    assert of_paper(tablet, report) == []


def test_a_scan_belongs_to_one_signing(tablet: Workspace, scan: Path, tmp_path: Path) -> None:
    report = a_reply(tablet, tmp_path)
    act = an_ink_act(tablet, report, scan)
    attach_ink(tablet, report.id, replace(act, rows=act.rows[:1]))
    with pytest.raises(NotReady) as refused:
        attach_ink(tablet, report.id, an_ink_act(tablet, report, scan))
    assert refused.value.missing == ("scan_used",)
