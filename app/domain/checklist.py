"""Checklists, answers and the verdict on them. What is asked is data; this is how it is judged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from app.domain.defect import Defect, Severity, asked_as
from app.domain.limit import Limit, Verdict, judge_limit
from app.domain.reading import InputSpec, number_of


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
    NOT_READY = "not_ready"
    """What is to be looked at is not there yet: it fails, and is looked at again."""


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
class Applies:
    """When an item is asked: all that is said here must hold; nothing said = always."""

    voltage_kv_min: Decimal | None = None
    voltage_kv_max: Decimal | None = None
    importance_any: frozenset[str] = frozenset()
    use_class_any: frozenset[str] = frozenset()
    equipment_any: frozenset[str] = frozenset()
    """Equipment tags, of the device asked about or of the job."""
    device_any: frozenset[str] = frozenset()
    """What the device is, where a section asks about several sorts; an untold one is asked all."""
    full_scope: bool = False
    """A paper that ordinary customers need not hand in (`CaseFacts.full_documents`)."""
    after_interim: bool = False
    """Only where an interim inspection was held before."""


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
    applies_when: Applies
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
    field: str = ""
    """The field of the form that it is ("a|b": in one form or the other); then it is not asked."""
    instruments: tuple[str, ...] = ()
    """Kinds of testers that such a reading is taken with."""

    @property
    def is_read_on_site(self) -> bool:
        """Whether a tester is read on site; what a test report says, its laboratory measured."""
        return bool(self.instruments) and self.evidence != "test_report"


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
    """Whether all is inspected; else only what affects the grid, and the rest is advice."""
    full_documents: bool = False
    """Whether all papers are asked for."""
    after_interim: bool = False
    """An interim inspection of this case has given its opinion."""


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
    is_advice: bool = False
    """It affects no grid, and this customer is ordinary: it weighs as a suggestion at most."""

    @property
    def key(self) -> AnswerKey:
        """The key of its answer."""
        return AnswerKey(self.item.id, self.device_id, self.phase)

    @property
    def place(self) -> str:
        """What a re-inspection names it by."""
        return asked_as(self.item.id, self.device_id)

    @property
    def is_grave(self) -> bool:
        """Whether it weighs enough to keep the works from passing."""
        return self.severity in (Severity.CRITICAL, Severity.MAJOR)

    @property
    def typed(self) -> tuple[InputSpec, ...]:
        """The values that the inspector has to type."""
        return tuple(spec for spec in self._wanted if spec.name not in self.given)

    @property
    def known(self) -> tuple[str, ...]:
        """The values that are known already, in words."""
        known = [(spec, spec.value(self.given)) for spec in self._wanted if spec.name in self.given]
        return tuple(f"{spec.zh} {spec.said(value)} {spec.unit}".strip() for spec, value in known)

    @property
    def _wanted(self) -> Iterable[InputSpec]:
        parts = (part for spec in self.item.inputs for part in (spec.raw or (spec,)))
        return {spec.name: spec for spec in parts}.values()


class Lack(StrEnum):
    """What a question still needs before it can be judged."""

    ANSWER = "answer"
    INPUTS = "inputs"
    PHOTO = "photo"
    CALIBRATION = "calibration"
    INSTRUMENT = "instrument"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """A question with its answer and the verdict on it."""

    question: Question
    answer: Answer | None
    verdict: Verdict
    reading: str = ""
    unit: str = ""
    """The unit of the reading, where it is a single number."""
    requirement: str = ""
    lack: Lack | None = None
    reference: str = ""
    conf: str = ""
    advisory: bool = False

    @property
    def fact(self) -> str:
        """What is said in the place of a verdict: that it is not ready, or is there, or is not."""
        if self.answer is None:
            return ""
        if self.verdict is Verdict.FAIL and self.answer.judgement is Judgement.NOT_READY:
            return "不具备检查条件"
        if self.question.item.yes_means != "finding":
            return ""
        said = {Judgement.PASS: "有，须跟进", Judgement.FAIL: "无"}
        return said.get(self.answer.judgement, "") if self.answer.judgement else ""

    @property
    def blocks(self) -> bool:
        """Whether a pass is impossible with this finding."""
        bad = self.verdict in (Verdict.FAIL, Verdict.UNDETERMINED)
        return self.question.is_grave and bad and not self.advisory


def judge(
    question: Question,
    answer: Answer | None,
    limits: Mapping[str, Limit],
    photos: int = 0,
    calibrated: frozenset[str] = frozenset(),
) -> Finding:
    """The verdict on one answer.

    `photos` is how many photos show this item; `calibrated` are the instruments that are listed and
    in calibration: no other's reading supports a pass. A person can fail what its number would
    pass, never the reverse; what is grave and said not to apply wants a note that says why.
    """
    finding = _judged(question, answer, limits, photos)
    grave = question.is_grave and not finding.advisory
    if finding.verdict is Verdict.FAIL and grave and photos < 1:
        return replace(finding, lack=Lack.PHOTO)  # domain/forms.md F07: the state before
    if answer is None:
        return finding
    spared = answer.judgement is Judgement.NOT_APPLICABLE
    if finding.verdict is Verdict.NOT_APPLICABLE and spared and grave and not answer.note.strip():
        return replace(finding, lack=Lack.NOTE)
    if finding.verdict is not Verdict.PASS:
        return finding
    if question.item.photo == "required" and photos < 1:
        return replace(finding, verdict=Verdict.UNDETERMINED, lack=Lack.PHOTO)
    if answer.instrument and answer.instrument not in calibrated:
        return replace(finding, verdict=Verdict.UNDETERMINED, lack=Lack.CALIBRATION)
    if question.item.is_read_on_site and answer.inputs and not answer.instrument:
        return replace(finding, verdict=Verdict.UNDETERMINED, lack=Lack.INSTRUMENT)
    return finding


_BAD = frozenset({Judgement.FAIL, Judgement.NOT_READY})


def conclude(findings: Iterable[Finding], defects: Iterable[Defect]) -> Conclusion:
    """`rectify` while anything grave fails, is undetermined or stands as a defect; else `pass`."""
    blocked = any(finding.blocks for finding in findings) or any(d.blocks for d in defects)
    return Conclusion.RECTIFY if blocked else Conclusion.PASS


def _judged(
    question: Question, answer: Answer | None, limits: Mapping[str, Limit], photos: int
) -> Finding:
    item = question.item
    limit = limits[item.limit] if item.limit else None
    finding = Finding(question, answer, Verdict.UNDETERMINED, lack=Lack.ANSWER)
    finding = replace(finding, reference=limit.ref if limit else item.reference)
    if item.kind == "photo_required":
        enough = photos >= item.photo_min
        return _decided(finding, Verdict.PASS) if enough else replace(finding, lack=Lack.PHOTO)
    if limit is not None:
        finding = replace(finding, conf=limit.conf, advisory=limit.advisory)
        finding = _measured(finding, limit)
    if answer is None:
        return finding
    if answer.judgement is Judgement.NOT_APPLICABLE:
        measured = limit is not None and finding.verdict is Verdict.FAIL
        # What was read and failed is there: saying that it does not apply takes nothing back.
        return finding if measured else _decided(finding, Verdict.NOT_APPLICABLE)
    if limit is None:
        return _said(finding, answer)
    if answer.judgement in _BAD:
        return _decided(finding, Verdict.FAIL)
    return finding


def _said(finding: Finding, answer: Answer) -> Finding:
    """The verdict that is a person's own: on what is seen, written, or has no limit."""
    item = finding.question.item
    text = answer.text.strip()
    numbers = [number_of(answer.inputs.get(spec.name, text)) for spec in item.inputs]
    finding = _read(finding, answer.inputs, text)
    if answer.judgement is None:
        done = item.kind == "text" and text
        return _decided(finding, Verdict.PASS) if done else finding
    if answer.judgement is Judgement.NOT_READY or (
        answer.judgement is Judgement.FAIL and item.yes_means != "finding"
    ):
        return _decided(finding, Verdict.FAIL)
    if None in numbers:  # without its number, a measurement is an opinion
        return replace(finding, lack=Lack.INPUTS)
    return _decided(finding, Verdict.PASS)


