"""The person who works, on which device, for which organisation."""

from dataclasses import dataclass
from typing import Final

from app.ids import DeviceId, OrgId, UserId

FIELD_ROLES: Final = frozenset(
    {"account_manager", "inspector", "metering_crew", "supervisor", "admin"}
)
"""Roles that exist on a tablet."""

CENTRE_ROLES: Final = frozenset(
    {"clerk", "scheme_designer", "approver", "dispatcher", "callback_agent", "archivist"}
)
"""Roles that only the centre has (domain/kpi.md section 6)."""

SEES_ALL_CASES: Final = CENTRE_ROLES | {"supervisor", "admin"}
"""Roles that see every case of their organisation, not only those they are on the team of.

Whoever works at the centre takes what comes next in any case: nobody puts him on its team.
"""

OPENS_CASES: Final = frozenset({"clerk", "admin"})
"""Roles that may open a case, by hand or from the utility's own export."""

REVIEWS: Final = frozenset({"clerk", "approver", "archivist", "supervisor"})
"""Roles that say of a received record that it passed, or return it; nobody does so of his own."""


@dataclass(frozen=True)
class Identity:
    """Who is signed in on which device."""

    user: UserId
    name: str
    org: OrgId
    roles: tuple[str, ...]
    device: DeviceId
