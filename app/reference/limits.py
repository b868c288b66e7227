"""Limits and the inputs they ask for, read from `resources/limits/`."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.domain.checklist import InputSpec
from app.domain.limit import Expression, Limit, Row
from app.reference.files import named, read_rules

Inputs = Mapping[str, tuple[InputSpec, ...]]


def read_limits(folder: Path) -> tuple[Mapping[str, Limit], Inputs]:
    """All limits by id, and the typed inputs of each.

    Raises:
        RulesDamaged: a file is not what it should be; it names the file and the limit.
    """
    typed = read_rules(folder / "limits" / "inputs.yaml")
    path = folder / "limits" / "limits.yaml"
    limits: dict[str, Limit] = {}
    inputs: dict[str, tuple[InputSpec, ...]] = {}
    for entry in read_rules(path)["limits"]:
        with named(path, str(entry.get("id"))):
            specs = _inputs(entry, typed)
            inputs[entry["id"]] = specs
            limits[entry["id"]] = _limit(entry, {spec.name: spec.zh for spec in specs})
    return limits, inputs


def _limit(entry: Mapping[str, Any], labels: Mapping[str, str]) -> Limit:
    pass_if, fixed = entry.get("pass_if"), entry.get("limit")
    return Limit(
        id=entry["id"],
        zh=entry["zh"],
        en=entry["en"],
        unit=str(entry.get("unit", "")),
        inputs=tuple(entry.get("inputs", ())),
        pass_if=None if pass_if is None else Expression.parse(pass_if),
        fixed=None if fixed is None else Decimal(str(fixed)),
        table=tuple(
            Row(Expression.parse(str(row["when"])), Decimal(str(row["limit"])))
            for row in entry.get("table", ())
        ),
        ref=str(entry["ref"]),
        conf=str(entry["conf"]),
        note=str(entry.get("note", "")),
        advisory=entry.get("on_fail") == "advise",
        labels=labels,
    )


def _inputs(entry: Mapping[str, Any], typed: Mapping[str, Any]) -> tuple[InputSpec, ...]:
    own = typed["limits"].get(entry["id"], {})
    specs = []
    for name in entry.get("inputs", ()):
        said = own.get(name) or typed["common"].get(name) or {"zh": name}
        spec = _spec(name, said)
        plain_x = name in ("x", "n") and not spec.unit and not spec.raw
        unit = str(entry.get("unit", ""))
        specs.append(
            InputSpec(**{**spec.__dict__, "unit": unit if unit != "1" else ""}) if plain_x else spec
        )
    return tuple(specs)


def _spec(name: str, said: Mapping[str, Any]) -> InputSpec:
    reduce = said.get("reduce")
    return InputSpec(
        name=name,
        zh=said["zh"],
        unit=str(said.get("unit", "")),
        kind=said.get("kind", "decimal"),
        options=dict(said.get("options", {})),
        source=said.get("from", ""),
        raw=tuple(_spec(raw, inner) for raw, inner in said.get("raw", {}).items()),
        reduce=None if reduce is None else Expression.parse(reduce),
    )
