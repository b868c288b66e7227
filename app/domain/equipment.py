"""The customer's devices that an inspection answers for, one by one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.ids import CaseId, OrgId, RecordId


@dataclass(frozen=True)
class Equipment:
    """One device as built: a transformer, a cable, a panel.

    `kind` is what a checklist section asks `per:` (transformer, switchgear_panel, cable, relay,
    device); `tags` are the equipment tags of the checklists' applies_when; `facts` are nameplate
    values by limit-input name (s_kva, u_kv, ...), decimals as text.
    """

    id: RecordId
    case_id: CaseId
    org: OrgId
    kind: str
    label: str
    tags: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    withdrawn_at: datetime | None = None
