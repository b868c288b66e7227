"""What colleagues are called: those who work on the same cases, as the centre has told."""

from collections.abc import Mapping

import msgspec

from app.domain.staff import Identity
from app.workspace import COLLEAGUES, Unit


def colleagues(unit: Unit, who: Identity) -> Mapping[str, str]:
    """Names by user id, one's own among them; who is not known is not here."""
    return {**told_names(unit), who.user: who.name}


def told_names(unit: Unit) -> dict[str, str]:
    """The names that the centre has told so far."""
    kept = unit.settings.get(COLLEAGUES)
    return msgspec.json.decode(kept, type=dict[str, str]) if kept else {}
