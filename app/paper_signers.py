"""Who signs a paper, who has, and who refused: read from the records of its case."""

from collections.abc import Mapping

from app import codec
from app.domain.case import ConnectionCase
from app.domain.entry import Entry
from app.domain.filing import REFUSAL, Filing
from app.domain.inspection import Inspection
from app.domain.report import Report, Signature
from app.domain.signer import SignerRole
from app.domain.signing import Attendant, Team, team_of
from app.filings import filing_state
from app.visits import visit_state
from app.workspace import Unit, Workspace


def is_filing(unit: Unit, record_id: str) -> bool:
    """Whether this is the id of a filing."""
    return unit.records.body(codec.kind_of(Filing), record_id) is not None


def refusal_of(unit: Unit, report: Report) -> Report | None:
    """The signed record that the customer refused to sign this paper, or was not there."""
    filings = [f for f in unit.find(Filing, report.case_id) if f.form == REFUSAL]
    about = {f.id for f in filings if f.about == report.id}
    papers = [r for r in unit.find(Report, report.case_id) if r.subject_id in about]
    return next((paper for paper in papers if is_signed(unit, paper)), None)


def signed_together(unit: Unit, report: Report) -> tuple[Report, ...]:
    """The papers that one stroke of the pen signs: the leading one first, whichever is named."""
    lead = unit.get(Report, report.along_with) if report.along_with else report
    others = (r for r in unit.find(Report, report.case_id) if r.along_with == lead.id)
    return (lead, *others)


def signers_of(ws: Workspace, unit: Unit, report: Report) -> Mapping[SignerRole, Attendant]:
    """Who signs in which place, of a paper whose form names them: inspectors, a crew."""
    if is_filing(unit, report.subject_id):
        filed = filing_state(ws, unit, unit.get(Filing, report.subject_id))
        return team_of(filed.entry, filed.filing.author).placed(report.expected)
    visit = unit.get(Inspection, report.subject_id)
    state = visit_state(ws, unit, visit)
    team = team_of_visit(state.case, visit, state.entry)
    return team.placed(report.expected)


def team_of_visit(case: ConnectionCase, visit: Inspection, entry: Entry | None) -> Team:
    """Everybody who took part in this visit, as its form names them."""
    return team_of(entry, visit.lead, case.team[0] if case.team else "")


def is_signed(unit: Unit, report: Report) -> bool:
    """Whether everybody who is expected has signed it."""
    signed = {s.role for s in unit.find(Signature, report.case_id) if s.report_id == report.id}
    return set(report.expected) <= signed


def waits_for_customer(unit: Unit, report: Report) -> bool:
    """Whether staff have signed it and nobody but the customer is to sign yet."""
    signed = {s.role for s in unit.find(Signature, report.case_id) if s.report_id == report.id}
    staff = {role for role in report.expected if role.is_staff}
    waiting = set(report.expected) - signed
    return bool(staff) and waiting == {SignerRole.CUSTOMER} and refusal_of(unit, report) is None
