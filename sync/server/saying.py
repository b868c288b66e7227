"""What somebody at the office says of a case or record becomes changes, judged like any others.

He says it in his own name, on the device `office`. Unlike what a tablet brings, which has happened
and is kept even where it does not fit, it is looked at beforehand: what cannot happen is refused.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, select

from app import codec
from app.domain.authority import speaks_as
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.case_state import CaseState
from app.domain.change import Change, FieldEdit, ReceiptStatus
from app.domain.ink import is_ink
from app.domain.merge import diff
from app.domain.process import why_not
from app.domain.refusal_names import CHANGES_REFUSED, refused_because
from app.domain.report import Report, revision_of
from app.domain.review import Review, ReviewResult
from app.errors import UnknownRecord
from app.ids import CaseId, ChangeId, DeviceId, Digest, OrgId, RecordId, UserId
from app.reference.library import Reference
from sync.server import audit, completeness, feed, scope, sealing, tables
from sync.server.accounts import OFFICE, Account
from sync.server.centre import Centre
from sync.server.event_judge import state_of
from sync.server.opinion_papers import papers_for
from sync.server.review_judge import records_of

DEVICE: Final = OFFICE
_LATER: Final = timedelta(milliseconds=1)
_FOLLOW: Final[Mapping[str, tuple[str, ...]]] = {"application.reclassified": ("customer_class",)}
"""Fields of the case that become what the event says of them."""
_BY_PAPER: Final = frozenset({"followup.completed", "scheme.objected"})
"""What is said by its paper alone, or by what is told of one in ink."""
_record, _change = tables.record, tables.change


@dataclass(frozen=True)
class Said:
    """Something that is said of a case; `id` is the form's, so that it is said once."""

    id: str
    case_id: str
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
    of_case: Mapping[str, str] = field(default_factory=dict)
    """Fields of the case that follow from it."""
    received: tuple[str, ...] = ()
    """Materials that the customer hands in with it, by their ids."""


def say(centre: Centre, account: Account, said: Said) -> str:
    """Why it cannot be said, as a sentence; empty where it now stands, or stood already.

    Raises:
        UnknownRecord: there is no such case, or this person may not see it.
    """
    here = replace(account, device=DEVICE)
    with centre.store.write() as connection:
        case, rev = _case(connection, here, said.case_id)
        if not _is_id(said.id):
            return CHANGES_REFUSED["malformed"]
        if _stands(connection, here, said.id):
            return ""
        said = _with_paper(connection, here, said, centre.reference)
        state = state_of(connection, here.org, case, centre.reference.policy)
        at = _after_all(state, centre.clock.now())
        if word := _why_not(centre, here, case, state, said, at):
            return refused_because(word, centre.reference.policy)
        desk = completeness.Desk(connection, here, case, centre.reference, centre.clock.now())
        if reason := desk.refusal(said.code, said.facts, said.received):
            return reason
        changes = [
            change_of(centre, here, each, f"{_change_id(said.id)}-{each.material_type}")
            for each in desk.noted(said.id, said.received)
        ]
        changes += _changes(centre, here, case, rev, said, at)
        if reason := accepted(connection, centre, here, changes):
            return reason
        now = centre.clock.now()
        audit.note(
            connection, here, audit.SAY, f"event/{said.id}", now, said.case_id, code=said.code
        )
    return ""


@dataclass(frozen=True)
class Looked:
    """What is said of one record; `id` is the form's, so that it is said once."""

    id: str
    case_id: str
    subject_kind: str
    subject_id: str
    seen: str
    """The digest of the record as it was shown."""
    result: ReviewResult
    reason: str = ""
    photo_id: str = ""


def look(centre: Centre, account: Account, said: Looked) -> str:
    """Why this cannot be said of a record, as a sentence; empty where it now stands.

    Raises:
        UnknownRecord: there is no such case, or this person may not see it.
    """
    here = replace(account, device=DEVICE)
    if said.result is ReviewResult.RETURNED and not said.reason.strip():
        return "退回须写明原因"
    with centre.store.write() as connection:
        _case(connection, here, said.case_id)
        if not _is_id(said.id):
            return CHANGES_REFUSED["malformed"]
        if _stands(connection, here, said.id):
            return ""
        now = centre.clock.now()
        reports = records_of(connection, here.org, said.case_id, Report)
        review = Review(
            id=RecordId(said.id),
            case_id=CaseId(said.case_id),
            org=OrgId(here.org),
            subject_kind=said.subject_kind,
            subject_id=RecordId(said.subject_id),
            seen=Digest(said.seen),
            revision=revision_of(said.subject_id, reports),
            result=said.result,
            by=UserId(here.user),
            by_name=here.name,
            device=DeviceId(here.device),
            at=now,
            reason=said.reason.strip(),
            photo_id=RecordId(said.photo_id) if said.photo_id else None,
        )
        change = change_of(centre, here, review, _change_id(said.id))
        if reason := accepted(connection, centre, here, [change]):
            return reason
        subject = f"{said.subject_kind}/{said.subject_id}"
        audit.note(
            connection, here, audit.REVIEW, subject, now, said.case_id, result=said.result.value
        )
    return ""


