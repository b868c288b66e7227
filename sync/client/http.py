"""The centre over HTTP: the one place where tablets meet the network.

Nothing counts as the centre's word but a well-formed answer that carries its protocol header: a
login page, a redirect or half an answer is no answer. Every call may be repeated.
"""

import base64
import hashlib
import re
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

import httpx
import msgspec
import zstandard

from app.domain.change import Change, Page, Receipt, ReceiptStatus, Written
from app.domain.work_order import NEW_ONLY, Choice, Intake
from app.errors import (
    AppError,
    BadRequest,
    CentreBusy,
    DigestMismatch,
    NotTheCentre,
    Offline,
    Stopped,
    UnknownRecord,
)
from app.ids import Digest
from sync.client import answers
from sync.client.batches import Packed, batches_of
from sync.client.pieces import Moved, chunk_headers, told
from sync.client.sockets import Sockets
from sync.protocol import messages, pages, problems
from sync.protocol.messages import PROTOCOL, PROTOCOL_HEADER, Taking, Waiting

T = TypeVar("T")

CHUNK: Final = 1 << 19
"""Bytes that a cut costs at most, of each file that is on its way."""

SMALL: Final = 1 << 20
"""A file up to here travels in one request."""

FILES_AT_ONCE: Final = 4
"""Files that fill a line together; more only share it."""

_STALL_S: Final = 20.0
_IN_THE_SYSTEM: Final = 1 << 15
"""Bytes that the system may hold back of a request. Were it megabytes, a slow line would be busy
with them for longer than a stall lasts, and be taken for a dead one."""
_INTAKE_S: Final = 300.0
_CONNECT_S: Final = 8.0
_TRIES: Final = 2
_UPLOAD: Final = re.compile(re.escape(messages.UPLOADS) + r"/[0-9a-f]{1,64}")
_READ: Final = httpx.ByteStream(b"")
_OF_ONE_CHANGE: Final = frozenset({problems.MALFORMED, problems.TOO_LARGE})

Pause = Callable[[float], None]


