"""An application opened on site: the case it begins, and what the filled form makes of that case.

The tablet opens and submits it; accepting it is the centre's. Until the centre gives it a number it
bears one of the device that opened it (domain process reference, section 7).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from app.domain.case import ConnectionCase
from app.domain.customer import Customer, CustomerClass
from app.domain.entry import Entry
from app.domain.reading import number_of
from app.domain.site import Site
from app.domain.units import Kv, Kva
from app.ids import CaseId, DeviceId, OrgId, UserId

APPLICATION: Final = "APP"
"""The code of its form."""

OPENS_IN_FIELD: Final = frozenset({"account_manager", "inspector"})
"""Roles that may open an application on site."""

WRITES: Final = frozenset(
    {"customer", "site", "business_type", "customer_class", "use_class", "applied_capacity_kva"}
    | {"existing_capacity_kva", "supply_kv", "applicant_type"}
)
"""The parts of a case that the form writes; the others are the centre's to say."""

_DEVICE_CHARACTERS: Final = 8
_DEVICE_NUMBER: Final = re.compile(rf"X[0-9A-Z]{{1,{_DEVICE_CHARACTERS}}}-[0-9]{{3,}}")
_VOLTAGE: Final = {
    CustomerClass.RES: Kv(Decimal("0.22")),
    CustomerClass.LV_NONRES: Kv(Decimal("0.38")),
    CustomerClass.HV_SINGLE: Kv(Decimal(10)),
    CustomerClass.HV_MULTI: Kv(Decimal(10)),
}
"""What stands there until the form says otherwise."""


@dataclass(frozen=True)
class Opener:
    """Who opens it, on which device."""

    user: UserId
    org: OrgId
    device: DeviceId


def number_head(device: DeviceId) -> str:
    """What the numbers of applications opened on this device begin with."""
    code = "".join(c for c in device if c.isalnum())[-_DEVICE_CHARACTERS:]
    return f"X{code.upper()}-"


def is_of_device(number: str) -> bool:
    """Whether this is a number that a device gave, so that the centre is still to give its own."""
    return _DEVICE_NUMBER.fullmatch(number) is not None


def next_number(device: DeviceId, given: Iterable[str]) -> str:
    """The number of the next application of this device; `given` are all numbers known here."""
    head = number_head(device)
    tails = (number.removeprefix(head) for number in given if number.startswith(head))
    last = max((int(tail) for tail in tails if tail.isdecimal()), default=0)
    return f"{head}{last + 1:03}"


def opened_case(
    case_id: CaseId, number: str, customer_class: CustomerClass, by: Opener
) -> ConnectionCase:
    """The case as it is begun: a class, and who works on it; the rest is still to be said."""
    return ConnectionCase(
        id=case_id,
        org=by.org,
        application_no=number,
        business_type="new_connection",
        customer_class=customer_class,
        use_class="",
        customer=Customer(""),
        site=Site(""),
        applied_capacity_kva=Kva(Decimal(0)),
        supply_kv=_VOLTAGE[customer_class],
        team=(by.user,),
    )


def applied(case: ConnectionCase, entry: Entry) -> ConnectionCase:
    """The case with what its application says; what the form does not ask stays as it is."""

    def said(name: str) -> str:
        asked = entry.form.fields[name]
        return entry.text(asked).strip() if entry.is_asked(asked) else ""

    existing = number_of(said("existing_capacity"))
    return replace(
        case,
        business_type=said("business_type"),
        use_class=said("use_class"),
        applicant_type=said("applicant_type"),
        customer=replace(
            case.customer,
            name=said("customer_name"),
            contact_name=said("agent_name"),
            contact_phone=said("contact_phone"),
            agent_name=said("agent_name"),
            agent_id_no=said("identity_no"),
        ),
        site=replace(case.site, address=said("address")),
        applied_capacity_kva=Kva(
            number_of(said("capacity_kw") or said("capacity_kva")) or Decimal(0)
        ),
        existing_capacity_kva=Kva(existing) if existing is not None else None,
        supply_kv=Kv(number_of(said("voltage_lv") or said("voltage_hv")) or case.supply_kv),
    )
