"""The demo, as a newcomer starts it: it must come to its end, and what it leaves must be true."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.actions.verify_report import verify_report

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_demo_comes_to_its_end_and_what_it_leaves_is_true(tmp_path: Path) -> None:
    """One test, for the run takes minutes and two workers would each do it."""
    command = [sys.executable, "-m", "ui.command", "demo", "--out", str(tmp_path), "--seed", "3"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout[-3000:] + told.stderr[-3000:]
    summary = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))
    both_ends_hold_the_same_bytes(summary)
    each_paper_is_signed_by_its_inspectors_and_the_customer(tmp_path)
    what_went_wrong_was_told_and_lost_nothing(summary)


def both_ends_hold_the_same_bytes(summary: dict[str, Any]) -> None:
    assert summary["identical"] is True
    assert summary["digests"]["tablet"] == summary["digests"]["centre"]
    kinds = summary["records_by_kind"]
    assert (kinds["inspection"], kinds["report"], kinds["signature"]) == (4, 6, 21)


def each_paper_is_signed_by_its_inspectors_and_the_customer(left: Path) -> None:
    seen = {}
    for path in sorted(left.glob("F*.pdf")):
        verdict = verify_report(path, [left / "ca.pem"])
        assert (verdict.valid, verdict.level) == (True, "B-LTA"), path.name
        form, *_, attempt, _ = path.stem.split("-")
        seen[form, attempt] = len(verdict.signatures)
    # The completion inspection wants each of the four specialties, looking again wants two people.
    assert seen == {
        ("F01", "1"): 3, ("F04", "1"): 2, ("F05", "1"): 3,
        ("F06", "1"): 5, ("F07", "1"): 5, ("F06", "2"): 3,
    }  # fmt: skip


def what_went_wrong_was_told_and_lost_nothing(summary: dict[str, Any]) -> None:
    assert len(summary["refusals"]) == 2
    cut = summary["cut_upload"]
    assert 0 < cut["there_after_the_cut"] < cut["of_bytes"]
