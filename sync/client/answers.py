"""What an answer on the wire says: the centre's word, its refusal, or somebody else's."""

import random
import re
import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

import httpx
import msgspec

from app.errors import AppError, BadRequest, CentreBusy, NotTheCentre, Offline, WrongCertificate
from sync.protocol import problems
from sync.protocol.messages import PROTOCOL_HEADER

_SAID_BY_STATUS: Final = {
    problems.STATUS[code]: code for code in (problems.SIGN_IN_FAILED, problems.NOT_FOUND)
}

_LONGEST_S: Final = 3600.0
_UNSAID_S: Final = 5.0
_LONGEST_PAUSE_S: Final = 2.0


def check(response: httpx.Response, url: str) -> None:
    """Go on only with a good answer of the centre at `url`.

    Raises:
        CentreBusy: it asks to come again later.
        NotTheCentre: somebody else answered.
        Rejected: it said no, with the reason of its problem document.
    """
    status = response.status_code
    ours = PROTOCOL_HEADER in response.headers
    if status in (429, 502, 503, 504) or (ours and status >= 500):
        raise CentreBusy(_retry_after(response))
    if not ours or 300 <= status < 400:
        raise NotTheCentre(url)
    if status >= 400:
        raise _problem(response, url)


def trouble_of(error: httpx.HTTPError, url: str) -> AppError:
    """Why there is no answer of the centre at `url`.

    Bytes that are no HTTP came from something else; a broken line is just a broken line.
    """
    cause = _tls_trouble(error)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return WrongCertificate(url)
    no_http = isinstance(error, httpx.DecodingError | httpx.UnsupportedProtocol)
    return NotTheCentre(url) if no_http or cause is not None else Offline(url)


def _problem(response: httpx.Response, url: str) -> AppError:
    if not response.headers.get("Content-Type", "").startswith(problems.CONTENT_TYPE):
        return NotTheCentre(url)
    if response.request.method == "HEAD":  # its answers have no body
        code = _SAID_BY_STATUS.get(response.status_code)
        return problems.error_of(code, "") if code else NotTheCentre(url)
    try:
        document = msgspec.json.decode(response.content, type=dict[str, Any])
        return problems.error_of(str(document["code"]), str(document.get("detail", "")))
    except (msgspec.MsgspecError, UnicodeError, RecursionError, KeyError):
        return NotTheCentre(url)


def _tls_trouble(error: BaseException) -> ssl.SSLError | None:
    """What of TLS stands behind this error; a line that broke meanwhile is none."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    broken = isinstance(cause, ssl.SSLEOFError | ssl.SSLZeroReturnError)
    return None if broken else cause


def _retry_after(response: httpx.Response) -> float:
    """In how many seconds it asks to come again, as a number or as a moment; an hour at most."""
    text = response.headers.get("Retry-After", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return float(min(int(text), _LONGEST_S))
    then, now = _moment(text), _moment(response.headers.get("Date", ""))
    if then is None or now is None:  # by our own clock it could be any time
        return _UNSAID_S
    return min(max((then - now).total_seconds(), 0.0), _LONGEST_S)


def _moment(text: str) -> datetime | None:
    """The moment that an HTTP date names."""
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def pause_before_another(error: Offline | CentreBusy | BadRequest) -> float | None:
    """How long to wait before one more try; None when it is no use, or not yet."""
    match error:
        case Offline():
            wait_s = 0.3
        case CentreBusy(retry_after_s=asked) if asked <= _LONGEST_PAUSE_S:
            wait_s = asked
        case BadRequest(code=problems.CHECKSUM):
            wait_s = 0.0
        case _:
            return None
    return wait_s * random.uniform(0.5, 1.5)
