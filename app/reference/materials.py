"""What customers hand in, read from `resources/materials/materials.yaml`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from app.domain.customer import CustomerClass
from app.domain.expression import Expression
from app.domain.material import STAGES, MaterialRule, MaterialRules
from app.reference.files import file_in, named, read_rules

_KNOWN: Final = frozenset(
    {"id", "of", "zh", "en", "for", "when", "stage", "form", "basis", "shared", "deferrable"}
)
_FORMS: Final = frozenset({"original", "copy", "electronic"})


def read_materials(*places: Path) -> MaterialRules:
    """All that may be asked of a customer.

    Raises:
        RulesDamaged: the file is not what it should be, or asks for what nobody may ask for.
    """
    path = file_in(places, "materials/materials.yaml")
    content = read_rules(path)
    with named(path, "never_ask"):
        never = {entry["id"]: str(entry["zh"]) for entry in content["never_ask"]}
    rules = []
    with named(path, "materials"):
        for entry in content["materials"]:
            with named(path, str(entry.get("id"))):
                rules.append(_rule(entry, never))
    return MaterialRules(str(content["version"]), tuple(rules), never)


def _rule(entry: Mapping[str, Any], never: Mapping[str, str]) -> MaterialRule:
    if unknown := entry.keys() - _KNOWN:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    material = entry.get("of", entry["id"])
    if material in never or entry["zh"] in never.values():
        raise ValueError("nobody may ask for it")
    if entry["stage"] not in STAGES or entry["form"] not in _FORMS:
        raise ValueError(f"{entry['stage']}, {entry['form']}")
    return MaterialRule(
        id=material,
        zh=entry["zh"],
        en=entry["en"],
        classes=frozenset(CustomerClass(name).value for name in entry["for"]),
        when=Expression.parse(str(entry["when"])) if "when" in entry else None,
        stage=entry["stage"],
        form=entry["form"],
        basis=entry["basis"]["zh"],
        shared=bool(entry.get("shared", False)),
        deferrable=bool(entry.get("deferrable", False)),
    )
