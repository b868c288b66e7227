"""The office carries a case on from its page: what each role may say, and what is refused."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from app.domain.authority import MAY_SAY
from app.domain.case import CaseEvent
from app.domain.customer import CustomerClass
from app.domain.transition import BY_RULE
from app.ids import CaseId, RecordId, UserId
from sync.server import audit, tables
from sync.server.centre import Centre
from sync.server.office.deeds import DEEDS
from tests.builders import MORNING, an_event
from tests.rested import rested, with_papers
from tests.sync.desks import Desk
from tests.sync.forms import what_was_said
from tests.sync.office_cases import NOW, ON_SITE_ALONE, Inner, an_office, opened
from tests.sync.offices import OURS, Office

LATER = MORNING + timedelta(hours=1)
CLERK = UserId("clerk@ours")
INK = {"ink_no": "F03-1", "signed_by": "李文娟", "signed_on": "2026-11-22", "kept_at": "档案柜 3"}


@pytest.fixture(scope="module")
def inner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inner]:
    with an_office(tmp_path_factory.mktemp("deeds")) as inner:
        yield inner


@pytest.fixture(scope="module")
def office(inner: Inner) -> Office:
    return Office(inner[1])


@pytest.fixture(scope="module")
def desks(inner: Inner) -> dict[str, Desk]:
    people = ("clerk", "boss", "designer", "files", "caller", "disp", "zhang")
    return {who: Desk(inner[1], f"{who}@ours") for who in people}


def say(office: Office, event: CaseEvent, who: str) -> None:
    """This person says so, with the papers that it rests on."""
    for record in with_papers([replace(event, actor=UserId(f"{who}@ours"))])[0]:
        assert office.new(record, who) == "", event.code


def status(desk: Desk, case_id: str) -> str:
    found = re.search(r"<b>([^<]+)</b>", desk.page(case_id))
    assert found is not None
    return found.group(1)


def test_the_office_says_all_that_is_not_for_those_on_site() -> None:
    assert {deed.code for deed in DEEDS} == set(MAY_SAY) - ON_SITE_ALONE - BY_RULE


def test_each_role_finds_its_own_next_steps_and_no_others(
    office: Office, desks: dict[str, Desk]
) -> None:
    case = opened(office, "application.submitted")
    offered = desks["clerk"].offered(case)
    assert offered[:4] == ["accept", "accept_deferred", "gaps", "reject"]
    assert "contract" not in offered
    assert desks["boss"].offered(case) == ["reclassify", "terminate"]
    assert desks["files"].offered(case) == []
    assert 'id="deeds"' not in desks["files"].page(case)
    assert desks["zhang"].offered(case) == ["gaps", "suspend"]


def test_a_case_goes_from_application_to_the_scheme_and_on(
    office: Office, desks: dict[str, Desk]
) -> None:
    case = opened(office, "application.submitted")
    clerk, boss = desks["clerk"], desks["boss"]
    assert clerk.do(case, "accept", received=NOW).status_code == 303
    assert clerk.do(case, "survey", appointment_at="2026-11-25T09:00").status_code == 303
    assert status(clerk, case) == "现场勘查"
    case = opened(office, "application.submitted", "application.accepted", "survey.scheduled",
                  "survey.completed")  # fmt: skip
    scheme = {"load_calculation": "420 kVA", "source": "10 kV 园区一线", "metering": "高供高计",
              "boundary": "环网柜出线"}  # fmt: skip
    desks["designer"].do(case, "scheme", **scheme)
    assert status(clerk, case) == "方案审批"
    assert "供电方案尚未批准" in clerk.page(case)
    assert "reply" not in clerk.offered(case)
    refused = boss.do(case, "approve", cosigned=["marketing", "planning"])
    assert (refused.status_code, what_was_said(refused.text)) == (
        422, "没有办理：会签部门不齐；请补齐规定部门的会签后再批准",
    )  # fmt: skip
    assert re.search(r'value="planning" checked', refused.text)
    boss.do(case, "return", comment="请复核短路容量")
    assert status(clerk, case) == "方案制定"
    desks["designer"].do(case, "scheme", **scheme)
    boss.do(case, "approve", cosigned=["marketing", "planning", "operation", "dispatch"])
    told = clerk.do(case, "reply", **INK, valid_until="2027-11-22")
    assert "至少有效 12 个月（高压）或 3 个月（低压）" in what_was_said(told.text)
    assert clerk.do(case, "reply", **INK, valid_until="2027-11-23").status_code == 303
    assert what_was_said(clerk.do(case, "object", objection="容量不足").text) == (
        "没有办理：须先出具单据并签字"
    )
    told = clerk.do(case, "object", **{**INK, "kept_at": ""}, objection="容量不足")
    assert what_was_said(told.text) == "没有办理：纸质单据须写明编号、签字人、签字日期和存放处"
    assert clerk.do(case, "confirm", **INK).status_code == 303
    assert status(clerk, case) == "方案已确认"
    shown = "纸质单据 F03-1，李文娟 2026-11-22 签字，存放于 档案柜 3"
    assert clerk.page(case).count(shown) == 2


def test_from_works_to_the_call_after_connection(office: Office, desks: dict[str, Desk]) -> None:
    steps = ("application.submitted", "application.accepted", "survey.scheduled",
             "survey.completed", "scheme.submitted_for_approval", "scheme.approved",
             "scheme.replied", "scheme.confirmed")  # fmt: skip
    clerk = desks["clerk"]
    case = opened(office, *steps)
    for deed, facts in (
        ("works", {}),
        ("completion_gaps", {"gaps": "隐蔽工程记录\r\n试验报告"}),
        ("completion", {"received": [*NOW, "load_list", "completion"]}),
    ):
        assert clerk.do(case, deed, **facts).status_code == 303, deed
    event = an_event("completion.opinion_issued", LATER)
    passed = replace(event, id=RecordId("op"), case_id=CaseId(case), org=OURS)
    say(office, passed, "zhang")
    assert "装表接电：合同、费用或计量尚未就绪" in desks["disp"].page(case)
    for deed, facts in (
        ("contract", {"contract_no": "HT-1"}),
        ("fees", {"amount": "0"}),
        ("metering", {}),
    ):
        assert clerk.do(case, deed, **facts).status_code == 303, deed
    assert "contract" not in clerk.offered(case)
    told = desks["disp"].do(case, "energise", **INK)
    assert what_was_said(told.text) == "没有办理：高压送电须有调度批准的送电方案"
    desks["disp"].do(case, "energise", **INK, dispatch_plan="SD-1")
    assert desks["files"].offered(case) == ["archive"]
    desks["files"].do(case, "archive", index="A-2026-11")
    told = desks["caller"].do(case, "unreachable", attempts=["2026-11-20", "", "2026-11-20"])
    assert what_was_said(told.text) == (
        "没有办理：须在不同日期联系至少 3 次，终止工单的还须自首次联系起满 30 天；"
        "请继续联系并逐次登记"
    )
    assert told.text.count('value="2026-11-20"') == 2
    told = desks["caller"].do(case, "follow_up")
    assert what_was_said(told.text) == "没有办理：须先出具单据并签字"
    desks["caller"].do(case, "follow_up", **INK)
    assert status(clerk, case) == "已办结"


def test_gaps_go_one_by_one_into_the_event(
    inner: Inner, office: Office, desks: dict[str, Desk]
) -> None:
    case = opened(office, "application.submitted")
    desks["clerk"].do(case, "gaps", gaps="营业执照\r\n产权证; 复印件\n\n", **INK)
    facts = the_last_event(inner[0], case)["facts"]
    assert isinstance(facts, dict)
    assert (facts["gaps"], facts["doc_no"]) == ("营业执照;产权证； 复印件", "F03-1")
    case = opened(office, "application.submitted")
    desks["clerk"].do(
        case, "accept_deferred", commitment="C-1", received=["identity", "authorisation"],
        **{"deferred_materials": ["用电地址物权或使用证明", "用电设备清单", "电能质量评估报告"],
           "deferred_materials.at": ["site_survey", "contract", ""]},
    )  # fmt: skip
    facts = the_last_event(inner[0], case)["facts"]
    assert facts["deferred_materials"] == (
        "用电地址物权或使用证明@site_survey;用电设备清单@contract"
    )


SCHEMED = (
    "application.submitted", "application.accepted", "survey.scheduled", "survey.completed",
    "scheme.submitted_for_approval", "scheme.approved",
)  # fmt: skip


def test_a_reply_is_chosen_among_the_signed_papers_and_tells_the_rest_itself(
    inner: Inner, office: Office, desks: dict[str, Desk]
) -> None:
    case = opened(office, *SCHEMED)
    event = replace(an_event("scheme.replied", LATER, valid_until="2028-02-29"), org=OURS)
    made = rested(replace(event, id=RecordId("chosen"), case_id=CaseId(case), actor=CLERK))
    for paper in made.papers[:-1]:
        assert office.new(paper, "clerk") == ""
    clerk = desks["clerk"]
    assert "中心还没有签齐的单据" in clerk.page(case)
    for invented in ("F03-1", "F03-0815"):  # not signed, and not there
        told = clerk.do(case, "reply", doc_no=invented, valid_until="2037-01-01")
        assert what_was_said(told.text) == "没有办理：须先出具单据并签字"
    assert office.new(made.papers[-1], "clerk") == ""
    assert "<option>F03-1</option>" in clerk.page(case)
    assert clerk.do(case, "reply", doc_no="F03-1").status_code == 303
    facts = the_last_event(inner[0], case)["facts"]
    assert facts == {"doc_no": "F03-1", "valid_until": "2028-02-29", "version": "1"}
    assert status(clerk, case) == "方案已答复"


def test_a_paper_in_ink_is_told_whole(office: Office, desks: dict[str, Desk]) -> None:
    case = opened(office, *SCHEMED)
    for name in ("signed_by", "signed_on", "kept_at"):
        told = desks["clerk"].do(
            case, "reply", **{**INK, name: " "}, valid_until="2028-02-29"
        )  # fmt: skip
        assert what_was_said(told.text) == (
            "没有办理：纸质单据须写明编号、签字人、签字日期和存放处"
        )
        assert '<details class="ink" open>' in told.text


def test_a_rejection_wants_another_person_and_a_reason(
    office: Office, desks: dict[str, Desk]
) -> None:
    case = opened(office, "application.submitted")
    clerk = desks["clerk"]
    told = clerk.do(case, "reject", reason="duplicate", letter="理由书-7", approver="zhang@ours")
    assert what_was_said(told.text) == "没有办理：须写明批准人"
    assert 'value="理由书-7"' in told.text
    assert re.search(r'value="duplicate" selected', told.text)
    told = clerk.do(case, "reject", reason="duplicate", letter="理由书-7", approver="boss@ours")
    assert told.status_code == 303
    assert status(clerk, case) == "不予受理"


def test_the_same_form_twice_says_it_once(office: Office, desks: dict[str, Desk]) -> None:
    case = opened(office, "application.submitted")
    clerk = desks["clerk"]
    form: dict[str, Any] = clerk.form(case, deed="accept") | {"received": NOW}
    told = [clerk.send(case, "events", form).status_code for _ in range(2)]
    assert told == [303, 303]
    assert clerk.page(case).count("</time> 受理 ") == 1


def test_what_somebody_else_did_meanwhile_is_told_and_nothing_is_said(
    office: Office, desks: dict[str, Desk]
) -> None:
    case = opened(office, "application.submitted")
    clerk = desks["clerk"]
    first, second = (clerk.form(case, deed="accept") | {"received": NOW} for _ in range(2))
    assert clerk.send(case, "events", first).status_code == 303
    told = clerk.send(case, "events", second)
    assert told.status_code == 422
    assert "工单当前环节不允许这一步" in what_was_said(told.text)
    assert clerk.page(case).count("</time> 受理 ") == 1


def test_a_tablet_whose_clock_is_ahead_does_not_make_the_office_come_too_early(
    office: Office, desks: dict[str, Desk]
) -> None:
    case = opened(office)
    event = an_event("application.submitted", MORNING + timedelta(hours=1))
    ahead = replace(event, id=RecordId("ahead"), case_id=CaseId(case), org=OURS)
    say(office, ahead, "clerk")
    assert desks["clerk"].do(case, "accept", received=NOW).status_code == 303
    assert status(desks["clerk"], case) == "已受理"


@pytest.mark.parametrize("spoilt", [{"id": "x" * 300}, {"id": ""}, {"deed": "completion"}])
def test_a_form_that_is_not_ours_does_nothing(
    office: Office, desks: dict[str, Desk], spoilt: dict[str, str]
) -> None:
    case = opened(office, "application.submitted")
    form = desks["clerk"].form(case, deed="accept") | spoilt
    assert desks["clerk"].send(case, "events", form).status_code == 422
    assert status(desks["clerk"], case) == "已提交"


def test_nobody_says_by_hand_what_his_role_does_not(office: Office, desks: dict[str, Desk]) -> None:
    case = opened(office, "application.submitted")
    form = desks["clerk"].form(case, deed="accept")
    told = desks["boss"].send(case, "events", form)
    assert told.status_code == 422
    assert "您的岗位不能办理" in what_was_said(told.text)
    assert desks["boss"].send("none", "events", form).status_code == 404


def test_who_says_it_is_who_has_signed_in(
    inner: Inner, office: Office, desks: dict[str, Desk]
) -> None:
    case = opened(office, "application.submitted")
    desks["clerk"].do(case, "accept", received=NOW, actor="boss@ours", role="admin")
    event = the_last_event(inner[0], case)
    assert (event["actor"], event["role"], event["device"]) == ("clerk@ours", "clerk", "office")
    with inner[0].store.read() as connection:
        line = audit.newest(connection, "ours", 1)[0]
    assert (line.line.deed, line.line.case_id) == ("say_event", case)
    assert "application.accepted" in line.told


def test_an_application_opened_on_site_gets_its_number_when_it_is_accepted(
    inner: Inner, office: Office, desks: dict[str, Desk]
) -> None:
    case = opened(office, "application.submitted", application_no="XTABLET01-003")
    clerk = desks["clerk"]
    assert what_was_said(clerk.do(case, "accept").text) == "没有办理：须填写正式的申请编号。"
    assert (
        clerk.do(case, "accept", received=NOW, application_no="6301202611300009").status_code == 303
    )
    assert "6301202611300009" in clerk.page(case)
    assert "XTABLET01-003" not in clerk.page(case)


def test_another_class_is_the_case_s_own_from_then_on(
    inner: Inner, office: Office, desks: dict[str, Desk]
) -> None:
    steps = ("application.submitted", "application.accepted", "survey.scheduled",
             "survey.completed")  # fmt: skip
    case = opened(office, *steps)
    told = desks["boss"].do(
        case, "reclassify", customer_class="HV_MULTI", reason="改为双电源", approver="clerk@ours"
    )
    assert what_was_said(told.text) == "没有办理：须写明批准人"
    told = desks["clerk"].do(
        case, "reclassify", customer_class="HV_MULTI", reason="改为双电源", approver="boss@ours"
    )
    assert told.status_code == 303
    kept = the_case(inner[0], case)
    assert kept["customer_class"] == CustomerClass.HV_MULTI.value


def test_a_pause_and_its_end(office: Office, desks: dict[str, Desk]) -> None:
    case = opened(office, "application.submitted", "application.accepted")
    clerk = desks["clerk"]
    told = clerk.do(case, "suspend", reason="GOV_APPROVAL", evidence="批文",
                    expected_resume="2026-11-01")  # fmt: skip
    assert what_was_said(told.text) == "没有办理：须写明预计恢复的日期，且在今天之后"
    clerk.do(case, "suspend", reason="GOV_APPROVAL", evidence="批文", expected_resume="2027-01-04")
    assert "已中止计时" in clerk.page(case)
    assert "suspend" not in clerk.offered(case)
    clerk.do(case, "resume")
    assert "已中止计时" not in clerk.page(case)


def test_words_that_favour_a_unit_are_refused_here_too(
    office: Office, desks: dict[str, Desk]
) -> None:
    case = opened(office, "application.submitted", "application.accepted")
    told = desks["clerk"].do(
        case, "suspend", reason="CUSTOMER_REQUEST", evidence="推荐你找宏达电力公司施工",
        expected_resume="2027-01-04",
    )  # fmt: skip
    assert "文字涉嫌指定或推荐单位" in what_was_said(told.text)
    assert "已中止计时" not in desks["clerk"].page(case)


def test_what_is_typed_comes_back_as_text(office: Office, desks: dict[str, Desk]) -> None:
    case = opened(office, "application.submitted")
    told = desks["clerk"].do(
        case, "reject", reason="duplicate", letter='"><script>alert(1)</script>', approver=""
    )
    assert "<script>" not in told.text
    assert "&#34;&gt;&lt;script&gt;" in told.text


def test_the_law_and_our_own_aims_stand_quietly_beside_the_promise(
    office: Office, desks: dict[str, Desk]
) -> None:
    case = opened(office, "application.submitted", "application.accepted")
    times = desks["clerk"].page(case).split("<h2>时限</h2>")[1].split("</section>")[0]
    assert "法定上限" in times
    assert "内部目标" in times
    assert times.index("供电方案答复") < times.index("法定上限")


def the_last_event(centre: Centre, case_id: str) -> dict[str, object]:
    record = tables.record
    query = select(record.c.body).where(record.c.kind == "event", record.c.case_id == case_id)
    with centre.store.read() as connection:
        bodies = [msgspec.json.decode(text) for text in connection.execute(query).scalars()]
    found: dict[str, object] = next(b for b in bodies if len(b["id"]) == 36)
    return found


def the_case(centre: Centre, case_id: str) -> dict[str, object]:
    record = tables.record
    query = select(record.c.body).where(record.c.kind == "case", record.c.id == case_id)
    with centre.store.read() as connection:
        found: dict[str, object] = msgspec.json.decode(connection.execute(query).scalar())
    return found
