"""Forms filled and signed by the actions, as the screens would; each with values that are good."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader

from app.actions.attach_photo import attach_photo
from app.actions.issue_report import issue_report
from app.actions.keep_entry import keep_rows, keep_values
from app.actions.open_workspace import create_workspace
from app.actions.record_filing import record_filing
from app.actions.sign_report import SigningAct, sign_report
from app.actions.start_filing import start_filing
from app.clock import CHINA
from app.documents.attached import attached_record
from app.domain.case import ConnectionCase
from app.domain.customer import CustomerClass
from app.domain.entry import FormRow
from app.domain.filing import Filing
from app.domain.report import Report, Signature
from app.domain.signer import SignerRole
from app.domain.staff import Identity
from app.domain.units import Kv, Kva
from app.ids import DeviceId, Minter, UserId
from app.views.filings import filing_page
from app.views.papers import report_page
from app.workspace import AUTHORITY, CERTIFICATE, DEVICE_KEY, Place, Workspace
from tests.app.inspection_papers import text_of
from tests.app.sealed_papers import ROOT, an_identity
from tests.builders import facts_of
from tests.flows.visits import STROKES
from ui.demo.cast import APPLIED, ORG, SCHEMED, SURVEYED, the_case
from ui.demo.cast import an_event as an_office_event

HERE = Place("filing")
PASSWORD = "plateau-2026"
EVERYBODY = ("account_manager", "inspector", "metering_crew", "supervisor", "callback_agent")
Cells = Mapping[str, str]
Rows = Mapping[str, Sequence[Cells]]

_TO_ENERGISE = (
    "completion.requested", "completion.opinion_issued", "contract.signed", "fees.settled",
    "metering.ready",
)  # fmt: skip
_CODES: dict[str, tuple[str, ...]] = {
    "DRAFT": (),
    "SUBMITTED": ("application.submitted",),
    "SURVEY": (*(code for code, _ in APPLIED), "survey.scheduled"),
    "SCHEME_APPROVAL": tuple(code for code, _ in (*APPLIED, *SURVEYED, *SCHEMED[:2])),
    "SCHEME_REPLIED": tuple(code for code, _ in (*APPLIED, *SURVEYED, *SCHEMED[:3])),
    "WORKS": tuple(code for code, _ in (*APPLIED, *SURVEYED, *SCHEMED)),
}
_CODES["DESIGN"] = (*_CODES["WORKS"], "design.submitted")
_CODES["READY_TO_CONNECT"] = (*_CODES["WORKS"], *_TO_ENERGISE)
_CODES["ARCHIVED"] = (*_CODES["READY_TO_CONNECT"], "energisation.completed", "archive.completed")
_FACTS: Mapping[str, Cells] = {
    "contract.signed": {"contract_no": "HT-2026-0917"},
}
"""What an event says here otherwise than elsewhere."""


def a_tablet(folder: Path, status: str, **changes: Any) -> Workspace:
    """A tablet with a certificate, whose one case stands there; whoever is signed in may do all."""
    who = Identity(UserId("zhang"), "张海峰", ORG, EVERYBODY, DeviceId("tab-1"))
    ws = create_workspace(folder, PASSWORD, who)
    identity = an_identity(ROOT, "张海峰")
    case = replace(the_case(ws.ids), team=(UserId("li"), UserId("zhang")), **changes)
    with ws.unit("come_down") as unit:
        unit.settings.put(DEVICE_KEY, identity.key_pem.encode())
        unit.settings.put(CERTIFICATE, identity.certificate_pem.encode())
        unit.settings.put(AUTHORITY, identity.chain_pem[0].encode())
        unit.save(case)
        for number, code in enumerate(_CODES[status]):
            at = ws.clock.now() - timedelta(minutes=10 * (len(_CODES[status]) - number))
            event = an_office_event(case.id, who, Minter(ws.clock), code, at)
            unit.save(replace(event, facts=facts_of(code, case) | dict(_FACTS.get(code, {}))))
    return ws


LOW = {
    "customer_class": CustomerClass.LV_NONRES,
    "use_class": "lv_business",
    "supply_kv": Kv(Decimal("0.38")),
    "applied_capacity_kva": Kva(Decimal(45)),
    "scheme": None,
    "tags": (),
}
"""What makes the case one of low voltage."""


@dataclass(frozen=True)
class Good:
    """Where a form is filled, and values with which nothing is missing; dates are told by words."""

    status: str
    values: Cells
    rows: Rows = field(default_factory=dict)
    low: bool = False


_REVIEWED = (
    "capacity", "wiring", "sources", "transformers", "switchgear", "protection", "compensation",
    "metering", "grounding", "own_supply", "quality", "fire",
)  # fmt: skip
SOURCE = {
    "nature": "primary", "voltage": "10kV", "capacity_kva": "630", "substation": "110 kV 园区变",
    "line_name": "10 kV 园区一线", "connection_point": "12 号环网柜 904 间隔",
    "connection_mode": "ring_cabinet", "laying": "cable",
    "ownership_boundary_point": "904 间隔出线电缆终端",
}  # fmt: skip
GOOD: Mapping[str, Good] = {
    "APP": Good(
        "DRAFT",
        {
            "customer_name": "示例花卉合作社", "applicant_type": "private_economic_org",
            "agent_name": "马玉兰", "identity_no": "632124199001011234",
            "contact_phone": "13997001234", "address": "示例县花海村 8 号",
            "business_type": "new_connection", "use_class": "agriculture", "capacity_kw": "45",
            "voltage_lv": "0.38", "wanted_on": "later",
        },
        low=True,
    ),
    "F03": Good(
        "SCHEME_APPROVAL",
        {
            "tariff_confirmed": "large_industrial", "industry_code": "C3391 黑色金属铸造",
            "main_wiring": "single_bus", "operation_mode": "single", "pf_target": "0.95",
            "reactive_compensation_kvar": "200", "relay_protection": "进线过流、速断，变压器温控",
            "special_load": "no", "tariff_price": "large_industrial",
            "pf_assessment_standard": "0.90", "demand_billing": "capacity",
            "investment_boundary": "产权分界点电源侧由供电企业投资，负荷侧由客户投资",
            "reply_mode": "onsite", "customer_opinion": "agree",
        },
        {
            "power_source": [SOURCE],
            "transformers": [{"count": "1", "capacity_kva": "630", "type": "dry"}],
            "metering_points": [
                {
                    "location": "高压计量柜", "mode": "HVHM", "tariff": "large_industrial",
                    "accuracy": "0.5S", "ct_ratio": "50/5", "two_part_tariff": "yes",
                    "acquisition_terminal": "yes",
                }
            ],
            "co_signers": [{"dept": "发展策划部", "name": "周立德"}],
        },
    ),
    "F03L": Good(
        "SCHEME_APPROVAL",
        {
            "tariff_confirmed": "general_commercial", "industry_code": "H6210 正餐服务",
            "supply_capacity_kw": "45", "supply_voltage_lv": "380V", "grid_point_lv": "分支箱 07",
            "transformer_name": "纬二路 3 号公变", "ownership_boundary_point": "表箱进线端",
            "tariff_price": "general_commercial", "metering_location": "后门外墙",
            "meter_phase": "3", "investment_boundary": "电能表箱及以上由供电企业投资",
            "reply_mode": "onsite", "customer_opinion": "agree",
        },
        low=True,
    ),
    "F03C": Good("SCHEME_REPLIED", {"customer_opinion": "agree", "remark": "同意按此方案施工"}),
    "F04": Good(
        "DESIGN",
        {
            "submitted_at": "today", "design_unit": "示例电力设计院",
            "design_licence_no": "A163001", "licence_valid_to": "later", "review_result": "pass",
        },
        {
            "documents": [{"type": "drawings", "copies": "2", "received": "yes"}],
            "review": [{"item": name, "result": "ok"} for name in _REVIEWED],
        },
    ),
    "F08": Good(
        "READY_TO_CONNECT",
        {
            "work_order_no": "ZJ-0917", "metering_point_seq": "1", "dispatch_plan": "调度 2026-117",
            "terminal_asset_no": "6301-T-0091", "terminal_online": "yes", "wiring_check": "yes",
            "phase_sequence_ok": "yes", "boundary_confirmed": "yes", "energised_at": "now",
            "dry_no_diff": "no", "impulse_count": "5", "phase_angles": "I1∠35°，I3∠155°",
        },
        {
            "crew": [{"name": "张海峰", "duty": "lead"}, {"name": "李成", "duty": "worker"}],
            "meters": [
                {
                    "asset_no": "6301000012345", "type": "three_phase_3w", "pt_ratio": "100",
                    "ct_ratio": "10", "seal_nos": "F0091、F0092", "start_reading_total": "0.12",
                    "start_reading_peak": "0.04", "start_reading_flat": "0.04",
                    "start_reading_valley": "0.04", "reactive_reading": "0.02",
                    "kwh_class": "0.5S", "kvarh_class": "2", "vt_class": "0.5", "ct_class": "0.5S",
                    "verified_until": "2031-12-31", "ct_pt_verified_until": "2031-12-31",
                }
            ],
            "voltages": [{"point": "ab", "value_v": "10120"}],
        },
    ),
    "F09": Good(
        "SURVEY",
        {},
        {
            "loads": [
                {
                    "equipment_name": "中频感应炉", "quantity": "2", "rated_power_kw": "300",
                    "demand_factor": "0.8", "power_factor": "0.9", "rated_voltage": "380V",
                    "phases": "3", "load_grade": "grade3", "is_security_load": "no",
                }
            ]
        },
    ),
    "F10": Good(
        "SUBMITTED",
        {"notice_type": "materials_gap", "contact": "营业厅 0971-1234567", "is_complete": "yes"},
        {
            "required_materials": [
                {
                    "material_type": "identity", "basis": "供电营业规则", "form": "electronic",
                    "already_held": "no", "due_stage": "now",
                }
            ],
            "gaps": [
                {"material": "identity", "reason": "未提供"},
                {"material": "property", "reason": "租赁合同缺业主签名"},
                {"material": "authorisation", "reason": "未提供"},
            ],
        },
    ),
    "F11": Good(
        "ARCHIVED",
        {
            "called_at": "now", "channel": "phone", "reached": "yes", "overall_satisfaction": "5",
            "service_attitude": "5", "timeliness_ok": "yes", "one_time_notice_ok": "yes",
            "repeat_material_requests": "no", "designated_units_asked": "no",
            "extra_fee_asked": "no",
        },
    ),
    "F12": Good(
        "WORKS",
        {
            "role": "construction", "unit_name": "示例安装公司", "chosen_on": "today",
            "licence_no": "4-1-00123-2024", "licence_category": "install", "licence_grade": "四级",
            "licence_valid_to": "later",
        },
    ),
    "F13": Good(
        "SURVEY",
        {
            "e_signature": "yes", "purpose_sensitive": "yes", "purpose_location": "yes",
            "purpose_satisfaction": "no", "purpose_information": "no", "signer_role": "agent",
            "identified_by": "id_card", "identity_last4": "1234",
        },
    ),
    "F14": Good(
        "READY_TO_CONNECT",
        {
            "shown_at": "now", "delivered_by": "shown", "kind": "refused", "who_role": "agent",
            "reason": "客户称须先与负责人商量", "witness_name": "马玉兰",
            "witness_unit": "园区物业管理处",
        },
    ),
}  # fmt: skip


def begun(ws: Workspace, code: str, about: str = "") -> Filing:
    """That form, as whoever is signed in begins it."""
    with ws.read() as unit:
        case = unit.find(ConnectionCase)[0]
    return start_filing(ws, case.id, code, about)


def filled(ws: Workspace, folder: Path, code: str, about: str = "", **changed: str) -> Filing:
    """That form with its good values but for what is changed, and the photos that it wants."""
    filing = begun(ws, code, about)
    good = GOOD[code]
    values = {name: _told(ws, text) for name, text in {**good.values, **changed}.items()}
    keep_values(ws, filing.id, values, HERE, Filing)
    put(ws, filing, good.rows)
    form = ws.reference.filed(filing.form)
    for number, each in enumerate(form.fields.values()):
        if each.kind == "photo" and each.required is not None:
            path = folder / f"{each.id}.jpg"
            Image.effect_noise((320, 240), 40 + number).convert("RGB").save(path, "JPEG")
            attach_photo(ws, filing.id, path, each.id)
    return filing


def put(ws: Workspace, filing: Filing, rows: Rows) -> None:
    """These rows in the place of those that are in their tables."""
    there = filing_page(ws, filing.id).filing.rows
    kept = [FormRow(t, f"{t}-{n:02}", c) for t, found in rows.items() for n, c in enumerate(found)]
    gone = [row for row in there if row.table in rows]
    keep_rows(ws, filing.id, [], gone, HERE, Filing)
    keep_rows(ws, filing.id, kept, [], HERE, Filing)


def issued(ws: Workspace, filing: Filing) -> Report:
    """The form recorded, and its paper."""
    record_filing(ws, filing.id)
    return issue_report(ws, filing.id)


def signed_by_all(ws: Workspace, report: Report) -> list[Signature]:
    """Everybody who is expected signs, one after the other."""
    return [sign_report(ws, report.id, act_for(ws, report, role)) for role in report.expected]


def act_for(ws: Workspace, report: Report, role: SignerRole) -> SigningAct:
    """Whoever the paper wants in this place signs; all but who is signed in show their cards."""
    wanted = report_page(ws, report.id).next_signer
    act = an_act(role)
    if wanted is None or wanted.name == act.signer_name:
        return act
    return replace(act, signer_name=wanted.name, identified_by="work_card")


def said_in(pdf: bytes) -> str:
    """All that a paper says: its text without white space, and the record inside it."""
    record = attached_record(PdfFileReader(io.BytesIO(pdf))).decode()
    return text_of(pdf) + record


def an_act(role: SignerRole) -> SigningAct:
    """This role signs."""
    names = {"customer": ("李文娟", "id_card"), "witness": ("马玉兰", "id_card")}
    name, identified = names.get(str(role), ("张海峰", "staff_login"))
    return SigningAct(role, name, identified, STROKES, read_to_end=True)


def wanting(ws: Workspace, filing: Filing) -> list[str]:
    """What is missing, in short."""
    return [f"{m.what}:{m.item}" for m in filing_page(ws, filing.id).missing]


def _told(ws: Workspace, text: str) -> str:
    local = ws.clock.now().astimezone(CHINA)
    days = {"today": local, "later": local + timedelta(days=400), "past": local - timedelta(days=9)}
    if text == "now":
        return local.strftime("%Y-%m-%d %H:%M")
    return days[text].date().isoformat() if text in days else text
