"""One visit as it stands, read in an open transaction: what pages show and what actions judge."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from app.clock import CHINA
from app.colleagues import colleagues
from app.domain.as_built import (
    SourceComparison,
    compared_sources,
    planned_sources,
    sources_differ,
)
from app.domain.authority import speaks_as
from app.domain.capacity_check import measured_demand
from app.domain.case import CaseEvent, ConnectionCase, Scheme
from app.domain.case_state import CaseState
from app.domain.checklist import Conclusion, Finding, Question
from app.domain.deadline import clocks
from app.domain.defect import Defect
from app.domain.entry import Entry
from app.domain.equipment import Equipment
from app.domain.evidence import Photo
from app.domain.expression import Value
from app.domain.filing import Filing
from app.domain.form import value_of_day, with_colleagues
from app.domain.free_text import unspeakable
from app.domain.impartiality import Guard
from app.domain.inspection import (
    Inspection,
    InspectionKind,
    Missing,
    missing_of,
    shows_before,
)
from app.domain.load import LoadProfile
from app.domain.load_sheet import LoadSheet, sheet_of
from app.domain.opinion import conclusion_so_far, differs, expected_facts
from app.domain.plausibility import Oddity, oddities, oddities_of_capacity, old_queries
from app.domain.process import OPINION_EVENT, project, why_not
from app.domain.report import Report
from app.domain.scheme import REPLIES, scheme_in_force
from app.domain.signing import team_of
from app.domain.survey import Carried, carried_from, entry_of, last_survey
from app.domain.unit_choice import (
    LicenceBar,
    LicenceCheck,
)
from app.errors import RulesDamaged
from app.guarded import guard_of
from app.ids import RecordId
from app.judging import Known, judged
from app.workspace import Unit, Workspace


@dataclass(frozen=True)
class VisitState:
    """A visit with all that belongs to it."""

    inspection: Inspection
    case: ConnectionCase
    events: tuple[CaseEvent, ...]
    equipment: tuple[Equipment, ...]
    findings: tuple[Finding, ...]
    defects: tuple[Defect, ...]
    photos: tuple[Photo, ...]
    before: tuple[Photo, ...]
    """What earlier visits showed of the defects that this one looks at again."""
    entry: Entry | None
    """The form it fills, if any."""
    carried: Carried
    """What the survey of this case found, for the visits after it."""
    guard: Guard
    """What is looked for in its free text."""
    oddities: tuple[Oddity, ...] = ()
    """What looks odd in it, and asks for a word."""
    licences: LicenceBar | None = None
    """What keeps it from passing for want of a licence."""
    units: tuple[LicenceCheck, ...] = ()
    """Who did the works, and what each licence is worth on the day of the visit."""
    sheet: LoadSheet | None = None
    """What the load list of a survey comes to."""
    scheme: Scheme | None = None
    """The supply scheme in force."""
    sources: tuple[SourceComparison, ...] = ()
    """The sources as built beside the planned ones."""
    refusal: str = ""
    """Why the process would not take its opinion as things stand, as a stable word."""

    beyond: tuple[Question, ...] = ()
    """At a re-inspection: what it does not ask, and the inspector may add for safety."""

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What is still to be done before it can be recorded."""
        asked = missing_of(self.inspection, self.findings, self.defects, self.entry)
        barred = [Missing("stage", self.refusal)] if self.refusal and not self.is_stopped else []
        return (*asked, *unspeakable(self.inspection, self.defects, self.guard), *barred)

    @property
    def is_stopped(self) -> bool:
        """Whether it is an inspection that ends early, because the site is not safe."""
        ended = self.entry is not None and self.entry.has_ended
        return ended and self.inspection.kind is not InspectionKind.SURVEY


