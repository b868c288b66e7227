"""The trail at the centre: taken in once, held against what is known, never changed again."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Table, select, update
from sqlalchemy.exc import DatabaseError

from app.actions.exchange import trail_received, trail_to_send
from app.actions.open_workspace import close_workspace, create_workspace
from app.clock import FixedClock
from app.domain.checklist import Answer
from app.domain.equipment import Equipment
from app.domain.staff import Identity
from app.domain.trail import BEGINNING, Head, Kept
from app.errors import BadRequest
from app.ids import CaseId, DeviceId, OrgId, RecordId, UserId
from app.store import tables as tablet
from app.views.trail import trail_standing
from app.workspace import Workspace
from sync.protocol.messages import TrailPush, TrailStanding
from sync.server import audit, tables, trails
from sync.server.accounts import Account
from sync.server.places import open_database
from sync.server.unit import CentreStore
from tests.builders import MORNING, a_visit
from tests.sync.stores import PlacesFor

WHO = Identity(UserId("zhang"), "张海峰", OrgId("公司"), ("inspector",), DeviceId("tab-1"))
ACCOUNT = Account(WHO.user, WHO.name, WHO.org, WHO.roles, WHO.device)


def a_device(name: str) -> Equipment:
    return Equipment(RecordId(name), CaseId("case-1"), WHO.org, "transformer", name)


@pytest.fixture
def store(places_for: PlacesFor, tmp_path: Path) -> Iterator[CentreStore]:
    with closing(open_database(places_for(tmp_path / "centre"))) as opened:
        yield opened


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    clock = FixedClock(MORNING, tick=timedelta(seconds=1))
    made = create_workspace(tmp_path / "tablet", "青海 plateau", WHO, clock)
    for number in range(4):
        with made.unit(f"deed {number}") as unit:
            unit.save(a_visit(opinion=f"第 {number} 稿"))
    yield made
    close_workspace(made)


def take(store: CentreStore, push: TrailPush) -> TrailStanding:
    with store.write() as connection:
        return trails.take(connection, ACCOUNT, push, MORNING)


def the_lines(ws: Workspace) -> tuple[Kept, ...]:
    with ws.read() as unit:
        return tuple(unit.trail.lines())


def all_of(ws: Workspace) -> TrailPush:
    lines = the_lines(ws)
    return TrailPush(0, lines[-1].line.seq, lines)


def kept_at(store: CentreStore) -> list[tuple[int, str]]:
    """Number and trouble of every line at the centre, as they came."""
    table = tables.trail
    with store.read() as connection:
        rows = connection.execute(select(table.c.seq, table.c.trouble).order_by(table.c.no))
        return [(row.seq, row.trouble) for row in rows]


def send(ws: Workspace, store: CentreStore) -> TrailStanding:
    """What a round does, to its end."""
    while True:
        stretch = trail_to_send(ws, 2)
        at = take(store, TrailPush(stretch.after, stretch.head, stretch.lines))
        if not trail_received(ws, Head(at.seq, at.link), at.trouble):
            return at


def test_a_trail_goes_up_in_stretches_and_only_once(ws: Workspace, store: CentreStore) -> None:
    at = send(ws, store)
    lines = the_lines(ws)
    assert at == TrailStanding(lines[-1].line.seq, lines[-1].link)
    assert kept_at(store) == [(kept.line.seq, "") for kept in lines]
    assert take(store, all_of(ws)) == at
    assert len(kept_at(store)) == len(lines)
    with ws.read() as unit:
        assert trail_standing(unit).sent == Head(at.seq, at.link)


def test_what_was_told_of_each_line_comes_along(ws: Workspace, store: CentreStore) -> None:
    send(ws, store)
    with store.read() as connection:
        rows = connection.execute(select(tables.trail).order_by(tables.trail.c.no)).all()
        told = [trails.told_of(connection, row) for row in rows]
    # Beside a line of a case it is sealed by the case's key.
    assert {row.told[:1] for row in rows if row.case_id} == {"1"}
    assert told == [kept.told for kept in the_lines(ws)]
    assert "opinion" in json.loads(told[-1])["records"]["inspection/visit-1"]["fields"]


def test_a_deed_that_touches_very_many_records_has_several_lines_and_goes_up(
    ws: Workspace, store: CentreStore
) -> None:
    before = len(the_lines(ws))
    things = [a_device(f"{n:03}" + "-of-a-large-works" * 20) for n in range(300)]
    with ws.unit("large") as unit:
        for thing in things:
            unit.save(thing)
    said = the_lines(ws)[before:]
    at = send(ws, store)
    assert (at.seq, at.trouble) == (said[-1].line.seq, "")
    told = [name for kept in said for name in json.loads(kept.told)["records"]]
    assert sorted(told) == [f"equipment/{thing.id}" for thing in things]
    assert [kept.line.deed for kept in said] == ["large"] * 2


def test_what_a_single_record_changed_in_very_many_places_is_told_in_part_and_counted(
    ws: Workspace, store: CentreStore
) -> None:
    asked = [f"an-item-that-is-asked-of-each-of-very-many-devices.{n:05}" for n in range(3000)]
    with ws.unit("one") as unit:
        unit.save(a_visit(answers=tuple(Answer(item, "T1") for item in asked)))
    told = json.loads(the_lines(ws)[-1].told)["records"]["inspection/visit-1"]
    assert len(told["fields"]) + told["more_fields"] >= 3000
    assert send(ws, store).trouble == ""


def test_a_long_line_of_an_earlier_program_does_not_hold_up_the_trail(
    ws: Workspace, store: CentreStore
) -> None:
    with ws.unit("earlier") as unit:
        unit.note("large", "case/case-1", "case-1", records=["x" * 64] * 20_000)
    assert send(ws, store).seq == the_lines(ws)[-1].line.seq


def test_a_centre_that_has_lost_the_last_lines_asks_for_them(
    ws: Workspace, store: CentreStore
) -> None:
    lines = the_lines(ws)
    late = TrailPush(3, lines[-1].line.seq, lines[3:])
    assert take(store, late) == TrailStanding(BEGINNING.seq, BEGINNING.link)
    assert kept_at(store) == []
    with ws.unit("pretend") as unit:
        unit.because("sent")
    trail_received(ws, Head(3, lines[2].link), "")
    assert send(ws, store).seq == lines[-1].line.seq


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"who": "li"}, "3:foreign"),
        ({"deed": "something else"}, "3:link"),
        ({"told": "{}"}, "3:told"),
        ({"previous": "0" * 64}, "3:previous"),
    ],
)
def test_a_line_that_was_tampered_with_is_noticed_and_kept(
    ws: Workspace, store: CentreStore, values: dict[str, str], why: str
) -> None:
    with ws.engine.begin() as connection:
        connection.execute(update(tablet.trail).where(tablet.trail.c.seq == 3).values(**values))
    at = send(ws, store)
    assert at.trouble == why
    assert [seq for seq, trouble in kept_at(store) if trouble] == [3]
    # What comes after the break is taken in, and what was noticed stays told.
    with ws.unit("later") as unit:
        unit.save(a_visit(opinion="照常"))
    assert send(ws, store).trouble == why
    assert len(kept_at(store)) == len(the_lines(ws))
    with ws.read() as unit:
        assert trail_standing(unit).at_centre == why


def test_a_line_that_is_gone_is_a_gap(ws: Workspace, store: CentreStore) -> None:
    with ws.engine.begin() as connection:
        connection.execute(tablet.trail.delete().where(tablet.trail.c.seq == 2))
    assert send(ws, store).trouble == "3:gap"
    assert [seq for seq, _ in kept_at(store)] == [1, 3, 4, 5]


def test_a_trail_that_went_another_way_is_a_fork(ws: Workspace, store: CentreStore) -> None:
    """The tablet's folder was put back to an older copy, and work went on there."""
    send(ws, store)
    with ws.engine.begin() as connection:
        connection.execute(tablet.trail.delete().where(tablet.trail.c.seq >= 4))
        connection.execute(tablet.setting.delete().where(tablet.setting.c.name == "trail_sent"))
    assert take(store, all_of(ws)).trouble == "4:cut"
    with ws.unit("another way") as unit:
        unit.save(a_visit(opinion="另一条路"))
        unit.note("more", "x")
    at = send(ws, store)
    assert at.trouble == "4:cut"
    assert kept_at(store) == [(1, ""), (2, ""), (3, ""), (4, ""), (5, ""), (4, "fork"), (5, "")]
    assert at.link == the_lines(ws)[-1].link


