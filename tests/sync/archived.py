"""A case that was archived some days ago, as the centre tells it, and what backups hold of it."""

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

from sqlalchemy import Connection

from app import codec
from app.clock import SystemClock
from app.codec import Record
from app.domain.case import ConnectionCase
from app.domain.change import Change, Fields, Plain
from app.domain.load import LoadProfile, LoadSummary
from app.domain.report import Report
from app.domain.units import Kw, Kwh
from app.ids import Digest, RecordId
from app.reference.library import open_reference
from sync.protocol.messages import SignedIn
from sync.server import backup, feed
from sync.server.accounts import Account
from sync.server.judge import Judge
from sync.server.places import open_database
from tests.builders import MORNING, an_event
from tests.sync.centres import RunningCentre, a_change, signed_in

_ONE = Decimal(1)
_SUMMARY: Final = LoadSummary(
    MORNING, MORNING + timedelta(minutes=15), 900, 1, 1, Kw(_ONE), MORNING, Kwh(_ONE), _ONE
)
TO_THE_END: Final = (
    "application.submitted", "application.accepted", "survey.scheduled", "survey.completed",
    "scheme.submitted_for_approval", "scheme.approved", "scheme.replied", "scheme.confirmed",
    "design.submitted", "design.opinion_issued", "interim.requested", "interim.opinion_issued",
    "completion.requested", "completion.opinion_issued", "contract.signed", "fees.settled",
    "metering.ready", "energisation.completed", "archive.completed",
)  # fmt: skip


class _TakesAll(Judge):
    """A judge for whom all is in order: the long way to the archive is told elsewhere."""

    def admit(
        self, connection: Connection, account: Account, change: Change, old: Mapping[str, Plain]
    ) -> None:
        """Everybody may."""

    def judged(
        self,
        connection: Connection,
        account: Account,
        change: Change,
        old: Mapping[str, Plain],
        new: Fields,
    ) -> dict[str, Plain]:
        """Everything counts."""
        return codec.whole(change.kind, new)


def say_at(centre: RunningCentre, org: str, records: Iterable[Record]) -> None:
    """Put these into the centre's own database, with their lines of the feed."""
    known = SignedIn("", f"clerk@{org}", "", org, ("clerk",), MORNING)
    changes = [a_change(record, known, f"{org}-{record.id}") for record in records]
    account = Account(known.user, "", org, known.roles, "office")
    with closing(open_database(centre.places)) as store, store.write() as connection:
        receipts = feed.accept(
            connection, account, changes, _TakesAll(open_reference()), SystemClock().now()
        )
    assert {receipt.status for receipt in receipts} == {"received"}


def archive(centre: RunningCentre, case: ConnectionCase, days: int) -> None:
    """The whole way of this case, archived so many days ago."""
    at = SystemClock().now() - timedelta(days=days, hours=1)
    made = (
        an_event(code, at - timedelta(minutes=len(TO_THE_END) - number), number)
        for number, code in enumerate(TO_THE_END, 1)
    )
    say_at(centre, case.org, (replace(e, case_id=case.id, org=case.org) for e in made))


def large_files(centre: RunningCentre, case: ConnectionCase) -> dict[str, Digest]:
    """A load curve and a paper of the case, at the centre with their files, by what they are."""
    contents = {"samples": b"samples" * 90, "source": b"source" * 90, "paper": b"paper" * 90}
    contents = {what: content + case.org.encode() for what, content in contents.items()}
    named = {what: codec.digest_of(content) for what, content in contents.items()}
    load = LoadProfile(
        RecordId("load"), case.id, case.org, "load.csv", named["source"], named["samples"],
        "M1", "mean", "start", _SUMMARY, MORNING,
    )  # fmt: skip
    paper = Report(
        RecordId("paper"), case.id, case.org, RecordId("visit-1"), "F06", "F06-1", 1, 1, MORNING,
        named["paper"], named["paper"], (), 1,
    )  # fmt: skip
    say_at(centre, case.org, (load, paper))
    link, _known = signed_in(centre.url, f"clerk@{case.org}")
    with closing(link):
        for content in contents.values():
            link.send_file(codec.digest_of(content), content, "", lambda upload: None)
    return named


def back_up(centre: RunningCentre) -> backup.Position:
    """The position of a backup that begins now; it counts when it is noted."""
    with closing(open_database(centre.places)) as store, store.write() as connection:
        return backup.take_position(connection, SystemClock().now())


def note(centre: RunningCentre, position: backup.Position) -> None:
    """That backup was read back whole."""
    with closing(open_database(centre.places)) as store, store.write() as connection:
        backup.note(connection, position)
