"""Who may say that something has happened to a case, by role (domain/kpi.md, section 6)."""

from collections.abc import Collection, Mapping
from typing import Final

_COUNTER: Final = frozenset({"clerk", "account_manager"})
"""Where customers bring what they have to say."""
_ON_SITE: Final = frozenset({"account_manager", "inspector"})
_INSPECTORS: Final = frozenset({"inspector"})
_APPROVERS: Final = frozenset({"approver"})
_PAUSES: Final = _COUNTER | {"inspector", "metering_crew", "supervisor"}
_DECIDES: Final = frozenset({"clerk", "approver"})
_CALLS: Final = frozenset({"callback_agent", "supervisor"})

MAY_SAY: Final[Mapping[str, frozenset[str]]] = {
    "application.submitted": _COUNTER | {"inspector", "admin"},
    "application.materials_incomplete_notified": _COUNTER | {"inspector"},
    "application.accepted": frozenset({"clerk", "admin"}),
    "application.rejected": frozenset({"clerk"}),
    "application.suspended": _PAUSES,
    "application.resumed": _PAUSES,
    "application.reclassified": _DECIDES,
    "application.withdrawn": _COUNTER,
    "application.terminated": _DECIDES,
    "survey.scheduled": _ON_SITE | {"clerk"},
    "survey.completed": _ON_SITE,
    "survey.failed": _ON_SITE,
    "scheme.submitted_for_approval": frozenset({"scheme_designer"}),
    "scheme.returned": _APPROVERS,
    "scheme.approved": _APPROVERS,
    "scheme.replied": _COUNTER,
    "scheme.confirmed": _COUNTER,
    "scheme.objected": _COUNTER,
    "scheme.change_requested": _COUNTER,
    "scheme.extended": _COUNTER,
    "scheme.expired": _DECIDES,
    "works.started": _COUNTER,
    "design.submitted": _COUNTER,
    "design.opinion_issued": _INSPECTORS,
    "interim.requested": _COUNTER,
    "interim.reinspection_requested": _COUNTER,
    "interim.opinion_issued": _INSPECTORS,
    "external_works.completed": _COUNTER | {"dispatcher"},
    "completion.request_incomplete_notified": _COUNTER,
    "completion.requested": _COUNTER,
    "completion.visit_failed": _ON_SITE,
    "completion.opinion_issued": _INSPECTORS,
    "completion.reinspection_requested": _COUNTER,
    "contract.signed": _COUNTER,
    "fees.settled": _COUNTER,
    "metering.ready": frozenset({"clerk", "metering_crew", "dispatcher"}),
    "energisation.completed": frozenset({"metering_crew", "dispatcher"}),
    "archive.completed": frozenset({"archivist"}),
    "followup.completed": _CALLS,
    "followup.unreachable": _CALLS,
}
"""By event; what the rules say by themselves is nobody's to say."""


def speaks_as(code: str, roles: Collection[str]) -> str:
    """The role of these in which this may be said; empty where it may not."""
    return next((role for role in roles if role in MAY_SAY.get(code, frozenset())), "")
