"""Every word of the screens is in the catalogue, has its English, and is compiled."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "resources" / "translations" / "kanyan_en.ts"
MAKE = ROOT / "packaging" / "make_catalogue.py"


def check(folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """What the maker of the catalogue says of the tree in this folder."""
    command = [sys.executable, str(folder / "packaging" / "make_catalogue.py"), "--check"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_every_word_of_the_screens_has_its_english() -> None:
    told = check()
    assert told.returncode == 0, told.stdout + told.stderr


def messages() -> Iterator[tuple[str, str]]:
    for message in ET.parse(CATALOGUE).getroot().iter("message"):
        yield message.findtext("source", ""), message.findtext("translation", "")


def test_what_is_compiled_is_what_was_written() -> None:
    compiled = QTranslator()
    assert compiled.load(str(CATALOGUE.with_suffix(".qm")))
    differs = {s: e for s, e in messages() if e and compiled.translate("kanyan", s) != e}
    assert differs == {}, "run packaging/make_catalogue.py"


SPOILT = {
    "a new word": ('tr("已过期")', "已过期"),
    "places that differ": ('tr("还有 {} 天")', "places differ"),
    "an f-string": ('f"还有 {x} 天"', "f-string"),
    "a bare word": ('"已过期"', "is not in tr"),
    "the toolkit's own tr": ('self.tr("已过期")', "say tr(...)"),
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small tree with one screen and a catalogue of its own."""
    for folder in ("ui", "packaging", "app/domain", "resources/translations"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "packaging/make_catalogue.py").write_text(MAKE.read_text(encoding="utf-8"))
    for name in (
        "names",
        "refusal_names",
        "review",
        "defect",
        "equipment",
        "instrument",
        "meter",
        "formulas",
        "inspection",
        "metering",
        "sheet_paper",
        "plausibility",
        "progress",
        "sketch",
        "survey",
        "material",
        "load_words",
        "quality_words",
        "figure_words",
        "picture_words",
        "tariff",
    ):
        (tmp_path / f"app/domain/{name}.py").write_text("")
    line = "<message><source>还有 {} 天</source><translation>Days left</translation></message>"
    (tmp_path / "resources/translations/kanyan_en.ts").write_text(
        f"<TS><context><name>kanyan</name>{line}</context></TS>", encoding="utf-8"
    )
    return tmp_path


@pytest.mark.parametrize("what", SPOILT)
def test_a_word_that_cannot_be_translated_is_found(tree: Path, what: str) -> None:
    code, fault = SPOILT[what]
    text = f"from ui.words import tr\n\n\ndef shown(self, x):\n    return {code}\n"
    (tree / "ui/screen.py").write_text(text, encoding="utf-8")
    told = check(tree)
    assert told.returncode == 1
    assert fault in told.stdout, told.stdout


def test_a_word_that_is_said_nowhere_is_found(tree: Path) -> None:
    told = check(tree)
    assert "is said nowhere" in told.stdout
