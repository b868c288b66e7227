"""The centre's routes for files: tus 1.0 on the way in, ranges on the way out.

Core, creation, creation-with-upload, checksum and termination, so that any tus client can stand in.
"""

import base64
import binascii
import hashlib
import re
from typing import Final

from litestar import HttpMethod, delete, get, head, patch, post, route
from litestar.params import FromPath, RawBody

from app.errors import BadRequest, UnknownRecord
from app.ids import Digest
from sync.protocol import messages, problems
from sync.server import scope, uploads, wire
from sync.server.centre import centre_of
from sync.server.uploads import Upload
from sync.server.wire import Answer, AnyRequest, Bare

_CHUNK_LIMIT: Final = 8 << 20
_CHUNK_TYPE: Final = "application/offset+octet-stream"
_UPLOAD: Final = messages.UPLOADS + "/{upload_id:str}"
_FILE: Final = messages.FILES + "/{digest:str}"
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@route(messages.FILES, http_method=[HttpMethod.OPTIONS], sync_to_thread=False)
def file_options() -> Bare:
    """What this centre's uploads can do."""
    abilities = {
        "Tus-Version": messages.TUS_VERSION,
        "Tus-Extension": "creation,creation-with-upload,checksum,termination",
        "Tus-Max-Size": str(uploads.FILE_LIMIT),
        "Tus-Checksum-Algorithm": "sha256",
    }
    return wire.bare(204, abilities)


@post(messages.FILES, sync_to_thread=True, request_max_body_size=_CHUNK_LIMIT)
def begin_upload(request: AnyRequest, body: RawBody) -> Bare:
    """A new upload, with its first bytes if they come along; at its end if the file is here."""
    _check_tus(request)
    size = _number(request, "Upload-Length")
    if size > uploads.FILE_LIMIT:
        raise BadRequest(problems.TOO_LARGE, str(uploads.FILE_LIMIT))
    digest = _announced(request)
    checked = bool(body) and _check_chunk(request, body) == digest
    upload = uploads.begin(centre_of(request), request.user, digest, size, body, checked=checked)
    location = f"{messages.UPLOADS}/{upload.id}"
    return wire.bare(201, _standing(upload) | {"Location": location})


@head(_UPLOAD, sync_to_thread=True)
def upload_standing(request: AnyRequest, upload_id: FromPath[str]) -> Bare:
    """How many bytes of this upload are here."""
    _check_tus(request)
    upload = uploads.find(centre_of(request), request.user, upload_id)
    length = {"Upload-Length": str(upload.size)}
    return wire.bare(200, _standing(upload) | length)


@patch(_UPLOAD, sync_to_thread=True, request_max_body_size=_CHUNK_LIMIT)
def go_on_with_upload(request: AnyRequest, body: RawBody, upload_id: FromPath[str]) -> Bare:
    """These bytes more, from the offset that both ends agree on."""
    _check_tus(request)
    _check_chunk(request, body)
    upload = uploads.find(centre_of(request), request.user, upload_id)
    if _number(request, "Upload-Offset") != upload.offset:
        raise BadRequest(problems.OFFSET)
    upload = uploads.append(centre_of(request), request.user, upload, body)
    return wire.bare(204, _standing(upload))


@delete(_UPLOAD, status_code=204, sync_to_thread=True)
def abandon_upload(request: AnyRequest, upload_id: FromPath[str]) -> Bare:
    """This upload is forgotten; a file that is stored stays."""
    _check_tus(request)
    uploads.find(centre_of(request), request.user, upload_id)
    uploads.abandon(centre_of(request), request.user, upload_id)
    return wire.bare(204)


@get(_FILE, sync_to_thread=True)
def fetch_file(request: AnyRequest, digest: FromPath[str]) -> Answer:
    """The file or a range of it, for whoever may see a record that names it."""
    centre, account = centre_of(request), request.user
    with centre.store.read() as connection:
        allowed = scope.may_read_file(connection, account, digest)
        size = uploads.stored_size(connection, account.org, Digest(digest)) if allowed else None
    if size is None:
        # A foreign file and a missing one look the same.
        raise UnknownRecord("file", digest)
    headers = {"ETag": f'"{digest}"', "Accept-Ranges": "bytes"}
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    start, end, status = 0, size, 200
    if asked is not None and any(asked.groups()):
        start, end = _span(asked.group(1), asked.group(2), size)
        status = 206
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return wire.content(
        centre.objects.read(account.org, Digest(digest), start, end), status, headers
    )


FILE_ROUTES: Final = (
    file_options,
    begin_upload,
    upload_standing,
    go_on_with_upload,
    abandon_upload,
    fetch_file,
)


def _standing(upload: Upload) -> dict[str, str]:
    return {"Upload-Offset": str(upload.offset)}


def _check_tus(request: AnyRequest) -> None:
    if request.headers.get("Tus-Resumable") != messages.TUS_VERSION:
        raise BadRequest(problems.TUS, messages.TUS_VERSION)


def _check_chunk(request: AnyRequest, body: bytes) -> str:
    """Go on only with bytes that are what they say they are; their digest, where they say it."""
    if request.headers.get("Content-Type") != _CHUNK_TYPE:
        raise BadRequest(problems.MALFORMED, "Content-Type")
    checksum = request.headers.get("Upload-Checksum")
    if checksum is None:
        return ""
    algorithm, _, value = checksum.partition(" ")
    if algorithm != "sha256":
        raise BadRequest(problems.MALFORMED, "Upload-Checksum")
    found = hashlib.sha256(body)
    if _from_base64(value) != found.digest():
        raise BadRequest(problems.CHECKSUM, "chunk")
    return found.hexdigest()


def _announced(request: AnyRequest) -> Digest:
    """The digest that the upload's metadata name."""
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        name, _, value = pair.strip().partition(" ")
        text = _from_base64(value).decode("latin-1") if name == "digest" else ""
        if _DIGEST.fullmatch(text):
            return Digest(text)
    raise BadRequest(problems.MALFORMED, "Upload-Metadata")


def _from_base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadRequest(problems.MALFORMED, "base64") from error


def _number(request: AnyRequest, header: str) -> int:
    text = request.headers.get(header, "")
    if not re.fullmatch(r"[0-9]{1,15}", text):
        raise BadRequest(problems.MALFORMED, header)
    return int(text)


def _span(first: str, last: str, size: int) -> tuple[int, int]:
    """Start and end (not included) of the range; an empty first counts from the end."""
    if first:
        start, end = int(first), min(int(last or size), size - 1) + 1
    else:
        start, end = max(0, size - int(last)), size
    if start >= end:
        raise BadRequest(problems.RANGE, str(size))
    return start, end
