"""One round: pull, push, pull what came of it, files, and the proof that both hold the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from app.actions import exchange
from app.actions.take_rules import take_rules
from app.actions.take_site import settle_sites, sites_delivered, sites_to_deliver
from app.domain.change import Page, Receipt
from app.domain.trail import Head
from app.errors import AppError, CentreBusy, NotTheCentre, RulesRefused, StickRefused, UnknownRecord
from app.workspace import STAMP_AUTHORITIES, STICK_CERTIFICATE, LineState, Workspace
from sync.client.files import OF_ONE_FILE, FilesUp, Sent
from sync.client.safe_files import learn_what_is_safe
from sync.protocol import problems
from sync.protocol.messages import (
    FEED,
    PUSH_LIMIT,
    TRAIL_LIMIT,
    CentreLink,
    Standing,
    TrailPush,
    Waiting,
)

_PUSH_TURNS: Final = 1000


@dataclass(frozen=True)
class Progress:
    """What a round is doing: "pull", "push", "files" or "fetch", and how much of how much."""

    step: str
    done: int
    total: int
    done_bytes: int = 0
    total_bytes: int = 0
    """Of files alone: bytes that are there, and of all."""
    moved_bytes: int = 0
    """Of files alone: bytes that went in this round."""


@dataclass
class RoundReport:
    """What came of a round."""

    pulled: int = 0
    pushed: int = 0
    refused: int = 0
    conflicts: int = 0
    files_sent: int = 0
    files_fetched: int = 0
    files_spared: int = 0
    """Originals that wait for a network that costs nothing."""
    troubled: list[str] = field(default_factory=list)
    rules: int = 0
    """The version of the rules that were taken in this round; 0 where none were new."""
    rules_refused: str = ""
    """Why new rules were not taken; those of before go on."""
    handed_refused: str = ""
    """Why the centre does not take what a colleague handed over; it stays here."""
    identical: bool = False
    """Both ends hold the same agreed records, by digest."""
    trail_sent: int = 0
    trail_trouble: str = ""
    """What the centre says is wrong with this device's trail."""


Watch = Callable[[Progress], None]


def run_round(
    ws: Workspace,
    centre: CentreLink,
    watch: Watch = lambda progress: None,
    *,
    at_once: int = 1,
    sparing: bool = False,
) -> RoundReport:
    """Exchange everything that can be exchanged now; cut anywhere, the next round goes on.

    `watch` may raise to stop it; `at_once` files go up at a time; `sparing` leaves the originals
    of photos for another network.

    Raises:
        Unreachable: the centre cannot be had; nothing is lost.
        Rejected: the centre does not take this person's word any more.
    """
    report = RoundReport()
    doubted = exchange.said_received(ws)
    _pull(ws, centre, report, watch)
    exchange.offer_again(ws, doubted)
    _deliver(ws, centre, report, watch)
    _push(ws, centre, report, watch)
    standing = _standing(ws, centre)
    _take_rules(ws, centre, standing, report)
    before = replace(report)
    up = _FilesOfRound(ws, centre, report, watch)
    busy = up.send(at_once, sparing=sparing)
    _fetch_files(ws, centre, report, watch, sparing=sparing)
    if report != before:
        standing = _standing(ws, centre)
    _compare(ws, centre, standing, report)
    if not report.identical:  # the centre goes on meanwhile: it puts timestamps behind papers
        _pull(ws, centre, report, watch)
        standing = _standing(ws, centre)
        _compare(ws, centre, standing, report)
    if exchange.files_missed(ws, standing.missing):
        busy = up.send(at_once, sparing=sparing) or busy
    _note(ws, report)
    _send_trail(ws, centre, standing, report)
    if busy is not None:
        raise busy
    return report


def _pull(
    ws: Workspace,
    centre: CentreLink,
    report: RoundReport,
    watch: Watch,
    receipts: Sequence[Receipt] = (),
) -> None:
    """Read on to the end; what was said to a push is noted with the first page, or without one."""
    _take_snapshot(ws, centre, report, watch)
    while True:
        # What was pushed just now comes back: of that a digest is enough.
        page = _page(ws, centre, receipts, brief=bool(receipts))
        received = exchange.receive(ws, page, receipts)
        if received is None:
            page = _page(ws, centre, receipts, brief=False)
            received = exchange.receive(ws, page, receipts)
        if received is None:
            raise NotTheCentre(FEED)
        receipts = ()
        report.pulled += len(page.entries)
        report.conflicts += received.conflicts
        watch(Progress("pull", report.pulled, report.pulled + int(page.more)))
        if not page.more:
            return


def _page(ws: Workspace, centre: CentreLink, receipts: Sequence[Receipt], *, brief: bool) -> Page:
    at = exchange.standing(ws)
    try:
        return centre.page(at.epoch, at.seq, exchange.feed_mark(ws), brief=brief)
    except AppError:
        exchange.settle(ws, receipts)
        raise


def _take_snapshot(ws: Workspace, centre: CentreLink, report: RoundReport, watch: Watch) -> None:
    """On a new tablet: what stands, instead of all that ever was; then the feed goes on from it."""
    while (until := exchange.snapshot_until(ws)) is not None:
        at = exchange.standing(ws)
        try:
            part = centre.snapshot(at.epoch, at.seq, until)
        except UnknownRecord:
            return  # a centre from before there were any
        report.conflicts += exchange.take_snapshot(ws, part.page, part.until).conflicts
        report.pulled += len(part.page.entries)
        watch(Progress("pull", report.pulled, report.pulled + 1))


