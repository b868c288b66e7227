"""Checklists, read from `resources/checklists/`."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from app.domain.checklist import Applies, Checklist, ChecklistItem, Section
from app.domain.defect import Severity
from app.domain.instrument import INSTRUMENT_NAMES
from app.domain.limit import Limit
from app.domain.reading import InputSpec
from app.reference.files import named, read_rules

_KINDS: Final = frozenset({"yes_no_na", "measurement", "count", "text", "photo_required"})
_ASKED: Final = frozenset({"id", "zh", "en", "kind", "unit", "options", "guidance", "stage"})
_JUDGED: Final = frozenset({"limit", "inputs", "severity_if_failed", "scope", "yes_means"})
_TOLD: Final = frozenset(
    {
        "applies_when",
        "form_row",
        "field",
        "evidence",
        "reference",
        "photo",
        "photo_min",
        "instruments",
    }
)
_SCOPES: Final = {"grid_related": "grid_related", "full": "full"}
_PHOTOS: Final = {"none": "none", "optional": "optional", "required": "required"}
_TESTERS: Final = {kind: kind for kind in INSTRUMENT_NAMES}
_CONDITIONS: Final = frozenset(field.name for field in fields(Applies))


def read_checklist(path: Path, limits: Mapping[str, Limit]) -> Checklist:
    """The checklist in this file.

    Raises:
        RulesDamaged: the file is not what it should be; it names the file and the item.
    """
    content = read_rules(path)
    seen: set[str] = set()
    sections = []
    with named(path, "sections"):
        for entry in content["sections"]:
            with named(path, str(entry.get("id"))):
                head = (str(entry["id"]), entry["zh"], entry["en"], entry.get("per", ""))
                sections.append(Section(*head, items=_items(path, entry, limits, seen)))
    with named(path, "head"):
        name, zh = str(content["checklist"]), str(content["zh"])
    return Checklist(
        name=name,
        version=str(content["version"]),
        source=str(content["source"]),
        effective_from=str(content["effective_from"]),
        zh=zh,
        sections=tuple(sections),
    )


def _items(
    path: Path, section: Mapping[str, Any], limits: Mapping[str, Limit], seen: set[str]
) -> tuple[ChecklistItem, ...]:
    items = []
    for entry in section["items"]:
        with named(path, str(entry.get("id"))):
            if entry["id"] in seen:  # an answer is kept under it
                raise ValueError("twice")
            seen.add(entry["id"])
            items.append(_item(entry, limits))
    return tuple(items)


def _item(entry: Mapping[str, Any], limits: Mapping[str, Limit]) -> ChecklistItem:
    if unknown := entry.keys() - _ASKED - _JUDGED - _TOLD:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    kind, limit, unit = entry["kind"], entry.get("limit", ""), str(entry.get("unit", ""))
    if kind not in _KINDS:
        raise ValueError(kind)
    inputs: tuple[InputSpec, ...] = ()
    if limit:
        inputs = limits[limit].inputs
    elif kind in ("measurement", "count"):  # its number is kept, and judged by a person
        inputs = (InputSpec("x", entry["zh"], "" if unit == "1" else unit),)
    return ChecklistItem(
        id=entry["id"],
        zh=entry["zh"],
        en=entry["en"],
        kind=kind,
        severity=Severity(entry["severity_if_failed"]),
        unit=unit,
        limit=limit,
        inputs=inputs,
        applies_when=_applies(entry["applies_when"]),
        evidence=entry.get("evidence", ""),
        guidance=entry.get("guidance", ""),
        reference=str(entry.get("reference", "")),
        photo=_PHOTOS[entry.get("photo", "none")],
        photo_min=int(entry.get("photo_min", 1)),
        stage=entry.get("stage", ""),
        form_row=entry.get("form_row", ""),
        scope=_SCOPES[entry.get("scope", "grid_related")],
        yes_means=entry.get("yes_means", ""),
        field=entry.get("field", ""),
        instruments=tuple(_TESTERS[kind] for kind in entry.get("instruments", ())),
    )


def _applies(said: Mapping[str, Any]) -> Applies:
    if unknown := said.keys() - _CONDITIONS:
        raise ValueError(f"applies_when: {', '.join(sorted(unknown))}")
    return Applies(
        voltage_kv_min=_kv(said.get("voltage_kv_min")),
        voltage_kv_max=_kv(said.get("voltage_kv_max")),
        importance_any=_words(said.get("importance_any", ())),
        use_class_any=_words(said.get("use_class_any", ())),
        equipment_any=_words(said.get("equipment_any", ())),
        device_any=_words(said.get("device_any", ())),
        full_scope=_flag(said.get("full_scope", False)),
        after_interim=_flag(said.get("after_interim", False)),
    )


def _flag(said: object) -> bool:
    if not isinstance(said, bool):
        raise TypeError(f"{said} is not true or false")
    return said


def _kv(said: object) -> Decimal | None:
    return None if said is None else Decimal(str(said))


def _words(said: Iterable[object]) -> frozenset[str]:
    if isinstance(said, str):
        raise TypeError(f"{said} is not a list")
    return frozenset(map(str, said))
