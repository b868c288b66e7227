"""A visit judged whole by what is known of its case: the same on the tablet and at the centre."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.clock import CHINA
from app.domain.asking import questions
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.checklist import CaseFacts, Checklist, Finding, Question
from app.domain.defect import Defect, asked_as
from app.domain.equipment import Equipment
from app.domain.evidence import Photo
from app.domain.filing import Filing
from app.domain.inspection import Inspection, InspectionKind, findings_of, spared_places
from app.domain.process import OPINION_EVENT, project
from app.domain.survey import Carried
from app.domain.unit_choice import (
    QUERIED,
    SEEN,
    LicenceBar,
    LicenceCheck,
    licence_bar,
    licence_checks,
    unit_choices,
    units_seen,
    with_queries,
)
from app.ids import RecordId
from app.reference.library import Reference


@dataclass(frozen=True)
class Known:
    """What is known of the case of a visit; defects and photos are those of the whole case."""

    case: ConnectionCase
    events: tuple[CaseEvent, ...]
    equipment: tuple[Equipment, ...]
    photos: tuple[Photo, ...]
    defects: tuple[Defect, ...]
    filings: tuple[Filing, ...]
    carried: Carried
    """What the survey passes on."""


@dataclass(frozen=True)
class Judged:
    """What a visit asks, and how its answers stand."""

    asking: Inspection
    """The visit with all that it asks: a licence that has run out is looked at again."""
    checklist: Checklist
    facts: CaseFacts
    findings: tuple[Finding, ...]
    bar: LicenceBar | None
    """What keeps it from passing for want of a licence."""
    units: tuple[LicenceCheck, ...]

    def beyond(self, equipment: tuple[Equipment, ...]) -> tuple[Question, ...]:
        """At a re-inspection: what it does not ask, and the inspector may add for safety."""
        asked = questions(self.checklist, self.facts, equipment) if self.asking.asks else ()
        return tuple(each for each in asked if not self.asking.looks_at(each.place))


def judged(visit: Inspection, known: Known, rules: Reference) -> Judged:
    """Every question of this visit with the verdict on its answer, by the rules that it pinned.

    Raises:
        RulesDamaged: a checklist, limits or form that it pinned is not here.
    """
    units = units_of(visit, known.case, known.filings, rules)
    bar = licence_bar(units, rules.licence_scope, visit.checklist)
    asking = visit
    if bar is not None and visit.asks:
        asks = dict.fromkeys((*visit.asks, asked_as(bar.item, "")))
        asking = replace(visit, asks=tuple(asks))
    checklist = rules.checklist(visit.checklist, visit.checklist_version, visit.limits_version)
    photos = [photo for photo in known.photos if photo.owner_id == RecordId(visit.id)]
    defects = [defect for defect in known.defects if visit.concerns(defect)]
    facts = _facts(visit, known, rules)
    findings = findings_of(
        asking,
        checklist,
        facts,
        known.equipment,
        photos,
        rules.limits_of(visit.limits_version),
        spared_places(visit, defects),
    )
    shown = bar.laid_on(findings, photos) if bar is not None else findings
    return Judged(asking, checklist, facts, shown, bar, units)


def units_of(
    visit: Inspection, case: ConnectionCase, filings: Iterable[Filing], rules: Reference
) -> tuple[LicenceCheck, ...]:
    """Who did the works, and what each licence is worth to them on the day of this visit."""
    scope = rules.licence_scope
    day = visit.started_at.astimezone(CHINA).date()
    chosen = unit_choices(filings, visit.recorded_at)
    seen = units_seen(visit.rows)
    if not _asks_register(visit, rules):
        named = {(choice.role, choice.name) for choice in chosen}
        met = (unit for unit in seen if (unit.role, unit.name) not in named)
        return licence_checks((*chosen, *met), scope, case.supply_kv, day, asks_register=False)
    units = with_queries(chosen, seen)
    return licence_checks(units, scope, case.supply_kv, day, asks_register=True)


def _asks_register(visit: Inspection, rules: Reference) -> bool:
    """Whether its form wants to know when the public register was asked: earlier ones do not."""
    if not visit.form:
        return False
    table = rules.form(visit.checklist, visit.form, visit.form_version).tables.get(SEEN)
    return table is not None and any(column.id == QUERIED for column in table.columns)


def _facts(visit: Inspection, known: Known, rules: Reference) -> CaseFacts:
    before = [event for event in known.events if event.occurred_at <= visit.started_at]
    held = any(event.code == OPINION_EVENT[InspectionKind.INTERIM] for event in before)
    fixed = project(known.case, before, rules.policy).flags(known.case, rules.policy)
    return replace(
        known.carried.on(fixed.on(known.case.facts, rules.policy, visit.day)), after_interim=held
    )
