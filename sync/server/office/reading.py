"""What the office's pages show of one case and of the tablets, read within a person's scope."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from app import codec
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.deadline import case_clocks
from app.domain.defect import Defect
from app.domain.due_clock import CaseClocks, DueClock
from app.domain.endorsement import Endorsement, newest_of
from app.domain.equipment import Equipment
from app.domain.evidence import Photo
from app.domain.filing import REFUSAL, Filing, declines_call
from app.domain.inspection import Inspection
from app.domain.load import LoadProfile
from app.domain.material import MaterialCounts, counts_of
from app.domain.process import CaseState, project
from app.domain.report import Report, Signature, superseded_by
from app.domain.review import REVIEWED, Review, Standing, last_of, standing_of
from app.errors import UnknownRecord
from app.ids import Digest, UserId
from app.reference.library import Reference
from sync.server import paper_standings, reserved, scope, sealing, tables, trails
from sync.server.accounts import Account
from sync.server.device_clocks import Doubt, duration, of_devices, of_events
from sync.server.paper_standings import Standing as PaperStanding
from sync.server.review_judge import NOT_REVIEWED

_record, _stored, _file, _device = tables.record, tables.stored, tables.file, tables.device
_head, _queue = tables.trail_head, tables.device_queue


@dataclass(frozen=True)
class Look:
    """How a record stands towards what the office said of it last."""

    kind: str
    digest: Digest
    """Of the record as it is."""
    is_draft: bool
    standing: Standing
    last: Review | None

    @property
    def may_pass(self) -> bool:
        """Whether it can be said of it as it is that it passed."""
        return not self.is_draft and self.standing in (Standing.UNSEEN, Standing.MENDED)

    @property
    def may_return(self) -> bool:
        """Whether it can be returned as it is."""
        return self.may_pass or (not self.is_draft and self.standing is Standing.PASSED)


@dataclass(frozen=True)
class CaseFile:
    """Everything the centre has of one case."""

    case: ConnectionCase
    state: CaseState
    all_clocks: CaseClocks
    equipment: tuple[Equipment, ...]
    inspections: tuple[Inspection, ...]
    defects: tuple[Defect, ...]
    photos: tuple[Photo, ...]
    loads: tuple[LoadProfile, ...]
    reports: tuple[Report, ...]
    signatures: tuple[Signature, ...]
    here: frozenset[Digest]
    """Files that have arrived whole; the others are still on a tablet."""
    filings: tuple[Filing, ...]
    looks: Mapping[str, Look]
    """How each visit and form stands towards what the office said of it, by its id."""
    counts: MaterialCounts
    """What was asked of the customer more than once."""
    doubts: Mapping[str, tuple[Doubt, ...]]
    """What makes the moment of an event doubtful, by its id."""
    standings: Mapping[str, PaperStanding]
    """How the file of each paper stands that anybody has signed, by the id of its report."""

    def standing(self, report: Report) -> PaperStanding:
        """How the file of this paper stands."""
        return self.standings.get(report.id, PaperStanding())

    @property
    def unsound(self) -> tuple[Report, ...]:
        """Papers whose file has proved bad and that nothing has mended."""
        return tuple(each for each in self.reports if self.standing(each).is_open)

    def is_unsound(self, subject: str) -> bool:
        """Whether a paper of this record has a bad file: nobody passes it like that."""
        return any(paper.subject_id == subject for paper in self.unsound)

    def shaken(self, event: CaseEvent) -> tuple[Report, ...]:
        """The bad papers that this event rests on."""
        named = (event.facts.get("report", ""), event.facts.get("doc_no", ""))
        return tuple(
            each
            for each in self.unsound
            if named[0] in (each.id, each.along_with) or (not named[0] and each.doc_no == named[1])
        )

    endorsements: tuple[Endorsement, ...]

    @property
    def declines_call(self) -> bool:
        """Whether the customer refused that his contact is used for the follow-up call."""
        return declines_call(self.filings)

    @property
    def clocks(self) -> tuple[DueClock, ...]:
        """Its clocks of the promise layer."""
        return self.all_clocks.promise

    @property
    def alone(self) -> tuple[DueClock, ...]:
        """Clocks of the law and of our own aims that no promise stands beside."""
        told = {id(o) for clock in self.clocks for o in self.all_clocks.beside(clock)}
        others = (*self.all_clocks.legal, *self.all_clocks.target)
        return tuple(clock for clock in others if id(clock) not in told)

    @property
    def awaited(self) -> int:
        """How many files its records announce that have not arrived."""
        records: list[codec.Record] = [*self.photos, *self.loads]
        records += [*self.reports, *self.signatures]
        named = {
            digest
            for record in records
            for digest, _rank in codec.files(codec.kind_of(record), codec.encode(record))
        }
        return len(named - self.here)

    def author(self, record_id: str) -> str:
        """Who led this visit or filled this form."""
        led = {str(visit.id): visit.lead for visit in self.inspections}
        filled = {str(filing.id): filing.author for filing in self.filings}
        return {**led, **filled}.get(record_id, UserId(""))

    def endorsement(self, report: Report) -> Endorsement | None:
        """What the centre has put behind this paper."""
        return newest_of(report.id, self.endorsements)

    def newer(self, report: Report) -> Report | None:
        """The version that has taken the place of this paper, if one has."""
        lead = next((r for r in self.reports if r.id == report.along_with), report)
        return superseded_by(lead, self.reports)

    def refusal(self, report: Report) -> Report | None:
        """The signed record that the customer refused to sign this paper, or was not there."""
        about = report.along_with or report.id
        told = {f.id for f in self.filings if f.form == REFUSAL and f.about == about}
        papers = (each for each in self.reports if each.subject_id in told)
        return next((each for each in papers if self.is_signed(each)), None)

    def is_signed(self, report: Report) -> bool:
        """Whether everybody has signed it who is to."""
        roles = {one.role for one in self.signatures if one.report_id == report.id}
        return set(report.expected) <= roles

    def paper(self, report: Report) -> Digest:
        """The newest PDF of this report: with the signatures it has, and the centre's stamps."""
        endorsed = self.endorsement(report)
        if endorsed is not None:
            return endorsed.pdf
        signed = [one.pdf for one in self.signatures if one.report_id == report.id]
        return signed[-1] if signed else report.pdf


