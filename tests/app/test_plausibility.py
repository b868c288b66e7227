"""What looks odd asks for a word; what is not known, and what is ordinary, is not odd."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from app.domain.asking import questions
from app.domain.checklist import Answer, Finding, judge
from app.domain.evidence import Photo
from app.domain.inspection import Inspection, InspectionKind
from app.domain.plausibility import Oddity, metres_between, oddities, unexplained
from app.domain.site import Position
from app.domain.units import Degrees, Metres
from app.ids import Digest, RecordId, UserId
from app.reference.library import open_reference
from tests.builders import MORNING, ORG, a_case, a_typical_hv_case_with_equipment, a_visit, an_event

CASE, DEVICES = a_typical_hv_case_with_equipment()
REFERENCE = open_reference()
ASKED = questions(REFERENCE.checklist("completion_inspection"), CASE.facts, DEVICES)
NOON = MORNING + timedelta(hours=3)


def a_photo(**changes: object) -> Photo:
    photo = Photo(
        RecordId("p1"), CASE.id, ORG, RecordId("visit-1"), "com.tx.group", "T1", Digest("a"),
        Digest("b"), "image/jpeg", 4, 3, 9, UserId("zhang"), MORNING, caption="铭牌",
    )  # fmt: skip
    return replace(photo, **changes)  # type: ignore[arg-type]


def found(
    *photos: Photo, visit: Inspection | None = None, findings: tuple[Finding, ...] = (),
    now: object = NOON, **facts: str,
) -> tuple[Oddity, ...]:  # fmt: skip
    visit = visit or a_visit()
    events = [an_event("survey.scheduled", **facts)] if facts else []
    return oddities(visit, a_case(), events, findings, photos, None, now)  # type: ignore[arg-type]


def whats(*args: object, **more: object) -> list[str]:
    return [odd.what for odd in found(*args, **more)]  # type: ignore[arg-type]


def at(latitude: str, longitude: str, accuracy: int = 0) -> Position:
    place = (Degrees(Decimal(latitude)), Degrees(Decimal(longitude)))
    return Position(*place, Metres(Decimal(accuracy)))


def test_an_ordinary_visit_has_nothing_odd() -> None:
    near = at("36.7215", "101.7530")
    photo = a_photo(claimed_position=near, claimed_at="2026-11-23T09:30:00")
    assert found(photo, a_photo()) == ()


def test_distances_are_right_to_a_percent() -> None:
    xining, lhasa = at("36.6171", "101.7782"), at("29.6500", "91.1000")
    assert metres_between(xining, lhasa) == pytest.approx(1_260_000, rel=0.02)
    assert metres_between(at("36", "101"), at("36.01", "101")) == pytest.approx(1113, rel=0.01)


def test_a_photo_taken_elsewhere_or_at_another_time_is_odd() -> None:
    (odd,) = found(a_photo(claimed_position=at("36.75", "101.7525")))
    assert (odd.what, odd.said) == ("photo_far", "照片“铭牌”的定位距用电地址约 3.2 km")
    assert whats(a_photo(claimed_position=at("36.75", "101.7525", 5000))) == []
    assert whats(a_photo(claimed_at="2026-11-20T09:30:00")) == ["photo_time"]
    assert whats(a_photo(claimed_at="gestern")) == []


def test_times_that_cannot_be_are_odd() -> None:
    assert whats(now=MORNING + timedelta(hours=30)) == ["too_long"]
    assert whats(a_photo(taken_at=NOON + timedelta(minutes=5))) == ["clock_back"]
    survey = a_visit(kind=InspectionKind.SURVEY)
    assert whats(visit=survey, appointment_at="2026-11-24T09:00:00+08:00") == ["begun_early"]
    assert whats(visit=survey, appointment_at="2026-11-23T15:00:00+08:00") == []
    recorded = a_visit(recorded_at=NOON)
    assert whats(visit=recorded, now=MORNING + timedelta(days=9)) == []


def read(item: str, **inputs: str) -> tuple[Finding, ...]:
    question = next(q for q in ASKED if q.item.id == item)
    return (judge(question, Answer(item, question.device_id, inputs=inputs), REFERENCE.limits),)


@pytest.mark.parametrize(
    ("item", "inputs", "odd"),
    [
        ("com.tx.dc_line", {"r_ab": "1.01", "r_bc": "1.02", "r_ca": "1.00"}, []),
        ("com.tx.dc_line", {"r_ab": "1.01", "r_bc": "10.2", "r_ca": "1.00"}, ["apart"]),
        ("com.tx.ir", {"r_t": "-3", "t_c": "18"}, ["not_positive"]),
        ("com.tx.ir", {"r_t": "3200", "t_c": "180"}, ["temperature"]),
        ("com.tx.ir", {"r_t": "viel", "t_c": ""}, []),
    ],
)
def test_readings_that_contradict_the_world_or_each_other_are_odd(
    item: str, inputs: dict[str, str], odd: list[str]
) -> None:
    assert whats(findings=read(item, **inputs)) == odd


def test_a_word_settles_it() -> None:
    odd = found(now=MORNING + timedelta(hours=30))
    assert unexplained(odd, {}) == odd
    assert unexplained(odd, {odd[0].key: "  "}) == odd
    assert unexplained(odd, {odd[0].key: "停电等待，次日继续"}) == ()
