"""Takes work orders of the utility's export in as cases, and tells beforehand what that would do.

What the file says becomes changes like any others, judged and fed like any others, by the person
who brought it on the device `import`. What differs from a case that is known is told; it is taken
over when the clerk says so, and where somebody has corrected the field here, when he names it. The
same file again changes nothing.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection

from app import codec
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.change import Change, FieldEdit, Path, Receipt, ReceiptStatus
from app.domain.merge import diff
from app.domain.staff import OPENS_CASES
from app.domain.work_order import (
    Choice,
    Intake,
    IntakeRow,
    JudgedSheet,
    RowFate,
    RowFault,
    SheetRow,
    intake_of,
)
from app.domain.work_order_sheet import NoSuchSheet, judge_sheet
from app.errors import CentreBusy, NotAllowed, SheetRefused
from app.ids import CaseId, ChangeId, DeviceId, Minter, OrgId, RecordId, UserId
from app.instruments.sheet_reader import read_sheet_apart
from sync.server import audit, feed
from sync.server.accounts import Account
from sync.server.centre import Centre
from sync.server.weighing import AT_ONCE, DEVICE, SAID_BY_FILE, Weighed, weigh

AT_A_TIME: Final = 2
"""Files that are read at the same time: the child that reads one may take 768 MB."""

_WAIT_S: Final = 10.0
turnstile: Final = threading.BoundedSemaphore(AT_A_TIME)
_CASE_EDITS: Final = frozenset({RowFate.NEW, RowFate.CHANGED})


def may_take(account: Account) -> bool:
    """Whether this person may take work orders in."""
    return bool(OPENS_CASES & set(account.roles))


def check_authority(account: Account) -> None:
    """Go on only with somebody who may open cases.

    Raises:
        NotAllowed: this person may not.
    """
    if not may_take(account):
        raise NotAllowed()


def rows_in(content: bytes) -> tuple[SheetRow, ...]:
    """The rows of this file, read by a child process; few files are read at the same time.

    Raises:
        SheetRefused: it is no table, or one that cannot be read.
        CentreBusy: too many bring files at the same moment.
    """
    if not turnstile.acquire(timeout=_WAIT_S):
        raise CentreBusy()
    try:
        return read_sheet_apart(content)
    finally:
        turnstile.release()


def judged(centre: Centre, rows: Sequence[SheetRow]) -> JudgedSheet:
    """The whole file, judged by itself.

    Raises:
        SheetRefused: it is no list of work orders.
    """
    try:
        return judge_sheet(rows, centre.reference.order_table, centre.clock.now())
    except NoSuchSheet as error:
        raise SheetRefused(error.why, error.line, error.found) from error


def preview(
    centre: Centre, account: Account, name: str, sheet: JudgedSheet, choice: Choice
) -> Intake:
    """What taking this file in by this choice would do; nothing is changed.

    Raises:
        NotAllowed: this person may not open cases.
    """
    check_authority(account)
    rules = centre.reference
    with centre.store.read() as connection:
        found = weigh(
            connection, account.org, rules.order_table, sheet.orders, choice, rules.policy
        )
        rows = [one.row for one in found]
    return intake_of(name, sheet, tuple(rows), taken=False)


def take(centre: Centre, account: Account, name: str, sheet: JudgedSheet, choice: Choice) -> Intake:
    """Take in every row that is sound, some at a time; cut short, the next time goes on.

    New cases are opened; what the file says otherwise of known ones is taken over by choice alone.

    Raises:
        NotAllowed: this person may not open cases.
    """
    check_authority(account)
    here = replace(account, device=DEVICE)
    rules = centre.reference
    rows: list[IntakeRow] = []
    for start in range(0, len(sheet.orders), AT_ONCE):
        some = sheet.orders[start : start + AT_ONCE]
        # Weighed again under the writer's lock: between preview and taking somebody may have
        # worked on a case, or taken the same file in.
        with centre.store.write() as connection:
            weighed = list(
                weigh(connection, here.org, rules.order_table, some, choice, rules.policy)
            )
            rows += _applied(connection, centre, here, weighed)
    outcome = intake_of(name, sheet, tuple(rows), taken=True)
    counts = {"new": outcome.counts[RowFate.NEW], "changed": outcome.counts[RowFate.CHANGED]}
    with centre.store.write() as connection:
        now = centre.clock.now()
        audit.note(
            connection, account, audit.TAKE_FILE, "work_orders", now, "", name=name, **counts
        )
    return outcome


def _applied(
    connection: Connection, centre: Centre, account: Account, weighed: Sequence[Weighed]
) -> Iterator[IntakeRow]:
    """The rows as they were taken; a row that the centre does not accept is told as refused."""
    ids, now = Minter(centre.clock), centre.clock.now()
    for one in weighed:
        if one.row.fate not in _CASE_EDITS:
            yield one.row
            continue
        case_id = one.row.case_id or ids.new()
        changes = list(_changes(one, case_id, account, ids, now))
        with connection.begin_nested() as part:
            receipts = feed.accept(connection, account, changes, centre.judge, now)
            refused = _first_refusal(receipts)
            if refused:  # a row is taken whole or not at all
                part.rollback()
        if refused:
            fault = RowFault("", "refused", detail=refused)
            yield replace(one.row, fate=RowFate.REFUSED, faults=(fault,), fields=())
        else:
            yield replace(one.row, case_id=case_id)


def _first_refusal(receipts: Iterable[Receipt]) -> str:
    return next((r.reason or r.status for r in receipts if r.status != ReceiptStatus.RECEIVED), "")


def _changes(
    one: Weighed, case_id: str, account: Account, ids: Minter, now: datetime
) -> Iterator[Change]:
    def change(kind: str, record_id: str, edits: tuple[FieldEdit, ...]) -> Change:
        return Change(
            id=ChangeId(ids.new()),
            kind=kind,
            record_id=RecordId(record_id),
            case_id=CaseId(case_id),
            org=OrgId(account.org),
            base_rev=one.known.rev if one.known and kind == "case" else 0,
            edits=edits,
            by=UserId(account.user),
            device=DeviceId(account.device),
            made_at=now,
        )

    old = codec.fields("case", one.known.plain) if one.known else {}
    new = _whole_case(one.fields, case_id) if one.known is None else one.fields
    if old != new:
        yield change("case", case_id, diff(old, new))
    for code, at in one.events:
        event = CaseEvent(
            id=RecordId(ids.new()),
            case_id=CaseId(case_id),
            org=OrgId(account.org),
            code=code,
            occurred_at=at,
            actor=UserId(account.user),
            role=_role(account),
            device=DeviceId(account.device),
            facts=SAID_BY_FILE[code],
        )
        yield change("event", event.id, diff({}, codec.fields("event", codec.encode(event))))


def _whole_case(fields: Mapping[Path, Any], case_id: str) -> dict[Path, Any]:
    """The fields of a new case, with what the file does not say as a new case has it."""
    plain = codec.whole("case", {**fields, ("id",): case_id})
    return codec.fields("case", codec.encode(codec.decode(ConnectionCase, plain)))


def _role(account: Account) -> str:
    return next(role for role in account.roles if role in OPENS_CASES)
