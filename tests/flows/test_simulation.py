"""Whatever the weather: nothing typed is lost, nothing is applied twice, all ends agree."""

import os
from collections import Counter
from pathlib import Path

import pytest

from app.domain.inspection import Inspection
from tests.flows.simulation import VISIT, Simulation, prepare_tablets, team

SEEDS = range(400 if os.environ.get("KANYAN_NIGHTLY") else 40)
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
    run = Simulation(prepared, tmp_path / "run", PEOPLE, seed)
    try:
        run.run(steps=100)
        assert run.settle_down(), "tablets and centre do not come to agree"
        _assert_equal_records(run)
        _assert_applied_once(run)
        _assert_nothing_lost(run)
    finally:
        run.close()


def test_a_seed_replays_byte_for_byte(prepared: Path, tmp_path: Path) -> None:
    ends = []
    for name in ("first", "second"):
        run = Simulation(prepared, tmp_path / name, PEOPLE, seed=7)
        run.run(steps=60)
        run.settle_down()
        ends.append((run.trace, run.centre.bodies(), [c.id for c in run.centre.applied()]))
        run.close()
    assert ends[0] == ends[1]


def _assert_equal_records(run: Simulation) -> None:
    centre = run.centre.bodies()
    for ws in run.tablets:
        with ws.read() as unit:
            here = {
                (kind, body["id"]): body
                for kind in ("case", "inspection", "defect")
                for body in unit.records.bodies(kind)
            }
        assert here == centre


def _assert_applied_once(run: Simulation) -> None:
    counts = Counter(change.id for change in run.centre.applied())
    assert set(counts.values()) == {1}


def _assert_nothing_lost(run: Simulation) -> None:
    """Each value was applied at the centre, or stands in a conflict, or gave way to a later one
    that its own author typed into the same field."""
    applied = {
        edit.new["note"] if isinstance(edit.new, dict) else edit.new
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
