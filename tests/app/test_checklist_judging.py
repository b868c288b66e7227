"""What the answers come to: verdicts and the conclusion."""

from dataclasses import replace

import pytest

from app.domain.asking import questions
from app.domain.checklist import (
    Answer,
    Conclusion,
    Finding,
    Judgement,
    Lack,
    Question,
    conclude,
    judge,
)
from app.domain.customer import Importance
from app.domain.defect import Defect, DefectState, Recheck, Severity
from app.domain.limit import Verdict
from app.ids import CaseId, InspectionId, RecordId, UserId
from app.reference.library import open_reference
from tests.builders import MORNING, ORG, a_case, a_typical_hv_case_with_equipment

REFERENCE = open_reference()
CHECKLIST = REFERENCE.checklist("completion_inspection")
CASE, DEVICES = a_typical_hv_case_with_equipment()
IMPORTANT = a_case(importance=Importance.FIRST)
ASKED = {
    question.key: question
    for case in (IMPORTANT, CASE)
    for question in questions(CHECKLIST, case.facts, DEVICES)
}


def asked(item: str) -> Question:
    return next(question for key, question in ASKED.items() if key.item == item)


def found(
    item: str,
    said: Judgement | None = None,
    photos: int = 0,
    instrument: str = "",
    text: str = "",
    note: str = "",
    **inputs: str,
) -> Finding:
    question = asked(item)
    answer = Answer(item, question.device_id, "", said, text, inputs, note, instrument)
    return judge(question, answer, REFERENCE.limits, photos, frozenset({"new"}))


def a_defect(severity: Severity, state: DefectState = DefectState.OPEN) -> Defect:
    defect = Defect(
        RecordId("d1"), CaseId("case-1"), ORG, InspectionId("i1"), "com.tx.group", "T1",
        "高压室", "联结组与铭牌不符", severity, "GB 50150-2016",
    )  # fmt: skip
    if state is DefectState.CLOSED:
        look = Recheck(InspectionId("i2"), 2, put_right=True, by=UserId("zhang"), at=MORNING)
        return defect.rechecked(look)
    if state is DefectState.REPORTED_FIXED:
        return defect.reported("已更正", "2026-11-20", UserId("zhang"), MORNING)
    return defect


PASSED = found("com.earth.cont", x="0.02")
FAILED = found("com.earth.cont", x="0.2")
UNANSWERED = judge(asked("com.earth.cont"), None, REFERENCE.limits)


def test_three_readings_are_reduced_to_the_value_the_limit_wants() -> None:
    finding = found("com.tx.dc_line", r_ab="1.010", r_bc="1.020", r_ca="1.000")
    assert (finding.verdict, finding.reading, finding.unit) == (Verdict.PASS, "1.98", "%")
    assert finding.requirement == "≤ 2 %"
    assert found("com.tx.dc_line", r_ab="1.01", r_bc="1.03", r_ca="1.00").verdict is Verdict.FAIL


def test_what_just_misses_the_limit_fails_and_shows_why() -> None:
    finding = found("com.tx.dc_line", r_ab="1.000000", r_bc="1.010001", r_ca="0.990000")
    assert (finding.verdict, finding.reading) == (Verdict.FAIL, "2.000099")


def test_several_readings_are_shown_with_their_names_and_units() -> None:
    finding = found("com.cable.ac", mult="2", minutes="15")
    assert (finding.reading, finding.unit) == ("试验电压 2 U0；加压时间 15 min", "")


def test_a_half_typed_measurement_says_what_it_lacks_and_what_is_required() -> None:
    finding = found("com.tx.dc_line", r_ab="1.010")
    assert (finding.verdict, finding.lack) == (Verdict.UNDETERMINED, Lack.INPUTS)
    assert finding.requirement == "≤ 2 %"
    assert UNANSWERED.lack is Lack.ANSWER


def test_a_person_can_fail_what_its_number_would_pass_and_not_the_reverse() -> None:
    assert found("com.earth.cont", Judgement.FAIL, x="0.02").verdict is Verdict.FAIL
    assert found("com.earth.cont", Judgement.PASS, x="0.2").verdict is Verdict.FAIL
    assert found("com.earth.cont", Judgement.PASS).verdict is Verdict.UNDETERMINED


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (Judgement.PASS, Verdict.PASS),
        (Judgement.FAIL, Verdict.FAIL),
        (Judgement.NOT_READY, Verdict.FAIL),
        (Judgement.NOT_APPLICABLE, Verdict.NOT_APPLICABLE),
        (None, Verdict.UNDETERMINED),
    ],
)
def test_what_is_looked_at_is_what_the_person_says(
    said: Judgement | None, verdict: Verdict
) -> None:
    assert found("com.tx.group", said).verdict is verdict


def test_a_measurement_without_limit_is_judged_by_a_person_who_names_its_number() -> None:
    assert found("com.em.start", Judgement.PASS).lack is Lack.INPUTS
    assert found("com.em.start", x="12").lack is Lack.ANSWER
    finding = found("com.em.start", Judgement.PASS, x="12")
    assert (finding.verdict, finding.reading, finding.unit) == (Verdict.PASS, "12", "s")
    assert found("com.em.start", Judgement.FAIL).verdict is Verdict.FAIL
    assert found("com.ops.staff", Judgement.PASS, x="0").verdict is Verdict.PASS


