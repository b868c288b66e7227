"""The centre puts proof of time behind the papers that it receives whole.

A timestamp (B-T), then the list of revoked certificates and a stamp over all of it (B-LTA); before
the newest stamp's certificate ends, another one. What comes of it is a file that begins with the
one before, and an `Endorsement` in the feed that names it. Only a paper that was judged to be sound
gets one (`paper_checks`).
"""

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event
from typing import Final
from uuid import UUID, uuid5

from asn1crypto import pem
from sqlalchemy import Connection, select

from app import codec
from app.documents.endorse import NoStamp, stamped
from app.documents.stamps import Level
from app.documents.verify import Reason, Verification, verify_pdf
from app.domain.change import ReceiptStatus
from app.domain.endorsement import Endorsement, newest_of
from app.domain.report import Report, Signature
from app.errors import UnknownRecord
from app.ids import DeviceId, Digest, RecordId, UserId
from sync.server import feed, paper_standings, revoking, sealing, tables, uploads
from sync.server.accounts import CENTRE, Account
from sync.server.centre import Centre
from sync.server.review_judge import records_of
from sync.server.saying import change_of
from sync.server.time_authority import lists_for

RENEWED: Final = timedelta(days=180)
"""So long before a stamp's certificate ends a newer stamp goes behind it."""
_LOOKED_AT: Final = timedelta(days=1)
_TRIED: Final = timedelta(minutes=5)
_NAMES: Final = UUID("6f0c0f62-8a7e-4c55-9b0e-1f5b8c1a7d20")
_KINDS: Final = ("report", "signature", "endorsement")

_log = logging.getLogger("kanyan.centre")
_record = tables.record


@dataclass
class Done:
    """What came of one turn."""

    stamped: int = 0
    """Papers that have a new stamp."""
    failed: int = 0
    """Papers that wait for an authority which does not answer."""
    refused: int = 0
    """Papers that do not hold, and so get none."""

    def add(self, other: "Done") -> None:
        """Count these too."""
        self.stamped += other.stamped
        self.failed += other.failed
        self.refused += other.refused


@dataclass(frozen=True)
class _Paper:
    """A paper that everybody has signed, with what stands behind it already."""

    report: Report
    signed: Digest
    newest: Endorsement | None


def endorse_case(centre: Centre, org: str, case_id: str) -> Done:
    """Stamp what waits for it in this case."""
    with centre.store.read() as connection:
        waiting = [p for p in _papers(connection, org, case_id) if _waits(centre, p)]
    return _all_of(centre, org, waiting)


