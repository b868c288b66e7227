"""A visit to the site: what it asks and, once recorded, what it concludes.

A site survey fills a form (F01, F02) beside its checklist; an inspection comes to a conclusion.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from app.clock import CHINA
from app.domain.asking import questions
from app.domain.checklist import (
    Answer,
    AnswerKey,
    CaseFacts,
    Checklist,
    Conclusion,
    Finding,
    Lack,
    Question,
    judge,
)
from app.domain.defect import Defect
from app.domain.entry import Entry, FormRow
from app.domain.equipment import Equipment
from app.domain.evidence import Photo
from app.domain.instrument import Instrument, fitting
from app.domain.limit import Limit, Verdict
from app.domain.meter import Pin
from app.ids import CaseId, InspectionId, OrgId, UserId


class InspectionKind(StrEnum):
    """Which visit."""

    SURVEY = "site_survey"
    INTERIM = "interim_inspection"
    COMPLETION = "completion_inspection"


FORM_OF: Final = {InspectionKind.INTERIM: "F05", InspectionKind.COMPLETION: "F06"}
"""The form on which an inspection is printed; a survey fills F01 or F02."""


@dataclass(frozen=True)
class Inspection:
    """One visit. A draft until `recorded_at`; then it does not change any more.

    The checklist version it answers is pinned here, so a newer one never touches it.
    """

    id: InspectionId
    case_id: CaseId
    org: OrgId
    kind: InspectionKind
    attempt: int
    checklist: str
    checklist_version: str
    lead: UserId
    started_at: datetime
    answers: tuple[Answer, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    safety_briefed: bool | None = None
    opinion: str = ""
    recorded_at: datetime | None = None
    conclusion: Conclusion | None = None
    asks: tuple[str, ...] = ()
    """What a re-inspection asks, "item|device" each: exactly what was open. Empty = everything."""
    also: tuple[str, ...] = ()
    """What a re-inspection looks at beyond that, for safety: the inspector added it on site."""
    form: str = ""
    """The form that is filled beside the checklist; its version is pinned as well."""
    form_version: str = ""
    limits_version: str = ""
    """The version of the limits that its readings are judged by; empty: those of today."""
    loads_version: str = ""
    """The version of the demand factors that its load list is reckoned by."""
    reckoned: Mapping[str, str] = field(default_factory=dict)
    """What its load list came to when it was recorded (`load_sheet.LoadSheet.record`)."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What was entered in the form, as typed, by field id."""
    rows: tuple[FormRow, ...] = ()
    """Rows of its tables, and the strokes of its sketch."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why a word that wants a reason stands where it does (domain/impartiality.py)."""
    words: Mapping[str, str] = field(default_factory=dict)
    """What was said of what looks odd (domain/plausibility.py), by its key."""
    pins: Mapping[str, Pin] = field(default_factory=dict)
    """Readings that instruments put into its answers by themselves, by `pin_key`."""
    withdrawn_at: datetime | None = None

    @property
    def was_stopped(self) -> bool:
        """Whether it ended early because the site was not safe: it came to no conclusion."""
        inspects = self.kind is not InspectionKind.SURVEY
        return inspects and self.recorded_at is not None and self.conclusion is None

    @property
    def is_recheck(self) -> bool:
        """Whether it looks again at what was open, and at nothing else."""
        return bool(self.asks)

    def concerns(self, defect: Defect) -> bool:
        """Whether this defect was found at this visit or is looked at again by it."""
        return defect.inspection_id == self.id or (
            defect.place in self.asks
            and (
                defect.stands
                or defect.recheck_in(self.id) is not None
                or (defect.waiver is not None and defect.waiver.inspection_id == self.id)
            )
        )

    def looks_at(self, place: str) -> bool:
        """Whether this question is asked: all are, but at a re-inspection."""
        return not self.asks or place in self.asks or place in self.also

    def must_say_missed(self, defect: Defect | None) -> bool:
        """Whether it is still to be said if this was there before: grave, new, at a re-check."""
        if defect is None or not self.is_recheck or defect.inspection_id != self.id:
            return False
        return defect.is_grave and defect.missed is None

    def answer(self, key: AnswerKey) -> Answer | None:
        """What was answered to this question, if anything."""
        return next((a for a in self.answers if a.key == key), None)

    def answered(self, answer: Answer) -> "Inspection":
        """The same inspection with this answer in the place of an earlier one."""
        others = [a for a in self.answers if a.key != answer.key]
        return replace(self, answers=tuple(sorted([*others, answer], key=lambda a: a.key)))

    @property
    def day(self) -> date:
        """The day of the visit, where it took place."""
        return self.started_at.astimezone(CHINA).date()

    @property
    def expired_instruments(self) -> frozenset[str]:
        """Instruments whose calibration had run out on the day of the visit."""
        return frozenset(i.id for i in self.instruments if not i.holds_on(self.day))

    def with_instrument(self, question: Question, answer: Answer | None) -> Answer | None:
        """The answer with the instrument that it names, or else the one that such readings take.

        Where the inspector names none, it is the listed one of the right kind that he noted last.
        """
        item = question.item
        if answer is None or answer.instrument or not answer.inputs or not item.is_read_on_site:
            return answer
        found = fitting(self.instruments, item.instruments, self.day)
        return replace(answer, instrument=found.id) if found is not None else answer


