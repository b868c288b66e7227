"""Personal fields as the centre keeps them: sealed by a key of the case, opened when they are read.

A stored body has its sealed fields apart, under a name that no record has: path and sealed value.
What travels, and what digests are over, is the body without that. The keys of the cases lie in the
database, wrapped by a master key that lies in the folder beside the certificate authority: neither
alone opens anything. Destroying the key of a case makes its personal fields unreadable wherever
they are stored, old lines of the feed and old changes included, and changes no digest.
"""

import base64
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any, Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Connection, func, insert, select, update

from app.domain.change import Change, Path, Plain
from app.errors import StoreDamaged
from sync.server import tables

KEY_FILE: Final = "personal.key"

APART: Final = "~sealed"
"""Under which a stored body has its sealed fields; nothing that comes in may be named so."""
ERASED: Final = "已删除"
"""What stands where something was erased for good."""
_MARK: Final = f'"{APART}":'
_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_case_key = tables.case_key


@dataclass(frozen=True, repr=False)
class MasterKey:
    """What the keys of the cases are wrapped by."""

    secret: bytes

    @property
    def fingerprint(self) -> str:
        """Names the key and tells nothing of it."""
        return _derived(self.secret, "kanyan fingerprint").hex()[:32]

    def key_for(self, purpose: str) -> bytes:
        """A key that hangs from this one, for this purpose alone."""
        return _derived(self.secret, purpose)

    def seal(self, data: bytes, purpose: str) -> bytes:
        """These bytes, readable by this key for this purpose alone."""
        return _encrypt(_derived(self.secret, purpose), data, b"")

    def open(self, sealed: bytes, purpose: str) -> bytes:
        """What was sealed for this purpose.

        Raises:
            InvalidTag: it was not sealed by this key, or has changed since.
        """
        return _decrypt(_derived(self.secret, purpose), sealed, b"")


def new_master_key() -> MasterKey:
    """A random one."""
    return MasterKey(os.urandom(_KEY_BYTES))


def has_master_key(folder: FilePath) -> bool:
    """Whether one is kept in this folder."""
    return (folder / KEY_FILE).exists()


def open_master_key(folder: FilePath) -> MasterKey:
    """The master key in this folder, made at the first start.

    Raises:
        StoreDamaged: the file is there and holds no key; none is made in its place.
    """
    path = folder / KEY_FILE
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f"{KEY_FILE}.new")
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(base64.b64encode(new_master_key().secret))
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    try:
        secret = base64.b64decode(path.read_bytes(), validate=True)
    except (OSError, ValueError) as error:
        raise StoreDamaged(str(folder)) from error
    if len(secret) != _KEY_BYTES:
        raise StoreDamaged(str(folder))
    return MasterKey(secret)


def stored(connection: Connection, org: str, case_id: str, body: Mapping[str, Plain],
           paths: Iterable[Path]) -> str:  # fmt: skip
    """The body as it is kept: its fields at these paths apart and sealed."""
    plain = dict(body)
    apart = list(plain.pop(APART, ()))
    keys = Keys(connection, org, case_id)
    for path in paths:
        value = _taken(plain, path)
        if value:
            apart.append([list(path), keys.seal(value)])
    if apart:
        plain[APART] = apart
    return msgspec.json.encode(plain).decode()


def opened(connection: Connection, org: str, case_id: str, text: str) -> dict[str, Plain]:
    """The body as it was; what was sealed by a key that is destroyed is left out."""
    body: dict[str, Plain] = msgspec.json.decode(text)
    if _MARK not in text:
        return body
    keys = Keys(connection, org, case_id)
    for path, token in body.pop(APART, ()):
        value = keys.open(token)
        if value is not None:
            _put(body, path, value)
    return body


def as_travels(connection: Connection, org: str, case_id: str, text: str) -> bytes:
    """The body as it was, as JSON; the stored text itself where nothing of it is sealed."""
    if _MARK not in text:
        return text.encode()
    return msgspec.json.encode(opened(connection, org, case_id, text))


def erased(text: str) -> dict[str, Plain]:
    """The body with a word in place of all that is sealed: that there was something still counts.

    A case without an identity was never submitted (`app/domain/guard.py`); one whose identity was
    erased was.
    """
    body: dict[str, Plain] = msgspec.json.decode(text)
    for path, _ in body.pop(APART, ()):
        _put(body, path, ERASED)
    return body


def stored_change(connection: Connection, change: Change, paths: Iterable[Path]) -> str:
    """The change as it is kept: old and new values of its edits at these paths are sealed."""
    text = msgspec.json.encode(change)
    personal = [n for n, edit in enumerate(change.edits) if edit.path in paths]
    if not personal:
        return text.decode()
    plain, apart = msgspec.json.decode(text), []
    keys = Keys(connection, change.org, change.case_id)
    for number in personal:
        edit = plain["edits"][number]
        for side in ("old", "new"):
            if edit[side]:
                apart.append([["edits", str(number), side], keys.seal(edit[side])])
                edit[side] = None
    return msgspec.json.encode({**plain, APART: apart} if apart else plain).decode()


