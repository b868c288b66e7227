"""Materials that a customer may bring later: what an acceptance put off, and to when."""

from collections.abc import Iterable, Mapping
from typing import Final

from app.domain.case import CaseEvent
from app.domain.case_state import listed
from app.domain.guard import STAGE_CODES
from app.domain.material import Material, MaterialRules, missing_of_case

_PROCESS_STAGE: Final = {
    "now": "intake",
    "survey": "site_survey",
    "design": "design_review",
    "interim": "interim_inspection",
    "completion": "completion_inspection",
    "contract": "contract",
}
"""The stage of the process at which what is due by then is asked for."""
_ACCEPTANCE: Final = "application.accepted"


def deferred_of(events: Iterable[CaseEvent], rules: MaterialRules) -> dict[str, str]:
    """The materials that the last acceptance put off: by which stage of the process, by their ids.

    Source: domain process reference, section 5.1 (one document, the rest by commitment).
    """
    said = [event.facts for event in events if event.code == _ACCEPTANCE]
    return put_off(said[-1], rules) if said else {}


def put_off(facts: Mapping[str, str], rules: MaterialRules) -> dict[str, str]:
    """The same, as the facts of one acceptance say it; what no rule knows is passed over."""
    ids = {name: rule.id for rule in rules.rules for name in (rule.id, rule.zh)}
    parts = (part.partition("@") for part in listed(facts, "deferred_materials"))
    return {ids[name]: stage for name, _, stage in parts if name in ids and stage in STAGE_CODES}


def lacking_at(
    materials: Iterable[Material], deferred: Mapping[str, str], stage: str
) -> tuple[Material, ...]:
    """What is due at this stage and not there; not what was put off to a later one."""
    now = STAGE_CODES.index(_PROCESS_STAGE[stage])
    later = {each for each, until in deferred.items() if STAGE_CODES.index(until) > now}
    return tuple(each for each in missing_of_case(materials) if each.rule.id not in later)
