"""One round: pull, push, pull what came of it, files, and the proof that both hold the same."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from app.actions import exchange
from app.actions.take_rules import take_rules
from app.domain.trail import Head
from app.errors import BadRequest, Damaged, RulesRefused, UnknownRecord
from app.workspace import STICK_CERTIFICATE, Workspace
from sync.protocol import problems
from sync.protocol.messages import PUSH_LIMIT, TRAIL_LIMIT, CentreLink, TrailPush, Waiting

_PUSH_TURNS: Final = 1000
_OF_ONE_FILE: Final = (Damaged, UnknownRecord, BadRequest)
"""Troubles of a single file: a person looks at it, and the round goes on."""


@dataclass(frozen=True)
class Progress:
    """What a round is doing: "pull", "push", "files" or "fetch", and how much of how much."""

    step: str
    done: int
    total: int
    done_bytes: int = 0
    total_bytes: int = 0
    """Of files alone: the bytes of those that are done, and of all."""


@dataclass
class RoundReport:
    """What came of a round."""

    pulled: int = 0
    pushed: int = 0
    refused: int = 0
    conflicts: int = 0
    files_sent: int = 0
    files_fetched: int = 0
    troubled: list[str] = field(default_factory=list)
    rules: int = 0
    """The version of the rules that were taken in this round; 0 where none were new."""
    rules_refused: str = ""
    """Why new rules were not taken; those of before go on."""
    identical: bool = False
    """Both ends hold the same agreed records, by digest."""
    trail_sent: int = 0
    trail_trouble: str = ""
    """What the centre says is wrong with this device's trail."""


Watch = Callable[[Progress], None]


def run_round(
    ws: Workspace, centre: CentreLink, watch: Watch = lambda progress: None
) -> RoundReport:
    """Exchange everything that can be exchanged now; cut anywhere, the next round goes on.

    Raises:
        Unreachable: the centre cannot be had; nothing is lost.
        Rejected: the centre does not take this person's word any more.
    """
    report = RoundReport()
    _pull(ws, centre, report, watch)
    _push(ws, centre, report, watch)
    _take_rules(ws, centre, report)
    _send_files(ws, centre, report, watch)
    _fetch_files(ws, centre, report, watch)
    _compare(ws, centre, report)
    _note(ws, report)
    _send_trail(ws, centre, report)
    return report


def _pull(ws: Workspace, centre: CentreLink, report: RoundReport, watch: Watch) -> None:
    epoch = exchange.standing(ws).epoch
    while True:
        at = exchange.standing(ws)
        page = centre.page(at.epoch, at.seq)
        received = exchange.receive(ws, page)
        report.pulled += len(page.entries)
        report.conflicts += received.conflicts
        watch(Progress("pull", report.pulled, report.pulled + int(page.more)))
        if not page.more:
            break
    if epoch not in ("", page.epoch):
        exchange.offer_again(ws)


def _push(ws: Workspace, centre: CentreLink, report: RoundReport, watch: Watch) -> None:
    exchange.try_again(ws, problems.PAPERS)
    # Bounded: a change that keeps clashing waits for the next round instead of turning for ever.
    for _turn in range(_PUSH_TURNS):
        waiting = _waiting(ws)
        changes = exchange.outgoing(ws, PUSH_LIMIT)
        if not changes:
            return
        receipts = centre.push(changes, waiting)
        exchange.settle(ws, receipts)
        taken = sum(receipt.status != "clash" for receipt in receipts)
        report.pushed += sum(receipt.status == "received" for receipt in receipts)
        report.refused += sum(receipt.status == "refused" for receipt in receipts)
        watch(Progress("push", report.pushed, report.pushed + waiting.changes - taken))
        _pull(ws, centre, report, watch)
        if not taken and len(changes) == _waiting(ws).changes:
            return


def _waiting(ws: Workspace) -> Waiting:
    return Waiting(exchange.queued(ws), len(exchange.files_to_send(ws)))


def _take_rules(ws: Workspace, centre: CentreLink, report: RoundReport) -> None:
    package = centre.rules(ws.reference.edition)
    if package is None:
        return
    try:
        report.rules = take_rules(ws, package)
    except RulesRefused as refusal:
        report.rules_refused = refusal.why


def _send_files(ws: Workspace, centre: CentreLink, report: RoundReport, watch: Watch) -> None:
    files = exchange.files_to_send(ws)
    whole, gone = sum(shelved.size for shelved in files), 0
    for number, shelved in enumerate(files):
        watch(Progress("files", number, len(files), gone, whole))
        gone += shelved.size
        note = partial(exchange.note_upload, ws, shelved.digest)
        try:
            content = exchange.read_file(ws, shelved.digest)
            centre.send_file(shelved.digest, content, shelved.upload, note)
        except _OF_ONE_FILE as error:
            exchange.file_troubled(ws, shelved.digest, type(error).__name__)
            report.troubled.append(shelved.digest)
            continue
        exchange.file_received(ws, shelved.digest)
        report.files_sent += 1
    watch(Progress("files", len(files), len(files), whole, whole))


def _fetch_files(ws: Workspace, centre: CentreLink, report: RoundReport, watch: Watch) -> None:
    wanted = exchange.files_wanted(ws)
    for number, digest in enumerate(wanted):
        watch(Progress("fetch", number, len(wanted)))
        try:
            exchange.take_file(ws, centre.fetch_file(digest))
        except UnknownRecord:
            continue  # still on the tablet of whoever took it; it is asked for again next time
        except _OF_ONE_FILE as error:
            exchange.file_troubled(ws, digest, type(error).__name__)
            report.troubled.append(digest)
            continue
        report.files_fetched += 1


def _compare(ws: Workspace, centre: CentreLink, report: RoundReport) -> None:
    standing = centre.standing()
    offset = standing.now - ws.clock.now()
    exchange.note_clock(ws, round(offset.total_seconds()))
    exchange.note_colleagues(ws, standing.colleagues)
    if standing.stick and standing.stick.encode() != exchange.recall(ws, STICK_CERTIFICATE):
        exchange.remember(ws, STICK_CERTIFICATE, standing.stick.encode())
    report.identical = standing.digest == exchange.digest_here(ws)
    if report.identical:
        exchange.note_agreement(ws)


def _note(ws: Workspace, report: RoundReport) -> None:
    exchange.note_round(
        ws,
        pulled=report.pulled,
        pushed=report.pushed,
        refused=report.refused,
        conflicts=report.conflicts,
        files_sent=report.files_sent,
        files_fetched=report.files_fetched,
        troubled=len(report.troubled),
        identical=report.identical,
    )


def _send_trail(ws: Workspace, centre: CentreLink, report: RoundReport) -> None:
    more = True
    while more:
        stretch = exchange.trail_to_send(ws, TRAIL_LIMIT)
        push = TrailPush(stretch.after, stretch.head, stretch.lines)
        try:
            at = centre.send_trail(push)
        except UnknownRecord:
            return  # a centre from before there were trails; they wait for a newer one
        report.trail_sent += max(0, at.seq - stretch.after)
        report.trail_trouble = at.trouble
        more = exchange.trail_received(ws, Head(at.seq, at.link), at.trouble)
