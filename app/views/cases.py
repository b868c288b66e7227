"""The list of cases, and everything about one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

import msgspec

from app.cleaning import ARCHIVED, files_in
from app.clock import CHINA
from app.colleagues import colleagues
from app.domain.authority import speaks_as
from app.domain.case import CaseEvent, ConnectionCase, Scheme
from app.domain.deadline import case_clocks
from app.domain.defect import Defect
from app.domain.due_clock import CaseClocks, DueClock, seen_on
from app.domain.equipment import Equipment
from app.domain.evidence import Photo
from app.domain.filing import FAMILIES, Filing, why_not_begun
from app.domain.flags import STANDARD, Policy
from app.domain.form import Form
from app.domain.handover import Known, handed_over
from app.domain.impartiality import Guard
from app.domain.inspection import Inspection
from app.domain.load import LoadProfile
from app.domain.material import Evidence, Material, MaterialCounts, counts_of
from app.domain.process import (
    FIELD_EVENTS,
    REINSPECTION_EVENT,
    CaseState,
    Status,
    project,
    recheck_kind,
)
from app.domain.progress import Progress
from app.domain.report import Report, Signature
from app.domain.scheme import scheme_in_force
from app.domain.stage import (
    OVER,
    Catalogue,
    Milestone,
    StageInstance,
    milestones_of,
    stages_of,
)
from app.domain.survey import planned_devices
from app.domain.working_days import Calendar
from app.guarded import guard_of
from app.materials import materials_in
from app.reviews import Reviewed, reviewed
from app.views.ways import Ways, ways_of
from app.visits import readable, replied, surveyed
from app.workspace import (
    BlobState,
    ListKey,
    Unit,
    Workspace,
)

_STATUS: Final = {status.value: status for status in Status}

_CLOCK: Final = 8

LIST_PAGE: Final = 50
"""Cases that are read at once: more than a screen shows."""


class CaseRow(NamedTuple):
    """One line of today's list; a tuple, because a page of them is made while a finger waits."""

    id: str
    application_no: str
    customer_name: str
    address: str
    customer_class: str
    status: Status
    clock: DueClock | None
    """The soonest of its open clocks, with what is left of it today."""
    unsent: int
    due: int
    number: int
    returned: int = 0
    """Records that the office has returned and that are not put right yet."""

    @property
    def key(self) -> ListKey:
        """Where the list goes on after it."""
        return ListKey(self.due, self.application_no, self.number)


