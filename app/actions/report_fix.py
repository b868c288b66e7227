"""Note what the customer says he did about a defect; the next re-inspection looks at it."""

from datetime import date

from app.domain.defect import Defect
from app.errors import NotReady
from app.guarded import note_hits, refuse_words
from app.workspace import Workspace


def report_fix(ws: Workspace, defect_id: str, text: str, fixed_on: str) -> Defect:
    """The defect as reported put right; a newer report takes the place of an older one.

    `fixed_on` is an ISO date. Photos of it are attached to the defect.

    Raises:
        NotReady: nothing is said of it, the day is none or has not come yet, or it does not stand.
        WordsRefused: it says what a record must not say.
        UnknownRecord: there is no such defect.
    """
    with ws.read() as unit:
        defect = unit.get(Defect, defect_id)
        now = ws.clock.now()
        missing = []
        if not defect.stands:
            missing.append("not_open")
        if len(text.strip()) < 2:
            missing.append("fix_text")
        if not _has_come(fixed_on, now.date()):
            missing.append("fixed_on")
        if missing:
            raise NotReady("report_fix", tuple(missing))
        reported = defect.reported(text.strip(), fixed_on.strip(), ws.who.user, now)
    # A transaction of its own: a refusal would take the note of what was tried back with it.
    with ws.unit("report_fix") as unit:
        note_hits(ws, unit, reported, "report_fix")
    with ws.unit("report_fix") as unit:
        refuse_words(ws, unit, reported)
        unit.save(reported)
        return reported


def _has_come(day: str, today: date) -> bool:
    try:
        return date.fromisoformat(day.strip()) <= today
    except ValueError:
        return False
