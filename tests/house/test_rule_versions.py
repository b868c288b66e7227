"""A file of rules that changes has a higher version, and what a record pinned stays beside it."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from app.reference.library import RESOURCES, Reference

ROOT = Path(__file__).parents[2]
NOTE = ROOT / "packaging" / "note_rule_versions.py"
LEDGER = "tests/house/rule_versions.txt"


def run(folder: Path, *more: str) -> tuple[int, str]:
    """What the keeper of the ledger says of the tree in this folder."""
    command = [sys.executable, str(folder / "packaging" / NOTE.name), *more]
    told = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    return told.returncode, told.stdout + told.stderr


def test_every_file_of_rules_is_as_the_ledger_says() -> None:
    assert run(ROOT, "--check") == (0, "")


def test_every_version_that_a_record_may_have_pinned_is_read() -> None:
    rules = Reference(RESOURCES)
    older = [path for path in sorted(RESOURCES.glob("*/*.yaml")) if "-" in path.stem]
    assert {path.parent.name for path in older} >= {"checklists", "forms", "limits"}
    for path in older:
        stem, _, version = path.stem.partition("-")
        content = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        assert content["version"] == version
        match path.parent.name:
            case "checklists":
                assert rules.checklist(stem, version).version == version
            case "forms":
                for code in rules.family(path.stem):
                    assert rules.form(stem, code, version).version == version
            case "limits":
                assert rules.limits_of(version)
            case _:
                assert rules.loads_of(version)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small tree with three files of rules and a ledger of its own."""
    (tmp_path / LEDGER).parent.mkdir(parents=True)
    (tmp_path / "packaging").mkdir()
    (tmp_path / "packaging" / NOTE.name).write_text(NOTE.read_text(encoding="utf-8"))
    for path in ("forms/consent", "forms/consent-2026.9", "process/policy"):
        write(tmp_path, path, "2026.9" if "-" in path else "2026.10", "rules as they were")
    assert run(tmp_path)[0] == 0
    return tmp_path


def write(tree: Path, path: str, version: str, content: str) -> None:
    file = tree / "resources" / f"{path}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'version: "{version}"\nzh: {content}\n', encoding="utf-8")


def refuses(tree: Path, why: str) -> None:
    """It says why, whether it is only to look or to renew, and notes nothing."""
    before = (tree / LEDGER).read_text(encoding="utf-8")
    for more in ((), ("--check",)):
        code, told = run(tree, *more)
        assert code == 1
        assert why in told
    assert (tree / LEDGER).read_text(encoding="utf-8") == before


@pytest.mark.parametrize("version", ["2026.10", "2026.9"])  # by number: .9 lies before .10
def test_what_changed_without_a_higher_version_is_not_noted(tree: Path, version: str) -> None:
    write(tree, "process/policy", version, "other rules")
    refuses(tree, "process/policy.yaml: changed, so raise its version above 2026.10")


def test_what_changed_under_a_higher_version_is_missed_until_it_is_noted(tree: Path) -> None:
    write(tree, "process/policy", "2026.11", "other rules")
    code, told = run(tree, "--check")
    assert (code, "run packaging/note_rule_versions.py" in told) == (1, True)
    assert run(tree)[0] == 0
    assert run(tree, "--check") == (0, "")


def test_what_records_pin_stays_beside_what_takes_its_place(tree: Path) -> None:
    write(tree, "forms/consent", "2026.11", "other rules")
    refuses(tree, "keep it beside the new one")
    write(tree, "forms/consent-2026.10", "2026.10", "nearly the rules as they were")
    refuses(tree, "keep it beside the new one")
    write(tree, "forms/consent-2026.10", "2026.10", "rules as they were")
    assert run(tree)[0] == 0


def test_an_older_version_neither_changes_nor_goes(tree: Path) -> None:
    write(tree, "forms/consent-2026.9", "2026.9", "other rules")
    refuses(tree, "an older version never changes")
    (tree / "resources/forms/consent-2026.9.yaml").unlink()
    refuses(tree, "so it stays; bring it back")
