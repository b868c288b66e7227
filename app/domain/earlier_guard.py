"""What an event had to carry before the guards of today: by this those of then are still judged.

A case that has come so far by the rules of its time does not fall back because rules were added.
"""

from typing import Final

from app.domain.customer import Importance
from app.domain.guard import Claim
from app.domain.transition import BY_RULE, PAUSE_REASONS, PREREQUISITES

_WANT_REASON: Final = frozenset(
    {
        "application.rejected",
        "application.suspended",
        "application.reclassified",
        "application.terminated",
        "survey.failed",
        "completion.visit_failed",
    }
)


def earlier(claim: Claim) -> str:
    """Why an event of then does not count, as a stable word; empty when it does."""
    code, state = claim.code, claim.state
    if code in _WANT_REASON and not claim.says("reason"):
        return "reason_missing"
    if code.endswith(".opinion_issued") and claim.says("result") not in ("pass", "rectify"):
        return "result_missing"
    if code in BY_RULE:
        return "by_rule_only"
    allowed = claim.says("reason") in PAUSE_REASONS
    stops = {
        "application.suspended": (state.suspended, "already_suspended"),
        "application.resumed": (not state.suspended, "not_suspended"),
        "scheme.replied": (not state.approved, "scheme_not_approved"),
        "completion.requested": (_interim(claim) and not state.interim_passed, "interim_missing"),
        "energisation.completed": (state.met != PREREQUISITES, "prerequisites_missing"),
    } | {each: (each in state.met, "already_there") for each in PREREQUISITES}
    stopped, why = stops.get(code, (False, ""))
    if not stopped and code == "application.suspended" and not allowed:
        return "reason_not_allowed"
    return why if stopped else ""


def _interim(claim: Claim) -> bool:
    case = claim.case
    grave = case.importance is not Importance.NONE or case.special_load
    return case.customer_class.is_high_voltage and grave
