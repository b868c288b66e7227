"""The office's routes: sign in by cookie, then read, bring work orders, and say what happens.

Pages are rendered on the server and need no script.
"""

from typing import Annotated, Any, Final

from anyio import to_thread
from litestar import Response, Router, get, post
from litestar.datastructures import Cookie
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult
from litestar.params import FromPath, QueryParameter, RawBody
from litestar.response import Redirect

from app.errors import CentreBusy, NotAllowed, SignInFailed, UnknownRecord
from app.ids import Digest
from sync.server import accounts, audit, scope, uploads, wire
from sync.server.accounts import Account
from sync.server.centre import centre_of
from sync.server.office import reading
from sync.server.office.case_list import Place, case_page
from sync.server.office.case_pages import CASE_ROUTES
from sync.server.office.export_pages import export
from sync.server.office.intake_pages import INTAKE_ROUTES
from sync.server.office.monitor_pages import MONITOR_ROUTES
from sync.server.office.rendering import FOLDER, HEADERS, ROOT, form_of, page
from sync.server.office.stick_pages import STICK_ROUTES
from sync.server.wire import AnyConnection, AnyRequest

_COOKIE: Final = "kanyan_office"
_DOOR: Final = f"{ROOT}/sign-in"
_FONTS: Final = {path.name: path for path in (FOLDER.parent / "fonts").glob("*.ttf")}
_PAPER: Final = b"%PDF"
_TYPES: Final = (
    (_PAPER, "application/pdf"),
    (b"\xff\xd8", "image/jpeg"),
    (b"\x89PNG", "image/png"),
)


class AtTheDesk(AbstractAuthenticationMiddleware):
    """Lets in who carries the office's cookie; others are shown the door."""

    async def authenticate_request(self, connection: AnyConnection) -> AuthenticationResult:
        """Who carries this cookie."""
        token = connection.cookies.get(_COOKIE, "")
        account = await to_thread.run_sync(_account_of, connection, token)
        return AuthenticationResult(user=account, auth=token)


def _account_of(connection: AnyConnection, token: str) -> Account:
    centre = centre_of(connection)
    with centre.store.read() as opened:
        return accounts.account_of(opened, token, centre.clock.now())


@get("/sign-in", sync_to_thread=False)
def door() -> Response[str]:
    """The form to sign in by."""
    return page("sign_in.html", trouble="")


@post("/sign-in", sync_to_thread=True, request_max_body_size=4 << 10)
def enter(request: AnyRequest, body: RawBody) -> Response[Any]:
    """Sign in; the token goes into a cookie that scripts and other sites cannot use."""
    given = form_of(body, "user", "password")
    centre = centre_of(request)
    try:
        with centre.store.read() as connection:
            account = accounts.recognise(connection, given["user"], given["password"], "office")
    except SignInFailed:
        audit.note_refusal(centre.store, given["user"], "office", centre.clock.now())
        return page("sign_in.html", 401, trouble="用户名或密码不对，请重新输入。")
    except CentreBusy:
        return page("sign_in.html", 503, trouble="登录的人太多，请稍候再试。")
    with centre.store.write() as connection:
        token = accounts.issue_token(connection, account, centre.clock.now())
        audit.note(connection, account, audit.SIGN_IN, "office", centre.clock.now())
    cookie = Cookie(_COOKIE, path=ROOT, value=token, httponly=True, samesite="strict")
    return Redirect(ROOT, status_code=303, cookies=[cookie])


@post("/sign-out", sync_to_thread=True, request_max_body_size=1 << 10)
def leave(request: AnyRequest) -> Redirect:
    """This cookie is of no use any more."""
    centre = centre_of(request)
    with centre.store.write() as connection:
        accounts.sign_out(connection, request.auth)
        audit.note(connection, request.user, audit.SIGN_OUT, "office", centre.clock.now())
    gone = Cookie(_COOKIE, path=ROOT, value="", max_age=0)
    return Redirect(_DOOR, status_code=303, cookies=[gone])


@get("/", sync_to_thread=True)
def cases(
    request: AnyRequest,
    q: Annotated[str, QueryParameter(max_length=100)] = "",
    rank: Annotated[str, QueryParameter(max_length=20)] = "",
    after: Annotated[str, QueryParameter(max_length=100)] = "",
    closed: Annotated[bool, QueryParameter()] = False,
) -> Response[str]:
    """The cases, soonest due first; `rank` and `after` say behind which line the page begins."""
    centre = centre_of(request)
    # No database holds a zero byte, and nobody's name has one.
    place = Place(rank.replace("\0", ""), after.replace("\0", ""))
    with centre.store.read() as connection:
        found = case_page(
            connection, request.user, centre.reference, centre.clock.now(),
            q.replace("\0", ""), place, closed=closed,
        )  # fmt: skip
    return page("cases.html", who=request.user, q=q, closed=closed, page=found, place=place)


