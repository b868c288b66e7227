"""Note how far the customer's own works are; the utility tracks them and steers nothing."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app.domain.case import ConnectionCase
from app.domain.progress import TRACKED_AT, Progress, ProgressTold
from app.errors import NotReady, WrongStage
from app.guarded import note_hits, refuse_words
from app.happening import case_state
from app.ids import RecordId
from app.pictures import picture_of
from app.workspace import Workspace


def note_progress(ws: Workspace, told: ProgressTold, photos: Sequence[Path] = ()) -> Progress:
    """The entry of the log, with these photos.

    Raises:
        NotReady: it says that the works are blocked and not by what, or a day that is none.
        WordsRefused: its words must not be said, or want a reason.
        WrongStage: the scheme is not confirmed yet, or the works are passed already.
        NotAPicture: a file is no picture that we accept; nothing is noted.
    """
    if told.lacking:
        raise NotReady("note_progress", told.lacking)
    with ws.read() as unit:
        case = unit.get(ConnectionCase, told.case_id)
        state = case_state(ws, unit, case)
    made = Progress(
        id=RecordId(ws.ids.new()),
        case_id=case.id,
        org=case.org,
        logged_at=ws.clock.now(),
        by=ws.who.user,
        device=ws.who.device,
        source=told.source,
        milestone=told.milestone,
        planned_date=told.planned_date,
        blocker_text=told.blocker_text,
        reasons=told.reasons,
    )
    # A transaction of its own: a refusal would take the note of what was tried back with it.
    with ws.unit("note_progress") as unit:
        note_hits(ws, unit, made, "note_progress")
    with ws.read() as unit:
        refuse_words(ws, unit, made)
    if state.status not in TRACKED_AT:
        raise WrongStage("progress", state.status, tuple(sorted(TRACKED_AT)), "wrong_stage")
    taken = [picture_of(ws, path, made.id, case.id, case.org) for path in photos]
    with ws.unit("note_progress") as unit:
        unit.save(kept := replace(made, photos=tuple(photo.id for photo in taken)))
        for photo in taken:
            unit.save(photo)
        return kept
