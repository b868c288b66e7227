"""The page that the code printed on a paper leads to: how this paper stands, for whoever holds it.

No sign-in. It tells what was checked and nothing of the people in the paper; a paper of nobody and
one whose code is not right look the same.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from threading import Lock
from typing import Annotated, Any, Final

from litestar import Response, Router, get, post
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, QueryParameter

from app import codec
from app.child import ChildFailed
from app.documents.verify import Reason, Verification
from app.documents.verify_apart import read_apart
from sync.server import revoking
from sync.server.centre import centre_of
from sync.server.office.rendering import page
from sync.server.paper_numbers import Held, held_as, held_of
from sync.server.wire import AnyRequest

PAPERS: Final = "/papers"
_MOST_BYTES: Final = 64 << 20
_FORM_AROUND: Final = 16 << 10
_A_MINUTE_S: Final = 60.0


class Pace:
    """Lets so many through in a minute, whoever they are: the page is open to everybody."""

    def __init__(self, most: int, now: Callable[[], float] = time.monotonic) -> None:
        self._most, self._now = most, now
        self._passed: deque[float] = deque()
        self._lock = Lock()

    def may_pass(self) -> bool:
        """Whether one more may; the answer counts."""
        with self._lock:
            now = self._now()
            while self._passed and self._passed[0] <= now - _A_MINUTE_S:
                self._passed.popleft()
            if len(self._passed) >= self._most:
                return False
            self._passed.append(now)
            return True


_asks, _files = Pace(600), Pace(30)


@get("/", sync_to_thread=False)
def bring() -> Response[str]:
    """Where a file can be brought to be checked."""
    return _page(200)


@get("/{doc_no:str}", sync_to_thread=True)
def paper(
    request: AnyRequest,
    doc_no: FromPath[str],
    sha256: Annotated[str, QueryParameter(max_length=64)] = "",
) -> Response[str]:
    """How the paper of this number stands whose record's digest begins so."""
    if not _asks.may_pass():
        return _slow_down()
    with centre_of(request).store.read() as connection:
        held = held_as(connection, doc_no.replace("\0", ""), sha256.lower())
    return _page(200 if held else 404, asked=doc_no[:100], held=held)


@post("/", sync_to_thread=True, request_max_body_size=_MOST_BYTES + _FORM_AROUND)
def check(
    request: AnyRequest,
    data: Annotated[UploadFile, Body(media_type=RequestEncodingType.MULTI_PART)],
) -> Response[str]:
    """What is found in the file that somebody brings, and how that paper stands here."""
    if not _files.may_pass():
        return _slow_down()
    content, centre = data.file.read(), centre_of(request)
    try:
        trusted, of_time = [centre.authority.certificate], centre.stamping.trusted
        found = read_apart(content, trusted, stamp_anchors=of_time).found
    except ChildFailed:
        found = Verification(False, Reason.UNREADABLE)
    held, digest = None, codec.digest_of(content)
    if found.valid:
        with centre.store.read() as connection:
            if revoking.is_doubtful(connection, found):  # what the file itself cannot know
                found = replace(found, valid=False, reason=Reason.REVOKED)
            else:
                held = held_of(connection, found.record_digest, digest)
    same = held is not None and digest in held.files
    return _page(200 if found.valid else 422, found=found, held=held, same=same)


def _page(
    status: int,
    *,
    asked: str = "",
    held: Held | None = None,
    found: Verification | None = None,
    same: bool = False,
) -> Response[str]:
    return page("paper.html", status, asked=asked, held=held, found=found, same=same)


def _slow_down() -> Response[str]:
    return page("paper_refused.html", 429, words="现在查询的人太多，请过一分钟再试。")


def _too_large(_request: AnyRequest, _error: Exception) -> Response[str]:
    return page("paper_refused.html", 413, words="文件太大，单据不会超过 64 MB。请核对选择的文件。")


def _not_understood(_request: AnyRequest, _error: Exception) -> Response[str]:
    words = "没有收到可以核验的文件，请返回，重新选择单据的 PDF 文件。"
    return page("paper_refused.html", 400, words=words)


PAPER_ROUTES: Final[Any] = Router(
    path=PAPERS,
    route_handlers=[bring, paper, check],
    exception_handlers={400: _not_understood, 413: _too_large},
)
