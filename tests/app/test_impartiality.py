"""The guard of free text: what it finds, what it passes over, and that no text takes long."""

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.domain.impartiality import (
    LONGEST,
    FreeText,
    Guard,
    Level,
    hits,
    is_bounded,
    normal,
    reason_key,
)
from app.errors import RulesDamaged
from app.reference.library import RESOURCES, open_reference
from app.reference.phrases import read_phrases

FILE = RESOURCES / "impartiality" / "phrases.yaml"
CONTENT = yaml.safe_load(FILE.read_text(encoding="utf-8"))
PHRASES = open_reference().phrases
GUARD = Guard(PHRASES)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
spaces = st.sampled_from([" ", "　", "\t", "\u200b", "\u00a0", "\ufeff"])


def found_in(text: str) -> set[str]:
    return {hit.phrase for hit in hits(text, PHRASES)}


@pytest.mark.parametrize(("text", "phrase"), CONTENT["must_hit"])
def test_what_must_be_found_is_found(text: str, phrase: str) -> None:
    assert phrase in found_in(text)


@pytest.mark.parametrize("text", CONTENT["must_pass"])
def test_what_must_pass_passes(text: str) -> None:
    assert found_in(text) == set()


@given(st.sampled_from(CONTENT["must_hit"]), st.data())
def test_spaces_between_the_letters_hide_nothing(vector: list[str], data: st.DataObject) -> None:
    text, phrase = vector
    gaps = data.draw(st.lists(spaces | st.just(""), min_size=len(text), max_size=len(text)))
    spread = "".join(gap + letter for gap, letter in zip(gaps, text, strict=True))
    assert phrase in found_in(spread)


@given(st.sampled_from(CONTENT["must_hit"]))
def test_wide_digits_and_letters_hide_nothing(vector: list[str]) -> None:
    text, phrase = vector
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    assert phrase in found_in(wide)


@given(texts)
def test_a_text_made_normal_is_normal(text: str) -> None:
    once = normal(text)
    assert normal(once) == once
    assert not any(c.isspace() for c in once.replace("\n", ""))


@given(texts, st.sampled_from(CONTENT["must_hit"]))
def test_what_stands_in_another_line_neither_hides_nor_excuses(
    text: str, vector: list[str]
) -> None:
    hit, phrase = vector
    assert phrase in found_in(f"{text}\n{hit}\n{text}")


def test_a_negated_phrase_does_not_cover_one_behind_it() -> None:
    assert found_in("不得推荐公司，但是您可以推荐给客户宏达电力公司") >= {"PH01"}


def test_the_names_of_chosen_units_want_a_reason() -> None:
    found = hits("由 宏达 电力公司施工", PHRASES, ["宏达电力公司", ""])
    assert [(hit.phrase, hit.level) for hit in found] == [("NAME", Level.WARN)]
    assert hits("由施工单位施工", PHRASES, ["", "由"]) == ()


def test_words_of_the_utilitys_own_list_are_found_in_any_case_of_letters(tmp_path: Path) -> None:
    phrases = read_phrases(spoilt(tmp_path, "words: []", "words: [ACME, 某某电气]"))
    assert [h.phrase for h in hits("柜体为acme产品", phrases)] == ["PH08"]
    assert found_in("柜体为acme产品") == set()


def test_a_phrase_says_nothing_of_what_was_recorded_before_it(tmp_path: Path) -> None:
    old = next(phrase for phrase in PHRASES.phrases if phrase.id == "PH09")
    phrases = replace(PHRASES, phrases=(replace(old, since=date(2027, 1, 1)),))
    assert hits("红包", phrases, on=date(2026, 12, 31)) == ()
    assert hits("红包", phrases, on=date(2027, 1, 1)) != ()
    assert hits("红包", phrases) != ()


def test_a_contact_field_may_hold_a_phone_number_and_an_opinion_may_not() -> None:
    number = "张工13800001111"
    assert GUARD.hits(FreeText("values/contact", number)) == ()
    assert GUARD.hits(FreeText("rows/people/row-1/contact_phone", number)) == ()
    assert [h.phrase for h in GUARD.hits(FreeText("opinion", number))] == ["PH11"]
    assert [h.phrase for h in GUARD.hits(FreeText("answers/contact//", number))] == ["PH11"]


def test_a_warning_is_settled_by_its_reason_and_a_block_by_nothing() -> None:
    text = FreeText("opinion", "推荐你找宏达电力公司，口碑好")
    first = list(GUARD.unsettled([text], {}))
    assert {hit.phrase for _, hit in first} == {"PH01", "PH07", "PH12"}
    reasons = {reason_key(text, hit): "引述客户原话" for _, hit in first}
    assert [hit.phrase for _, hit in GUARD.unsettled([text], reasons)] == ["PH01"]
    blank = dict.fromkeys(reasons, "  ")
    assert list(GUARD.unsettled([text], blank)) == first


def test_a_text_that_is_too_long_is_refused_and_not_searched() -> None:
    assert [hit.phrase for hit in hits("推" * (LONGEST + 1), PHRASES)] == ["LENGTH"]
    assert hits("推" * LONGEST, PHRASES) == ()


@pytest.mark.parametrize(
    "pattern", ["a*", "(?:ab)+", "x{2,}", "x{,}", "(?:a{0,9}b){0,9}", "(?:a|b)*c"]
)
def test_a_pattern_that_could_take_long_is_none(pattern: str) -> None:
    assert not is_bounded(pattern)


@pytest.mark.parametrize("pattern", ["[*+]a", r"a\*", r"\+86", "(?:a|b)?c{0,9}", "[^。]{0,20}"])
def test_a_pattern_of_bounded_length_is_one(pattern: str) -> None:
    assert is_bounded(pattern)


def test_the_longest_texts_made_of_beginnings_cost_steps_in_proportion() -> None:
    """Counted, not timed: how many places a pattern is tried at grows with the text alone."""

    class Counted:
        def __init__(self, pattern: re.Pattern[str]) -> None:
            self.pattern, self.calls = pattern, 0

        def search(self, text: str, start: int = 0) -> re.Match[str] | None:
            self.calls += 1
            return self.pattern.search(text, start)

    text = "不得推荐公司" * 500
    counted = [Counted(p.pattern) for p in PHRASES.phrases if p.pattern is not None]
    watched = tuple(
        replace(phrase, pattern=one)  # type: ignore[arg-type]
        for phrase, one in zip(
            (p for p in PHRASES.phrases if p.pattern is not None), counted, strict=True
        )
    )
    hits(text, replace(PHRASES, phrases=watched))
    assert max(one.calls for one in counted) <= text.count("推荐") + 1


def spoilt(folder: Path, old: str, new: str) -> Path:
    """The resources with one thing of the phrases changed."""
    (folder / "impartiality").mkdir()
    shutil.copy(FILE, folder / "impartiality")
    path = folder / "impartiality" / FILE.name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("  - [拿点红包, PH09]", "  - [拿点水果, PH09]", "must_hit"),
        ("  - 请客户确认签字", "  - 请客吃饭", "must_pass"),
        ("长期合作|", "长期.*合作|", "PH07"),
        ("level: warn, zh: 提到财物好处", "level: note, zh: 提到财物好处", "PH09"),
        ("words: []", "words: [], re: 某某", "PH08"),
        ("words: []", "word: []", "PH08"),
    ],
)
def test_a_file_that_does_not_keep_its_word_is_refused(
    tmp_path: Path, old: str, new: str, where: str
) -> None:
    with pytest.raises(RulesDamaged) as refused:
        read_phrases(spoilt(tmp_path, old, new))
    assert refused.value.where == where
