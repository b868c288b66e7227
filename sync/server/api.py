"""The centre's routes for records: sign in, enrol, push, feed, digest.

Handlers run in threads over a store with one writer. Who asks is settled before a body is read.
"""

import io
import re
from collections.abc import Callable
from typing import Annotated, Any, Final

import msgspec
from anyio import to_thread
from litestar import Litestar, Router, get, post
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.middleware import (
    AbstractAuthenticationMiddleware,
    AuthenticationResult,
)
from litestar.params import QueryParameter, RawBody
from litestar.types import Receive, Scope, Send
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from app import __version__
from app.domain.change import Receipt
from app.domain.work_order import Choice, named_field
from app.errors import AppError, BadRequest, NotAllowed, SignInFailed
from app.instruments.sheet import MAX_BYTES
from sync.protocol import messages, problems
from sync.protocol.bundle import PART_LIMIT
from sync.protocol.messages import Taking
from sync.server import (
    accounts,
    audit,
    colleagues,
    devices,
    feed,
    intake,
    lives,
    rules,
    safe_files,
    scope,
    serving,
    totals,
    trails,
    wire,
)
from sync.server.accounts import Account
from sync.server.centre import Centre, centre_of
from sync.server.file_api import FILE_ROUTES
from sync.server.office.pages import OFFICE
from sync.server.office.paper_pages import PAPER_ROUTES
from sync.server.stick import take_stick
from sync.server.wire import Answer, AnyConnection, AnyRequest, Bare

_AT_ONCE: Final = 200
"""Changes in one transaction: a long push lets other writers in between."""

_NAME_LIMIT: Final = 200
_EPOCH_LIMIT: Final = 4000
_MARK_LIMIT: Final = 8000
_DEVICE: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")


class SignedIn(AbstractAuthenticationMiddleware):
    """Lets in who carries a token; `request.user` is then the account."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer this request, and know it when whoever asked has gone."""
        await super().__call__(scope, wire.hearing_who_leaves(scope, receive), send)

    async def authenticate_request(self, connection: AnyConnection) -> AuthenticationResult:
        """Who carries this token, on which device."""
        wire.check_protocol(connection)
        token = wire.bearer(connection)
        account = await to_thread.run_sync(_account_of, centre_of(connection), token)
        return AuthenticationResult(user=account, auth=None)


def _account_of(centre: Centre, token: str) -> Account:
    with centre.store.read() as connection:
        return accounts.account_of(connection, token, centre.clock.now())


@get(messages.HEALTH, sync_to_thread=True)
def health(request: AnyRequest) -> Answer:
    """Whether centre and stores are up, which they are, which version, and which life it lives.

    Strangers read this: where the stores are is not told.
    """
    centre = centre_of(request)
    epoch = centre.store.epoch_now()
    stores = {
        "database": {"kind": centre.store.kind, "answers": bool(epoch)},
        "objects": {"kind": centre.objects.kind, "answers": centre.objects.answers()},
    }
    well = all(store["answers"] for store in stores.values())
    told = {
        "status": "ok" if well else "trouble",
        "version": __version__,
        "protocol": messages.PROTOCOL,
        "epoch": epoch,
        **stores,
    }
    return wire.answer(request, told, 200 if well else 503)


@post(messages.SIGN_IN, sync_to_thread=True, request_max_body_size=16 << 10)
def sign_in(request: AnyRequest, body: RawBody) -> Answer:
    """A token for this person on this device."""
    wire.check_protocol(request)
    asked = wire.decoded(request, body, messages.SignIn)
    given = (asked.user, asked.password, asked.device_label)
    if not _DEVICE.fullmatch(asked.device) or any(len(text) > _NAME_LIMIT for text in given):
        raise BadRequest(problems.MALFORMED, "SignIn")
    centre = centre_of(request)
    now = centre.clock.now()
    try:
        with centre.store.read() as connection:
            account = accounts.recognise(connection, asked.user, asked.password, asked.device)
            accounts.check_device(account)
    except (SignInFailed, NotAllowed):
        audit.note_refusal(centre.store, asked.user, asked.device, now)
        raise
    with centre.store.write() as connection:
        token = accounts.issue_token(connection, account, now)
        audit.note(connection, account, audit.SIGN_IN, f"device/{account.device}", now)
        devices.note_seen(connection, account, now, asked.device_label)
    who = messages.SignedIn(token, account.user, account.name, account.org, account.roles, now)
    return wire.answer(request, who)