@dataclass(frozen=True)
class DeviceLine:
    """One tablet."""

    label: str
    user: str
    waiting_changes: int
    waiting_files: int
    oldest_at: datetime | None
    """When the oldest of the changes was made that waited when it was last heard of."""
    seen_at: datetime | None
    trail_seq: int
    """Lines of its trail that are here."""
    trail_broken: int
    """The first of them that did not fit; 0 when all do."""
    trail_why: str
    clock: Doubt | None
    """What shows that its clock was wrong, the newest of it."""

    def waits(self, now: datetime) -> str:
        """For how long the oldest change has waited; empty where nobody knows."""
        return duration(round((now - self.oldest_at).total_seconds())) if self.oldest_at else ""


def case_file(
    connection: Connection, account: Account, reference: Reference, now: datetime, case_id: str
) -> CaseFile:
    """One case with all that belongs to it.

    Raises:
        UnknownRecord: there is none, or this person may not see it.
    """
    query = select(_record.c.kind, _record.c.id, _record.c.digest, _record.c.body).where(
        _record.c.org == account.org,
        _record.c.case_id == case_id,
        scope.visible(account, _record.c.case_id),
        reserved.readable(account, _record.c.kind, _record.c.id),
    )
    found: dict[str, list[codec.Record]] = defaultdict(list)
    seen: list[_Seen] = []
    for kind, record_id, digest, body in connection.execute(query.order_by(_record.c.id)):
        plain = sealing.opened(connection, account.org, case_id, body)
        if "withdrawn_at" not in plain:
            found[kind].append(codec.decode(codec.KINDS[kind], plain))
            if kind in REVIEWED and plain.get("form") not in NOT_REVIEWED:
                seen.append(_Seen(kind, record_id, digest, "recorded_at" not in plain))
    if not found["case"]:
        raise UnknownRecord("case", case_id)
    doubts = of_events(connection, account.org, found["event"])  # type: ignore[arg-type]
    here = _here(connection, account, case_id)
    standings = paper_standings.of_case(connection, account.org, case_id)
    return _file_of(found, seen, reference, now, here, doubts, standings)


