"""What follows from class, capacity and survey: the derived flags of a case, as one pure function.

The survey freezes what it found in the facts of its event; from then on those facts count, not the
record of the case, until the case is reclassified. Source: domain process reference, section 1.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

from app.domain.case import ConnectionCase
from app.domain.checklist import CaseFacts
from app.domain.customer import CustomerClass, Importance

SPECIAL_KINDS: Final = ("harmonic", "impact", "fluctuating", "unbalanced")
"""Kinds of load that disturb the grid."""

FULL: Final = "full"
INSPECTION_SCOPES: Final = ("grid_related", FULL)
DOCUMENT_POLICIES: Final = ("required_only", FULL)

REVIEW_POLICIES: Final = ("conditional", "always", "never")

_COUNTS_AS: Final = {"individual_business": "private_economic_org"}
"""A business of one person is a private economic organisation too (民营经济促进法, art. 77)."""

FROZEN: Final = frozenset(
    {
        "customer_class",
        "external_line_works",
        "customer_works",
        "special_load",
        "special_kinds",
        "important_level",
        "important_basis",
        "has_concealed_works",
        "confirmed_capacity",
        "applicant_type",
    }
)
"""Facts of a survey (or a reclassification) that count from then on."""


@dataclass(frozen=True)
class Policy:
    """What the utility has decided, as data (`resources/process/policy.yaml`).

    The values here are those of that file, for whoever has no file at hand; a test compares them.
    """

    review: str = "conditional"
    """When design review and interim inspection are needed: conditional, always or never."""
    concealed_works_assumed: bool = True
    """Whether a high-voltage case of which nobody has said otherwise has concealed works."""
    lv_capacity_cap_kw: Decimal = Decimal(160)
    three_zero_for_all_lv: bool = True
    three_zero_types: tuple[tuple[date, frozenset[str]], ...] = (
        (date.min, frozenset({"resident", "small_micro_enterprise"})),
        (
            date(2025, 6, 3),
            frozenset({"resident", "small_micro_enterprise", "private_economic_org"}),
        ),
    )
    """Since which day of acceptance applicants of which types are free of all cost."""
    cosigners: Mapping[str, frozenset[str]] = field(
        default_factory=lambda: {
            "LV": frozenset({"marketing"}),
            "HV": frozenset({"marketing", "planning", "operation", "dispatch"}),
        }
    )
    """Departments that sign a scheme, at low and at high voltage."""
    access_design_from_kv: Decimal = Decimal(110)
    extension_lead_days: int = 10
    """So many days before a scheme expires its extension has to be asked for."""
    validity_months: Mapping[str, int] = field(default_factory=lambda: {"LV": 3, "HV": 12})
    """For how many months a scheme holds at least, from its reply, at low and at high voltage."""
    contact_attempts: int = 3
    unreachable_days: int = 30
    """A customer counts as unreachable after so many attempts over so many calendar days."""
    inspection_scope: tuple[tuple[date, str], ...] = ((date.min, "grid_related"),)
    """What is inspected at an ordinary customer's, since which day: `INSPECTION_SCOPES`."""
    documents: tuple[tuple[date, str], ...] = ((date.min, "required_only"),)
    """Which papers an ordinary customer hands in, since which day: `DOCUMENT_POLICIES`."""
    keep_originals_days: int = 7
    """So many days after archiving, originals of photos and load curves may leave the tablet."""
    keep_papers_days: int = 90
    """So many days after archiving, papers and materials may leave it too."""

    def inspects_all(self, day: date) -> bool:
        """Whether a visit that began on this day inspects all at an ordinary customer's too."""
        return _in_force(self.inspection_scope, day) == FULL

    def asks_all_papers(self, day: date) -> bool:
        """Whether a visit that began on this day asks an ordinary customer for all papers."""
        return _in_force(self.documents, day) == FULL

    def figures(self, word: str) -> tuple[int, ...]:
        """The numbers that the sentence of this refusal names (`refusal_names`), in its order."""
        months = (self.validity_months.get("HV", 0), self.validity_months.get("LV", 0))
        named = {
            "validity_too_short": months,
            "too_late_to_extend": (self.extension_lead_days,),
            "too_few_attempts": (self.contact_attempts, self.unreachable_days),
        }
        return named.get(word, ())


STANDARD: Final = Policy()


