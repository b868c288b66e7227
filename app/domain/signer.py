"""Who signs a paper: the roles, in the order in which they sign."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.expression import Expression


class SignerRole(StrEnum):
    """Whose signature a form expects, in the order of signing: staff, the customer, a witness."""

    HANDLER = "handler"
    CLERK = "clerk"
    ACCOUNT_MANAGER = "account_manager"
    REVIEWER = "reviewer"
    INSPECTOR = "inspector"
    CREW = "crew"
    CALLER = "caller"
    CUSTOMER = "customer"
    WITNESS = "witness"

    @property
    def is_staff(self) -> bool:
        """Whether somebody of the utility signs, on the tablet he is signed in to."""
        return self not in (SignerRole.CUSTOMER, SignerRole.WITNESS)


@dataclass(frozen=True)
class Signer:
    """A role that signs a form, where `when` holds."""

    role: SignerRole
    when: Expression