def _deliver(ws: Workspace, centre: CentreLink, report: RoundReport, watch: Watch) -> None:
    """Bring what colleagues handed over, before the work that goes on from it."""
    delivered = []
    for stick_id, sealed in sites_to_deliver(ws).items():
        try:
            settle_sites(ws, centre.deliver(sealed))
        except StickRefused as refusal:
            report.handed_refused = refusal.why
            continue
        delivered.append(stick_id)
    if delivered:
        _pull(ws, centre, report, watch)
        sites_delivered(ws, delivered)


def _push(ws: Workspace, centre: CentreLink, report: RoundReport, watch: Watch) -> None:
    exchange.try_again(ws, problems.PAPERS)
    # Bounded: a change that keeps clashing waits for the next round instead of turning for ever.
    for _turn in range(_PUSH_TURNS):
        waiting = _waiting(ws)
        changes = exchange.outgoing(ws, PUSH_LIMIT)
        if not changes:
            return
        receipts = centre.push(changes, waiting)
        taken = sum(receipt.status != "clash" for receipt in receipts)
        report.pushed += sum(receipt.status == "received" for receipt in receipts)
        report.refused += sum(receipt.status == "refused" for receipt in receipts)
        _pull(ws, centre, report, watch, receipts)
        watch(Progress("push", report.pushed, report.pushed + waiting.changes - taken))
        if not taken and len(changes) == _waiting(ws).changes:
            return


def _waiting(ws: Workspace) -> Waiting:
    with ws.read() as unit:
        queued = unit.outbox.counts().get(LineState.QUEUED, 0)
    return Waiting(queued, len(exchange.files_to_send(ws)), exchange.oldest_waiting(ws))


def _take_rules(ws: Workspace, centre: CentreLink, standing: Standing, report: RoundReport) -> None:
    if standing.rules is not None and standing.rules <= ws.reference.edition:
        return
    package = centre.rules(ws.reference.edition)
    if package is None:
        return
    try:
        report.rules = take_rules(ws, package)
    except RulesRefused as refusal:
        report.rules_refused = refusal.why


class _FilesOfRound:
    """The files of one round, and between them what was recorded meanwhile."""

    def __init__(
        self, ws: Workspace, centre: CentreLink, report: RoundReport, watch: Watch
    ) -> None:
        self._ws, self._centre, self._report, self._watch = ws, centre, report, watch
        self._files = 0
        self._bytes = 0

    def send(self, at_once: int, *, sparing: bool) -> CentreBusy | None:
        """Send what waits; why the centre could not take one of them now."""
        files = exchange.files_to_send(self._ws, sparing=sparing)
        self._files, self._bytes = len(files), sum(shelved.size for shelved in files)
        self._report.files_spared = len(exchange.files_to_send(self._ws)) - len(files)
        self._told(Sent(0, 0, 0))
        up = FilesUp(self._ws, self._centre, self._told, self._first)
        try:
            up.send(files, at_once)
        finally:
            self._report.files_sent += up.sent
            self._report.troubled += up.troubled
        return up.busy

    def _told(self, sent: Sent) -> None:
        self._watch(
            Progress(
                "files", sent.done, self._files, sent.done_bytes, self._bytes, sent.moved_bytes
            )
        )

    def _first(self) -> None:
        if exchange.has_new_changes(self._ws):
            _push(self._ws, self._centre, self._report, self._watch)


def _fetch_files(
    ws: Workspace, centre: CentreLink, report: RoundReport, watch: Watch, *, sparing: bool
) -> None:
    wanted = exchange.files_wanted(ws, sparing=sparing)
    for number, digest in enumerate(wanted):
        told = Progress("fetch", number, len(wanted))
        watch(told)
        try:
            exchange.take_file(ws, centre.fetch_file(digest, partial(_heard, watch, told)))
        except UnknownRecord:
            continue  # still on the tablet of whoever took it; it is asked for again next time
        except OF_ONE_FILE as error:
            exchange.file_troubled(ws, digest, type(error).__name__)
            report.troubled.append(digest)
            continue
        report.files_fetched += 1


def _standing(ws: Workspace, centre: CentreLink) -> Standing:
    standing = centre.standing()
    offset = standing.now - ws.clock.now()
    exchange.note_clock(ws, round(offset.total_seconds()))
    return standing


def _compare(ws: Workspace, centre: CentreLink, standing: Standing, report: RoundReport) -> None:
    """Hold both digests together, and note what else the centre says of itself."""
    exchange.note_colleagues(ws, standing.colleagues)
    if standing.stick and standing.stick.encode() != exchange.recall(ws, STICK_CERTIFICATE):
        exchange.remember(ws, STICK_CERTIFICATE, standing.stick.encode())
    trusted = "".join(standing.stamps).encode()
    if trusted != (exchange.recall(ws, STAMP_AUTHORITIES) or b""):
        exchange.remember(ws, STAMP_AUTHORITIES, trusted)
    report.identical = exchange.agree(ws, standing.digest, standing.total)
    if report.identical:
        learn_what_is_safe(ws, centre, standing)


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


def _send_trail(ws: Workspace, centre: CentreLink, standing: Standing, report: RoundReport) -> None:
    at = standing.trail
    if at is not None and exchange.trail_is_there(ws, Head(at.seq, at.link), at.trouble):
        report.trail_trouble = at.trouble
        return
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


def _heard(watch: Watch, told: Progress, _there: int) -> None:
    watch(told)
