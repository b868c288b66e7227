"""The total of a scope is that of the rows it has, whichever way they became so."""

import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, insert, select, update

from app import codec
from sync.server import scope, tables, totals
from sync.server.accounts import Account
from sync.server.places import Places, open_database
from sync.server.unit import CentreStore
from tests.sync.stores import PlacesFor

ORG = "sums"
CHIEF = Account("chief", "主管", ORG, ("approver",), "office")
ZHANG = Account("zhang", "张", ORG, ("inspector",), "tablet-1")
STRANGER = Account("li", "李", "other", ("approver",), "tablet-2")
CASES = [f"case-{n}" for n in range(4)]
OF_ZHANG = CASES[:2]
_record, _reserved = tables.record, tables.reserved


@pytest.fixture
def places(places_for: PlacesFor, tmp_path: Path) -> Places:
    return places_for(tmp_path)


@pytest.fixture
def store(places: Places) -> Iterator[CentreStore]:
    with closing(open_database(places)) as opened:
        with opened.write() as connection:
            rows = [{"org": ORG, "case_id": case, "user": "zhang"} for case in OF_ZHANG]
            connection.execute(insert(tables.member), rows)
        yield opened


def a_step(connection: Connection, number: int, chance: random.Random) -> None:
    """A record comes, changes, goes to another case, or is spoilt by hand."""
    key = {"org": ORG, "kind": chance.choice(["defect", "filing"]), "id": f"r{number % 13}"}
    here = [_record.c[name] == value for name, value in key.items()]
    values = {"case_id": chance.choice(CASES), "rev": 1, "body": "{}", "digest": f"d{number}"}
    connection.execute(delete(_record).where(*here))
    connection.execute(insert(_record).values(**key, **values))
    other = _record.c.id == f"r{chance.randrange(13)}"
    if chance.random() < 0.5:
        connection.execute(update(_record).where(other).values(digest=f"new {number}"))
    if chance.random() < 0.2:
        connection.execute(update(_record).where(other).values(case_id=chance.choice(CASES)))
    if chance.random() < 0.2:
        connection.execute(delete(_record).where(other))


def reserve(connection: Connection, record_id: str, reader: str) -> None:
    row = {"org": ORG, "kind": "filing", "record_id": record_id, "reader": reader}
    connection.execute(insert(_reserved).values(**row))


def agrees(connection: Connection, account: Account, hidden: frozenset[str]) -> bool:
    """Whether the total of this person's scope is that of the rows, reckoned anew."""
    rows = connection.execute(select(_record).where(_record.c.org == account.org)).all()
    weights = sum(
        codec.weight(row.kind, row.id, row.digest)
        for row in rows
        if (account is not ZHANG or row.case_id in OF_ZHANG)
        and not (row.kind == "filing" and row.id in hidden)
    )
    return scope.total_of_scope(connection, account) == codec.as_total(weights)


def test_the_total_follows_whatever_becomes_of_the_rows(store: CentreStore) -> None:
    chance = random.Random(3)
    with store.write() as connection:
        reserve(connection, "r1", "role:approver")
        reserve(connection, "r2", "user:zhang")
        reserve(connection, "r2", "role:approver")
        reserve(connection, "r3", "user:li")
        for number in range(60):
            a_step(connection, number, chance)
            if chance.random() < 0.3:
                totals.reckon(connection, ORG)
            assert agrees(connection, CHIEF, frozenset({"r3"})), number
            assert agrees(connection, ZHANG, frozenset({"r1", "r3"})), number
            assert agrees(connection, STRANGER, frozenset()), number
        totals.reckon(connection, ORG)
        assert not connection.execute(select(tables.record_step)).all()
        assert agrees(connection, ZHANG, frozenset({"r1", "r3"}))


def test_a_database_of_before_is_reckoned_when_it_is_opened(
    places: Places, store: CentreStore
) -> None:
    goes = ["record_comes", "record_goes", "record_turns"]
    if store.kind == "postgresql":
        goes = ["record_step ON record"]
    with store.write() as connection:
        for name in goes:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        for number in range(20):
            a_step(connection, number, random.Random(number))
        assert not agrees(connection, CHIEF, frozenset())
    with closing(open_database(places)) as again, again.read() as connection:
        assert agrees(connection, CHIEF, frozenset())
        assert agrees(connection, ZHANG, frozenset())
