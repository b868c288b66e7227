"""What a customer has to hand in: asked for once, held from then on, and never what is held.

missing = required - valid evidence - what the utility obtains by itself. Source: compliance
reference, section 6.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from app.clock import CHINA
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.customer import CustomerClass, Importance
from app.domain.entry import Entry, FormRow
from app.domain.expression import Expression, Value, exact
from app.domain.flags import Flags, flags_of
from app.domain.process import Status
from app.ids import CaseId, Digest, OrgId, RecordId, UserId

STAGES: Final = ("now", "survey", "design", "interim", "completion", "contract")
"""By when a material is due, in their order."""
STAGE_NAMES: Final = {
    "now": "受理时",
    "survey": "现场勘查前",
    "design": "设计文件审查时",
    "interim": "中间检查前",
    "completion": "竣工报验时",
    "contract": "合同签订时",
}
_STAGE_AT: Final = {
    Status.DRAFT: "now",
    Status.SUBMITTED: "now",
    Status.MATERIALS_PENDING: "now",
    Status.ACCEPTED: "survey",
    Status.SURVEY: "survey",
    Status.SCHEME_DRAFTING: "survey",
    Status.SCHEME_APPROVAL: "survey",
    Status.SCHEME_REPLIED: "survey",
    Status.SCHEME_CONFIRMED: "design",
    Status.WORKS: "interim",
    Status.INSPECTION: "completion",
    Status.RECTIFICATION: "completion",
}
PQ_REPORT: Final = "pq_report"
"""The assessment of what disturbing loads do to the grid."""
ASKS_MATERIALS: Final = "required_materials"
_GAPS: Final = "gaps"
"""The tables of F10: what is asked for, and what of it is missing and due."""
NOTICE: Final = "application.materials_incomplete_notified"
"""The event of a gap list that was handed over."""
_SUBMISSION: Final = "application.submitted"


class EvidenceSource(StrEnum):
    """From where a material was had."""

    CUSTOMER = "customer"
    GOV_SHARE = "gov_share"
    PREVIOUS_CASE = "previous_case"


SOURCE_NAMES: Final = {
    EvidenceSource.CUSTOMER: "客户提供",
    EvidenceSource.GOV_SHARE: "政务共享",
    EvidenceSource.PREVIOUS_CASE: "以往工单",
}


class AskReason(StrEnum):
    """Why what is held is asked for again; nothing else counts as a reason."""

    REJECTED = "rejected"
    UNREADABLE = "unreadable"
    EXPIRED = "expired"


ASK_NAMES: Final = {
    AskReason.REJECTED: "不符合要求",
    AskReason.UNREADABLE: "无法辨认",
    AskReason.EXPIRED: "已过有效期",
}


@dataclass(frozen=True)
class EvidenceTold:
    """What somebody notes of a material that he has before him."""

    case_id: CaseId
    material_type: str
    source: EvidenceSource
    holder: str = ""
    """Whose it is; empty = the customer's."""
    issued_by: str = ""
    no: str = ""
    valid_to: str = ""
    """ISO date, its last day counts; empty = without end."""
    consent_id: str = ""


