"""Defects through their rounds: told at once, reported put right, looked at again, waived."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from app.actions.attach_photo import attach_photo
from app.actions.keep_answer import keep_answer
from app.actions.keep_draft import keep_draft
from app.actions.open_workspace import close_workspace, create_workspace
from app.actions.record_defect import record_defect
from app.actions.record_inspection import record_inspection
from app.actions.report_fix import report_fix
from app.actions.request_reinspection import request_reinspection
from app.actions.start_inspection import start_inspection
from app.actions.waive_defect import unwaive_defect, waive_defect
from app.actions.withdraw import withdraw
from app.clock import SystemClock
from app.domain.case import CaseEvent
from app.domain.checklist import Answer, Conclusion, Judgement
from app.domain.defect import Defect, DefectState, Severity, next_numbers
from app.domain.inspection import InspectionKind
from app.domain.staff import Identity
from app.errors import NotReady, SealedRecord, WaiverRefused, WordsRefused, WrongStage
from app.ids import DeviceId, Minter, RecordId, UserId
from app.views.visits import inspection_page
from app.workspace import Workspace
from tests.flows.visits import HERE, in_company, the_case_of
from ui.demo.cast import ORG, the_case, the_devices, the_history

BAD = "com.tx.core"
SMALL = "com.earth.label"


WHO = Identity(UserId("zhang"), "张海峰", ORG, ("inspector",), DeviceId("tablet-1"))


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A tablet with a case whose completion inspection is due."""
    clock = SystemClock()
    made = create_workspace(tmp_path / "tablet", "a long enough password", WHO)
    ids = Minter(clock)
    case = the_case(ids)
    with made.unit("come_down") as unit:
        for record in (
            case,
            *the_devices(case, ids),
            *the_history(case, WHO, ids, clock.now() - timedelta(days=2)),
        ):
            unit.save(record)
    Image.effect_noise((320, 240), 60).convert("RGB").save(tmp_path / "photo.jpg", "JPEG")
    yield made
    close_workspace(made)


def an_event_of(ws: Workspace, code: str, **facts: str) -> CaseEvent:
    """Something that happened to the case, now."""
    return CaseEvent(
        RecordId(ws.ids.new()), the_case_of(ws), ORG, code, ws.clock.now(), WHO.user, "inspector",
        WHO.device, facts,
    )  # fmt: skip


def a_defect(ws: Workspace, visit_id: str, item: str, **changes: object) -> Defect:
    """What is wrong with this item, at the device that failed."""
    page = inspection_page(ws, visit_id)
    question = next(f.question for f in page.findings if f.question.item.id == item)
    defect = Defect(
        RecordId(""), page.case.id, page.case.org, page.inspection.id, item, question.device_id,
        "低压侧", "低压侧螺栓未紧固，缺弹簧垫圈", Severity.MAJOR, "GB 50148",
    )  # fmt: skip
    return replace(defect, **changes)  # type: ignore[arg-type]


def answer(ws: Workspace, visit_id: str, defect: Defect, judged: Judgement) -> None:
    keep_answer(ws, visit_id, Answer(defect.item, defect.device, "", judged), HERE)


def a_failed_visit(ws: Workspace) -> tuple[str, Defect, Defect]:
    """A visit recorded with one major and one minor defect, as if everything else had passed."""
    visit = start_inspection(ws, the_case_of(ws), InspectionKind.COMPLETION)
    grave = record_defect(ws, a_defect(ws, visit.id, BAD))
    small = a_defect(ws, visit.id, SMALL, severity=Severity.MINOR, basis="")
    small = record_defect(ws, small)
    grave, small = next_numbers("F06", 1, [grave, small], [])
    now = ws.clock.now()
    told = an_event_of(
        ws, "completion.opinion_issued",
        result="rectify", defects="2", open_critical="0", open_major="1", unjudged="0",
        list_complete="yes",
    )  # fmt: skip
    with ws.unit("record") as unit:
        done = replace(visit, recorded_at=now, conclusion=Conclusion.RECTIFY, opinion="须整改。")
        for record in (grave, small, done, told):
            unit.save(record)
    return visit.id, grave, small


