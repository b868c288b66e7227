"""Which life the centre lives, and the seals by which it knows its own word of a former one.

A restore begins a new life. Where somebody only puts an older database back, the first tablet that
comes with a cursor shows it: with each page goes a mark of the newest line, sealed by the centre,
and a mark of a line that is not here, or is another one now, means that the feed was cut.
"""

import base64
import hashlib
import hmac
import logging
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from sqlalchemy import Connection, func, select, text, update

from app.domain import life
from app.domain.change import Change, Proof
from sync.server import tables
from sync.server.sealing import MASTER, MasterKey
from sync.server.unit import CentreStore

_EPOCH: Final = "epoch"
_MARK: Final = "kanyan mark of a line"
_SEAL: Final = "kanyan seal of an entry"
_feed, _meta = tables.feed, tables.meta
_log = logging.getLogger("kanyan.centre")


class _Mark(msgspec.Struct, array_like=True):
    epoch: str
    seq: int
    line: str
    at: str


def epoch(connection: Connection) -> str:
    """The life that this database lives now; another process may have begun it."""
    query = select(_meta.c.value).where(_meta.c.name == _EPOCH)
    return str(connection.execute(query).scalar_one())


def begin(connection: Connection, fork: int | None = None) -> str:
    """Begin a new life that has the feed up to line `fork`, or all of it; returns its epoch."""
    if fork is None:
        fork = connection.execute(select(func.max(_feed.c.seq))).scalar() or 0
    new = life.begun(epoch(connection), fork, secrets.token_hex(8))
    connection.execute(update(_meta).where(_meta.c.name == _EPOCH).values(value=new))
    # Only a centre that has forgotten something asks for the lines of one record.
    named = "CREATE INDEX IF NOT EXISTS feed_by_record ON feed (org, kind, record_id, seq)"
    connection.execute(text(named))
    return new


def mark_at(connection: Connection, seq: int) -> str:
    """A mark of the newest line up to this one, readable by this centre alone."""
    row = _line(connection, seq)
    if row is None:
        return ""
    said = _Mark(epoch(connection), row.seq, _named(row), row.at)
    return base64.b64encode(_marks(connection).encrypt(msgspec.json.encode(said), None)).decode()


def notice(store: CentreStore, mark: str) -> bool:
    """Begin a new life where a tablet knows a line that this database has not; whether it did."""
    if not mark:
        return False
    with store.read() as connection:
        said = _read(connection, mark)
        if said is None or not _is_lost(connection, said):
            return False
    with store.write() as connection:
        if not _is_lost(connection, said):
            return False
        # All that was in the backup is older than the line that is lost; what is newer came since.
        fork = _last_before(connection, datetime.fromisoformat(said.at))
        begin(connection, fork)
    _log.warning("this database is older than what a tablet has seen: a new life has begun")
    return True


def seal_of(connection: Connection, now: str, row: Mapping[Any, Any], body: bytes) -> str:
    """The centre's seal over this line of its feed, with the body as it travels.

    `now` is the life in which it is served.
    """
    said = (now, row["org"], row["kind"], row["record_id"], row["case_id"])
    return _sealed(connection, (*said, str(row["seq"]), str(row["rev"]), row["by"]), body)


def is_ours(connection: Connection, change: Change, proof: Proof) -> bool:
    """Whether this centre, in some life, served this record as the proof says."""
    said = (proof.epoch, change.org, change.kind, change.record_id, change.case_id)
    parts = (*said, str(proof.seq), str(proof.rev), proof.by)
    return hmac.compare_digest(
        _sealed(connection, parts, msgspec.json.encode(proof.body)), proof.seal
    )


def _sealed(connection: Connection, parts: tuple[str, ...], body: bytes) -> str:
    said = msgspec.json.encode(parts) + body
    return hmac.digest(_master(connection).key_for(_SEAL), said, "sha256").hex()


def _read(connection: Connection, mark: str) -> _Mark | None:
    try:
        plain = _marks(connection).decrypt(base64.b64decode(mark), None)
        return msgspec.json.decode(plain, type=_Mark)
    except (InvalidTag, ValueError):  # of another centre, or made up
        return None


def _is_lost(connection: Connection, said: _Mark) -> bool:
    ours = epoch(connection)
    fork = said.seq if said.epoch == ours else life.fork_of(said.epoch, ours)
    if fork is None or said.seq > fork:  # that it was forgotten is known
        return False
    row = _line(connection, said.seq)
    return row is None or row.seq != said.seq or _named(row) != said.line


def _line(connection: Connection, seq: int) -> Any:
    query = select(_feed).where(_feed.c.seq <= seq).order_by(_feed.c.seq.desc()).limit(1)
    return connection.execute(query).first()


def _named(row: Any) -> str:
    said = [row.org, row.kind, row.record_id, row.rev, row.change_id, row.audience, row.at]
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()[:32]


def _last_before(connection: Connection, moment: datetime) -> int:
    query = select(_feed.c.seq, _feed.c.at).order_by(_feed.c.seq.desc())
    for row in connection.execute(query):
        if datetime.fromisoformat(row.at) < moment:
            return int(row.seq)
    return 0


def _marks(connection: Connection) -> AESSIV:
    # Of one line there is one mark: two answers to the same question are the same.
    return AESSIV(_master(connection).key_for(_MARK))


def _master(connection: Connection) -> MasterKey:
    master: MasterKey = connection.get_execution_options()[MASTER]
    return master
