"""What each signature proves: what was signed, by whom and how, and by which words he agreed."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from app.actions.exchange import note_clock
from app.actions.open_workspace import close_workspace
from app.actions.sign_report import sign_report
from app.domain.report import Report, Signature
from app.errors import NotReady
from app.ids import RecordId
from app.paper_check import evidence_of
from app.views.papers import report_page
from app.workspace import Workspace
from tests.flows.filings import GOOD, a_tablet, an_act, filled, issued, signed_by_all

CLAUSE = "同意采用电子签名方式并认可其效力"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = a_tablet(tmp_path / "tablet", GOOD["F10"].status)
    yield made
    close_workspace(made)


def a_paper(ws: Workspace, folder: Path, code: str) -> Report:
    return issued(ws, filled(ws, folder, code))


def test_each_part_of_the_evidence_is_held_by_its_digest(ws: Workspace, tmp_path: Path) -> None:
    note_clock(ws, -42)
    report = a_paper(ws, tmp_path, "F10")
    before = report.pdf
    for role in report.expected:
        made = sign_report(ws, report.id, an_act(role))
        assert (made.clock_offset_s, made.read_to_end) == (-42, True)
        assert made.consent == ("" if role.is_staff else "F13 2026.13")
        assert made.evidence == evidence_of(made, report, before)
        changed: tuple[Signature, ...] = (
            replace(made, signer_name="别人"),
            replace(made, read_to_end=False),
            replace(made, clock_offset_s=0),
            replace(made, consent="F13 1999"),
            replace(made, device=type(made.device)("another")),
            replace(made, strokes=made.pdf),
        )
        assert made.evidence not in {evidence_of(one, report, before) for one in changed}
        assert made.evidence != evidence_of(made, report, made.pdf)
        before = made.pdf


def test_the_words_are_shown_to_whoever_is_no_staff(ws: Workspace, tmp_path: Path) -> None:
    report = a_paper(ws, tmp_path, "F10")
    for role in report.expected:
        page = report_page(ws, report.id)
        assert page.consent == ("" if role.is_staff else CLAUSE)
        sign_report(ws, report.id, an_act(role))
    assert report_page(ws, report.id).consent == ""


def test_where_the_customer_has_agreed_on_a_form_it_is_named(ws: Workspace, tmp_path: Path) -> None:
    consent = filled(ws, tmp_path, "F13")
    signed_by_all(ws, issued(ws, consent))
    made = signed_by_all(ws, a_paper(ws, tmp_path, "F10"))
    assert [one.consent_id for one in made] == ["" if s.role.is_staff else consent.id for s in made]


def test_what_is_signed_is_what_was_seen_and_read_to_its_end(ws: Workspace, tmp_path: Path) -> None:
    report = a_paper(ws, tmp_path, "F10")
    act = an_act(report.expected[0])
    with pytest.raises(NotReady) as refused:
        sign_report(ws, report.id, replace(act, read_to_end=False))
    assert refused.value.missing == ("not_read",)
    shown = report_page(ws, report.id)
    assert (shown.shown, ws.blobs.get(shown.shown)) == (report.pdf, shown.pdf)
    made = sign_report(ws, report.id, replace(act, seen=shown.shown))
    assert ws.blobs.get(made.pdf).startswith(shown.pdf)
    later = an_act(report.expected[1])
    with pytest.raises(NotReady) as refused:  # he still looks at the paper of before
        sign_report(ws, report.id, replace(later, seen=shown.shown))
    assert refused.value.missing == ("another_file",)
    sign_report(ws, report.id, replace(later, seen=report_page(ws, report.id).shown))


def test_a_paper_with_something_hidden_in_it_is_not_signed(ws: Workspace, tmp_path: Path) -> None:
    report = a_paper(ws, tmp_path, "F10")
    with pikepdf.open(io.BytesIO(ws.blobs.get(report.pdf))) as paper:
        name = next(iter(paper.pages[0].obj.Resources.Font.keys()))
        white = f"1 g BT {name} 12 Tf 100 300 Td (1) Tj ET".encode()
        paper.pages[0].contents_add(paper.make_stream(white))
        out = io.BytesIO()
        paper.save(out)
    forged = replace(report, id=RecordId("forged"), pdf=ws.blobs.put(out.getvalue()))
    with ws.unit("issue_report") as unit:
        unit.save(forged)
    with pytest.raises(NotReady) as refused:
        sign_report(ws, forged.id, an_act(report.expected[0]))
    assert refused.value.missing == ("unsafe_paper",)
    sign_report(ws, report.id, an_act(report.expected[0]))