def a_recheck(ws: Workspace) -> str:
    """The next visit, begun after the customer asked for it."""
    case_id = the_case_of(ws)
    asked = an_event_of(ws, "completion.reinspection_requested", rectified="2")
    with ws.unit("request") as unit:
        unit.save(asked)
    again = start_inspection(ws, case_id, InspectionKind.COMPLETION)
    keep_draft(ws, again.id, {"safety_briefed": True, "opinion": "复检情况见各项。"}, HERE)
    in_company(ws, again.id)
    return again.id


def and_rectify_again(ws: Workspace) -> None:
    """The paper of this round was signed too."""
    told = an_event_of(
        ws, "completion.opinion_issued",
        result="rectify", defects="1", open_critical="0", open_major="1", unjudged="0",
        list_complete="yes",
    )  # fmt: skip
    with ws.unit("sign") as unit:
        unit.save(told)


def the_defect(ws: Workspace, name: str) -> Defect:
    with ws.read() as unit:
        return unit.get(Defect, name)


def test_a_defect_needs_words_and_a_grave_one_its_basis(ws: Workspace, tmp_path: Path) -> None:
    visit = start_inspection(ws, the_case_of(ws), InspectionKind.COMPLETION).id
    with pytest.raises(NotReady) as refusal:
        record_defect(ws, a_defect(ws, visit, BAD, basis="", description="松"))
    assert refusal.value.missing == ("description", "basis")
    assert record_defect(ws, a_defect(ws, visit, BAD, basis="", severity=Severity.MINOR)).id


def test_what_is_only_advice_to_an_ordinary_customer_weighs_as_a_suggestion_at_most(
    ws: Workspace, tmp_path: Path
) -> None:
    visit = start_inspection(ws, the_case_of(ws), InspectionKind.COMPLETION).id
    page = inspection_page(ws, visit)
    advice = next(f.question for f in page.findings if f.question.is_advice)
    with pytest.raises(NotReady) as refusal:
        record_defect(ws, a_defect(ws, visit, advice.item.id))
    assert refusal.value.missing == ("advisory",)
    assert record_defect(ws, a_defect(ws, visit, advice.item.id, severity=Severity.MINOR)).id


def test_defects_are_numbered_and_sealed_with_their_visit(ws: Workspace, tmp_path: Path) -> None:
    _, grave, small = a_failed_visit(ws)
    assert [grave.number, small.number] == ["F06-1-01", "F06-1-02"]
    for deed in (
        lambda: record_defect(ws, replace(grave, description="其实没有什么问题")),
        lambda: withdraw(ws, Defect, small.id),
    ):
        with pytest.raises(SealedRecord):
            deed()


def test_rounds_are_counted_until_it_is_put_right(ws: Workspace, tmp_path: Path) -> None:
    _, grave, small = a_failed_visit(ws)
    with pytest.raises(NotReady) as refusal:
        report_fix(ws, grave.id, "", "2999-01-01")
    assert refusal.value.missing == ("fix_text", "fixed_on")
    report_fix(ws, grave.id, "已加弹簧垫圈并紧固", "2026-01-05")
    attach_photo(ws, grave.id, tmp_path / "photo.jpg")
    assert the_defect(ws, grave.id).state is DefectState.REPORTED_FIXED

    second = a_recheck(ws)
    page = inspection_page(ws, second)
    assert {f.question.place for f in page.findings} == {grave.place, small.place}
    answer(ws, second, grave, Judgement.FAIL)
    attach_photo(ws, second, tmp_path / "photo.jpg", BAD, grave.device)
    answer(ws, second, small, Judgement.PASS)
    assert record_inspection(ws, second).conclusion is Conclusion.RECTIFY
    and_rectify_again(ws)
    still = the_defect(ws, grave.id)
    assert (still.id, still.state, still.rounds) == (grave.id, DefectState.OPEN, 1)
    assert the_defect(ws, small.id).state is DefectState.CLOSED
    with pytest.raises(NotReady) as refusal:
        report_fix(ws, small.id, "又做了一遍", "2026-01-05")
    assert refusal.value.missing == ("not_open",)

    third = a_recheck(ws)
    assert [f.question.place for f in inspection_page(ws, third).findings] == [grave.place]
    answer(ws, third, grave, Judgement.PASS)
    assert record_inspection(ws, third).conclusion is Conclusion.PASS
    assert the_defect(ws, grave.id).rounds == 2


