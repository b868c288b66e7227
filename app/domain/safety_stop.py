"""An inspection that ends because the site is not safe: what the case hears of it.

No opinion is issued. Source: domain process reference, sections 5.1, 5.4 and 8.
"""

from collections.abc import Iterable
from typing import Final

from app.domain.entry import Entry
from app.domain.evidence import Photo
from app.domain.inspection import Inspection, InspectionKind
from app.domain.process import MADE_BY_FAILED_VISIT
from app.domain.survey import Outcome

REASON: Final = "stop_reason"
PHOTO: Final = "stop_photo"
"""The field of F05 and F06 that takes the photos of what is unsafe."""


def stopped_outcomes(
    visit: Inspection, entry: Entry, photos: Iterable[Photo], *, is_paused: bool
) -> tuple[Outcome, ...]:
    """The events of this visit in vain, in the words of its form.

    The clock stands still where the customer's site is the cause, and for nothing of ours. The
    process has an event for a completion inspection in vain, and pauses by itself; for an interim
    one the pause is said, unless the case is paused already (`is_paused`).
    """
    by_site = _said(entry, "stop_cause") == "site"
    words = _said(entry, REASON)
    shown = ";".join(photo.id for photo in photos if photo.item == PHOTO)
    if visit.kind is InspectionKind.COMPLETION:
        reason = "site_not_ready" if by_site else "unsafe"
        told = {"reason": reason, "unsafe": "yes", "note": words, "photo": shown}
        return (Outcome("completion.visit_failed", told),)
    if not by_site or is_paused:
        return ()
    pause = {
        "reason": "SITE_NOT_ACCESSIBLE",
        "scope": "stage",
        "evidence": words,
        "photo": shown,
        "expected_resume": _said(entry, "stop_until"),
        "made_by": MADE_BY_FAILED_VISIT,
    }
    return (Outcome("application.suspended", pause),)


def stop_reason(visit: Inspection) -> str:
    """In what way it was not safe, as the inspector said."""
    return visit.values.get(REASON, "")


def _said(entry: Entry, name: str) -> str:
    asked = entry.form.fields.get(name)
    return entry.text(asked).strip() if asked is not None and entry.is_asked(asked) else ""
