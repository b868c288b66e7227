"""A tablet that joins by the snapshot holds what one holds that has read the whole feed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app import codec
from app.actions import exchange
from app.actions.open_workspace import close_workspace, open_workspace
from app.domain.case import ConnectionCase
from app.domain.change import FieldEdit
from app.domain.change import Path as FieldPath
from app.domain.defect import Defect, Severity
from app.errors import Offline, UnknownRecord
from app.ids import DeviceId, RecordId, UserId
from app.workspace import Workspace
from sync.client.round import RoundReport, run_round
from sync.protocol.messages import Snapshot
from sync.server import erasure, lives, serving
from sync.server.sealing import ERASED
from tests.flows.simulated_centre import Wire
from tests.flows.simulation import (
    CASE,
    CLERK,
    ORG,
    PASSWORD,
    VISIT,
    Simulation,
    a_simulated_case,
    account,
    new_change,
    prepare_tablets,
    team,
)

SEEDS = range(4)
ID_NO = "630102199001011234"
PEOPLE = team(2)
LATE = [replace(PEOPLE[0], device=DeviceId(name)) for name in ("by-snapshot", "by-feed")]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    prepare_tablets(folder, [*PEOPLE, *LATE])
    return folder


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of one line, so that much happens between them."""
    monkeypatch.setattr(serving, "SNAPSHOT_LIMIT", 1)


class OldWire(Wire):
    """A link to a centre from before there were snapshots."""

    def snapshot(self, epoch: str, after: int, until: int) -> Snapshot:
        raise UnknownRecord("", "")


@contextmanager
def a_story(prepared: Path, tmp_path: Path, seed: int) -> Iterator[Simulation]:
    run = Simulation(prepared, tmp_path / "run", PEOPLE, seed)
    try:
        yield run
    finally:
        run.close()


@contextmanager
def joined(run: Simulation, number: int) -> Iterator[tuple[Workspace, Wire]]:
    """A new tablet of the first person, and its link."""
    ws = open_workspace(run.folder / LATE[number].device, PASSWORD, run.clock)
    kind = (Wire, OldWire)[number]
    try:
        yield ws, kind(run.centre, account(LATE[number]), run.chance, run.weather)
    finally:
        close_workspace(ws)


def a_part(ws: Workspace, wire: Wire) -> bool:
    """Take one part of the snapshot; whether there is more of it."""
    until = exchange.snapshot_until(ws)
    if until is None:
        return False
    at = exchange.standing(ws)
    part = wire.snapshot(at.epoch, at.seq, until)
    exchange.take_snapshot(ws, part.page, part.until)
    return True


def set_team(run: Simulation, *people: UserId) -> None:
    """The clerk says who is on the team."""
    say_of_case(run, ("team",), list(people))


def say_of_case(run: Simulation, path: FieldPath, value: object) -> None:
    """The clerk says so of the case, whatever was said before."""
    change = replace(
        new_change(CLERK, a_simulated_case(run.people), f"said-{run.clock.now().isoformat()}"),
        base_rev=1 << 20,
        edits=(FieldEdit(path, None, value),),
    )
    (receipt,) = run.centre.push(account(CLERK), [change])
    assert receipt.status == "received", receipt


def something_happens(run: Simulation) -> None:
    """Somebody works, or is taken off the case, or comes back to it."""
    everybody = [person.user for person in run.people]
    chance = run.chance.random()
    if chance < 0.15:
        set_team(run, everybody[1])
    elif chance < 0.4:
        set_team(run, *everybody)
    else:
        run._step()


def held(ws: Workspace) -> dict[str, Any]:
    """What a tablet has agreed to, what it shows, and where it stands."""
    with ws.read() as unit:
        agreed = unit.connection.exec_driver_sql("SELECT kind, id, rev, body, digest FROM agreed")
        rows = unit.connection.exec_driver_sql("SELECT kind, id, case_id, org, body FROM record")
        return {
            "agreed": sorted(map(tuple, agreed)),
            "record": sorted(
                (*row[:4], codec.canonical(msgspec.json.decode(row[4]))) for row in rows
            ),
            "at": (unit.inbox.standing().epoch, unit.inbox.standing().seq),
        }


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("seed", SEEDS)
def test_a_snapshot_and_the_feed_lead_to_the_same(
    prepared: Path, tmp_path: Path, seed: int
) -> None:
    with (
        a_story(prepared, tmp_path, seed) as run,
        joined(run, 0) as (ws, wire),
        joined(run, 1) as (other, old_wire),
    ):
        run.run(20)
        parts = 0
        while a_part(ws, wire):
            parts += 1
            something_happens(run)
        set_team(run, *[person.user for person in run.people])
        assert run.settle_down()
        reports = run_round(ws, wire), run_round(other, old_wire)
        assert parts > 1
        assert all(report.identical for report in reports)
        assert reports[0].conflicts == reports[1].conflicts == 0
        assert held(ws) == held(other)
        assert_proven(run, ws)


