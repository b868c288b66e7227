"""The centre judges defects again: sealed with their signed visit, waived by the lead alone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from app import codec
from app.clock import FixedClock
from app.codec import Record
from app.domain.change import Change
from app.domain.defect import Defect, Severity, Waiver
from app.domain.merge import diff
from app.domain.report import Report, Signature, SignerRole
from app.ids import ChangeId, DeviceId, Digest, InspectionId, OrgId, RecordId, UserId
from sync.protocol import messages
from sync.protocol.messages import SignedIn, Waiting
from tests.app.test_defect import a_defect
from tests.builders import MORNING, a_case, a_visit
from tests.sync.centres import a_change, an_inner_centre, carried, let_in, names

OURS = OrgId("ours")
ZHANG = UserId("zhang@ours")
NOTHING = Digest(codec.digest_of(b""))


class Office:
    """A centre with one case of the inspector zhang, who pushes changes of it."""

    def __init__(self, client: TestClient[Litestar]) -> None:
        self._client, self._count = client, 0
        self._headers = {u: carried(client, f"{u}@ours") for u in ("clerk", "zhang")}

    def new(self, record: Record, by: str = "zhang") -> str:
        """Why the centre refuses this new record; empty where it takes it."""
        known = SignedIn("", f"{by}@ours", "", "ours", ("inspector",), MORNING)
        return self._pushed(a_change(replace(record, org=OURS), known, self._number()), by)

    def edit(self, before: Defect, after: Defect) -> str:
        """Why it refuses that this record becomes that one."""
        old, new = (
            codec.fields("defect", codec.encode(replace(d, org=OURS))) for d in (before, after)
        )
        change = Change(
            ChangeId(self._number()), "defect", before.id, before.case_id, OURS, 1, diff(old, new),
            ZHANG, DeviceId("office"), MORNING,
        )  # fmt: skip
        return self._pushed(change, "zhang")

    def _number(self) -> str:
        self._count += 1
        return f"change-{self._count}"

    def _pushed(self, change: Change, by: str) -> str:
        body = msgspec.json.encode({"changes": (change,), "waiting": Waiting()})
        reply = self._client.post(messages.CHANGES, content=body, headers=self._headers[by])
        return str(reply.json()["receipts"][0].get("reason", ""))


GRAVE = a_defect("d1")
SMALL = a_defect("d2", severity=Severity.MINOR)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with an_inner_centre(tmp_path, FixedClock(MORNING)) as (_, client):
        let_in(tmp_path, "ours", clerk="clerk", zhang="inspector")
        made = Office(client)
        assert made.new(a_case(team=names(["zhang"], "ours")), "clerk") == ""
        assert made.new(a_visit(lead=ZHANG)) == ""
        assert [made.new(GRAVE), made.new(SMALL)] == ["", ""]
        yield made


def waived(defect: Defect, **changes: object) -> Defect:
    waiver = Waiver(InspectionId("visit-1"), "客户另行安排", ZHANG, MORNING)
    return replace(defect, waiver=replace(waiver, **changes))  # type: ignore[arg-type]


def test_only_a_suggestion_is_waived_and_by_who_leads_the_visit(office: Office) -> None:
    assert office.edit(GRAVE, waived(GRAVE)) == "not_allowed"
    for forged in (
        waived(SMALL, by=UserId("somebody")),
        waived(SMALL, reason=" "),
        waived(SMALL, inspection_id=InspectionId("visit-9")),
    ):
        assert office.edit(SMALL, forged) == "not_allowed"
    assert office.edit(SMALL, waived(SMALL)) == ""


def test_a_finding_is_sealed_once_its_visit_is_signed(office: Office) -> None:
    paper = Report(
        RecordId("paper-1"), GRAVE.case_id, OURS, RecordId("visit-1"), "F06", "F06-1", 1, 1,
        MORNING, NOTHING, NOTHING, (SignerRole.INSPECTOR,), 1,
    )  # fmt: skip
    ink = Signature(
        RecordId("ink-1"), GRAVE.case_id, OURS, paper.id, SignerRole.INSPECTOR, "张海峰",
        "staff_login", MORNING, NOTHING, NOTHING, NOTHING, DeviceId("office"), ZHANG,
    )  # fmt: skip
    said = replace(GRAVE, description="说得更清楚一些")
    assert office.new(paper) == ""
    assert office.edit(GRAVE, said) == ""
    assert office.new(ink) == ""
    assert office.edit(said, replace(said, description="其实没有什么问题")) == "sealed"
    assert office.new(a_defect("d3")) == "sealed"
    told = said.reported("已整改", "2026-11-20", ZHANG, MORNING)
    assert office.edit(said, told) == ""
