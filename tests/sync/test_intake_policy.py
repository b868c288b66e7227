"""A work order is weighed against the case as it stands by the centre's own policy."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.domain.work_order import Choice, IntakeRow
from app.ids import OrgId, RecordId, UserId
from app.instruments.sheet import read_sheet
from app.reference.library import RESOURCES
from app.reference.policy import POLICY
from sync.protocol.messages import SignedIn
from sync.server import feed, intake
from sync.server.accounts import Account
from sync.server.centre import Centre
from tests.builders import MORNING, an_event
from tests.sheets import HEADER, an_order, csv_bytes
from tests.sync.centres import a_change, an_inner_centre, let_in
from tests.sync.rule_packages import shipped

CLERK = Account("clerk@ours", "", "ours", ("clerk",), "office")
ONE_TRY = (("contact_attempts: {value: 3", "contact_attempts: {value: 1"),
           ("unreachable_days: {value: 30", "unreachable_days: {value: 0"))  # fmt: skip


def brought(centre: Centre, **columns: str) -> IntakeRow:
    rows = read_sheet(csv_bytes([HEADER, an_order(**columns)], "gbk"))
    sheet = intake.judged(centre, rows)
    return intake.take(centre, CLERK, "a.csv", sheet, Choice(changes=True)).rows[0]


@pytest.mark.parametrize(("changes", "kept"), [((), ""), (ONE_TRY, "closed")])
def test_a_case_is_over_where_the_policy_here_says_so(
    tmp_path: Path, changes: tuple[tuple[str, str], ...], kept: str
) -> None:
    with an_inner_centre(tmp_path / "centre", FixedClock(MORNING)) as (centre, _):
        let_in(tmp_path / "centre", "ours", clerk="clerk", boss="approver")
        here = tmp_path / "rules" / POLICY
        here.parent.mkdir(parents=True)
        here.write_bytes(shipped(POLICY, *changes))
        centre.reference.turn_to((tmp_path / "rules", RESOURCES), 0)
        case_id = brought(centre).case_id
        over = an_event(
            "application.terminated", MORNING, reason="customer_unreachable",
            attempts="2026-11-21", approver="boss@ours",
        )  # fmt: skip
        over = replace(
            over, id=RecordId("over"), case_id=case_id, org=OrgId("ours"), actor=UserId(CLERK.user)
        )
        known = SignedIn("", CLERK.user, "", "ours", CLERK.roles, MORNING)
        change = a_change(over, known, "over")
        with centre.store.write() as connection:
            (receipt,) = feed.accept(connection, CLERK, [change], centre.judge, MORNING)
        assert receipt.status == "received", receipt
        (told,) = brought(centre, 联系人="李强").fields
        assert told.kept == kept
