"""Reads one YAML file of `resources/`, refusing it by name when it is not what it should be."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from app.errors import RulesDamaged


def read_rules(path: Path) -> Mapping[str, Any]:
    """The content of a rules file.

    Raises:
        RulesDamaged: it is missing, no YAML, or does not name its version, source and date.
    """
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RulesDamaged(path.name, "", str(error)) from error
    with named(path, "head"):
        for name in ("version", "source", "effective_from"):
            content[name]
    return dict(content)


@contextmanager
def named(path: Path, where: str) -> Iterator[None]:
    """Turn whatever is wrong with an entry into one refusal that names file and entry."""
    try:
        yield
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        raise RulesDamaged(path.name, where, repr(error)) from error
