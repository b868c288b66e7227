"""One real centre a kind of store for all tests of the wire; each test has its organisation."""

from collections.abc import Iterator

import pytest

from tests.sync.centres import RunningCentre, a_running_centre
from tests.sync.stores import PlacesFor


@pytest.fixture(scope="session")
def centre(
    places_for: PlacesFor, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningCentre]:
    with a_running_centre(places_for(tmp_path_factory.mktemp("centre"))) as running:
        yield running
