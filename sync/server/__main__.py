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
from app.errors import AppError, FolderNotWritable, StoreUnusable, UnknownRecord
from app.quiet_log import log_quietly
from sync.server import accounts, backup, key_files, lives
from sync.server.accounts import Account
from sync.server.command_words import sentence
from sync.server.erasure import erase
from sync.server.places import DATABASE, OBJECTS, Places, open_database, places_of
from sync.server.revoking import revoke, revoked
from sync.server.rules import DAYS
from sync.server.startup import (
    NewAccount,
    keep_stamps,
    publish_rules,
    seed_accounts,
    serve,
)
from sync.server.stick_command import add_stick, tell_stick

_PASSWORD_VARIABLE = "KANYAN_PASSWORD"
_MOST_DAYS: Final = 1200


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
        print(sentence(error), file=sys.stderr)
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
    print(position.number)


def _note_backup(asked: argparse.Namespace) -> None:
    with closing(open_database(_places(asked))) as store, store.write() as connection:
        position = backup.begun(connection, asked.position)
        if position is None:
            raise StoreUnusable("database", str(asked.position), "no_position")
        backup.note(connection, position)
    print(f"Tablets are told that backup {position.number} holds all up to line {position.seq}.")


def _begin_life(asked: argparse.Namespace) -> None:
    with closing(open_database(_places(asked))) as store, store.write() as connection:
        lives.begin(connection)
    print("A new life has begun: the tablets give back what this database has forgotten.")


def _hours(age: timedelta) -> str:
    return f"{age.total_seconds() / 3600:.1f} h"


def _stamp(asked: argparse.Namespace) -> None:
    done = keep_stamps(_places(asked))
    print(f"{done.stamped} papers have a new timestamp.")
    if done.failed:
        print(f"{done.failed} wait: the timestamp authority gives none now. Try again later.")
    if done.refused:
        print(f"{done.refused} do not hold as they came, and so get none; the log names them.")


def _revoke(asked: argparse.Namespace) -> None:
    operator = Account(asked.by, asked.by, asked.org, (), "console")
    with closing(open_database(_places(asked))) as store, store.write() as connection:
        revoke(connection, operator, asked.what, asked.reason, SystemClock().now())
    print(f"The certificate of {asked.what} counts no more; a tablet is signed out as well.")
    print("What it signed and had stamped here before stays good.")


def _issue_key(asked: argparse.Namespace) -> None:
    password, places = _password(), _places(asked)
    operator = Account("console", "console", asked.org, (), "console")
    with closing(open_database(places)) as store, store.write() as connection:
        person = accounts.holder(connection, asked.org, asked.user, "")
        if person is None:
            raise UnknownRecord("person", asked.user)
        given = (person, operator, asked.file, password, SystemClock())
        try:
            key = key_files.issue(connection, places, *given)
        except FolderNotWritable as error:
            told = "is there already, or cannot be written; name a new file."
            raise SystemExit(f"No key was made: {asked.file} {told}") from error
    print(f"{asked.file} holds a key of {person.name}, under that password; keep no copy of it.")
    print(f"Its number is {key.number:x}; it ends on {key.ends_at:%F}. He takes it in on the")
    print("settings page of his tablet. Where it is lost before that: `revoke` with its number.")


def _list_keys(asked: argparse.Namespace) -> None:
    now = SystemClock().now()
    with closing(open_database(_places(asked))) as store, store.read() as connection:
        lost = dict(revoked(connection, asked.org))
        keys = key_files.issued(connection, asked.org)
    for key in keys:
        end = "ended" if key.ends_at <= now else "ends"
        told = f"revoked {lost[key.number]:%F}" if key.number in lost else f"{end} {key.ends_at:%F}"
        print(f"{key.number:x}  {key.user}  made {key.at:%F}  {told}")
    if not keys:
        print("No key was made here for anybody of this organisation since numbers are kept.")


_KEEPING: Final[Mapping[str, Callable[[argparse.Namespace], None]]] = {
    "backup": _back_up,
    "restore": _restore,
    "backup-position": _take_position,
    "note-backup": _note_backup,
    "restored": _begin_life,
    "stamp": _stamp,
    "revoke": _revoke,
    "issue-key": _issue_key,
    "issued-keys": _list_keys,
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
    stamp = commands.add_parser("stamp", help="give papers the timestamps that they wait for")
    _add_places(stamp, argparse.SUPPRESS, argparse.SUPPRESS)
    key = commands.add_parser("issue-key", help="make a person's own signing key (PKCS #12)")
    _add_places(key, argparse.SUPPRESS, argparse.SUPPRESS)
    key.add_argument("user")
    key.add_argument("file", type=Path, help="a new .p12")
    key.add_argument("--org", required=True)
    keys = commands.add_parser("issued-keys", help="the numbers of the keys that were made here")
    _add_places(keys, argparse.SUPPRESS, argparse.SUPPRESS)
    keys.add_argument("--org", required=True)
    lost = commands.add_parser(
        "revoke", help="let the certificate of a tablet, or of a person's key, count no more"
    )
    _add_places(lost, argparse.SUPPRESS, argparse.SUPPRESS)
    lost.add_argument(
        "what", help="a tablet's id, as on the page of tablets, or the number of a key"
    )
    lost.add_argument("--org", required=True)
    lost.add_argument("--by", required=True, metavar="NAME", help="whoever decided it")
    lost.add_argument("--reason", required=True, help="stands in the centre's trail")
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


if __name__ == "__main__":
    raise SystemExit(main())
