"""One filed form as it stands, read in an open transaction: what pages show and actions judge."""

from dataclasses import dataclass, replace
from decimal import Decimal

from app.clock import CHINA
from app.colleagues import colleagues
from app.domain.capacity_check import measured_demand
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.checklist import Finding, Question
from app.domain.deadline import clocks
from app.domain.due_clock import ClockState
from app.domain.energising import asked_at_energising, energising_facts, energising_findings
from app.domain.entry import Entry
from app.domain.equipment import Equipment
from app.domain.evidence import Photo
from app.domain.expression import Value, exact
from app.domain.filing import Filing, missing_of_filing
from app.domain.form import Form, value_of_day, with_colleagues
from app.domain.free_text import unspeakable
from app.domain.impartiality import Guard
from app.domain.inspection import Inspection, InspectionKind, Missing
from app.domain.known import (
    Cells,
    Earlier,
    Known,
    Moment,
    facts_of_case,
    known_of,
)
from app.domain.load import LoadProfile
from app.domain.load_rows import LOADS
from app.domain.load_sheet import LoadSheet, sheet_of
from app.domain.material import ASKS_MATERIALS, asked_wrongly, lists_given
from app.domain.origin import Origin
from app.domain.process import project
from app.domain.promise import promised_limits
from app.domain.report import Report
from app.domain.scheme import REPLIES, scheme_in_force
from app.domain.signing import team_of
from app.domain.sketch import Mark, marks_of
from app.domain.survey import Carried, carried_from, last_survey
from app.guarded import guard_of
from app.ids import RecordId
from app.materials import materials_in
from app.visits import replied, sheet_of_survey, surveyed
from app.workspace import Unit, Workspace


@dataclass(frozen=True)
class FilingState:
    """A filed form with all that belongs to it."""

    filing: Filing
    case: ConnectionCase
    events: tuple[CaseEvent, ...]
    entry: Entry
    photos: tuple[Photo, ...]
    about: Report | None
    """The paper that it is about."""
    guard: Guard
    """What is looked for in its free text."""

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What is still to be done before it can be recorded."""
        return (*missing_of_filing(self.entry), *unspeakable(self.filing, (), self.guard))


def filing_state(ws: Workspace, unit: Unit, filing: Filing) -> FilingState:
    """All of this filing, from the moment that `unit` sees.

    Raises:
        UnknownRecord: its case is not here.
        RulesDamaged: the form that it pinned is not here.
    """
    case = unit.get(ConnectionCase, filing.case_id)
    events = unit.find(CaseEvent, case.id)
    mine = tuple(p for p in unit.find(Photo, case.id) if p.owner_id == filing.id)
    pinned = ws.reference.filed(filing.form, filing.form_version)
    form = with_colleagues(pinned, colleagues(unit, ws.who))
    about = unit.get(Report, filing.about) if filing.about else None
    moment = _moment(ws, unit, filing, case, events, about)
    if filing.recorded_at is None:
        known = known_of(case, earlier_of(ws, unit, case, filing), moment)
    else:  # all that it says stands in it
        known = Known(facts=facts_of_case(case, moment))
    before = (e for e in events if not filing.recorded_at or e.occurred_at < filing.recorded_at)
    facts = {
        **known.facts,
        "gap_lists": exact(Decimal(lists_given(before))),
        "now": _now(ws, filing),
    }
    entry = Entry(
        form,
        filing.values,
        filing.rows,
        known.texts,
        known.origins,
        _pinned(filing),
        facts,
        _counted(form, mine),
    )
    if ASKS_MATERIALS in form.tables and filing.recorded_at is None:
        told = asked_wrongly(entry, materials_in(ws, unit, case, events))
        entry = replace(entry, facts={**entry.facts, **told})
    crew = team_of(entry, filing.author)
    entry = replace(entry, facts={**entry.facts, **crew.facts(manager="")})
    if form.items:
        asked = _asked(ws, unit, case, events, filing)
        told = energising_facts(entry, asked, ws.reference.limits)
        entry = replace(entry, facts={**entry.facts, **told})
    return FilingState(filing, case, events, entry, mine, about, guard_of(ws, unit, case.id))


def _now(ws: Workspace, filing: Filing) -> Value:
    """The moment by which rules judge it: that of recording, until then the present one."""
    return value_of_day((filing.recorded_at or ws.clock.now()).isoformat())


def earlier_of(
    ws: Workspace, unit: Unit, case: ConnectionCase, but: Filing | None = None
) -> tuple[Earlier, ...]:
    """What was recorded in this case before: its survey, and the last form of each code."""
    found: list[Earlier] = []
    numbers = {report.subject_id: report.doc_no for report in unit.find(Report, case.id)}
    survey, entry = last_survey(unit.find(Inspection, case.id)), surveyed(ws, unit, case)
    if survey is not None and entry is not None:
        number = numbers.get(RecordId(survey.id), survey.form)
        found.append(Earlier("survey", number, entry, survey.reckoned))
    last: dict[str, Earlier] = {}
    for filing in unit.find(Filing, case.id):
        if filing.recorded_at is None or (but is not None and filing.id == but.id):
            continue
        form = ws.reference.filed(filing.form, filing.form_version)
        told = "_".join(filter(None, (filing.form, filing.values.get(form.per, ""))))
        known = Entry(form, filing.values, filing.rows, pinned=_pinned(filing))
        last[told] = Earlier(told, numbers.get(filing.id, form.number), known)
    return (*found, *last.values())


def limit_rows(ws: Workspace, unit: Unit, case: ConnectionCase) -> tuple[Cells, ...]:
    """The promised time limits of this case as they stand now, as rows of a form."""
    rules, events = ws.reference, unit.find(CaseEvent, case.id)
    calendar = rules.calendar
    now = ws.clock.now()
    found = promised_limits(case, events, rules.time_limits, calendar, now, rules.policy)
    return tuple({"limit": each.name, "value": each.value, "rule": each.rule} for each in found)


def filed_findings(ws: Workspace, unit: Unit, state: FilingState) -> tuple[Finding, ...]:
    """The items of a checklist that this form answers, with their verdicts."""
    if not state.entry.form.items:
        return ()
    asked = _asked(ws, unit, state.case, state.events, state.filing)
    return energising_findings(state.entry, asked, ws.reference.limits)


def _asked(
    ws: Workspace,
    unit: Unit,
    case: ConnectionCase,
    events: tuple[CaseEvent, ...],
    filing: Filing,
) -> tuple[Question, ...]:
    """The items that are due when the supply of this case is switched on."""
    rules = ws.reference
    flags = project(case, events, rules.policy).flags(case, rules.policy)
    day = (filing.recorded_at or ws.clock.now()).astimezone(CHINA).date()
    survey = surveyed(ws, unit, case)
    carried = carried_from(survey) if survey is not None else Carried()
    return asked_at_energising(
        rules.checklist(InspectionKind.COMPLETION),
        carried.on(flags.on(case.facts, rules.policy, day)),
        unit.find(Equipment, case.id),
    )


def filed_sheet(ws: Workspace, unit: Unit, state: FilingState) -> LoadSheet | None:
    """What the load list of this form comes to; of a scheme's reply, that of the last survey."""
    filing, case = state.filing, state.case
    if filing.form in REPLIES:
        survey = _survey_before(unit, filing)
        entry = surveyed(ws, unit, case, survey)
        return sheet_of_survey(ws, unit, survey, entry, case) if survey is not None else None
    if LOADS not in state.entry.form.tables:
        return None
    measured = measured_demand(unit.find(LoadProfile, case.id), filing.recorded_at)
    return sheet_of(state.entry, ws.reference.loads_of(filing.loads_version), case, measured)