@dataclass(frozen=True)
class Evidence:
    """One material that is held. Asked for again, it stays, and counts."""

    id: RecordId
    case_id: CaseId
    org: OrgId
    material_type: str
    holder: str
    collected_at: datetime
    collected_by: UserId
    source: EvidenceSource
    collected_stage: str
    issued_by: str = ""
    no: str = ""
    """Its number; masked whenever it is shown or printed."""
    valid_to: str = ""
    """ISO date, its last day counts; empty = without end."""
    file: Digest | None = None
    media_type: str = ""
    consent_id: str = ""
    asked_again: AskReason | None = None
    asked_again_at: datetime | None = None
    asked_again_note: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why a word that wants a reason stands where it does (domain/impartiality.py)."""
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""
    """Why it should never have been noted; kept with it."""

    def is_valid(self, on: date) -> bool:
        """Whether it serves on this day, so that nobody may ask for it."""
        if self.withdrawn_at is not None or self.asked_again is not None:
            return False
        return not self.valid_to or self.valid_to >= on.isoformat()

    def asked_for(self, reason: AskReason, note: str, at: datetime) -> "Evidence":
        """This evidence after it was asked for again."""
        return replace(self, asked_again=reason, asked_again_note=note, asked_again_at=at)


@dataclass(frozen=True)
class MaterialRule:
    """One material, for whom it is asked and by when."""

    id: str
    zh: str
    en: str
    classes: frozenset[str]
    when: Expression | None
    stage: str
    form: str
    basis: str
    shared: bool = False
    """The utility has it by itself, so nobody is asked."""
    deferrable: bool = False


@dataclass(frozen=True)
class MaterialRules:
    """One version of all that may be asked for."""

    version: str
    rules: tuple[MaterialRule, ...]
    never_ask: Mapping[str, str]
    """What no stage may ask for, in words, by id."""

    def named(self, material_type: str) -> str:
        """What a material is called."""
        return next((rule.zh for rule in self.rules if rule.id == material_type), material_type)


def stage_at(status: Status) -> str:
    """By the stage at which the case stands, what is due by now."""
    return _STAGE_AT.get(status, "contract")


class Standing(StrEnum):
    """Where a material of a case stands."""

    HELD = "held"
    SHARED = "shared"
    MISSING = "missing"
    LATER = "later"
    """Due at a later stage only."""


@dataclass(frozen=True)
class Material:
    """One material that this case needs, and where it stands."""

    rule: MaterialRule
    standing: Standing
    evidence: Evidence | None = None
    """What is held of it; of what is asked for again, the last."""


@dataclass(frozen=True)
class Found:
    """What is known of a case beyond its application, where the site has been seen."""

    flags: Flags
    own_source: bool = False
    """Whether the survey noted a source of the customer's own."""
    capacity: Decimal | None = None
    """The capacity that it confirmed, in the unit of the class."""


def materials_of(
    case: ConnectionCase,
    evidence: Iterable[Evidence],
    rules: MaterialRules,
    stage: str,
    on: date,
    found: Found | None = None,
) -> tuple[Material, ...]:
    """All that this case needs, each once, and where it stands on this day at this stage.

    `found` is what survey and reclassification have fixed; None = as the application says.
    """
    kept = sorted(evidence, key=lambda each: (each.collected_at, each.id))
    by_type: dict[str, list[Evidence]] = {}
    for each in kept:
        by_type.setdefault(each.material_type, []).append(each)
    found = found or Found(flags_of(case))
    facts = _facts(case, found)
    due = STAGES[: STAGES.index(stage) + 1]
    needed = (rule for rule in rules.rules if _applies(rule, facts))
    return tuple(_standing(rule, by_type.get(rule.id, ()), due, on) for rule in needed)


def missing_of_case(materials: Iterable[Material]) -> tuple[Material, ...]:
    """What may be asked for now: the gap list, complete."""
    return tuple(each for each in materials if each.standing is Standing.MISSING)


def lists_given(events: Iterable[CaseEvent]) -> int:
    """How many gap lists were handed over for the submission that stands now."""
    count = 0
    for event in sorted(events, key=lambda each: (each.occurred_at, each.id)):
        if event.code == _SUBMISSION:
            count = 0
        count += event.code == NOTICE
    return count


@dataclass(frozen=True)
class MaterialCounts:
    """What the indicators K11 and K12 are made of, for one case."""

    asked_again: int = 0
    """Requests of what was held already."""
    notices: int = 0
    breaches: int = 0
    """Gap lists beyond the first of their submission."""

    @property
    def has_breach(self) -> bool:
        """Whether the customer was told more than once."""
        return self.breaches > 0


def counts_of(evidence: Iterable[Evidence], events: Iterable[CaseEvent]) -> MaterialCounts:
    """What the records and events of one case come to."""
    notices = breaches = told = 0
    for event in sorted(events, key=lambda each: (each.occurred_at, each.id)):
        if event.code == _SUBMISSION:
            told = 0
        elif event.code == NOTICE:
            notices, told = notices + 1, told + 1
            breaches += told > 1
    again = sum(each.asked_again is not None for each in evidence)
    return MaterialCounts(again, notices, breaches)


