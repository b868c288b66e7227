"""What tablets bring by stick: judged like a push, once; and the answer that goes back.

Whoever signed the file is its author, whoever brings it is only the messenger.
"""

import contextlib
import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO, Final

import msgspec

from app.domain.change import Change, Receipt, ReceiptStatus
from app.errors import BadRequest, StickRefused
from app.ids import Digest
from sync.protocol import problems
from sync.protocol.bundle import (
    ANSWER,
    EXPORT,
    Bundle,
    BundleWriter,
    holder_of,
    manifest_of,
    open_bundle,
)
from sync.protocol.messages import StickAnswer, TrailPush, TrailStanding, Waiting
from sync.server import (
    accounts,
    audit,
    colleagues,
    devices,
    feed,
    revoking,
    rules,
    scope,
    serving,
    trails,
    uploads,
)
from sync.server.accounts import Account
from sync.server.centre import Centre

_AT_ONCE: Final = 50
_CARRIED: Final = "stick"
"""In whose place of a device stands what came inside the stick of another tablet."""
_MOST_PAGES: Final = 40
"""Pages of the feed in one answer."""

Watch = Callable[[int, int], None]


@dataclass(frozen=True)
class Taken:
    """What came of a stick."""

    id: str
    author: Account
    label: str
    """What the tablet is called."""
    receipts: tuple[Receipt, ...]
    files: tuple[Digest, ...]
    refused_files: int
    same_life: bool
    """Whether the tablet knows this life of the centre; else it has to come by network first."""

    def count(self, status: ReceiptStatus) -> int:
        """How many changes were answered so."""
        return sum(receipt.status is status for receipt in self.receipts)


@dataclass
class _Load:
    """What a stick says, read before anything of it is taken; the files are read later."""

    changes: list[Change]
    trail: list[TrailPush]
    carried: list[bytes]
    """What other tablets have sealed for the centre, handed over with a case."""


@dataclass
class _Work:
    """What has come of a stick so far."""

    receipts: dict[str, Receipt]
    files: list[Digest]
    refused_files: int = 0
    trail: TrailStanding | None = None
    sites: list[str] = field(default_factory=list)
    carried: list[Receipt] = field(default_factory=list)


def take_stick(
    centre: Centre,
    clerk: Account,
    file: BinaryIO,
    answer: BinaryIO | None = None,
    watch: Watch = lambda done, total: None,
) -> Taken:
    """Take in the file of a tablet and write what it gets back into `answer`, if it gets anything.

    The same file again gives the same receipts. Cut anywhere, it may be brought again.

    Raises:
        StickRefused: it is no file of a tablet of this organisation; nothing was taken.
    """
    now, signer = centre.clock.now(), centre.stick_signer()
    bundle = open_bundle(file, signer.key, signer.root, EXPORT, now)
    author, label = _author(centre, clerk, bundle)
    if clerk.device != _CARRIED:  # a colleague took that over before the tablet was lost
        _check_not_revoked(centre, clerk.org, bundle)
    load = _load(bundle)
    with centre.store.write() as connection:
        told = bundle.manifest
        count, device = len(told.changes), label or author.device
        audit.note(
            connection, clerk, audit.TAKE_STICK, f"stick/{told.id}", now,
            changes=count, device=device,
        )  # fmt: skip
    work = _Work({}, [])
    for sealed in load.carried:  # before the work that goes on from it
        with contextlib.suppress(StickRefused):  # the tablet keeps it and brings it again
            taken = take_stick(centre, replace(author, device=_CARRIED), io.BytesIO(sealed))
            work.carried += taken.receipts
            work.sites.append(taken.id)
    _judge(centre, author, work, load.changes)
    for push in load.trail:
        with centre.store.write() as connection:
            work.trail = trails.take(connection, author, push, centre.clock.now())
    _take_files(centre, author, bundle, work, watch)
    taken = Taken(
        told.id,
        author,
        label,
        tuple(work.receipts.values()),
        tuple(work.files),
        work.refused_files,
        told.epoch in ("", centre.store.epoch),
    )
    if answer is not None:  # the tablet itself has written it, with all that waits there
        waiting = Waiting(len(load.changes), told.left_out)
        waiting = devices.left_of(waiting, load.changes, taken.receipts)
        with centre.store.write() as connection:
            devices.note_waiting(connection, author, now, waiting)
        _answer(centre, bundle, taken, work, answer)
    return taken


