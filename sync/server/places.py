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
from sync.server.unit import CentreStore, open_store

DATABASE: Final = "KANYAN_DATABASE"
OBJECTS: Final = "KANYAN_OBJECTS"

_RECORD: Final = "stores.json"
_EMBEDDED: Final = "centre.db"


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
    _check_same(places)
    store = open_postgres(places.database) if places.database else open_store(places.folder)
    _note(places)
    return store


def open_files(places: Places) -> Objects:
    """The object store of this centre.

    Raises:
        StoreUnusable: it cannot be reached or used.
    """
    return (
        open_bucket(places.objects) if places.objects else open_objects(places.folder / "objects")
    )


def _names_of(places: Places) -> dict[str, str]:
    """Which stores these are, without a password."""
    return {
        "database": where_of(places.database) if places.database else _EMBEDDED,
        "objects": places.objects or "objects",
    }


def _check_same(places: Places) -> None:
    """A setting left out by mistake must not begin an empty centre beside the real one."""
    file = places.folder / _RECORD
    if file.exists():
        known = _read(file)
    elif (places.folder / _EMBEDDED).exists():
        known = {"database": _EMBEDDED, "objects": "objects"}
    else:
        return
    for store, now in _names_of(places).items():
        if known.get(store, now) != now:
            raise StoreUnusable(store, known[store], "moved", str(file))


def _read(file: Path) -> dict[str, str]:
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, str])
    except msgspec.MsgspecError:
        return {}  # cut by a power loss, so nothing was begun under it


def _note(places: Places) -> None:
    names = _names_of(places)
    file = places.folder / _RECORD
    if names["database"] == _EMBEDDED and names["objects"] == "objects":
        return  # the folder itself says so
    if not file.exists() or _read(file) != names:
        file.write_bytes(msgspec.json.format(msgspec.json.encode(names), indent=2))
