"""What each signature proves: what was signed, by whom and how, and by which words he agreed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.actions.exchange import note_clock
from app.actions.open_workspace import close_workspace
from app.actions.sign_report import sign_report
from app.domain.report import Report, Signature
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
        made = sign_report(ws, report.id, replace(an_act(role), read_to_end=True))
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
