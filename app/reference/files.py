"""Reads one YAML file of rules, refusing it by name when it is not what it should be.

Rules lie in several folders, one over the other: those that came from the centre over those that
came with the program. A file is taken from the first folder that has it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from app.errors import RulesDamaged

Places = tuple[Path, ...]


def file_in(places: Places, name: str) -> Path:
    """The file of this name, such as `limits/limits.yaml`; in the last folder where none has it."""
    return next((path for place in places if (path := place / name).exists()), places[-1] / name)


def every_file(places: Places, folder: str, pattern: str) -> list[Path]:
    """The files below this folder whose names are so, each once, by name."""
    found: dict[str, Path] = {}
    for place in reversed(places):
        found |= {path.name: path for path in (place / folder).glob(pattern)}
    return [found[name] for name in sorted(found)]


def read_rules(path: Path) -> Mapping[str, Any]:
    """The content of a rules file.

    Raises:
        RulesDamaged: it is missing, no YAML, or does not name its version, source and date.
    """
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise RulesDamaged(path.name, "", str(error)) from error
    except ValueError as error:  # a date that is none, such as 2026-13-01
        raise RulesDamaged(path.name, "", str(error)) from error
    with named(path, "head"):
        for name in ("version", "source", "effective_from"):
            content[name]
    return dict(content)


def version_of(path: Path) -> str:
    """The version that this file of rules says it has.

    Raises:
        RulesDamaged: it cannot be read.
    """
    return str(read_rules(path)["version"])


@contextmanager
def named(path: Path, where: str) -> Iterator[None]:
    """Turn whatever is wrong with an entry into one refusal that names file and entry."""
    try:
        yield
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        raise RulesDamaged(path.name, where, repr(error)) from error
