"""Who and what the demo is about: the people, the case, the devices and the readings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from app.clock import CHINA
from app.domain.authority import speaks_as
from app.domain.case import CaseEvent, ConnectionCase, Scheme
from app.domain.customer import Customer, CustomerClass
from app.domain.equipment import Equipment
from app.domain.ink import INK, KEPT_AT, PAPER, SIGNED_BY, SIGNED_ON
from app.domain.material import Evidence, EvidenceSource
from app.domain.site import Position, Site
from app.domain.staff import Identity
from app.domain.units import Degrees, Kv, Kva
from app.ids import CaseId, Minter, OrgId, RecordId, UserId

ORG: Final = OrgId("高原供电公司（示例）")
PASSWORD: Final = "plateau-2026-demo"
PLACE: Final = (36.7212, 101.7525)


@dataclass(frozen=True)
class Person:
    """Somebody with an account at the centre."""

    user: str
    name: str
    roles: tuple[str, ...]


CLERK: Final = Person("wang", "王敏", ("clerk",))
INSPECTOR: Final = Person("zhang", "张海峰", ("inspector",))
DESIGNER: Final = Person("zhao", "赵文", ("scheme_designer", "approver"))
COLLEAGUE: Final = Person("li", "李成", ("inspector",))
CUSTOMER: Final = Customer(
    "高原精密铸造有限公司（示例）", "马建国", "13900000000", "李文娟", "630102199001011234"
)


SCHEME: Final = Scheme(
    version=1,
    supply_capacity_kva=Kva(Decimal(630)),
    sources=("10 kV 园区一线 12 号环网柜 904 间隔",),
    metering="高供低计，CT 1000/5，0.5S 级",
    boundary_point="12 号环网柜 904 间隔出线电缆终端",
)


def the_case(ids: Minter, scheme: Scheme | None = SCHEME) -> ConnectionCase:
    """A 10 kV customer of 630 kVA; without a scheme before his survey."""
    return ConnectionCase(
        id=CaseId(ids.new()),
        org=ORG,
        application_no="6301202611090017",
        business_type="new_connection",
        customer_class=CustomerClass.HV_SINGLE,
        use_class="general_industrial",
        customer=CUSTOMER,
        site=Site(
            "西宁市城北区生物园区纬二路 18 号",
            Position(Degrees(Decimal("36.721200")), Degrees(Decimal("101.752500"))),
        ),
        applied_capacity_kva=Kva(Decimal(630)),
        supply_kv=Kv(Decimal(10)),
        external_line_works=False,
        scheme=scheme,
        team=(UserId(INSPECTOR.user), UserId(COLLEAGUE.user), UserId(DESIGNER.user)),
        tags=("capacitor", "ct_meter"),
    )


def the_devices(case: ConnectionCase, ids: Minter) -> tuple[Equipment, ...]:
    """What the customer built, as his completion documents say."""

    def device(kind: str, name: str, *tags: str, **facts: str) -> Equipment:
        return Equipment(RecordId(ids.new()), case.id, case.org, kind, name, tags, facts)

    return (
        device(
            "transformer", "1号变压器", "transformer_dry",
            s_kva="630", u_kv="10", ratio="25", uk_pct="6", r_factory20="2500",
        ),
        device("switchgear_panel", "进线柜 G1", "vcb", um_kv="12", u_kv="10"),
        device("switchgear_panel", "出线柜 G2", "vcb", um_kv="12", u_kv="10"),
        device("cable", "进线电缆", "cable_hv", u_kv="10", len_km="0.38", core_mm2="70"),
        device("relay", "G1 保护装置"),
        device("device", "G1 避雷器", u_kv="10"),
    )  # fmt: skip


APPLIED: Final = (("application.submitted", 14), ("application.accepted", 14))
SURVEYED: Final = (("survey.scheduled", 13), ("survey.completed", 12))
SCHEMED: Final = (
    ("scheme.submitted_for_approval", 11),
    ("scheme.approved", 10),
    ("scheme.replied", 9),
    ("scheme.confirmed", 8),
    ("works.started", 7),
)
REQUESTED: Final = (("completion.requested", 1),)
"""What happens on the way to the inspection, and how many days before it."""


_IN_INK: Final = {
    PAPER: INK,
    "doc_no": "F03-6301202611090017-1-1",
    SIGNED_BY: "李文娟",
    SIGNED_ON: "2026-11-20",
    KEPT_AT: "业务档案室 2026-11 第 17 盒",
}
"""The reply of the scheme, which the office handed over on paper."""

OFFICE_FACTS: Final[Mapping[str, Mapping[str, str]]] = {
    "application.accepted": {"materials": "complete"},
    "survey.scheduled": {"appointment_at": "2026-11-10T09:00+08:00"},
    "survey.completed": {
        "form": "F01",
        "doc_no": "F01-6301202611090017-1-1",
        "result": "can_supply",
        "customer_class": "HV_SINGLE",
        "external_line_works": "no",
    },
    "scheme.submitted_for_approval": {
        "load_calculation": "423 kVA，选 630 kVA",
        "source": "10 kV 园区一线 12 号环网柜 904 间隔",
        "metering": "高供低计，CT 1000/5，0.5S 级",
        "boundary": "12 号环网柜 904 间隔出线电缆终端",
    },
    "scheme.approved": {"cosigned": "marketing;planning;operation;dispatch"},
    "scheme.replied": {**_IN_INK, "valid_until": "2028-11-20"},
    "scheme.confirmed": {**_IN_INK, "opinion": "agree"},
    "completion.requested": {"documents": "complete"},
    "completion.reinspection_requested": {"rectified": "1"},
}
"""What the office and the customer say with what they note; numbers of papers are made up."""


def the_history(
    case: ConnectionCase,
    who: Identity,
    ids: Minter,
    today: datetime,
    steps: Sequence[tuple[str, int]] = (*APPLIED, *SURVEYED, *SCHEMED, *REQUESTED),
) -> list[CaseEvent]:
    """What happened before a visit; all the way to the customer's request, unless `steps` say."""
    local = today.astimezone(CHINA).replace(hour=10, minute=0, second=0, microsecond=0)
    return [
        an_event(case.id, who, ids, code, local - timedelta(days=days, minutes=-number))
        for number, (code, days) in enumerate(steps)
    ]