def is_sealed(text: str) -> bool:
    """Whether this stored body has something apart."""
    return _MARK in text and APART in msgspec.json.decode(text)


def sealed_text(connection: Connection, org: str, case_id: str, text: str) -> str:
    """A text that belongs to a case, as it is kept; one of no case stays as it is."""
    return Keys(connection, org, case_id).seal(text) if case_id and text else text


def opened_text(connection: Connection, org: str, case_id: str, kept: str) -> str:
    """The text again; empty where its key is destroyed."""
    if not case_id or not kept or kept.startswith("{"):
        return kept
    return Keys(connection, org, case_id).open(kept) or ""


def destroy_key(connection: Connection, org: str, case_id: str, now: datetime) -> bool:
    """Destroy the keys of this case for good; whether there was one."""
    ours = (_case_key.c.org == org, _case_key.c.case_id == case_id, _case_key.c.wrapped != "")
    gone = update(_case_key).where(*ours).values(wrapped="", destroyed_at=now.isoformat())
    return bool(connection.execute(gone).rowcount)


@dataclass
class Keys:
    """The keys of one case in one transaction; a new one is made when first something is sealed.

    After the old ones are destroyed the next has the next number.
    """

    connection: Connection
    org: str
    case_id: str
    _read: dict[int, bytes | None] = field(default_factory=dict)

    def seal(self, value: Plain) -> str:
        """This value, readable by the present key of the case alone."""
        number, key = self._present()
        data = _encrypt(key, msgspec.json.encode(value), self._bound)
        return f"{number}:{base64.b64encode(data).decode()}"

    def open(self, token: str) -> Plain:
        """The value again, or None where its key is destroyed.

        Raises:
            StoreDamaged: it was changed since.
        """
        number, _, data = token.partition(":")
        key = self._key(int(number))
        if key is None:
            return None
        try:
            return msgspec.json.decode(_decrypt(key, base64.b64decode(data), self._bound))
        except (InvalidTag, ValueError) as error:
            raise StoreDamaged("database") from error

    @property
    def _bound(self) -> bytes:
        """What a sealed value is bound to: it opens in no other case."""
        return f"{self.org}\0{self.case_id}".encode()

    def _present(self) -> tuple[int, bytes]:
        last = self.connection.execute(
            select(func.max(_case_key.c.number)).where(
                _case_key.c.org == self.org, _case_key.c.case_id == self.case_id
            )
        ).scalar()
        key = self._key(last) if last is not None else None
        if last is not None and key is not None:
            return last, key
        number, key = (last or 0) + 1, os.urandom(_KEY_BYTES)
        wrapped = _encrypt(self._wrapping, key, self._bound)
        self.connection.execute(
            insert(_case_key).values(
                org=self.org,
                case_id=self.case_id,
                number=number,
                wrapped=base64.b64encode(wrapped).decode(),
                destroyed_at="",
            )
        )
        self._read[number] = key
        return number, key

    def _key(self, number: int) -> bytes | None:
        if number not in self._read:
            query = select(_case_key.c.wrapped).where(
                _case_key.c.org == self.org,
                _case_key.c.case_id == self.case_id,
                _case_key.c.number == number,
            )
            wrapped = self.connection.execute(query).scalar()
            self._read[number] = (
                _decrypt(self._wrapping, base64.b64decode(wrapped), self._bound)
                if wrapped
                else None
            )
        return self._read[number]

    @property
    def _wrapping(self) -> bytes:
        master: MasterKey = self.connection.get_execution_options()[MASTER]
        return _derived(master.secret, "kanyan case keys")


MASTER: Final = "kanyan_master_key"
"""The execution option under which every connection of a centre's store knows its master key."""


def _keys(connection: Connection, org: str, case_id: str) -> Keys:
    return Keys(connection, org, case_id)


def _taken(body: dict[str, Any], path: Path) -> Plain:
    """Take the value out from this place of the body, copying what lies on the way."""
    *way, last = path
    for name in way:
        inner = body.get(name)
        if not isinstance(inner, dict):
            return None
        body[name] = body = dict(inner)
    return body.pop(last) if body.get(last) else None


def _put(body: dict[str, Any], path: Iterable[str], value: Plain) -> None:
    *way, last = path
    for name in way:
        body = body.setdefault(name, {})
    body[last] = value


@lru_cache(maxsize=16)
def _derived(key: bytes, purpose: str) -> bytes:
    return HKDF(hashes.SHA256(), _KEY_BYTES, None, purpose.encode()).derive(key)


def _encrypt(key: bytes, data: bytes, bound: bytes) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, data, bound)


def _decrypt(key: bytes, sealed: bytes, bound: bytes) -> bytes:
    return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound)
