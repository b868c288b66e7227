"""The guards of what happens between scheme and connection: works, reviews, inspections."""

from collections.abc import Mapping
from typing import Final

from app.domain.case_state import number_of
from app.domain.guard import CUSTOMER_CAUSED, Claim, Guard

_VISIT_REASONS: Final = CUSTOMER_CAUSED | {"unsafe"}
_RESULTS: Final = ("pass", "rectify")


def _works_started(claim: Claim) -> str:
    if not claim.flags.works:
        return "works_not_expected"
    last = claim.state.last("works.started", "scheme.confirmed")
    return "already_there" if last is not None and last.code == "works.started" else ""


def _design_submitted(claim: Claim) -> str:
    if not claim.flags.high_voltage or claim.policy.review == "never":
        return "stage_not_applicable"
    return "already_requested" if _open(claim, _DESIGN) else ""


def _design_opinion(claim: Claim) -> str:
    if not _open(claim, _DESIGN):
        return "not_requested"
    if claim.says("result") not in _RESULTS:
        return "result_missing"
    listed = claim.says("result") == "pass" or claim.says("issues")
    return "" if listed else "defect_list_incomplete"


def _interim_requested(claim: Claim) -> str:
    possible = claim.flags.high_voltage and claim.policy.review != "never"
    if not possible and not claim.flags.interim:
        return "stage_not_applicable"
    return "already_requested" if _open(claim, _INTERIM) else ""


def _interim_again(claim: Claim) -> str:
    if _open(claim, _INTERIM):
        return "already_requested"
    last = claim.state.last("interim.opinion_issued")
    to_check = last is not None and last.facts.get("result") == "rectify"
    return "" if to_check else "nothing_to_recheck"


def _interim_opinion(claim: Claim) -> str:
    if not _open(claim, _INTERIM):
        return "not_requested"
    return _opinion(claim)


def _external_done(claim: Claim) -> str:
    if not claim.flags.external_line_works:
        return "stage_not_applicable"
    return "already_there" if claim.state.external_done else ""


def _request_incomplete(claim: Claim) -> str:
    if not claim.flags.completion:
        return "stage_not_applicable"
    return "" if claim.says("gaps") else "gaps_missing"


def _completion_requested(claim: Claim) -> str:
    if not claim.flags.completion:
        return "stage_not_applicable"
    if claim.flags.design_review and not claim.state.design_passed:
        return "design_missing"
    told = claim.state.last("interim.opinion_issued")
    if told is not None and told.facts.get("result") != "pass":
        return "concealed_not_released"
    if claim.flags.interim and not claim.state.interim_passed:
        return "interim_missing"
    return "" if claim.says("documents") == "complete" else "documents_incomplete"


def _completion_again(claim: Claim) -> str:
    """The customer must have said of each defect that he put it right."""
    last = claim.state.last("completion.opinion_issued")
    wanted = number_of(last.facts.get("defects", "")) if last else None
    done = claim.number("rectified")
    return "" if done is not None and done >= (wanted or 1) else "rectification_incomplete"


def _no_opinion(claim: Claim) -> str:
    if claim.says("reason") not in _VISIT_REASONS:
        return "reason_not_listed"
    return "" if claim.says("photo") else "photo_missing"


def _opinion(claim: Claim) -> str:
    """A pass leaves nothing open that blocks; a rectify lists all there is, at once."""
    if claim.says("result") not in _RESULTS:
        return "result_missing"
    if claim.says("result") == "rectify":
        return _complete_list(claim)
    if claim.number("unjudged") != 0:
        return "items_unjudged"
    blocking = [claim.number(name) for name in ("open_critical", "open_major")]
    if None in blocking:
        return "defects_not_counted"
    return "defects_open" if any(blocking) else ""


def _complete_list(claim: Claim) -> str:
    complete = bool(claim.number("defects")) and claim.says("list_complete") == "yes"
    return "" if complete else "defect_list_incomplete"


_DESIGN: Final = (("design.submitted",), "design.opinion_issued")
_INTERIM: Final = (
    ("interim.requested", "interim.reinspection_requested"),
    "interim.opinion_issued",
)


def _open(claim: Claim, pair: tuple[tuple[str, ...], str]) -> bool:
    """Whether something was asked for that has not been answered."""
    asked, answer = pair
    return sum(map(claim.state.count, asked)) > claim.state.count(answer)


WORKS_GUARDS: Final[Mapping[str, Guard]] = {
    "works.started": _works_started,
    "design.submitted": _design_submitted,
    "design.opinion_issued": _design_opinion,
    "interim.requested": _interim_requested,
    "interim.reinspection_requested": _interim_again,
    "interim.opinion_issued": _interim_opinion,
    "external_works.completed": _external_done,
    "completion.request_incomplete_notified": _request_incomplete,
    "completion.requested": _completion_requested,
    "completion.visit_failed": _no_opinion,
    "completion.opinion_issued": _opinion,
    "completion.reinspection_requested": _completion_again,
}
