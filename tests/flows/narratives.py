"""The way of each class of customer, told to its end: what is filled and who says what, when."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from app.actions.issue_report import issue_report
from app.actions.record_defect import record_defect
from app.actions.record_inspection import record_inspection
from app.actions.report_fix import report_fix
from app.domain.customer import Customer, CustomerClass
from app.domain.inspection import InspectionKind
from app.domain.load_rows import LOADS
from app.domain.signer import SignerRole
from app.domain.units import Kv, Kva
from app.views.visits import inspection_page
from tests.flows.filings import GOOD, LOW, SOURCE
from tests.flows.stories import Story, a_story
from tests.flows.surveys import HIGH, HIGH_LOAD, HIGH_ROWS, LOAD, VALUES
from tests.flows.test_main_job import BAD, a_defect
from ui.demo.cast import INTERIM_READINGS, the_devices

DAY: Final = {"arrived_at": "2026-11-25 09:00", "left_at": "2026-11-25 09:40"}
RESIDENT: Final = Customer("周梅", "周梅", "13900000001", "周梅", "630102198502021234")
HOME: Final = {
    "tariff_applied": "residential", "tariff_confirmed": "residential",
    "industry_applied": "无", "industry_code": "居民生活", "applicant_type": "resident",
    "confirmed_capacity_kw": "8", "supply_voltage_lv": "220V", "meter_phase": "1",
    "meter_box_type": "single", "ct_ratio": "", "onsite_scheme": "220 V 单相，8 kW，分支箱 07 接入",
}  # fmt: skip
NEW_LINE: Final = {
    "external_line_works": "yes", "ext_scope": "新放 YJV-4×35 电缆 210 m", "permit_needed": "yes",
    "ext_permits": "市政人行道开挖许可", "survey_result": "can_supply_with_works",
    "onsite_scheme": "", "onsite_agree": "",
}  # fmt: skip
LARGE: Final = {
    "confirmed_capacity_kw": "200", "available_capacity_kva": "315", "ct_ratio": "400/5",
    "applicant_type": "other", "onsite_scheme": "", "onsite_agree": "",
}  # fmt: skip
LARGE_LOAD: Final = {
    **LOAD,
    "equipment_name": "冷库压缩机",
    "quantity": "10",
    "rated_power_kw": "20",
}
METER_LV: Final = {
    "kwh_class": "1", "kvarh_class": "2", "ct_class": "0.5S", "verified_until": "2031-12-31",
    "ct_pt_verified_until": "2031-12-31", "reactive_reading": "0",
    "asset_no": "6301000054321", "type": "three_phase_4w", "ct_ratio": "20", "pt_ratio": "1",
    "seal_nos": "F0101", "start_reading_total": "0", "start_reading_peak": "0",
    "start_reading_flat": "0", "start_reading_valley": "0",
}  # fmt: skip
STANDBY: Final = {
    **HIGH_ROWS["power_source"][0],
    "nature": "standby", "substation": "110 kV 城北变", "line_name": "10 kV 城北三线",
    "connection_point": "5 号环网柜 902 间隔",
    "ownership_boundary_point": "5 号环网柜 902 间隔出线电缆终端",
}  # fmt: skip
IMPORTANT: Final = {
    **HIGH,
    "important_level": "second", "important_basis": "北政发〔2026〕11 号",
    "security_load_kw": "100", "outage_tolerance_s": "30",
    "non_electrical_measures": "停电后手动关闭冷却水阀，人员疏散预案",
    "source_count": "2", "operation_mode": "one_main_one_standby", "main_wiring": "sectional_bus",
    "dispatch_required": "yes", "comm_mode": "专线电话",
}  # fmt: skip
IMPORTANT_ROWS: Final = {
    **HIGH_ROWS,
    "power_source": [HIGH_ROWS["power_source"][0], STANDBY],
    LOADS: [HIGH_LOAD, {**HIGH_LOAD, "equipment_name": "循环水泵", "quantity": "2",
                        "rated_power_kw": "40", "is_security_load": "yes", "load_grade": "grade2"}],
    "own_generation": [
        {"kind": "diesel", "capacity_kw": "150", "changeover": "ATS 自动", "interlock": "both"}
    ],
}  # fmt: skip


def at_home(folder: Path) -> Story:
    """RES: survey, scheme, meter in one visit."""
    story = a_story(
        folder, **{**LOW, "customer_class": CustomerClass.RES, "use_class": "residential",
                   "supply_kv": Kv(Decimal("0.22")), "applied_capacity_kva": Kva(Decimal(8)),
                   "customer": RESIDENT, "applicant_type": "resident"}
    )  # fmt: skip
    apply_(story)
    story.survey({**VALUES, **HOME, **DAY}, {})
    connect_low(story, type="single_phase", ct_ratio="1")
    return story


def small_shop(folder: Path) -> Story:
    """LV_NONRES with the three zeros, no line to build: materials wanting once, then as at home."""
    story = a_story(folder, **LOW, applicant_type="small_micro_enterprise")
    story.office("application.submitted", identity="91630100MA0000000X")
    story.paper("F13")
    story.paper("F10")
    story.office("application.submitted", "application.accepted", identity="91630100MA0000000X")
    story.days_pass(2)
    story.paper("F09", {LOADS: [LOAD]})
    story.survey({**VALUES, **DAY}, {})
    connect_low(story)
    return story


def shop_with_line(folder: Path) -> Story:
    """LV_NONRES with the three zeros, whose line the utility builds."""
    story = a_story(folder, **LOW, applicant_type="small_micro_enterprise")
    apply_(story)
    story.survey({**VALUES, **DAY, **NEW_LINE}, {LOADS: [LOAD]})
    agree_on_scheme(story, "F03L")
    story.days_pass(1)
    story.office("works.started")
    story.days_pass(5)
    story.office("external_works.completed")
    connect_low(story)
    return story


def cold_store(folder: Path) -> Story:
    """LV_NONRES above the cap: a written scheme, works of his own and their inspection."""
    story = a_story(
        folder, **{**LOW, "applied_capacity_kva": Kva(Decimal(200)), "customer_works": True},
        applicant_type="other",
    )  # fmt: skip
    apply_(story)
    story.survey({**VALUES, **DAY, **LARGE}, {LOADS: [LARGE_LOAD]})
    agree_on_scheme(story, "F03L", supply_capacity_kw="200")
    choose_units(story, "construction")
    story.office("works.started")
    story.office("application.suspended", evidence="客户来函：自建配电箱，十日后报验")
    story.days_pass(10)
    story.office("application.resumed", "completion.requested")
    story.visited(story.inspection())
    connect_low(story)
    return story


def foundry(folder: Path) -> Story:
    """HV_SINGLE: a defect is found, told at once, put right, and looked at again."""
    story = a_story(folder, scheme=None)
    bring_devices(story)
    apply_(story, HIGH_ROWS[LOADS])
    story.survey({**HIGH, **DAY}, but_loads(HIGH_ROWS))
    agree_on_scheme(story, "F03", rows={})
    choose_units(story, "design", "construction", "test")
    story.office("works.started")
    story.days_pass(20)
    story.office("completion.requested")
    visit = story.inspection(bad=BAD)
    device = next(m.device for m in inspection_page(story.ws, visit).missing if m.item == BAD)
    record_defect(story.ws, a_defect(story.ws, visit, device))
    story.visited(visit)
    story.days_pass(4)
    (defect,) = story.page.defects
    report_fix(story.ws, defect.id, "已加弹簧垫圈并紧固", "2026-12-19")
    story.office("completion.reinspection_requested")
    story.days_pass(1)
    story.visited(story.inspection())
    connect_high(story)
    return story


def hospital(folder: Path) -> Story:
    """HV_MULTI, important: design review, interim inspection, interlock, dispatch agreement."""
    story = a_story(folder, scheme=None, customer_class=CustomerClass.HV_MULTI)
    bring_devices(story)
    apply_(story, IMPORTANT_ROWS[LOADS])
    story.survey({**IMPORTANT, **DAY}, but_loads(IMPORTANT_ROWS))
    agree_on_scheme(
        story, "F03",
        rows={"power_source": [SOURCE, {**SOURCE, "nature": "standby", "line_name": "城北三线"}]},
        important_level="second", operation_mode="one_main_one_standby",
        main_wiring="sectional_bus", own_emergency_supply="150 kW 柴油发电机",
        non_electrical_measures="手动关阀", interlock_requirement="机械与电气闭锁，禁止并列",
    )  # fmt: skip
    choose_units(story, "design", "construction", "test")
    story.office("works.started", "design.submitted")
    story.days_pass(1)
    story.paper("F04")
    story.days_pass(9)
    story.office("interim.requested")
    visit = story.inspection(kind=InspectionKind.INTERIM, readings=INTERIM_READINGS)
    absent_customer(story, visit)
    story.days_pass(9)
    story.office("completion.requested")
    visit = story.inspection()
    asked = {f.question.item.id for f in inspection_page(story.ws, visit).findings}
    assert "com.five.dual" in asked, "nobody looked at the interlock of the two sources"
    story.visited(visit)
    connect_high(story)
    return story


def apply_(story: Story, loads: Sequence[Mapping[str, str]] = ()) -> None:
    """The application comes in, its notice and consent are signed, it is accepted."""
    story.office("application.submitted")
    story.paper("F13")
    story.paper("F10", {"gaps": []}, notice_type="intake")
    story.office("application.accepted")
    story.days_pass(2)
    if loads:
        story.paper("F09", {LOADS: loads})


def but_loads(rows: Mapping[str, Any]) -> Mapping[str, Any]:
    """The survey begins with the load list that the customer signed: nobody types it again."""
    return {name: found for name, found in rows.items() if name != LOADS}


def agree_on_scheme(
    story: Story, form: str, rows: Mapping[str, Any] | None = None, **changed: str
) -> None:
    """The office drafts and approves a scheme; the customer gets it in writing and agrees."""
    story.days_pass(1)
    story.office("scheme.submitted_for_approval", "scheme.approved")
    story.paper(form, rows, **changed)


def choose_units(story: Story, *roles: str) -> None:
    """The customer says whom he chose: one statement a role."""
    for role in roles:
        category = {"design": "", "construction": "install", "test": "test"}[role]
        grade = "甲级" if role == "design" else "四级"
        story.paper("F12", role=role, licence_category=category, licence_grade=grade)


def absent_customer(story: Story, visit: str) -> None:
    """The customer is not there to sign the opinion; a witness signs that he was not."""
    record_inspection(story.ws, visit)
    report = issue_report(story.ws, visit)
    story.sign(report, but=SignerRole.CUSTOMER)
    story.left_unsigned.add(report.doc_no)
    story.paper("F14", about=report.id, kind="absent", reason="约定时间未到场，电话未接通")


def connect_low(story: Story, **meter: str) -> None:
    """Contract, fees, meter; connected at low voltage, archived, called back."""
    story.office("contract.signed", "fees.settled", "metering.ready")
    rows = {"meters": [{**METER_LV, **meter}], "voltages": [{"point": "a", "value_v": "228"}]}
    _connected(story, rows, dispatch_plan="", terminal_asset_no="", terminal_online="")


def connect_high(story: Story) -> None:
    """The same at high voltage, by a plan that dispatch has approved."""
    story.days_pass(1)
    story.office("contract.signed", "fees.settled", "metering.ready")
    story.days_pass(1)
    several = story.page.case.customer_class is CustomerClass.HV_MULTI
    _connected(story, GOOD["F08"].rows, dispatch_agreement_no="DD-2026-31" if several else "")


def _connected(story: Story, rows: Mapping[str, Any], **changed: str) -> None:
    story.paper("F08", rows, **changed)
    story.office("archive.completed")
    story.days_pass(1)
    story.paper("F11")


def bring_devices(story: Story) -> None:
    """What the customer built, as his completion documents say."""
    with story.ws.unit("come_down") as unit:
        for device in the_devices(story.page.case, story.ws.ids):
            unit.save(device)


TOLD: Final[Mapping[str, Callable[[Path], Story]]] = {
    "RES": at_home,
    "LV_three_zero": small_shop,
    "LV_external_line": shop_with_line,
    "LV_paying": cold_store,
    "HV_SINGLE": foundry,
    "HV_MULTI": hospital,
}