def filed_sketch(unit: Unit, filing: Filing) -> tuple[Mark, ...]:
    """The supply sketch of the last survey before this reply; of other forms none."""
    survey = _survey_before(unit, filing) if filing.form in REPLIES else None
    return marks_of(survey.rows) if survey is not None else ()


def _survey_before(unit: Unit, filing: Filing) -> Inspection | None:
    return last_survey(
        visit
        for visit in unit.find(Inspection, filing.case_id)
        if filing.recorded_at is None
        or (visit.recorded_at is not None and visit.recorded_at <= filing.recorded_at)
    )


def _moment(
    ws: Workspace,
    unit: Unit,
    filing: Filing,
    case: ConnectionCase,
    events: tuple[CaseEvent, ...],
    about: Report | None,
) -> Moment:
    now = filing.recorded_at or ws.clock.now()
    rules = ws.reference
    running = clocks(case, events, rules.time_limits, rules.calendar, ws.clock.now(), rules.policy)
    others = (f for f in unit.find(Filing, case.id) if f.form == filing.form)
    state = project(case, events, rules.policy)
    # A new reply is made of what is approved now, not of the one that it takes the place of.
    reply = None if filing.form in REPLIES else replied(ws, unit, case, filing.recorded_at)
    return Moment(
        today=now.astimezone(CHINA).date(),
        who=ws.who,
        clocks=tuple(clock for clock in running if clock.state is not ClockState.STOPPED),
        flags=state.flags(case, rules.policy),
        events=state.taken,
        tries=tuple(f for f in others if f.attempt < filing.attempt),
        about=about,
        scheme=scheme_in_force(case, reply),
        colleagues=colleagues(unit, ws.who),
    )


def _pinned(filing: Filing) -> dict[str, Origin]:
    read = {name: Origin.read(text) for name, text in filing.origins.items()}
    return {name: origin for name, origin in read.items() if origin is not None}


def _counted(form: Form, photos: tuple[Photo, ...]) -> dict[str, int]:
    shown = [photo.item for photo in photos]
    return {each.id: shown.count(each.id) for each in form.fields.values() if each.kind == "photo"}
