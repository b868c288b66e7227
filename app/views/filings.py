"""One filed form with every field, where it is known from, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app import codec
from app.domain.capacity_check import Measured, measured_demand
from app.domain.case import ConnectionCase
from app.domain.due_clock import DueClock
from app.domain.entry import Entry
from app.domain.evidence import Photo
from app.domain.filing import Filing
from app.domain.impartiality import Guard
from app.domain.inspection import Missing
from app.domain.load import LoadProfile
from app.domain.load_rows import LOADS
from app.domain.load_rules import LoadRules
from app.domain.load_sheet import LoadSheet, sheet_of
from app.domain.report import Report
from app.filings import filed_sheet, filing_state
from app.reviews import is_redone
from app.views.moments import open_clock_of
from app.views.ways import Way, photo_ways
from app.workspace import Workspace


@dataclass(frozen=True)
class FilingPage:
    """One filed form as it stands."""

    filing: Filing
    case: ConnectionCase
    clock: DueClock | None
    entry: Entry
    photos: tuple[Photo, ...]
    missing: tuple[Missing, ...]
    report: Report | None
    about: Report | None
    """The paper that it is about."""
    unsent: int
    guard: Guard
    """What is looked for in its free text."""
    sheet: LoadSheet | None = None
    """What its load list comes to; of a scheme's reply, that of the survey."""
    load_rules: LoadRules | None = None
    """What its load list is reckoned by, where it has one."""
    measured: Measured | None = None
    """The largest demand that was measured, for its list."""
    ways: Mapping[str, Way] = field(default_factory=dict)
    """How far its photos are, by their ids."""

    def sheet_again(self, entry: Entry) -> LoadSheet | None:
        """What the form comes to as it is being typed; of another form's sheet, that sheet."""
        if self.load_rules is None:
            return self.sheet
        return sheet_of(entry, self.load_rules, self.case, self.measured)

    @property
    def is_draft(self) -> bool:
        """Whether it can still be changed."""
        return self.filing.recorded_at is None


def filing_page(ws: Workspace, filing_id: str) -> FilingPage:
    """One filed form, with what is typed and not recorded yet.

    Raises:
        UnknownRecord: there is no such form here.
    """
    with ws.read() as unit:
        state = filing_state(ws, unit, unit.working(Filing, filing_id))
        reports = [r for r in unit.find(Report, state.case.id) if r.subject_id == filing_id]
        # Recorded anew after a return: its next paper is still to be made.
        redone = is_redone(unit, codec.kind_of(Filing), state.case.id, filing_id)
        rules = (
            ws.reference.loads_of(state.filing.loads_version)
            if LOADS in state.entry.form.tables
            else None
        )
        return FilingPage(
            filing=state.filing,
            case=state.case,
            clock=open_clock_of(ws, state.case, state.events),
            entry=state.entry,
            photos=state.photos,
            missing=state.missing,
            report=reports[-1] if reports and not redone else None,
            about=state.about,
            unsent=unit.outbox.count_of_case(state.case.id),
            guard=state.guard,
            sheet=filed_sheet(ws, unit, state),
            load_rules=rules,
            measured=measured_demand(unit.find(LoadProfile, state.case.id)) if rules else None,
            ways=photo_ways(unit, state.photos),
        )
