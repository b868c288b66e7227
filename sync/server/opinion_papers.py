"""What an event rests on: the recorded visit or form, its paper, and who has signed that.

An opinion, a reply, a connection moves the case, so it counts only where the centre holds all of
it, and only as its paper says it. A tablet sends the records before the event; one that was held
back on the way (a field that two people wrote) makes the event wait on the tablet, which sends it
again with every exchange.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from app.domain.case import CaseEvent
from app.domain.filing import REFUSAL, Filing
from app.domain.ink import is_ink, is_told
from app.domain.inspection import FORM_OF, Inspection, InspectionKind
from app.domain.report import Report, revision_of
from app.domain.signer import SignerRole
from app.domain.signing import ONE_AND_CUSTOMER, expected_roles
from app.domain.transition import OPINION_EVENT
from app.errors import RulesDamaged
from app.ids import Digest
from app.reference.library import Reference
from sync.protocol import problems
from sync.server import tables
from sync.server.accounts import OFFICE, Account
from sync.server.case_records import CaseRecords, records_of_case, versions_of_case
from sync.server.opinion_facts import of_filing, of_inspection, of_survey

_KIND_OF_VISIT: Final = {code: kind for kind, code in OPINION_EVENT.items()}
_FILED: Final[Mapping[str, frozenset[str]]] = {
    "application.materials_incomplete_notified": frozenset({"F10"}),
    "scheme.replied": frozenset({"F03", "F03L"}),
    "scheme.confirmed": frozenset({"F03", "F03L", "F03C"}),
    "scheme.objected": frozenset({"F03", "F03L", "F03C"}),
    "design.opinion_issued": frozenset({"F04"}),
    "energisation.completed": frozenset({"F08"}),
    "followup.completed": frozenset({"F11"}),
}
"""Events that are a filed form, and which forms."""
_MAY_BE_IN_INK: Final = _FILED.keys() - {"design.opinion_issued"}
"""Of these, what the office may note from a paper that was not made here."""
_COUNTED: Final = frozenset({"defects", "list_complete", "missed_first_time", "issues"})
"""What a paper that was made anew may count otherwise than the one by which the case went on."""


def refusal(
    connection: Connection, account: Account, event: CaseEvent, reference: Reference
) -> str:
    """Why the centre does not take this event, as a stable code; empty for all other events."""
    if event.code not in _KIND_OF_VISIT and event.code not in _FILED:
        return ""
    if is_ink(event.facts):
        # A tablet makes its papers; what is only said of one is the office's to say.
        by_office = account.device == OFFICE and event.code in _MAY_BE_IN_INK
        if not by_office:
            return problems.PAPERS
        return "" if is_told(event.facts) else problems.INK
    org = account.org
    records = records_of_case(connection, org, event.case_id)
    if records is None:
        return problems.PAPERS
    held = Papers(records, reference)
    paper = held.named_by(event)
    try:
        if paper is None or not held.is_done(paper):
            return problems.PAPERS
        if not _are_here(connection, org, held.scans(paper)):
            return problems.PAPERS  # what is said to be in ink counts when its scan is here
        subject = held.subject(paper, event.code)
        if subject is None:
            return problems.PAPERS
        if not held.is_sound(paper):
            return problems.UNSOUND
        told = _told(connection, org, event, held, paper, subject)
        return "" if any(held.agree(event, paper, one) for one in told) else problems.OTHER_RESULT
    except RulesDamaged:
        return problems.MALFORMED


def papers_for(
    connection: Connection, org: str, case_id: str, reference: Reference
) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """What the signed papers of a case tell, by event and by the number of the paper.

    Only events of filed forms, and only papers that count for them; what is damaged is left out.
    """
    records = records_of_case(connection, org, case_id)
    found: dict[str, dict[str, Mapping[str, str]]] = {code: {} for code in _FILED}
    if records is None:
        return found
    held = Papers(records, reference)
    for paper in reversed(records.reports):
        for code in _FILED:
            filing = held.subject(paper, code)
            if not isinstance(filing, Filing) or not held.is_sound(paper):
                continue
            try:
                if held.is_done(paper):
                    signed = held.is_signed_by_customer(paper)
                    told = of_filing(filing, code, reference, by_customer=signed)
                    found[code] |= {paper.doc_no: told} if told is not None else {}
            except RulesDamaged:
                continue
    return found


@dataclass(frozen=True)
class Papers:
    """The papers of one case at the centre, by the rules of who signs what."""

    records: CaseRecords
    reference: Reference

    def named_by(self, event: CaseEvent) -> Report | None:
        """The paper that the event names, by its id or by its number; the leading one of two."""
        report, number = event.facts.get("report", ""), event.facts.get("doc_no", "")
        by_id = {paper.id: paper for paper in self.records.reports}
        for paper in self.records.reports:
            named = paper.id == report if report else paper.doc_no == number
            if named and number in ("", paper.doc_no):
                return by_id.get(paper.along_with) if paper.along_with else paper
        return None

    def is_done(self, paper: Report) -> bool:
        """Whether it and what goes along with it is signed, or the refusal to sign is.

        Raises:
            RulesDamaged: the form that was filled is not here.
        """
        papers = self._together(paper)
        lacking = {role for each in papers for role in self._lacking(each)}
        if any(role.is_staff for role in lacking):
            return False
        return not lacking or any(map(self._is_refused, papers))

    def scans(self, paper: Report) -> frozenset[Digest]:
        """What shows the signatures in ink of it and of what goes along with it, or its refusal."""
        papers = {each.id for each in (*self._together(paper), *self._refusals(paper))}
        mine = (each for each in self.records.signatures if each.report_id in papers)
        return frozenset(digest for each in mine for digest in each.scans or ())

    def is_sound(self, paper: Report) -> bool:
        """Whether no file of it, or of what goes along with it, has proved bad."""
        return all(each.id not in self.records.unsound for each in self._together(paper))

    def subject(self, paper: Report, code: str) -> Inspection | Filing | None:
        """The record that it is the paper of; None where that does not say this, or is a draft."""
        if code in _FILED:
            filing = self.records.filings.get(paper.subject_id)
            known = filing is not None and filing.recorded_at is not None
            return filing if known and filing is not None and filing.form in _FILED[code] else None
        visit = self.records.visits.get(paper.subject_id)
        if visit is None or visit.recorded_at is None or visit.kind is not _KIND_OF_VISIT[code]:
            return None
        return visit if paper.form == (visit.form or FORM_OF.get(visit.kind)) else None

    def is_signed_by_customer(self, paper: Report) -> bool:
        """Whether he signed it himself: a refusal does what it does without him."""
        return SignerRole.CUSTOMER not in self._lacking(paper)

    def agree(self, event: CaseEvent, paper: Report, told: Mapping[str, str]) -> bool:
        """Whether the event says what its paper says."""
        newest = revision_of(paper.subject_id, self.records.reports)
        left = _COUNTED if paper.revision < newest else frozenset()
        return all(event.facts.get(n, "") == text for n, text in told.items() if n not in left)

    def _together(self, paper: Report) -> list[Report]:
        return [paper, *(r for r in self.records.reports if r.along_with == paper.id)]

    def _lacking(self, paper: Report) -> set[SignerRole]:
        signed = {s.role for s in self.records.signatures if s.report_id == paper.id}
        return (set(paper.expected) | self._signers(paper)) - signed

    def _signers(self, paper: Report) -> frozenset[SignerRole]:
        """Who has to sign it by its form, whatever the paper itself says of that."""
        high = self.records.case.customer_class.is_high_voltage
        filing = self.records.filings.get(paper.subject_id)
        if filing is not None:
            form = self.reference.filed(filing.form, filing.form_version)
            return frozenset(expected_roles(form, filing.values, filing.rows, high_voltage=high))
        visit = self.records.visits.get(paper.subject_id)
        if visit is None or not visit.form:
            return frozenset(ONE_AND_CUSTOMER)
        form = self.reference.form(visit.checklist, visit.form, visit.form_version)
        return frozenset(expected_roles(form, visit.values, visit.rows, high_voltage=high))

    def _is_refused(self, paper: Report) -> bool:
        return any(not self._lacking(r) and self.is_sound(r) for r in self._refusals(paper))

    def _refusals(self, paper: Report) -> list[Report]:
        about = {
            filing.id
            for filing in self.records.filings.values()
            if filing.form == REFUSAL and filing.about == paper.id and filing.recorded_at
        }
        return [each for each in self.records.reports if each.subject_id in about]


def _are_here(connection: Connection, org: str, files: frozenset[Digest]) -> bool:
    """Whether all of these files have arrived whole."""
    stored = tables.stored
    query = select(stored.c.digest).where(stored.c.org == org, stored.c.digest.in_(files))
    return set(connection.execute(query).scalars()) == files if files else True


def _told(
    connection: Connection,
    org: str,
    event: CaseEvent,
    held: Papers,
    paper: Report,
    subject: Inspection | Filing,
) -> Iterator[Mapping[str, str]]:
    """What the event has to say; of a survey as the case was at any time.

    A survey stands on what the application said, and that may have changed at the centre while the
    survey was still on its way.
    """
    if isinstance(subject, Filing):
        signed = held.is_signed_by_customer(paper)
        said = of_filing(subject, event.code, held.reference, by_customer=signed)
        if said is not None:
            yield said
    elif subject.kind is InspectionKind.SURVEY:
        for case in versions_of_case(connection, org, event.case_id):
            yield of_survey(subject, event, held.records, case, held.reference)
    else:
        yield of_inspection(connection, subject, event, held.records, held.reference)
