"""A workspace that is worked with, and what has to be true of it whatever happened to its disk."""

import re
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import msgspec
import sqlcipher3.dbapi2
from sqlalchemy import event

from app.actions.keep_answer import keep_answer
from app.actions.open_workspace import close_workspace, create_workspace
from app.domain.checklist import Answer
from app.domain.evidence import Photo
from app.domain.inspection import Inspection
from app.domain.staff import Identity
from app.domain.trail import first_broken
from app.errors import DigestMismatch
from app.ids import DeviceId, Digest, RecordId, UserId
from app.store import tables
from app.store.blobs import Blobs
from app.store.driver import DATABASE, keyed
from app.store.reserve import Reserve
from app.store.trail import kept_line
from app.store.vault import derived, unwrapped
from app.workspace import Place, Workspace
from tests.builders import MORNING, ORG, a_case, a_visit

PASSWORD = "青海 plateau"
WHO = Identity(UserId("zhang"), "张海峰", ORG, ("inspector",), DeviceId("tablet-1"))
Ask = Callable[[str], Any]
_PHOTO_BYTES: Final = 20_000
_DRAFT: Final = re.compile(r"第(\d+)稿")
_PAGES_TO_CHECKPOINT: Final = 30
"""So that the log is taken in several times while the record goes on."""


def a_closed_tablet(folder: Path) -> Path:
    """A workspace with a case and a visit, closed."""
    ws = create_workspace(folder, PASSWORD, WHO)
    with ws.unit("come_down") as unit:
        unit.save(a_case())
        unit.save(a_visit())
    close_workspace(ws)
    return folder


def key_of(folder: Path) -> bytes:
    return unwrapped(folder / "key.json", PASSWORD)


def checkpoint_often(ws: Workspace) -> None:
    def often(connection: Any, *_about: object) -> None:
        connection.execute(f"PRAGMA wal_autocheckpoint = {_PAGES_TO_CHECKPOINT}")

    event.listen(ws.engine, "checkout", often)


def save_photo(ws: Workspace, number: int) -> str:
    """The digest of a photo that is kept as `attach_photo` keeps it: its file, then its row."""
    digest = ws.blobs.put(photo_bytes(number))
    with ws.unit("attach_photo") as unit:
        unit.save(a_photo(number, digest))
    return digest


def photo_bytes(number: int) -> bytes:
    return number.to_bytes(4, "big") * (_PHOTO_BYTES // 4)


def a_photo(number: int, digest: Digest) -> Photo:
    return Photo(
        id=RecordId(f"photo-{number:04}"),
        case_id=a_case().id,
        org=ORG,
        owner_id=RecordId("visit-1"),
        item="com.tx.ir",
        device="T1",
        original=digest,
        bounded=digest,
        media_type="image/jpeg",
        width_px=400,
        height_px=300,
        size_bytes=_PHOTO_BYTES,
        taken_by=WHO.user,
        taken_at=MORNING,
        claimed_at="",
        claimed_position=None,
    )


def work(ws: Workspace, say: Callable[[str], None], deeds: int, first: int = 1) -> None:
    """So many deeds of three kinds; after each it is said that it is kept."""
    for number in range(first, first + deeds):
        match number % 3:
            case 0:
                say(f"photo {save_photo(ws, number)}")
            case 1:
                words = f"第{number}稿" * 40
                keep_answer(ws, "visit-1", Answer("com.tx.ir", "T1", note=words), HERE)
                say(f"draft {number}")
            case _:
                with ws.unit("edit") as unit:
                    visit = unit.working(Inspection, "visit-1")
                    unit.save(replace(visit, opinion=str(number)))
                say(f"opinion {number}")


HERE = Place("inspection", "visit-1", "com.tx.ir", "T1")


def faults(folder: Path, key: bytes, said: Sequence[str] = ()) -> list[str]:
    """What is wrong on this disk: lost, corrupt, half, or without its file; nothing if all is well.

    The copy is thrown away afterwards, so nothing of it is synced.
    """
    if not (folder / DATABASE).exists():
        return ["corrupt: no database"]
    try:
        with closing(keyed(folder / DATABASE, key)) as connection:
            ask = connection.execute
            ask("PRAGMA synchronous = OFF")
            # The seals are looked at in the file alone: first it gets what its log has for it.
            ask("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            seals = ask("PRAGMA cipher_integrity_check").fetchall()
            if seals or ask("PRAGMA integrity_check").fetchall() != [("ok",)]:
                return ["corrupt"]
            return [*_broken(ask), *_half(ask), *_files(ask, folder, key), *_lost(ask, said)]
    except sqlcipher3.dbapi2.Error as error:
        return [f"corrupt: {error}"]


def _broken(ask: Ask) -> list[str]:
    names = ", ".join(column.name for column in tables.trail.columns)
    rows = ask(f"SELECT {names} FROM trail ORDER BY seq").fetchall()
    lines = (kept_line(dict(zip(names.split(", "), row, strict=True))) for row in rows)
    return [] if first_broken(lines) is None else ["trail broken"]


def _half(ask: Ask) -> list[str]:
    """A record here has its change in the outbox, and the other way round: both or neither."""
    changed = {row[0] for row in ask("SELECT record_id FROM outbox")}
    there = {row[0] for row in ask("SELECT id FROM record")}
    return [f"half: {one}" for one in sorted(changed ^ there)]


def _files(ask: Ask, folder: Path, key: bytes) -> list[str]:
    blobs = Blobs(folder / "files", derived(key, "kanyan files"), Reserve(folder))
    wrong = []
    for (digest,) in ask("SELECT digest FROM blob").fetchall():
        try:
            blobs.get(digest)
        except DigestMismatch:
            wrong.append(f"row without its photo: {digest}")
    return wrong


def _lost(ask: Ask, said: Sequence[str]) -> list[str]:
    """Whatever was said to be kept and is not."""
    photos = {row[0] for row in ask("SELECT digest FROM blob")}
    (body,) = ask("SELECT body FROM record WHERE kind = 'inspection'").fetchone()
    visit = msgspec.json.decode(body)
    notes = [*(row[0] for row in ask("SELECT value FROM draft")), str(visit.get("answers", ""))]
    stands = {
        "opinion": int(visit.get("opinion") or 0),
        "draft": max((int(found) for note in notes for found in _DRAFT.findall(note)), default=0),
    }
    lost = []
    for what, value in (words.split() for words in said):
        if value not in photos if what == "photo" else stands[what] < int(value):
            lost.append(f"lost: {what} {value}")
    return lost
