"""What licences must cover, read from `resources/impartiality/licence_scope.yaml`."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from app.domain.licence import Grade, LicenceResult, LicenceScope, RoleRule, written_as
from app.reference.files import file_in, named, read_rules

_UNCHECKED: Final = {"zh": "许可证尚未在公共平台核验"}
"""How a scope that was sent out before 2026.13 says it, which has no words of its own for it."""


def read_licence_scope(*places: Path) -> LicenceScope:
    """The rules by which licences are checked.

    Raises:
        RulesDamaged: the file is not what it should be; it names the entry.
    """
    path = file_in(places, "impartiality/licence_scope.yaml")
    content = read_rules(path)
    with named(path, "grades"):
        grades = {
            name: tuple(_grade(entry) for entry in entries)
            for name, entries in content["grades"].items()
        }
    roles = {}
    for name, entry in content["roles"].items():
        with named(path, name):
            roles[name] = RoleRule(
                zh=entry["zh"],
                en=entry["en"],
                grades=grades[entry["grades"]] if "grades" in entry else (),
                category=entry.get("category", ""),
                basis=entry["basis"] if "grades" in entry else "",
            )
    with named(path, "results"):
        said = {LicenceResult.UNCHECKED.value: _UNCHECKED, **content["results"]}
        results = {result: str(said[result.value]["zh"]) for result in LicenceResult}
    with named(path, "items"):
        return LicenceScope(
            version=str(content["version"]),
            expiring_days=int(content["expiring_days"]),
            roles=roles,
            items=dict(content["items"]),
            requirement=str(content["requirement"]["zh"]),
            results=results,
        )


def _grade(entry: Mapping[str, Any]) -> Grade:
    reach = entry.get("kv_at_most")
    return Grade(
        names=frozenset(written_as(name) for name in entry["names"]),
        kv_at_most=None if reach is None else Decimal(str(reach)),
    )
