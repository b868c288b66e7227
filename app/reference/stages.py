"""The catalogue of stages, read from `resources/process/stages.yaml`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from app.domain.guard import STAGE_CODES
from app.domain.handover import CARRIED
from app.domain.stage import Catalogue, Rule, Stage, StageState, Turn
from app.domain.transition import TABLE
from app.errors import RulesDamaged
from app.reference.files import file_in, named, read_rules

STAGES: Final = "process/stages.yaml"
_CODES: Final = frozenset(step.code for step in TABLE)


def read_stages(*places: Path) -> Catalogue:
    """The catalogue, from the first of these folders that has it.

    Raises:
        RulesDamaged: it is not what it should be; it names the stage.
    """
    path = file_in(places, STAGES)
    content = read_rules(path)
    with named(path, "departments"):
        departments = {code: entry["zh"] for code, entry in content["departments"].items()}
    with named(path, "carried"):
        carried = {code: entry["zh"] for code, entry in content["carried"].items()}
    if set(carried) != CARRIED:
        raise RulesDamaged(path.name, "carried", "not what the program knows of")
    stages = []
    for entry in content["stages"]:
        with named(path, str(entry.get("code"))):
            stages.append(_stage(entry, departments, carried))
    if tuple(stage.code for stage in stages) != STAGE_CODES:
        raise RulesDamaged(path.name, "stages", "not the stages of the process, in their order")
    return Catalogue(str(content["version"]), tuple(stages), departments, carried)


def _stage(
    entry: Mapping[str, Any], departments: Mapping[str, str], carried: Mapping[str, str]
) -> Stage:
    turns = tuple(
        Turn(turn["code"], StageState(turn["state"]), dict(turn.get("when", {})))
        for turn in entry["turns"]
    )
    unknown = {turn.code for turn in turns} - _CODES
    unknown |= set(entry["departments"]) - set(departments)
    unknown |= set(entry["carries"]) - set(carried)
    if unknown:
        raise ValueError(f"unknown: {sorted(unknown)}")
    rules = tuple(
        Rule(rule["id"], frozenset(rule["classes"]), tuple(rule["when"]), rule.get("zh", ""))
        for rule in entry["rules"]
    )
    return Stage(
        code=entry["code"],
        zh=entry["zh"],
        actor=entry["actor"],
        departments=tuple(entry["departments"]),
        milestone=entry["milestone"],
        rules=rules,
        turns=turns,
        carries=tuple(entry["carries"]),
    )
