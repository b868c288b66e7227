"""Builders: a valid thing of the trade, with only what a test says about it changed."""

from collections.abc import Mapping
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


FACTS: Mapping[str, Mapping[str, str]] = {
    "application.accepted": {"materials": "complete"},
    "application.materials_incomplete_notified": {"gaps": "licence", "doc_no": "F10-1"},
    "application.rejected": {"reason": "duplicate", "letter": "L-1", "approver": "boss"},
    "application.suspended": {
        "reason": "CUSTOMER_REQUEST",
        "evidence": "客户来函",
        "expected_resume": "2031-12-31",
    },
    "application.reclassified": {
        "reason": "客户改为双电源",
        "approver": "boss",
        "customer_class": "HV_MULTI",
    },
    "application.withdrawn": {"request": "客户来函"},
    "application.terminated": {"reason": "fraud", "approver": "boss", "notice": "N-1"},
    "survey.scheduled": {"appointment_at": "2026-11-25T09:00+08:00"},
    "survey.completed": {
        "form": "F01",
        "doc_no": "F01-1",
        "result": "can_supply",
        "customer_class": "HV_SINGLE",
        "external_line_works": "no",
    },
    "survey.failed": {"reason": "customer_absent", "photo": "photo-1"},
    "scheme.submitted_for_approval": {
        "load_calculation": "420 kVA",
        "source": "10 kV 园区一线",
        "metering": "HVLM",
        "boundary": "环网柜出线",
    },
    "scheme.returned": {"comment": "请复核短路容量"},
    "scheme.approved": {"cosigned": "marketing;planning;operation;dispatch"},
    "scheme.replied": {"doc_no": "F03-1", "valid_until": "2027-11-23"},
    "scheme.confirmed": {"opinion": "agree", "doc_no": "F03-1"},
    "scheme.objected": {"objection": "容量不足", "opinion": "object", "doc_no": "F03-1"},
    "scheme.change_requested": {"request": "客户来函", "changes": "capacity"},
    "scheme.extended": {"valid_until": "2028-11-23"},
    "scheme.expired": {"notice": "N-2"},
    "design.opinion_issued": {"result": "pass"},
    "interim.opinion_issued": {
        "result": "pass", "unjudged": "0", "open_critical": "0", "open_major": "0",
        "defects": "1", "list_complete": "yes",
    },
    "completion.request_incomplete_notified": {"gaps": "D02"},
    "completion.requested": {"documents": "complete"},
    "completion.visit_failed": {"reason": "site_not_ready", "photo": "photo-1"},
    "completion.opinion_issued": {
        "result": "pass", "unjudged": "0", "open_critical": "0", "open_major": "0",
        "defects": "1", "list_complete": "yes",
    },
    "completion.reinspection_requested": {"rectified": "1"},
    "contract.signed": {"contract_no": "HT-1"},
    "fees.settled": {"amount": "0"},
    "energisation.completed": {"doc_no": "F08-1", "dispatch_plan": "P-1"},
    "archive.completed": {"index": "complete"},
    "followup.completed": {"doc_no": "F11-1"},
    "followup.unreachable": {"attempts": "2026-11-17;2026-11-18;2026-11-19"},
}  # fmt: skip
"""What an event of that case carries, so that it counts; a test says what it leaves out."""


def facts_of(code: str, case: ConnectionCase) -> dict[str, str]:
    """What such an event of this case carries, so that it counts."""
    facts = dict(FACTS.get(code, {}))
    if code == "survey.completed":
        facts["form"] = "F01" if case.customer_class.is_high_voltage else "F02"
        facts["customer_class"] = case.customer_class.value
        facts["external_line_works"] = "yes" if case.external_line_works else "no"
    if code == "contract.signed" and case.customer_class is CustomerClass.HV_MULTI:
        facts["dispatch_agreement"] = "DD-1"
    return facts


def an_event(code: str, at: datetime = MORNING, number: int = 0, **facts: str) -> CaseEvent:
    """Something that happened to that case, with all that belongs to it unless `facts` differ."""
    return CaseEvent(
        id=RecordId(f"event-{at:%Y%m%d%H%M%S}-{number:03}"),
        case_id=CaseId("case-1"),
        org=ORG,
        code=code,
        occurred_at=at,
        actor=UserId("clerk"),
        role="clerk",
        device=DeviceId("office"),
        facts={**FACTS.get(code, {}), **facts},
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
