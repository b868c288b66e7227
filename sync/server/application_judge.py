"""What a tablet may do to a case before it is accepted: open it, and say what is applied for."""

from collections.abc import Mapping

from sqlalchemy import Connection

from app import codec
from app.domain.application import OPENS_IN_FIELD, WRITES, number_head
from app.domain.case import ConnectionCase
from app.domain.change import Change, Plain
from app.domain.flags import Policy
from app.domain.process import Status
from app.ids import DeviceId, UserId
from sync.server.accounts import Account
from sync.server.event_judge import state_of

_BEFORE_ACCEPTANCE = frozenset({Status.DRAFT, Status.SUBMITTED, Status.MATERIALS_PENDING})


def may_open(account: Account, body: Mapping[str, Plain]) -> bool:
    """Whether this is an application as somebody in the field opens one.

    It is his own, bears a number of his device, and decides nothing that is the centre's to say.
    """
    case = codec.decode(ConnectionCase, body)
    blank = codec.encode(
        ConnectionCase(
            id=case.id,
            org=case.org,
            application_no=case.application_no,
            business_type=case.business_type,
            customer_class=case.customer_class,
            use_class=case.use_class,
            customer=case.customer,
            site=case.site,
            applied_capacity_kva=case.applied_capacity_kva,
            supply_kv=case.supply_kv,
            applicant_type=case.applicant_type,
            existing_capacity_kva=case.existing_capacity_kva,
            team=(UserId(account.user),),
        )
    )
    own_number = case.application_no.startswith(number_head(DeviceId(account.device)))
    return bool(OPENS_IN_FIELD & set(account.roles)) and own_number and dict(body) == blank


def may_fill(
    connection: Connection,
    account: Account,
    change: Change,
    old: Mapping[str, Plain],
    policy: Policy,
) -> bool:
    """Whether whoever opened an application still fills it: it is not accepted yet."""
    case = codec.decode(ConnectionCase, old)
    if not case.team or case.team[0] != account.user:
        return False
    if not case.application_no.startswith(number_head(DeviceId(account.device))):
        return False
    if any(edit.path[0] not in WRITES for edit in change.edits):
        return False
    return state_of(connection, account.org, case, policy).status in _BEFORE_ACCEPTANCE