def the_materials(
    case_id: CaseId, who: Identity, ids: Minter, now: datetime, stage: str, *names: str
) -> list[Evidence]:
    """These papers of the customer's, as this person of the office takes them in."""
    return [
        Evidence(
            id=RecordId(ids.new()),
            case_id=case_id,
            org=who.org,
            material_type=name,
            holder="",
            collected_at=now,
            collected_by=who.user,
            source=EvidenceSource.CUSTOMER,
            collected_stage=stage,
        )
        for name in names
    ]


def an_event(case_id: CaseId, who: Identity, ids: Minter, code: str, at: datetime) -> CaseEvent:
    """Something that this person of the office notes, with what belongs to it."""
    return CaseEvent(
        id=RecordId(ids.new()),
        case_id=case_id,
        org=who.org,
        code=code,
        occurred_at=at,
        actor=who.user,
        role=speaks_as(code, who.roles) or who.roles[0],
        device=who.device,
        facts=OFFICE_FACTS.get(code, {}),
    )


READINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "com.tx.ir": {"r_t": "3200", "t_c": "18"},
    "com.tx.dc_line": {"r_ab": "1.012", "r_bc": "1.018", "r_ca": "1.009"},
    "com.tx.dc_factory": {
        "r_site": "1.013",
        "t_site": "18",
        "r_factory": "1.016",
        "t_factory": "20",
        "winding": "cu",
    },
    "com.tx.ratio": {"k_ab": "25.02", "k_bc": "25.03", "k_ca": "25.01"},
    "com.tx.ratio_taps": {"x": "0.20"},
    "com.tx.clear": {"x": "1.30"},
    "com.sw.ir": {"x": "5000"},
    "com.sw.loop": {"r_a": "36", "r_b": "38", "r_c": "37", "x_spec": "50"},
    "com.sw.bounce": {"x": "1.1"},
    "com.sw.sync": {"x": "0.8", "x_spec": "2"},
    "com.sw.trip_v": {"u_low": "114", "u_n": "220"},
    "com.sw.close_v": {"u_low": "154", "u_n": "220"},
    "com.sw.rod": {"x": "3000"},
    "com.sw.busclear": {"x": "180", "outdoor": "0"},
    "com.moa.ir": {"x": "8000"},
    "com.moa.u1": {"u_1ma": "25.4", "u_spec": "25.0"},
    "com.moa.leak": {"x": "12"},
    "com.it.ir": {"x": "5000"},
    "com.it.ct_dc": {"r_site": "0.412", "r_mean": "0.404"},
    "com.it.vt_dc": {"r_site": "1545", "r_factory": "1500"},
    "com.it.vt_dc2": {"r_site": "0.104", "r_factory": "0.100"},
    "com.cable.ir": {"x": "9000"},
    "com.cable.ir_change": {"r_before": "9000", "r_after": "8900"},
    "com.cable.ac": {"mult": "2.0", "minutes": "15"},
    "com.cable.sheath": {"r_mohm": "12"},
    "com.cable.shield": {"x": "25"},
    "com.prot.pickup": {"acted": "5.08", "setting": "5.00"},
    "com.sec.ir": {"x": "20", "humid": "0"},
    "com.cap.ratio": {"q_c": "180"},
    "com.pf.target": {"x": "0.95", "cust": "hv_ge100kva"},
    "com.lv.ir": {"x": "50"},
    "com.lv.clearance": {"x": "1.80", "withdrawable": "0"},
    "com.earth.res": {"r_read": "1.75", "season": "1.2"},
    "com.earth.hv": {"r_read": "1.75", "season": "1.2", "i_fault": "10", "shared_lv": "1"},
    "com.earth.cont": {"x": "0.02"},
    "com.meter.ratio": {"i_n": "620", "i_1n": "1000"},
    "com.meter.burden": {"s_real": "5.2", "s_rated": "10"},
    "com.meter.wire": {"x": "4", "circuit": "ct"},
    "com.meter.clock": {"x": "0.3"},
    "com.ops.staff": {"x": "2"},
    "com.ops.tools_age": {"x": "4", "tool": "gloves"},
    "com.fire.ext": {"n": "4"},
    "com.fire.exit": {"n": "2", "length_m": "9"},
    "com.tx.tap": {"text": "Ⅲ 档"},
}
"""What the inspector reads from instruments and reports; the rest he judges by looking."""

