"""Make the English catalogue in `resources/translations` out of the words of the screens.

    python packaging/make_catalogue.py            new words into the .ts, then compile it to the .qm
    python packaging/make_catalogue.py --check    say what is wrong and change nothing

Every Chinese string of `ui/` (but the demo and the command line, which speak both) and the tables
of `app/` that screens show are words; the English of the rules comes with them from `resources/`.
The rest is typed into the .ts, in Qt Linguist or any editor. The .qm is kept in the tree, so that
running the program needs no tool. When two branches have changed it: take either, run this.
"""

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

import PySide6
import yaml

ROOT: Final = Path(__file__).resolve().parent.parent
CATALOGUE: Final = ROOT / "resources" / "translations" / "kanyan_en.ts"
CONTEXT: Final = "kanyan"
CHINESE: Final = re.compile("[一-鿿\uff00-\uffef\u3001-\u3011]")
"""Han characters and the punctuation that goes with them; the wide space goes with any language."""
TABLES: Final = (
    "app/domain/names.py",
    "app/domain/formulas.py",
    "app/domain/metering.py",
    "app/domain/sheet_paper.py",
    "app/domain/refusal_names.py",
    "app/domain/plausibility.py",
    "app/domain/defect.py",
    "app/domain/equipment.py",
    "app/domain/inspection.py",
    "app/domain/instrument.py",
    "app/domain/material.py",
    "app/domain/meter.py",
    "app/domain/progress.py",
    "app/domain/sketch.py",
    "app/domain/survey.py",
    "app/domain/review.py",
    "app/domain/load_words.py",
    "app/domain/quality_words.py",
    "app/domain/figure_words.py",
    "app/domain/picture_words.py",
    "app/domain/tariff.py",
)
"""Files of `app/` whose tables name codes for paper and screen alike."""
RULES: Final = (
    *("checklists", "forms", "impartiality", "instruments", "limits", "loads", "process"),
    "materials",
    *("checklists", "forms", "impartiality", "limits", "loads", "process", "materials"),
    "tariffs",
)
_SHOWN_TOO: Final = ("hint", "formula", "options")
"""Parts of a rule without English beside them; under `options`, every word."""
_PLACE: Final = re.compile(r"\{(\d*)[^{}]*\}|%([vmp])\b")
_OWN_NAME: Final = {"中文"}
_NOT_SHOWN: Final = ("ui/demo/", "ui/command")


@dataclass
class Words:
    """What the code says, and what is wrong with how it says it."""

    typed: dict[str, str] = field(default_factory=dict)
    """Words of the code and where one of them stands."""
    given: dict[str, str] = field(default_factory=dict)
    """Words of the rules and the English that stands beside them."""
    faults: list[str] = field(default_factory=list)


def main() -> int:
    """Make it, or check it; 1 where something is wrong."""
    words = read_words()
    known = read_catalogue()
    if "--check" in sys.argv:
        faults = [*words.faults, *check(words, known)]
        print("\n".join(faults))
        return 1 if faults else 0
    write_catalogue(merged(words, known))
    compile_catalogue()
    faults = [*words.faults, *check(words, read_catalogue())]
    print("\n".join(faults))
    return 1 if faults else 0


