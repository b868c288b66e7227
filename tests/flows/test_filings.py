"""Each form from its beginning to its sealed paper, and what it does to the case."""

from pathlib import Path

import pytest

from app.actions.open_workspace import close_workspace
from app.documents.verify import verify_pdf
from app.domain.filing import FAMILIES
from app.views.cases import CasePage, case_page
from app.workspace import Workspace
from tests.app.sealed_papers import TRUSTED
from tests.flows.filings import (
    GOOD,
    LOW,
    a_tablet,
    filled,
    issued,
    signed_by_all,
    wanting,
)
from tests.flows.visits import the_case_of

HAPPENS = {
    "F03": ["scheme.replied", "scheme.confirmed"],
    "F03L": ["scheme.replied", "scheme.confirmed"],
    "F04": ["design.opinion_issued"],
    "F08": ["energisation.completed"],
    "F10": ["application.materials_incomplete_notified"],
    "F11": ["followup.completed"],
}
ALONE = [code for code in FAMILIES if code != "F14"]


@pytest.mark.parametrize("code", ALONE)
def test_a_form_is_filled_recorded_issued_signed_and_found_whole(code: str, tmp_path: Path) -> None:
    ws = a_tablet(tmp_path / "tablet", GOOD[code].status, **(LOW if GOOD[code].low else {}))
    filing = filled(ws, tmp_path, code)
    assert wanting(ws, filing) == []
    report = issued(ws, filing)
    assert report.doc_no == f"{report.form}-{_application(ws)}-1-1"
    before = _codes(ws)
    signatures = signed_by_all(ws, report)
    sealed = ws.blobs.get(signatures[-1].pdf)
    verdict = verify_pdf(sealed, TRUSTED)
    assert (verdict.valid, verdict.reason) == (True, "ok")
    assert [each.role for each in verdict.signatures] == [role.value for role in report.expected]
    assert _codes(ws)[len(before) :] == HAPPENS.get(code, [])
    close_workspace(ws)


def _application(ws: Workspace) -> str:
    return _case(ws).case.application_no


def _case(ws: Workspace) -> CasePage:
    return case_page(ws, the_case_of(ws))


def _codes(ws: Workspace) -> list[str]:
    return [event.code for event in _case(ws).events]