class _Anew(CentreBusy):
    """Where the centre stands with an upload is to be asked anew; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(0)
        self.code = code


class HttpCentre:
    """A link to the centre at `url`; one HTTP client, with its connections, for its whole life."""

    def __init__(
        self,
        url: str,
        token: str = "",
        pause: Pause = time.sleep,
        stall_s: float = _STALL_S,
    ) -> None:
        self.url = url.rstrip("/")
        self._token = token
        self._pause = pause
        self._sockets = Sockets()
        self._traced = {"trace": self._sockets.trace}
        trust = httpx.create_ssl_context()
        held = (socket.SOL_SOCKET, socket.SO_SNDBUF, _IN_THE_SYSTEM)
        try:
            self._client = httpx.Client(
                base_url=self.url,
                headers={PROTOCOL_HEADER: str(PROTOCOL), "Accept-Encoding": "zstd, gzip"},
                # Each counts from the last byte that moved: a slow line is not a dead one.
                timeout=httpx.Timeout(stall_s, connect=_CONNECT_S),
                follow_redirects=False,
                verify=trust,
                # Mounted, so that the proxies of the environment go before it.
                mounts={"all://": httpx.HTTPTransport(verify=trust, socket_options=[held])},
            )
        except httpx.InvalidURL as error:
            raise NotTheCentre(self.url) from error

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def cut(self) -> None:
        """End whatever waits for the centre, from another thread: it raises `Stopped`, at once.

        This link is of no use any more; what it was doing goes on over another one.
        """
        self._sockets.cut()

    def sign_in(self, asked: messages.SignIn) -> messages.SignedIn:
        """Who that is; from now on this link carries the token.

        Raises:
            SignInFailed: name or password is wrong.
            Unreachable: the centre cannot be had now.
        """
        signed_in = self._post(messages.SIGN_IN, asked, messages.SignedIn)
        self._token = signed_in.token
        return signed_in

    def enrol(self, request: str) -> messages.Enrolled:
        """The certificate for this signing request (PEM)."""
        return self._post(messages.ENROL, messages.Enrol(request), messages.Enrolled)

    def page(self, epoch: str, after: int, mark: str = "", *, brief: bool = False) -> Page:
        """The feed after this cursor."""
        query = {"epoch": epoch, "after": str(after)} | ({"mark": mark} if mark else {})
        if brief:
            query["brief"] = "true"
        asked = "GET", messages.FEED, pages.page_of
        return self._again(lambda: self._said(*asked, params=query))

    def snapshot(self, epoch: str, after: int, until: int) -> messages.Snapshot:
        """What stands in the feed behind this cursor, for a new tablet."""
        query = {"epoch": epoch, "after": str(after), "until": str(until)}
        asked = "GET", messages.SNAPSHOT, pages.snapshot_of
        return self._again(lambda: self._said(*asked, params=query))

    def push(self, changes: Sequence[Change | Written], waiting: Waiting) -> tuple[Receipt, ...]:
        """Send changes, some at a time; a receipt for each, in the same order."""
        receipts: list[Receipt] = []
        for batch in batches_of(changes):
            taken = sum(receipt.status is ReceiptStatus.RECEIVED for receipt in receipts)
            left = replace(waiting, changes=max(0, waiting.changes - taken))
            receipts += self._push(batch, left)
        return tuple(receipts)

    def rules(self, after: int) -> bytes | None:
        """The newest rule package, if it is newer than this version."""
        query = {"after": str(after)}
        try:
            reply = self._again(lambda: self._request("GET", messages.RULES, params=query))
        except UnknownRecord:  # a centre from before there were any
            return None
        return reply.content if reply.status_code == 200 else None

    def backed_up(self, files: Sequence[Digest]) -> messages.BackedUp:
        """Which of these files a backup of the centre holds."""
        asked = messages.BackedUpAsked(tuple(files))
        return self._post(messages.BACKED_UP, asked, messages.BackedUp)

    def bring_holidays(self, asked: messages.NewHolidays) -> messages.RulesPublished:
        """Have this year published with the rules.

        Raises:
            RulesRefused: the year is there already, or nothing of it is new.
            NotAllowed: this person is no administrator.
        """
        return self._post(messages.HOLIDAYS, asked, messages.RulesPublished)

    def standing(self) -> messages.Standing:
        """The centre's total of this person's scope, and its time; the digest where it has none."""
        asked = "GET", messages.DIGEST, messages.Standing
        return self._again(lambda: self._json(*asked, params={"total": "true"}))

    def deliver(self, sealed: bytes) -> tuple[Receipt, ...]:
        """Bring what another tablet sealed and signed for the centre."""
        asked = "POST", messages.STICK
        return self._again(lambda: self._json(*asked, messages.Pushed, content=sealed)).receipts

    def send_trail(self, push: messages.TrailPush) -> messages.TrailStanding:
        """Send lines of this device's trail."""
        return self._post(messages.TRAIL, push, messages.TrailStanding)

    def send_file(
        self,
        digest: Digest,
        content: bytes,
        upload: str,
        note: Callable[[str], None],
        moved: Moved = lambda there: None,
    ) -> None:
        """Send a file, going on with `upload` where it stopped; a small one in one request.

        `moved` hears how many bytes have gone, and may raise to stop it between two pieces.

        Raises:
            BadRequest: the centre does not take this file, or loses it time and again.
            Unreachable: cut; the next call goes on.
        """
        known = upload if _UPLOAD.fullmatch(upload) else ""

        def noted(begun: str) -> None:
            nonlocal known
            known = begun
            note(begun)

        try:
            self._again(lambda: self._send(digest, content, known, noted, moved))
        except _Anew as error:
            raise BadRequest(error.code) from error

    def fetch_file(self, digest: Digest, moved: Moved = lambda there: None) -> bytes:
        """The whole file, checked against its digest; a cut fetch goes on where it stopped.

        `moved` hears how many bytes are here, and may raise to stop it.

        Raises:
            UnknownRecord: the centre does not have it, or not for this person.
            DigestMismatch: what came is not that file.
        """
        content = bytearray()
        self._again(lambda: self._fetch(digest, content, moved))
        if hashlib.sha256(content).hexdigest() != digest:
            raise DigestMismatch(digest)
        return bytes(content)

    def bring_work_orders(
        self, name: str, content: bytes, taking: Taking, choice: Choice = NEW_ONLY
    ) -> Intake:
        """What this file of work orders does to the cases; taking it in twice is harmless.

        Raises:
            SheetRefused: it is no such file.
            NotAllowed: this person may not open cases.
        """
        changes = "true" if choice.changes else "false"
        query = {
            **{"name": name, "taking": taking.value, "changes": changes},
            "over": [f"{number}:{column}" for number, column in sorted(choice.over)],
        }
        headers = {"Content-Type": "application/octet-stream"}
        # Thousands of cases are opened before it answers.
        patience = httpx.Timeout(_INTAKE_S, connect=_CONNECT_S)
        return self._again(
            lambda: self._json(
                "POST", messages.WORK_ORDERS, Intake,
                params=query, content=content, headers=headers, timeout=patience,
            )
        )  # fmt: skip

    def received(self, upload: str) -> int | None:
        """How far the centre has this upload; None when it does not know it any more."""
        try:
            return self._upload_offset(self._tus("HEAD", upload, {}))
        except UnknownRecord:
            return None

    def _push(self, batch: Sequence[Packed], waiting: Waiting) -> tuple[Receipt, ...]:
        message = {"changes": [msgspec.Raw(change.content) for change in batch], "waiting": waiting}
        try:
            receipts = self._post(messages.CHANGES, message, messages.Pushed).receipts
        except BadRequest as error:
            if error.code not in _OF_ONE_CHANGE:
                raise
            return self._push_apart(batch, waiting, error)
        if [receipt.change_id for receipt in receipts] != [change.id for change in batch]:
            raise NotTheCentre(self.url)
        return receipts

    def _push_apart(
        self, batch: Sequence[Packed], waiting: Waiting, error: BadRequest
    ) -> tuple[Receipt, ...]:
        # One change that the centre cannot read must not hold up the others behind it.
        if len(batch) == 1:
            return (Receipt(batch[0].id, ReceiptStatus.REFUSED, error.code),)
        half = len(batch) // 2
        return self._push(batch[:half], waiting) + self._push(batch[half:], waiting)

    def _send(
        self,
        digest: Digest,
        content: bytes,
        upload: str,
        note: Callable[[str], None],
        moved: Moved,
    ) -> None:
        offset = self.received(upload) if upload else None
        moved(offset or 0)
        if offset is None:
            first = content if len(content) <= SMALL else b""
            upload, offset = self._begin(digest, len(content), first, moved)
            if offset < len(content):
                note(upload)
        while offset < len(content):
            chunk = content[offset : offset + CHUNK]
            reply = self._patch(upload, offset, chunk, moved)
            if reply <= offset or reply > len(content):
                raise NotTheCentre(self.url)
            offset = reply

    def _begin(self, digest: Digest, size: int, first: bytes, moved: Moved) -> tuple[str, int]:
        name = base64.b64encode(digest.encode()).decode()
        headers = {"Upload-Length": str(size), "Upload-Metadata": f"digest {name}"}
        if first:
            headers |= chunk_headers(first, digest)  # it is the whole file, which was checked
        response = self._tus("POST", messages.FILES, headers, told(first, 0, moved))
        upload = response.headers.get("Location", "")
        if not _UPLOAD.fullmatch(upload):
            raise NotTheCentre(self.url)
        return upload, self._upload_offset(response)

    def _patch(self, upload: str, offset: int, chunk: bytes, moved: Moved) -> int:
        headers = {"Upload-Offset": str(offset), **chunk_headers(chunk)}
        try:
            reply = self._tus("PATCH", upload, headers, told(chunk, offset, moved))
        except UnknownRecord as error:
            raise _Anew(problems.NOT_FOUND) from error
        except BadRequest as error:
            if error.code != problems.OFFSET:
                raise
            # An earlier try may still be on its way.
            raise _Anew(error.code) from error
        return self._upload_offset(reply)

    def _tus(
        self,
        method: str,
        path: str,
        headers: dict[str, str],
        content: Iterator[bytes] | bytes = b"",
    ) -> httpx.Response:
        named = {"Tus-Resumable": messages.TUS_VERSION, **headers}
        return self._request(method, path, headers=named, content=content)

    def _upload_offset(self, response: httpx.Response) -> int:
        text = response.headers.get("Upload-Offset", "")
        if not re.fullmatch(r"[0-9]{1,15}", text):
            raise NotTheCentre(self.url)
        return int(text)

    def _fetch(self, digest: Digest, content: bytearray, moved: Moved) -> None:
        headers = self._headers() | {"Accept-Encoding": "identity"}
        if content:
            headers["Range"] = f"bytes={len(content)}-"
        try:
            with self._client.stream(
                "GET", f"{messages.FILES}/{digest}", headers=headers, extensions=self._traced
            ) as reply:
                if reply.status_code not in (200, 206):
                    reply.read()
                answers.check(reply, self.url)
                if reply.status_code == 200:
                    content.clear()
                for chunk in reply.iter_bytes():
                    content += chunk
                    moved(len(content))
        except httpx.HTTPError as error:
            raise self._trouble_of(error) from error

    def _trouble_of(self, error: httpx.HTTPError) -> AppError:
        return Stopped() if self._sockets.is_cut else answers.trouble_of(error, self.url)

    def _post(self, path: str, message: object, reply: type[T]) -> T:
        body = zstandard.ZstdCompressor(level=3).compress(msgspec.json.encode(message))
        headers = {"Content-Type": "application/json", "Content-Encoding": "zstd"}
        return self._again(lambda: self._json("POST", path, reply, content=body, headers=headers))

    def _json(self, method: str, path: str, reply: type[T], **request: Any) -> T:
        return self._said(method, path, msgspec.json.Decoder(reply).decode, **request)

    def _said(self, method: str, path: str, read: Callable[[bytes], T], **request: Any) -> T:
        response = self._request(method, path, **request)
        if not response.headers.get("Content-Type", "").startswith("application/json"):
            raise NotTheCentre(self.url)
        try:
            return read(response.content)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            raise NotTheCentre(self.url) from error

    def _request(
        self, method: str, path: str, headers: dict[str, str] | None = None, **request: Any
    ) -> httpx.Response:
        named = self._headers() | (headers or {})
        try:
            response = self._client.request(
                method, path, headers=named, extensions=self._traced, **request
            )
        except httpx.HTTPError as error:
            raise self._trouble_of(error) from error
        # Its stream holds the response, with all of a page in it, and the response its stream: such
        # a circle would wait for the collector, which looks seldom.
        response.stream = _READ
        answers.check(response, self.url)
        return response

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"} if self._token else {}

    def _again(self, call: Callable[[], T]) -> T:
        """The call's answer, tried once more when the line was cut or the centre was busy."""
        for _ in range(_TRIES - 1):
            try:
                return call()
            except (Offline, CentreBusy, BadRequest) as error:
                wait_s = answers.pause_before_another(error)
                if wait_s is None:
                    raise
                self._pause(wait_s)
        return call()
