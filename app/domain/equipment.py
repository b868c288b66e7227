"""The customer's devices that an inspection answers for, one by one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from app.ids import CaseId, OrgId, RecordId


@dataclass(frozen=True)
class Equipment:
    """One device as built: a transformer, a cable, a panel.

    `kind` is what a checklist section asks `per:` (transformer, switchgear_panel, cable, relay,
    device); `tags` are the equipment tags of the checklists' applies_when, and what a `device` is
    (arrester, ct, vt); `facts` are nameplate values by limit-input name (s_kva, u_kv, ...), as
    decimal text.
    """

    id: RecordId
    case_id: CaseId
    org: OrgId
    kind: str
    label: str
    tags: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    withdrawn_at: datetime | None = None


@dataclass(frozen=True)
class DeviceSort:
    """A sort of device that can be noted on site: what it is called, may be, and says of itself."""

    kind: str
    zh: str
    variants: Mapping[str, str] = field(default_factory=dict)
    """Tags that say what it is more closely, with their names."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """Nameplate values by limit-input name, with name and unit for people."""


DEVICE_SORTS: Final = {
    sort.kind: sort
    for sort in (
        DeviceSort(
            "transformer",
            "变压器",
            {"transformer_dry": "干式", "transformer_oil": "油浸式"},
            {"s_kva": "额定容量（kVA）", "u_kv": "高压侧电压（kV）", "uk_pct": "阻抗电压（%）"},
        ),
        DeviceSort("switchgear_panel", "开关柜", facts={"um_kv": "最高电压（kV）"}),
        DeviceSort(
            "cable",
            "电缆",
            {"cable_hv": "高压", "cable_direct_buried": "直埋"},
            {"u_kv": "额定电压（kV）", "len_km": "长度（km）", "core_mm2": "截面（mm²）"},
        ),
        DeviceSort("relay", "保护装置"),
        DeviceSort(
            "device",
            "避雷器／互感器",
            {"arrester": "避雷器", "ct": "电流互感器", "vt": "电压互感器"},
            {"u_kv": "额定电压（kV）"},
        ),
    )
}
"""What can be noted on the screen; the checklists ask about each device of these kinds."""


_IMPLIED: Final[Mapping[str, tuple[str, ...]]] = {
    "cable_direct_buried": ("cable",),
    "cable_joint": ("cable",),
    "cable_single_core": ("cable",),
    "cable_hv": ("cable",),
    "cable_hv_vlf": ("cable_hv", "cable"),
    "transformer_oil": ("transformer",),
    "transformer_dry": ("transformer",),
    "transformer_35kv": ("transformer",),
    "transformer_neutral": ("transformer",),
    "hv_capacitor": ("capacitor",),
}


def with_implied(tags: Iterable[str]) -> frozenset[str]:
    """Equipment tags with those that follow from them."""
    given = frozenset(tags)
    return given.union(*(_IMPLIED.get(tag, ()) for tag in given))
