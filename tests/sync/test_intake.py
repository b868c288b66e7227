"""Work orders taken in over the wire: new, again, changed, and never over what the field said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from app import codec
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.change import Change, FieldEdit, Page, Path
from app.domain.process import Status, project
from app.domain.work_order import Choice, Intake, IntakeRow
from app.errors import NotAllowed, SheetRefused, SignInFailed
from app.ids import CaseId, ChangeId, DeviceId, OrgId, RecordId, UserId
from sync.client.http import HttpCentre
from sync.protocol.messages import SignedIn, Taking, Waiting
from tests.builders import MORNING, an_event
from tests.rested import with_papers
from tests.sheets import HEADER, an_order, csv_bytes, xlsx_bytes
from tests.sync.centres import OFFICE, RunningCentre, a_change, let_in, signed_in

NUMBER = "6301202611230001"
_orgs = (f"intake-{number}" for number in count())


@dataclass
class Desk:
    """A clerk who brings files, and an inspector with a tablet."""

    url: str
    org: str
    link: HttpCentre
    clerk: SignedIn

    def bring(
        self,
        *rows: tuple[str, ...],
        taking: Taking = Taking.WHOLE,
        changes: bool = True,
        over: Sequence[tuple[str, str]] = (),
    ) -> Intake:
        content, choice = csv_bytes([HEADER, *rows], "gbk"), Choice(changes, frozenset(over))
        return self.link.bring_work_orders("a.csv", content, taking, choice)

    def only(
        self, row: tuple[str, ...], changes: bool = True, over: Sequence[tuple[str, str]] = ()
    ) -> IntakeRow:
        (told,) = self.bring(row, changes=changes, over=over).rows
        return told

    def records(self) -> dict[str, list[dict[str, Any]]]:
        """All records as they stand, by kind."""
        found, page = {}, Page("", (), 0, more=True)
        while page.more:
            page = self.link.page(page.epoch, page.last)
            found |= {(entry.kind, entry.record_id): entry.body for entry in page.entries}
        by_kind: dict[str, list[dict[str, Any]]] = {"case": [], "event": []}
        for (kind, _), body in found.items():
            by_kind.setdefault(kind, []).append(dict(body))
        return by_kind

    def case(self) -> ConnectionCase:
        (body,) = self.records()["case"]
        return codec.decode(ConnectionCase, body)

    def status(self) -> Status:
        events = [codec.decode(CaseEvent, body) for body in self.records()["event"]]
        return project(self.case(), events).status

    def push(self, user: str, *changes: Change) -> None:
        link, _ = signed_in(self.url, f"{user}@{self.org}", changes[0].device)
        receipts = link.push(changes, Waiting())
        link.close()
        assert {receipt.status for receipt in receipts} == {"received"}

    def happen(self, code: str, hours: int) -> None:
        """Something happens to the case, said by the clerk."""
        event = replace(
            an_event(code, MORNING + timedelta(hours=hours)),
            id=RecordId(f"{code}-{self.org}"),
            case_id=self.case().id,
            org=OrgId(self.org),
            actor=UserId(self.clerk.user),
        )
        records, _files = with_papers([event])
        changes = (
            a_change(record, self.clerk, f"change-{record.id}", "office") for record in records
        )
        self.push("clerk", *changes)


@pytest.fixture
def desk(centre: RunningCentre) -> Iterator[Desk]:
    org = next(_orgs)
    let_in(centre, org, clerk=OFFICE, zhang="inspector", admin="admin", caller="callback_agent")
    link, clerk = signed_in(centre.url, f"clerk@{org}")
    yield Desk(centre.url, org, link, clerk)
    link.close()


def test_a_new_work_order_becomes_a_case_that_stands_accepted(desk: Desk) -> None:
    row = desk.only(an_order(客户经理=f"zhang@{desk.org}"))
    case = desk.case()
    assert (row.fate, row.case_id) == ("new", case.id)
    assert (case.application_no, case.customer.name) == (NUMBER, "青海高原机械制造有限公司（示例）")
    assert (case.customer_class, case.supply_kv, case.applied_capacity_kva) == (
        "HV_SINGLE",
        10,
        630,
    )
    assert case.team == (f"zhang@{desk.org}",)
    assert desk.status() is Status.ACCEPTED
    submitted = min(str(body["occurred_at"]) for body in desk.records()["event"])
    assert submitted == "2026-11-20T09:30:00+08:00"


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    rows = (an_order(), an_order("2"), an_order("3", 受理时间=""))
    first = desk.bring(*rows)
    assert (first.counts["new"], first.taken) == (3, True)
    before = desk.records()
    again = desk.bring(*rows)
    assert {row.fate for row in again.rows} == {"same"}
    assert desk.records() == before


def test_looking_changes_nothing(desk: Desk) -> None:
    told = desk.bring(an_order(), taking=Taking.NOTHING)
    assert (told.counts["new"], told.taken) == (1, False)
    assert desk.records()["case"] == []


def test_a_changed_row_is_a_change_of_the_case(desk: Desk) -> None:
    desk.bring(an_order(受理时间=""))
    assert desk.status() is Status.SUBMITTED
    row = desk.only(an_order(联系电话="13911112222", **{"申请容量(kVA)": "1,250"}))
    assert row.fate == "changed"
    assert {(c.column, c.ours, c.theirs, c.kept) for c in row.fields} == {
        ("联系电话", "13900000000", "13911112222", ""),
        ("申请容量", "630", "1250", ""),
        ("受理时间", "", "2026年11月20日 10:00", ""),
    }
    case = desk.case()
    assert (case.customer.contact_phone, case.applied_capacity_kva) == ("13911112222", 1250)
    assert case.customer.name == "青海高原机械制造有限公司（示例）"
    assert desk.status() is Status.ACCEPTED


def test_a_change_is_only_told_until_the_clerk_says_so(desk: Desk) -> None:
    desk.bring(an_order(受理时间=""))
    before = desk.records()
    changed = an_order(联系电话="13911112222")
    row = desk.only(changed, changes=False)
    assert (row.fate, {(c.column, c.kept) for c in row.fields}) == (
        "differs",
        {("联系电话", "unasked"), ("受理时间", "unasked")},
    )
    assert desk.records() == before
    assert desk.only(changed).fate == "changed"
    assert desk.case().customer.contact_phone == "13911112222"


def test_new_orders_beside_a_change_are_taken_without_it(desk: Desk) -> None:
    desk.bring(an_order())
    told = desk.bring(an_order(联系人="李强"), an_order("2"), changes=False)
    assert [row.fate for row in told.rows] == ["differs", "new"]
    names = {body["application_no"]: body["customer"] for body in desk.records()["case"]}
    assert [names[number]["contact_name"] for number in (NUMBER, "2")] == ["马建国"] * 2


def corrected_by_the_field(desk: Desk, path: Path, old: str, new: str) -> None:
    case = desk.case()
    correction = Change(
        id=ChangeId(f"field-{desk.org}-{'-'.join(path)}"),
        kind="case",
        record_id=RecordId(case.id),
        case_id=case.id,
        org=OrgId(desk.org),
        base_rev=1,
        edits=(FieldEdit(path, old, new),),
        by=UserId(f"zhang@{desk.org}"),
        device=DeviceId("tablet-1"),
        made_at=MORNING,
    )
    desk.push("zhang", correction)


def test_the_file_wins_over_the_field_where_the_clerk_names_it_and_nowhere_else(
    desk: Desk,
) -> None:
    desk.bring(an_order(客户经理=f"zhang@{desk.org}"))
    corrected_by_the_field(desk, ("customer", "contact_phone"), "13900000000", "13999999999")
    corrected_by_the_field(desk, ("site", "address"), "西宁市城北区纬二路18号", "纬二路20号")
    named = [(NUMBER, "联系电话"), (NUMBER, "没有这一列"), ("9", "用电地址")]
    row = desk.only(an_order(), changes=False, over=named)
    assert (row.fate, {(c.column, c.kept) for c in row.fields}) == (
        "changed",
        {("联系电话", ""), ("用电地址", "field")},
    )
    case = desk.case()
    assert (case.customer.contact_phone, case.site.address) == ("13900000000", "纬二路20号")


def test_what_the_survey_fixed_cannot_be_chosen(desk: Desk) -> None:
    desk.bring(an_order())
    desk.happen("survey.scheduled", 1)
    desk.happen("survey.completed", 2)
    row = desk.only(an_order(**{"申请容量(kVA)": "800"}), over=[(NUMBER, "申请容量")])
    assert (row.fate, row.fields[0].kept) == ("differs", "survey")


def test_what_the_field_has_corrected_is_told_and_kept(desk: Desk) -> None:
    desk.bring(an_order(客户经理=f"zhang@{desk.org}"))
    corrected_by_the_field(desk, ("customer", "contact_phone"), "13900000000", "13999999999")
    row = desk.only(an_order(联系人="李强"))
    assert row.fate == "changed"
    assert {(c.column, c.theirs, c.kept) for c in row.fields} == {
        ("联系人", "李强", ""),
        ("联系电话", "13900000000", "field"),
    }
    assert desk.case().customer.contact_phone == "13999999999"
    assert desk.only(an_order(联系人="李强")).fate == "differs"


def test_what_the_survey_has_fixed_stays(desk: Desk) -> None:
    desk.bring(an_order())
    desk.happen("survey.scheduled", 1)
    desk.happen("survey.completed", 2)
    row = desk.only(an_order(客户类别="高压双电源", **{"申请容量(kVA)": "800"}))
    assert (row.fate, {c.kept for c in row.fields}) == ("differs", {"survey"})
    assert desk.case().applied_capacity_kva == 630


def test_a_case_that_is_over_is_not_changed(desk: Desk) -> None:
    desk.bring(an_order())
    desk.happen("application.withdrawn", 1)
    row = desk.only(an_order(联系人="李强"))
    assert [c.kept for c in row.fields] == ["closed"]


def test_a_time_that_is_registered_stays_and_the_other_one_is_told(desk: Desk) -> None:
    desk.bring(an_order())
    row = desk.only(an_order(受理时间="2026-11-20 11:00"))
    assert [(c.column, c.kept) for c in row.fields] == [("受理时间", "event")]
    assert (row.fate, len(desk.records()["event"])) == ("differs", 2)


def test_with_a_bad_row_nothing_is_taken_until_the_clerk_says_so(desk: Desk) -> None:
    rows = (an_order(), an_order("2", 联系电话="一二三"), an_order("3", 客户类别="大客户"))
    told = desk.bring(*rows)
    assert (told.taken, desk.records()["case"]) == (False, [])
    faults = {(row.line, f.column, f.why) for row in told.rows for f in row.faults}
    assert faults == {(3, "联系电话", "phone"), (4, "客户类别", "unknown_code")}
    taken = desk.bring(*rows, taking=Taking.SOUND)
    assert (taken.counts["new"], taken.counts["refused"]) == (1, 2)
    assert desk.case().application_no == NUMBER


def test_a_manager_without_an_account_is_told_and_the_case_is_opened(desk: Desk) -> None:
    row = desk.only(an_order(客户经理="无此人"))
    assert (row.fate, row.remarks) == ("new", ("no_account:无此人",))
    assert desk.case().team == ()


def test_a_manager_is_known_by_his_name_too(desk: Desk) -> None:
    desk.bring(an_order(客户经理=f"zhang of {desk.org}"))
    assert desk.case().team == (f"zhang@{desk.org}",)


def test_two_cases_of_one_number_are_left_to_a_person(desk: Desk) -> None:
    desk.bring(an_order())
    twin = replace(desk.case(), id=CaseId(f"twin-{desk.org}"))
    desk.push("clerk", a_change(twin, desk.clerk, f"twin-{desk.org}", "tablet-1"))
    row = desk.only(an_order(联系人="李强"))
    assert (row.fate, row.faults[0].why) == ("refused", "several_cases")


def test_the_same_number_of_another_organisation_is_another_case(
    desk: Desk, centre: RunningCentre
) -> None:
    desk.bring(an_order())
    let_in(centre, f"other-{desk.org}", clerk="clerk")
    link, _ = signed_in(centre.url, f"clerk@other-{desk.org}")
    told = link.bring_work_orders("a.csv", csv_bytes([HEADER, an_order()]), Taking.WHOLE)
    link.close()
    assert told.counts["new"] == 1


def test_a_workbook_is_taken_in_like_text(desk: Desk) -> None:
    row = list(an_order())
    row[7] = 630
    row[9] = ("date", 46346.395833333336)
    content = xlsx_bytes([HEADER, tuple(row)])
    told = desk.link.bring_work_orders("a.xlsx", content, Taking.WHOLE)
    assert told.counts["new"] == 1
    assert desk.only(an_order()).fate == "same"


def test_a_file_that_is_no_list_is_refused_with_its_reason(desk: Desk) -> None:
    for content, why in (
        (b"", "empty_file"),
        ("日期,天气\n1,晴\n".encode(), "no_header"),
        ("申请编号,户名,用电地址\n1,甲,乙\n".encode(), "missing_columns"),
    ):
        with pytest.raises(SheetRefused) as refused:
            desk.link.bring_work_orders("a.csv", content, Taking.WHOLE)
        assert refused.value.why == why
    assert "联系电话" in refused.value.found


@pytest.mark.parametrize("user", ["zhang", "caller"])
def test_who_may_not_open_cases_may_not_bring_them(desk: Desk, user: str) -> None:
    link, _ = signed_in(desk.url, f"{user}@{desk.org}", "command")
    for taking in Taking:
        with pytest.raises(NotAllowed):
            link.bring_work_orders("a.csv", csv_bytes([HEADER, an_order()]), taking)
    link.close()
    assert desk.records()["case"] == []


def test_an_administrator_may_bring_them(desk: Desk) -> None:
    link, _ = signed_in(desk.url, f"admin@{desk.org}", "command")
    told = link.bring_work_orders("a.csv", csv_bytes([HEADER, an_order()]), Taking.WHOLE)
    link.close()
    assert told.counts["new"] == 1
    assert desk.status() is Status.ACCEPTED


def test_a_stranger_is_shown_nothing(centre: RunningCentre) -> None:
    link = HttpCentre(centre.url, "no such token", pause=lambda seconds: None)
    with pytest.raises(SignInFailed):
        link.bring_work_orders("a.csv", b"", Taking.NOTHING)
    link.close()
