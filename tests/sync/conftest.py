"""One real centre for all tests of the wire; each test works in an organisation of its own."""

from collections.abc import Iterator

import pytest

from tests.sync.centres import RunningCentre, a_running_centre


@pytest.fixture(scope="session")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    with a_running_centre(tmp_path_factory.mktemp("centre")) as running:
        yield running