def assert_proven(run: Simulation, ws: Workspace) -> None:
    """Each record bears the centre's seal, so that a restored centre takes it back."""
    with ws.read() as unit:
        rows = unit.connection.exec_driver_sql("SELECT * FROM agreed").all()
    with run.centre.store.read() as connection:
        for row in rows:
            said = (lives.epoch(connection), ORG, row.kind, row.id, row.case_id)
            parts = (*said, str(row.seq), str(row.rev), row.by)
            assert lives._sealed(connection, parts, row.body.encode()) == row.seal


def test_what_was_overtaken_does_not_travel(prepared: Path, tmp_path: Path) -> None:
    with a_story(prepared, tmp_path, 1) as run, joined(run, 0) as (ws, wire):
        run.run(30)
        assert run.settle_down()
        with run.centre.store.read() as connection:
            lines = serving.page(connection, account(LATE[0]), "", 0).entries
        report = run_round(ws, wire)
        assert report.identical
        assert report.pulled == len(run.centre.bodies()) < len(lines)


@pytest.mark.usefixtures("small_parts")
def test_a_snapshot_that_is_cut_goes_on_where_it_was(prepared: Path, tmp_path: Path) -> None:
    with a_story(prepared, tmp_path, 2) as run, joined(run, 0) as (ws, wire):
        run.run(15)
        assert run.settle_down()
        a_part(ws, wire)
        at = exchange.standing(ws).seq
        run.weather.lost_reply = 1.0
        with pytest.raises(Offline):
            run_round(ws, wire)
        run.weather.lost_reply = 0.0
        assert exchange.standing(ws).seq == at > 0
        report = run_round(ws, wire)
        assert report.identical
        assert report.pulled == len(run.centre.bodies()) - 1


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("told", [True, False])
def test_a_centre_restored_meanwhile_gets_back_what_the_snapshot_had(
    prepared: Path, tmp_path: Path, told: bool
) -> None:
    with a_story(prepared, tmp_path, 3) as run, joined(run, 0) as (ws, wire):
        run.centre.back_up()
        run.run(15)
        assert run.settle_down()
        before = run.centre.bodies()
        a_part(ws, wire)
        a_part(ws, wire)
        run.centre.restore(told=told)
        for _ in range(3):
            reports = [run_round(ws, wire)]
            reports += [run_round(t, w) for t, w in zip(run.tablets, run.wires, strict=True)]
        assert all(report.identical for report in reports)
        assert run.centre.bodies() == before


@pytest.mark.usefixtures("small_parts")
def test_what_is_erased_meanwhile_is_not_in_the_end(prepared: Path, tmp_path: Path) -> None:
    with a_story(prepared, tmp_path, 4) as run, joined(run, 0) as (ws, wire):
        say_of_case(run, ("customer", "agent_id_no"), ID_NO)
        a_part(ws, wire)
        a_part(ws, wire)  # the visit before it: of the case only its second line stands
        assert agent_of(ws) == ID_NO
        with run.centre.store.write() as connection:
            now = datetime(2026, 11, 24, tzinfo=UTC)
            erasure.erase(connection, account(CLERK), CASE, "到期", now)
        assert run_round(ws, wire).identical
        assert agent_of(ws) == ERASED


def agent_of(ws: Workspace) -> str:
    with ws.read() as unit:
        return unit.get(ConnectionCase, CASE).customer.agent_id_no


def test_what_was_made_before_the_first_round_goes_up_after_it(
    prepared: Path, tmp_path: Path
) -> None:
    with a_story(prepared, tmp_path, 5) as run, joined(run, 0) as (ws, wire):
        finding = Defect(
            RecordId(ws.ids.new()), CASE, ORG, VISIT, "com.tx.ir", "T1", "", "漏油",
            Severity.MAJOR, "GB 50150",
        )  # fmt: skip
        with ws.unit("find") as unit:
            unit.save(finding)
        report: RoundReport = run_round(ws, wire)
        assert (report.pushed, report.identical) == (1, True)
        assert ("defect", finding.id) in run.centre.bodies()