def visit_state(ws: Workspace, unit: Unit, inspection: Inspection) -> VisitState:
    """All of this visit, from the moment that `unit` sees.

    Raises:
        UnknownRecord: its case is not here.
        RulesDamaged: the checklist or form that it pinned is not here.
    """
    case = unit.get(ConnectionCase, inspection.case_id)
    events = unit.find(CaseEvent, case.id)
    taken = unit.find(Photo, case.id)
    photos = tuple(photo for photo in taken if photo.owner_id == RecordId(inspection.id))
    found = unit.find(Defect, case.id)
    defects = tuple(defect for defect in found if inspection.concerns(defect))
    equipment = unit.find(Equipment, case.id)
    carried = carried_into(ws, unit, inspection, case)
    known = Known(case, events, equipment, taken, found, unit.find(Filing, case.id), carried)
    told = judged(inspection, known, ws.reference)
    shown, units, policy = told.findings, told.units, ws.reference.policy
    reply = replied(ws, unit, case, inspection.recorded_at)
    scheme = scheme_in_force(case, reply)
    sources: tuple[SourceComparison, ...] = ()
    sheet: LoadSheet | None = None
    refusal = ""
    if inspection.kind is InspectionKind.SURVEY:
        entry = _survey_entry(ws, unit, inspection, case, events)
        sheet = sheet_of_survey(ws, unit, inspection, entry, case)
    else:
        # Earlier defects are about to be closed or not: by what is found at their places.
        so_far = conclusion_so_far(shown, (d for d in defects if d.inspection_id == inspection.id))
        entry = _opinion_entry(ws, unit, inspection, case, events, so_far, photos)
        planned = planned_sources(reply, surveyed(ws, unit, case))
        sources = compared_sources(entry, planned, scheme)
        if entry is not None:
            facts = {
                "differs": _yes(differs(scheme, equipment)),
                "sources_differ": _yes(sources_differ(sources)),
            } | {f"chosen_{each.choice.role}": "yes" for each in units if each.choice.filing}
            entry = replace(entry, facts={**entry.facts, **facts})
        if inspection.recorded_at is None and not _is_said(unit, inspection, events):
            state = project(case, events, policy)
            others = [d for d in found if not inspection.concerns(d)]
            refusal = _refusal(ws, inspection, case, state, expected_facts(so_far, others))
    return VisitState(
        inspection=inspection,
        case=case,
        events=events,
        equipment=equipment,
        findings=shown,
        defects=defects,
        photos=photos,
        before=tuple(p for p in taken if shows_before(p, inspection, defects)),
        entry=entry,
        oddities=(
            *oddities(inspection, case, events, shown, photos, entry, ws.clock.now()),
            *oddities_of_capacity(sheet.capacity if sheet is not None else None),
            *old_queries(units, inspection.started_at),
        ),
        sheet=sheet,
        carried=carried,
        guard=guard_of(ws, unit, case.id),
        licences=told.bar,
        units=units,
        scheme=scheme,
        sources=sources,
        refusal=refusal,
        beyond=told.beyond(equipment),
    )


def replied(
    ws: Workspace, unit: Unit, case: ConnectionCase, by: datetime | None = None
) -> Entry | None:
    """The last recorded reply of the scheme (F03), `by` then if given."""
    recorded = [
        (each.recorded_at, each)
        for each in unit.find(Filing, case.id)
        if each.form in REPLIES and each.recorded_at is not None
    ]
    known = [each for at, each in sorted(recorded, key=lambda r: r[0]) if by is None or at <= by]
    if not known:
        return None
    last = known[-1]
    return Entry(ws.reference.filed(last.form, last.form_version), last.values, last.rows)


def _refusal(
    ws: Workspace,
    visit: Inspection,
    case: ConnectionCase,
    state: CaseState,
    facts: Mapping[str, str],
) -> str:
    """Why the opinion that this visit comes to would not be taken now; empty when it would."""
    code = OPINION_EVENT[visit.kind]
    if not speaks_as(code, ws.who.roles):
        return "role_may_not"
    policy = ws.reference.policy
    return why_not(case, state, code, facts, at=ws.clock.now(), actor=ws.who.user, policy=policy)


def _is_said(unit: Unit, visit: Inspection, events: Iterable[CaseEvent]) -> bool:
    """Whether a paper of this visit has told the case already: it was returned, and is redone."""
    reports = unit.find(Report, visit.case_id)
    papers = {str(report.id) for report in reports if report.subject_id == RecordId(visit.id)}
    return any(event.facts.get("report") in papers for event in events)


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def surveyed(
    ws: Workspace, unit: Unit, case: ConnectionCase, survey: Inspection | None = None
) -> Entry | None:
    """The form of this survey; of the last recorded one of this case, if there is one."""
    survey = survey or last_survey(unit.find(Inspection, case.id))
    return _survey_entry(ws, unit, survey, case, unit.find(CaseEvent, case.id)) if survey else None


