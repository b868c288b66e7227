"""How the centre reads a request and writes an answer: JSON, compressed, bounded; problems by code.

This is the one place where an error of this house becomes a problem document (RFC 9457).
"""

import gzip
import io
import logging
import zlib
from collections.abc import Mapping
from typing import Any, Final, TypeVar

import msgspec
import zstandard
from litestar import Request, Response
from litestar.connection import ASGIConnection
from litestar.exceptions import HTTPException
from litestar.types import HTTPReceiveMessage, Receive, Scope, WebSocketReceiveMessage
from sqlalchemy.exc import DataError, SQLAlchemyError

from app.errors import AppError, BadRequest, CentreBusy, ProtocolTooOld, SignInFailed
from sync.protocol import problems
from sync.protocol.messages import PROTOCOL, PROTOCOL_HEADER, TUS_VERSION

T = TypeVar("T")
AnyRequest = Request[Any, Any, Any]
AnyConnection = ASGIConnection[Any, Any, Any, Any]
Answer = Response[bytes]
Bare = Response[None]

BODY_LIMIT: Final = 4 << 20
"""Bytes of a request's body as it travels, unless its route says otherwise."""

UNPACKED_LIMIT: Final = 16 << 20
"""Bytes of a request's body after decompression."""

_LEFT: Final = "kanyan.left"
_WORTH_PACKING: Final = 1024
_WINDOW_LIMIT: Final = 8 << 20
_JSON: Final = "application/json"
_ALWAYS: Final = {
    PROTOCOL_HEADER: str(PROTOCOL),
    "Tus-Resumable": TUS_VERSION,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}
_CODE_OF_STATUS: Final = {
    status: code for code, status in problems.STATUS.items() if code != problems.SIGN_IN_FAILED
}
_log = logging.getLogger("kanyan.centre")


def check_protocol(connection: AnyConnection) -> None:
    """Go on only with a client that speaks this centre's version.

    Raises:
        ProtocolTooOld: one of the two must be updated first; it says which.
    """
    spoken = connection.headers.get(PROTOCOL_HEADER, "")
    if spoken == str(PROTOCOL):
        return
    newer = spoken.isascii() and spoken.isdigit() and len(spoken) < 9 and int(spoken) > PROTOCOL
    raise ProtocolTooOld(who="centre" if newer else "tablet")


def bearer(connection: AnyConnection) -> str:
    """The token that the request carries.

    Raises:
        SignInFailed: none.
    """
    scheme, _, token = connection.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise SignInFailed()
    return token.strip()


def decoded(request: AnyRequest, body: bytes, message: type[T]) -> T:
    """The message that the body says, decompressed and checked.

    Raises:
        BadRequest: it is not that message, or too large.
    """
    plain = _unpacked(body, request.headers.get("Content-Encoding", ""))
    try:
        return msgspec.json.decode(plain, type=message)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise BadRequest(problems.MALFORMED, type(error).__name__) from error


def answer(request: AnyRequest, message: object, status: int = 200) -> Answer:
    """The message as JSON, packed as the client likes it."""
    packed = msgspec.json.encode(message)
    headers = {**_ALWAYS, "Vary": "Accept-Encoding"}
    if len(packed) >= _WORTH_PACKING:
        liked = _liked(request.headers.get("Accept-Encoding", ""))
        if "zstd" in liked:
            packed = zstandard.ZstdCompressor(level=3).compress(packed)
            headers["Content-Encoding"] = "zstd"
        elif "gzip" in liked:
            packed = gzip.compress(packed, compresslevel=5, mtime=0)
            headers["Content-Encoding"] = "gzip"
    return Response(packed, status_code=status, media_type=_JSON, headers=headers)


def content(data: bytes, status: int, headers: Mapping[str, str]) -> Answer:
    """Bytes of a file, as they are."""
    return Response(
        data,
        status_code=status,
        media_type="application/octet-stream",
        headers={**_ALWAYS, **headers},
    )


