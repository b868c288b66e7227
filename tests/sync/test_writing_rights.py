"""Who may write what: seeing every case of the organisation is no right to write in it.

What is expected stands here by hand, role by role, as the trade divides the work.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pytest

from app import codec
from app.clock import FixedClock
from app.codec import Record
from app.domain.change import Change
from app.domain.customer import CustomerClass
from app.domain.filing import Filing
from app.domain.material import Evidence, EvidenceSource
from app.domain.merge import diff
from app.domain.progress import Milestone, Progress, ProgressSource
from app.domain.report import Report, Signature
from app.domain.signer import SignerRole
from app.domain.staff import CENTRE_ROLES, FIELD_ROLES, Identity
from app.ids import DeviceId, RecordId, UserId
from sync.protocol import problems
from tests.app.filed_entries import a_filing
from tests.builders import MORNING, a_case, a_transformer
from tests.flows.pairs import a_defect
from tests.flows.simulation import (
    CASE,
    CLERK,
    ORG,
    START,
    Centre,
    a_simulated_case,
    a_simulated_visit,
    account,
    new_change,
)
from tests.sync.offices import NOTHING
from tests.sync.records import a_photo

ROLES: Final = sorted(CENTRE_ROLES | FIELD_ROLES)
VISITING: Final = {"account_manager", "inspector", "metering_crew"}
MAY: Final[Mapping[str, set[str]]] = {
    "inspection": VISITING,
    "a visit of somebody else": VISITING,
    "defect": VISITING,
    "equipment": VISITING | {"clerk", "scheme_designer"},
    "F10": {"clerk", "account_manager", "inspector"},
    "F11": {"callback_agent", "supervisor"},
    "photo": VISITING | {"clerk", "callback_agent", "supervisor"},
    "report": VISITING | {"clerk", "callback_agent", "supervisor"},
    "signature": VISITING | {"clerk", "callback_agent", "supervisor"},
    "progress": VISITING | {"clerk"},
    "evidence": VISITING | {"clerk"},
    "case: contact": VISITING | {"clerk", "admin"},
    "case: class": {"clerk", "admin", "approver"},
    "case: scheme": {"clerk", "admin", "approver", "scheme_designer"},
    "case: team": {"clerk", "admin"},
}
"""By what is written. What is said of a case and of records is asked in the tests of events."""


def somebody(role: str) -> Identity:
    return Identity(UserId("somebody"), "某人", ORG, (role,), DeviceId("his"))


def a_form(code: str) -> Filing:
    return replace(
        a_filing(code), case_id=CASE, org=ORG, author=UserId("somebody"), recorded_at=None
    )


def edited() -> dict[str, tuple[Record, Record]]:
    """What he changes of what is there, as it was and as it becomes."""
    case, visit = a_simulated_case([CLERK]), a_simulated_visit()
    customer = replace(case.customer, contact_phone="13911111111")
    return {
        "a visit of somebody else": (visit, replace(visit, opinion="改动")),
        "case: contact": (case, replace(case, customer=customer)),
        "case: class": (case, replace(case, customer_class=CustomerClass.HV_MULTI)),
        "case: scheme": (case, replace(case, scheme=a_case().scheme)),
        "case: team": (case, replace(case, team=())),
    }


def brought() -> dict[str, Record]:
    """What he brings that is new."""
    case = a_simulated_case([CLERK])
    visit = replace(a_simulated_visit(), id=RecordId("visit-2"), lead=UserId("somebody"))
    paper = Report(
        RecordId("paper"), CASE, ORG, RecordId(visit.id), "F06", "F06-1", 1, 1, MORNING, NOTHING,
        NOTHING, (SignerRole.CUSTOMER,), 1,
    )  # fmt: skip
    ink = Signature(
        RecordId("ink"), CASE, ORG, paper.id, SignerRole.CUSTOMER, "李文娟", "id_card", MORNING,
        NOTHING, NOTHING, NOTHING, DeviceId("his"), UserId("somebody"),
    )  # fmt: skip
    return {
        "inspection": visit,
        "defect": a_defect(),
        "equipment": replace(a_transformer(), case_id=CASE, org=ORG),
        "F10": a_form("F10"),
        "F11": a_form("F11"),
        "photo": a_photo(case, RecordId("photo"), "somebody", b"a picture"),
        "report": paper,
        "signature": ink,
        "progress": Progress(
            RecordId("progress"), CASE, ORG, MORNING, UserId("somebody"), DeviceId("his"),
            ProgressSource.CUSTOMER_TOLD, Milestone.CIVIL_DONE,
        ),
        "evidence": Evidence(
            RecordId("evidence"), CASE, ORG, "identity", "", MORNING, UserId("somebody"),
            EvidenceSource.CUSTOMER, "application",
        ),
    }  # fmt: skip


def change_of(who: Identity, before: Record, after: Record, name: str) -> Change:
    kind = codec.kind_of(after)
    old, new = (codec.fields(kind, codec.encode(each)) for each in (before, after))
    return replace(new_change(who, after, name), base_rev=1, edits=diff(old, new))


def taken_of(role: str, *, on_the_team: bool) -> set[str]:
    """What the centre takes of all this from somebody of this role."""
    who, centre = somebody(role), Centre(FixedClock(START))
    team = [CLERK, who] if on_the_team else [CLERK]
    first = (a_simulated_case(team), replace(a_simulated_visit(), lead=CLERK.user))
    told = centre.push(account(CLERK), [new_change(CLERK, r, f"first-{r.id}") for r in first])
    assert [receipt.status for receipt in told] == ["received", "received"]
    asked = {name: new_change(who, record, name) for name, record in brought().items()}
    # The team last: whoever has left it writes nothing any more.
    asked |= {name: change_of(who, *both, name) for name, both in edited().items()}
    receipts = centre.push(account(who), list(asked.values()))
    centre.store.close()
    assert {r.reason for r in receipts} <= {"", problems.NOT_ALLOWED}
    return {name for name, r in zip(asked, receipts, strict=True) if r.status == "received"}


@pytest.mark.parametrize("role", ROLES)
def test_everybody_writes_what_his_role_writes_and_nothing_else(role: str) -> None:
    assert taken_of(role, on_the_team=role in FIELD_ROLES) == {
        what for what, roles in MAY.items() if role in roles
    }


@pytest.mark.parametrize("role", sorted(VISITING))
def test_whoever_is_not_on_the_team_of_a_case_writes_nothing_in_it(role: str) -> None:
    assert taken_of(role, on_the_team=False) == set()


def test_every_kind_of_record_is_asked_here_or_judged_by_what_it_says() -> None:
    asked = {codec.kind_of(record) for record in brought().values()} | {"case"}
    by_what_it_says = {"event", "review", "load_profile"}
    assert asked | by_what_it_says | {"endorsement"} == set(codec.KINDS)  # the centre's own
