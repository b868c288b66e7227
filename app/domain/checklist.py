"""Checklists, answers and the verdict on them. What is asked is data; this is how it is judged."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final, NamedTuple

from app.domain.defect import Defect, Severity
from app.domain.equipment import Equipment
from app.domain.limit import Expression, Limit, Verdict, judge_limit, plain


class AnswerKey(NamedTuple):
    """What an answer is an answer to: an item, of one device, on one phase (empty = the whole)."""

    item: str
    device: str = ""
    phase: str = ""


class Judgement(StrEnum):
    """What the inspector says of an item that is not measured."""

    PASS = "pass"
    FAIL = "fail"
    NOT_APPLICABLE = "n_a"


class Conclusion(StrEnum):
    """The result of an inspection; computed, never answered."""

    PASS = "pass"
    RECTIFY = "rectify"


@dataclass(frozen=True)
class Answer:
    """One answer. `inputs` are measured values by limit-input name, exactly as they were typed."""

    item: str
    device: str = ""
    phase: str = ""
    judgement: Judgement | None = None
    text: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    instrument: str = ""

    @property
    def key(self) -> AnswerKey:
        """The question it answers."""
        return AnswerKey(self.item, self.device, self.phase)


@dataclass(frozen=True)
class InputSpec:
    """One value that a limit needs: its label, unit, kind, and where it may be known from.

    `source` names a fact ("device.s_kva", "case.supply_kv"); empty = typed. `raw` are the readings
    it is reduced from by `reduce`, so that the inspector types what the instrument shows.
    """

    name: str
    zh: str
    unit: str = ""
    kind: str = "decimal"
    """decimal | flag | choice."""
    options: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    raw: tuple["InputSpec", ...] = ()
    reduce: Expression | None = None


@dataclass(frozen=True)
class ChecklistItem:
    """One thing to check."""

    id: str
    zh: str
    en: str
    kind: str
    """yes_no_na | measurement | count | text | photo_required."""
    severity: Severity
    unit: str
    limit: str
    inputs: tuple[InputSpec, ...]
    applies_when: Mapping[str, object]
    evidence: str
    guidance: str
    reference: str
    photo: str
    """none | optional | required."""
    photo_min: int
    stage: str
    form_row: str
    scope: str
    """grid_related | full."""
    yes_means: str


@dataclass(frozen=True)
class Section:
    """Items that belong together; with `per` they are asked once for each device of that kind."""

    id: str
    zh: str
    en: str
    per: str
    items: tuple[ChecklistItem, ...]


@dataclass(frozen=True)
class Checklist:
    """One version of a checklist."""

    name: str
    version: str
    source: str
    effective_from: str
    zh: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class CaseFacts:
    """What applicability and known inputs depend on."""

    supply_kv: Decimal
    use_class: str
    importance: str
    tags: frozenset[str]
    full_scope: bool = False
    """Ordinary customers are held to what affects the grid; the rest is advice to them."""


@dataclass(frozen=True)
class Question:
    """One card to answer: an item, of one device."""

    section: Section
    item: ChecklistItem
    severity: Severity
    device_id: str = ""
    device_label: str = ""
    phase: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    """Inputs that are known already, with their value."""

    @property
    def key(self) -> AnswerKey:
        """The key of its answer."""
        return AnswerKey(self.item.id, self.device_id, self.phase)

    @property
    def typed(self) -> tuple[InputSpec, ...]:
        """The values that the inspector has to type."""
        result: list[InputSpec] = []
        for spec in self.item.inputs:
            if spec.name not in self.given:
                result += spec.raw or (spec,)
        return tuple(result)


class Lack(StrEnum):
    """What a question still needs before it can be judged."""

    ANSWER = "answer"
    INPUTS = "inputs"
    PHOTO = "photo"
    CALIBRATION = "calibration"


@dataclass(frozen=True)
class Finding:
    """A question with its answer and the verdict on it."""

    question: Question
    answer: Answer | None
    verdict: Verdict
    reading: str = ""
    requirement: str = ""
    lack: Lack | None = None
    reference: str = ""
    conf: str = ""
    advisory: bool = False

    @property
    def blocks(self) -> bool:
        """Whether a pass is impossible with this finding."""
        grave = self.question.severity in (Severity.CRITICAL, Severity.MAJOR)
        bad = self.verdict in (Verdict.FAIL, Verdict.UNDETERMINED)
        return grave and bad and not self.advisory


_IMPLIED: Final[Mapping[str, tuple[str, ...]]] = {
    "cable_direct_buried": ("cable",),
    "cable_joint": ("cable",),
    "cable_single_core": ("cable",),
    "cable_hv": ("cable",),
    "cable_hv_vlf": ("cable_hv", "cable"),
    "transformer_oil": ("transformer",),
    "transformer_dry": ("transformer",),
    "transformer_35kv": ("transformer",),
    "transformer_neutral": ("transformer",),
    "hv_capacitor": ("capacitor",),
}


def with_implied(tags: Iterable[str]) -> frozenset[str]:
    """Equipment tags with those that follow from them."""
    result = set(tags)
    for tag in list(result):
        result.update(_IMPLIED.get(tag, ()))
    return frozenset(result)


def questions(
    checklist: Checklist, facts: CaseFacts, equipment: Sequence[Equipment]
) -> tuple[Question, ...]:
    """What has to be answered for this case and these devices, in the order of the checklist.

    Items of the stage `energisation` belong to the meter work order and are left out. Where a
    section asks per device and none of that kind is noted, an item that does not depend on a
    certain equipment is asked once for the whole.
    """
    job_tags = with_implied({*facts.tags, *(tag for device in equipment for tag in device.tags)})
    result: list[Question] = []
    for section in checklist.sections:
        devices: list[Equipment | None] = [
            device for device in equipment if section.per and device.kind == section.per
        ]
        for device in devices or [None]:
            tags = job_tags if device is None else with_implied({*device.tags, device.kind})
            for item in section.items:
                if item.stage != "energisation" and _applies(item, facts, tags):
                    result.append(_question(section, item, facts, device))
    return tuple(result)


def judge(
    question: Question,
    answer: Answer | None,
    limits: Mapping[str, Limit],
    photos: int = 0,
    expired: frozenset[str] = frozenset(),
) -> Finding:
    """The verdict on one answer.

    `photos` is how many photos show this item; `expired` are instruments out of calibration, whose
    readings cannot support a pass.
    """
    item = question.item
    limit = limits.get(item.limit) if item.limit else None
    finding = Finding(
        question,
        answer,
        Verdict.UNDETERMINED,
        lack=Lack.ANSWER,
        reference=limit.ref if limit else item.reference,
        conf=limit.conf if limit else "",
        advisory=bool(limit and limit.advisory),
    )
    if item.kind == "photo_required":
        enough = photos >= item.photo_min
        return _with(finding, Verdict.PASS, None) if enough else _with(finding, None, Lack.PHOTO)
    if limit is not None:
        finding = _measured(finding, limit)
    if answer is None:
        return finding
    if answer.judgement is Judgement.NOT_APPLICABLE:
        return _with(finding, Verdict.NOT_APPLICABLE, None)
    if limit is None:
        finding = _said(finding, item, answer)
    if finding.verdict is Verdict.PASS:
        if item.photo == "required" and photos < 1:
            return _with(finding, None, Lack.PHOTO)
        if answer.instrument in expired:
            return _with(finding, None, Lack.CALIBRATION)
    return finding


def conclude(findings: Iterable[Finding], defects: Iterable[Defect]) -> Conclusion:
    """`rectify` while anything grave fails, is undetermined or stands as a defect; else `pass`."""
    blocked = any(finding.blocks for finding in findings) or any(d.blocks for d in defects)
    return Conclusion.RECTIFY if blocked else Conclusion.PASS


def number_of(text: str) -> Decimal | None:
    """The number a person typed; full-width digits and a decimal comma are understood."""
    text = text.strip().translate(_HALF_WIDTH).replace(",", ".").replace(" ", "")
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < 10**12 else None


_HALF_WIDTH: Final = str.maketrans("０１２３４５６７８９．，－＋", "0123456789..-+")


def _question(
    section: Section, item: ChecklistItem, facts: CaseFacts, device: Equipment | None
) -> Question:
    known = {f"device.{name}": value for name, value in (device.facts if device else {}).items()}
    known["case.supply_kv"] = plain(facts.supply_kv)
    given: dict[str, str] = {}
    for spec in item.inputs:
        for source in spec.source.split("|"):
            if source.strip() in known:
                given.setdefault(spec.name, known[source.strip()])
    advice = item.scope == "full" and not facts.full_scope
    return Question(
        section=section,
        item=item,
        severity=Severity.MINOR if advice and item.severity != Severity.INFO else item.severity,
        device_id=device.id if device else "",
        device_label=device.label if device else "",
        given=given,
    )


def _applies(item: ChecklistItem, facts: CaseFacts, tags: frozenset[str]) -> bool:
    for key, wanted in item.applies_when.items():
        match key:
            case "voltage_kv_min":
                holds = facts.supply_kv >= Decimal(str(wanted))
            case "voltage_kv_max":
                holds = facts.supply_kv <= Decimal(str(wanted))
            case "importance_any":
                holds = facts.importance in _words(wanted)
            case "use_class_any":
                holds = facts.use_class in _words(wanted)
            case _:
                holds = bool(tags & _words(wanted))
        if not holds:
            return False
    return True


def _words(wanted: object) -> frozenset[str]:
    return frozenset(str(word) for word in wanted) if isinstance(wanted, list) else frozenset()


def _with(finding: Finding, verdict: Verdict | None, lack: Lack | None) -> Finding:
    return Finding(
        finding.question,
        finding.answer,
        verdict or Verdict.UNDETERMINED,
        finding.reading,
        finding.requirement,
        lack,
        finding.reference,
        finding.conf,
        finding.advisory,
    )


def _said(finding: Finding, item: ChecklistItem, answer: Answer) -> Finding:
    reading = "；".join(value for value in (*answer.inputs.values(), answer.text) if value)
    finding = Finding(**{**finding.__dict__, "reading": reading})
    if item.kind == "text" and answer.judgement is None:
        done = bool(answer.text.strip())
        return _with(finding, Verdict.PASS, None) if done else finding
    if answer.judgement is None:
        return finding
    good = (answer.judgement is Judgement.PASS) != (item.yes_means == "finding")
    return _with(finding, Verdict.PASS if good else Verdict.FAIL, None)


def _measured(finding: Finding, limit: Limit) -> Finding:
    typed = finding.answer.inputs if finding.answer else {}
    values, shown = _reduced(finding.question, typed)
    result = judge_limit(limit, values)
    undecided = result.verdict is Verdict.UNDETERMINED
    return Finding(
        **{
            **finding.__dict__,
            "verdict": result.verdict,
            "requirement": result.requirement,
            "reading": shown,
            "lack": (Lack.INPUTS if typed else Lack.ANSWER) if undecided else None,
        }
    )


def _reduced(question: Question, typed: Mapping[str, str]) -> tuple[dict[str, Decimal | str], str]:
    """The values a limit is judged by, and the reading as it is shown and printed."""
    values: dict[str, Decimal | str] = {}
    shown: list[tuple[str, str]] = []
    for spec in question.item.inputs:
        value = _value_of(spec, question, typed)
        if value is None:
            continue
        values[spec.name] = value
        if spec.name not in question.given:
            shown.append((spec.zh, plain(value) if isinstance(value, Decimal) else value))
    if len(shown) == 1:
        return values, shown[0][1]
    return values, "；".join(f"{label} {value}" for label, value in shown)


def _value_of(
    spec: InputSpec, question: Question, typed: Mapping[str, str]
) -> Decimal | str | None:
    if spec.raw and spec.reduce is not None:
        raw = {part.name: number_of(typed.get(part.name, "")) for part in spec.raw}
        reduced = spec.reduce.value(raw)
        if isinstance(reduced, Decimal):
            return reduced.quantize(Decimal("0.001"))
    text = question.given.get(spec.name) or typed.get(spec.name, "")
    if spec.kind == "choice":
        return text or None
    return number_of(text)