class Upkeep:
    """Goes over all cases again and again; one that had nothing waiting is left out for a day."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self._settled: dict[tuple[str, str], tuple[int, datetime]] = {}

    def turn(self, stop: Event | None = None) -> Done:
        """Stamp whatever waits for it at this centre, and renew what comes to its end.

        With `stop` set it ends after the case that it has in hand.
        """
        now = self._centre.clock.now()
        with self._centre.store.read() as connection:
            cases = paper_standings.sound_cases(connection)
        done = Done()
        for (org, case_id), count in cases.items():
            known, until = self._settled.get((org, case_id), (-1, now))
            if stop is not None and stop.is_set():
                break
            if known == count and now < until:
                continue
            of_case = endorse_case(self._centre, org, case_id)
            if not of_case.stamped:
                later = _TRIED if of_case.failed else _LOOKED_AT
                self._settled[org, case_id] = (count, now + later)
            done.add(of_case)
        return done


def _waits(centre: Centre, paper: _Paper) -> bool:
    newest = paper.newest
    if newest is None or newest.level != Level.ARCHIVE:
        return True
    return newest.good_until - RENEWED <= centre.clock.now()


def _papers(connection: Connection, org: str, case_id: str) -> Iterator[_Paper]:
    query = select(_record.c.kind, _record.c.body).where(
        _record.c.org == org, _record.c.case_id == case_id, _record.c.kind.in_(_KINDS)
    )
    found: dict[str, list[codec.Record]] = defaultdict(list)
    for kind, text in connection.execute(query.order_by(_record.c.id)):
        body = sealing.opened(connection, org, case_id, text)
        if "withdrawn_at" not in body:
            found[kind].append(codec.decode(codec.KINDS[kind], body))
    signatures = [each for each in found["signature"] if isinstance(each, Signature)]
    endorsements = [each for each in found["endorsement"] if isinstance(each, Endorsement)]
    standings = paper_standings.of_case(connection, org, case_id)
    for report in found["report"]:
        assert isinstance(report, Report)
        if not standings.get(report.id, paper_standings.Standing()).is_sound:
            continue
        signed = _last_signed(report, signatures)
        if signed is not None and uploads.stored_size(connection, org, signed) is not None:
            yield _Paper(report, signed, newest_of(report.id, endorsements))


def _last_signed(report: Report, signatures: Sequence[Signature]) -> Digest | None:
    """The PDF with all signatures; None while one of them is lacking."""
    there = {each.role: each.pdf for each in signatures if each.report_id == report.id}
    if not report.expected or not set(report.expected) <= set(there):
        return None
    return there[report.expected[-1]]


def _all_of(centre: Centre, org: str, papers: Sequence[_Paper]) -> Done:
    done = Done()
    for paper in papers:
        try:
            done.stamped += _endorse(centre, org, paper)
        except NoStamp as error:
            _log.warning("no timestamp for %s: %s", paper.report.doc_no, error)
            done.failed += 1
        except _NotOurs as error:
            _log.warning("%s gets no timestamp: %s", paper.report.doc_no, error)
            done.refused += 1
    return done


class _NotOurs(Exception):
    """The file does not hold, so nothing is put behind it; the text is the verdict."""


def _endorse(centre: Centre, org: str, paper: _Paper) -> bool:
    """Take the paper as far as it gets now; whether there is a new file of it.

    Raises:
        NoStamp: the authority gave none; what was reached before stays.
        _NotOurs: the paper does not hold.
    """
    base = paper.newest.pdf if paper.newest else paper.signed
    pdf = _content(centre, org, base)
    held = _verified(centre, pdf)
    if not held.valid:
        raise _NotOurs(held.reason)
    with centre.store.read() as connection:
        revoked = tuple(revoking.revoked(connection, org))
    authority, made = centre.time_authority(), pdf
    if not held.stamps:
        if revoking.numbers_of(held) & {number for number, _ in revoked}:
            raise _NotOurs(Reason.REVOKED)  # that it was signed before, nothing shows
        made = stamped(pdf, authority)
    # Another authority's own certificates can be revoked too: what it says of them is looked for.
    others = lists_for(authority, lambda: _verified(centre, made))
    if others is not None:
        lists = [centre.authority.revocation_list(revoked), *others]
        root = pem.unarmor(centre.authority.certificate.encode())[2]
        made = stamped(made, authority, certificates=[root], revocations=lists)
    if made == pdf:
        return False
    held = _verified(centre, made)
    if not held.valid or not made.startswith(pdf):
        raise NoStamp(f"the stamp does not hold: {held.reason}")
    return _keep(centre, org, paper, base, made, held)


def _keep(
    centre: Centre, org: str, paper: _Paper, base: Digest, made: bytes, held: Verification
) -> bool:
    """Keep the file and say so in the feed; False where another process was faster."""
    here = Account(CENTRE, "勘验通中心", org, ("admin",), CENTRE)
    report, last = paper.report, held.stamps[-1]
    # Two processes may stamp at once: the record has one name, so the first of them stands.
    name = str(uuid5(_NAMES, f"{report.id}/{base}"))
    digest = codec.digest_of(made)
    record = Endorsement(
        id=RecordId(name),
        case_id=report.case_id,
        org=report.org,
        report_id=report.id,
        of=base,
        pdf=digest,
        level=held.level.value,
        stamped_at=last.at,
        authority=last.authority,
        good_until=last.ends_at,
        by=UserId(here.user),
        device=DeviceId(here.device),
    )
    uploads.begin(centre, here, digest, len(made), made)
    change = change_of(centre, here, record, f"{CENTRE}-{name}")
    with centre.store.write() as connection:
        [receipt] = feed.accept(connection, here, [change], centre.judge, centre.clock.now())
        there = records_of(connection, org, report.case_id, Endorsement)
    if receipt.status is not ReceiptStatus.RECEIVED:
        raise _NotOurs(receipt.reason)
    return any(each.pdf == digest for each in there)


def _verified(centre: Centre, pdf: bytes) -> Verification:
    return verify_pdf(
        pdf,
        [centre.authority.certificate],
        stamp_anchors=centre.stamping.trusted,
        now=centre.clock.now(),
    )


def _content(centre: Centre, org: str, digest: Digest) -> bytes:
    with centre.store.read() as connection:
        size = uploads.stored_size(connection, org, digest)
    if size is None:
        raise UnknownRecord("file", digest)
    return centre.objects.read(org, digest, 0, size)
