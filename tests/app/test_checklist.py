"""Which questions a case gets, and what its answers come to."""

from decimal import Decimal

from app.domain.checklist import (
    Answer,
    CaseFacts,
    Conclusion,
    Finding,
    Judgement,
    Lack,
    Question,
    conclude,
    judge,
    questions,
)
from app.domain.defect import Severity
from app.domain.limit import Verdict
from app.reference.library import open_reference
from tests.builders import a_typical_substation

REFERENCE = open_reference()
CHECKLIST = REFERENCE.checklist("completion_inspection")
FACTS = CaseFacts(Decimal(10), "general_industrial", "none", frozenset({"capacitor", "ct_meter"}))
ASKED = questions(CHECKLIST, FACTS, a_typical_substation())


def asked(item: str, device: str = "") -> Question:
    return next(q for q in ASKED if q.item.id == item and q.device_id == device)


def judged(item: str, device: str, photos: int = 0, **inputs: str) -> Finding:
    answer = Answer(item, device, inputs=inputs)
    return judge(asked(item, device), answer, REFERENCE.limits, photos)


def test_a_section_asks_each_device_of_its_kind() -> None:
    assert [q.device_id for q in ASKED if q.item.id == "com.sw.model"] == ["G1", "G2"]
    assert {q.device_id for q in ASKED if q.section.id == "tx"} == {"T1"}


def test_what_does_not_apply_is_not_asked() -> None:
    items = {q.item.id for q in ASKED}
    assert "com.tx.dry_temp" in items
    assert not items & {"com.tx.oil_bd", "com.em.cap", "com.dc.voltage", "com.tx.abs"}


def test_what_belongs_to_energisation_is_left_out() -> None:
    assert not {q.item.id for q in ASKED} & {"com.tx.energise", "com.meter.seal"}


def test_three_readings_are_reduced_to_the_value_the_limit_wants() -> None:
    finding = judged("com.tx.dc_line", "T1", r_ab="1.010", r_bc="1.020", r_ca="1.000")
    assert (finding.verdict, finding.reading) == (Verdict.PASS, "1.98")
    assert finding.requirement == "≤ 2 %"
    worse = judged("com.tx.dc_line", "T1", r_ab="1.01", r_bc="1.03", r_ca="1.00")
    assert worse.verdict is Verdict.FAIL


def test_a_nameplate_value_is_known_and_not_asked() -> None:
    question = asked("com.tx.dc_line", "T1")
    assert question.given["s_kva"] == "630"
    assert [spec.name for spec in question.typed] == ["r_ab", "r_bc", "r_ca"]


def test_a_half_typed_measurement_is_undetermined_and_says_what_it_lacks() -> None:
    finding = judged("com.tx.dc_line", "T1", r_ab="1.010")
    assert (finding.verdict, finding.lack) == (Verdict.UNDETERMINED, Lack.INPUTS)


def test_a_required_photo_is_missing_until_it_is_there() -> None:
    question = asked("com.tx.nameplate", "T1")
    answer = Answer("com.tx.nameplate", "T1", judgement=Judgement.PASS)
    assert judge(question, answer, REFERENCE.limits).lack is Lack.PHOTO
    assert judge(question, answer, REFERENCE.limits, photos=1).verdict is Verdict.PASS


def test_a_reading_of_an_uncalibrated_instrument_supports_no_pass() -> None:
    answer = Answer("com.earth.cont", inputs={"x": "0.02"}, instrument="E1")
    question = asked("com.earth.cont")
    finding = judge(question, answer, REFERENCE.limits, expired=frozenset({"E1"}))
    assert (finding.verdict, finding.lack) == (Verdict.UNDETERMINED, Lack.CALIBRATION)


def test_an_ordinary_customer_is_only_advised_on_what_does_not_touch_the_grid() -> None:
    assert asked("com.ops.tools").severity is Severity.MINOR
    full = CaseFacts(Decimal(10), "x", "first", frozenset(), full_scope=True)
    asked_fully = questions(CHECKLIST, full, a_typical_substation())
    tools = next(q for q in asked_fully if q.item.id == "com.ops.tools")
    assert tools.severity is Severity.CRITICAL


def test_one_grave_failure_is_enough_to_rectify() -> None:
    good = judge(
        asked("com.earth.cont"), Answer("com.earth.cont", inputs={"x": "0.02"}), REFERENCE.limits
    )
    bad = judge(
        asked("com.earth.cont"), Answer("com.earth.cont", inputs={"x": "0.2"}), REFERENCE.limits
    )
    assert conclude([good], []) is Conclusion.PASS
    assert conclude([good, bad], []) is Conclusion.RECTIFY


def test_an_unanswered_grave_item_cannot_pass() -> None:
    assert (
        conclude([judge(asked("com.earth.cont"), None, REFERENCE.limits)], []) is Conclusion.RECTIFY
    )


def test_an_advisory_limit_never_blocks() -> None:
    finding = judged("com.sw.ir", "G1", x="10")
    assert finding.verdict is Verdict.FAIL
    assert conclude([finding], []) is Conclusion.PASS


