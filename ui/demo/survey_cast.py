"""What the surveyor of the demo finds on site: fields, tables, load list, sketch."""

from collections.abc import Mapping
from typing import Final

from app.domain.sketch import Point

FIELDS: Final[Mapping[str, str]] = {
    "safety_ok": "yes",
    "safety_notes": "厂区叉车往来，已设警戒；未打开任何带电设备",
    "arrived_at": "2026-11-10 09:05",
    "left_at": "2026-11-10 11:20",
    "tariff_applied": "large_industrial",
    "briefing_done": "yes",
    "ppe_ok": "yes",
    "tariff_confirmed": "large_industrial",
    "industry_applied": "黑色金属铸造",
    "industry_code": "C3391 黑色金属铸造",
    "wanted_energisation_date": "2027-03-01",
    "growth_plan": "一期 630 kVA，2028 年二期另行申请",
    "operating_hours": "08:00–24:00",
    "shift_pattern": "two",
    "seasonal": "无明显季节性",
    "special_scenarios": "中频炉熔炼中途停电会凝炉，计划停电须提前通知",
    "existing_supply": "无，新装",
    "special_load": "yes",
    "special_kinds": "harmonic",
    "special_desc": "中频炉 1 台 250 kW，12 脉波，须做电能质量评估",
    "external_line_works": "no",
    "dispatch_required": "no",
    "sc_capacity_mva": "180",
    "pcc_capacity_mva": "40",
    "main_wiring": "single_bus",
    "operation_mode": "single",
    "survey_result": "can_supply",
}
"""By field; what is not here stands already, or is not asked."""

ROWS: Final[Mapping[str, tuple[Mapping[str, str], ...]]] = {
    "participants": (
        {"name": "张海峰", "dept": "营销部", "duty": "account_manager"},
        {"name": "李成", "dept": "运维检修部", "duty": "operation"},
    ),
    "power_source": (
        {
            "nature": "primary",
            "substation": "110 kV 生物园变",
            "line_name": "10 kV 园区一线",
            "voltage": "10kV",
            "capacity_kva": "630",
            "line_available_capacity_kva": "2800",
            "connection_point": "12 号环网柜 904 间隔",
            "connection_mode": "ring_cabinet",
            "laying": "cable",
            "length_m": "380",
            "ownership_boundary_point": "12 号环网柜 904 间隔出线电缆终端",
            "geo": "36.72410, 101.74860",
        },
    ),
    "receiving_points": (
        {
            "location": "厂区东北角",
            "build_type": "indoor",
            "area_ok": "yes",
            "flood_risk": "no",
            "fire_access_ok": "yes",
        },
    ),
    "transformers": ({"capacity_kva": "630", "type": "dry", "efficiency_class": "2"},),
    "metering_points": (
        {
            "location": "低压计量柜",
            "mode": "HVLM",
            "ct_ratio": "1000/5",
            "accuracy": "0.5S",
            "meter_type": "三相四线多功能表",
            "tariff": "large_industrial",
            "two_part_tariff": "yes",
            "acquisition_terminal": "yes",
        },
    ),
}

LOADS: Final[tuple[Mapping[str, str], ...]] = (
    {"equipment_name": "中频炉", "category": "induction_mf", "rated_power_kw": "250"},
    {"equipment_name": "数控车床", "category": "machine_mass", "quantity": "14",
     "rated_power_kw": "11"},
    {"equipment_name": "空压机", "category": "pump_compressor", "quantity": "2",
     "rated_power_kw": "37"},
    {"equipment_name": "行车", "category": "crane_workshop", "quantity": "2",
     "rated_power_kw": "22"},
    {"equipment_name": "通风除尘", "category": "fan_process", "quantity": "3",
     "rated_power_kw": "30"},
    {"equipment_name": "照明", "category": "lighting_led_plant", "rated_power_kw": "26"},
)  # fmt: skip
HARMONIC: Final = 0
"""The line of the load list that disturbs the grid."""

MARKS: Final = (
    ("substation", Point(110, 140), "110 kV 生物园变"),
    ("ring_cabinet", Point(380, 140), "12 号环网柜"),
    ("meter", Point(600, 320), "低压计量柜"),
    ("transformer", Point(480, 320), "630 kVA"),
    ("building", Point(830, 330), "铸造车间"),
)
LINES: Final = (
    (Point(140, 140), Point(355, 140)),
    (Point(380, 158), Point(382, 318), Point(462, 318)),
    (Point(500, 320), Point(580, 320)),
    (Point(620, 322), Point(780, 330)),
)

READINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "sur.site.geo": {"x": "85"},
    "sur.meter.signal": {"x": "-82"},
}
NOT_HERE: Final = frozenset({"sur.exist.curve", "sur.exist.unbalance", "sur.exist.voltage"})
"""A new connection has no supply yet."""
NOTHING_OF_IT: Final = frozenset({"sur.special.dg", "sur.site.hazard"})
OPINION: Final = (
    "由 10 kV 园区一线 12 号环网柜 904 间隔供电，容量 630 kVA，高供低计；"
    "中频炉须在方案答复前完成电能质量评估。"
)
"""Names nobody whom the customer could hire or buy from: that is his to choose."""
