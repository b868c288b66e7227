"""Builders: a valid thing of the trade, with only what a test says about it changed."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from app.domain.case import CaseEvent, ConnectionCase, Scheme
from app.domain.customer import Customer, CustomerClass
from app.domain.equipment import Equipment
from app.domain.inspection import Inspection, InspectionKind
from app.domain.site import Position, Site
from app.domain.units import Degrees, Kv, Kva
from app.ids import CaseId, DeviceId, InspectionId, OrgId, RecordId, UserId

ORG = OrgId("xining")
MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def a_case(**changes: Any) -> ConnectionCase:
    """An ordinary 10 kV single-source case of 630 kVA."""
    case = ConnectionCase(
        id=CaseId("case-1"),
        org=ORG,
        application_no="6301202611230001",
        business_type="new_connection",
        customer_class=CustomerClass.HV_SINGLE,
        use_class="general_industrial",
        customer=Customer("青海高原机械制造有限公司", "马建国", "13900000000", "李文娟", "630102"),
        site=Site(
            "西宁市城北区生物园区纬二路18号",
            Position(Degrees(Decimal("36.7212")), Degrees(Decimal("101.7525"))),
        ),
        applied_capacity_kva=Kva(Decimal(630)),
        supply_kv=Kv(Decimal(10)),
        external_line_works=False,
        scheme=Scheme(1, Kva(Decimal(630)), ("10 kV 园区一线 12 号环网柜",), "HVLM", "环网柜出线"),
        team=(UserId("zhang"),),
    )
    return replace(case, **changes)


def a_visit(**changes: Any) -> Inspection:
    """An open completion inspection of that case, nothing answered yet."""
    visit = Inspection(
        id=InspectionId("visit-1"),
        case_id=CaseId("case-1"),
        org=ORG,
        kind=InspectionKind.COMPLETION,
        attempt=1,
        checklist="completion_inspection",
        checklist_version="1",
        lead=UserId("zhang"),
        started_at=MORNING,
    )
    return replace(visit, **changes)


def an_event(code: str, at: datetime = MORNING, number: int = 0, **facts: str) -> CaseEvent:
    """Something that happened to that case."""
    return CaseEvent(
        id=RecordId(f"event-{at:%Y%m%d%H%M%S}-{number:03}"),
        case_id=CaseId("case-1"),
        org=ORG,
        code=code,
        occurred_at=at,
        actor=UserId("clerk"),
        role="clerk",
        device=DeviceId("office"),
        facts=facts,
    )


def equipment(kind: str, name: str, *tags: str, **facts: str) -> Equipment:
    """A device of that case."""
    return Equipment(RecordId(name), CaseId("case-1"), ORG, kind, name, tags, facts)


def a_transformer(name: str = "T1", *tags: str, **facts: str) -> Equipment:
    """A dry transformer of 630 kVA, unless it is said to be something else."""
    plate = {"s_kva": "630", "u_kv": "10", "ratio": "25", "uk_pct": "6"}
    return equipment("transformer", name, *(tags or ("transformer_dry",)), **plate | facts)


def a_typical_substation() -> tuple[Equipment, ...]:
    """One dry transformer, two panels with vacuum breakers, one cable, a relay, arresters."""
    return (
        a_transformer(),
        equipment("switchgear_panel", "G1", "vcb", um_kv="12", u_kv="10"),
        equipment("switchgear_panel", "G2", "vcb", um_kv="12", u_kv="10"),
        equipment("cable", "L1", "cable_hv", u_kv="10", len_km="0.4"),
        equipment("relay", "P1"),
        equipment("device", "F1", u_kv="10"),
    )


def a_typical_hv_case_with_equipment() -> tuple[ConnectionCase, tuple[Equipment, ...]]:
    """That case with capacitors and metering through CTs, and its substation."""
    return a_case(tags=("capacitor", "ct_meter")), a_typical_substation()
