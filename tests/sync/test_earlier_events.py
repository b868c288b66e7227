"""Events of before there were guards: an older centre still takes them, a new one never does."""

from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from app.clock import FixedClock
from app.ids import UserId
from sync.protocol import problems
from sync.server import tables
from sync.server.places import Places, open_database
from tests.builders import MORNING, a_case, an_event
from tests.sync.centres import OFFICE, an_inner_centre, let_in, names
from tests.sync.offices import Office

HOUR = timedelta(hours=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Of a centre that has a case."""
    with an_inner_centre(tmp_path, FixedClock(MORNING - HOUR)) as (_, client):
        let_in(tmp_path, "ours", clerk=OFFICE, zhang="inspector")
        assert Office(client).new(a_case(team=names(["clerk"], "ours")), by="clerk") == ""
    return tmp_path


def said(office: Office, at: datetime, *, guarded: bool = False) -> str:
    """Why the centre refuses an event that was noted then; empty where it takes it."""
    event = replace(
        an_event("application.submitted", at), actor=UserId("clerk@ours"), guarded=guarded
    )
    return office.new(event, by="clerk")


def test_a_centre_that_began_with_guards_takes_none_without(folder: Path) -> None:
    with an_inner_centre(folder, FixedClock(MORNING)) as (_, client):
        office = Office(client, first=10)
        assert said(office, MORNING - 24 * HOUR) == problems.UNGUARDED
        assert said(office, MORNING - 24 * HOUR, guarded=True) == ""


def test_an_older_one_takes_what_was_noted_before_it_had_them(folder: Path) -> None:
    with closing(open_database(Places(folder))) as store, store.write() as connection:
        note = tables.meta.c.name == "unguarded_until"
        connection.execute(delete(tables.meta).where(note))
    with an_inner_centre(folder, FixedClock(MORNING)) as (_, client):
        assert said(Office(client, first=10), MORNING - 2 * HOUR) == ""
    with an_inner_centre(folder, FixedClock(MORNING + 9 * HOUR)) as (_, client):
        office = Office(client, first=20)
        assert said(office, MORNING - HOUR) == ""
        assert said(office, MORNING + HOUR) == problems.UNGUARDED
