"""Judge the files of signed papers when they have arrived, off the way of any request.

What is sound gets the centre's timestamp right after (`endorsing`).

By the signatures in them, the centre's own authority, and the records that came before. A crash
loses nothing: what is to be judged stands in the database (`paper_standings`).
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from threading import Event, Thread
from typing import Any, Final

import msgspec
from cryptography import x509
from sqlalchemy import Connection, and_, select, update
from sqlalchemy.exc import SQLAlchemyError

from app import codec
from app.child import ChildFailed
from app.documents.verify import Reason, Verification
from app.documents.verify_apart import Read, read_apart
from app.domain.change import Plain
from app.domain.report import Report, Signature, revision_of
from app.errors import AppError, StickRefused
from app.ids import Digest
from app.media.document import is_document
from app.paper_check import against_records, in_order
from sync.protocol.bundle import holder_of
from sync.server import audit, sealing, tables
from sync.server.accounts import Account
from sync.server.authority import is_of_person
from sync.server.case_records import CaseRecords, records_of_case
from sync.server.centre import Centre
from sync.server.endorsing import Upkeep
from sync.server.paper_standings import SUPERSEDED, Standing, mend
from sync.server.uploads import stored_size

_CENTRE: Final = "中心"
_AGAIN_S: Final = 30.0
"""How long it waits at most for the next file: another process may have taken one in."""
_REST_S: Final = 0.25
"""Between two looks: a stream of photos, none of which is a paper, costs a few and not one each."""
_STOP_S: Final = 5.0
_TRIES: Final = 3
"""After so many children that failed at it, a file counts as unreadable."""
_NAME_CHARS: Final = 64
"""What a certificate holds of a name (X.520)."""
_START: Final = 16
"""So many bytes tell what kind of file it is."""
_check, _stored, _feed = tables.paper_check, tables.stored, tables.feed
_log = logging.getLogger("kanyan.centre")

Reader = Callable[[bytes, Sequence[str]], Read]


@contextmanager
def judging_papers(centre: Centre) -> Iterator[None]:
    """While this is open, files are judged as they come; what waits from before is judged first."""
    stop = Event()
    thread = Thread(target=_go_on, args=(centre, stop), name="papers", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        centre.file_came.set()
        thread.join(_STOP_S)


def check_due(centre: Centre, read: Reader = read_apart, stop: Event | None = None) -> int:
    """Judge all files that are here and were not judged; returns how many were.

    With `stop` set it ends after the file that it has in hand.
    """
    done, passed_over = 0, set[tuple[str, str]]()
    while True:
        with centre.store.read() as connection:
            due = [
                row for row in _due(connection) if (row.org, row.signature_id) not in passed_over
            ]
        if not due:
            return done
        for row in due:
            if stop is not None and stop.is_set():
                return done
            try:
                told = _judged(centre, row, read)
            except AppError as error:  # the store does not answer now
                _log.warning("a paper could not be judged yet: %s", type(error).__name__)
                told = None
            if told is not None:
                _keep(centre, row, told)
            if told is None or not told.reason:
                passed_over.add((row.org, row.signature_id))
            else:
                done += 1


def _go_on(centre: Centre, stop: Event) -> None:
    upkeep = Upkeep(centre)
    while not stop.is_set():
        centre.file_came.clear()
        try:
            check_due(centre, stop=stop)
            upkeep.turn(stop)
        except (SQLAlchemyError, AppError) as error:  # it is asked again, as the requests are
            _log.warning("the papers could not be judged: %s", type(error).__name__)
        stop.wait(_REST_S)
        centre.file_came.wait(_AGAIN_S)


@dataclass(frozen=True)
class _Told:
    """What came of one file; `reason` is empty where it has to be tried once more."""

    reason: str
    report: Report


def _due(connection: Connection) -> Sequence[Any]:
    here = and_(_stored.c.org == _check.c.org, _stored.c.digest == _check.c.pdf)
    query = select(_check, _stored.c.size).join(_stored, here).where(_check.c.reason == "")
    return connection.execute(query.order_by(_check.c.org, _check.c.signature_id)).all()


def _judged(centre: Centre, row: Any, read: Reader) -> _Told | None:
    """The verdict on this file; None while that cannot be told, because a record is to come."""
    with centre.store.read() as connection:
        records = records_of_case(connection, row.org, row.case_id)
        report = _report(records, row.report_id)
        if records is None or report is None:
            return None
        kept = in_order(report, records.signatures)
        if not kept or kept[-1].id != row.signature_id:
            return _Told(SUPERSEDED, report)
        lead = _report(records, report.along_with or "")
        newest = revision_of(report.subject_id, records.reports)
        stored = _versions(connection, report) if (lead or report).revision >= newest else ()
        scans = {scan: stored_size(connection, row.org, scan) for scan in _scans(kept)}
    if report.along_with and lead is None:
        return None
    if None in scans.values():  # the sheets that were signed in ink are still on their way
        return None
    pdf = centre.objects.read(row.org, Digest(row.pdf), 0, row.size)
    try:
        paper = read(pdf, [centre.authority.certificate])
    except ChildFailed as failed:
        _log.warning("the file of a paper was not judged: %s", failed.why)
        return _Told(Reason.UNREADABLE if row.tries + 1 >= _TRIES else "", report)
    found = against_records(paper.found, report, kept, whole=False)
    reason = found.reason
    if found.valid and not _holds(found, kept):
        reason = Reason.SIGNERS
    elif found.valid and not _is_of(centre, paper.record, lead, stored):
        reason = Reason.OTHER_RECORD
    elif found.valid and not all(_is_sheet(centre, row.org, scan) for scan in scans):
        reason = Reason.SCAN
    return _Told(str(reason), report)


def _scans(kept: Sequence[Signature]) -> list[Digest]:
    """What shows the signatures in ink among these."""
    return [scan for each in kept for scan in each.scans or ()]


def _is_sheet(centre: Centre, org: str, scan: Digest) -> bool:
    """Whether this file begins as a picture or a PDF does; nobody opens it here."""
    return is_document(centre.objects.read(org, scan, 0, _START))


def _report(records: CaseRecords | None, report_id: str) -> Report | None:
    reports = records.reports if records is not None else ()
    return next((each for each in reports if each.id == report_id), None)


def _holds(found: Verification, kept: Sequence[Signature]) -> bool:
    """Whether each signature was made with the key of the device that its record names."""
    for signed, each in zip(found.signatures, kept, strict=True):
        certificate = x509.load_pem_x509_certificate(signed.certificate.encode())
        org, device, user = (text[:_NAME_CHARS] for text in (each.org, each.device, each.by))
        if is_of_person(certificate, org, user):  # his own key, which is no device's
            continue
        try:
            holder = holder_of(certificate)
        except (StickRefused, ValueError):  # a key of the centre, which is no device's
            return False
        if (holder.org, holder.device, holder.user) != (org, device, user):
            return False
    return True


def _versions(connection: Connection, report: Report) -> tuple[tuple[str, dict[str, Plain]], ...]:
    """What the centre ever had of the visit or form that this is the paper of, with its kind."""
    query = select(_feed.c.kind, _feed.c.body).where(
        _feed.c.org == report.org,
        _feed.c.record_id == report.subject_id,
        _feed.c.kind.in_(("inspection", "filing")),
    )
    return tuple(
        (kind, sealing.opened(connection, report.org, report.case_id, text))
        for kind, text in connection.execute(query)
    )


def _is_of(
    centre: Centre,
    attached: bytes,
    lead: Report | None,
    stored: Sequence[tuple[str, Mapping[str, Plain]]],
) -> bool:
    """Whether the record inside is the stored one, identity numbers apart: they are masked there.

    A notice names the opinion that it goes with. Of a revision that another has followed the centre
    need not have that version any more.
    """
    told = msgspec.json.decode(attached)
    if lead is not None:
        return (told.get("source_digest"), told.get("source_doc_no")) == (
            lead.record_digest, lead.doc_no,
        )  # fmt: skip
    return not stored or any(
        _bare(centre, kind, told.get(kind, {})) == _bare(centre, kind, body)
        for kind, body in stored
    )


def _bare(centre: Centre, kind: str, plain: Mapping[str, Plain]) -> Mapping[str, Plain] | None:
    """The record in the one form that both ends have, without what is masked or sealed."""
    try:
        body = codec.encode(codec.decode(codec.KINDS[kind], plain))
    except codec.Malformed:
        return None
    hidden = centre.reference.personal.identity.get(kind, ())
    return codec.whole(kind, {p: v for p, v in codec.fields(kind, body).items() if p not in hidden})


def _keep(centre: Centre, row: Any, told: _Told) -> None:
    mine = and_(_check.c.org == row.org, _check.c.signature_id == row.signature_id)
    now = centre.clock.now()
    subject = f"{told.report.form}/{told.report.subject_id}"
    values = {"subject": subject, "revision": told.report.revision, "tries": row.tries + 1}
    values |= {"reason": told.reason, "checked_at": now.astimezone(UTC).isoformat()}
    with centre.store.write() as connection:
        connection.execute(update(_check).where(mine, _check.c.reason == "").values(**values))
        mend(connection, row.org, subject)
        if told.reason != SUPERSEDED and Standing(told.reason).is_bad:
            centre_itself = Account(_CENTRE, "", row.org, (), "")
            audit.note(
                connection, centre_itself, audit.PAPER_BAD, f"report/{row.report_id}", now,
                row.case_id, reason=told.reason, name=told.report.doc_no,
            )  # fmt: skip