def pin_key(key: AnswerKey, name: str) -> str:
    """Under which the pin of this input of an answer is kept."""
    return "|".join((*key, name))


def pins_of(inspection: Inspection, answer: Answer | None) -> dict[str, Pin]:
    """The pins of an answer by the names of its inputs; of what was emptied there is none."""
    if answer is None:
        return {}
    found = {name: inspection.pins.get(pin_key(answer.key, name)) for name in answer.inputs}
    return {name: pin for name, pin in found.items() if pin is not None}


def last_used(visits: Iterable[Inspection], kinds: Iterable[str], day: date) -> Instrument | None:
    """The instrument of these kinds that was noted last, of those still in calibration that day."""
    wanted = tuple(kinds)
    for visit in sorted(visits, key=lambda each: each.started_at, reverse=True):
        found = fitting(visit.instruments, wanted, day)
        if found is not None and found.holds_on(day):
            return found
    return None


def findings_of(
    inspection: Inspection,
    checklist: Checklist,
    facts: CaseFacts,
    equipment: Sequence[Equipment],
    photos: Iterable[Photo],
    limits: Mapping[str, Limit],
    spared: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """Every question of this visit with its answer and the verdict, in checklist order.

    `spared` are places that a re-inspection need not look at any more (`spared_places`).
    """
    answers = {answer.key: answer for answer in inspection.answers}
    shown: dict[tuple[str, str], int] = {}
    total = 0
    for photo in photos:
        total += 1
        shown[photo.item, photo.device] = shown.get((photo.item, photo.device), 0) + 1
    calibrated = frozenset(i.id for i in inspection.instruments) - inspection.expired_instruments
    result = []
    for question in questions(checklist, facts, equipment):
        if not inspection.looks_at(question.place) or question.place in spared:
            continue
        whole_set = question.item.kind == "photo_required"
        count = total if whole_set else shown.get((question.item.id, question.device_id), 0)
        answer = inspection.with_instrument(question, answers.get(question.key))
        result.append(judge(question, answer, limits, count, calibrated))
    return tuple(result)


def spared_places(inspection: Inspection, defects: Iterable[Defect]) -> frozenset[str]:
    """The places of a re-inspection where nothing is left to look at: all of it was waived."""
    known = tuple(defects)
    left = {d.place for d in known if d.stands or d.recheck_in(inspection.id) is not None}
    waived = {defect.place for defect in known if defect.waiver is not None}
    return frozenset(waived - left - set(inspection.also))


def left_open(earlier: Iterable[Inspection], defects: Iterable[Defect]) -> tuple[str, ...]:
    """The places of what these visits found and nobody has put right: the next one asks them."""
    visits = {visit.id for visit in earlier}
    standing = (d for d in defects if d.inspection_id in visits and d.stands)
    return tuple(sorted({defect.place for defect in standing}))


def shows_before(photo: Photo, inspection: Inspection, defects: Iterable[Defect]) -> bool:
    """Whether this photo shows what is looked at again: of an earlier visit, or the customer's."""
    known = tuple(defects)
    if any(photo.owner_id == defect.id for defect in known):
        return True
    places = {(str(d.inspection_id), d.item, d.device) for d in known}
    earlier = str(photo.owner_id) != inspection.id
    return earlier and (str(photo.owner_id), photo.item, photo.device) in places


@dataclass(frozen=True)
class Missing:
    """One thing that is still to be done before a visit can be recorded, and where."""

    what: str
    """safety | field | value | rows | check | answer | inputs | photo | calibration | instrument
    | note | defect | missed | opinion | phrase | reason | stage: the process would not take it,
    `item` says why."""
    item: str = ""
    device: str = ""


def missing_of(
    inspection: Inspection,
    findings: Iterable[Finding],
    defects: Iterable[Defect],
    entry: Entry | None = None,
) -> tuple[Missing, ...]:
    """All that is missing to record this visit, in the order of the page; nothing else blocks.

    `entry` is its form, where it fills one; a form that has ended early asks nothing else.
    """
    lacking = entry.lacking if entry is not None else ()
    result = [Missing(each.what.value, each.field, each.row) for each in lacking]
    if entry is not None and entry.has_ended:
        return tuple(result)
    if inspection.kind is not InspectionKind.SURVEY and not inspection.safety_briefed:
        result.append(Missing("safety"))
    found = {(defect.item, defect.device): defect for defect in defects}
    for finding in findings:
        place = (finding.question.item.id, finding.question.device_id)
        failed = finding.verdict is Verdict.FAIL
        if inspection.kind is InspectionKind.SURVEY and failed:
            # Nothing is built yet, so nothing is defective: what was found is said in a note.
            if finding.answer is None or not finding.answer.note.strip():
                result.append(Missing("note", *place))
            continue
        if finding.lack is not None:
            result.append(Missing(Lack(finding.lack).value, *place))
        if failed and not finding.advisory and place not in found:
            result.append(Missing("defect", *place))
        if inspection.must_say_missed(found.get(place)):
            result.append(Missing("missed", *place))
    if not inspection.opinion.strip():
        result.append(Missing("opinion"))
    return tuple(result)
