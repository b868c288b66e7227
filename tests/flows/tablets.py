"""Tablets that have joined a real centre and got the demo's case, whose inspection is due."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.clock import SystemClock
from app.codec import Record
from app.domain.staff import Identity
from app.ids import DeviceId, Minter, OrgId, UserId
from app.workspace import Workspace
from sync.client.enrol import join, reconnect
from sync.client.round import RoundReport, run_round
from sync.protocol.messages import Waiting
from tests.rested import with_papers
from tests.sync.centres import OFFICE, PASSWORD, RunningCentre, a_change, let_in, names, signed_in
from ui.demo.cast import the_case, the_devices, the_history

Records = Callable[[Minter, Identity, datetime], list[Record]]


def an_inspected_case(ids: Minter, who: Identity, now: datetime) -> list[Record]:
    """The demo's case, built and waiting for its completion inspection; the case comes first."""
    case = the_case(ids)
    return [case, *the_devices(case, ids), *the_history(case, who, ids, now)]


def a_joined_tablet(
    folder: Path, centre: RunningCentre, org: str, records: Records = an_inspected_case
) -> Workspace:
    """The tablet of the inspector zhang of this organisation, with its case, open."""
    let_in(centre, org, clerk=OFFICE, zhang="inspector")
    _post_the_case(centre, org, records)
    ws = join(folder, centre.url, f"zhang@{org}", PASSWORD, "平板", SystemClock())
    sync(ws)
    return ws


def sync(ws: Workspace) -> RoundReport:
    """One round with its centre."""
    with closing(reconnect(ws)) as link:
        return run_round(ws, link)


def _post_the_case(centre: RunningCentre, org: str, made: Records) -> None:
    link, clerk = signed_in(centre.url, f"clerk@{org}")
    clock = SystemClock()
    ids = Minter(clock)
    who = Identity(UserId(clerk.user), clerk.name, OrgId(org), clerk.roles, DeviceId("office"))
    case, *others = made(ids, who, clock.now())
    case = replace(case, team=names(["zhang"], org))  # type: ignore[call-arg]
    records, files = with_papers(replace(record, org=OrgId(org)) for record in (case, *others))
    changes = [a_change(record, clerk, ids.new()) for record in records]
    assert all(r.status == "received" for r in link.push(changes, Waiting()))
    for digest, content in files.items():
        link.send_file(digest, content, "", _not_cut)
    link.close()


def _not_cut(upload: str) -> None:
    """Where the upload would go on: it is not cut here."""
