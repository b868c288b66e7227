"""Files on their way in: what has come of each, and when one counts as stored.

The state is in the database and the parts in the object store, so any process of the centre can go
on where another stopped. A file counts only when its whole content has the digest it is named for.
"""

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, timedelta
from functools import partial
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, insert, select, update

from app.errors import BadRequest, UnknownRecord
from app.ids import Digest
from sync.protocol import problems
from sync.server import devices, tables
from sync.server.accounts import Account
from sync.server.centre import Centre

_upload, _stored = tables.upload, tables.stored

# Made once: to build a statement costs more than to run it.
_size_of: Final = select(_stored.c.size).where(
    _stored.c.org == bindparam("its_org"), _stored.c.digest == bindparam("its_digest")
)
_new_stored: Final = insert(_stored)

FILE_LIMIT: Final = 64 << 20
"""Bytes of a whole file: an original photo is a third of it."""

KEPT: Final = timedelta(days=30)
"""How long an upload that was cut may be gone on with."""

OPEN_LIMIT: Final = 100
"""Uploads of one person under way; beyond them his oldest gives way and starts again."""

_PARTS_LIMIT: Final = 4096


@dataclass(frozen=True)
class Upload:
    """One file on its way: `offset` bytes of `size` are here."""

    id: str
    digest: Digest
    size: int
    offset: int = 0
    parts: int = 0


def begin(
    centre: Centre,
    account: Account,
    digest: Digest,
    size: int,
    content: bytes,
    *,
    checked: bool = False,
) -> Upload:
    """A new upload with its first bytes; at its end at once when the file is here already.

    `checked`: these bytes have that digest, as the route has found.

    Raises:
        BadRequest: the bytes are not that file.
    """
    stored = _stored_size(centre, account.org, digest)
    if stored is not None:
        if stored != size:
            raise BadRequest(problems.CHECKSUM, "another length under this digest")
        return Upload(digest, digest, size, offset=size)
    if content and len(content) == size:
        if not checked and hashlib.sha256(content).hexdigest() != digest:
            raise BadRequest(problems.CHECKSUM, "digest")
        _keep(centre, account, digest, content)
        return Upload(digest, digest, size, offset=size)
    upload = Upload(secrets.token_hex(16), digest, size)
    now = centre.clock.now()
    with centre.store.write() as connection:
        oldest = _make_room(connection, account)
        connection.execute(
            insert(_upload).values(
                id=upload.id,
                org=account.org,
                user=account.user,
                digest=digest,
                size=size,
                offset=0,
                parts=0,
                made_at=now.astimezone(UTC).isoformat(),
            )
        )
    for old in oldest:
        centre.objects.drop_parts(old)
    return append(centre, account, upload, content) if content else upload


def find(centre: Centre, account: Account, upload_id: str) -> Upload:
    """This person's upload; a digest names one that has come to its end.

    Raises:
        UnknownRecord: there is none, or it is somebody else's.
    """
    with centre.store.read() as connection:
        row = connection.execute(select(_upload).where(_mine(account, upload_id))).first()
    if row is not None:
        return Upload(row.id, Digest(row.digest), row.size, row.offset, row.parts)
    size = _stored_size(centre, account.org, Digest(upload_id))
    if size is None:
        raise UnknownRecord("upload", upload_id)
    return Upload(upload_id, Digest(upload_id), size, offset=size)


def append(centre: Centre, account: Account, upload: Upload, content: bytes) -> Upload:
    """The upload with these bytes more; with the last of them the file is stored.

    Raises:
        BadRequest: another request was faster, or the file is not the one it is named for (then
            the upload is gone and starts anew).
        UnknownRecord: a part of it was lost, and so the upload is gone.
    """
    if not content:
        return upload
    offset = upload.offset + len(content)
    if offset > upload.size or upload.parts >= _PARTS_LIMIT:
        raise BadRequest(problems.MALFORMED, "more than was announced")
    if offset == upload.size:
        return _finish(centre, account, upload, content)
    # The part is written while the row is locked: two requests with one offset never mix.
    with centre.store.write_apart() as connection:
        _advance(connection, account, upload, offset, upload.parts + 1)
        centre.objects.put_part(upload.id, upload.parts, content)
    return Upload(upload.id, upload.digest, upload.size, offset, upload.parts + 1)


