"""One visit with every question, its verdict, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app import codec
from app.domain.as_built import SourceComparison
from app.domain.capacity_check import measured_demand
from app.domain.case import ConnectionCase
from app.domain.checklist import Finding, Question
from app.domain.defect import Defect
from app.domain.due_clock import DueClock
from app.domain.entry import Entry
from app.domain.evidence import Photo
from app.domain.impartiality import Guard
from app.domain.inspection import Inspection, InspectionKind, Missing
from app.domain.load import LoadProfile
from app.domain.load_rules import LoadRules
from app.domain.load_sheet import LoadSheet, sheet_of
from app.domain.plausibility import Oddity
from app.domain.report import Report
from app.domain.survey import Carried
from app.domain.unit_choice import LicenceBar, LicenceCheck
from app.reviews import is_redone
from app.views.moments import open_clock_of
from app.views.ways import Way, photo_ways
from app.visits import visit_state
from app.workspace import (
    Workspace,
)


@dataclass(frozen=True)
class InspectionPage:
    """One visit with every question, its verdict, and what is missing."""

    inspection: Inspection
    case: ConnectionCase
    clock: DueClock | None
    findings: tuple[Finding, ...]
    defects: tuple[Defect, ...]
    photos: tuple[Photo, ...]
    before: tuple[Photo, ...]
    """What earlier visits showed of the defects that this one looks at again."""
    loads: tuple[LoadProfile, ...]
    missing: tuple[Missing, ...]
    report: Report | None
    unsent: int
    entry: Entry | None = None
    """The form it fills, if any."""
    sheet: LoadSheet | None = None
    """What the load list of the form comes to."""
    load_rules: LoadRules | None = None
    """What its load list is reckoned by."""
    ways: Mapping[str, Way] = field(default_factory=dict)
    """How far its photos are, by their ids."""
    oddities: tuple[Oddity, ...] = ()
    """What looks odd in it, and asks for a word."""
    beyond: tuple[Question, ...] = ()
    """At a re-inspection: what it does not ask, and the inspector may add for safety."""
    carried: Carried = field(default_factory=Carried)
    """What the survey found, where this visit comes after one."""
    guard: Guard | None = None
    """What is looked for in its free text."""
    licences: LicenceBar | None = None
    """What keeps it from passing for want of a licence."""
    units: tuple[LicenceCheck, ...] = ()
    """Who did the works, and what each licence is worth on the day of the visit."""
    sources: tuple[SourceComparison, ...] = ()
    """The sources as built beside the planned ones."""

    @property
    def is_stopped(self) -> bool:
        """Whether it ends early because the site is not safe: no opinion comes of it."""
        ended = self.entry is not None and self.entry.has_ended
        return ended and self.inspection.kind is not InspectionKind.SURVEY

    def sheet_again(self, entry: Entry) -> LoadSheet | None:
        """What the form comes to as it is being typed."""
        if self.load_rules is None:
            return None
        measured = measured_demand(self.loads, self.inspection.recorded_at)
        return sheet_of(entry, self.load_rules, self.case, measured)

    @property
    def is_draft(self) -> bool:
        """Whether it can still be changed."""
        return self.inspection.recorded_at is None


def inspection_page(ws: Workspace, inspection_id: str) -> InspectionPage:
    """One visit as it stands, with what is typed and not recorded yet.

    Raises:
        UnknownRecord: there is no such inspection here.
    """
    with ws.read() as unit:
        visit = visit_state(ws, unit, unit.working(Inspection, inspection_id))
        case = visit.case
        reports = [
            r
            for r in unit.find(Report, case.id)
            if r.subject_id == inspection_id and r.along_with is None
        ]
        # Recorded anew after a return: its next paper is still to be made.
        redone = is_redone(unit, codec.kind_of(Inspection), case.id, inspection_id)
        loads = visit.inspection.loads_version
        survey = visit.inspection.kind is InspectionKind.SURVEY
        rules = ws.reference.loads_of(loads) if survey and visit.entry is not None else None
        return InspectionPage(
            inspection=visit.inspection,
            case=case,
            clock=open_clock_of(ws, case, visit.events),
            findings=visit.findings,
            defects=visit.defects,
            photos=visit.photos,
            before=visit.before,
            loads=unit.find(LoadProfile, case.id),
            missing=visit.missing,
            report=reports[-1] if reports and not redone else None,
            unsent=unit.outbox.count_of_case(case.id),
            entry=visit.entry,
            sheet=visit.sheet,
            load_rules=rules,
            ways=photo_ways(unit, (*visit.photos, *visit.before)),
            carried=visit.carried,
            beyond=visit.beyond,
            oddities=visit.oddities,
            guard=visit.guard,
            licences=visit.licences,
            units=visit.units,
            sources=visit.sources,
        )
