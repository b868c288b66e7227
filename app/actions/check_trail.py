"""Check the hash chain of this workspace.

At the start from where it was last found whole, in the background from its first line. A break is
told and remembered; nothing is repaired.
"""

from dataclasses import replace

import msgspec

from app.domain.trail import TRAIL_BROKEN as BROKEN
from app.domain.trail import Break, first_break
from app.views.trail import TrailStanding, trail_standing
from app.workspace import TRAIL_BROKEN, TRAIL_CHECKED, Unit, Workspace


def check_trail(ws: Workspace, *, whole: bool = False) -> TrailStanding:
    """How the chain stands after this check; a break that was found once stays told."""
    with ws.read() as unit:
        known = trail_standing(unit)
        found = _checked(unit, known, whole=whole)
    if found != known:
        with ws.unit("check_trail") as unit:
            unit.settings.put(TRAIL_CHECKED, msgspec.json.encode(found.checked))
            if found.broken is not None and known.broken is None:
                unit.settings.put(TRAIL_BROKEN, msgspec.json.encode(found.broken))
                unit.note(BROKEN, f"trail/{found.broken.seq}", why=found.broken.why)
    return found


def _checked(unit: Unit, known: TrailStanding, *, whole: bool) -> TrailStanding:
    if known.broken is not None:
        return known
    # What was once found whole, and what the centre has, must still lie there as it was.
    for mark, why in ((known.checked, "link"), (known.sent, "sent")):
        if (link := unit.trail.link_at(mark.seq)) != mark.link:
            return replace(known, broken=Break(mark.seq, why if link else "gap"))
    if whole:
        broken, head = first_break(unit.trail.walk())
        # The marks lie within the lines that were walked over; a head before them is a break.
        return replace(known, broken=broken, checked=known.checked if broken else head)
    broken, head = first_break(unit.trail.walk(known.checked.seq), known.checked)
    return replace(known, broken=broken, checked=head)
