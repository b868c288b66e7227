"""Papers by what is printed on them: their number and the beginning of their record's digest.

Whoever holds a paper may ask how it stands; both have to be right, so that nobody learns of a paper
by trying numbers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, insert, select

from app import codec
from app.domain.change import Change, Plain
from app.domain.endorsement import Endorsement, newest_of
from app.domain.filing import REFUSAL, Filing
from app.domain.report import Report, Signature, superseded_by
from sync.server import paper_standings, tables
from sync.server.paper_standings import Standing
from sync.server.review_judge import records_of
from sync.server.unit import CentreStore

DIGITS: Final = 16
"""So many hexadecimal digits of the digest stand in the code that is printed on a paper."""
_NOTED: Final = "paper_numbers"
_KIND: Final = codec.kind_of(Report)
_number, _record = tables.paper_number, tables.record


@dataclass(frozen=True)
class Held:
    """How a paper stands at the centre; who signed it, and of what it is, is not told."""

    report: Report
    standing: Standing
    signed: int
    """How many of those who are expected have signed it."""
    is_refused: bool
    """Whether a signed record says that the customer refused to sign it, or was not there."""
    newer: Report | None
    """The version that has taken its place."""
    endorsement: Endorsement | None
    files: frozenset[str]
    """The digests of every file of it, with however many signatures and stamps."""

    @property
    def is_whole(self) -> bool:
        """Whether everybody has signed it who is to."""
        return self.signed >= len(self.report.expected)


def note(connection: Connection, change: Change, body: Mapping[str, Plain]) -> None:
    """Note the number of a paper, in the transaction that takes its record in."""
    if change.kind == _KIND:
        _note(connection, change.org, body)


def settle(store: CentreStore) -> None:
    """Note the numbers of papers that were here before there was this table: once."""
    if store.known(_NOTED) is not None:
        return
    with store.write() as connection:
        query = select(_record.c.org, _record.c.body).where(_record.c.kind == _KIND)
        for org, text in connection.execute(query).all():
            _note(connection, org, msgspec.json.decode(text))
    store.claim(_NOTED, "1")


def held_as(connection: Connection, doc_no: str, digits: str) -> Held | None:
    """The paper of this number whose record's digest begins so; None where there is none."""
    if len(digits) < DIGITS:
        return None
    query = select(_number).where(_number.c.doc_no == doc_no)
    rows = connection.execute(query).all()
    found = [row for row in rows if row.record_digest.startswith(digits)]
    return _held(connection, found[0]) if len(found) == 1 else None


def held_of(connection: Connection, record_digest: str, file: str) -> Held | None:
    """The paper that carries the record of this digest; None where there is none.

    Of several with one record it is the one that has this file, by its digest.
    """
    query = select(_number).where(_number.c.record_digest == record_digest)
    rows = connection.execute(query.order_by(_number.c.report_id)).all()
    papers = [held for row in rows if (held := _held(connection, row)) is not None]
    return next((held for held in papers if file in held.files), papers[-1] if papers else None)


def _held(connection: Connection, row: Any) -> Held | None:
    reports = records_of(connection, row.org, row.case_id, Report)
    report = next((each for each in reports if each.id == row.report_id), None)
    if report is None:
        return None
    all_signatures = records_of(connection, row.org, row.case_id, Signature)
    signatures = [each for each in all_signatures if each.report_id == report.id]
    endorsements = [
        each
        for each in records_of(connection, row.org, row.case_id, Endorsement)
        if each.report_id == report.id
    ]
    lead = next((each for each in reports if each.id == report.along_with), report)
    newer = superseded_by(lead, reports)

    def is_whole(paper: Report) -> bool:
        return set(paper.expected) <= {e.role for e in all_signatures if e.report_id == paper.id}

    standings = paper_standings.of_case(connection, row.org, row.case_id)
    return Held(
        report=report,
        standing=standings.get(report.id, Standing()),
        signed=len({each.role for each in signatures} & set(report.expected)),
        is_refused=any(
            is_whole(told) and not standings.get(told.id, Standing()).is_bad
            for told in _refusals(connection, row, lead, reports)
        ),
        newer=newer,
        endorsement=newest_of(report.id, endorsements),
        files=frozenset(_files(report, signatures, endorsements)),
    )


def _refusals(
    connection: Connection, row: Any, refused: Report, reports: list[Report]
) -> Iterator[Report]:
    """The papers that say that this one was refused, whoever has signed them."""
    query = select(_record.c.body).where(
        _record.c.org == row.org,
        _record.c.case_id == row.case_id,
        _record.c.kind == codec.kind_of(Filing),
    )
    # Not decoded whole: of a form the sealed fields are elsewhere, and none of them is asked for.
    filings = (msgspec.json.decode(text) for text in connection.execute(query).scalars())
    told = {f["id"] for f in filings if f["form"] == REFUSAL and f["about"] == refused.id}
    yield from (each for each in reports if each.subject_id in told)


def _files(
    report: Report, signatures: list[Signature], endorsements: list[Endorsement]
) -> Iterator[str]:
    yield report.pdf
    yield from (each.pdf for each in signatures)
    yield from (each.pdf for each in endorsements)


def _note(connection: Connection, org: str, body: Mapping[str, Plain]) -> None:
    key = (_number.c.org == org) & (_number.c.report_id == body["id"])
    if connection.execute(select(_number.c.doc_no).where(key)).first() is None:
        row = {"org": org, "report_id": body["id"], "case_id": body["case_id"]}
        row |= {"doc_no": body["doc_no"], "record_digest": body["record_digest"]}
        connection.execute(insert(_number).values(**row))
