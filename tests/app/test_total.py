"""The total of what is agreed is that of the rows there are, whichever way they became so."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from app import codec
from app.actions.open_workspace import close_workspace, create_workspace
from app.domain.change import Entry, EntryReason
from app.ids import ChangeId, DeviceId, RecordId, UserId
from app.workspace import Unit, Workspace
from tests.app.tablets_on_disk import PASSWORD, WHO
from tests.builders import MORNING, a_case

IDS = [f"visit-{n}" for n in range(6)]
CASE = a_case()
ANEW = "SELECT kind, id, digest FROM agreed WHERE digest != ''"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = create_workspace(tmp_path / "tablet", PASSWORD, WHO)
    yield made
    close_workspace(made)


def an_entry(record_id: str, rev: int) -> Entry:
    body = {"id": record_id, "case_id": CASE.id, "org": "o", "opinion": f"{rev}"}
    return Entry(
        rev, EntryReason.CHANGE, "inspection", RecordId(record_id), CASE.id, rev, body,
        ChangeId(f"c{rev}"), UserId("li"), DeviceId("other"), MORNING,
    )  # fmt: skip


def a_step(unit: Unit, rev: int, chance: random.Random) -> None:
    """Something becomes of what is agreed."""
    record_id = chance.choice(IDS)
    match chance.randrange(6):
        case 0:
            unit.records.agree(an_entry(record_id, rev))
        case 1:
            some = [an_entry(each, rev) for each in chance.sample(IDS, 3)]
            unit.records.agree_all(some, "o")
        case 2:
            unit.records.leave("inspection", record_id)
        case 3:
            unit.records.remove("inspection", record_id)
        case 4:
            unit.records.disagree("inspection", record_id)
        case 5:
            spoil = text("UPDATE agreed SET digest = :digest WHERE id = :id")
            unit.connection.execute(spoil, {"digest": f"spoilt {rev}", "id": record_id})


def reckoned_anew(unit: Unit) -> str:
    rows = unit.connection.execute(text(ANEW)).all()
    return codec.as_total(sum(codec.weight(*row) for row in rows))


def test_the_total_follows_whatever_becomes_of_the_rows(ws: Workspace) -> None:
    chance = random.Random(7)
    for rev in range(1, 120):
        with ws.unit("step") as unit:
            a_step(unit, rev, chance)
            if chance.random() < 0.4:
                assert unit.total.now() == reckoned_anew(unit)


def test_one_that_is_lost_is_reckoned_anew(ws: Workspace) -> None:
    with ws.unit("step") as unit:
        unit.records.agree_all([an_entry(each, 1) for each in IDS], "o")
        told = unit.total.now()
        unit.connection.execute(text("DELETE FROM agreed_total"))
        unit.records.disagree("inspection", IDS[0])
        unit.records.agree(an_entry(IDS[0], 1))
        assert unit.total.now() == told != codec.as_total(0)
