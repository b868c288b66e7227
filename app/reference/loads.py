"""Demand factors and standard ratings, read from `resources/loads/`."""

from decimal import Decimal
from pathlib import Path
from typing import Final

from app.domain.demand import LoadCategory, LoadRules, Sizes
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
                    factor=Decimal(str(entry["default"])),
                    cos=Decimal(str(entry["cos"])),
                    excluded=bool(entry.get("excluded", False)),
                )
    with named(path, "sizes"):
        low, high = map(Decimal, content["load_rate"])
        sizes = Sizes(
            transformer_kva=tuple(Kva(Decimal(size)) for size in content["transformer_kva"]),
            load_rate=(low, high),
            step_kvar=Decimal(content["compensation_step_kvar"]),
        )
    return LoadRules(str(content["version"]), str(content["source"]), categories, sizes)
