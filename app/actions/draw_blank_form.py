"""A form with nothing on it, for the day on which there is no tablet to fill it on."""

from pathlib import Path

from app.documents.blank_pdf import draw_blank
from app.domain.blank_paper import (
    BLANK_FORMS,
    VISITS,
    BlankPaper,
    as_wanted,
    blank_filing,
    blank_inspection,
    blank_notice,
    blank_survey,
)
from app.domain.inspection import InspectionKind
from app.domain.layout import Layout
from app.domain.rectification_paper import NOTICE
from app.errors import UnknownRecord
from app.file_out import write_out
from app.reference.library import Reference


def draw_blank_form(rules: Reference, code: str, organisation: str = "") -> bytes:
    """The blank of this form (`BLANK_FORMS`) as PDF, by the rules in use.

    Raises:
        UnknownRecord: there is no such form.
        RulesDamaged: its rules cannot be read.
    """
    if code not in BLANK_FORMS:
        raise UnknownRecord("form", code)
    layout = rules.layouts.of(code, organisation)
    return draw_blank(as_wanted(_composed(rules, code, layout), layout), organisation)


def save_blank_form(rules: Reference, code: str, organisation: str, path: Path) -> str:
    """Write the blank of this form there; where it lies.

    Raises:
        FolderNotWritable: nothing can be written there.
        NoRoom: the disk is full.
        RulesDamaged: its rules cannot be read.
    """
    pdf = draw_blank_form(rules, code, organisation)
    return write_out(path, pdf)


def _composed(rules: Reference, code: str, layout: Layout) -> BlankPaper:
    limits = rules.limits
    if code == NOTICE:
        return blank_notice(rules.form(InspectionKind.COMPLETION.value, "F06"))
    kind = VISITS.get(code)
    if kind is None:
        checklist = rules.checklist(InspectionKind.COMPLETION.value)
        return blank_filing(rules.filed(code), checklist, limits, layout)
    form, checklist = rules.form(kind.value, code), rules.checklist(kind.value)
    if kind is InspectionKind.SURVEY:
        return blank_survey(form, checklist, limits)
    return blank_inspection(form, checklist, limits, kind)
