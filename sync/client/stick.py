"""The exchange without a network: what waits goes into a file, and the centre's answer is taken.

What was given to a stick stays queued, as a fixed snapshot, until an answer or an ordinary round
says that the centre has it; so a stick that is lost loses nothing.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec
from cryptography import x509

from app.actions import exchange
from app.actions.note_stick import note_stick
from app.actions.take_rules import take_rules
from app.actions.take_site import settle_sites, sites_delivered, sites_to_deliver
from app.domain.change import Change, Page, Written
from app.domain.trail import Head
from app.errors import Damaged, RulesRefused, StickRefused
from app.workspace import (
    AUTHORITY,
    CERTIFICATE,
    DEVICE_KEY,
    DEVICE_LABEL,
    STICK_CERTIFICATE,
    LineState,
    Shelved,
    Workspace,
)
from sync.client.batches import as_json
from sync.client.round import Progress, Watch
from sync.protocol import problems
from sync.protocol.bundle import (
    ANSWER,
    EXPORT,
    Bundle,
    BundleWriter,
    Manifest,
    Signer,
    certificate_under,
    is_for_sticks,
    manifest_of,
    open_bundle,
)
from sync.protocol.envelope import private_key
from sync.protocol.messages import PUSH_LIMIT, TRAIL_LIMIT, StickAnswer, TrailPush
from sync.protocol.whole_file import file_name, opened, written_whole

ORIGINAL: Final = 3
"""Rank of an original photo; what is above it can be left out."""

_MOST_CHANGES: Final = 200_000


@dataclass(frozen=True)
class StickLoad:
    """What would go on the stick: how many changes, and the files with their bytes."""

    changes: int
    files: int
    files_bytes: int
    originals: int
    originals_bytes: int
    name: str
    """How the file is best called."""


@dataclass(frozen=True)
class Exported:
    """What has gone on the stick."""

    id: str
    changes: int
    files: int
    left_out: int
    """Files that wait and were not taken along: originals, or what is damaged."""
    size: int


@dataclass(frozen=True)
class Answered:
    """What came of an answer."""

    received: int
    refused: int
    pulled: int
    conflicts: int
    files: int
    rules: int = 0
    rules_refused: str = ""
    more: bool = False
    """The centre has more for this tablet than one answer holds."""
    identical: bool = False
    """The tablet holds what the centre held when it answered."""


def stick_load(ws: Workspace) -> StickLoad:
    """What waits for the centre."""
    files = exchange.files_to_send(ws)
    originals = [shelved for shelved in files if shelved.rank >= ORIGINAL]
    label = (exchange.recall(ws, DEVICE_LABEL) or b"").decode() or ws.who.name
    with ws.read() as unit:
        queued = unit.outbox.counts().get(LineState.QUEUED, 0)
    return StickLoad(
        queued,
        len(files),
        sum(shelved.size for shelved in files),
        len(originals),
        sum(shelved.size for shelved in originals),
        file_name("", label, ws.clock.now()),
    )


def export_stick(
    ws: Workspace, path: Path, *, originals: bool = True, watch: Watch = lambda progress: None
) -> Exported:
    """Write all that waits into this file, sealed for the centre and signed by this tablet.

    Raises:
        StickRefused: the centre's key is not known yet, or the stick is full, protected or gone;
            no half file is left.
    """
    signer = signer_of(ws)
    recipient = centre_certificate(ws, signer)
    exchange.try_again(ws, problems.PAPERS)
    changes = exchange.outgoing(ws, _MOST_CHANGES)
    waiting = exchange.files_to_send(ws)
    files = [shelved for shelved in waiting if originals or shelved.rank < ORIGINAL]
    told = told_by(ws, EXPORT, changes)
    note_stick(ws, told.id, file=path.name, changes=len(changes), files=len(files))
    with written_whole(path) as out:
        writer = BundleWriter(out, recipient)
        add_changes(writer, changes)
        for number, sealed in enumerate(sites_to_deliver(ws).values()):
            writer.add(f"carried/{number:05}.cms", sealed)
        _add_trail(ws, writer)
        gone = _add_files(ws, writer, files, watch)
        writer.close(msgspec.structs.replace(told, left_out=len(waiting) - gone), signer)
        size = out.tell()
    return Exported(told.id, len(changes), gone, len(waiting) - gone, size)


def answer_stick(ws: Workspace, path: Path) -> Answered:
    """Take the centre's answer to a stick that this tablet wrote.

    Raises:
        StickRefused: it is no answer of this centre to this tablet, or an old one; nothing changes.
    """
    signer = signer_of(ws)
    with opened(path) as file:
        bundle = open_bundle(file, signer.key, signer.root, ANSWER, centre_time(ws))
        manifest = bundle.manifest
        if (manifest.org, manifest.device) != (ws.who.org, ws.who.device):
            raise StickRefused("other_recipient")
        said, pages, rules = _read_answer(bundle)
    taken = exchange.take_answer(ws, manifest.after, pages, said.receipts, said.files)
    settle_sites(ws, said.carried)
    if not said.more:
        sites_delivered(ws, said.sites)
    exchange.note_colleagues(ws, said.colleagues)
    if said.trail is not None:
        exchange.trail_received(ws, Head(said.trail.seq, said.trail.link), said.trail.trouble)
    version, refused = _take_rules(ws, rules)
    identical = not said.more and said.digest == exchange.digest_here(ws)
    return Answered(
        received=_count(said, "received"),
        refused=_count(said, "refused"),
        pulled=sum(len(page.entries) for page in pages),
        conflicts=taken.conflicts,
        files=len(said.files),
        rules=version,
        rules_refused=refused,
        more=said.more,
        identical=identical,
    )


def add_changes(writer: BundleWriter, changes: Sequence[Change | Written]) -> None:
    """Put these changes into a bundle, in order."""
    for number in range(math.ceil(len(changes) / PUSH_LIMIT)):
        batch = changes[number * PUSH_LIMIT : (number + 1) * PUSH_LIMIT]
        writer.add(
            f"changes/{number:05}.json",
            msgspec.json.encode([msgspec.Raw(as_json(change)) for change in batch]),
        )


def told_by(ws: Workspace, kind: str, changes: Sequence[Change | Written]) -> Manifest:
    """What this tablet says of a bundle with these changes."""
    standing = exchange.standing(ws)
    return msgspec.structs.replace(
        manifest_of(kind, ws.ids.new(), centre_time(ws)),
        org=ws.who.org,
        user=ws.who.user,
        device=ws.who.device,
        epoch=standing.epoch,
        after=standing.seq,
        edition=ws.reference.edition,
        changes=tuple(change.id for change in changes),
    )


def _add_trail(ws: Workspace, writer: BundleWriter) -> None:
    beyond = number = 0
    while True:
        stretch = exchange.trail_to_send(ws, TRAIL_LIMIT, beyond)
        if not stretch.lines:
            return
        push = TrailPush(stretch.after, stretch.head, stretch.lines)
        writer.add(f"trail/{number:05}.json", msgspec.json.encode(push))
        beyond, number = stretch.lines[-1].line.seq, number + 1


def _add_files(ws: Workspace, writer: BundleWriter, files: list[Shelved], watch: Watch) -> int:
    """Put them in, one at a time; how many those were. A damaged one goes on the list."""
    whole = sum(shelved.size for shelved in files)
    done = gone = 0
    for number, shelved in enumerate(files):
        watch(Progress("stick", number, len(files), gone, whole))
        gone += shelved.size
        try:
            content = exchange.read_file(ws, shelved.digest)
        except Damaged as error:
            exchange.file_troubled(ws, shelved.digest, type(error).__name__)
            continue
        writer.add(f"files/{shelved.digest}", content)
        done += 1
    watch(Progress("stick", len(files), len(files), whole, whole))
    return done


def _read_answer(bundle: Bundle) -> tuple[StickAnswer, list[Page], bytes]:
    said, pages, rules = StickAnswer(), [], b""
    try:
        for name, content in bundle.parts():
            if name == "answer.json":
                said = msgspec.json.decode(content, type=StickAnswer)
            elif name.startswith("feed/"):
                pages.append(msgspec.json.decode(content, type=Page))
            elif name == "rules.json":
                rules = content
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise StickRefused("too_new") from error
    return said, pages, rules


def _take_rules(ws: Workspace, rules: bytes) -> tuple[int, str]:
    if not rules:
        return 0, ""
    try:
        return take_rules(ws, rules), ""
    except RulesRefused as refusal:
        return 0, refusal.why


def _count(said: StickAnswer, status: str) -> int:
    return sum(receipt.status == status for receipt in said.receipts)


def centre_time(ws: Workspace) -> datetime:
    """The centre's time as well as it is known here: certificates hold by it."""
    return ws.clock.now() + timedelta(seconds=exchange.standing(ws).clock_offset_s)


def signer_of(ws: Workspace) -> Signer:
    """The key of this device.

    Raises:
        StickRefused: it has not joined, or its certificate has run out.
    """
    names = (DEVICE_KEY, CERTIFICATE, AUTHORITY)
    key, certificate, root = ((exchange.recall(ws, name) or b"").decode() for name in names)
    if not (key and certificate and root):
        raise StickRefused("not_joined")
    certificate_under(certificate, root, centre_time(ws))
    return Signer(private_key(key), certificate, root)


def centre_certificate(ws: Workspace, signer: Signer) -> x509.Certificate:
    """The certificate for which this tablet seals what it gives to a stick."""
    pem = (exchange.recall(ws, STICK_CERTIFICATE) or b"").decode()
    if not pem:
        raise StickRefused("no_centre_key")
    certificate = certificate_under(pem, signer.root, centre_time(ws))
    if not is_for_sticks(certificate):
        raise StickRefused("no_centre_key")
    return certificate