@post(messages.ENROL, sync_to_thread=True, request_max_body_size=64 << 10)
def enrol(request: AnyRequest, body: RawBody) -> Answer:
    """A certificate for the signing key of this person's device."""
    centre, account = centre_of(request), request.user
    asked = wire.decoded(request, body, messages.Enrol)
    certificate = centre.authority.certify(asked.request, account)
    authority, stick = centre.authority.certificate, centre.stick_signer().certificate
    told = messages.Enrolled(certificate, authority, stick)
    with centre.store.write() as connection:
        devices.note_certificate(connection, account, centre.clock.now(), certificate)
        subject = f"device/{account.device}"
        audit.note(connection, account, audit.ENROL, subject, centre.clock.now())
    return wire.answer(request, told)


@post(messages.CHANGES, sync_to_thread=True, request_max_body_size=wire.BODY_LIMIT)
def push(request: AnyRequest, body: RawBody) -> Answer:
    """One receipt for each change, in the same order."""
    centre, account = centre_of(request), request.user
    asked = wire.decoded(request, body, messages.Push)
    if len(asked.changes) > messages.PUSH_LIMIT:
        raise BadRequest(problems.TOO_LARGE, f"more than {messages.PUSH_LIMIT} changes")
    receipts: list[Receipt] = []
    for start in range(0, max(1, len(asked.changes)), _AT_ONCE):
        with centre.store.write() as connection:
            now = centre.clock.now()
            some = asked.changes[start : start + _AT_ONCE]
            receipts += feed.accept(connection, account, some, centre.judge, now)
            left = devices.left_of(asked.waiting, asked.changes, receipts)
            devices.note_waiting(connection, account, now, left)
    return wire.answer(request, messages.Pushed(tuple(receipts)))


@post(messages.WORK_ORDERS, sync_to_thread=True, request_max_body_size=MAX_BYTES)
def bring_work_orders(
    request: AnyRequest,
    body: RawBody,
    name: Annotated[str, QueryParameter(max_length=_NAME_LIMIT)] = "",
    taking: Annotated[Taking, QueryParameter()] = Taking.NOTHING,
    changes: Annotated[bool, QueryParameter()] = False,
    over: Annotated[list[str] | None, QueryParameter()] = None,
) -> Answer:
    """What the file does to the cases; it is judged whole before anything of it is taken."""
    centre, account = centre_of(request), request.user
    intake.check_authority(account)
    choice = Choice(changes, frozenset(map(named_field, over or ())))
    sheet = intake.judged(centre, intake.rows_in(body))
    only_told = taking is Taking.NOTHING or (taking is Taking.WHOLE and sheet.refused)
    does = intake.preview if only_told else intake.take
    return wire.answer(request, does(centre, account, name, sheet, choice))


@post(messages.STICK, sync_to_thread=True, request_max_body_size=PART_LIMIT)
def deliver(request: AnyRequest, body: RawBody) -> Answer:
    """What another tablet signed, brought by whoever asks; its author is judged, not he."""
    taken = take_stick(centre_of(request), request.user, io.BytesIO(body))
    return wire.answer(request, messages.Pushed(taken.receipts))


@post(messages.TRAIL, sync_to_thread=True, request_max_body_size=wire.BODY_LIMIT)
def push_trail(request: AnyRequest, body: RawBody) -> Answer:
    """Where the trail of this device ends here, after these lines of it."""
    centre, account = centre_of(request), request.user
    asked = wire.decoded(request, body, messages.TrailPush)
    with centre.store.write() as connection:
        standing = trails.take(connection, account, asked, centre.clock.now())
    return wire.answer(request, standing)


@get(messages.FEED, sync_to_thread=True)
def feed_page(
    request: AnyRequest,
    epoch: Annotated[str, QueryParameter(max_length=_EPOCH_LIMIT)] = "",
    after: Annotated[int, QueryParameter(ge=0, lt=1 << 62)] = 0,
    mark: Annotated[str, QueryParameter(max_length=_MARK_LIMIT)] = "",
    brief: Annotated[bool, QueryParameter()] = False,
) -> Answer:
    """What has come into this person's feed after the cursor."""
    centre, account = centre_of(request), request.user
    lives.notice(centre.store, mark)
    with centre.store.read() as connection:
        page = serving.page_as_sent(connection, account, epoch, after, brief=brief)
    return wire.answer(request, msgspec.Raw(page))


