"""Where what is missing stands in a visit, and what it is called there."""

from app.domain.form import FormSection, form_section_of, title_of
from app.domain.inspection import Missing
from app.views.visits import InspectionPage
from ui.naming import told
from ui.words import tr


def has_room(page: InspectionPage, section: FormSection) -> bool:
    """Whether anything of this section of the form is asked at this visit."""
    entry = page.entry
    if entry is None:
        return False
    asked = any(entry.is_asked(field) for field in section.fields)
    return asked or section.sketch or any(entry.is_open(table) for table in section.tables)


def sections_of(page: InspectionPage) -> dict[str, str]:
    """What is asked at this visit: sections of the form, then those of the checklist alone."""
    form = page.entry.form.sections if page.entry else ()
    asked = {finding.question.section.id: finding.question.section for finding in page.findings}
    named = {section.id: tr(section.zh) for section in form}
    named |= {name: named.get(name, tr(section.zh)) for name, section in asked.items()}
    with_room = {section.id for section in form if has_room(page, section)}
    return {name: words for name, words in named.items() if name in asked or name in with_room}


def record_words(page: InspectionPage) -> str:
    """What the button says that records this visit."""
    if page.is_stopped:
        return tr("记录终止，不出具意见")
    return tr("完成记录，出具意见单")


def section_of(page: InspectionPage, item: str) -> str:
    """The section in which this item, field or table stands; nothing if it is of the whole."""
    found = (f.question.section.id for f in page.findings if f.question.item.id == item)
    return next(found, "") or (form_section_of(page.entry.form, item) if page.entry else "")


def place_of(page: InspectionPage, thing: Missing) -> str:
    """The section in which it is mended: a tester is noted beside the whole, not at its reading."""
    return "" if thing.what == "instrument" else section_of(page, thing.item)


def tester_wanted(page: InspectionPage, thing: Missing) -> str:
    """The kind of instrument by which this was to be read."""
    items = (finding.question.item for finding in page.findings)
    return next((kind for item in items if item.id == thing.item for kind in item.instruments), "")


def title_of_missing(page: InspectionPage, thing: Missing) -> str:
    """What it is called on the screen; nothing if it is of the whole."""
    if page.entry is not None and (title := title_of(page.entry.form, thing.item)):
        return told(title)
    for finding in page.findings:
        if (finding.question.item.id, finding.question.device_id) == (thing.item, thing.device):
            return f"{tr(finding.question.item.zh)} {finding.question.device_label}".strip()
    return ""
