"""The guard of free text in an open workspace: what it looks for in a case, and the trail of it."""

from app import codec
from app.domain.case import CaseEvent
from app.domain.filing import Filing
from app.domain.free_text import Spoken, texts_of
from app.domain.impartiality import Guard, Level
from app.domain.unit_choice import names_of
from app.errors import WordsRefused
from app.workspace import Unit, Workspace


def guard_of(ws: Workspace, unit: Unit, case_id: str) -> Guard:
    """What is looked for in the free text of this case."""
    return Guard(ws.reference.phrases, names_of(unit.find(Filing, case_id)))


def note_hits(ws: Workspace, unit: Unit, record: Spoken, deed: str) -> None:
    """A line in the trail for all that is found in this record: the text's digest, never itself.

    The line says what the deed made of it: stopped, unexplained or explained. The same text is
    noted once a deed.
    """
    guard = guard_of(ws, unit, record.case_id)
    for text in texts_of(record):
        content = codec.digest_of(text.words.encode())
        for hit in guard.hits(text):
            open_hits = [h for _, h in guard.unsettled([text], record.reasons)]
            outcome = "explained"
            if hit in open_hits:
                outcome = "stopped" if hit.level is Level.BLOCK else "unexplained"
            subject = f"{codec.kind_of(record)}/{record.id}#{text.place}|{hit.phrase}"
            noted = f"{deed}:words_{outcome}"
            if not unit.trail.has(noted, subject, content):
                now, who = ws.clock.now(), ws.who.user
                unit.trail.add(now, who, noted, subject, content, case_id=record.case_id)


def refuse_words(ws: Workspace, unit: Unit, record: Spoken, *, judged: str = "") -> None:
    """Make sure that nothing in this record stands in the way; `judged` is a place seen to before.

    Raises:
        WordsRefused: something does; it names the first.
    """
    guard = guard_of(ws, unit, record.case_id)
    texts = [text for text in texts_of(record) if text.place != judged]
    for _, hit in guard.unsettled(texts, record.reasons):
        if isinstance(record, CaseEvent) and hit.level is not Level.BLOCK:
            continue
        raise WordsRefused(hit.phrase, hit.level.value, hit.found, hit.zh)