def test_a_text_is_done_once_it_is_written() -> None:
    assert found("com.tx.tap", text="Ⅲ 档").verdict is Verdict.PASS
    assert found("com.tx.tap", text="  ").lack is Lack.ANSWER


def test_yes_can_mean_work_to_follow_without_being_a_failure() -> None:
    question = asked("com.tx.group")
    question = replace(question, item=replace(question.item, yes_means="finding"))
    for said in (Judgement.PASS, Judgement.FAIL):
        answer = Answer("com.tx.group", "T1", "", said)
        assert judge(question, answer, REFERENCE.limits).verdict is Verdict.PASS


def test_a_required_photo_is_missing_until_it_is_there() -> None:
    assert found("com.tx.nameplate", Judgement.PASS).lack is Lack.PHOTO
    assert found("com.tx.nameplate", Judgement.PASS, photos=1).verdict is Verdict.PASS


def test_the_photos_of_the_whole_are_done_when_there_are_enough() -> None:
    question = asked("com.result.photos")
    assert judge(question, None, REFERENCE.limits, photos=11).lack is Lack.PHOTO
    assert judge(question, None, REFERENCE.limits, photos=12).verdict is Verdict.PASS


def test_a_reading_of_an_uncalibrated_instrument_supports_no_pass() -> None:
    finding = found("com.earth.cont", instrument="old", x="0.02")
    assert (finding.verdict, finding.lack) == (Verdict.UNDETERMINED, Lack.CALIBRATION)
    assert found("com.earth.cont", instrument="old", x="0.2").verdict is Verdict.FAIL
    assert found("com.earth.cont", instrument="new", x="0.02").verdict is Verdict.PASS


def test_what_is_read_on_site_passes_by_a_listed_instrument_in_calibration_alone() -> None:
    read = {"x": "1.80", "withdrawable": "0"}
    assert found("com.lv.clearance", instrument="new", **read).verdict is Verdict.PASS
    unlisted = found("com.lv.clearance", instrument="gone", **read)
    assert (unlisted.verdict, unlisted.lack) == (Verdict.UNDETERMINED, Lack.CALIBRATION)
    unnamed = found("com.lv.clearance", **read)
    assert (unnamed.verdict, unnamed.lack) == (Verdict.UNDETERMINED, Lack.INSTRUMENT)
    reported = found("com.earth.cont", x="0.02")  # its laboratory measured it
    assert reported.verdict is Verdict.PASS


def test_what_was_read_and_failed_is_not_made_good_by_saying_that_it_does_not_apply() -> None:
    finding = found("com.earth.cont", Judgement.NOT_APPLICABLE, note="不适用", x="0.2")
    assert finding.verdict is Verdict.FAIL
    assert finding.blocks


def test_why_a_grave_item_does_not_apply_is_told_in_a_note() -> None:
    silent = found("com.tx.group", Judgement.NOT_APPLICABLE)
    assert (silent.verdict, silent.lack) == (Verdict.NOT_APPLICABLE, Lack.NOTE)
    told = found("com.tx.group", Judgement.NOT_APPLICABLE, note="单台单相变压器")
    assert (told.verdict, told.lack) == (Verdict.NOT_APPLICABLE, None)
    assert found("com.earth.label", Judgement.NOT_APPLICABLE).lack is None


def test_what_cannot_be_looked_at_yet_fails_and_says_so() -> None:
    finding = found("com.tx.group", Judgement.NOT_READY, photos=1)
    assert (finding.verdict, finding.fact, finding.lack) == (
        Verdict.FAIL, "不具备检查条件", None,
    )  # fmt: skip
    assert found("com.earth.cont", Judgement.NOT_READY, x="0.02").verdict is Verdict.FAIL


def test_nothing_grave_open_is_a_pass() -> None:
    minor = a_defect(Severity.MINOR)
    closed = a_defect(Severity.CRITICAL, DefectState.CLOSED)
    assert conclude([PASSED], [minor, closed]) is Conclusion.PASS


@pytest.mark.parametrize("grave", [FAILED, UNANSWERED])
def test_one_grave_item_failed_or_open_is_enough_to_rectify(grave: Finding) -> None:
    assert conclude([PASSED, grave], []) is Conclusion.RECTIFY


@pytest.mark.parametrize("state", [DefectState.OPEN, DefectState.REPORTED_FIXED])
def test_a_grave_defect_that_stands_is_enough_to_rectify(state: DefectState) -> None:
    assert conclude([PASSED], [a_defect(Severity.MAJOR, state)]) is Conclusion.RECTIFY


def test_neither_a_minor_item_nor_an_advisory_limit_blocks() -> None:
    advisory = found("com.sw.ir", x="10")
    minor = found("com.earth.label", Judgement.FAIL)
    assert {advisory.verdict, minor.verdict} == {Verdict.FAIL}
    assert conclude([advisory, minor], []) is Conclusion.PASS
