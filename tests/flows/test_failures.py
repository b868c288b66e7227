"""How others lost data on the way between tablets, and that it is not lost here.

Each test is named after its scenario; two tablets, the real store and rules, a wire that is played.
"""

import shutil
from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest

from app.actions import exchange
from app.actions.open_workspace import close_workspace, open_workspace
from app.actions.settle_conflict import settle_conflict
from app.actions.withdraw import restore, withdraw
from app.clock import FixedClock
from app.domain.defect import Defect
from app.domain.inspection import Inspection
from app.errors import Offline
from app.ids import CaseId
from app.workspace import LineState
from sync.client.round import run_round
from sync.protocol.messages import Waiting
from tests.builders import a_case, a_visit
from tests.flows.pairs import DEFECT, PAIR, a_defect, conflicts, held, opine, save, sync
from tests.flows.simulation import (
    CLERK,
    ORG,
    PASSWORD,
    START,
    VISIT,
    Centre,
    Simulation,
    account,
    new_change,
)


def test_l7_what_timed_out_is_still_pending_and_goes_next_time(pair: Simulation) -> None:
    opine(pair.tablets[0], "同意送电")
    at = exchange.standing(pair.tablets[0])
    (sent,) = exchange.outgoing(pair.tablets[0], 10)
    pair.weather.lost_request = 1.0
    with pytest.raises(Offline):
        pair.wires[0].push([sent], Waiting())
    with pytest.raises(Offline):
        run_round(pair.tablets[0], pair.wires[0])
    pair.weather.lost_request = 0.0
    pair._restart(0)
    assert exchange.standing(pair.tablets[0]) == at
    assert [change.id for change in exchange.outgoing(pair.tablets[0], 10)] == [sent.id]
    assert sync(pair, 0)
    assert [change.id for change in pair.centre.applied()].count(sent.id) == 1


def test_l10_what_two_tablets_add_at_the_same_moment_never_has_one_name(
    prepared_pair: Path, pair: Simulation, tmp_path: Path
) -> None:
    clock = FixedClock(START, timedelta(0))
    shutil.copytree(prepared_pair, tmp_path / "twins")
    twins = [open_workspace(tmp_path / "twins" / who.device, PASSWORD, clock) for who in PAIR]
    names = [ws.ids.new() for ws in twins for _ in range(2000)]
    for ws in twins:
        close_workspace(ws)
    assert len(set(names)) == len(names)
    for n, name in ((0, names[0]), (1, names[-1])):
        save(pair.tablets[n], a_defect(name))
        assert sync(pair, n)
    assert {("defect", names[0]), ("defect", names[-1])} < set(pair.centre.bodies())


def test_l13_in_whatever_order_records_come_none_is_dropped(pair: Simulation) -> None:
    """A page in reverse order is the same; a record before its case is refused by name."""
    centre, clerk = pair.centre, account(CLERK)
    case = a_case(id=CaseId("case-2"), org=ORG, team=(PAIR[0].user,))
    visits = [
        a_visit(id=f"visit-{n}", case_id=case.id, org=ORG, attempt=1, lead=CLERK.user)
        for n in (2, 3)
    ]
    found = replace(a_defect(), case_id=case.id, inspection_id=visits[0].id)
    changes = [
        new_change(CLERK, record, f"new-{n}") for n, record in enumerate((found, *visits, case))
    ]
    told = [receipt.reason for receipt in centre.push(clerk, changes)]
    assert told == ["unknown_case", "unknown_case", "unknown_case", ""]
    assert [receipt.status for receipt in centre.push(clerk, changes)] == ["received"] * 4
    ws, at = pair.tablets[0], exchange.standing(pair.tablets[0])
    page = pair.wires[0].page(at.epoch, at.seq)
    exchange.receive(ws, replace(page, entries=tuple(reversed(page.entries))))
    # Two visits of one attempt, written on two tablets, are two records on all ends.
    assert {held(ws, Inspection, visit.id).attempt for visit in visits} == {1}
    assert sync(pair, 0)


@pytest.fixture
def withdrawn(pair: Simulation) -> Simulation:
    """One tablet has withdrawn a defect while the other has written in it; both are offline."""
    save(pair.tablets[0], a_defect())
    assert sync(pair, 0)
    assert sync(pair, 1)
    withdraw(pair.tablets[0], Defect, DEFECT)
    save(pair.tablets[1], replace(held(pair.tablets[1], Defect, DEFECT), description="接地线断了"))
    return pair


