"""The calculation sheets of a case at the office: reckoned again here, and what differs is told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.capacity_check import CapacityCheck, measured_demand
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.entry import Entry
from app.domain.expression import Value
from app.domain.filing import Filing
from app.domain.flags import Flags
from app.domain.inspection import Inspection, InspectionKind
from app.domain.load import LoadProfile
from app.domain.load_rows import LOADS
from app.domain.load_sheet import Difference, LoadSheet, differences, sheet_of
from app.domain.sheet_paper import SheetPaper, sheet_paper
from app.domain.survey import entry_of
from app.errors import RulesDamaged
from app.reference.library import Reference


@dataclass(frozen=True)
class CaseSheet:
    """What one recorded survey or load list comes to, reckoned here."""

    form: str
    attempt: int
    paper: SheetPaper | None
    """None where the rules that it was reckoned by are not here."""
    check: CapacityCheck | None = None
    recorded: bool = False
    """Whether its record says what it came to on the tablet."""
    differences: tuple[Difference, ...] = ()
    """Where it does not come out as it is recorded."""


@dataclass(frozen=True)
class Sheets:
    """What the sheets of one case are made of."""

    case: ConnectionCase
    events: tuple[CaseEvent, ...]
    flags: Flags
    loads: tuple[LoadProfile, ...]
    reference: Reference

    def of(self, visits: Iterable[Inspection], filings: Iterable[Filing]) -> tuple[CaseSheet, ...]:
        """The newest recorded survey and load list, in this order."""
        surveys = [
            v for v in visits if v.kind is InspectionKind.SURVEY and v.recorded_at and v.form
        ]
        lists = [f for f in filings if f.recorded_at and f.form == "F09"]
        return (*self._survey(surveys), *self._list(lists))

    def _survey(self, surveys: list[Inspection]) -> Iterator[CaseSheet]:
        for survey in sorted(surveys, key=lambda each: each.attempt)[-1:]:
            try:
                name, version = survey.checklist, survey.form_version
                form = self.reference.form(name, survey.form, version)
                entry = entry_of(survey, form, self.case, self.events)
                sheet = self._sheet(entry, survey)
            except RulesDamaged:
                yield CaseSheet(survey.form, survey.attempt, None)
            else:
                yield from _shown(survey, survey.form, sheet, dict(survey.words))

    def _list(self, lists: list[Filing]) -> Iterator[CaseSheet]:
        for filing in sorted(lists, key=lambda each: each.attempt)[-1:]:
            try:
                form = self.reference.filed(filing.form, filing.form_version)
                facts: dict[str, Value] = {
                    "high_voltage": self.flags.high_voltage,
                    "business_type": self.case.business_type,
                }
                entry = Entry(form, filing.values, filing.rows, facts=facts)
                sheet = self._sheet(entry, filing)
            except RulesDamaged:
                yield CaseSheet(filing.form, filing.attempt, None)
            else:
                yield from _shown(filing, filing.form, sheet, {})

    def _sheet(self, entry: Entry, record: Inspection | Filing) -> LoadSheet | None:
        rules = self.reference.loads_of(record.loads_version)
        if LOADS not in entry.form.tables:
            return None
        measured = measured_demand(self.loads, record.recorded_at)
        return sheet_of(entry, rules, self.case, measured)


def _shown(
    record: Inspection | Filing, form: str, sheet: LoadSheet | None, words: dict[str, str]
) -> Iterator[CaseSheet]:
    if sheet is not None:
        yield CaseSheet(
            form,
            record.attempt,
            sheet_paper(sheet, words),
            sheet.capacity,
            bool(record.reckoned),
            differences(record.reckoned, sheet),
        )