def accepted(
    connection: Connection, centre: Centre, account: Account, changes: Iterable[Change]
) -> str:
    """Why the centre does not take these, as a sentence; it takes all of them or none."""
    with connection.begin_nested() as part:
        now = centre.clock.now()
        receipts = feed.accept(connection, account, changes, centre.judge, now)
        refused = [r for r in receipts if r.status is not ReceiptStatus.RECEIVED]
        if refused:
            part.rollback()
    words = (CHANGES_REFUSED.get(r.reason, CHANGES_REFUSED["malformed"]) for r in refused)
    return next(words, "")


def change_of(
    centre: Centre, account: Account, record: codec.Record, change_id: str, edits: Any = None
) -> Change:
    """The change by which this person brings a new record."""
    kind = codec.kind_of(record)
    return Change(
        id=ChangeId(change_id),
        kind=kind,
        record_id=RecordId(record.id),
        case_id=record.case_id,
        org=OrgId(account.org),
        base_rev=0,
        edits=edits or diff({}, codec.fields(kind, codec.encode(record))),
        by=UserId(account.user),
        device=DeviceId(account.device),
        made_at=centre.clock.now(),
    )


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _stands(connection: Connection, account: Account, form_id: str) -> bool:
    query = select(_change.c.id).where(
        _change.c.org == account.org, _change.c.id == _change_id(form_id)
    )
    return connection.execute(query).first() is not None


def _change_id(form_id: str) -> str:
    return f"{DEVICE}-{form_id}"


def _case(connection: Connection, account: Account, case_id: str) -> tuple[ConnectionCase, int]:
    query = select(_record.c.body, _record.c.rev).where(
        _record.c.org == account.org,
        _record.c.kind == "case",
        _record.c.id == case_id,
        scope.visible(account, _record.c.case_id),
    )
    row = connection.execute(query).first()
    if row is None:
        raise UnknownRecord("case", case_id)
    plain = sealing.opened(connection, account.org, case_id, row.body)
    return codec.decode(ConnectionCase, plain), row.rev


def _with_paper(connection: Connection, account: Account, said: Said, reference: Reference) -> Said:
    """The same, with what the signed paper tells that it names: nobody types that once more."""
    if is_ink(said.facts):
        return said
    papers = papers_for(connection, account.org, said.case_id, reference).get(said.code, {})
    told = papers.get(said.facts.get("doc_no", ""), {})
    return replace(said, facts={**said.facts, **{n: text for n, text in told.items() if text}})


def _after_all(state: CaseState, now: datetime) -> datetime:
    """Now, and behind whatever has happened: the clock of a tablet may have been ahead of ours."""
    last = max((event.occurred_at for event in state.taken), default=now)
    return max(now, last + _LATER)


def _why_not(
    centre: Centre,
    account: Account,
    case: ConnectionCase,
    state: CaseState,
    said: Said,
    at: datetime,
) -> str:
    if not speaks_as(said.code, account.roles):
        return "role_may_not"
    if said.code in _BY_PAPER and not said.facts.get("doc_no"):
        return "paper_missing"  # those of before were said without one, and stand
    policy = centre.reference.policy
    return why_not(case, state, said.code, said.facts, at=at, actor=account.user, policy=policy)


def _changes(
    centre: Centre,
    account: Account,
    case: ConnectionCase,
    rev: int,
    said: Said,
    at: datetime,
) -> Iterator[Change]:
    event = CaseEvent(
        id=RecordId(said.id),
        case_id=CaseId(said.case_id),
        org=OrgId(account.org),
        code=said.code,
        occurred_at=at,
        actor=UserId(account.user),
        role=speaks_as(said.code, account.roles),
        device=DeviceId(account.device),
        facts=dict(said.facts),
    )
    yield change_of(centre, account, event, _change_id(said.id))
    old = codec.fields("case", codec.encode(case))
    new = {**said.of_case, **{name: said.facts[name] for name in _FOLLOW.get(said.code, ())}}
    edits = tuple(
        FieldEdit((name,), old.get((name,)), text)
        for name, text in new.items()
        if old.get((name,)) != text
    )
    if edits:
        of_case = change_of(centre, account, case, f"{_change_id(said.id)}-case", edits)
        yield replace(of_case, base_rev=rev)
