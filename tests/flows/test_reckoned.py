"""What a survey comes to goes into its record and its paper, and on into the scheme's reply."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from app.actions.issue_report import issue_report
from app.actions.keep_word import keep_word
from app.actions.open_workspace import close_workspace, open_workspace
from app.actions.record_inspection import record_inspection
from app.domain.case import ConnectionCase
from app.domain.load_sheet import differences
from app.ids import Digest, InspectionId
from app.views.filings import filing_page
from app.views.visits import inspection_page
from app.workspace import Workspace
from tests.flows.filings import a_tablet, begun, filled, issued
from tests.flows.surveys import HIGH, HIGH_ROWS, surveyed
from tests.flows.visits import HERE
from tests.ui.survey_tablet import a_tablet_before_the_survey

PASSWORD = "高原 2026"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    opened = open_workspace(a_tablet_before_the_survey(tmp_path / "survey", PASSWORD), PASSWORD)
    yield opened
    close_workspace(opened)


def record_in(pdf: bytes) -> dict[str, Any]:
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        found: dict[str, Any] = json.loads(paper.attachments["record.json"].get_file().read_bytes())
    return found


def test_a_recorded_survey_keeps_its_digits_and_its_paper_their_derivation(
    ws: Workspace, tmp_path: Path
) -> None:
    survey = surveyed(ws, tmp_path, HIGH, HIGH_ROWS)
    page = inspection_page(ws, survey.id)
    assert page.sheet is not None
    (odd,) = (each for each in page.oddities if each.subject == "capacity")
    assert "申请容量偏大" in odd.said
    keep_word(ws, survey.id, odd.key, "客户明年扩产", HERE)
    recorded = record_inspection(ws, survey.id)
    assert recorded.reckoned == page.sheet.record
    assert differences(recorded.reckoned, page.sheet) == ()
    report = issue_report(ws, survey.id)
    told = record_in(ws.blobs.get(Digest(report.pdf)))
    assert told["inspection"]["reckoned"]["p"] == page.sheet.record["p"]
    numbers = {each["id"]: each for each in told["reckoning"]["numbers"]}
    assert numbers["p"]["formula"] == "Pjs = KΣp·ΣPj"
    assert numbers["p"]["value"] == page.sheet.record["p"]
    assert numbers["asked_rate"]["verdict"] == "large"


def test_the_reply_of_the_scheme_carries_what_the_survey_reckoned(tmp_path: Path) -> None:
    ws = open_workspace(a_tablet_before_the_survey(tmp_path / "survey", PASSWORD), PASSWORD)
    survey = record_inspection(ws, surveyed(ws, tmp_path, HIGH, HIGH_ROWS).id)
    close_workspace(ws)
    ws = a_tablet(tmp_path / "reply", "SCHEME_APPROVAL")
    with ws.unit("come_down") as unit:
        case = unit.find(ConnectionCase)[0]
        unit.save(replace(survey, id=InspectionId("survey-1"), case_id=case.id, org=case.org))
    page = filing_page(ws, begun(ws, "F03").id)
    fields = page.entry.form.fields
    for field, number in (("reactive_compensation_kvar", "qk"), ("reckoned_kva", "s2")):
        assert page.entry.text(fields[field]) == survey.reckoned[number]
        origin = page.entry.origin(fields[field])
        assert origin is not None
        assert origin.kind == "survey"
    assert page.sheet is not None
    assert page.sheet.record == survey.reckoned
    report = issued(ws, filled(ws, tmp_path, "F03"))
    told = record_in(ws.blobs.get(Digest(report.pdf)))
    assert {each["id"] for each in told["reckoning"]["numbers"]} >= {"p", "s2", "qk", "sn"}
    assert told["filing"]["reckoned"] == dict(survey.reckoned)
    close_workspace(ws)
