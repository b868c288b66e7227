"""Two tablets and their centre, for whatever goes wrong between them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.pairs import PAIR, sync
from tests.flows.simulation import Simulation, prepare_tablets


@pytest.fixture(scope="session")
def prepared_pair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their workspaces as they were made; each test works on a copy."""
    folder = tmp_path_factory.mktemp("pair")
    prepare_tablets(folder, PAIR)
    return folder


@pytest.fixture
def pair(prepared_pair: Path, tmp_path: Path) -> Iterator[Simulation]:
    """Two tablets that agree with their centre on one case and one visit."""
    made = Simulation(prepared_pair, tmp_path / "run", PAIR, seed=1)
    for n in (0, 1):
        assert sync(made, n)
    yield made
    made.close()
