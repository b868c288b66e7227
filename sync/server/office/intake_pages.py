"""The office's pages for work orders: bring a file, look at what it would do, say yes."""

import threading
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final

from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, RawBody
from litestar.response import Redirect

from app import codec
from app.domain.work_order import Choice, Intake, IntakeRow, RowFate, named_field
from app.domain.work_order_names import sheet_fault
from app.errors import SheetRefused
from app.ids import Digest
from app.instruments.sheet import MAX_BYTES, MAX_ROWS
from sync.server import intake, intake_shelf
from sync.server.accounts import Account
from sync.server.centre import Centre, centre_of
from sync.server.intake_shelf import Brought
from sync.server.office.rendering import ROOT, fields_of, form_of, page
from sync.server.wire import AnyRequest

_PLACE: Final = "/import"
_MOST_SHOWN: Final = 300
_FORM_AROUND: Final = 64 << 10
_MOST_CHOSEN: Final = 5 * _MOST_SHOWN
_AS_SHOWN: Final = Choice(changes=True)
"""A preview shows what could be taken over; the clerk says what shall be."""

_taking = threading.Lock()
_ORDER: Final = (RowFate.REFUSED, RowFate.DIFFERS, RowFate.CHANGED, RowFate.NEW)


@dataclass
class _Upload:
    """What the form sends."""

    file: UploadFile


@get(_PLACE, sync_to_thread=True)
def intake_door(request: AnyRequest) -> Response[str]:
    """Where a file of work orders is brought."""
    intake.check_authority(request.user)
    return _door(centre_of(request), request.user)


@post(_PLACE, sync_to_thread=True, request_max_body_size=MAX_BYTES + _FORM_AROUND)
def bring(
    request: AnyRequest,
    data: Annotated[_Upload, Body(media_type=RequestEncodingType.MULTI_PART)],
) -> Response[Any]:
    """Read the file in a child process and judge it whole; its rows wait for the yes."""
    centre, account = centre_of(request), request.user
    intake.check_authority(account)
    try:
        rows = intake.rows_in(data.file.file.read())
        intake.judged(centre, rows)
    except SheetRefused as refused:
        told = sheet_fault(refused.why, refused.line, refused.found)
        return _door(centre, account, f"“{data.file.filename}”没有导入：{told}。", 422)
    key = intake_shelf.put(centre, account, data.file.filename, rows)
    return Redirect(f"{ROOT}{_PLACE}/{key}", status_code=303)


@get(_PLACE + "/{key:str}", sync_to_thread=True)
def look(request: AnyRequest, key: FromPath[str]) -> Response[str]:
    """What taking the file in would do, or what it did."""
    centre, account = centre_of(request), request.user
    intake.check_authority(account)
    brought = intake_shelf.find(centre, account, key)
    return _shown(account, brought, brought.outcome or _preview(centre, account, brought))


@post(_PLACE + "/{key:str}", sync_to_thread=True, request_max_body_size=256 << 10)
def answer(request: AnyRequest, body: RawBody, key: FromPath[str]) -> Response[Any]:
    """Take the file in as it was shown and chosen, or forget it."""
    centre, account = centre_of(request), request.user
    intake.check_authority(account)
    said = form_of(body, "say", "plan", "changes")
    if said["say"] == "drop":
        intake_shelf.drop(centre, account, key)
        return Redirect(f"{ROOT}{_PLACE}", status_code=303)
    over = frozenset(map(named_field, fields_of(body, "over", _MOST_CHOSEN)))
    choice = Choice(said["changes"] == "yes", over)
    with _taking:  # a button pressed twice takes the file in once
        brought = intake_shelf.find(centre, account, key)
        if brought.outcome is None:
            would = _preview(centre, account, brought)
            if words := _why_not_yet(would, choice, said["say"], said["plan"]):
                return _shown(account, brought, would, words)
            sheet = intake.judged(centre, intake_shelf.rows_of(centre, brought))
            outcome = intake.take(centre, account, brought.name, sheet, choice)
            intake_shelf.settle(centre, account, key, _worth_keeping(outcome))
    return Redirect(f"{ROOT}{_PLACE}/{key}", status_code=303)


def _why_not_yet(would: Intake, choice: Choice, say: str, plan: str) -> str:
    """Why nothing is taken in before the clerk has looked once more; empty when it is."""
    needed = "sound" if would.counts[RowFate.REFUSED] else "whole"
    if (say, plan) != (needed, _plan(would)):
        return "看过预览之后情况有变化，还没有导入。请重新核对。"
    changes = would.counts[RowFate.CHANGED] if choice.changes else 0
    if not would.counts[RowFate.NEW] + changes + len(choice.over):
        return "没有新工单，也没有勾选要更新的内容，还没有导入。请勾选，或放弃。"
    return ""


INTAKE_ROUTES: Final = (intake_door, bring, look, answer)


def _door(centre: Centre, account: Account, trouble: str = "", status: int = 200) -> Response[str]:
    return page(
        "import.html",
        status,
        who=account,
        trouble=trouble,
        newest=intake_shelf.newest(centre, account),
        columns=centre.reference.order_table.columns,
        most_mb=MAX_BYTES >> 20,
        most_rows=MAX_ROWS,
    )


def _preview(centre: Centre, account: Account, brought: Brought) -> Intake:
    sheet = intake.judged(centre, intake_shelf.rows_of(centre, brought))
    return intake.preview(centre, account, brought.name, sheet, _AS_SHOWN)


def _shown(account: Account, brought: Brought, told: Intake, words: str = "") -> Response[str]:
    groups = [(fate, [row for row in told.rows if row.fate is fate]) for fate in _ORDER]
    noted = [row for row in told.rows if row.fate is RowFate.SAME and row.remarks]
    return page(
        "intake.html",
        who=account,
        brought=brought,
        told=told,
        groups=[(fate, rows[:_MOST_SHOWN], len(rows)) for fate, rows in groups if rows],
        noted=noted[:_MOST_SHOWN],
        choosable=any(change.may_be_chosen for row in told.rows for change in row.fields),
        plan=_plan(told),
        words=words,
    )


def _plan(told: Intake) -> Digest:
    """What was shown, as one word: taken in is what was seen, or it is shown again."""
    return codec.digest([_in_short(row) for row in told.rows])


def _in_short(row: IntakeRow) -> list[Any]:
    changes = [[c.column, c.ours, c.theirs, c.kept] for c in row.fields]
    return [row.line, row.fate.value, changes, len(row.faults), list(row.remarks)]


def _worth_keeping(outcome: Intake) -> Intake:
    """The outcome without the rows that say nothing but that they are there."""
    rows = tuple(row for row in outcome.rows if row.fate is not RowFate.SAME)
    return replace(outcome, rows=rows)