BAD_ITEM: Final = "com.earth.res"
BAD_READINGS: Final = {**READINGS, BAD_ITEM: {"r_read": "4.6", "season": "1.2"}}
"""The first visit: the earthing resistance comes to 5.52 Ω, above the limit."""
DEFECT: Final = "接地电阻季节换算后 5.52 Ω，大于 4 Ω，须增设接地极后复测"
BAD_OPINION: Final = "接地电阻超过限值，须整改后申请复验；其余项目合格。"
INTERIM_READINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "int.earth.depth": {"x": "0.85"},
    "int.earth.spacing": {"x": "2.2"},
    "int.earth.resist_pre": {"r_read": "2.1", "season": "1.2", "s_kva": "630"},
    "int.found.rail": {"per_m": "0.6", "total": "2.0"},
    "int.room.rear": {"x": "1.10"},
    "int.room.exits": {"n": "2", "length_m": "9"},
    "int.meter.position": {"x": "1.20"},
    "int.meter.wiring": {"x": "4", "circuit": "ct"},
}
INTERIM_OPINION: Final = "隐蔽部位与设计一致，接地网焊接良好。"
COLLEAGUES_OPINION: Final = "隐蔽部位与设计一致；接地网两处焊口已当场补刷防腐漆，允许覆盖。"
GOOD_AGAIN: Final = "所列缺陷已整改，复测合格，具备装表接电条件。"

INSTRUMENTS: Final = (
    ("insulation_tester", "JYC-5000", "D2306118", "2027-03-31"),
    ("ground_tester", "JDC-30", "D2411027", "2027-05-15"),
    ("multimeter", "VA-17B", "W2409553", "2027-02-28"),
    ("rangefinder", "CJ-50", "L2408841", "2027-04-30"),
)
"""Kind, model, serial number, calibrated until; models and numbers are made up."""

NOT_HERE: Final = "本工程没有这一项"
"""Why a grave item is said not to apply."""

OPINION: Final = (
    "受电工程与供电方案一致，交接试验合格，现场检验无影响电网安全的问题，具备装表接电条件。"
)

VISIT_FIELDS: Final = {
    "ppe_ok": "yes",
    "hazards": "柜后带电间隔已设遮栏；受电设备一律视为带电。",
    "items_notified": "yes",
    "appointment_at": "2026-12-01 09:00",
    "is_complete_list": "yes",
    "rectify_deadline": "2027-01-15",
}
JOIN: Final = (
    {"name": "李成", "specialty": "operation"},
    {"name": "贺兰", "specialty": "dispatch"},
)
"""Who joins the completion inspection; a re-inspection looks at less."""
VISIT_ROWS: Final[Mapping[str, tuple[Mapping[str, str], ...]]] = {
    "participants": (
        {"name": "张海峰", "specialty": "marketing"},
        {"name": "祁连山", "specialty": "metering"},
    ),
    "units": (
        {
            "role": "construction",
            "unit_name": "湟水安装队（示例）",
            "licence_no": "4-1-00321-2024",
            "licence_category": "install",
            "licence_grade": "四级",
            "licence_valid_to": "2029-05-31",
            "qualification_check": "valid",
            "queried_at": "2026-11-19 16:30",
            "query_platform": "nea",
        },
        {
            "role": "test",
            "unit_name": "湟水试验所（示例）",
            "licence_no": "4-3-00187-2024",
            "licence_category": "test",
            "licence_grade": "四级",
            "licence_valid_to": "2029-05-31",
            "qualification_check": "valid",
            "queried_at": "2026-11-19 16:30",
            "query_platform": "nea",
        },
    ),
    "as_built_sources": (
        {
            "nature": "primary",
            "capacity_kva": "630",
            "substation": "110 kV 生物园变",
            "line_name": "10 kV 园区一线",
            "connection_point": "12 号环网柜 904 间隔",
            "seen": "yes",
        },
    ),
    "works_parts": ({"part": "grounding_grid", "place": "配电室四周及室内"},),
}
"""What is entered in the form of an inspection; the people are made up."""