def _measured(finding: Finding, limit: Limit) -> Finding:
    question = finding.question
    typed = finding.answer.inputs if finding.answer else {}
    texts = {**typed, **question.given}
    result = judge_limit(limit, {spec.name: spec.value(texts) for spec in question.item.inputs})
    finding = replace(_read(finding, texts, "", result.limit), requirement=result.requirement)
    if result.verdict is Verdict.UNDETERMINED:
        return replace(finding, lack=Lack.INPUTS if typed else Lack.ANSWER)
    return _decided(finding, result.verdict)


def _decided(finding: Finding, verdict: Verdict) -> Finding:
    return replace(finding, verdict=verdict, lack=None)


def _read(
    finding: Finding, texts: Mapping[str, str], text: str, limit: Decimal | None = None
) -> Finding:
    """The finding with what was read, as it is shown and printed: one number, or several."""
    question = finding.question
    read = []
    for spec in question.item.inputs:
        value = spec.value(texts)
        if value is not None and spec.name not in question.given:
            read.append((spec, spec.said(value, limit)))
    if len(read) == 1 and not text:
        return replace(finding, reading=read[0][1], unit=read[0][0].unit)
    parts = [f"{spec.zh} {words} {spec.unit}".strip() for spec, words in read]
    return replace(finding, reading="；".join([*parts, text] if text else parts))