def test_what_is_said_of_the_customers_fix_favours_no_unit(ws: Workspace) -> None:
    _, grave, _ = a_failed_visit(ws)
    with pytest.raises(WordsRefused):
        report_fix(ws, grave.id, "推荐你找宏达电力公司施工", "2026-01-05")
    assert the_defect(ws, grave.id).fix is None


def test_a_re_inspection_is_asked_for_by_whoever_serves_the_customer(ws: Workspace) -> None:
    _, grave, _ = a_failed_visit(ws)
    report_fix(ws, grave.id, "已加弹簧垫圈并紧固", "2026-01-05")
    with pytest.raises(WrongStage) as refusal:
        request_reinspection(ws, the_case_of(ws))
    assert refusal.value.reason == "role_may_not"
    serving = replace(ws, who=replace(WHO, roles=("inspector", "account_manager")))
    assert request_reinspection(serving, the_case_of(ws)).role == "account_manager"
    with pytest.raises(WrongStage) as refusal:
        request_reinspection(serving, the_case_of(ws))
    assert refusal.value.reason == "nothing_to_recheck"


def test_only_a_suggestion_is_waived_by_the_lead_with_a_reason(
    ws: Workspace, tmp_path: Path
) -> None:
    first, grave, small = a_failed_visit(ws)
    with pytest.raises(SealedRecord):
        waive_defect(ws, first, small.id, "客户另行安排")
    again = a_recheck(ws)
    for defect, reason, why in (
        (grave, "客户另行安排", "not_minor"),
        (small, " ", "no_reason"),
    ):
        with pytest.raises(WaiverRefused) as refusal:
            waive_defect(ws, again, defect.id, reason)
        assert refusal.value.why == why
    keep_draft(ws, again, {"lead": UserId("somebody")}, HERE)
    with pytest.raises(WaiverRefused) as refusal:
        waive_defect(ws, again, small.id, "客户另行安排")
    assert refusal.value.why == "not_lead"
    keep_draft(ws, again, {"lead": ws.who.user}, HERE)

    waive_defect(ws, again, small.id, "客户另行安排")
    page = inspection_page(ws, again)
    assert [f.question.place for f in page.findings] == [grave.place]
    assert {d.id for d in page.defects} == {grave.id, small.id}
    unwaive_defect(ws, again, small.id)
    assert len(inspection_page(ws, again).findings) == 2
    waive_defect(ws, again, small.id, "客户另行安排")
    answer(ws, again, grave, Judgement.PASS)
    assert record_inspection(ws, again).conclusion is Conclusion.PASS
    assert the_defect(ws, small.id).state is DefectState.WAIVED


def test_what_is_new_at_a_re_inspection_must_be_told_from_what_was_missed(
    ws: Workspace, tmp_path: Path
) -> None:
    _, grave, small = a_failed_visit(ws)
    again = a_recheck(ws)
    answer(ws, again, grave, Judgement.PASS)
    answer(ws, again, small, Judgement.PASS)
    also = replace(grave, item="com.tx.group")
    keep_draft(ws, again, {"also": (also.place,)}, HERE)
    page = inspection_page(ws, again)
    assert {f.question.place for f in page.findings} == {grave.place, small.place, also.place}
    answer(ws, again, also, Judgement.FAIL)
    attach_photo(ws, again, tmp_path / "photo.jpg", also.item, also.device)
    new = record_defect(ws, a_defect(ws, again, also.item))
    assert [m.what for m in inspection_page(ws, again).missing] == ["missed"]
    record_defect(ws, replace(new, missed=True))
    assert record_inspection(ws, again).conclusion is Conclusion.RECTIFY
    assert the_defect(ws, new.id).number == "F06-2-01"
    and_rectify_again(ws)
    third = a_recheck(ws)
    assert [f.question.place for f in inspection_page(ws, third).findings] == [also.place]
