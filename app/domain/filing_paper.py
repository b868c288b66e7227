"""The paper of a form that is filed apart from a visit (F03 to F14): what it says, all of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.domain.case import ConnectionCase
from app.domain.checklist import Finding
from app.domain.day import moment_in_words
from app.domain.entry import Entry, FormRow
from app.domain.filing import Filing, pinned_cells
from app.domain.form import Field, Form, Table
from app.domain.form_paper import PaperPart, part_of, warnings_of
from app.domain.load_rows import LOADS
from app.domain.load_sheet import LoadSheet
from app.domain.paper import Issue, PaperGroup, PaperPhoto, PaperPin, case_header, grouped
from app.domain.sheet_paper import SheetPaper, sheet_paper
from app.domain.sketch import Mark

_FROM: Final = {
    "customer": "申请",
    "survey": "现场勘查",
    "scheme": "供电方案",
    "inspection": "审查与检验",
    "system": "系统",
}


@dataclass(frozen=True)
class FilingPaper:
    """What the paper of a filed form says; the ink adds nothing."""

    title: str
    issue: Issue
    header: tuple[tuple[str, str], ...]
    parts: tuple[PaperPart, ...]
    annexed: tuple[PaperPart, ...]
    """The parts that follow the signatures, each an annex."""
    warnings: tuple[str, ...]
    photos: tuple[PaperPhoto, ...]
    declaration: str
    sheet: SheetPaper | None
    """What its load list comes to; of a scheme's reply, that of the survey."""
    is_own_sheet: bool
    """Whether it is of its own list, set on its side; that of another form is annexed there."""
    sketch: tuple[Mark, ...]
    """Of a scheme's reply: what the surveyor drew of the supply."""
    findings: tuple[PaperGroup, ...]
    """The items of a checklist that it answers, with their limits and verdicts."""
    pins: tuple[PaperPin, ...]
    """What instruments gave by themselves."""
    origins: str
    """Where what was not entered on this form is known from, in one line."""


@dataclass(frozen=True)
class Along:
    """What goes with a form beside what was filled: reckoned, judged, drawn."""

    sheet: LoadSheet | None = None
    findings: tuple[Finding, ...] = ()
    sketch: tuple[Mark, ...] = ()


_NOTHING: Final = Along()


def compose_filing_paper(
    case: ConnectionCase,
    filing: Filing,
    entry: Entry,
    photos: tuple[PaperPhoto, ...],
    issue: Issue,
    along: Along = _NOTHING,
) -> FilingPaper:
    """The paper that this filing comes to."""
    form = entry.form
    found = [p for section in form.sections if (p := part_of(entry, section)) is not None]
    layout = issue.layout
    shown = layout.arranged(found)
    return FilingPaper(
        title=layout.title or form.zh,
        issue=issue,
        header=_header(case, filing, issue),
        parts=tuple(part for part in shown if part.id not in layout.annexed),
        annexed=tuple(part for part in shown if part.id in layout.annexed),
        warnings=tuple(warnings_of(entry)),
        photos=photos,
        declaration=layout.declared(form.declaration),
        sheet=sheet_paper(along.sheet),
        is_own_sheet=LOADS in form.tables,
        sketch=() if "sketch" in layout.hidden else along.sketch,
        findings=tuple(
            map(_plain, (group for groups in grouped(along.findings) for group in groups))
        ),
        pins=filed_pins(filing, form),
        origins="" if "origins" in layout.hidden else _origins(entry),
    )


def filed_pins(filing: Filing, form: Form) -> tuple[PaperPin, ...]:
    """Every value of a form that an instrument gave by itself, as it is printed and shown."""
    return tuple(
        PaperPin(
            cell_name(form.tables[row.table], filing.rows, row, column),
            _cell(form.tables[row.table], column).said(row.cells[column]),
            pin,
            pin.is_changed(row.cells[column]),
        )
        for row, column, pin in pinned_cells(filing)
    )


def cell_name(table: Table, rows: Sequence[FormRow], row: FormRow, column: str) -> str:
    """What a cell is called: its table, its phase or its number, its column."""
    phase = next((each for each in table.columns if each.reads == "phase"), None)
    mine = [each.id for each in rows if each.table == table.id]
    which = str(mine.index(row.id) + 1) if row.id in mine else ""
    if phase is not None:
        which = phase.said(row.cells.get(phase.id, ""))
    return "　".join(filter(None, (f"{table.zh} {which}".strip(), _cell(table, column).zh)))


def _cell(table: Table, column: str) -> Field:
    return next(each for each in table.columns if each.id == column)


def _plain(group: PaperGroup) -> PaperGroup:
    """The same, numbered by itself: the row numbers of F06 mean nothing here."""
    return replace(group, rows=tuple(replace(row, code="") for row in group.rows))


def _header(case: ConnectionCase, filing: Filing, issue: Issue) -> tuple[tuple[str, str], ...]:
    recorded = filing.recorded_at
    when = moment_in_words(recorded) if recorded is not None else ""
    return (
        *case_header(case),
        ("填 单 人", "、".join(issue.inspectors)),
        ("填单时间", f"{when}（第 {filing.attempt} 次）"),
    )


def _origins(entry: Entry) -> str:
    """The forms that values were carried over from, each with the names of the values."""
    found: dict[str, list[str]] = {}
    asked: list[Field | Table] = [*entry.form.fields.values(), *entry.form.tables.values()]
    for each in asked:
        origin = entry.origin(each)
        if origin is not None and origin.kind.value != "system":
            named = f"{_FROM[origin.kind]} {origin.form}".strip()
            found.setdefault(named, []).append(each.zh)
    said = (f"{named}：{'、'.join(names)}" for named, names in found.items())
    return "；".join(said)
