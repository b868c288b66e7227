"""`python -m sync.server --folder DIR --port N`: serve a centre; `add-user` lets somebody in.

`erase-personal` takes the personal data of a case away for good. `stick import` takes in what a
tablet brings by stick.

Without more it keeps everything in the folder. With --database and --objects (or KANYAN_DATABASE
and KANYAN_OBJECTS) it runs on a PostgreSQL server and an S3 bucket; keys and endpoint of the bucket
are read from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and AWS_ENDPOINT_URL.
"""

import argparse
import getpass
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Final

from sqlalchemy.exc import OperationalError

from app.clock import SystemClock
from app.errors import (
    AlreadyOpen,
    AppError,
    FolderNotWritable,
    PortTaken,
    RulesRefused,
    StickRefused,
    StoreDamaged,
    StoreUnusable,
    UnknownRecord,
)
from app.quiet_log import log_quietly
from sync.server import backup, lives
from sync.server.accounts import Account
from sync.server.erasure import erase
from sync.server.places import DATABASE, OBJECTS, Places, open_database, places_of
from sync.server.rules import DAYS
from sync.server.startup import NewAccount, publish_rules, seed_accounts, serve
from sync.server.stick_command import add_stick, stick_sentence, tell_stick

_PASSWORD_VARIABLE = "KANYAN_PASSWORD"


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; the exit code is 0 when all went well."""
    asked = _parser().parse_args(arguments)
    try:
        if asked.command == "add-user":
            _add_user(asked)
        elif asked.command == "erase-personal":
            _erase(asked)
        elif asked.command == "rules":
            _publish(asked)
        elif asked.command == "stick":
            tell_stick(asked, _places(asked), print)
        elif asked.command in _KEEPING:
            _KEEPING[asked.command](asked)
        else:
            _serve(asked)
    except AppError as error:
        print(_sentence(error), file=sys.stderr)
        return 1
    except OperationalError:
        print("The database went away; nothing was half done. Try again.", file=sys.stderr)
        return 1
    return 0


def _serve(asked: argparse.Namespace) -> None:
    log_quietly()
    serve(_places(asked), asked.port, asked.host, appointed=_tell_admin)


def _tell_admin(admin: NewAccount) -> None:
    print("Nobody can sign in here yet, so an administrator was made. Shown only this once:")
    print(f"  user      {admin.user}\n  password  {admin.password}", flush=True)


def _add_user(asked: argparse.Namespace) -> None:
    person = NewAccount(
        user=asked.user,
        password=_password(),
        name=asked.name or asked.user,
        org=asked.org,
        roles=tuple(asked.roles.split(",")),
    )
    added = seed_accounts(_places(asked), [person])
    print(f"{person.user} may sign in." if added else f"There is a {person.user} already.")


def _publish(asked: argparse.Namespace) -> None:
    done = publish_rules(_places(asked), asked.rules_folder, asked.days, new_key=asked.new_key)
    names = ", ".join(done.changed) or "the same files anew"
    print(f"Rules version {done.version} are published, good until {done.expires_at:%Y-%m-%d}.")
    print(f"New: {names}. Tablets take them with their next exchange.")


def _erase(asked: argparse.Namespace) -> None:
    with closing(open_database(_places(asked))) as store, store.write() as connection:
        operator = Account(asked.by, asked.by, asked.org, (), "console")
        now = SystemClock().now()
        count = erase(connection, operator, asked.case, asked.reason, now)
    print(f"Personal fields of {count} records are gone for good; backups hold them still.")


def _back_up(asked: argparse.Namespace) -> None:
    places = _places(asked)
    with closing(open_database(places)) as store:
        done = backup.back_up(store, places, asked.to, SystemClock().now())
    print(f"Backup of {done.records} records and {done.files} files, read back whole: {asked.to}")
    print(f"It holds the feed up to {done.seq}; digest {done.digest}")
    print("It holds the keys too: keep it where only who runs the centre can read it.")


def _restore(asked: argparse.Namespace) -> None:
    begun, now = time.monotonic(), SystemClock().now()
    done = backup.restore(asked.source, asked.folder, now)
    took = time.monotonic() - begun
    print(f"{done.records} records and {done.files} files are back; digest {done.digest}")
    print(f"RTO {took:.1f} s; RPO {_hours(now - done.at)} (the backup is of {done.at:%F %H:%M})")
    print("A new life has begun: start the centre, and with their next exchange the tablets")
    print("give back what came after. Who was let in since then must be let in again.")


def _take_position(asked: argparse.Namespace) -> None:
    with closing(open_database(_places(asked))) as store, store.write() as connection:
        position = backup.take_position(connection, SystemClock().now())
    print(position.seq)


def _note_backup(asked: argparse.Namespace) -> None:
    with closing(open_database(_places(asked))) as store, store.write() as connection:
        epoch, now = lives.epoch(connection), SystemClock().now()
        backup.note(connection, backup.Position(epoch, asked.position, now))
    print(f"Tablets are told that a backup holds all up to {asked.position}.")


def _begin_life(asked: argparse.Namespace) -> None:
    with closing(open_database(_places(asked))) as store, store.write() as connection:
        lives.begin(connection)
    print("A new life has begun: the tablets give back what this database has forgotten.")


def _hours(age: timedelta) -> str:
    return f"{age.total_seconds() / 3600:.1f} h"


_KEEPING: Final[Mapping[str, Callable[[argparse.Namespace], None]]] = {
    "backup": _back_up,
    "restore": _restore,
    "backup-position": _take_position,
    "note-backup": _note_backup,
    "restored": _begin_life,
}


def _add_keeping(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    back_up = commands.add_parser("backup", help="copy the centre's folder, and read it back")
    _add_places(back_up, argparse.SUPPRESS, argparse.SUPPRESS)
    back_up.add_argument("--to", type=Path, required=True, help="new, or an earlier backup of it")
    restore = commands.add_parser("restore", help="make a centre in an empty folder of a backup")
    restore.add_argument("--folder", type=Path, default=argparse.SUPPRESS, help="empty, or new")
    restore.add_argument("--from", dest="source", type=Path, required=True)
    position = commands.add_parser(
        "backup-position", help="tell a number, before a database on a server is backed up"
    )
    _add_places(position, argparse.SUPPRESS, argparse.SUPPRESS)
    noted = commands.add_parser("note-backup", help="tell that number when the backup was tried")
    _add_places(noted, argparse.SUPPRESS, argparse.SUPPRESS)
    noted.add_argument("position", type=int)
    again = commands.add_parser(
        "restored", help="a database on a server was put back from a backup"
    )
    _add_places(again, argparse.SUPPRESS, argparse.SUPPRESS)


def _places(asked: argparse.Namespace) -> Places:
    return places_of(asked.folder, asked.database, asked.objects, os.environ)


def _password() -> str:
    given = os.environ.get(_PASSWORD_VARIABLE)
    if given is None:
        asks = sys.stdin.isatty()
        given = getpass.getpass() if asks else sys.stdin.readline().rstrip("\n")
    if not given:
        raise SystemExit(f"A password is needed: on the standard input or in {_PASSWORD_VARIABLE}.")
    return given


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sync.server", description=__doc__)
    _add_places(parser, Path("centre"), None)
    parser.add_argument("--port", type=int, default=8600, help="0 takes a free one")
    parser.add_argument("--host", default="127.0.0.1")
    commands = parser.add_subparsers(dest="command")
    erase = commands.add_parser("erase-personal", help="erase the personal data of one case")
    _add_places(erase, argparse.SUPPRESS, argparse.SUPPRESS)
    erase.add_argument("case", help="its id, as in the address of its page")
    erase.add_argument("--org", required=True)
    erase.add_argument("--by", required=True, metavar="NAME", help="whoever decided it")
    erase.add_argument("--reason", required=True, help="stands in the centre's trail")
    _add_keeping(commands)
    add_user = commands.add_parser("add-user", help="let somebody sign in")
    _add_places(add_user, argparse.SUPPRESS, argparse.SUPPRESS)
    add_user.add_argument("user")
    add_user.add_argument("--name", default="", help="as it stands on papers")
    add_user.add_argument("--org", default="default")
    add_user.add_argument("--roles", required=True, help="with commas between them")
    rules = commands.add_parser("rules", help="sign rules and send them to all tablets")
    deeds = rules.add_subparsers(dest="deed", required=True)
    publish = deeds.add_parser("publish", help="publish the rules in a folder")
    _add_places(publish, argparse.SUPPRESS, argparse.SUPPRESS)
    publish.add_argument(
        "rules_folder",
        type=Path,
        nargs="?",
        metavar="RULES",
        help="a folder with files such as calendars/china.yaml; without one, the last package anew",
    )
    publish.add_argument("--days", type=_days, default=DAYS, help="how long they hold")
    publish.add_argument("--new-key", action="store_true", help="no older key counts any more")
    stick = commands.add_parser("stick", help="exchange with a tablet without a network")
    _add_places(add_stick(stick), argparse.SUPPRESS, argparse.SUPPRESS)
    return parser


def _days(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= _MOST_DAYS:
        raise argparse.ArgumentTypeError(f"{text} is not a number of days from 1 to {_MOST_DAYS}")
    return int(text)


def _add_places(parser: argparse.ArgumentParser, folder: Path | str, address: str | None) -> None:
    parser.add_argument("--folder", type=Path, default=folder, help="where everything is kept")
    parser.add_argument(
        "--database",
        default=address,
        metavar="URL",
        help=f"postgresql://user@host:port/name in place of the folder (or {DATABASE})",
    )
    parser.add_argument(
        "--objects",
        default=address,
        metavar="URL",
        help=f"s3://bucket/prefix in place of the folder (or {OBJECTS})",
    )


def _sentence(error: AppError) -> str:
    """What whoever runs the centre reads; people at a tablet read `ui/wording.py`."""
    match error:
        case PortTaken(port=port):
            return f"Port {port} is taken or not allowed; choose another one with --port."
        case UnknownRecord(record_id=record_id):
            return f"This organisation has no case {record_id}; see the address of its page."
        case FolderNotWritable(folder=folder):
            return f"Nothing can be written in {folder}; choose another one with --folder."
        case AlreadyOpen(folder=folder):
            return f"Another centre serves {folder}; stop that one first."
        case StoreDamaged(folder=folder):
            return f"What is kept in {folder} cannot be read; bring back its backup."
        case RulesRefused(why=why, file=file, where=where, found=found):
            return _RULES_SENTENCES[why].format(file=file, where=where, found=found)
        case StickRefused():
            return stick_sentence(error)
        case StoreUnusable(store="database"):
            return _database_sentence(error)
        case StoreUnusable():
            return _objects_sentence(error)
        case _:
            return f"The centre cannot go on: {error!r}"


_MOST_DAYS: Final = 1200
_RULES_SENTENCES: Final = {
    "nothing_new": "There is nothing new in that folder, so nothing was published; put changed"
    " files in it under names such as calendars/china.yaml.",
    "unknown_file": "{file} is no file of rules, so nothing was published; take it out or put it"
    " under a name such as limits/limits.yaml.",
    "same_version": "{file} has changed but not its version {found}, so nothing was published;"
    " raise `version:` in it (limits.yaml and inputs.yaml together).",
    "damaged": "{file} cannot be used (at {where}), so nothing was published; correct it.",
    "reaches_back": "Rule {where} of {file} would change clocks that run already, so nothing was"
    " published; close rules by effective_to from today on, and let new ones begin tomorrow or"
    " later.",
    "old_key": "The key here is older than the one that signed the last rules; copy rules-key.pem"
    " and rules.pem from the centre that published them, or add --new-key.",
    "too_large": "The rules are larger than 16 MB, so nothing was published.",
}
_DATABASE_SENTENCES: Final = {
    "bad_address": "--database is no address of a database; write it as"
    " postgresql://user:password@host:5432/name, with %40 for an @ in the password.",
    "unreachable": "No PostgreSQL answers at {where}; start it there, or correct --database.",
    "password": "PostgreSQL at {where} does not accept this user and password; correct them in"
    f" --database or {DATABASE}.",
    "missing": "There is no database {where}; make it with createdb, or correct --database.",
    "forbidden": "The user may not make tables in {where}; make him the owner of that database.",
    "read_only": "{where} is read-only, a standby perhaps; name the primary in --database.",
    "busy": "PostgreSQL at {where} is starting, stopping or full; try again in a minute.",
    "refused": "PostgreSQL at {where} said no: {said}. Correct --database and start again.",
    "too_old": "{where} is PostgreSQL {said}; the centre needs 15 or newer.",
    "encoding": "{where} keeps text in {said}; make a database with ENCODING 'UTF8'.",
    "not_ours": "{where} holds another program's tables; give the centre a database of its own.",
    "too_new": "A newer version of the centre wrote {where}; update this one and start again.",
    "embedded": "The centre of this folder has its database in it, {where}; leave --database out,"
    " or choose another --folder.",
    "moved": "The centre of this folder has its database at {where}; name that in --database"
    f" or {DATABASE}. If it has moved for good, delete {{said}} and start again.",
    "no_authority": "The certificate authority of this database is not in {where}; copy it there"
    " from the folder of the first centre or from its backup.",
    "other_key": "The key of the personal data in this database, personal.key, is not in {where};"
    " copy it there from the folder of the first centre or from its backup.",
    "backup_elsewhere": "This centre is not one folder ({where}): take a number with"
    " backup-position, back up the database with its own tools and then the bucket, try the"
    " backup, and tell the number with note-backup.",
    "not_empty": "There is something in {where} already; name a new folder in --folder.",
    "no_backup": "There is no backup in {where}; name the folder that backup --to had.",
    "backup_damaged": "The backup in {where} is not whole ({said}), so nothing was done with it;"
    " make another one, or take an older one.",
    "other_authority": "{where} holds the certificate authority of another centre; copy the one"
    " of this database there.",
}
_OBJECTS_SENTENCES: Final = {
    "bad_address": "--objects is no address of a bucket; write it as s3://bucket/prefix, and keys"
    " in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
    "unreachable": "No object store answers for {where}; check AWS_ENDPOINT_URL and AWS_REGION.",
    "password": "The object store does not know these keys for {where}; check AWS_ACCESS_KEY_ID"
    " and AWS_SECRET_ACCESS_KEY.",
    "missing": "There is no bucket for {where}; make it, or correct --objects.",
    "backup_damaged": "The backup in {where} is not whole ({said}), so nothing was done with it;"
    " make another one, or take an older one.",
    "forbidden": "These keys may not read, write, list and delete in {where}; allow them to.",
    "damaged": "What is written to {where} comes back changed; use another object store.",
    "embedded": "The centre of this folder has its files in it; leave --objects out, or copy what"
    " is in {where} to the bucket, move it away and start again.",
    "moved": "The centre of this folder has its files at {where}; name that in --objects or"
    f" {OBJECTS}. If they have moved for good, delete {{said}} and start again.",
}


def _database_sentence(error: StoreUnusable) -> str:
    return _DATABASE_SENTENCES[error.why].format(where=error.where, said=error.said)


def _objects_sentence(error: StoreUnusable) -> str:
    return _OBJECTS_SENTENCES[error.why].format(where=error.where, said=error.said)


if __name__ == "__main__":
    raise SystemExit(main())
