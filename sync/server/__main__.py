"""`python -m sync.server --folder DIR --port N`: serve a centre; `add-user` lets somebody in."""

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from app.errors import AlreadyOpen, AppError, FolderNotWritable, PortTaken
from sync.server.startup import NewAccount, first_admin, seed_accounts, serve

_PASSWORD_VARIABLE = "KANYAN_PASSWORD"


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; the exit code is 0 when all went well."""
    asked = _parser().parse_args(arguments)
    try:
        if asked.command == "add-user":
            _add_user(asked)
        else:
            _serve(asked)
    except AppError as error:
        print(_sentence(error), file=sys.stderr)
        return 1
    return 0


def _serve(asked: argparse.Namespace) -> None:
    admin = first_admin(asked.folder)
    if admin is not None:
        print("Nobody can sign in here yet, so an administrator was made. Shown only this once:")
        print(f"  user      {admin.user}\n  password  {admin.password}", flush=True)
    serve(asked.folder, asked.port, asked.host)


def _add_user(asked: argparse.Namespace) -> None:
    person = NewAccount(
        user=asked.user,
        password=_password(),
        name=asked.name or asked.user,
        org=asked.org,
        roles=tuple(asked.roles.split(",")),
    )
    added = seed_accounts(asked.folder, [person])
    print(f"{person.user} may sign in." if added else f"There is a {person.user} already.")


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
    _add_folder(parser, Path("centre"))
    parser.add_argument("--port", type=int, default=8600, help="0 takes a free one")
    parser.add_argument("--host", default="127.0.0.1")
    commands = parser.add_subparsers(dest="command")
    add_user = commands.add_parser("add-user", help="let somebody sign in")
    _add_folder(add_user, argparse.SUPPRESS)
    add_user.add_argument("user")
    add_user.add_argument("--name", default="", help="as it stands on papers")
    add_user.add_argument("--org", default="default")
    add_user.add_argument("--roles", required=True, help="with commas between them")
    return parser


def _add_folder(parser: argparse.ArgumentParser, default: Path | str) -> None:
    parser.add_argument("--folder", type=Path, default=default, help="where everything is kept")


def _sentence(error: AppError) -> str:
    """What whoever runs the centre reads; people at a tablet read `ui/wording.py`."""
    match error:
        case PortTaken(port=port):
            return f"Port {port} is taken or not allowed; choose another one with --port."
        case FolderNotWritable(folder=folder):
            return f"Nothing can be written in {folder}; choose another one with --folder."
        case AlreadyOpen(folder=folder):
            return f"Another centre serves {folder}; stop that one first."
        case _:
            return f"The centre cannot go on: {error!r}"


if __name__ == "__main__":
    raise SystemExit(main())