def abandon(centre: Centre, account: Account, upload_id: str) -> None:
    """Forget this upload and its parts; a file that is stored stays."""
    with centre.store.write() as connection:
        gone = connection.execute(delete(_upload).where(_mine(account, upload_id))).rowcount
    if gone:
        centre.objects.drop_parts(upload_id)


def sweep(centre: Centre) -> int:
    """Forget uploads that nobody will go on with; returns how many."""
    limit = (centre.clock.now() - KEPT).astimezone(UTC).isoformat()
    with centre.store.write() as connection:
        old = select(_upload.c.id).where(_upload.c.made_at < limit)
        ids = list(connection.execute(old).scalars())
        connection.execute(delete(_upload).where(_upload.c.made_at < limit))
    for upload_id in ids:
        centre.objects.drop_parts(upload_id)
    return len(ids)


def _finish(centre: Centre, account: Account, upload: Upload, content: bytes) -> Upload:
    # The row moves last: cut before that, the last bytes come again and nothing else does.
    whole = hashlib.sha256()
    try:
        for part in _parts(centre, upload, content):
            whole.update(part)
    except UnknownRecord:
        # Another request has finished it, or a part was lost: either way it is asked for anew.
        abandon(centre, account, upload.id)
        raise
    if whole.hexdigest() != upload.digest:
        abandon(centre, account, upload.id)
        raise BadRequest(problems.CHECKSUM, "digest")
    centre.objects.put(account.org, upload.digest, _parts(centre, upload, content))
    with centre.store.write() as connection:
        _advance(connection, account, upload, upload.size, 0)
        _note_stored(account, upload.digest, upload.size, connection)
    centre.file_came.set()
    centre.objects.drop_parts(upload.id)
    return Upload(upload.id, upload.digest, upload.size, upload.size)


def _parts(centre: Centre, upload: Upload, last: bytes) -> Iterator[bytes]:
    yield from centre.objects.parts(upload.id, upload.parts)
    yield last


def _keep(centre: Centre, account: Account, digest: Digest, content: bytes) -> None:
    centre.objects.put(account.org, digest, content)
    centre.store.write_together(partial(_note_stored, account, digest, len(content)))
    centre.file_came.set()


def _note_stored(account: Account, digest: Digest, size: int, connection: Connection) -> None:
    if stored_size(connection, account.org, digest) is None:
        row = {"org": account.org, "digest": digest, "size": size}
        connection.execute(_new_stored, row)
        devices.note_file(connection, account)


def _advance(
    connection: Connection, account: Account, upload: Upload, offset: int, parts: int
) -> None:
    at = and_(_mine(account, upload.id), _upload.c.offset == upload.offset)
    moved = connection.execute(update(_upload).where(at).values(offset=offset, parts=parts))
    if not moved.rowcount:
        raise BadRequest(problems.OFFSET)


def _make_room(connection: Connection, account: Account) -> list[str]:
    mine = and_(_upload.c.org == account.org, _upload.c.user == account.user)
    newest_first = select(_upload.c.id).where(mine).order_by(_upload.c.made_at.desc())
    oldest = list(connection.execute(newest_first).scalars())[OPEN_LIMIT - 1 :]
    connection.execute(delete(_upload).where(_upload.c.id.in_(oldest)))
    return oldest


def stored_size(connection: Connection, org: str, digest: Digest) -> int | None:
    """How long this file is; None when it is not here whole."""
    return connection.execute(_size_of, {"its_org": org, "its_digest": digest}).scalar()


def _stored_size(centre: Centre, org: str, digest: Digest) -> int | None:
    with centre.store.read() as connection:
        return stored_size(connection, org, digest)


def _mine(account: Account, upload_id: str) -> ColumnElement[bool]:
    return and_(
        _upload.c.id == upload_id,
        _upload.c.org == account.org,
        _upload.c.user == account.user,
    )
