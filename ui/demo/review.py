"""The design review of the story: form F04, filled, recorded and signed by two on one tablet."""

from datetime import timedelta
from typing import Final

from app.actions.issue_report import issue_report
from app.actions.keep_entry import keep_rows, keep_values
from app.actions.record_filing import record_filing
from app.actions.sign_report import SigningAct, sign_report
from app.actions.start_filing import start_filing
from app.clock import CHINA
from app.domain.entry import FormRow
from app.domain.filing import Filing
from app.domain.report import Report, StrokePoint, Strokes
from app.domain.signer import SignerRole
from app.ids import CaseId
from app.views.filings import filing_page
from app.workspace import Place, Workspace
from ui.demo.cast import COLLEAGUE, CUSTOMER

_LOOKED_AT: Final = (
    "capacity", "wiring", "sources", "transformers", "switchgear", "protection", "compensation",
    "metering", "grounding", "own_supply", "quality", "fire",
)  # fmt: skip
_SUBMITTED: Final = {"type": "drawings", "copies": "2", "received": "yes"}
_SIGNERS: Final = {
    SignerRole.REVIEWER: (COLLEAGUE.name, "staff_login"),
    SignerRole.CUSTOMER: (CUSTOMER.agent_name, "id_card"),
}


def review_design(ws: Workspace, case_id: CaseId) -> Report:
    """The opinion on the design documents, which finds nothing wrong, signed by both."""
    filing = start_filing(ws, case_id, "F04")
    today = ws.clock.now().astimezone(CHINA).date()
    values = {
        "submitted_at": today.isoformat(),
        "design_unit": "示例电力设计院（客户自选）",
        "design_licence_no": "A163001",
        "licence_valid_to": (today + timedelta(days=400)).isoformat(),
        "review_result": "pass",
    }
    place = Place("filing", filing.id)
    keep_values(ws, filing.id, values, place, Filing)
    begun = filing_page(ws, filing.id).filing.rows
    gone = [row for row in begun if row.table in ("documents", "review")]
    looked_at = [{"item": item, "result": "ok"} for item in _LOOKED_AT]
    rows = [FormRow("documents", ws.ids.new(), _SUBMITTED)]
    rows += [FormRow("review", ws.ids.new(), cells) for cells in looked_at]
    keep_rows(ws, filing.id, [], gone, place, Filing)
    keep_rows(ws, filing.id, rows, [], place, Filing)
    record_filing(ws, filing.id)
    report = issue_report(ws, filing.id)
    for role in report.expected:
        name, identified_by = _SIGNERS[role]
        sign_report(ws, report.id, SigningAct(role, name, identified_by, _strokes(len(name)), True))
    return report


def _strokes(count: int) -> Strokes:
    """A scribble of so many strokes, side by side."""
    lines = tuple(
        tuple(
            StrokePoint(20 + 70 * n + 4 * i, 30 + (i * 17 + 9 * n) % 50, 14 * i) for i in range(14)
        )
        for n in range(count)
    )
    return Strokes(400, 100, lines)