@dataclass(frozen=True)
class CasePage:
    """Everything about one case."""

    case: ConnectionCase
    state: CaseState
    clocks: tuple[DueClock, ...]
    events: tuple[CaseEvent, ...]
    equipment: tuple[Equipment, ...]
    inspections: tuple[Inspection, ...]
    defects: tuple[Defect, ...]
    photos: tuple[Photo, ...]
    loads: tuple[LoadProfile, ...]
    reports: tuple[Report, ...]
    signatures: tuple[Signature, ...]
    unsent: int
    ways: Ways = field(default_factory=dict)
    """How far each of its records is on its way to the centre; what is not there is accepted."""
    all_clocks: CaseClocks = field(default_factory=CaseClocks)
    """Its clocks of every layer, with what the totals have left."""
    planned: tuple[Equipment, ...] = ()
    """Devices that the survey planned, while none of their kind is noted."""
    progress: tuple[Progress, ...] = ()
    """What is known of the customer's own works, oldest first."""
    guard: Guard | None = None
    """What is looked for in its free text."""
    materials: tuple[Material, ...] = ()
    """What the customer has to hand in, and where each of it stands today."""
    filings: tuple[Filing, ...] = ()
    stages: tuple[StageInstance, ...] = ()
    """Every stage of its process as it stands."""
    milestones: tuple[Milestone, ...] = ()
    """The steps of which the customer is told."""
    gaps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What is missing of what each open stage takes over, in words, by the code of the stage."""
    departments: Mapping[str, str] = field(default_factory=dict)
    may_say: frozenset[str] = frozenset()
    """Events that whoever is signed in may note in his role."""
    may_file: tuple[Form, ...] = ()
    """Forms apart from a visit that whoever is signed in may begin now."""
    reviewed: tuple[Reviewed, ...] = ()
    """What the office has said of its records, and how they stand towards that."""
    who: str = ""
    """Whoever is signed in."""
    scheme: Scheme | None = None
    """The supply scheme in force."""
    counts: MaterialCounts = field(default_factory=MaterialCounts)
    """How often materials were asked for again, and gap lists beyond the first (K11, K12)."""
    colleagues: Mapping[str, str] = field(default_factory=dict)
    """Names of colleagues, by their ids; who is not among them is shown by his id."""

    policy: Policy = STANDARD
    """What the utility has decided about its process."""
    away: int = 0
    """Files of an archived case that were cleaned, and that the centre gives back."""
    coming: int = 0
    """Files of an archived case that the next round fetches."""

    @property
    def awaits_reinspection(self) -> bool:
        """Whether the customer may ask to be inspected again: something stands, nothing is due."""
        return self.state.due_inspection is None and any(d.stands for d in self.defects)

    @property
    def may_ask_again(self) -> bool:
        """Whether whoever is signed in may pass that on in his role."""
        return REINSPECTION_EVENT[recheck_kind(self.state)] in self.may_say


def case_rows(
    ws: Workspace, search: str = "", after: ListKey | None = None, limit: int = LIST_PAGE
) -> tuple[CaseRow, ...]:
    """So many of the cases on this tablet that match, soonest deadline first, after that one.

    `search` is any part of name, address, application number or phone.
    """
    today = ws.clock.now().astimezone(CHINA).date()
    calendar = ws.reference.calendar.of(ws.who.org)
    with ws.read() as unit:
        found = unit.index.page(search, after, limit)
        returned = _returned(unit, [row[1] for row in found])
    texts = {row[_CLOCK] for row in found}  # by place: by name it takes nine times as long
    seen = {text: _seen(text, calendar, today) for text in texts}
    row = CaseRow._make
    back = returned.get
    return tuple(
        row(
            (
                case_id,
                no,
                name,
                place,
                group,
                _STATUS[status],
                seen[text],
                unsent,
                due,
                number,
                back(case_id, 0),
            )
        )
        for number, case_id, no, name, place, group, status, due, text, unsent in found
    )


def _returned(unit: Unit, case_ids: Sequence[str]) -> dict[str, int]:
    """How many records of each case wait to be put right; most cases have none."""
    spoken = unit.records.cases_with("review", case_ids)
    return {case_id: sum(r.waits for r in reviewed(unit, case_id)) for case_id in spoken}


@lru_cache(maxsize=1024)  # cases of one day have one clock
def _seen(text: str, calendar: Calendar, today: date) -> DueClock | None:
    if not text:
        return None
    try:
        clock = msgspec.json.decode(text, type=DueClock)
    except msgspec.ValidationError:  # of an older program; it is made anew before long
        return None
    return seen_on(clock, calendar, today)


def case_page(ws: Workspace, case_id: str) -> CasePage:
    """The page of one case.

    Raises:
        UnknownRecord: there is no such case here.
    """
    with ws.read() as unit:
        case = unit.get(ConnectionCase, case_id)
        events = unit.find(CaseEvent, case_id)
        entry = readable(surveyed, ws, unit, case)
        equipment = unit.find(Equipment, case_id)
        planned = planned_devices(entry, case) if entry is not None else ()
        noted = {device.kind for device in equipment}
        rules = ws.reference
        found = case_clocks(
            case, events, rules.time_limits, rules.calendar, ws.clock.now(), rules.policy
        )
        state = project(case, events, ws.reference.policy)
        stages = stages_of(case, state, ws.reference.stages, ws.reference.policy)
        defects = unit.find(Defect, case_id)
        flags = state.flags(case, ws.reference.policy)
        standing = sum(defect.stands for defect in defects)
        scheme = scheme_in_force(case, readable(replied, ws, unit, case))
        known = Known(case, state, flags, len(equipment), standing, scheme)
        return CasePage(
            case=case,
            state=state,
            stages=stages,
            milestones=milestones_of(flags, stages),
            gaps=_gaps(stages, known, ws.reference.stages),
            departments=ws.reference.stages.departments,
            may_say=frozenset(code for code in FIELD_EVENTS if speaks_as(code, ws.who.roles)),
            clocks=found.promise,
            all_clocks=found,
            events=events,
            equipment=equipment,
            ways=ways_of(unit, case_id),
            planned=tuple(device for device in planned if device.kind not in noted),
            inspections=unit.find(Inspection, case_id),
            defects=defects,
            photos=unit.find(Photo, case_id),
            loads=unit.find(LoadProfile, case_id),
            reports=unit.find(Report, case_id),
            signatures=unit.find(Signature, case_id),
            unsent=unit.outbox.count_of_case(case_id),
            progress=unit.find(Progress, case_id),
            guard=guard_of(ws, unit, case_id),
            materials=materials_in(ws, unit, case, events),
            filings=unit.find(Filing, case_id),
            may_file=_may_file(ws, case, state),
            reviewed=reviewed(unit, case_id),
            who=ws.who.user,
            scheme=scheme,
            counts=counts_of(unit.find(Evidence, case_id), events),
            colleagues=colleagues(unit, ws.who),
            policy=ws.reference.policy,
            **_not_here(unit, case_id, state),
        )


def _not_here(unit: Unit, case_id: str, state: CaseState) -> dict[str, int]:
    """How many files of an archived case are away; before that, nothing is cleaned."""
    if state.status not in ARCHIVED:
        return {}
    found = (files_in(unit, case_id, each) for each in (BlobState.CLEANED, BlobState.WANTED))
    return dict(zip(("away", "coming"), map(len, found), strict=True))


def _gaps(
    stages: Sequence[StageInstance], known: Known, catalogue: Catalogue
) -> dict[str, tuple[str, ...]]:
    """What is missing for each stage that is neither done nor out of the question."""
    found = {}
    for each in stages:
        if each.state in OVER:
            continue
        handed = handed_over(each.stage.carries, each.stage.code, known)
        found[each.stage.code] = tuple(catalogue.carried[h.what] for h in handed if h.missing)
    return found


def _may_file(ws: Workspace, case: ConnectionCase, state: CaseState) -> tuple[Form, ...]:
    group, status = case.customer_class.value, state.status.value
    forms = (ws.reference.filed(code) for code in FAMILIES)
    return tuple(
        form
        for form in forms
        if not form.of_paper and not why_not_begun(form, group, status, ws.who.roles)
    )
