"""A log that lies open on the disk tells nothing that a person typed."""

import logging
from pathlib import Path

import pytest

from app.actions.write_diagnostics import without_names
from app.quiet_log import QuietFormatter

CANARIES = ("高原精密铸造", "630102199001011234", "13912345678")


@pytest.fixture
def log(tmp_path: Path) -> logging.Logger:
    handler = logging.FileHandler(tmp_path / "kanyan.log", encoding="utf-8")
    handler.setFormatter(QuietFormatter())
    made = logging.getLogger("quiet test")
    made.propagate = False
    made.addHandler(handler)
    yield made
    made.removeHandler(handler)
    handler.close()


def fail() -> None:
    try:
        raise KeyError(" ".join(CANARIES))
    except KeyError as error:
        raise ValueError(CANARIES[0]) from error


def test_an_error_leaves_its_place_and_kind_and_not_its_words(
    log: logging.Logger, tmp_path: Path
) -> None:
    try:
        fail()
    except ValueError:
        log.exception("unexpected")
    log.warning("Qt says %s and %s", *CANARIES[1:])
    written = (tmp_path / "kanyan.log").read_text(encoding="utf-8")
    assert not any(canary in written for canary in CANARIES)
    assert "test_quiet_log.py" in written
    assert "Qt says 630***********1234 and 139****5678" in written
    told = without_names(written.splitlines())
    assert [t for t in told.splitlines() if t.endswith("Error")] == ["  ValueError", "  KeyError"]
