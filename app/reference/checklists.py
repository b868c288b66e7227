"""Checklists, read from `resources/checklists/`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.domain.checklist import Checklist, ChecklistItem, Section
from app.domain.defect import Severity
from app.reference.files import named, read_rules
from app.reference.limits import Inputs


def read_checklist(folder: Path, name: str, inputs: Inputs) -> Checklist:
    """The checklist of this name.

    Raises:
        RulesDamaged: the file is not what it should be; it names the file and the item.
    """
    path = folder / "checklists" / f"{name}.yaml"
    content = read_rules(path)
    sections = []
    for entry in content["sections"]:
        items = []
        for item in entry["items"]:
            with named(path, str(item.get("id"))):
                items.append(_item(item, inputs))
        with named(path, str(entry.get("id"))):
            sections.append(
                Section(entry["id"], entry["zh"], entry["en"], entry.get("per", ""), tuple(items))
            )
    return Checklist(
        name=name,
        version=str(content["version"]),
        source=str(content["source"]),
        effective_from=str(content["effective_from"]),
        zh=str(content["zh"]),
        sections=tuple(sections),
    )


def _item(entry: Mapping[str, Any], inputs: Inputs) -> ChecklistItem:
    limit = entry.get("limit", "")
    return ChecklistItem(
        id=entry["id"],
        zh=entry["zh"],
        en=entry["en"],
        kind=entry["kind"],
        severity=Severity(entry["severity_if_failed"]),
        unit=str(entry.get("unit", "")),
        limit=limit,
        inputs=inputs[limit] if limit else (),
        applies_when=entry["applies_when"],
        evidence=entry.get("evidence", ""),
        guidance=entry.get("guidance", ""),
        reference=str(entry.get("reference", "")),
        photo=entry.get("photo", "none"),
        photo_min=int(entry.get("photo_min", 1)),
        stage=entry.get("stage", ""),
        form_row=entry.get("form_row", ""),
        scope=entry.get("scope", "grid_related"),
        yes_means=entry.get("yes_means", ""),
    )