@get("/trail", sync_to_thread=True)
def trail(
    request: AnyRequest, before: Annotated[int, QueryParameter(ge=0, lt=1 << 31)] = 0
) -> Response[str]:
    """The centre's own trail, for those who answer for it, and whether its chain holds."""
    centre, account = centre_of(request), request.user
    if not centre.reference.personal.sees_trail(account.roles):
        raise UnknownRecord("trail", "")
    with centre.store.read() as connection:
        lines = audit.newest(connection, account.org, audit.PAGE, before or None)
        broken = audit.check(connection, account.org)
        length = audit.head_of(connection, account.org).seq
    told = [(kept.line, audit.told_in_words(kept)) for kept in lines]
    return page("trail.html", who=account, lines=told, broken=broken, length=length, before=before)


@get("/devices", sync_to_thread=True)
def devices(request: AnyRequest) -> Response[str]:
    """The tablets: what waits on them, and when they were last heard of."""
    centre = centre_of(request)
    with centre.store.read() as connection:
        lines = reading.device_lines(connection, request.user)
    return page("devices.html", who=request.user, lines=lines, now=centre.clock.now())


@get("/files/{digest:str}", sync_to_thread=True)
def file(request: AnyRequest, digest: FromPath[str]) -> Response[bytes]:
    """A paper or a photo, to be looked at."""
    centre, account = centre_of(request), request.user
    with centre.store.read() as connection:
        allowed = scope.may_read_file(connection, account, digest)
        size = uploads.stored_size(connection, account.org, Digest(digest)) if allowed else None
    if size is None:
        raise UnknownRecord("file", digest)
    content = centre.objects.read(account.org, Digest(digest), 0, size)
    if content.startswith(_PAPER):
        with centre.store.write() as connection:
            audit.note(connection, account, audit.OPEN_FILE, f"file/{digest}", centre.clock.now())
    # Only what we know how to show is shown; the rest is offered as a file to keep.
    kind = next((kind for start, kind in _TYPES if content.startswith(start)), "")
    place = "inline" if kind else "attachment"
    headers = HEADERS | {"Content-Disposition": place, "Content-Security-Policy": "sandbox"}
    return Response(content, media_type=kind or "application/octet-stream", headers=headers)


@get("/office.css", sync_to_thread=False)
def style() -> Response[bytes]:
    """The one style sheet."""
    return Response((FOLDER / "office.css").read_bytes(), media_type="text/css", headers=HEADERS)


@get("/font/{name:str}", sync_to_thread=True)
def font(name: FromPath[str]) -> Response[bytes]:
    """Our own font, for machines that have no Chinese one.

    Raises:
        UnknownRecord: it is none of ours.
    """
    if name not in _FONTS:
        raise UnknownRecord("font", name)
    kept = HEADERS | {"Cache-Control": "public, max-age=31536000"}
    return Response(_FONTS[name].read_bytes(), media_type="font/ttf", headers=kept)


@get("/icon.svg", sync_to_thread=False)
def icon() -> Response[bytes]:
    """The sign in the browser's tab."""
    drawn = (FOLDER / "icon.svg").read_bytes()
    return Response(drawn, media_type="image/svg+xml", headers=HEADERS)


def _to_the_door(_request: AnyRequest, _error: SignInFailed) -> Redirect:
    return Redirect(_DOOR, status_code=303)


def _broken(request: AnyRequest, error: Exception) -> Response[str]:
    wire.on_failure(request, error)  # logged there, with its place
    return page("message.html", 500, words="这一页暂时打不开，数据没有受影响。请稍后再试。")


def _busy(_request: AnyRequest, _error: CentreBusy) -> Response[str]:
    words = "中心正忙，数据没有受影响。请过一会儿再试。"
    return page("message.html", 503, words=words)


def _not_allowed(_request: AnyRequest, _error: NotAllowed) -> Response[str]:
    return page("message.html", 403, words="只有受理员和管理员可以导入工单和收件。请联系管理员。")


def _too_large(_request: AnyRequest, _error: Exception) -> Response[str]:
    words = "文件太大，没有导入。请分成几份，每份不超过 8 MB。"
    return page("message.html", 413, words=words)


def _not_understood(_request: AnyRequest, _error: Exception) -> Response[str]:
    return page("message.html", 400, words="这个请求不完整或太长，请返回重试。")


def _not_here(_request: AnyRequest, _error: Exception) -> Response[str]:
    return page("message.html", 404, words="没有找到，或您没有权限查看。")


OFFICE: Final = Router(
    path=ROOT,
    route_handlers=[
        door,
        enter,
        style,
        font,
        icon,
        Router(
            path="/",
            route_handlers=[
                cases,
                *CASE_ROUTES,
                devices,
                trail,
                file,
                leave,
                *INTAKE_ROUTES,
                *MONITOR_ROUTES,
                *STICK_ROUTES,
                export,
            ],
            middleware=[AtTheDesk],
        ),
    ],
    exception_handlers={
        SignInFailed: _to_the_door,
        UnknownRecord: _not_here,
        NotAllowed: _not_allowed,
        CentreBusy: _busy,
        400: _not_understood,
        404: _not_here,
        413: _too_large,
        Exception: _broken,
    },
)
