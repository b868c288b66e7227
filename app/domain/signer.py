"""Who signs a paper: the roles, in the order in which they sign."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.domain.expression import Expression


class SignerRole(StrEnum):
    """Whose signature a form expects, in the order of signing: staff, the customer, a witness."""

    HANDLER = "handler"
    CLERK = "clerk"
    ACCOUNT_MANAGER = "account_manager"
    REVIEWER = "reviewer"
    INSPECTOR = "inspector"
    INSPECTOR_2 = "inspector_2"
    INSPECTOR_3 = "inspector_3"
    INSPECTOR_4 = "inspector_4"
    INSPECTOR_5 = "inspector_5"
    INSPECTOR_6 = "inspector_6"
    INSPECTOR_7 = "inspector_7"
    INSPECTOR_8 = "inspector_8"
    CREW = "crew"
    CREW_2 = "crew_2"
    CREW_3 = "crew_3"
    CREW_4 = "crew_4"
    CALLER = "caller"
    CUSTOMER = "customer"
    WITNESS = "witness"

    @property
    def is_staff(self) -> bool:
        """Whether somebody of the utility signs, on the tablet he is signed in to."""
        return self not in (SignerRole.CUSTOMER, SignerRole.WITNESS)

    @property
    def is_inspector(self) -> bool:
        """Whether it is one of those who looked at the site, the leading one or another."""
        return self in INSPECTORS

    @property
    def leading(self) -> "SignerRole":
        """The first place of those who sign in the same capacity: of most roles, itself."""
        return next((places[0] for places in SEVERAL.values() if self in places), self)


INSPECTORS: Final = tuple(role for role in SignerRole if role.value.startswith("inspector"))
"""The places of those who looked at the site: the leading one, then the others of his team."""
CREW: Final = tuple(role for role in SignerRole if role.value.startswith("crew"))
"""The places of those who set the meter and switched on."""
SEVERAL: Final = {places[0]: places for places in (INSPECTORS, CREW)}
"""All places of a role in which several may sign, by the leading one."""


@dataclass(frozen=True)
class Signer:
    """A role that signs a form, where `when` holds."""

    role: SignerRole
    when: Expression
    each: str = ""
    """The table whose every row signs in a place of its own: inspectors, a crew."""
    each_when: Expression | None = None
    """Where this does not hold, one signs for all of them; None = always each."""
