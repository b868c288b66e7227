"""Who applies, and as what."""

from dataclasses import dataclass
from enum import StrEnum


class CustomerClass(StrEnum):
    """The four classes of domain/process.md section 1; they decide stages and time limits."""

    RES = "RES"
    LV_NONRES = "LV_NONRES"
    HV_SINGLE = "HV_SINGLE"
    HV_MULTI = "HV_MULTI"


class Importance(StrEnum):
    """Level of an important power user, GB/T 29328."""

    NONE = "none"
    SPECIAL = "special"
    FIRST = "first"
    SECOND = "second"
    TEMPORARY = "temporary"


@dataclass(frozen=True)
class Customer:
    """The applicant and the person who acts for it."""

    name: str
    contact_name: str = ""
    contact_phone: str = ""
    agent_name: str = ""
    agent_id_no: str = ""
    """Identity number of the agent; masked whenever it is shown or printed."""
