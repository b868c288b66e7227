"""`python -m sync.server stick import FILE`: take in what a tablet wrote, and write its answer."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from app.domain.change import ReceiptStatus
from app.errors import StickRefused
from sync.protocol.whole_file import opened, written_whole
from sync.server import accounts, intake
from sync.server.accounts import Account
from sync.server.centre import Centre
from sync.server.places import Places
from sync.server.startup import open_beside
from sync.server.stick import take_stick

_SENTENCES: Final = {
    "unreadable": "This is no file of a stick; choose one that ends in .kstick.",
    "truncated": "The file is not whole; copy it again, or export it again on the tablet.",
    "changed": "The file was changed or is damaged, so nothing was taken; export it again.",
    "wrong_signer": "No device of this centre signed the file, so nothing was taken.",
    "certificate_expired": "The certificate of the device has expired; let it go online once and"
    " export again.",
    "revoked": "The certificate of the device was revoked ({found}), so nothing was taken.",
    "expired": "The file is older than 90 days ({found}); export it again.",
    "other_recipient": "The file is sealed for another centre; take it there.",
    "other_centre": "The file belongs to another centre; take it there.",
    "other_org": "The file belongs to another organisation; let one of its clerks take it.",
    "other_kind": "This is no export of a tablet; answers are taken on the tablet.",
    "unknown_person": "{found} has no account here, or the tablet is another person's now, so"
    " nothing was taken; see to the account first.",
    "too_new": "A newer version wrote the file; update this centre and take it again.",
    "no_room": "There is no room for the answer; choose another place with --answer.",
    "too_large": "The answer is too large for that file system; choose another place with"
    " --answer.",
    "not_writable": "The answer cannot be written there; choose another place with --answer.",
    "gone": "{found} cannot be read or written; put the stick in again. What was taken in already"
    " is not taken twice.",
    "no_clerk": "{found} is no clerk or administrator with an account here; name one with --by.",
}


def add_stick(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """How it is called; the parser that reads the deed."""
    deeds = parser.add_subparsers(dest="deed", required=True)
    made = deeds.add_parser("import", help="take in what a tablet exported")
    made.add_argument(
        "file", type=Path, metavar="FILE", help="such as 勘验通-平板-2026-11-30.kstick"
    )
    made.add_argument("--by", required=True, metavar="USER", help="the clerk who brings it")
    made.add_argument("--answer", type=Path, metavar="FILE", help="else beside it, named 回执")
    return made


def tell_stick(asked: argparse.Namespace, places: Places, say: Callable[[str], Any]) -> None:
    """Take the file in and say what came of it.

    Raises:
        StickRefused: nothing was taken, and why.
    """
    path: Path = asked.file
    answer = asked.answer or path.with_name(f"{path.stem}-回执{path.suffix}")
    with open_beside(places) as centre, opened(path) as file:
        clerk = _clerk(centre, asked.by)
        with written_whole(answer) as out:
            taken = take_stick(centre, clerk, file, out)
    said = (ReceiptStatus.RECEIVED, ReceiptStatus.REFUSED, ReceiptStatus.CLASH)
    received, refused, clashed = (taken.count(status) for status in said)
    tablet = taken.label or taken.author.device
    say(
        f"{received} changes and {len(taken.files)} files of {taken.author.name} ({tablet}) are in."
    )
    if refused or clashed:
        say(f"{refused} were refused, {clashed} are in conflict: the tablet tells why.")
    if not taken.same_life:
        say("This centre was restored since: the tablet has to come by network once.")
    say(f"Answer for the tablet: {answer}")


def stick_sentence(error: StickRefused) -> str:
    """Why a stick is not taken, for whoever runs the centre."""
    return _SENTENCES[error.why].format(found=error.found)


def _clerk(centre: Centre, user: str) -> Account:
    with centre.store.read() as connection:
        org = accounts.org_of(connection, user)
        clerk = accounts.holder(connection, org, user, "console")
    if clerk is None or not intake.may_take(clerk):
        raise StickRefused("no_clerk", user)
    return clerk
