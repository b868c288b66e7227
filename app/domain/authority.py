"""Who may say what has happened to a case, and write what of it, by role (kpi.md, section 6)."""

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
    "application.submitted": _COUNTER | {"inspector"},
    "application.materials_incomplete_notified": _COUNTER | {"inspector"},
    "application.accepted": frozenset({"clerk"}),
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

_VISITS: Final = frozenset({"account_manager", "inspector", "metering_crew"})
_PAPERS: Final = _VISITS | {"clerk", "callback_agent", "supervisor"}

MAY_WRITE: Final[Mapping[str, frozenset[str]]] = {
    "inspection": _VISITS,
    "defect": _VISITS,
    "equipment": _VISITS | {"clerk", "scheme_designer"},
    "load_profile": _VISITS | {"clerk"},
    "photo": _PAPERS,
    "report": _PAPERS,
    "signature": _PAPERS,
    "progress": _COUNTER | _VISITS,
    "evidence": _COUNTER | _VISITS,
    "endorsement": frozenset({"admin"}),
}
"""By kind of record; of a case by its parts below, of a form by what the form itself says, of an
event and a review by what they say; an endorsement is the centre's own, from no tablet."""

_ALL_OF_A_CASE: Final = frozenset({"clerk", "admin"})
_PARTS_OF_A_CASE: Final[Mapping[str, frozenset[str]]] = {
    "customer": _VISITS,
    "site": _VISITS,
    "customer_class": _APPROVERS,
    "scheme": _APPROVERS | {"scheme_designer"},
}


def may_edit_case(part: str, roles: Collection[str]) -> bool:
    """Whether somebody of these roles may change this part of a case that is there."""
    return bool((_ALL_OF_A_CASE | _PARTS_OF_A_CASE.get(part, frozenset())) & set(roles))


_RELAYS: Final = frozenset({"clerk", "admin"})
RELAYED: Final = frozenset({"application.submitted", "application.accepted"})
"""What a file of work orders says: the marketing system decided it, whoever brings the file."""


def relays_as(code: str, roles: Collection[str]) -> str:
    """The role of these in which somebody brings a file that says this; empty where he may not."""
    return next((role for role in roles if role in _RELAYS and code in RELAYED), "")


def speaks_as(code: str, roles: Collection[str]) -> str:
    """The role of these in which this may be said; empty where it may not."""
    return next((role for role in roles if role in MAY_SAY.get(code, frozenset())), "")
