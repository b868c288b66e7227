"""The guard of free text: what it says of units and makers that a record must not say.

The utility may not designate who designs, builds or supplies a customer's own works. What is looked
for is data; this is how it is looked for. It is an aid, not proof: people can reword.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

LONGEST: Final = 20_000
"""Characters of one text; a longer one is not searched but refused, so no text takes long."""
_BEFORE: Final = 32
"""Characters before a match in which a negation is looked for; it reaches back fewer."""
_SHORTEST_NAME: Final = 2
_REPEATED: Final = re.compile(r"(?<!\\)[*+]|\{\d*,\}|\)(?:[*+]|\{)")


class Level(StrEnum):
    """What follows from a hit."""

    BLOCK = "block"
    """Cannot be recorded or signed until edited."""
    WARN = "warn"
    """A reason is needed, and kept with the record."""


@dataclass(frozen=True)
class Phrase:
    """One thing that is looked for: a pattern, or words as they stand."""

    id: str
    level: Level
    zh: str
    en: str
    pattern: re.Pattern[str] | None
    since: date | None = None
    """It says nothing of what was recorded before that day."""


@dataclass(frozen=True)
class Phrases:
    """One version of all that is looked for."""

    version: str
    phrases: tuple[Phrase, ...]
    not_before: re.Pattern[str]
    too_long: Phrase
    """What a text that is longer than `LONGEST` is a hit of."""
    name: Phrase
    """What the name of a unit that the customer chose is a hit of."""
    by_nature: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Fields that hold such a thing by their nature, by the id of the phrase."""


@dataclass(frozen=True)
class Hit:
    """One thing that was found; `found` are the words, without spaces."""

    phrase: str
    level: Level
    found: str
    zh: str
    """What is wrong with it, in a few words."""


@dataclass(frozen=True)
class FreeText:
    """One text that somebody typed, and where: the path of the field, its parts joined by "/"."""

    place: str
    words: str

    @property
    def field(self) -> str:
        """The field of a form that it stands in; empty where it is none."""
        kind, _, rest = self.place.partition("/")
        return rest.rpartition("/")[2] if kind in ("values", "rows") else ""


@dataclass(frozen=True)
class Guard:
    """What is looked for in the records of one case."""

    phrases: Phrases
    names: frozenset[str] = frozenset()
    """Units that the customer chose; outside their own fields their names want a reason."""

    def hits(self, text: FreeText, on: date | None = None) -> tuple[Hit, ...]:
        """What is found in this text; `on` = the day it was recorded, None = now."""
        found = hits(text.words, self.phrases, self.names, on)
        return tuple(
            hit
            for hit in found
            if text.field not in self.phrases.by_nature.get(hit.phrase, frozenset())
        )

    def unsettled(
        self, texts: Iterable[FreeText], reasons: Mapping[str, str], on: date | None = None
    ) -> Iterator[tuple[FreeText, Hit]]:
        """The hits that stand in the way: every block, and every warning without its reason."""
        for text in texts:
            for hit in self.hits(text, on):
                if hit.level is Level.BLOCK or not reasons.get(reason_key(text, hit), "").strip():
                    yield text, hit


def reason_key(text: FreeText, hit: Hit) -> str:
    """Under what name the reason for a warning is kept with its record."""
    return f"{text.place}|{hit.phrase}"


def normal(text: str) -> str:
    """The text as it is searched: NFKC, without spaces and unseen characters; lines stay apart."""
    while (tighter := _without_spaces(unicodedata.normalize("NFKC", text))) != text:
        text = tighter
    return text


def hits(
    text: str, phrases: Phrases, names: Iterable[str] = (), on: date | None = None
) -> tuple[Hit, ...]:
    """What is found in a text, in the order of the phrases; of each phrase the first."""
    if len(text) > LONGEST:
        return (_hit(phrases.too_long, ""),)
    searched = normal(text)
    if not searched:
        return ()
    result = []
    for phrase in phrases.phrases:
        if phrase.since is not None and on is not None and on < phrase.since:
            continue
        if found := _first(phrase, searched, phrases.not_before):
            result.append(_hit(phrase, found))
    for name in sorted(names):
        wanted = normal(name)
        if len(wanted) >= _SHORTEST_NAME and wanted.casefold() in searched.casefold():
            result.append(_hit(phrases.name, wanted))
            break
    return tuple(result)


def is_bounded(pattern: str) -> bool:
    """Whether it takes time in proportion to the text: no repetition without end or in another."""
    return _REPEATED.search(_without_classes(pattern)) is None


def _hit(phrase: Phrase, found: str) -> Hit:
    return Hit(phrase.id, phrase.level, found, phrase.zh)


def _first(phrase: Phrase, text: str, not_before: re.Pattern[str]) -> str:
    """The words of the first match that is neither negated nor a report of somebody else's act.

    The search goes on one character after the start of a match, because a negated one may reach
    over another that is not.
    """
    if phrase.pattern is None:
        return ""
    start = 0
    while (match := phrase.pattern.search(text, start)) is not None:
        if not not_before.search(text[max(0, match.start() - _BEFORE) : match.start()]):
            return match.group()
        start = match.start() + 1
    return ""


def _without_spaces(text: str) -> str:
    return "".join(
        c for c in text if c == "\n" or not (c.isspace() or unicodedata.category(c) == "Cf")
    )


def _without_classes(pattern: str) -> str:
    """The pattern with its character classes replaced: within them `*` and `+` are letters."""
    return re.sub(r"\[\^?(?:\\.|[^\]\\])+\]", "x", pattern)