def device_lines(connection: Connection, account: Account) -> tuple[DeviceLine, ...]:
    """The tablets of the organisation (or this person's own), the longest unheard of first."""
    same = (_head.c.org == _device.c.org) & (_head.c.device == _device.c.id)
    query = (
        select(_device, _head.c.seq, _head.c.trouble, _queue.c.oldest_at)
        .outerjoin(_head, same)
        .outerjoin(_queue, (_queue.c.org == _device.c.org) & (_queue.c.device == _device.c.id))
        .where(_device.c.org == account.org, _device.c.certificate != "")
    )
    if not scope.sees_all(account):
        query = query.where(_device.c.user == account.user)
    doubts = of_devices(connection, account.org)
    return tuple(
        DeviceLine(
            row.label or row.id,
            row.user,
            row.waiting_changes,
            row.waiting_files,
            datetime.fromisoformat(row.oldest_at) if row.oldest_at else None,
            datetime.fromisoformat(row.seen_at) if row.seen_at else None,
            row.seq or 0,
            *trails.broken_at(row.trouble or ""),
            doubts.get(row.id),
        )
        for row in connection.execute(query.order_by(_device.c.seen_at))
    )


class _Seen(NamedTuple):
    """A visit or form that the office may speak of, as it is stored."""

    kind: str
    id: str
    digest: Digest
    is_draft: bool


def _look(one: _Seen, reviews: Iterable[Review]) -> Look:
    last = last_of(reviews, one.id)
    standing = standing_of(last, one.digest, is_draft=one.is_draft)
    return Look(one.kind, one.digest, one.is_draft, standing, last)


def _file_of(
    found: Mapping[str, list[codec.Record]],
    seen: Iterable[_Seen],
    reference: Reference,
    now: datetime,
    here: frozenset[Digest],
    doubts: Mapping[str, tuple[Doubt, ...]],
    standings: Mapping[str, PaperStanding],
) -> CaseFile:
    (case,) = found["case"]
    events = found["event"]
    limits, calendar = reference.time_limits, reference.calendar
    return CaseFile(
        case=case,  # type: ignore[arg-type]
        state=project(case, events, reference.policy),  # type: ignore[arg-type]
        all_clocks=case_clocks(case, events, limits, calendar, now, reference.policy),  # type: ignore[arg-type]
        equipment=tuple(found["equipment"]),  # type: ignore[arg-type]
        inspections=tuple(found["inspection"]),  # type: ignore[arg-type]
        defects=tuple(found["defect"]),  # type: ignore[arg-type]
        photos=tuple(found["photo"]),  # type: ignore[arg-type]
        loads=tuple(found["load_profile"]),  # type: ignore[arg-type]
        reports=tuple(found["report"]),  # type: ignore[arg-type]
        signatures=tuple(found["signature"]),  # type: ignore[arg-type]
        here=here,
        filings=tuple(found["filing"]),  # type: ignore[arg-type]
        looks={one.id: _look(one, found["review"]) for one in seen},  # type: ignore[arg-type]
        counts=counts_of(found["evidence"], events),  # type: ignore[arg-type]
        doubts=doubts,
        standings=standings,
        endorsements=tuple(found["endorsement"]),  # type: ignore[arg-type]
    )


def _here(connection: Connection, account: Account, case_id: str) -> frozenset[Digest]:
    named = select(_file.c.digest).where(_file.c.org == account.org, _file.c.case_id == case_id)
    query = select(_stored.c.digest).where(
        _stored.c.org == account.org, _stored.c.digest.in_(named)
    )
    return frozenset(Digest(digest) for (digest,) in connection.execute(query))