def test_a_head_of_the_centre_that_is_not_ours_is_never_taken_for_sent(ws: Workspace) -> None:
    assert not trail_received(ws, Head(3, WHO.device), "")  # type: ignore[arg-type]
    with ws.read() as unit:
        standing = trail_standing(unit)
    assert (standing.sent, standing.at_centre) == (BEGINNING, "3:sent")


@pytest.mark.parametrize("table", tables.APPEND_ONLY, ids=lambda table: table.name)
@pytest.mark.parametrize("deed", ["update", "delete"])
def test_the_database_itself_refuses_to_change_a_trail(
    ws: Workspace, store: CentreStore, table: Table, deed: str
) -> None:
    send(ws, store)
    with store.write() as connection:
        audit.note(connection, ACCOUNT, "sign_in", "account/zhang", MORNING)
        lost = {"org": ACCOUNT.org, "serial": "7", "device": "tab-1", "at": MORNING.isoformat()}
        connection.execute(tables.revoked.insert().values(**lost))
        key = {"org": ACCOUNT.org, "serial": "8", "person": "zhang", "at": lost["at"]}
        connection.execute(tables.issued_key.insert().values(**key, ends_at=lost["at"]))
    statement = update(table).values(org="li") if deed == "update" else table.delete()
    with pytest.raises(DatabaseError, match="append-only"), store.write() as connection:
        connection.execute(statement)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda push: replace(push, lines=push.lines[::-1]),
        lambda push: replace(push, after=1),
        lambda push: replace(push, head=-1),
        lambda push: replace(push, lines=(replace(push.lines[0], told="x" * (9 << 20)),)),
        lambda push: replace(push, lines=(replace(push.lines[0], told="\0"),)),
    ],
    ids=["turned round", "before the place", "negative", "endless", "zero byte"],
)
def test_what_is_no_stretch_of_a_trail_is_refused(
    ws: Workspace, store: CentreStore, spoil: Callable[[TrailPush], TrailPush]
) -> None:
    with pytest.raises(BadRequest):
        take(store, spoil(all_of(ws)))
    assert kept_at(store) == []
