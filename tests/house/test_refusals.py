"""Every refusal that a person can meet has a sentence, in both languages, that says what to do."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from app.domain import earlier_guard, guard, process, works_guard
from app.domain.flags import STANDARD
from app.domain.refusal_names import CHANGES_REFUSED, REFUSALS, refused_because
from app.reference.library import RESOURCES, open_reference
from sync.protocol import problems

GUARDS = (guard, works_guard, process, earlier_guard)
_WORD = re.compile(r"[a-z]+(?:_[a-z]+)+")
ENGLISH = {
    message.findtext("source"): message.findtext("translation")
    for message in ElementTree.parse(RESOURCES / "translations" / "kanyan_en.ts").iter("message")
}


def words_given(source: str) -> Iterator[str]:
    """Every word that a guard gives back, itself or as what `_needs` says of a missing fact."""
    for node in ast.walk(ast.parse(source)):
        given: list[ast.AST] = []
        if isinstance(node, ast.Return) and node.value is not None:
            given = [node.value]
            if isinstance(node.value, ast.IfExp):
                given = [node.value.body, node.value.orelse]
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_needs":
            given = [keyword.value for keyword in node.keywords]
        for each in given:
            if isinstance(each, ast.Constant) and _WORD.fullmatch(str(each.value)):
                yield str(each.value)


GIVEN = {
    word
    for module in GUARDS
    for word in words_given(Path(module.__file__ or "").read_text("utf-8"))
}
CHANGES = {
    value
    for name, value in vars(problems).items()
    if name.isupper() and isinstance(value, str) and value not in problems.STATUS
} - {problems.CONTENT_TYPE} | {problems.NOT_ALLOWED, problems.MALFORMED}


def test_each_word_of_a_guard_has_a_sentence() -> None:
    assert len(GIVEN) > 50
    assert GIVEN - REFUSALS.keys() == set()


def test_each_reason_for_which_a_change_is_refused_has_a_sentence() -> None:
    assert CHANGES - CHANGES_REFUSED.keys() == set()


@pytest.mark.parametrize("words", sorted({*REFUSALS.values(), *CHANGES_REFUSED.values()}))
def test_a_refusal_says_what_to_do_in_both_languages(words: str) -> None:
    assert re.search("请|须", words)
    assert ENGLISH.get(words)


def test_numbers_of_a_refusal_are_those_of_the_policy() -> None:
    bare = [re.sub(r"{\d}", "", words) for words in REFUSALS.values()]
    assert [words for words in bare if re.search(r"\d", words)] == []
    for word in REFUSALS:
        assert "{" not in refused_because(word, STANDARD)
    assert f"至少 {STANDARD.contact_attempts} 次" in refused_because("too_few_attempts", STANDARD)


def test_a_field_that_may_hold_something_by_its_nature_is_a_field() -> None:
    fields = set(_field_ids(RESOURCES / "forms"))
    assert len(fields) > 100
    by_nature = open_reference().phrases.by_nature
    assert {name for names in by_nature.values() for name in names} - fields == set()


def _field_ids(folder: Path) -> Iterator[str]:
    for path in folder.glob("*.yaml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for section in content.get("sections", ()):
            for asked in section.get("fields", ()):
                yield str(asked["id"])
            for table in section.get("tables", ()):
                yield from (str(column["id"]) for column in table["columns"])