def readable(
    asked: Callable[[Workspace, Unit, ConnectionCase], Entry | None],
    ws: Workspace,
    unit: Unit,
    case: ConnectionCase,
) -> Entry | None:
    """What a form says; nothing where it was filled by rules that are not here yet.

    A colleague may have newer ones. Until they come the case is shown without it; nothing is
    judged upon that.
    """
    try:
        return asked(ws, unit, case)
    except RulesDamaged:
        return None


def sheet_of_survey(
    ws: Workspace, unit: Unit, survey: Inspection, entry: Entry | None, case: ConnectionCase
) -> LoadSheet | None:
    """What the load list of this survey comes to, by the rules that it pinned."""
    if entry is None:
        return None
    measured = measured_demand(unit.find(LoadProfile, case.id), survey.recorded_at)
    return sheet_of(entry, ws.reference.loads_of(survey.loads_version), case, measured)


def carried_into(
    ws: Workspace, unit: Unit, inspection: Inspection, case: ConnectionCase
) -> Carried:
    """What the last recorded survey passes on to this visit; nothing to a survey itself."""
    survey = inspection.kind is InspectionKind.SURVEY
    entry = None if survey else surveyed(ws, unit, case)
    return carried_from(entry) if entry is not None else Carried()


def _opinion_entry(
    ws: Workspace,
    unit: Unit,
    visit: Inspection,
    case: ConnectionCase,
    events: tuple[CaseEvent, ...],
    so_far: Conclusion | None,
    photos: tuple[Photo, ...],
) -> Entry | None:
    """The form of an inspection (F05, F06), with what its rules ask of the visit itself."""
    if not visit.form:
        return None
    form = ws.reference.form(visit.checklist, visit.form, visit.form_version)
    form = with_colleagues(form, colleagues(unit, ws.who))
    stage = visit.kind.value.removesuffix("_inspection")
    asked = [
        e for e in events if e.code in (f"{stage}.requested", f"{stage}.reinspection_requested")
    ]
    day = asked[-1].occurred_at.astimezone(CHINA).date().isoformat() if asked else ""
    known = {
        "case.contact": f"{case.customer.contact_name} {case.customer.contact_phone}".strip(),
        f"event.{stage}.requested.on": day,
    }
    facts: dict[str, Value] = {
        "high_voltage": Fraction(int(case.customer_class.is_high_voltage)),
        "conclusion": so_far.value if so_far is not None else "open",
        "is_late": _yes(_is_late(ws, visit, case, events)),
        "is_recheck": _yes(visit.is_recheck),
        "now": value_of_day((visit.recorded_at or ws.clock.now()).isoformat()),
        "differs": "no",
        "sources_differ": "no",
        "chosen_construction": "no",
        "chosen_test": "no",
    }
    taken = Counter(photo.item for photo in photos)
    entry = Entry(form, visit.values, visit.rows, known, facts=facts, photos=taken)
    manager = case.team[0] if case.team else ""
    told = team_of(entry, visit.lead, manager).facts(manager)
    return replace(entry, facts={**facts, **told})


def _is_late(
    ws: Workspace, visit: Inspection, case: ConnectionCase, events: tuple[CaseEvent, ...]
) -> bool:
    """Whether the limit of this inspection had passed on the day of the visit."""
    rules = ws.reference
    at = visit.recorded_at or ws.clock.now()
    known = [event for event in events if event.occurred_at <= at]
    found = clocks(case, known, rules.time_limits, rules.calendar, at, rules.policy)
    running = (c for c in found if c.key == visit.kind.value and c.stopped_on is None)
    return any(clock.overdue for clock in running)


def _survey_entry(
    ws: Workspace,
    unit: Unit,
    visit: Inspection,
    case: ConnectionCase,
    events: tuple[CaseEvent, ...],
) -> Entry | None:
    if not visit.form:
        return None
    form = ws.reference.form(visit.checklist, visit.form, visit.form_version)
    form = with_colleagues(form, colleagues(unit, ws.who))
    policy = ws.reference.policy
    known = [event for event in events if event.occurred_at <= visit.started_at]
    return entry_of(visit, form, case, events, project(case, known, policy), policy)
