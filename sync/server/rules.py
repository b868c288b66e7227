"""Rule packages at the centre: put together, judged, signed and kept; this centre goes by them too.

A package holds all files that ever came by one; a new one takes over those of the last. A file that
changes has a new version, and the old one stays beside it, so that old records find their rules.
"""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import yaml
from sqlalchemy import Connection, func, insert, select

from app.clock import CHINA
from app.domain.holiday_notice import faults_of, with_notice
from app.domain.time_rule import reaching_back
from app.errors import BadRequest, RulesDamaged, RulesRefused
from app.reference.calendars import CALENDAR, calendar_text, read_calendar
from app.reference.library import RESOURCES, Reference
from app.reference.package import (
    Manifest,
    Package,
    file_lines,
    is_rules_path,
    open_package,
    pack,
)
from app.reference.rules_shelf import RulesShelf, check_rules
from sync.protocol import problems
from sync.protocol.messages import NewHolidays
from sync.server import tables
from sync.server.authority import Authority, RulesSigner
from sync.server.unit import CentreStore

DAYS: Final = 400
"""How long a package holds, unless it is said otherwise: the calendar is new every year."""

_KEPT: Final = ("checklists/", "forms/", "limits/", "loads/")
"""Files whose versions records pin."""
_rules = tables.rules


@dataclass(frozen=True)
class Published:
    """What was published: the version, and which files are new in it."""

    version: int
    changed: tuple[str, ...]
    expires_at: datetime


def newest(connection: Connection) -> int:
    """The version of the newest package; 0 where none was published."""
    return connection.execute(select(func.max(_rules.c.version))).scalar() or 0


def content(connection: Connection, version: int) -> bytes:
    """The package of this version, to the byte."""
    query = select(_rules.c.body).where(_rules.c.version == version)
    return str(connection.execute(query).scalar_one()).encode()


def files_below(folder: Path) -> dict[str, bytes]:
    """The files of rules in this folder.

    Raises:
        RulesRefused: there is none, or one that no package may hold.
    """
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() and not path.is_symlink():
            continue
        if path.is_symlink() or not is_rules_path(name):
            raise RulesRefused("unknown_file", name)
        found[name] = path.read_bytes()
    if not found:
        raise RulesRefused("nothing_new")
    return found


def publish(
    store: CentreStore,
    authority: Authority,
    signer: RulesSigner,
    given: Mapping[str, bytes],
    days: int = DAYS,
) -> Published:
    """Sign a new package with these files over those of the last one; nothing given renews it.

    Raises:
        RulesRefused: a file is not what it should be, has changed without a new version, would
            touch clocks that run, or nothing is new.
    """
    now = authority.clock.now().replace(microsecond=0)
    with store.write() as connection:  # one after the other: a version is given once
        last = _last(connection, authority)
        before = dict(last.files) if last else {}
        changed = _changed(before, given)
        if given and not changed:
            raise RulesRefused("nothing_new")
        if last and signer.since < last.key_since:
            raise RulesRefused("old_key")
        files = {**before, **_archived(before, changed), **changed}
        _check(before, files, now)
        version = last.manifest.version + 1 if last else 1
        manifest = Manifest(
            format=1,
            version=version,
            previous=last.digest if last else "",
            issued_at=now,
            expires_at=now + timedelta(days=days),
            centre=authority.fingerprint,
            files=file_lines(files),
        )
        data = pack(manifest, files, signer.certificate, signer.sign)
        open_package(data, authority.certificate)  # never send what a tablet would not take
        row = {"version": version, "body": data.decode(), "at": now.isoformat()}
        connection.execute(insert(_rules).values(**row))
    return Published(version, tuple(sorted(changed)), manifest.expires_at)


