"""Where a centre keeps its things, as it was set, and that one folder stays with one set of stores.

The folder always holds the certificate authority. Database and files lie in it too, unless they are
on a PostgreSQL server and in an S3 bucket.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec

from app.errors import StoreUnusable
from sync.server.objects import Objects, open_bucket, open_objects
from sync.server.postgres import open_postgres, where_of
from sync.server.sealing import KEY_FILE, has_master_key, open_master_key
from sync.server.unit import CentreStore, open_store

DATABASE: Final = "KANYAN_DATABASE"
OBJECTS: Final = "KANYAN_OBJECTS"

_NOTE: Final = "stores.json"
_OWN: Final = {"database": "centre.db", "objects": "objects"}
"""Where a centre has them that is one folder."""


@dataclass(frozen=True)
class Places:
    """A folder, and the addresses of what does not lie in it."""

    folder: Path
    database: str = field(default="", repr=False)
    """`postgresql://user:password@host:port/name`; empty for the embedded one in the folder."""
    objects: str = ""
    """`s3://bucket/prefix`; empty for the folder itself."""


def places_of(
    folder: Path, database: str | None, objects: str | None, environment: Mapping[str, str]
) -> Places:
    """What the command line says, and where it is silent the environment."""
    return Places(
        folder,
        environment.get(DATABASE, "") if database is None else database,
        environment.get(OBJECTS, "") if objects is None else objects,
    )


def open_database(places: Places) -> CentreStore:
    """The database of this centre, with its tables.

    Raises:
        StoreUnusable: it cannot be reached or used, or this folder's centre has another one.
        OSError, OperationalError: nothing can be written in the folder.
    """
    places.folder.mkdir(parents=True, exist_ok=True)
    where = where_of(places.database) if places.database else ""
    _check_same(places.folder, "database", where)
    apart = places.folder / "authority"
    is_new = not has_master_key(apart)
    master = open_master_key(apart)
    store = open_postgres(places.database, master) if where else open_store(places.folder, master)
    if store.claim("personal_key", master.fingerprint) != master.fingerprint:
        store.close()
        if is_new:  # it would be in the way of the right one
            (apart / KEY_FILE).unlink()
        raise StoreUnusable("database", str(apart), "other_key")
    if where:
        _note(places.folder, "database", where)
    return store


def open_files(places: Places) -> Objects:
    """The object store of this centre.

    Raises:
        StoreUnusable: it cannot be reached or used, or this folder's centre has another one.
    """
    _check_same(places.folder, "objects", places.objects)
    if not places.objects:
        return open_objects(places.folder / _OWN["objects"])
    objects = open_bucket(places.objects)
    _note(places.folder, "objects", places.objects)
    return objects


def _check_same(folder: Path, store: str, where: str) -> None:
    """A setting left out by mistake must not begin an empty centre beside the real one."""
    known = _noted(folder).get(store)
    if known is not None and known != where:
        raise StoreUnusable(store, known, "moved", str(folder / _NOTE))
    own = folder / _OWN[store]
    if where and own.exists():
        raise StoreUnusable(store, str(own), "embedded")


def _noted(folder: Path) -> dict[str, str]:
    try:
        return msgspec.json.decode((folder / _NOTE).read_bytes(), type=dict[str, str])
    except (FileNotFoundError, msgspec.MsgspecError):
        return {}  # a note cut by a power loss says as little as none; it is written anew


def _note(folder: Path, store: str, where: str) -> None:
    """Write down which one it is, without a password, once it has been of use."""
    noted = _noted(folder)
    if noted.get(store) != where:
        text = msgspec.json.encode({**noted, store: where})
        (folder / _NOTE).write_bytes(msgspec.json.format(text, indent=2))
