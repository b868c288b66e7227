"""Whatever the weather: nothing typed is lost, nothing is applied twice, all ends agree."""

import os
from collections import Counter
from pathlib import Path

import pytest

from app import codec
from app.domain.inspection import Inspection
from app.ids import ChangeId
from sync.server.postgres import open_postgres
from sync.server.unit import CentreStore
from tests.flows.simulation import VISIT, Simulation, prepare_tablets, team, value_of
from tests.sync.stores import Postgres, needs_servers

SEEDS = range(400 if os.environ.get("KANYAN_NIGHTLY") else 12)
RESTORES = SEEDS[::4]
PEOPLE = team(3)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    prepare_tablets(folder, PEOPLE)
    return folder


@pytest.mark.parametrize("seed", SEEDS)
def test_every_run_ends_in_agreement_with_nothing_lost(
    seed: int, prepared: Path, tmp_path: Path
) -> None:
    _assert_run_ends_well(Simulation(prepared, tmp_path / "run", PEOPLE, seed))


@pytest.mark.parametrize("seed", RESTORES)
def test_fa18_a_centre_that_is_restored_again_and_again_is_made_whole(
    seed: int, prepared: Path, tmp_path: Path
) -> None:
    run = Simulation(prepared, tmp_path / "run", PEOPLE, seed, disasters=True)
    _assert_run_ends_well(run)


class PostgresVault:
    """For a centre on a server: a backup is a copy of its database there."""

    def __init__(self, server: Postgres, address: str) -> None:
        self.server, self.address = server, address

    def copy(self, store: CentreStore) -> str:
        store.close()  # its next transaction opens it again
        return self.server.copy_of(self.address)

    def put_back(self, store: CentreStore, backup: str) -> CentreStore:
        store.close()
        self.address = self.server.copy_of(backup)
        return open_postgres(self.address, store.master)


@needs_servers
@pytest.mark.parametrize("seed", SEEDS[::10])
def test_the_same_on_postgresql(
    seed: int, prepared: Path, tmp_path: Path, postgres: Postgres
) -> None:
    address = postgres.new_database()
    store = open_postgres(address)
    run = Simulation(prepared, tmp_path / "run", PEOPLE, seed, store, disasters=True)
    run.centre.vault = PostgresVault(postgres, address)
    _assert_run_ends_well(run)


@needs_servers
def test_a_seed_is_the_same_story_on_both_databases(
    prepared: Path, tmp_path: Path, postgres: Postgres
) -> None:
    store = open_postgres(postgres.new_database())
    on_a_server = _story_of_seed_7(prepared, tmp_path / "server", store)
    assert on_a_server == _story_of_seed_7(prepared, tmp_path / "embedded")


def _story_of_seed_7(
    prepared: Path, folder: Path, store: CentreStore | None = None
) -> tuple[list[str], object, list[ChangeId]]:
    """What happened, what the centre holds in the end, and what was applied in which order."""
    run = Simulation(prepared, folder, PEOPLE, seed=7, store=store)
    try:
        run.run(steps=60)
        run.settle_down()
        return run.trace, run.centre.bodies(), [change.id for change in run.centre.applied()]
    finally:
        run.close()


def _assert_run_ends_well(run: Simulation) -> None:
    try:
        run.run(steps=100)
        assert run.settle_down(), "tablets and centre do not come to agree"
        _assert_equal_records(run)
        _assert_applied_once(run)
        _assert_nothing_lost(run)
        _assert_files_are_everywhere(run)
    finally:
        run.close()


def test_a_seed_replays_byte_for_byte(prepared: Path, tmp_path: Path) -> None:
    first, second = (_story_of_seed_7(prepared, tmp_path / name) for name in ("first", "second"))
    assert first == second


def _assert_equal_records(run: Simulation) -> None:
    centre = run.centre.bodies()
    for ws in run.tablets:
        with ws.read() as unit:
            here = {
                (kind, body["id"]): body
                for kind in ("case", "inspection", "defect", "photo")
                for body in unit.records.bodies(kind)
            }
        assert here == centre


def _assert_applied_once(run: Simulation) -> None:
    counts = Counter(change.id for change in run.centre.applied())
    assert set(counts.values()) == {1}


def _assert_nothing_lost(run: Simulation) -> None:
    """Each value was applied at the centre, or stands in a conflict, or gave way to a later one
    that its own author typed into the same field."""
    applied = run.given_way | {
        value_of(edit)
        for change in run.centre.applied()
        for edit in change.edits
        if edit.path[0] in ("answers", "opinion")
    }
    for (n, path), values in run.typed.items():
        with run.tablets[n].read() as unit:
            final = unit.get(Inspection, VISIT)
            rows = unit.connection.exec_driver_sql("SELECT mine, theirs FROM conflict").all()
        shown = " ".join(f"{mine} {theirs}" for mine, theirs in rows)
        last = values[-1]
        assert last in applied or f'"{last}"' in shown, (n, path, last, final)


def _assert_files_are_everywhere(run: Simulation) -> None:
    """Each photo's files came whole through their chunks, and to every tablet."""
    photos = [body for (kind, _), body in run.centre.bodies().items() if kind == "photo"]
    named = {body[name] for body in photos for name in ("bounded", "original")}
    assert named <= run.centre.files()
    for ws in run.tablets:
        for digest in named:
            assert codec.digest_of(ws.blobs.get(digest)) == digest
