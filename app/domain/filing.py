"""A form filled apart from a visit: scheme reply, review, connection, notice, call, declaration."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from app.clock import CHINA
from app.domain.entry import Entry, FormRow
from app.domain.form import Field, Form, FormEvent
from app.domain.inspection import Missing
from app.domain.meter import Pin
from app.domain.origin import Origin, OriginKind
from app.ids import CaseId, OrgId, RecordId, UserId

FAMILIES: Final[Mapping[str, str]] = {
    "APP": "application",
    "F03": "scheme_reply",
    "F03L": "scheme_reply",
    "F03C": "scheme_opinion",
    "F04": "design_review",
    "F08": "energisation_order",
    "F09": "load_list",
    "F10": "one_time_notice",
    "F11": "follow_up",
    "F12": "unit_choice",
    "F13": "consent",
    "F14": "refusal",
}
"""The forms that are filed apart from a visit, and the file of rules in which each stands."""

CONSENT: Final = "F13"
REFUSAL: Final = "F14"


@dataclass(frozen=True)
class Filing:
    """One filled form. A draft until `recorded_at`; then it does not change any more.

    The form version it fills is pinned here, so a newer one never touches it.
    """

    id: RecordId
    case_id: CaseId
    org: OrgId
    form: str
    form_version: str
    attempt: int
    """Which filling of this form in its case it is, from 1."""
    author: UserId
    started_at: datetime
    values: Mapping[str, str] = field(default_factory=dict)
    """What was entered, as typed, by field id; once recorded, all that the form says."""
    rows: tuple[FormRow, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    """Where what was not typed is known from, by field or table: "survey|F01-6301-1-1"."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why a word that wants a reason stands where it does (domain/impartiality.py)."""
    pins: Mapping[str, Pin] = field(default_factory=dict)
    """Readings that instruments put into its cells by themselves, by `cell_key`."""
    about: str = ""
    """The id of the paper that it is about: the one that was refused."""
    loads_version: str = ""
    """The demand factors by which its load list is reckoned, where it has one."""
    reckoned: Mapping[str, str] = field(default_factory=dict)
    """What its load list came to when it was recorded (`load_sheet.LoadSheet.record`)."""
    recorded_at: datetime | None = None
    withdrawn_at: datetime | None = None


def why_not_begun(form: Form, customer_class: str, status: str, roles: Iterable[str]) -> str:
    """Why this form cannot be begun now, as a stable word; empty when it can."""
    if form.classes and customer_class not in form.classes:
        return "other_class"
    if form.at and status not in form.at:
        return "wrong_stage"
    return "role_may_not" if form.roles and not form.roles & set(roles) else ""


def closed(filing: Filing, entry: Entry, at: datetime) -> Filing:
    """The filing as it is recorded: all that it says stands in it, with where it is known from.

    What is known of the case may change later; what was put before the customer does not.
    """
    fields = entry.form.fields.values()
    asked = [each for each in fields if each.kind != "photo" and entry.is_asked(each)]
    said = {each.id: text for each in asked if (text := entry.text(each))}
    origins = dict(filing.origins)
    for each in asked:
        if each.id in said and (entry.is_fixed(each) or each.id not in filing.values):
            origins[each.id] = (entry.origin(each) or Origin(OriginKind.SYSTEM)).text
    pins = {cell_key(row.table, row.id, column): pin for row, column, pin in pinned_cells(filing)}
    return replace(filing, values=said, origins=origins, pins=pins, recorded_at=at)


def reopened(filing: Filing, form: Form, *, was_signed: bool = False) -> Filing:
    """The filing as a draft again; what is known is read anew.

    What was proposed for the day of a form that has been signed stays: the case goes by it.
    """
    known = set(filing.origins.keys() & form.fields.keys())
    if was_signed:
        known -= {name for name, text in filing.origins.items() if _is_proposed(text)}
    return replace(
        filing,
        values={name: text for name, text in filing.values.items() if name not in known},
        origins={name: text for name, text in filing.origins.items() if name not in form.fields},
        recorded_at=None,
    )


def _is_proposed(text: str) -> bool:
    origin = Origin.read(text)
    return origin is not None and origin.kind is OriginKind.SYSTEM


def cell_key(table: str, row: str, column: str) -> str:
    """Under which the pin of this cell is kept."""
    return "|".join((table, row, column))


def pinned_cells(filing: Filing) -> tuple[tuple[FormRow, str, Pin], ...]:
    """The cells whose reading an instrument gave, row by row; of what was emptied there is none."""
    return tuple(
        (row, column, pin)
        for row in filing.rows
        for column, text in row.cells.items()
        if text and (pin := filing.pins.get(cell_key(row.table, row.id, column))) is not None
    )


def missing_of_filing(entry: Entry) -> tuple[Missing, ...]:
    """All that is missing to record it, in the order of the form."""
    return tuple(Missing(each.what.value, each.field, each.row) for each in entry.lacking)


def days_of(filings: Iterable[Filing]) -> tuple[date, ...]:
    """The different days on which these were recorded, in China's time, earliest first."""
    moments = [filing.recorded_at for filing in filings if filing.recorded_at is not None]
    return tuple(sorted({moment.astimezone(CHINA).date() for moment in moments}))


def facts_of(event: FormEvent, entry: Entry) -> dict[str, str]:
    """What this event of the form carries; what is empty is left out."""
    found = {name: _fact(text, entry) for name, text in event.facts.items()}
    return {name: text for name, text in found.items() if text}


def _fact(text: str, entry: Entry) -> str:
    if text.startswith("="):
        return text[1:]
    table, _, column = text.partition(".")
    if column:
        asked = next(each for each in entry.form.tables[table].columns if each.id == column)
        cells = (_said(asked, entry.cell(asked, row)) for row in entry.of(entry.form.tables[table]))
        return ";".join(filter(None, cells))
    if text in entry.form.fields:
        return entry.text(entry.form.fields[text])
    known = entry.names.get(text)
    return known if isinstance(known, str) else ""


def _said(asked: Field, text: str) -> str:
    """A cell as one of several things: the sign between them cannot stand in it."""
    return asked.options.get(text, text).replace(";", "；")


def declines_call(filings: Iterable[Filing]) -> bool:
    """Whether the customer's newest consent (F13) refuses his contact for the follow-up call."""
    said = [f for f in filings if f.form == CONSENT and f.recorded_at and f.withdrawn_at is None]
    newest = max(said, key=lambda filing: filing.recorded_at or filing.started_at, default=None)
    return newest is not None and newest.values.get("purpose_satisfaction") == "no"
