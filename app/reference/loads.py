"""Demand factors, standard sizes and bounds of supply, read from `resources/loads/`."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from app.domain.load_rules import (
    Cable,
    CapacityBounds,
    CtRules,
    LoadCategory,
    LoadRules,
    OutageTechnique,
    Sizes,
    SourceNeed,
    SupplyRules,
    VoltageBand,
)
from app.domain.units import Kva
from app.reference.files import file_in, named, read_rules

LOADS: Final = "loads/demand_factors.yaml"


def read_load_rules(*places: Path, version: str = "") -> LoadRules:
    """The rules in the first of these folders that has them.

    Raises:
        RulesDamaged: the file is not what it should be.
    """
    path = file_in(places, LOADS.replace(".yaml", f"-{version}.yaml") if version else LOADS)
    content = read_rules(path)
    categories = {}
    with named(path, "equipment"):
        for entry in content["equipment"]:
            with named(path, str(entry.get("id"))):
                categories[entry["id"]] = LoadCategory(
                    id=str(entry["id"]),
                    zh=entry["zh"],
                    en=entry["en"],
                    factor=_number(entry["default"]),
                    cos=_number(entry["cos"]),
                    excluded=bool(entry.get("excluded", False)),
                    pe_rule=str(entry.get("pe_rule", "")),
                )
    with named(path, "sizes"):
        sizes = Sizes(
            transformer_kva=tuple(Kva(_number(size)) for size in content["transformer_kva"]),
            load_rate=_pair(content["load_rate"]),
            step_kvar=_number(content["compensation_step_kvar"]),
        )
    supply = None
    if "supply_voltages" in content:  # before 2026.12 there was no more than the demand
        with named(path, "supply"):
            supply = _supply(content)
            losses = content["transformer_losses"]
            sizes = Sizes(
                sizes.transformer_kva,
                sizes.load_rate,
                sizes.step_kvar,
                (_number(losses["active"]), _number(losses["reactive"])),
            )
    return LoadRules(str(content["version"]), str(content["source"]), categories, sizes, supply)


def _supply(content: Mapping[str, Any]) -> SupplyRules:
    nominal, short, bounds = (
        content["nominal"], content["short_circuit"], content["capacity_bounds"],
    )  # fmt: skip
    return SupplyRules(
        compensation_share=_pair(content["compensation_share"]),
        most_transformers=int(content["most_transformers"]),
        unbalanced_share=_number(content["single_phase"]["unbalanced_share"]),
        few_machines=tuple(
            (int(each["up_to"]), _number(each["factor"])) for each in content["few_machines"]
        ),
        load_kv=_number(nominal["load_kv"]),
        transformer_kv=_number(nominal["transformer_kv"]),
        phase_v=_number(nominal["phase_v"]),
        voltages=tuple(map(_band, content["supply_voltages"])),
        cables={
            str(each["mm2"]): Cable(str(each["mm2"]), _number(each["r0"]), _number(each["x0"]))
            for each in content["cables"]
        },
        drop_pct=_number(content["voltage_drop"]["limit_pct"]),
        short_c=_number(short["c"]),
        uk_pct=tuple((Kva(_number(e["up_to_kva"])), _number(e["uk"])) for e in short["uk_pct"]),
        user_unbalance_pct=_number(content["unbalance"]["user_pct"]),
        ct=_ct(content["ct"]),
        high_metering_kva=Kva(_number(content["metering"]["high_from_kva"])),
        direct_a=_number(content["metering"]["direct_to_a"]),
        vt_secondary_kv=_number(content["metering"]["vt_secondary_kv"]),
        importance={
            str(e["level"]): SourceNeed(
                str(e["level"]), int(e["sources"]), int(e["substations"]), str(e["zh"])
            )
            for e in content["importance"]
        },
        own_share=_number(content["own_source_share"]),
        outage=tuple(
            OutageTechnique(_optional(each, "up_to_s"), str(each["zh"]))
            for each in content["outage_technique"]
        ),
        capacity=CapacityBounds(
            *(_pair(bounds[name]) for name in ("high", "low", "measured", "existing"))
        ),
    )


def _band(entry: Mapping[str, Any]) -> VoltageBand:
    return VoltageBand(
        id=str(entry["id"]),
        zh=str(entry["zh"]),
        at_most_kw=_optional(entry, "at_most_kw"),
        from_kva=_optional(entry, "from_kva"),
        to_kva=_optional(entry, "to_kva"),
        only_single_phase=bool(entry.get("only_single_phase", False)),
    )


def _ct(entry: Mapping[str, Any]) -> CtRules:
    return CtRules(
        primaries=tuple(map(_number, entry["primary_a"])),
        band=_pair(entry["band"]),
        best=_number(entry["best"]),
        relaxed=_number(entry["relaxed"]),
        usual_rate=_number(entry["usual_rate"]),
        secondary_a=_number(entry["secondary_a"]),
    )


def _number(value: Any) -> Decimal:
    return Decimal(str(value))


def _optional(entry: Mapping[str, Any], name: str) -> Decimal | None:
    return _number(entry[name]) if name in entry else None


def _pair(values: Any) -> tuple[Decimal, Decimal]:
    low, high = values
    return _number(low), _number(high)
