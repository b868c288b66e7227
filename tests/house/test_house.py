"""The walls of the house: floors, docstrings, sizes, sources, words."""

import ast
import dataclasses
import inspect
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from app import errors
from ui import wording

ROOT = Path(__file__).parents[2]
CODE = [path for room in ("app", "ui", "sync") for path in sorted((ROOT / room).rglob("*.py"))]
LEFT_BEHIND = {"__pycache__", "demo-out", "centre-data"}
"""What running the program leaves in the tree (see .gitignore)."""


def ours() -> list[str]:
    """Every file of the project, as a path from its root; a bare machine has no git to ask."""
    names = []
    for folder, folders, files in os.walk(ROOT):
        inside = Path(folder).relative_to(ROOT)
        hidden = [f for f in folders if f.startswith(".") and f != ".ci"]
        folders[:] = [
            f for f in folders if f not in LEFT_BEHIND | {*hidden} and not f.endswith(".egg-info")
        ]
        names += [(inside / name).as_posix() for name in files]
    return names


FILES = ours()


def test_imports_keep_to_the_floors() -> None:
    told = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_says_what_lives_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), path


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 420, path


def test_words_on_a_paper_are_set_in_one_place_alone_and_nothing_reads_markup() -> None:
    """The library's own paragraphs parse what they are given (TH16); ours is `para()`."""
    parsers = {"Paragraph", "XPreformatted", "paraparser", "ParagraphStyle"}
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name | ast.Attribute | ast.alias)
        and getattr(node, "id", getattr(node, "attr", getattr(node, "name", ""))) in parsers
    ]
    assert found == []


def test_every_action_and_top_folder_has_its_line_in_the_plan() -> None:
    plan = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    actions = {p.stem for p in (ROOT / "app/actions").glob("*.py")} - {"__init__"}
    tops = {name.split("/")[0] for name in FILES if "/" in name and not name.startswith(".")}
    assert {name for name in actions if f"`{name}`" not in plan} == set()
    assert {name for name in tops if f"`{name}/`" not in plan} == set()


def test_the_layout_has_no_other_top_folder() -> None:
    tops = {name.split("/")[0] for name in FILES if "/" in name and not name.startswith(".")}
    assert tops <= {"app", "ui", "sync", "resources", "tests", "packaging"}


def every_error() -> Iterator[type[errors.AppError]]:
    for kind in vars(errors).values():
        if inspect.isclass(kind) and issubclass(kind, errors.AppError):
            yield kind


@pytest.mark.parametrize("kind", list(every_error()))
def test_every_error_has_a_sentence_with_what_to_do(kind: type[errors.AppError]) -> None:
    fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    samples = {"str": "某处", "int": 1, "float": 2.0, "tuple[str, ...]": ()}
    facts = {f.name: samples.get(str(getattr(f.type, "__name__", f.type)), "某处") for f in fields}
    facts |= {name: () for name in ("needed", "missing", "faults") if name in facts}
    facts |= {name: 3.0 for name in ("retry_after_s",) if name in facts}
    facts |= {name: 8080 for name in ("port",) if name in facts}
    words = wording.sentence(kind(**facts))
    assert re.search("[一-鿿]{4}", words), kind
    assert words.endswith("。"), words


def test_the_drawing_of_the_errors_shows_every_one() -> None:
    drawing = errors.__doc__ or ""
    assert {k.__name__ for k in every_error() if k.__name__ not in drawing} == set()


@pytest.mark.parametrize("path", sorted((ROOT / "resources").rglob("*.yaml")), ids=lambda p: p.name)
def test_every_file_of_rules_names_version_source_and_date(path: Path) -> None:
    content = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    assert {"version", "source", "effective_from"} <= set(content)


def test_no_committed_file_names_a_package_index() -> None:
    index = re.compile("https?://[^ )>]*(" + "py" + "pi|python" + "hosted|npm" + "js)")
    texts = (ROOT / name for name in FILES if name.endswith((".py", ".md", ".toml", ".lock")))
    named = [p.name for p in texts if p.exists() and index.search(p.read_text(encoding="utf-8"))]
    assert named == []
