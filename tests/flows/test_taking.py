"""Entries that are written together leave the tablet as if each had been taken in by itself."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app import codec, taking
from app.actions.open_workspace import close_workspace, open_workspace
from app.clock import FixedClock
from app.domain.change import Change, Entry, EntryReason, FieldEdit
from app.domain.defect import Defect, Severity
from app.domain.evidence import Photo
from app.ids import ChangeId, DeviceId, InspectionId, RecordId, UserId
from app.mending import Mending
from app.workspace import LineState, Unit, Workspace
from tests.flows.simulation import (
    CASE,
    ORG,
    PASSWORD,
    START,
    a_simulated_case,
    prepare_tablets,
    team,
)
from tests.sync.records import a_photo

SEEDS = range(60)
OF_CASE = a_simulated_case([])
IDS = [f"d{n}" for n in range(4)]
FIELDS = ("description", "location", "requirement")
LOOK = ("record", "agreed", "outbox", "draft", "blob", "case_index")


NEW = re.compile(r"[0-9a-f-]{36}|2026-[0-9T:.+Z-]+")
"""Ids that are made here, and moments."""


class Undone(Exception):
    """Nothing of this transaction stays."""


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("tablet")
    (me,) = team(1)
    prepare_tablets(folder, [me])
    clock = FixedClock(START, tick=timedelta(milliseconds=7))
    opened = open_workspace(folder / me.device, PASSWORD, clock)
    yield opened
    close_workspace(opened)


def a_finding(record_id: str, chance: random.Random) -> Defect:
    words = [chance.choice(["甲", "乙", "丙"]) for _ in FIELDS]
    return Defect(
        RecordId(record_id), CASE, ORG, InspectionId("v"), "com.tx.ir", "T1", words[1], words[0],
        Severity.MAJOR, "GB 50150", requirement=words[2],
    )  # fmt: skip


def an_entry(seq: int, rev: int, record: Defect | Photo, chance: random.Random) -> Entry:
    mine = chance.random() < 0.5
    # A change is always of the same record, by the same device.
    change_id = f"{'c' if mine else 'h'}-{record.id}-{chance.randrange(2)}"
    return Entry(
        seq=seq,
        reason=chance.choice([EntryReason.CHANGE] * 6 + [EntryReason.SNAPSHOT, EntryReason.LEFT]),
        kind=codec.kind_of(record),
        record_id=RecordId(record.id),
        case_id=CASE,
        rev=rev,
        body=codec.encode(record),
        change_id=ChangeId(change_id) if chance.random() < 0.7 else None,
        by=UserId("user-0" if mine else "user-1"),
        device=DeviceId("tablet-0" if mine else "tablet-1"),
        at=START,
        seal=f"seal of {seq}",
    )


def a_line(unit: Unit, record_id: str, number: int, chance: random.Random) -> None:
    """A change that waits on the tablet, in any state; one's own, or a colleague's."""
    body = codec.encode(a_finding(record_id, chance))
    edits = tuple(
        FieldEdit((name,), None, chance.choice(["甲", "乙"])) for name in chance.sample(FIELDS, 2)
    )
    change: Change = unit.change("defect", body, edits)
    if chance.random() < 0.2:
        unit.outbox.carry(replace(change, id=ChangeId(f"h-{record_id}-{number}")))
        return
    survivor, _ = unit.outbox.put(replace(change, id=ChangeId(f"c-{record_id}-{number}")))
    state = chance.choice([LineState.QUEUED, LineState.RECEIVED, LineState.REFUSED])
    if state is not LineState.QUEUED or chance.random() < 0.5:
        unit.outbox.tried([survivor])
        unit.outbox.mark(survivor, state)


def as_it_was(unit: Unit, chance: random.Random) -> list[Entry]:
    """Fill the tablet as this chance has it; the page that comes then."""
    known = {record_id: chance.randrange(3) for record_id in IDS}
    for seq, (record_id, rev) in enumerate(known.items(), 1):
        if rev:
            entry = an_entry(seq, rev, a_finding(record_id, chance), chance)
            unit.records.agree(entry)
            unit.relay("defect", record_id)
    for record_id in chance.sample(IDS, chance.randrange(len(IDS))):
        for number in range(chance.randrange(1, 3)):
            a_line(unit, record_id, number, chance)
    for record_id in IDS:
        if known[record_id]:
            unit.relay("defect", record_id)
            if chance.random() < 0.2:
                typed = FieldEdit((chance.choice(FIELDS),), None, "半")
                unit.drafts.keep("defect", record_id, [typed], START)
    page = []
    for seq in range(10, 10 + chance.randrange(1, 9)):
        record_id = chance.choice(IDS)
        if chance.random() < 0.2:
            photo = a_photo(OF_CASE, RecordId(f"p{seq}"), "user-1", str(seq).encode())
            page.append(an_entry(seq, 1, photo, chance))
            continue
        rev = known[record_id] = max(1, known[record_id] + chance.choice([-1, 1, 1, 1, 2]))
        page.append(an_entry(seq, rev, a_finding(record_id, chance), chance))
    return page


def one_by_one(unit: Unit, ws: Workspace, page: list[Entry], mended: Mending) -> int:
    return sum(taking.take(unit, ws, [entry], mended) for entry in page)


def by_the_long_way(unit: Unit, ws: Workspace, page: list[Entry], mended: Mending) -> int:
    return sum(taking.take_one(unit, ws, entry, mended) for entry in page)


def left_behind(ws: Workspace, seed: int, way: Callable[..., int]) -> tuple[int, Any]:
    """How many conflicts this way of taking the page finds, and all that stands there then."""
    found: list[tuple[int, Any]] = []

    def take() -> None:
        with ws.unit("take") as unit:
            page = as_it_was(unit, random.Random(seed))
            conflicts = way(unit, ws, page, Mending(unit, "life"))
            found.append((conflicts, what_stands(unit)))
            raise Undone

    with pytest.raises(Undone):
        take()
    return found[0]


def what_stands(unit: Unit) -> dict[str, list[str]]:
    """All rows that a page of the feed can touch."""
    told = {}
    for name in LOOK:
        rows = unit.connection.exec_driver_sql(f"SELECT * FROM {name}").mappings()
        plain = [{k: v for k, v in row.items() if k not in ("seq", "number")} for row in rows]
        told[name] = sorted(NEW.sub("new", repr(row)) for row in plain)
    rows = unit.connection.exec_driver_sql("SELECT record_id, path, mine, theirs FROM conflict")
    return {**told, "conflict": sorted(repr(tuple(row)) for row in rows)}


@pytest.mark.parametrize("seeds", [SEEDS[n::4] for n in range(4)])
def test_a_page_leaves_what_its_entries_leave_one_by_one(ws: Workspace, seeds: range) -> None:
    for seed in seeds:
        long_way = left_behind(ws, seed, by_the_long_way)
        assert left_behind(ws, seed, taking.take) == long_way, seed
        assert left_behind(ws, seed, one_by_one) == long_way, seed
