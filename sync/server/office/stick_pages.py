"""The office's pages for sticks: bring what a tablet wrote, take its answer along."""

import tempfile
from dataclasses import dataclass
from typing import Annotated, Any, Final
from urllib.parse import quote

from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath
from litestar.response import Redirect

from app.domain.refusal_names import STICK_REFUSALS
from app.errors import StickRefused
from sync.protocol.whole_file import file_name
from sync.server import intake, stick_shelf
from sync.server.accounts import Account
from sync.server.centre import Centre, centre_of
from sync.server.office.rendering import HEADERS, ROOT, page
from sync.server.stick import take_stick
from sync.server.wire import AnyRequest

MAX_BYTES: Final = 16 << 30
"""A stick with some thousand original photos; it is kept on the disk while it is read."""

_PLACE: Final = "/stick"
_IN_MEMORY: Final = 4 << 20


@dataclass
class _Upload:
    """What the form sends."""

    file: UploadFile


@get(_PLACE, sync_to_thread=True)
def stick_door(request: AnyRequest) -> Response[str]:
    """Where a stick is brought."""
    intake.check_authority(request.user)
    return _door(centre_of(request), request.user)


@post(_PLACE, sync_to_thread=True, request_max_body_size=MAX_BYTES)
def bring_stick(
    request: AnyRequest,
    data: Annotated[_Upload, Body(media_type=RequestEncodingType.MULTI_PART)],
) -> Response[Any]:
    """Take in what the tablet wrote; the same file again changes nothing."""
    centre, clerk = centre_of(request), request.user
    intake.check_authority(clerk)
    name = data.file.filename
    try:
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as answer:
            taken = take_stick(centre, clerk, data.file.file, answer)  # type: ignore[arg-type]
            answer.seek(0)
            key = stick_shelf.put(centre, clerk, name, taken, answer.read())
    except StickRefused as refused:
        told = STICK_REFUSALS[refused.why]
        found = f"（{refused.found}）" if refused.found else ""
        return _door(centre, clerk, f"“{name}”没有收件：{told}{found}。", 422)
    return Redirect(f"{ROOT}{_PLACE}/{key}", status_code=303)


@get(_PLACE + "/{key:str}", sync_to_thread=True)
def stick_taken(request: AnyRequest, key: FromPath[str]) -> Response[str]:
    """What came of a stick."""
    intake.check_authority(request.user)
    brought = stick_shelf.find(centre_of(request), request.user, key)
    return page("stick_taken.html", who=request.user, brought=brought, told=brought.outcome)


@get(_PLACE + "/{key:str}/answer", sync_to_thread=True)
def stick_answer(request: AnyRequest, key: FromPath[str]) -> Response[bytes]:
    """The answer for the tablet, as a file."""
    intake.check_authority(request.user)
    centre = centre_of(request)
    brought = stick_shelf.find(centre, request.user, key)
    name = quote(file_name("回执", brought.outcome.tablet, brought.at))
    headers = HEADERS | {
        "Content-Disposition": f"attachment; filename=\"answer.kstick\"; filename*=UTF-8''{name}"
    }
    content = stick_shelf.answer_of(centre, brought)
    return Response(content, media_type="application/octet-stream", headers=headers)


STICK_ROUTES: Final = (stick_door, bring_stick, stick_taken, stick_answer)


def _door(centre: Centre, clerk: Account, trouble: str = "", status: int = 200) -> Response[str]:
    newest = stick_shelf.newest(centre, clerk)
    return page("stick.html", status, who=clerk, trouble=trouble, newest=newest)
