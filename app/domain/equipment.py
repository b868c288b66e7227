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
