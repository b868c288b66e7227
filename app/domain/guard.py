"""What an event must carry, and what must be so, before it counts: the guards of the table.

Each answers with a stable word, empty when nothing is in the way. A fact that names several things
is written with semicolons between them, a day as ISO 8601, a paper by its number (`doc_no`).
Source: domain process reference, section 5.1.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from app.clock import CHINA
from app.domain.case import GIVEN, MINIMUM, ConnectionCase
from app.domain.case_state import CaseState, day_of, listed, number_of
from app.domain.customer import CustomerClass
from app.domain.entry import months_after
from app.domain.flags import Flags, Policy
from app.domain.transition import PAUSE_REASONS, PREREQUISITES

REJECT_REASONS: Final = frozenset({"not_supply_area", "illegal_use", "duplicate"})
TERMINATE_REASONS: Final = frozenset(
    {"scheme_expired", "customer_unreachable", "fraud", "policy_prohibition"}
)
CUSTOMER_CAUSED: Final = frozenset({"customer_absent", "site_not_ready", "no_access"})
"""Why a visit failed, where it was not for us; it pauses the clock and takes a photo to show."""
VISIT_REASONS: Final = CUSTOMER_CAUSED | {"unsafe", "revisit"}
RESURVEY_CHANGES: Final = frozenset({"location", "class"})
CHANGES: Final = RESURVEY_CHANGES | {"capacity", "voltage", "source"}
SURVEY_RESULTS: Final = frozenset({"can_supply", "can_supply_with_works", "cannot_supply"})


@dataclass(frozen=True)
class Claim:
    """An event that is to count, and all it is judged by."""

    case: ConnectionCase
    state: CaseState
    flags: Flags
    code: str
    facts: Mapping[str, str]
    at: datetime | None
    """When it happened; None = unknown, and then whatever depends on it is refused."""
    actor: str
    policy: Policy

    @property
    def today(self) -> date | None:
        """The day on which it happened, in China."""
        return self.at.astimezone(CHINA).date() if self.at else None

    def says(self, name: str) -> str:
        """What it says under this name, or nothing."""
        return self.facts.get(name, "").strip()

    def lists(self, name: str) -> tuple[str, ...]:
        """The several things it names."""
        return listed(self.facts, name)

    def day(self, name: str) -> date | None:
        """The day it names."""
        return day_of(self.says(name))

    def number(self, name: str) -> int | None:
        """The whole number it gives, not negative."""
        return number_of(self.says(name))


Guard = Callable[[Claim], str]
"""Why an event cannot count, as a stable word; empty when it can."""


def _needs(**words: str) -> Guard:
    """Each fact must be there; the word says which is not."""

    def guard(claim: Claim) -> str:
        return next((word for name, word in words.items() if not claim.says(name)), "")

    return guard


def _all(*guards: Guard) -> Guard:
    def guard(claim: Claim) -> str:
        return next((word for each in guards if (word := each(claim))), "")

    return guard


def _by_rule(_claim: Claim) -> str:
    return "by_rule_only"


def _submitted(claim: Claim) -> str:
    # What was there when it was submitted does not go away because the record changes later.
    noted = claim.says(MINIMUM) == GIVEN
    return "" if noted or has_minimum(claim.case, claim.facts) else "minimum_missing"


def has_minimum(case: ConnectionCase, facts: Mapping[str, str]) -> bool:
    """Whether the case says at least who applies, for where, and how he is reached."""
    customer = case.customer
    identity = customer.agent_id_no or facts.get("identity", "")
    given = (customer.name, identity, case.site.address, customer.contact_phone)
    return all(text.strip() for text in given)


def _accepted(claim: Claim) -> str:
    if claim.says("materials") == "complete":
        return ""
    if claim.says("materials") != "single_document":
        return "materials_incomplete"
    if not claim.says("commitment"):
        return "commitment_missing"
    deferred = [part.partition("@") for part in claim.lists("deferred_materials")]
    if not deferred or any(not name or stage not in STAGE_CODES for name, _, stage in deferred):
        return "due_stage_missing"
    return ""


def _rejected(claim: Claim) -> str:
    if claim.says("reason") not in REJECT_REASONS:
        return "reason_not_listed"
    if not claim.says("letter"):
        return "letter_missing"
    return _approved_by_another(claim)


def _approved_by_another(claim: Claim) -> str:
    approver = claim.says("approver")
    if not approver:
        return "approver_missing"
    return "approver_is_actor" if approver == claim.actor else ""


def _surveyed(claim: Claim) -> str:
    if claim.says("form") != ("F01" if claim.flags.high_voltage else "F02"):
        return "form_wrong"
    if claim.says("result") not in SURVEY_RESULTS:
        return "result_missing"
    if claim.says("customer_class") not in set(CustomerClass):
        return "class_missing"
    if claim.says("external_line_works") not in ("yes", "no"):
        return "external_works_unknown"
    if claim.says("merged") == "yes" and not _may_merge(claim):
        return "merge_not_allowed"
    return "" if claim.says("doc_no") else "paper_missing"


def _may_merge(claim: Claim) -> bool:
    replied = claim.says("onsite_scheme") == "yes" and claim.says("onsite_agree") == "yes"
    return replied and claim.state.may_merge(claim.case, claim.facts, claim.policy)


def _visit_failed(claim: Claim) -> str:
    if claim.says("reason") not in VISIT_REASONS:
        return "reason_not_listed"
    if claim.says("reason") in CUSTOMER_CAUSED:
        return "" if claim.says("photo") else "photo_missing"
    return "" if claim.says("photo") or claim.says("doc_no") else "evidence_missing"


def _scheme_submitted(claim: Claim) -> str:
    if claim.state.resurvey:
        return "resurvey_missing"
    parts = ("load_calculation", "source", "metering", "boundary")
    return "" if all(claim.says(part) for part in parts) else "scheme_incomplete"


def _scheme_approved(claim: Claim) -> str:
    wanted = claim.policy.cosigners.get("HV" if claim.flags.high_voltage else "LV", frozenset())
    return "" if wanted <= set(claim.lists("cosigned")) else "cosigners_missing"


def _scheme_replied(claim: Claim) -> str:
    if not claim.state.approved:
        return "scheme_not_approved"
    if not claim.says("doc_no"):
        return "paper_missing"
    return "" if claim.day("valid_until") else "validity_missing"


def holds_long_enough(claim: Claim) -> str:
    """Whether a scheme that is replied now holds as long as the policy says, from its reply on.

    Asked of who says it now, never of what was said: a case that has gone on stays where it is.
    """
    until, replied = claim.day("valid_until"), claim.day("reply_date") or claim.today
    if until is None or replied is None:
        return "validity_missing"
    if claim.today is not None and replied > claim.today:
        return "reply_ahead"
    approved = claim.state.last("scheme.approved")
    if approved is not None and replied < approved.occurred_at.astimezone(CHINA).date():
        return "reply_before_approval"
    months = claim.policy.validity_months.get("HV" if claim.flags.high_voltage else "LV", 0)
    return "" if until >= months_after(replied, months) else "validity_too_short"


def _scheme_confirmed(claim: Claim) -> str:
    signed = claim.says("opinion") == "agree" and claim.says("doc_no")
    return "" if signed else "customer_signature_missing"


def _change_requested(claim: Claim) -> str:
    if not claim.says("request"):
        return "request_missing"
    changes = claim.lists("changes")
    return "" if changes and set(changes) <= CHANGES else "change_not_named"


def valid_until(state: CaseState) -> date | None:
    """Until when the scheme of this case holds; None where no reply has said."""
    said = state.last("scheme.replied", "scheme.extended")
    return day_of(said.facts.get("valid_until", "")) if said else None


def _extended(claim: Claim) -> str:
    until, today, new = valid_until(claim.state), claim.today, claim.day("valid_until")
    if until is None or new is None or new <= until:
        return "validity_missing"
    lead = timedelta(days=claim.policy.extension_lead_days)
    return "" if today is not None and until - today >= lead else "too_late_to_extend"


def _expired(claim: Claim) -> str:
    until, today = valid_until(claim.state), claim.today
    if until is None or today is None or today <= until:
        return "still_valid"
    return "" if claim.says("notice") else "notice_missing"


def _suspended(claim: Claim) -> str:
    if claim.state.suspended:
        return "already_suspended"
    reason = claim.says("reason")
    high_enough = claim.case.supply_kv >= claim.policy.access_design_from_kv
    if reason not in PAUSE_REASONS or (reason == "ACCESS_SYSTEM_DESIGN" and not high_enough):
        return "reason_not_allowed"
    if not (claim.says("evidence") or claim.says("photo")):
        return "evidence_missing"
    resume, today = claim.day("expected_resume"), claim.today
    later = resume is not None and today is not None and resume > today
    return "" if later else "resume_day_missing"


def _resumed(claim: Claim) -> str:
    return "" if claim.state.suspended else "not_suspended"


def _reclassified(claim: Claim) -> str:
    if claim.says("customer_class") not in set(CustomerClass):
        return "class_missing"
    return _needs(reason="reason_missing", approver="approver_missing")(claim)


def _terminated(claim: Claim) -> str:
    if claim.says("reason") not in TERMINATE_REASONS:
        return "reason_not_listed"
    lacking = _needs(approver="approver_missing", notice="notice_missing")(claim)
    if lacking or claim.says("reason") != "customer_unreachable":
        return lacking
    days = _attempts(claim)
    over = timedelta(days=claim.policy.unreachable_days)
    enough = len(days) >= claim.policy.contact_attempts
    long = claim.today is not None and bool(days) and claim.today - days[0] >= over
    return "" if enough and long else "too_few_attempts"


def _unreachable(claim: Claim) -> str:
    return "" if len(_attempts(claim)) >= claim.policy.contact_attempts else "too_few_attempts"


def _attempts(claim: Claim) -> list[date]:
    """The different days on which somebody tried in vain, none of them still to come."""
    found = {day for text in claim.lists("attempts") if (day := day_of(text)) is not None}
    today = claim.today
    return sorted(day for day in found if today is not None and day <= today)


def _other_person(claim: Claim) -> str:
    if not claim.actor:
        return "actor_unknown"
    manager = claim.case.team[0] if claim.case.team else ""
    return "same_person" if claim.actor == manager else ""


def _once(claim: Claim) -> str:
    return "already_there" if claim.code in claim.state.met else ""


def _contract(claim: Claim) -> str:
    multi = claim.flags.customer_class is CustomerClass.HV_MULTI
    if multi and not claim.says("dispatch_agreement"):
        return "dispatch_agreement_missing"
    return "" if claim.says("contract_no") else "contract_no_missing"


def _energised(claim: Claim) -> str:
    if claim.state.met != PREREQUISITES:
        return "prerequisites_missing"
    if not claim.says("doc_no"):
        return "work_order_unsigned"
    if claim.flags.high_voltage and not claim.says("dispatch_plan"):
        return "dispatch_plan_missing"
    return ""


STAGE_CODES: Final = (
    "intake",
    "site_survey",
    "supply_scheme",
    "scheme_reply",
    "external_works",
    "customer_works",
    "design_review",
    "interim_inspection",
    "completion_inspection",
    "contract",
    "energisation",
    "archive",
    "follow_up",
)
"""The stages in their order (section 2)."""

GUARDS: Final[Mapping[str, Guard]] = {
    "application.submitted": _submitted,
    "application.materials_incomplete_notified": _needs(
        gaps="gaps_missing", doc_no="paper_missing"
    ),
    "application.accepted": _accepted,
    "application.rejected": _rejected,
    "application.suspended": _suspended,
    "application.resumed": _resumed,
    "application.reclassified": _reclassified,
    "application.withdrawn": _needs(request="request_missing"),
    "application.terminated": _terminated,
    "survey.scheduled": _needs(appointment_at="appointment_missing"),
    "survey.completed": _surveyed,
    "survey.failed": _visit_failed,
    "scheme.submitted_for_approval": _scheme_submitted,
    "scheme.returned": _needs(comment="comment_missing"),
    "scheme.approved": _scheme_approved,
    "scheme.replied": _scheme_replied,
    "scheme.confirmed": _scheme_confirmed,
    "scheme.objected": _needs(objection="objection_missing"),
    "scheme.change_requested": _change_requested,
    "scheme.extended": _extended,
    "scheme.expired": _expired,
    "works.not_needed": _by_rule,
    "energisation.prerequisites_met": _by_rule,
    "contract.signed": _all(_once, _contract),
    "fees.settled": _all(_once, _needs(amount="amount_missing")),
    "metering.ready": _once,
    "energisation.completed": _energised,
    "archive.completed": _needs(index="archive_incomplete"),
    "followup.completed": _other_person,
    "followup.unreachable": _all(_other_person, _unreachable),
}