@dataclass(frozen=True)
class Flags:
    """What follows for this case."""

    customer_class: CustomerClass
    three_zero: bool
    external_line_works: bool
    customer_works: bool
    importance: Importance
    important_basis: str
    special_load: bool
    special_kinds: tuple[str, ...]
    design_review: bool
    interim: bool
    completion: bool
    """Whether there is a completion inspection of its own."""

    @property
    def high_voltage(self) -> bool:
        """Whether it is supplied at high voltage."""
        return self.customer_class.is_high_voltage

    @property
    def may_merge(self) -> bool:
        """Whether the scheme may be answered on the spot, at the survey (section 3)."""
        at_once = self.customer_class is CustomerClass.RES or self.three_zero
        return not self.high_voltage and at_once and not self.external_line_works

    @property
    def scheme_in_writing(self) -> bool:
        """Whether the scheme is drafted and answered in writing, not on the spot."""
        return not self.may_merge

    @property
    def works(self) -> bool:
        """Whether anything is built between scheme and connection."""
        return self.high_voltage or self.external_line_works or self.customer_works

    def on(self, facts: CaseFacts, policy: Policy, day: date) -> CaseFacts:
        """What a checklist is told of the case, as survey and reclassification have fixed it.

        `day` is the one on which the visit began: what the utility decides later leaves it alone.
        """
        important = self.importance is not Importance.NONE
        several = {"dual_source"} if self.customer_class is CustomerClass.HV_MULTI else set()
        return replace(
            facts,
            importance=self.importance,
            full_scope=important or self.special_load or policy.inspects_all(day),
            full_documents=important or self.special_load or policy.asks_all_papers(day),
            tags=facts.tags | several,
        )

    @property
    def milestones(self) -> tuple[str, ...]:
        """The steps a customer is told of: two, three or four (section 3)."""
        if self.high_voltage:
            return ("apply", "scheme_reply", "works", "connect")
        if self.customer_class is CustomerClass.RES or self.three_zero:
            return ("apply", "connect")
        return ("apply", "works", "connect")


def flags_of(
    case: ConnectionCase,
    frozen: Mapping[str, str] | None = None,
    asked: Collection[str] = (),
    accepted_on: date | None = None,
    policy: Policy = STANDARD,
) -> Flags:
    """The flags of a case.

    `frozen` is what survey and reclassification fixed, `asked` the codes of its events so far: who
    hands in a design or asks for an interim inspection has one. Without a day of acceptance the
    newest list of applicants counts.
    """
    facts = frozen or {}
    group = _class(facts.get("customer_class", ""), case.customer_class)
    high = group.is_high_voltage
    importance = _importance(facts.get("important_level", ""), case.importance)
    special = _yes(facts, "special_load", case.special_load)
    kinds = _kinds(facts, case.special_kinds)
    own_works = _yes(facts, "customer_works", case.customer_works)
    concealed = _yes(facts, "has_concealed_works", case.has_concealed_works)
    if concealed is None:
        concealed = policy.concealed_works_assumed
    basis = facts.get("important_basis", "") or case.important_basis
    needed = importance is not Importance.NONE or bool(special or kinds) or case.review_wished
    works = high or bool(own_works)
    return Flags(
        customer_class=group,
        three_zero=not high and _three_zero(case, group, facts, accepted_on, policy),
        external_line_works=bool(_yes(facts, "external_line_works", case.external_line_works)),
        customer_works=works,
        importance=importance,
        important_basis=basis if importance is not Importance.NONE else "",
        special_load=bool(special or kinds),
        special_kinds=kinds,
        design_review=high and _reviewed(policy, needed or "design.submitted" in asked),
        interim=high
        and (
            _reviewed(policy, needed and concealed, concealed)
            or (policy.review != "never" and "interim.requested" in asked)
        ),
        completion=works,
    )


def _in_force(since: tuple[tuple[date, str], ...], day: date) -> str:
    """The last of these decisions on that day; empty before the first."""
    return next((said for first, said in reversed(since) if first <= day), "")


def _reviewed(policy: Policy, needed: bool, possible: bool = True) -> bool:
    return {"always": possible, "never": False}.get(policy.review, needed)


def _three_zero(
    case: ConnectionCase,
    group: CustomerClass,
    facts: Mapping[str, str],
    accepted_on: date | None,
    policy: Policy,
) -> bool:
    if _number(facts.get("confirmed_capacity", ""), case.applied_capacity_kva) > (
        policy.lv_capacity_cap_kw
    ):
        return False
    if group is CustomerClass.RES or policy.three_zero_for_all_lv:
        return True
    on = accepted_on or date.max
    lists = [types for since, types in policy.three_zero_types if since <= on]
    kind = facts.get("applicant_type", "") or case.applicant_type
    return bool(lists) and not lists[-1].isdisjoint({kind, _COUNTS_AS.get(kind, kind)})


def _class(text: str, otherwise: CustomerClass) -> CustomerClass:
    return CustomerClass(text) if text in set(CustomerClass) else otherwise


def _importance(text: str, otherwise: Importance) -> Importance:
    return Importance(text) if text in set(Importance) else otherwise


def _yes(facts: Mapping[str, str], name: str, otherwise: bool | None) -> bool | None:
    return {"yes": True, "no": False}.get(facts.get(name, ""), otherwise)


def _kinds(facts: Mapping[str, str], otherwise: tuple[str, ...]) -> tuple[str, ...]:
    if "special_kinds" not in facts:
        return otherwise
    said = facts["special_kinds"].split(";")
    return tuple(kind for kind in SPECIAL_KINDS if kind in said)


def _number(text: str, otherwise: Decimal) -> Decimal:
    try:
        number = Decimal(text)
    except ArithmeticError:
        return otherwise
    return number if number.is_finite() else otherwise
