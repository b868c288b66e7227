"""Each known way in which others lost data has a test of ours that is named after it."""

import re
from pathlib import Path
from typing import Final

ROOT = Path(__file__).parents[2]
SCENARIOS: Final = frozenset(range(1, 35))
"""`test_l1_…` to `test_l34_…`; what each of them is stands in its test."""


def test_every_scenario_has_a_test_of_its_name() -> None:
    names = re.compile(r"^def test_l(\d+)_\w+\(", re.MULTILINE)
    files = (ROOT / "tests").rglob("test_*.py")
    found = {int(n) for path in files for n in names.findall(path.read_text(encoding="utf-8"))}
    assert found == SCENARIOS