@pytest.mark.parametrize("first", [0, 1], ids=["withdrawn first", "written first"])
@pytest.mark.parametrize("stays", [True, False])
def test_l14_what_was_withdrawn_here_and_written_there_waits_for_a_person(
    withdrawn: Simulation, first: int, stays: bool
) -> None:
    second = 1 - first
    sync(withdrawn, first)
    exchange.settle(  # pushed before anything is pulled: the centre sees it too
        withdrawn.tablets[second],
        withdrawn.wires[second].push(exchange.outgoing(withdrawn.tablets[second], 9), Waiting()),
    )
    sync(withdrawn, second)
    (conflict,) = conflicts(withdrawn.tablets[second])
    assert (conflict.path, conflict.mine is None, conflict.theirs is None) == (
        ("withdrawn_at",), second == 1, second == 0,
    )  # fmt: skip
    settle_conflict(withdrawn.tablets[second], conflict.id, "mine" if stays == second else "theirs")
    assert sync(withdrawn, second)
    assert sync(withdrawn, first)
    for ws in withdrawn.tablets:
        defect = held(ws, Defect, DEFECT)
        assert (defect.description, defect.withdrawn_at is None) == ("接地线断了", stays)
    restore(withdrawn.tablets[0], Defect, DEFECT)
    assert held(withdrawn.tablets[0], Defect, DEFECT).description == "接地线断了"


def test_l14_two_who_withdraw_the_same_are_not_asked(withdrawn: Simulation) -> None:
    withdraw(withdrawn.tablets[1], Defect, DEFECT)
    assert sync(withdrawn, 0)
    assert sync(withdrawn, 1)
    assert conflicts(withdrawn.tablets[1]) == []


def test_l15_a_conflict_stays_open_through_rounds_that_succeed(pair: Simulation) -> None:
    opine(pair.tablets[0], "可以送电")
    opine(pair.tablets[1], "暂缓送电")
    sync(pair, 0)
    sync(pair, 1)
    (open_one,) = conflicts(pair.tablets[1])
    for n in (0, 1, 0, 1):
        save(pair.tablets[n], a_defect(f"defect-{n}", location=f"{len(pair.trace)}"))
        sync(pair, n)
    pair._restart(1)
    assert conflicts(pair.tablets[1]) == [open_one]
    assert held(pair.tablets[1], Inspection, VISIT).opinion == "暂缓送电"


def test_l16_what_was_withdrawn_is_not_brought_back_by_an_old_tablet(pair: Simulation) -> None:
    save(pair.tablets[0], a_defect())
    assert sync(pair, 0)
    assert sync(pair, 1)
    withdraw(pair.tablets[0], Defect, DEFECT)
    assert sync(pair, 0)
    opine(pair.tablets[1], "离线写的意见")  # this one has still the defect of before
    assert held(pair.tablets[1], Defect, DEFECT).withdrawn_at is None
    assert sync(pair, 1)
    assert sync(pair, 0)
    for ws in pair.tablets:
        assert held(ws, Defect, DEFECT).withdrawn_at is not None
        assert held(ws, Inspection, VISIT).opinion == "离线写的意见"


@pytest.mark.parametrize("order", tuple(permutations(range(3))), ids=str)
def test_l17_a_chain_of_edits_that_comes_out_of_order_ends_as_in_order(
    order: tuple[int, ...],
) -> None:
    """Each request has all that is not confirmed, as a tablet sends it; one overtakes another."""
    centre, clerk = Centre(FixedClock(START)), account(CLERK)
    made = new_change(CLERK, a_case(org=ORG), "made")
    drafts = [
        replace(
            new_change(CLERK, a_case(org=ORG, tags=tags), name),
            base_rev=0,
            edits=tuple(e for e in new_change(CLERK, a_case(org=ORG, tags=tags), name).edits
                        if e.path == ("tags",)),
        )
        for name, tags in (("first", ("genset",)), ("second", ("genset", "ct_meter")))
    ]  # fmt: skip
    chain = [made, *drafts]
    for last in order:
        assert {r.status for r in centre.push(clerk, chain[: last + 1])} == {"received"}
    for last in order:  # and all of it once more, from a line that repeats
        centre.push(clerk, chain[: last + 1])
    assert [change.id for change in centre.applied()] == ["made", "first", "second"]
    body = centre.bodies()["case", "case-1"]
    assert isinstance(body, dict)
    assert body["tags"] == ["genset", "ct_meter"]
    centre.store.close()


def test_l34_a_tablet_put_back_to_an_older_copy_sends_nothing_as_new(
    pair: Simulation, tmp_path: Path
) -> None:
    ws = pair.tablets[0]
    opine(ws, "同意送电")
    save(ws, a_defect())
    close_workspace(ws)
    shutil.copytree(ws.folder, tmp_path / "copy")
    pair.tablets[0] = pair._open(PAIR[0])
    assert sync(pair, 0)
    held_before, applied = pair.centre.bodies(), len(pair.centre.applied())
    close_workspace(pair.tablets[0])
    shutil.rmtree(ws.folder)
    shutil.copytree(tmp_path / "copy", ws.folder)
    pair.tablets[0] = pair._open(PAIR[0])
    with pair.tablets[0].read() as unit:
        assert LineState.QUEUED in {line.state for line in unit.outbox.all()}
    assert sync(pair, 0)
    assert (pair.centre.bodies(), len(pair.centre.applied())) == (held_before, applied)
    with pair.tablets[0].read() as unit:
        assert unit.outbox.all() == []
