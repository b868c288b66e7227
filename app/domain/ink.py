"""A paper that was signed in ink and not made here: what the office notes of it instead.

Its signatures cannot be judged, so who signed it, when, and where it is kept stand in the event and
are shown with it.
"""

from collections.abc import Mapping
from typing import Final

from app.domain.case_state import day_of

PAPER: Final = "paper"
INK: Final = "ink"
SIGNED_BY: Final = "signed_by"
SIGNED_ON: Final = "signed_on"
KEPT_AT: Final = "kept_at"
NAMES: Final = ("doc_no", SIGNED_BY, SIGNED_ON, KEPT_AT)
"""All that is said of one."""


def is_ink(facts: Mapping[str, str]) -> bool:
    """Whether an event rests on a paper in ink."""
    return facts.get(PAPER) == INK


def is_told(facts: Mapping[str, str]) -> bool:
    """Whether all is said of that paper: its number, who signed, on which day, where it is kept."""
    said = all(facts.get(name, "").strip() for name in ("doc_no", SIGNED_BY, KEPT_AT))
    return said and day_of(facts.get(SIGNED_ON, "")) is not None


def of_form(facts: Mapping[str, str], form: str) -> dict[str, str]:
    """What an event that is about several papers says of the one on this form."""
    return {name: facts.get(f"{form}_{name}", "") for name in NAMES}


def in_words(facts: Mapping[str, str]) -> str:
    """What is known of such papers, as it is shown; nothing where there is none in ink."""
    forms = sorted(n.removesuffix(f"_{KEPT_AT}") for n in facts if n.endswith(f"_{KEPT_AT}"))
    told = [f"{form} {_in_words(of_form(facts, form))}" for form in forms]
    return "；".join([_in_words(facts), *told] if is_ink(facts) else told)


def _in_words(facts: Mapping[str, str]) -> str:
    number, by, on, at = (facts.get(name, "") for name in NAMES)
    return f"纸质单据 {number}，{by} {on} 签字，存放于 {at}"
