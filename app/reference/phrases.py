"""What free text must not say, read from `resources/impartiality/phrases.yaml`."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from app.domain.impartiality import Level, Phrase, Phrases, hits, is_bounded
from app.reference.files import file_in, named, read_rules

_KNOWN: Final = frozenset({"id", "level", "zh", "en", "re", "words", "since"})


def read_phrases(*places: Path) -> Phrases:
    """All that is looked for in free text.

    Raises:
        RulesDamaged: the file is not what it should be, a pattern could take long, or one of the
            sentences that it must find or pass over says otherwise.
    """
    path = file_in(places, "impartiality/phrases.yaml")
    content = read_rules(path)
    found = []
    with named(path, "phrases"):
        for entry in content["phrases"]:
            with named(path, str(entry.get("id"))):
                if ("re" in entry) == ("words" in entry):
                    raise ValueError("either re or words")
                found.append(_phrase(entry))
    with named(path, "not_before"):
        phrases = Phrases(
            version=str(content["version"]),
            phrases=tuple(found),
            not_before=_compiled(content["not_before"]),
            too_long=_phrase(content["too_long"]),
            name=_phrase(content["name"]),
            by_nature={name: frozenset(fields) for name, fields in content["by_nature"].items()},
        )
    _check(path, content, phrases)
    return phrases


def _phrase(entry: Mapping[str, Any]) -> Phrase:
    if unknown := entry.keys() - _KNOWN:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    pattern = None
    if "re" in entry:
        pattern = _compiled(entry["re"])
    elif "words" in entry:
        pattern = _any_of(entry["words"])
    return Phrase(
        id=entry["id"],
        level=Level(entry["level"]),
        zh=entry["zh"],
        en=entry["en"],
        pattern=pattern,
        since=entry.get("since"),
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    if not is_bounded(pattern):
        raise ValueError("a repetition without end, or within another one")
    return re.compile(pattern)


def _any_of(words: list[str]) -> re.Pattern[str] | None:
    written = [re.escape(word) for word in words if word.strip()]
    return re.compile("|".join(written), re.IGNORECASE) if written else None


def _check(path: Path, content: Mapping[str, Any], phrases: Phrases) -> None:
    with named(path, "must_hit"):
        for text, phrase in content["must_hit"]:
            if phrase not in {hit.phrase for hit in hits(text, phrases)}:
                raise ValueError(f"{phrase} does not find: {text}")
    with named(path, "must_pass"):
        for text in content["must_pass"]:
            if found := hits(text, phrases):
                raise ValueError(f"{found[0].phrase} finds: {text}")
