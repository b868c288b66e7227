"""The centre judges events again, where it knows more than whoever sent them.

Whether an event fits the case where it stands is told by the process, at every reading: an event
that comes late is kept and shown as refused. What is judged here is who says it, and what he says
of things that the centre has itself.

Nobody speaks for another. A tablet belongs to one person and notes events under his name, a file of
work orders is brought under the name of whoever brought it; so the actor is always who pushes. A
centre restored from a backup gets everybody's events back from his own tablet.
"""

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, select

from app import codec
from app.domain.authority import relays_as, speaks_as
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.case_state import CaseState
from app.domain.change import Plain
from app.domain.defect import Defect
from app.domain.flags import Flags, Policy
from app.domain.material import PQ_REPORT, day_of
from app.domain.process import FIELD_EVENTS, project
from app.reference.library import Reference
from sync.protocol import problems
from sync.server import completeness, earlier_events, opinion_papers, tables
from sync.server.accounts import APPROVES, IMPORT, OFFICE, Account
from sync.server.case_records import records_of_case

_OPINIONS: Final = frozenset({"interim.opinion_issued", "completion.opinion_issued"})


def event_refusal(
    connection: Connection, account: Account, event: Mapping[str, Plain], reference: Reference
) -> str:
    """Why this person may not say this, as a stable code; empty when he may."""
    code, facts = event["code"], event.get("facts", {})
    brought = account.device == IMPORT and relays_as(code, account.roles)
    if not speaks_as(code, account.roles) and not brought:
        return problems.NOT_ALLOWED
    if code not in FIELD_EVENTS and account.device not in (OFFICE, IMPORT):
        return problems.NOT_ALLOWED
    said = codec.decode(CaseEvent, event)
    if not said.guarded and not earlier_events.may_be(connection, said.occurred_at):
        return problems.UNGUARDED
    if said.actor != account.user:
        return problems.FOREIGN
    approver = facts.get("approver", "")
    if approver and not _may_approve(connection, account.org, approver):
        return problems.APPROVER
    passes = code in _OPINIONS and facts.get("result") == "pass"
    if passes and _blocking(connection, account.org, event["case_id"]):
        return problems.CONCLUSION
    if not said.guarded:
        return ""
    if code == "scheme.approved" and _lacks_assessment(connection, account, said, reference):
        return problems.ASSESSMENT
    # What another system decided is relayed by whoever brings its file; he does not vouch for it.
    if account.device == OFFICE and (
        lacks := completeness.lacking(connection, account, said, reference)
    ):
        return lacks
    return opinion_papers.refusal(connection, account, said, reference)


def _lacks_assessment(
    connection: Connection, account: Account, said: CaseEvent, reference: Reference
) -> bool:
    """Whether a high-voltage customer with disturbing loads has handed in no assessment of them.

    Source: forms reference, F01 (special loads). What low voltage disturbs nobody has assessed.
    """
    records = records_of_case(connection, account.org, said.case_id)
    if records is None:
        return False
    state = project(records.case, records.events, reference.policy)
    flags = state.flags(records.case, reference.policy)
    on = day_of(said.occurred_at)
    held = any(e.material_type == PQ_REPORT and e.is_valid(on) for e in records.evidence)
    return flags.high_voltage and flags.special_load and not held


def case_refusal(
    connection: Connection, account: Account, new: Mapping[str, Plain], policy: Policy
) -> str:
    """Why the case may not be so, as a stable code: after the survey its class has to follow it."""
    case = codec.decode(ConnectionCase, new)
    state = state_of(connection, account.org, case, policy)
    if not state.count("survey.completed"):
        return ""
    return "" if _follows(case, state.flags(case, policy), state.frozen) else problems.FIXED


def _follows(case: ConnectionCase, flags: Flags, frozen: Mapping[str, str]) -> bool:
    pairs: dict[str, tuple[object, object]] = {
        "customer_class": (case.customer_class, flags.customer_class),
        "important_level": (case.importance, flags.importance),
        "special_load": (case.special_load, flags.special_load),
        "external_line_works": (bool(case.external_line_works), flags.external_line_works),
    }
    return all(ours == fixed for name, (ours, fixed) in pairs.items() if name in frozen)


def state_of(connection: Connection, org: str, case: ConnectionCase, policy: Policy) -> CaseState:
    """What the events that the centre has of this case add up to."""
    bodies = _bodies(connection, org, case.id, "event")
    return project(case, [codec.decode(CaseEvent, body) for body in bodies], policy)


def _blocking(connection: Connection, org: str, case_id: str) -> bool:
    bodies = _bodies(connection, org, case_id, "defect")
    return any(codec.decode(Defect, body).blocks for body in bodies)


def _bodies(connection: Connection, org: str, case_id: str, kind: str) -> list[dict[str, Any]]:
    record = tables.record
    query = select(record.c.body).where(
        record.c.org == org, record.c.case_id == case_id, record.c.kind == kind
    )
    return [msgspec.json.decode(body) for (body,) in connection.execute(query)]


def _may_approve(connection: Connection, org: str, user: str) -> bool:
    account = tables.account
    query = select(account.c.roles).where(
        account.c.org == org, account.c.user == user, account.c.active
    )
    roles = connection.execute(query).scalar()
    return roles is not None and bool(APPROVES & set(msgspec.json.decode(roles)))