def _author(centre: Centre, clerk: Account, bundle: Bundle) -> tuple[Account, str]:
    """Who wrote it, as the centre knows him today, and what his tablet is called."""
    holder = holder_of(bundle.certificate)
    if bundle.manifest.org != clerk.org:
        raise StickRefused("other_org")
    with centre.store.read() as connection:
        author = accounts.holder(
            connection, clerk.org, bundle.manifest.user, bundle.manifest.device
        )
        known = devices.known(connection, author) if author else None
    if author is None or (known and known.user != author.user):
        raise StickRefused("unknown_person", holder.name)
    return author, known.label if known else ""


def _check_not_revoked(centre: Centre, org: str, bundle: Bundle) -> None:
    with centre.store.read() as connection:
        lost = dict(revoking.revoked(connection, org))
    at = lost.get(bundle.certificate.serial_number)
    if at is not None:
        raise StickRefused("revoked", f"{at:%Y-%m-%d}")


def _load(bundle: Bundle) -> _Load:
    load = _Load([], [], [])
    for name, content in bundle.parts():
        if name.startswith("changes/"):
            load.changes += _decoded(content, tuple[Change, ...])
        elif name.startswith("trail/"):
            load.trail.append(_decoded(content, TrailPush))
            _check_trail(load.trail[-1])
        elif name.startswith("carried/"):
            load.carried.append(content)
        else:  # files are behind, and there may be gigabytes of them
            break
    if tuple(change.id for change in load.changes) != bundle.manifest.changes:
        raise StickRefused("changed")
    return load


def _check_trail(push: TrailPush) -> None:
    try:
        trails.check_sound(push)
    except BadRequest as error:
        raise StickRefused("changed") from error


def _judge(centre: Centre, author: Account, work: _Work, changes: list[Change]) -> None:
    """Judge them in order, and once more what had to wait for papers that came behind."""
    _accept(centre, author, work, changes)
    again = {r.change_id for r in work.receipts.values() if r.reason == problems.PAPERS}
    _accept(centre, author, work, [change for change in changes if change.id in again])


def _accept(centre: Centre, author: Account, work: _Work, changes: list[Change]) -> None:
    for start in range(0, len(changes), _AT_ONCE):
        batch = changes[start : start + _AT_ONCE]
        with centre.store.write() as connection:
            now = centre.clock.now()
            receipts = feed.accept(connection, author, batch, centre.judge, now)
        work.receipts |= {receipt.change_id: receipt for receipt in receipts}


def _take_files(centre: Centre, author: Account, bundle: Bundle, work: _Work, watch: Watch) -> None:
    total = sum(part.name.startswith("files/") for part in bundle.manifest.parts)
    for name, content in bundle.parts() if total else ():
        if not name.startswith("files/"):
            continue
        watch(len(work.files) + work.refused_files, total)
        digest = Digest(name.removeprefix("files/"))
        try:
            uploads.begin(centre, author, digest, len(content), content)
        except BadRequest:  # not what it is named for; the tablet hears that it is not here
            work.refused_files += 1
        else:
            work.files.append(digest)
    watch(total, total)


def _answer(centre: Centre, bundle: Bundle, taken: Taken, work: _Work, out: BinaryIO) -> None:
    told, author, now = bundle.manifest, taken.author, centre.clock.now()
    signer, writer = centre.stick_signer(), BundleWriter(out, bundle.certificate)
    epoch = centre.store.epoch
    after, more = told.after if told.epoch == epoch else 0, True
    with centre.store.read() as connection:
        for number in range(_MOST_PAGES):
            page = serving.page(connection, author, epoch, after)
            writer.add(f"feed/{number:05}.json", msgspec.json.encode(page))
            after, more = page.last, page.more
            if not more:
                break
        digest = scope.digest_of_scope(connection, author)
        names = colleagues.names(connection, author)
        version = rules.newest(connection)
        package = rules.content(connection, version) if version > told.edition else b""
    said = StickAnswer(
        taken.receipts, taken.files, digest, names, work.trail, more,
        tuple(work.sites), tuple(work.carried),
    )  # fmt: skip
    writer.add("answer.json", msgspec.json.encode(said))
    if package:
        writer.add("rules.json", package)
    manifest = msgspec.structs.replace(
        manifest_of(ANSWER, told.id, now),
        org=author.org,
        user=author.user,
        device=author.device,
        epoch=epoch,
        after=told.after if told.epoch == epoch else 0,
        edition=version,
        changes=told.changes,
    )
    writer.close(manifest, signer)


def _decoded(content: bytes, message: Any) -> Any:
    try:
        return msgspec.json.decode(content, type=message)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise StickRefused("too_new") from error