@get(messages.SNAPSHOT, sync_to_thread=True)
def snapshot(
    request: AnyRequest,
    epoch: Annotated[str, QueryParameter(max_length=_EPOCH_LIMIT)] = "",
    after: Annotated[int, QueryParameter(ge=0, lt=1 << 62)] = 0,
    until: Annotated[int, QueryParameter(ge=0, lt=1 << 62)] = 0,
) -> Answer:
    """What stands in this person's feed, for a tablet that is new."""
    centre, account = centre_of(request), request.user
    with centre.store.read() as connection:
        said = serving.snapshot_as_sent(connection, account, epoch, after, until)
    return wire.answer(request, msgspec.Raw(said))


@get(messages.RULES, sync_to_thread=True)
def newest_rules(
    request: AnyRequest, after: Annotated[int, QueryParameter(ge=0, lt=1 << 31)] = 0
) -> Answer | Bare:
    """The newest rule package, where it is newer than that version; otherwise nothing."""
    centre = centre_of(request)
    centre.turn_to_newest_rules()
    with centre.store.read() as connection:
        version = rules.newest(connection)
        if version <= after:
            return wire.bare(204)
        package = rules.content(connection, version)
    return wire.answer(request, msgspec.Raw(package))


@post(messages.HOLIDAYS, sync_to_thread=True, request_max_body_size=64 << 10)
def bring_holidays(request: AnyRequest, body: RawBody) -> Answer:
    """A new rule package with this year in its calendar; administrators alone may."""
    centre, account = centre_of(request), request.user
    if "admin" not in account.roles:
        raise NotAllowed()
    asked = wire.decoded(request, body, messages.NewHolidays)
    done = rules.publish_holidays(centre.store, centre.authority, centre.rules_signer(), asked)
    centre.turn_to_newest_rules()
    return wire.answer(request, messages.RulesPublished(done.version, done.changed))


@get(messages.DIGEST, sync_to_thread=True)
def digest(request: AnyRequest, total: Annotated[bool, QueryParameter()] = False) -> Answer:
    """How the centre stands: the total of all that this person may see, or one digest over it."""
    centre, account = centre_of(request), request.user
    centre.turn_to_newest_rules()
    with centre.store.write() as connection:
        devices.note_seen(connection, account, centre.clock.now())
        totals.reckon(connection, account.org)
    with centre.store.read() as connection:
        safe = safe_files.position(connection)
        standing = messages.Standing(
            "" if total else scope.digest_of_scope(connection, account),
            centre.clock.now(),
            colleagues.names(connection, account),
            centre.stick_signer().certificate,
            scope.missing_files(connection, account),
            safe.seq if safe else 0,
            safe.number if safe else 0,
            centre.stamping.trusted,
            rules.newest(connection),
            trails.standing(connection, account),
            scope.total_of_scope(connection, account) if total else "",
        )
    return wire.answer(request, standing)


@post(messages.BACKED_UP, sync_to_thread=True, request_max_body_size=64 << 10)
def backed_up(request: AnyRequest, body: RawBody) -> Answer:
    """Which of these files, of those this person sees, a verified backup of this life holds."""
    centre, account = centre_of(request), request.user
    asked = wire.decoded(request, body, messages.BackedUpAsked)
    if len(asked.files) > messages.BACKED_UP_LIMIT:
        raise BadRequest(problems.TOO_LARGE, f"more than {messages.BACKED_UP_LIMIT} files")
    with centre.store.read() as connection:
        held = safe_files.in_backup(connection, account, asked.files)
        told = messages.BackedUp(lives.epoch(connection), held)
    return wire.answer(request, told)


def create_app(centre: Centre) -> Litestar:
    """The centre as an ASGI application."""
    signed_in = Router(
        path="/",
        route_handlers=[
            enrol,
            push,
            bring_work_orders,
            feed_page,
            snapshot,
            newest_rules,
            push_trail,
            deliver,
            bring_holidays,
            backed_up,
            digest,
            *FILE_ROUTES,
        ],
        middleware=[SignedIn],
    )
    errors: dict[int | type[Exception], Callable[[AnyRequest, Any], Answer]] = {
        AppError: wire.on_app_error,
        HTTPException: wire.on_http_error,
        OperationalError: wire.on_database_trouble,
        InterfaceError: wire.on_database_trouble,
        NoConnection: wire.on_database_trouble,
        DataError: wire.on_unstorable,
        Exception: wire.on_failure,
    }
    return Litestar(
        route_handlers=[health, sign_in, signed_in, OFFICE, PAPER_ROUTES],
        state=State({"centre": centre}, deep_copy=False),
        exception_handlers=errors,
        request_max_body_size=wire.BODY_LIMIT,
        openapi_config=None,
        logging_config=None,
    )
