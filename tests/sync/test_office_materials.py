"""The office sees what a customer has handed in and what is signed, and says neither blindly."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete

from app.domain.filing import Filing
from app.domain.material import Evidence
from app.ids import CaseId, RecordId, UserId
from app.reference.library import open_reference
from sync.protocol import messages
from sync.server import tables
from sync.server.case_records import records_of_case
from sync.server.centre import Centre
from tests.builders import MORNING, an_event
from tests.rested import handed_in
from tests.sync.centres import PASSWORD
from tests.sync.desks import Desk
from tests.sync.forms import what_was_said
from tests.sync.office_cases import NOW, Inner, an_office, opened
from tests.sync.offices import OURS, ZHANG, Office

TO_WORKS = (
    "application.submitted", "application.accepted", "survey.scheduled", "survey.completed",
    "scheme.submitted_for_approval", "scheme.approved", "scheme.replied", "scheme.confirmed",
    "works.started",
)  # fmt: skip
TO_ARCHIVE = (
    *TO_WORKS, "completion.requested", "completion.opinion_issued", "contract.signed",
    "fees.settled", "metering.ready", "energisation.completed",
)  # fmt: skip


@pytest.fixture(scope="module")
def inner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inner]:
    with an_office(tmp_path_factory.mktemp("materials")) as inner:
        yield inner


@pytest.fixture(scope="module")
def office(inner: Inner) -> Office:
    return Office(inner[1])


@pytest.fixture(scope="module")
def clerk(inner: Inner) -> Desk:
    return Desk(inner[1], "clerk@ours")


@pytest.fixture(scope="module")
def files(inner: Inner) -> Desk:
    return Desk(inner[1], "files@ours")


def lose_paper(centre: Centre, case_id: str, code: str) -> None:
    """The centre has the event still, and its paper no more: as after a restore of an old copy."""
    record = tables.record
    with centre.store.write() as connection:
        records = records_of_case(connection, "ours", case_id)
        assert records is not None
        named = next(event.facts["report"] for event in records.events if event.code == code)
        connection.execute(delete(record).where(record.c.id == named))


def held(centre: Centre, case_id: str) -> dict[str, Evidence]:
    with centre.store.read() as connection:
        records = records_of_case(connection, "ours", case_id)
    assert records is not None
    return {each.material_type: each for each in records.evidence}


def lines(page: str) -> dict[str, str]:
    """The section of materials: how each stands, by its name."""
    section = page.split("<h2>申请资料</h2>")[1].split("</section>")[0]
    rows = re.findall(r"<tr><td>(.*?)</td>\s*(.*?)</tr>", section, re.S)
    return {name: re.sub(r"<[^>]+>", " ", told).strip() for name, told in rows}


def test_complete_is_refused_with_the_list_until_what_is_due_is_ticked(
    inner: Inner, office: Office, clerk: Desk
) -> None:
    case = opened(office, "application.submitted")
    shown = lines(clerk.page(case))
    assert shown["用电地址物权或使用证明"] == "缺（受理时）"
    assert shown["用电设备清单"] == "现场勘查前提供"
    assert shown["设计、施工、试验单位资质"].startswith("供电企业自行获取")
    told = clerk.do(case, "accept", received=["identity", "nonsense"])
    assert told.status_code == 422
    assert what_was_said(told.text) == (
        "没有办理：还缺：用电地址物权或使用证明、经办人授权委托书及身份证明。"
        "请在“现在收到的材料”中勾选已收到的，或按一证受理选择容缺环节"
    )
    assert 'value="identity" checked' in told.text
    assert held(inner[0], case) == {}  # nothing of it: neither the word nor what was ticked
    form = clerk.form(case, deed="accept") | {"received": NOW}
    assert [clerk.send(case, "events", form).status_code for _ in range(2)] == [303, 303]
    kept = held(inner[0], case)
    assert set(kept) == set(NOW)
    one = kept["identity"]
    assert (one.collected_by, one.collected_at, one.collected_stage, one.source.value) == (
        "clerk@ours", MORNING, "now", "customer",
    )  # fmt: skip
    told = lines(clerk.page(case))
    assert "已收到" in told["用电地址物权或使用证明"]
    assert "2026年11月23日" in told["用电地址物权或使用证明"]
    assert "clerk of ours" in told["用电地址物权或使用证明"]
    assert told["用电设备清单"] == "缺（现场勘查前）"


def test_one_document_is_enough_where_the_rest_is_put_off_by_the_list(
    office: Office, clerk: Desk
) -> None:
    case = opened(office, "application.submitted")
    put_off = {
        "deferred_materials": ["用电地址物权或使用证明", "宏达公司的推荐信"],
        "deferred_materials.at": ["contract", "contract"],
    }
    told = clerk.do(case, "accept_deferred", commitment="C-1", received=["identity"], **put_off)
    assert "还缺：经办人授权委托书及身份证明。" in what_was_said(told.text)
    assert re.search(r'<option value="contract" selected>', told.text)
    told = clerk.do(
        case, "accept_deferred", commitment="C-1", received=["identity", "authorisation"], **put_off
    )
    assert told.status_code == 303
    page = clerk.page(case)
    assert lines(page)["用电地址物权或使用证明"] == "容缺，供用电合同签订前补齐"
    assert "宏达" not in page


def test_completion_is_not_reported_while_its_papers_lack(office: Office, clerk: Desk) -> None:
    case = opened(office, *TO_WORKS)
    told = clerk.do(case, "completion", received=NOW)
    assert what_was_said(told.text) == (
        "没有办理：还缺：用电设备清单、竣工资料。请在“现在收到的材料”中勾选已收到的"
    )
    told = clerk.do(case, "completion", received=[*NOW, "load_list", "completion"])
    assert told.status_code == 303


def test_a_case_is_archived_with_all_its_forms_or_with_where_the_ink_is(
    inner: Inner, office: Office, files: Desk
) -> None:
    whole = opened(office, *TO_ARCHIVE)
    assert files.page(whole).count("缺</li>") == 0
    assert files.do(whole, "archive", index="A-1").status_code == 303

    case = opened(office, *TO_ARCHIVE)
    lose_paper(inner[0], case, "completion.opinion_issued")
    assert "F06 竣工检验意见单　缺" in files.page(case)
    told = files.do(case, "archive", index="A-2", F06_doc_no="F06-7", F06_signed_by="李文娟")
    assert what_was_said(told.text) == (
        "没有办理：中心还没有签齐的单据：F06 竣工检验意见单。请先在平板签字并同步；"
        "纸质签字的，写明编号、签字人、签字日期和存放处"
    )
    assert 'name="F06_doc_no" value="F06-7"' in told.text
    in_ink = {"F06_doc_no": "F06-7", "F06_signed_by": "李文娟", "F06_signed_on": "2026-11-22"}
    told = files.do(case, "archive", index="A-2", **in_ink, F06_kept_at="档案柜 3")
    assert told.status_code == 303
    assert "F06 纸质单据 F06-7，李文娟 2026-11-22 签字，存放于 档案柜 3" in files.page(case)


@pytest.mark.parametrize("device", ["office", "import"])
@pytest.mark.parametrize(("user", "status"), [("clerk", 200), ("disp", 200), ("admin", 403),
                                              ("zhang", 403), ("manager", 403)])  # fmt: skip
def test_only_who_works_at_the_centre_calls_his_device_the_office(
    inner: Inner, device: str, user: str, status: int
) -> None:
    asked = {"user": f"{user}@ours", "password": PASSWORD, "device": device}
    assert inner[1].post(messages.SIGN_IN, json=asked).status_code == status
    asked["device"] = "tablet-7"
    assert inner[1].post(messages.SIGN_IN, json=asked).status_code == 200


RAW = {"application.accepted": TO_WORKS[:1], "completion.requested": TO_WORKS}


@pytest.mark.parametrize("code", RAW)
def test_past_the_page_the_same_materials_have_to_be_there(office: Office, code: str) -> None:
    case = opened(office, *RAW[code])
    told = replace(
        an_event(code, MORNING), id=RecordId(f"raw-{code}"), case_id=CaseId(case), org=OURS,
        actor=UserId("clerk@ours"),
    )  # fmt: skip
    assert office.new(told, "clerk") == "materials_missing"
    *others, last = handed_in(told)
    for each in others:
        assert office.new(each, "clerk") == ""
    assert office.new(told, "clerk") == "materials_missing"
    assert office.new(last, "clerk") == ""
    assert office.new(told, "clerk") == ""


def test_past_the_page_a_case_is_not_archived_without_its_forms(
    inner: Inner, office: Office
) -> None:
    case = opened(office, *TO_ARCHIVE)
    lose_paper(inner[0], case, "completion.opinion_issued")
    told = replace(
        an_event("archive.completed", MORNING), id=RecordId("raw-archive"), case_id=CaseId(case),
        org=OURS, actor=UserId("files@ours"),
    )  # fmt: skip
    assert office.new(told, "files") == "papers_missing"


def test_the_caller_sees_that_the_customer_declined_the_call(inner: Inner, office: Office) -> None:
    case, caller = opened(office, "application.submitted"), Desk(inner[1], "caller@ours")
    form = open_reference().filed("F13")
    for number, said in enumerate(("no", "yes")):
        consent = Filing(
            id=RecordId(f"f13-{number}"), case_id=CaseId(case), org=OURS, form="F13",
            form_version=form.version, attempt=1, author=ZHANG, started_at=MORNING,
            values={"purpose_satisfaction": said},
            recorded_at=MORNING + timedelta(minutes=number),
        )  # fmt: skip
        assert office.new(consent) == ""
        assert ("不同意使用其联系方式进行满意度回访" in caller.page(case)) == (said == "no")