def bare(status: int, headers: Mapping[str, str] | None = None) -> Bare:
    """An answer that says all in its headers."""
    return Response(None, status_code=status, headers={**_ALWAYS, **(headers or {})})


def on_app_error(_request: AnyRequest, error: AppError) -> Answer:
    """An error of this house as a problem document."""
    code, detail = problems.problem_of(error)
    wait = error.retry_after_s if isinstance(error, CentreBusy) else None
    return _problem(code, detail, wait_s=wait)


def hearing_who_leaves(scope: Scope, receive: Receive) -> Receive:
    """The same messages; the scope remembers that whoever asks has gone before the end."""

    async def heard() -> HTTPReceiveMessage | WebSocketReceiveMessage:
        message = await receive()
        if message["type"] == "http.disconnect":
            scope["state"][_LEFT] = True
        return message

    return heard


def on_http_error(request: AnyRequest, error: HTTPException) -> Answer:
    """What the framework refuses by itself, under the same codes."""
    if request.scope["state"].get(_LEFT):
        # A tablet that stops or loses its line does so; it comes again, and nobody hears this.
        _log.warning("broken off: %s %s", request.method, request.url.path)
        return _problem(problems.BUSY)
    if error.status_code >= 500:
        return on_failure(request, error)
    return _problem(_CODE_OF_STATUS.get(error.status_code, problems.MALFORMED))


def on_database_trouble(_request: AnyRequest, error: SQLAlchemyError) -> Answer:
    """A full disk, a locked or a lost database: the tablet keeps its work and comes again."""
    _log.error("the database cannot be used: %s", getattr(error, "orig", None) or error)
    return _problem(problems.BUSY, wait_s=30)


def on_unstorable(_request: AnyRequest, _error: DataError) -> Answer:
    """A name that a database cannot hold, such as one with a zero byte, is nobody's name."""
    return _problem(problems.MALFORMED)


def on_failure(request: AnyRequest, error: Exception) -> Answer:
    """A fault of ours: logged here with its place, and nothing of it told outside."""
    _log.error("failed at %s %s", request.method, request.url.path, exc_info=error)
    return _problem(problems.BROKEN, wait_s=30)


def _problem(code: str, detail: str = "", wait_s: float | None = None) -> Answer:
    status = problems.STATUS.get(code, 400)
    document = {
        "type": f"urn:kanyan:problem:{code}",
        "title": code.replace("_", " "),
        "status": status,
        "code": code,
        "detail": detail,
    }
    headers = dict(_ALWAYS)
    if wait_s is not None:
        headers["Retry-After"] = str(round(wait_s))
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(
        msgspec.json.encode(document),
        status_code=status,
        media_type=problems.CONTENT_TYPE,
        headers=headers,
    )


def _liked(accepted: str) -> set[str]:
    names = set()
    for item in accepted.lower().split(","):
        name, _, rest = item.partition(";")
        if rest.replace(" ", "").rstrip("0.") != "q=":
            names.add(name.strip())
    return names


def _unpacked(body: bytes, encoding: str) -> bytes:
    match encoding.strip().lower():
        case "" | "identity":
            result = body
        case "zstd":
            result = _from_zstd(body)
        case "gzip":
            result = _from_gzip(body)
        case _:
            raise BadRequest(problems.MALFORMED, "Content-Encoding")
    if len(result) > UNPACKED_LIMIT:
        raise BadRequest(problems.TOO_LARGE, str(UNPACKED_LIMIT))
    return result


def _from_zstd(body: bytes) -> bytes:
    unpacker = zstandard.ZstdDecompressor(max_window_size=_WINDOW_LIMIT)
    try:
        with unpacker.stream_reader(io.BytesIO(body)) as reader:
            return bytes(reader.read(UNPACKED_LIMIT + 1))
    except zstandard.ZstdError as error:
        raise BadRequest(problems.MALFORMED, "zstd") from error


def _from_gzip(body: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        return unpacker.decompress(body, UNPACKED_LIMIT + 1)
    except zlib.error as error:
        raise BadRequest(problems.MALFORMED, "gzip") from error
