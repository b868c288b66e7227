"""Who applies, and as what."""

from dataclasses import dataclass
from enum import StrEnum


class CustomerClass(StrEnum):
    """The four classes of domain/process.md section 1; they decide stages and time limits."""

    RES = "RES"
    LV_NONRES = "LV_NONRES"
    HV_SINGLE = "HV_SINGLE"
    HV_MULTI = "HV_MULTI"

    @property
    def is_high_voltage(self) -> bool:
        """Whether it is supplied at high voltage."""
        return self in (CustomerClass.HV_SINGLE, CustomerClass.HV_MULTI)

    @property
    def capacity_unit(self) -> str:
        """In what it applies for capacity: kVA, or kW at low voltage (domain/forms.md, block H)."""
        return "kVA" if self.is_high_voltage else "kW"


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