def read_words() -> Words:
    """Every word that a screen may show."""
    words = Words()
    for path in sorted((ROOT / "ui").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(_NOT_SHOWN):
            _read_screen(ast.parse(path.read_text(encoding="utf-8")), name, words)
    for name in TABLES:
        _read_table(ast.parse((ROOT / name).read_text(encoding="utf-8")), name, words)
    for folder in RULES:
        # Older versions last: where they say a word otherwise, today's English holds.
        found = sorted((ROOT / "resources" / folder).glob("*.yaml"))
        for path in sorted(found, key=lambda each: "-" in each.stem):
            content = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
            _read_rules(content, path.name, words)
    return words


def check(words: Words, known: Mapping[str, str]) -> list[str]:
    """What is missing from the catalogue, too much in it, or does not fit its source."""
    faults = []
    wanted = words.typed | words.given
    for source, where in words.typed.items():
        if source not in known:
            faults.append(f"{where}: {source!r} is not in the catalogue")
        elif not known[source]:
            faults.append(f"{where}: {source!r} has no English")
    faults += [f"{CATALOGUE.name}: {s!r} is said nowhere" for s in known if s not in wanted]
    for source, english in known.items():
        if sorted(_PLACE.findall(source)) != sorted(_PLACE.findall(english)) and english:
            faults.append(f"{CATALOGUE.name}: the places differ: {source!r} / {english!r}")
        if CHINESE.search(english) and source not in _OWN_NAME:
            faults.append(f"{CATALOGUE.name}: not English: {english!r}")
    return faults


def merged(words: Words, known: Mapping[str, str]) -> dict[str, str]:
    """The new catalogue: what is still said, with the English that is known."""
    typed = {source: known.get(source, "") for source in words.typed}
    return words.given | {
        source: text or words.given.get(source, "") for source, text in typed.items()
    }


def read_catalogue(path: Path = CATALOGUE) -> dict[str, str]:
    """Source and English of every message; empty where there is none yet."""
    if not path.exists():
        return {}
    found = {}
    for message in ET.parse(path).getroot().iter("message"):
        translation = message.find("translation")
        text = (translation.text or "") if translation is not None else ""
        found[message.findtext("source", "")] = text
    return found


def write_catalogue(messages: Mapping[str, str], path: Path = CATALOGUE) -> None:
    """One line a message and no places in the code, so that branches merge."""
    lines = []
    for source, english in sorted(messages.items()):
        state = "" if english else ' type="unfinished"'
        lines.append(
            f"<message><source>{escape(source)}</source>"
            f"<translation{state}>{escape(english)}</translation></message>"
        )
    text = "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            "<!DOCTYPE TS>",
            '<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">',
            f"<context><name>{CONTEXT}</name>",
            *lines,
            "</context>",
            "</TS>\n",
        ]
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def compile_catalogue(path: Path = CATALOGUE) -> None:
    """The .qm that the program loads, by the tool that comes with the toolkit."""
    tool = Path(PySide6.__path__[0]) / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    command = [str(tool), "-silent", str(path), "-qm", str(path.with_suffix(".qm"))]
    subprocess.run(command, check=True)


def _read_screen(tree: ast.Module, name: str, words: Words) -> None:
    said = {id(arg) for call in _calls(tree, "tr") for arg in call.args[:1]}
    inside = {
        id(node)
        for made in ast.walk(tree)
        if isinstance(made, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(made)
    }
    for node in ast.walk(tree):
        if _is_call_of_the_toolkit(node):
            words.faults.append(f"{name}:{node.lineno}: say tr(...) of ui/words.py")
        if isinstance(node, ast.JoinedStr) and any(_is_word(part) for part in node.values):
            words.faults.append(f"{name}:{node.lineno}: an f-string cannot be translated")
    parts = {id(p) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for p in ast.walk(n)}
    for literal in _literals(tree):
        if id(literal) in parts:
            continue
        words.typed.setdefault(literal.value, f"{name}:{literal.lineno}")
        if id(literal) in inside and id(literal) not in said:
            words.faults.append(f"{name}:{literal.lineno}: {literal.value!r} is not in tr(...)")


def _read_table(tree: ast.Module, name: str, words: Words) -> None:
    for statement in tree.body:
        if isinstance(statement, ast.AnnAssign | ast.Assign):
            for literal in _literals(statement):
                words.typed.setdefault(literal.value, f"{name}:{literal.lineno}")


def _read_rules(entry: Any, name: str, words: Words) -> None:
    """Whatever has a `zh`; with an `en` beside it, its English is there too."""
    for zh, en in _named(entry):
        if not CHINESE.search(zh):
            continue
        if en:
            words.given.setdefault(zh, en)
        else:
            words.typed.setdefault(zh, name)


def _named(entry: Any) -> Iterator[tuple[str, str]]:
    if isinstance(entry, list):
        for part in entry:
            yield from _named(part)
    elif isinstance(entry, dict):
        if isinstance(entry.get("zh"), str):
            yield entry["zh"], str(entry.get("en", ""))
        for key in _SHOWN_TOO:
            yield from ((text, "") for text in _texts(entry.get(key)))
        for part in entry.values():
            yield from _named(part)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def _literals(tree: ast.AST) -> Iterator[Any]:
    told = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}  # docstrings
    for node in ast.walk(tree):
        if _is_word(node) and id(node) not in told:
            yield node


def _is_call_of_the_toolkit(node: Any) -> bool:
    named = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return named and node.func.attr in ("tr", "translate") and any(map(_is_word, node.args))


def _is_word(node: ast.AST) -> bool:
    value = node.value if isinstance(node, ast.Constant) else None
    return isinstance(value, str) and bool(CHINESE.search(value))


if __name__ == "__main__":
    sys.exit(main())
