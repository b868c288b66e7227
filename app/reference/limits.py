"""Limits and the inputs they ask for, read from `resources/limits/`."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from app.domain.expression import Expression
from app.domain.limit import Limit
from app.domain.quality_findings import CurrentLimits
from app.domain.reading import InputSpec, Row, Step
from app.domain.requirement import Case
from app.reference.files import file_in, named, read_rules

LIMITS: Final = "limits/limits.yaml"
INPUTS: Final = "limits/inputs.yaml"
"""Both carry the same version: one is not read without the other."""

_CURRENTS: Final = "pq.harmonic_current"

_NAMING: Final = frozenset({"id", "zh", "en", "unit", "ref", "conf", "note", "kind", "tests"})
_RULING: Final = frozenset({"inputs", "limit", "table", "pass_if", "on_fail"})
_SHOWN: Final = frozenset({"lookup", "orders", "rows", "target"})
_KINDS: Final = frozenset({"decimal", "flag", "choice"})


def read_limits(*places: Path, version: str = "") -> Mapping[str, Limit]:
    """All limits by id, each with the inputs it asks for.

    Raises:
        RulesDamaged: a file is not what it should be; it names the file and the limit.
    """
    inputs_path = file_in(places, _older(INPUTS, version))
    typed = read_rules(inputs_path)
    path = file_in(places, _older(LIMITS, version))
    content = read_rules(path)
    limits: dict[str, Limit] = {}
    with named(path, "limits"):
        for entry in content["limits"]:
            name = str(entry["id"])
            with named(inputs_path, name):
                inputs = _inputs(entry, typed)
            with named(path, name):
                if name in limits:
                    raise ValueError("twice")
                limits[name] = _limit(entry, inputs)
    return limits


def read_current_limits(*places: Path) -> tuple[CurrentLimits, ...]:
    """Permitted harmonic currents by voltage level.

    Raises:
        RulesDamaged: the file is not what it should be.
    """
    path = file_in(places, LIMITS)
    with named(path, _CURRENTS):
        entry = next(e for e in read_rules(path)["limits"] if e["id"] == _CURRENTS)
        return tuple(
            CurrentLimits(
                un_kv=float(row["un_kv"]),
                base_mva=float(row["sk_base_mva"]),
                amperes=dict(zip(entry["orders"], map(float, row["a"]), strict=True)),
            )
            for row in entry["rows"]
        )


def _older(name: str, version: str) -> str:
    """The name under which an older version is kept beside the current one."""
    return name.replace(".yaml", f"-{version}.yaml") if version else name


def _limit(entry: Mapping[str, Any], inputs: tuple[InputSpec, ...]) -> Limit:
    if unknown := entry.keys() - _NAMING - _RULING - _SHOWN:  # an unquoted comma makes such a key
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    known = {spec.name for spec in inputs}
    rule = entry.get("pass_if")
    cases = _cases(entry, known)
    numbered = {"limit"} if cases[0].limit is not None else set()
    return Limit(
        id=entry["id"],
        zh=entry["zh"],
        en=entry["en"],
        unit=str(entry.get("unit", "")),
        inputs=inputs,
        pass_if=None if rule is None else _expression(rule, known | numbered),
        cases=cases,
        ref=str(entry["ref"]),
        conf={"sure": "sure", "verify": "verify"}[entry["conf"]],
        note=str(entry.get("note", "")),
        advisory=entry.get("on_fail") == "advise",
        lookup=tuple(_texts(row) for row in entry.get("lookup", ())),
    )


def _texts(row: Mapping[str, Any]) -> Mapping[str, str]:
    return {str(name): str(value) for name, value in row.items() if value is not None}


def _cases(entry: Mapping[str, Any], known: set[str]) -> tuple[Case, ...]:
    if "table" in entry:
        return tuple(
            Case(
                None if row["when"] == "True" else _expression(row["when"], known),
                Decimal(str(row["limit"])),
            )
            for row in entry["table"]
        )
    fixed = entry.get("limit")
    return (Case(None, None if fixed is None else Decimal(str(fixed))),)


def _inputs(entry: Mapping[str, Any], typed: Mapping[str, Any]) -> tuple[InputSpec, ...]:
    own = typed["limits"].get(entry["id"], {})
    unit = "" if entry.get("unit") == "1" else str(entry.get("unit", ""))
    return tuple(
        _spec(name, own.get(name) or typed["common"][name], unit)
        for name in entry.get("inputs", ())
    )


def _spec(name: str, said: Mapping[str, Any], unit: str = "") -> InputSpec:
    kind = said.get("kind", "decimal")
    if kind not in _KINDS:
        raise ValueError(kind)
    sources = tuple(part.strip() for part in said.get("from", "").split("|") if part.strip())
    raw = tuple(_spec(part, inner) for part, inner in said.get("raw", {}).items())
    return InputSpec(
        name=name,
        zh=said["zh"],
        unit=str(said.get("unit", unit if name in ("x", "n") else "")),
        kind=kind,
        options=dict(said.get("options", {})),
        sources=sources,
        measured=kind == "decimal" and not sources and not said.get("condition", False),
        raw=raw,
        reduce=_steps(name, said["reduce"], {part.name for part in raw}) if raw else (),
        formula=said["formula"] if raw else "",
    )


def _steps(name: str, said: str | Mapping[str, Any], known: set[str]) -> tuple[Step, ...]:
    """The steps of a reduction: one expression, or named ones that build on each other."""
    steps = []
    known = set(known)
    for step, rows in ({name: said} if isinstance(said, str) else said).items():
        if isinstance(rows, str):
            rows = [{"when": "True", "value": rows}]
        steps.append(
            Step(
                step,
                tuple(
                    Row(_expression(row["when"], known), _expression(row["value"], known))
                    for row in rows
                ),
            )
        )
        known.add(step)
    return tuple(steps)


def _expression(said: object, known: set[str]) -> Expression:
    expression = Expression.parse(str(said))
    if unknown := expression.names - known:
        raise ValueError(f"{said}: {', '.join(sorted(unknown))} is not among its inputs")
    return expression
