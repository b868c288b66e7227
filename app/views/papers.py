"""Papers: one with its newest PDF, and the list of all."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.clock import CHINA
from app.consent import consent_to_sign
from app.documents.seen import Spot, as_seen, joined, signing_spot
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.due_clock import DueClock
from app.domain.endorsement import Endorsement
from app.domain.filing import REFUSAL, Filing
from app.domain.report import Report, Signature, superseded_by
from app.domain.signer import SignerRole
from app.domain.signing import Attendant
from app.endorsed import endorsement_here, file_of
from app.ids import Digest
from app.paper_signers import (
    is_filing,
    is_signed,
    refusal_of,
    signed_together,
    signers_of,
    waits_for_customer,
)
from app.views.moments import open_clock_of
from app.workspace import KEY_FILE, Unit, Workspace


@dataclass(frozen=True)
class ReportPage:
    """One paper as it stands, and whose turn it is to sign."""

    report: Report
    case: ConnectionCase
    clock: DueClock | None
    signatures: tuple[Signature, ...]
    pdf: bytes
    seen: bytes
    """The same with the strokes drawn into its pages: to be looked at and printed."""
    next_role: SignerRole | None
    next_signer: Attendant | None = None
    """Who signs next, where the form of the visit names him."""
    waiting: tuple[tuple[SignerRole, str], ...] = ()
    """Who has still to sign, in the order of signing, with the names that are known."""
    refusal: Report | None = None
    """The signed record that the customer refused to sign it, or was not there."""
    refusable: bool = False
    """Whether it waits for the customer alone, who may refuse or not be there."""
    is_filing: bool = False
    """Whether it is the paper of a form that was filed apart from a visit."""
    consent: str = ""
    """The words by which whoever is next agrees to sign so; empty where staff signs."""
    signs_at: Spot | None = None
    """Where on the paper whoever is next signs."""
    along: tuple[Report, ...] = ()
    """The papers that are signed along with it; where there are, `seen` shows them as well."""
    endorsement: Endorsement | None = None
    """What the centre has put behind it, where that is here: `pdf` then holds it."""
    newer: int | None = None
    """The version that has taken its place, if one has."""
    shown: Digest | None = None
    """The digest of `pdf`."""
    own_key: bool = False
    """Whether whoever works here signs with a key file of his own, by its password."""


@dataclass(frozen=True)
class ReportRow:
    """One paper in the list of all."""

    report: Report
    case: ConnectionCase
    signatures: tuple[Signature, ...]
    newer: int | None
    """The revision that has taken its place, if one has."""
    refused_in: str = ""
    """The number of the signed record that the customer did not sign it, where there is one."""

    @property
    def is_sealed(self) -> bool:
        """Whether everybody who is expected has signed it."""
        return len(self.signatures) >= len(self.report.expected)


@dataclass(frozen=True)
class DayRow:
    """One paper of a day, with those that are signed and printed along with it."""

    row: ReportRow
    along: tuple[Report, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it is signed by everybody and no newer one has taken its place."""
        return self.row.is_sealed and self.row.newer is None


def papers_of_day(rows: Iterable[ReportRow], day: date) -> tuple[DayRow, ...]:
    """What was issued or signed on that day (in China's time), in the order of the numbers."""
    there = tuple(rows)
    lead_ids = {row.report.id for row in there}
    along = [row.report for row in there if row.report.along_with in lead_ids]
    chosen = (
        DayRow(row, tuple(each for each in along if each.along_with == row.report.id))
        for row in there
        if row.report not in along and day in _days_of(row)
    )
    return tuple(sorted(chosen, key=lambda each: each.row.report.doc_no))


def _days_of(row: ReportRow) -> set[date]:
    moments = (row.report.issued_at, *(each.signed_at for each in row.signatures))
    return {moment.astimezone(CHINA).date() for moment in moments}


def report_page(ws: Workspace, report_id: str) -> ReportPage:
    """One paper with the newest of its PDFs.

    Raises:
        UnknownRecord: there is no such report here.
        DigestMismatch: its file is damaged or not here yet.
    """
    with ws.read() as unit:
        report = unit.get(Report, report_id)
        case = unit.get(ConnectionCase, report.case_id)
        there = unit.find(Signature, case.id)
        signatures = tuple(s for s in there if s.report_id == report_id)
        lead, *others = signed_together(unit, report)
        clock = open_clock_of(ws, case, unit.find(CaseEvent, case.id))
        refusal, filed = refusal_of(unit, lead), is_filing(unit, report.subject_id)
        named = signers_of(ws, unit, report)
        refusable = lead.id == report.id and waits_for_customer(unit, report)
        clause = consent_to_sign(ws, unit, case.id).clause
        made = unit.find(Endorsement, case.id)
        newer = _newer_of(unit.find(Report, case.id))
        own_key = bool(unit.settings.get(KEY_FILE))
    done = len(signatures)
    shown = file_of(ws, report, there, made)
    pdf = ws.blobs.get(shown)
    next_role = None if refusal or done >= len(report.expected) else report.expected[done]
    waiting = report.expected[done:] if next_role is not None else ()
    along = tuple(others) if lead.id == report.id else ()
    parts = [pdf, *(ws.blobs.get(file_of(ws, other, there, made)) for other in along)]
    return ReportPage(
        report=report,
        case=case,
        clock=clock,
        signatures=signatures,
        pdf=pdf,
        seen=joined([as_seen(part) for part in parts]),
        next_role=next_role,
        next_signer=named.get(next_role) if next_role else None,
        waiting=tuple((role, _name_of(role, named, case)) for role in waiting),
        refusal=refusal,
        consent=clause if next_role is not None and not next_role.is_staff else "",
        refusable=refusable,
        is_filing=filed,
        signs_at=signing_spot(pdf, next_role) if next_role else None,
        along=along,
        endorsement=endorsement_here(ws, report, there, made),
        newer=newer(report),
        shown=shown,
        own_key=own_key,
    )


def _name_of(role: SignerRole, named: Mapping[SignerRole, Attendant], case: ConnectionCase) -> str:
    if role is SignerRole.CUSTOMER:
        return case.customer.agent_name
    return named[role].name if role in named else ""


def report_rows(ws: Workspace, case_id: str | None = None) -> tuple[ReportRow, ...]:
    """Every paper (of one case), the newest first."""
    with ws.read() as unit:
        cases = {case.id: case for case in unit.find(ConnectionCase)}
        signatures = unit.find(Signature, case_id)
        reports = unit.find(Report, case_id)
        refused = _refused(unit, reports)
    newer = _newer_of(reports)
    rows = (
        ReportRow(
            report,
            cases[report.case_id],
            tuple(s for s in signatures if s.report_id == report.id),
            newer(report),
            refused.get(report.along_with or report.id, ""),
        )
        for report in reports
        if report.case_id in cases
    )
    return tuple(sorted(rows, key=lambda row: row.report.issued_at, reverse=True))


def _refused(unit: Unit, reports: Sequence[Report]) -> dict[str, str]:
    """By the id of a paper: the number of the signed record that the customer did not sign it."""
    told = [each for each in reports if each.form == REFUSAL and is_signed(unit, each)]
    return {unit.get(Filing, each.subject_id).about: each.doc_no for each in told}


def _newer_of(reports: Iterable[Report]) -> Callable[[Report], int | None]:
    """What tells the version after a paper; one that is signed along goes with its lead."""
    by_id = {report.id: report for report in reports}

    def newer(report: Report) -> int | None:
        lead = by_id.get(report.along_with, report) if report.along_with else report
        newest = superseded_by(lead, by_id.values())
        return newest.revision if newest is not None else None

    return newer