@dataclass(frozen=True)
class NoticeContent:
    """What the one-time notice F10 says of materials, as the cells of its tables."""

    required_materials: tuple[Mapping[str, str], ...]
    gaps: tuple[Mapping[str, str], ...]


def notice_of(materials: Sequence[Material]) -> NoticeContent:
    """The rows of F10: what is still asked, and of that what is due and not there.

    What is held or shared is on neither list.
    """
    asked = [each for each in materials if each.standing in (Standing.MISSING, Standing.LATER)]
    required = tuple(
        {
            "material_type": each.rule.id,
            "basis": each.rule.basis,
            "form": each.rule.form,
            "already_held": "no",
            "due_stage": each.rule.stage,
        }
        for each in asked
    )
    gaps = tuple(
        {"material": each.rule.id, "reason": _why_missing(each)} for each in missing_of_case(asked)
    )
    return NoticeContent(required, gaps)


def asked_wrongly(entry: Entry, materials: Sequence[Material]) -> dict[str, Value]:
    """How a notice as filled differs from what may be asked for, as numbers that its rules ask.

    `asked_held`: rows that ask for what is held or had without the customer; `gaps_left_out`:
    what is missing and due and stands in no row of the gaps.
    """
    by_id = {each.rule.id: each.standing for each in materials}
    kept = (Standing.HELD, Standing.SHARED)
    rows = [row for name in (ASKS_MATERIALS, _GAPS) for row in _open_rows(entry, name)]
    asked = [row.cells.get("material_type") or row.cells.get("material", "") for row in rows]
    named = {row.cells.get("material", "") for row in _open_rows(entry, _GAPS)}
    missing = {each.rule.id for each in missing_of_case(materials)}
    return {
        "asked_held": exact(Decimal(sum(by_id.get(each) in kept for each in asked))),
        "gaps_left_out": exact(Decimal(len(missing - named))),
    }


def _open_rows(entry: Entry, name: str) -> tuple[FormRow, ...]:
    table = entry.form.tables.get(name)
    return entry.of(table) if table is not None and entry.is_open(table) else ()


def _why_missing(material: Material) -> str:
    held = material.evidence
    if held is None:
        return "未提供"
    if held.asked_again is not None:
        return f"{ASK_NAMES[held.asked_again]}　{held.asked_again_note}".strip("　")
    return ASK_NAMES[AskReason.EXPIRED]


def _standing(
    rule: MaterialRule, kept: Sequence[Evidence], due: Sequence[str], on: date
) -> Material:
    valid = [each for each in kept if each.is_valid(on)]
    if valid:
        return Material(rule, Standing.HELD, valid[-1])
    last = kept[-1] if kept else None
    if rule.shared and last is None:
        return Material(rule, Standing.SHARED)
    return Material(rule, Standing.MISSING if rule.stage in due else Standing.LATER, last)


def _applies(rule: MaterialRule, facts: Mapping[str, Value]) -> bool:
    if facts["customer_class"] not in rule.classes:
        return False
    return rule.when is None or rule.when.value(facts) is True


def _facts(case: ConnectionCase, found: Found) -> dict[str, Value]:
    agent = case.customer.agent_name.strip()
    flags = found.flags
    own = found.own_source or bool({"genset", "dg"} & set(case.tags))
    in_kva = flags.high_voltage
    capacity = case.applied_capacity_kva if found.capacity is None else found.capacity
    return {
        "customer_class": flags.customer_class.value,
        "important": flags.importance is not Importance.NONE,
        "special_load": flags.special_load,
        "needs_review": flags.design_review,
        "agent": bool(agent) and agent != case.customer.name.strip(),
        "use_class": case.use_class,
        "own_source": own or flags.customer_class is CustomerClass.HV_MULTI,
        "capacity_kw": None if in_kva else exact(Decimal(capacity)),
    }


def day_of(moment: datetime) -> date:
    """The day of a moment in China, on which evidence is valid or not."""
    return moment.astimezone(CHINA).date()
