"""Note that something has happened to a case: paused, going on again, a visit in vain."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app.domain.case import CaseEvent, ConnectionCase
from app.domain.survey import Outcome
from app.guarded import note_hits, refuse_words
from app.happening import happened
from app.ids import RecordId
from app.pictures import picture_of
from app.workspace import Workspace


def note_event(
    ws: Workspace, case_id: str, said: Outcome, photos: Sequence[Path] = ()
) -> CaseEvent:
    """The event, with these photos as its evidence.

    Raises:
        WrongStage: the process does not take it; the reason says what is missing.
        WordsRefused: its words must not be said.
        NotAPicture: a file is no picture that we accept; nothing is noted.
        NoRoom: the disk is full; nothing is noted.
    """
    to_come = replace(said, facts={**said.facts, "photo": "to come"}) if photos else said
    with ws.read() as unit:
        case = unit.get(ConnectionCase, case_id)
        # Judged before a photo is taken in: what is refused leaves no files behind.
        (draft,) = happened(ws, unit, case, [to_come])
    # A transaction of its own: a refusal would take the note of what was tried back with it.
    with ws.unit("note_event") as unit:
        note_hits(ws, unit, draft, "note_event")
    with ws.read() as unit:
        refuse_words(ws, unit, draft)
    owner = RecordId(ws.ids.new())
    taken = [picture_of(ws, path, owner, case.id, case.org) for path in photos]
    if taken:
        named = ";".join(photo.id for photo in taken)
        said = replace(said, facts={**said.facts, "photo": named})
    with ws.unit("note_event") as unit:
        (event,) = happened(ws, unit, case, [said])
        event = replace(event, id=owner)
        unit.save(event)
        for photo in taken:
            unit.save(photo)
        return event