def publish_holidays(
    store: CentreStore, authority: Authority, signer: RulesSigner, asked: NewHolidays
) -> Published:
    """Sign a package in which the calendar has this year too.

    Raises:
        BadRequest: the notice contradicts itself.
        RulesRefused: the year is there already ("year_known"), just so ("nothing_new").
    """
    notice = asked.notice
    if not 2000 <= notice.year < 2200 or faults_of(notice):
        raise BadRequest(problems.MALFORMED, "holidays")
    with store.read() as connection:
        last = _last(connection, authority)
    standing = _standing(last.files if last else {}, CALENDAR) or b""
    with tempfile.TemporaryDirectory() as aside:
        path = Path(aside) / CALENDAR
        path.parent.mkdir()
        path.write_bytes(standing)
        known = read_calendar((Path(aside),))
    fresh = with_notice(known, notice)
    if fresh == known:
        raise RulesRefused("nothing_new")
    if notice.year in known.published_years and not asked.replace:
        raise RulesRefused("year_known", CALENDAR, str(notice.year))
    version = _after(_version(CALENDAR, standing), notice.year)
    content = calendar_text(fresh, version, notice.source or f"State Council notice {notice.year}")
    return publish(store, authority, signer, {CALENDAR: content.encode()})


def _after(version: str, year: int) -> str:
    """A version of the calendar behind this one, named after the year it was made for."""
    first, _, second = version.partition(".")
    return f"{year}.1" if int(first) < year else f"{first}.{int(second or 0) + 1}"


def turn_to_newest(
    store: CentreStore, shelf: RulesShelf, reference: Reference, authority: Authority
) -> bool:
    """Go by the newest package, if that is another one; whether it is."""
    with store.read() as connection:
        version = newest(connection)
        if version == reference.edition:
            return False
        data = content(connection, version)
    if shelf.newest_sound(version, authority.certificate) != version:
        shelf.put(data, open_package(data, authority.certificate))
    reference.turn_to(shelf.places(version), version)
    return True


def _last(connection: Connection, authority: Authority) -> Package | None:
    version = newest(connection)
    if not version:
        return None
    return open_package(content(connection, version), authority.certificate)


def _changed(before: Mapping[str, bytes], given: Mapping[str, bytes]) -> dict[str, bytes]:
    changed = {}
    for path, new in given.items():
        if not is_rules_path(path):
            raise RulesRefused("unknown_file", path)
        old = _standing(before, path)
        if old == new:
            continue
        older = "-" in path  # kept for the records that pinned it, so it stays as it is
        if old is not None and (older or _version(path, old) == _version(path, new)):
            raise RulesRefused("same_version", path, found=_version(path, old))
        changed[path] = new
    pair = {"limits/limits.yaml", "limits/inputs.yaml"}
    if len(pair & changed.keys()) == 1:  # one is not read without the other
        raise RulesRefused("same_version", (pair - changed.keys()).pop())
    return changed


def _archived(before: Mapping[str, bytes], changed: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files that give way, under the names by which records find them."""
    found = {}
    for path in changed:
        old = _standing(before, path)
        if old is not None and path.startswith(_KEPT):
            found[path.replace(".yaml", f"-{_version(path, old)}.yaml")] = old
    return found


def _standing(before: Mapping[str, bytes], path: str) -> bytes | None:
    """The file that holds now: of the last package, or of the program."""
    shipped = RESOURCES / path
    if path in before:
        return before[path]
    return shipped.read_bytes() if shipped.exists() else None


def _version(path: str, data: bytes) -> str:
    try:
        return str(yaml.load(data, yaml.CSafeLoader)["version"])
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise RulesRefused("damaged", path, "version") from error


def _check(before: Mapping[str, bytes], files: Mapping[str, bytes], now: datetime) -> None:
    with tempfile.TemporaryDirectory() as aside:
        places = []
        for name, held in (("new", files), ("old", before)):
            places.append(Path(aside) / name)
            for path, data in held.items():
                target = places[-1] / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
        new, old = places
        if files:
            check_rules(new)
        try:
            after, until_now = (Reference(place, RESOURCES) for place in (new, old))
            since = now.astimezone(CHINA).date() + timedelta(days=1)
            touched = reaching_back(until_now.time_limits, after.time_limits, since)
        except RulesDamaged as error:
            raise RulesRefused("damaged", error.file, error.where) from error
        if touched:
            raise RulesRefused("reaches_back", "time_limits/time_limits.yaml", touched[0])
        shutil.rmtree(new, ignore_errors=True)
