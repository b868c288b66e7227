"""The texts of a record that a person typed freely, and what of them stands in the way."""

from collections.abc import Iterable, Iterator

from app.domain.case import CaseEvent
from app.domain.defect import Defect
from app.domain.filing import Filing
from app.domain.impartiality import FreeText, Guard, Level
from app.domain.inspection import Inspection, Missing
from app.domain.material import Evidence
from app.domain.progress import Progress
from app.domain.review import Review

Spoken = Inspection | Filing | Defect | Progress | Evidence | CaseEvent | Review
"""Records with free text."""

_TYPED_IN_EVENTS = (
    *("evidence", "note", "comment", "objection", "request", "reason", "gaps"),
    *("source", "metering", "boundary", "load_calculation", "commitment", "letter", "notice"),
)
"""Facts of an event that somebody typed."""
FIX = "fix"
"""Where a defect says what the customer did: judged when that is noted, and not again by visits."""


def texts_of(record: Spoken) -> tuple[FreeText, ...]:
    """All that was typed in it and is not empty. What a form prints by itself is not among it."""
    return tuple(FreeText(place, words) for place, words in _said(record) if words.strip())


def unspeakable(
    filled: Inspection | Filing, defects: Iterable[Defect], guard: Guard
) -> tuple[Missing, ...]:
    """What is to be edited, or given a reason, before this can be recorded; one a field."""
    found: dict[Missing, None] = {}
    for text, hit in guard.unsettled(texts_of(filled), filled.reasons):
        what = "phrase" if hit.level is Level.BLOCK else "reason"
        found[Missing(what, *_field_of(text))] = None
    for defect in defects:
        typed = [text for text in texts_of(defect) if text.place != FIX]
        for _, hit in guard.unsettled(typed, defect.reasons):
            what = "phrase" if hit.level is Level.BLOCK else "reason"
            found[Missing(what, defect.item, defect.device)] = None
    return tuple(found)


def _said(record: Spoken) -> Iterator[tuple[str, str]]:
    match record:
        case Inspection():
            yield from _of_visit(record)
            yield from _of_form(record)
        case Filing():
            yield from _of_form(record)
        case Defect():
            yield from _of_defect(record)
        case Progress():
            yield "blocker_text", record.blocker_text
        case Evidence():
            yield "asked_again_note", record.asked_again_note
            yield "withdrawn_reason", record.withdrawn_reason
        case Review():
            yield "reason", record.reason
        case CaseEvent():
            for name in _TYPED_IN_EVENTS:
                yield f"facts/{name}", record.facts.get(name, "")


def _of_defect(defect: Defect) -> Iterator[tuple[str, str]]:
    yield "description", defect.description
    yield "location", defect.location
    yield "basis", defect.basis
    yield "requirement", defect.requirement
    if defect.fix is not None:
        yield FIX, defect.fix.text
    if defect.waiver is not None:
        yield "waiver", defect.waiver.reason


def _of_visit(visit: Inspection) -> Iterator[tuple[str, str]]:
    yield "opinion", visit.opinion
    for answer in visit.answers:
        place = "/".join(answer.key)
        yield f"answers/{place}/note", answer.note
        yield f"answers/{place}/text", answer.text
    for key, words in visit.words.items():
        yield f"words/{key.replace('/', ' ')}", words


def _of_form(filled: Inspection | Filing) -> Iterator[tuple[str, str]]:
    for name, words in filled.values.items():
        yield f"values/{name}", words
    for row in filled.rows:
        for column, words in row.cells.items():
            yield f"rows/{row.table}/{row.id}/{column}", words


def _field_of(text: FreeText) -> tuple[str, str]:
    """Item and device by which a `Missing` names this place."""
    match text.place.split("/"):
        case ["answers", item, device, _phase, _part]:
            return item, device
        case ["values", name]:
            return name, ""
        case ["rows", table, row, column]:
            return f"{table}.{column}", row
        case _:
            return "", ""
