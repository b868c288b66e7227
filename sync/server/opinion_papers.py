"""What an opinion rests on: the recorded visit or review, its paper, and who has signed that.

An opinion moves the case, so it counts only where the centre holds all of it. A tablet sends the
records before the event; one that was held back on the way (a field that two people wrote) makes
the event wait on the tablet, which sends it again with every exchange.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, select

from app import codec
from app.domain.case import CaseEvent
from app.domain.filing import REFUSAL, Filing
from app.domain.inspection import Inspection, InspectionKind
from app.domain.report import Report, Signature
from app.domain.signer import SignerRole
from app.domain.transition import OPINION_EVENT
from sync.protocol import problems
from sync.server import tables

_KINDS: Final = ("report", "signature", "inspection", "filing")
_KIND_OF_VISIT: Final = {code: kind for kind, code in OPINION_EVENT.items()}
_SURVEY_RESULT: Final = "survey_result"
_FILED: Final[Mapping[str, tuple[str, str]]] = {"design.opinion_issued": ("F04", "review_result")}
"""Opinions that are a filed form: which one, and the field that says the result."""
_record = tables.record


def refusal(connection: Connection, org: str, event: CaseEvent) -> str:
    """Why the centre does not take this opinion, as a stable code; empty for all other events."""
    if event.code not in _KIND_OF_VISIT and event.code not in _FILED:
        return ""
    held = _held(connection, org, event.case_id)
    paper = held.named_by(event)
    if paper is None or not held.is_done(paper):
        return problems.PAPERS
    result = held.result(paper, event.code)
    if result is None:
        return problems.PAPERS
    return "" if result == event.facts.get("result") else problems.OTHER_RESULT


@dataclass(frozen=True)
class _Held:
    """What the centre has of one case, of that which papers are made of."""

    reports: tuple[Report, ...]
    signatures: tuple[Signature, ...]
    visits: Mapping[str, Inspection]
    filings: Mapping[str, Filing]

    def named_by(self, event: CaseEvent) -> Report | None:
        """The paper that the event names, by its id or by its number; the leading one of two."""
        report, number = event.facts.get("report", ""), event.facts.get("doc_no", "")
        by_id = {paper.id: paper for paper in self.reports}
        for paper in self.reports:
            named = paper.id == report if report else paper.doc_no == number
            if named and number in ("", paper.doc_no):
                return by_id.get(paper.along_with) if paper.along_with else paper
        return None

    def is_done(self, paper: Report) -> bool:
        """Whether it and what goes along with it is signed, or the refusal to sign is."""
        papers = [paper, *(each for each in self.reports if each.along_with == paper.id)]
        lacking = {role for each in papers for role in self._lacking(each)}
        if any(role.is_staff for role in lacking):
            return False
        return not lacking or any(map(self._is_refused, papers))

    def result(self, paper: Report, code: str) -> str | None:
        """The conclusion of what it is the paper of; None where that is not here, or a draft."""
        if code in _FILED:
            form, name = _FILED[code]
            filing = self.filings.get(paper.subject_id)
            if filing is None or filing.recorded_at is None or filing.form != form:
                return None
            return filing.values.get(name)
        visit = self.visits.get(paper.subject_id)
        if visit is None or visit.recorded_at is None or visit.kind is not _KIND_OF_VISIT[code]:
            return None
        if visit.kind is InspectionKind.SURVEY:
            return visit.values.get(_SURVEY_RESULT)
        return visit.conclusion

    def _lacking(self, paper: Report) -> set[SignerRole]:
        signed = {each.role for each in self.signatures if each.report_id == paper.id}
        return set(paper.expected) - signed

    def _is_refused(self, paper: Report) -> bool:
        about = {
            filing.id
            for filing in self.filings.values()
            if filing.form == REFUSAL and filing.about == paper.id and filing.recorded_at
        }
        told = [each for each in self.reports if each.subject_id in about]
        return any(not self._lacking(each) for each in told)


def _held(connection: Connection, org: str, case_id: str) -> _Held:
    query = select(_record.c.kind, _record.c.body).where(
        _record.c.org == org, _record.c.case_id == case_id, _record.c.kind.in_(_KINDS)
    )
    found: dict[str, list[Any]] = {kind: [] for kind in _KINDS}
    for kind, text in connection.execute(query):
        body = msgspec.json.decode(text)
        if "withdrawn_at" not in body:
            found[kind].append(codec.decode(codec.KINDS[kind], body))
    return _Held(
        reports=tuple(found["report"]),
        signatures=tuple(found["signature"]),
        visits={visit.id: visit for visit in found["inspection"]},
        filings={filing.id: filing for filing in found["filing"]},
    )
