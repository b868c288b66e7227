"""The case (工单): what is known of it, and what happened to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from app.domain.checklist import CaseFacts
from app.domain.customer import Customer, CustomerClass, Importance
from app.domain.site import Site
from app.domain.units import Kv, Kva
from app.ids import CaseId, DeviceId, OrgId, RecordId, UserId

MINIMUM: Final = "minimum"
"""Of an application: whether its minimum was there when it was submitted."""
GIVEN: Final = "given"
AHEAD_S: Final = "clock_ahead_s"
"""How many seconds it lay ahead of the centre's clock when it came there; noted by the centre."""
SKEW_S: Final = 300
"""A device's clock further off than this is told (domain process reference, section 7)."""
NOT_YET_S: Final = 24 * 3600


@dataclass(frozen=True)
class Scheme:
    """The approved supply scheme, as far as an inspection checks against it (F03)."""

    version: int
    supply_capacity_kva: Kva
    sources: tuple[str, ...] = ()
    metering: str = ""
    boundary_point: str = ""
    valid_until: str = ""


@dataclass(frozen=True)
class ConnectionCase:
    """What is known of one application for connection. Its status is projected from its events."""

    id: CaseId
    org: OrgId
    application_no: str
    business_type: str
    customer_class: CustomerClass
    use_class: str
    customer: Customer
    site: Site
    applied_capacity_kva: Kva
    supply_kv: Kv
    importance: Importance = Importance.NONE
    special_load: bool = False
    external_line_works: bool | None = None
    scheme: Scheme | None = None
    team: tuple[UserId, ...] = ()
    """Who may see and work on the case; the first is the account manager."""
    tags: tuple[str, ...] = ()
    """Equipment tags of the whole job that belong to no single device (genset, nonlinear)."""
    customer_no: str | None = None
    """The utility's number of the customer (户号); a new one may have none yet."""
    existing_capacity_kva: Kva | None = None
    """What is connected already, where capacity is to be increased."""
    applicant_type: str = ""
    """resident | small_micro_enterprise | private_economic_org | other; empty = not said."""
    important_basis: str = ""
    """The document by which the local government put it on the list of important users."""
    special_kinds: tuple[str, ...] = ()
    """How its load disturbs the grid: harmonic | impact | fluctuating | unbalanced."""
    customer_works: bool | None = None
    """Whether a low-voltage customer has works of his own; at high voltage everybody has."""
    has_concealed_works: bool | None = None
    review_wished: bool = False
    """He wants design review and interim inspection though the rules do not ask them of him."""
    source_relation: str = ""
    """dual_source | dual_circuit | multi_source, where there is more than one."""
    is_temporary: bool = False
    withdrawn_at: datetime | None = None

    @property
    def facts(self) -> CaseFacts:
        """What a checklist wants to know of the case."""
        important = self.importance is not Importance.NONE
        return CaseFacts(
            supply_kv=self.supply_kv,
            use_class=self.use_class,
            importance=self.importance,
            tags=frozenset(self.tags),
            full_scope=important or self.special_load,
            full_documents=important or self.special_load,
        )

    @property
    def case_id(self) -> CaseId:
        """A case belongs to itself."""
        return self.id


@dataclass(frozen=True)
class CaseEvent:
    """Something that happened to a case; never changed, never withdrawn.

    `code` is one of domain/process.md section 5; `occurred_at` is the legal time (at signature);
    `clock_offset_s` is what the last exchange measured between this device and the centre.
    """

    id: RecordId
    case_id: CaseId
    org: OrgId
    code: str
    occurred_at: datetime
    actor: UserId
    role: str
    device: DeviceId
    facts: Mapping[str, str] = field(default_factory=dict)
    clock_offset_s: int = 0
    guarded: bool = True
    """False for one that was noted before there were guards (see `earlier_guard`)."""

    @property
    def ahead_s(self) -> int:
        """How far it lay ahead of the centre's clock when it came there; 0 where it did not."""
        text = self.facts.get(AHEAD_S, "")
        return int(text) if text.isascii() and text.isdigit() else 0

    @property
    def is_not_yet(self) -> bool:
        """Whether it lay more than a day ahead of the centre's clock, and so does not count.

        Up to a day it does: limits are counted in days, so a clock that is hours off moves a due
        day by one at most, and that is told beside the event. A date further ahead would stop
        clocks that run, start others in days to come, and stand behind all that happens meanwhile,
        so that the case could not go on. It is kept and shown with its reason, as all that is
        refused.
        """
        return self.ahead_s > NOT_YET_S

    @property
    def reasons(self) -> Mapping[str, str]:
        """No room for reasons: words that want one are noted in the trail, and stand."""
        return {}
