"""A defect: where it stands follows from its rounds, and its number is its own for good."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.defect import (
    Defect,
    DefectState,
    Recheck,
    Severity,
    Waiver,
    next_numbers,
)
from app.ids import CaseId, InspectionId, RecordId, UserId
from tests.builders import ORG

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ZHANG = UserId("zhang")


def a_defect(name: str = "d1", **changes: object) -> Defect:
    defect = Defect(
        RecordId(name), CaseId("case-1"), ORG, InspectionId("visit-1"), "com.tx.core", "T1",
        "低压侧", "低压侧螺栓未紧固", Severity.MAJOR, "GB 50148",
    )  # fmt: skip
    return replace(defect, **changes)  # type: ignore[arg-type]


def looked_at(defect: Defect, attempt: int, *, put_right: bool) -> Defect:
    visit = InspectionId(f"visit-{attempt}")
    return defect.rechecked(Recheck(visit, attempt, put_right, ZHANG, NOW))


def told_fixed(defect: Defect) -> Defect:
    return defect.reported("已重新紧固", date(2026, 11, 20).isoformat(), ZHANG, NOW)


def test_what_the_customer_reports_waits_for_the_next_re_inspection() -> None:
    defect = a_defect()
    assert defect.state is DefectState.OPEN
    assert told_fixed(defect).state is DefectState.REPORTED_FIXED
    assert told_fixed(defect).blocks


def test_what_is_still_open_goes_back_to_open_under_the_same_id_and_counts_the_round() -> None:
    again = looked_at(told_fixed(a_defect()), 2, put_right=False)
    assert (again.id, again.state, again.rounds) == ("d1", DefectState.OPEN, 1)
    assert told_fixed(again).state is DefectState.REPORTED_FIXED
    closed = looked_at(told_fixed(again), 3, put_right=True)
    assert (closed.state, closed.rounds, closed.closed_in) == (DefectState.CLOSED, 2, "visit-3")
    assert not closed.stands


def test_taking_a_re_inspection_up_again_gives_the_defect_back_as_it_was() -> None:
    before = told_fixed(a_defect())
    for put_right in (True, False):
        assert looked_at(before, 2, put_right=put_right).unchecked("visit-2") == before


@given(st.lists(st.sampled_from(["fix", "good", "bad", "undo"]), max_size=12))
def test_whatever_happens_it_stands_unless_the_last_look_was_good(deeds: list[str]) -> None:
    defect, looks = a_defect(), list[bool]()
    for deed in deeds:
        if deed == "fix":
            defect = told_fixed(defect)
        elif deed == "undo" and looks:
            looks.pop()
            defect = defect.unchecked(f"visit-{len(looks) + 2}")
        elif deed in ("good", "bad"):
            looks.append(deed == "good")
            defect = looked_at(defect, len(looks) + 1, put_right=looks[-1])
    assert defect.rounds == len(looks)
    assert defect.stands == (not looks or not looks[-1])


def test_a_waived_suggestion_stands_no_more() -> None:
    waived = a_defect(
        severity=Severity.MINOR, waiver=Waiver(InspectionId("visit-2"), "客户另有安排", ZHANG, NOW)
    )
    assert (waived.state, waived.stands) == (DefectState.WAIVED, False)


def test_numbers_follow_each_other_and_are_never_given_twice() -> None:
    first = next_numbers("F06", 1, [a_defect("a"), a_defect("b")], [])
    assert [d.number for d in first] == ["F06-1-01", "F06-1-02"]
    taken_back = [d.number for d in first]
    later = next_numbers("F06", 1, [first[0], a_defect("c")], taken_back)
    assert [d.number for d in later] == ["F06-1-01", "F06-1-03"]
    assert next_numbers("F06", 2, [a_defect("d")], taken_back)[0].number == "F06-2-01"


@pytest.mark.parametrize("severity", [Severity.CRITICAL, Severity.MAJOR])
def test_only_what_is_grave_blocks(severity: Severity) -> None:
    assert a_defect(severity=severity).blocks
    assert not a_defect(severity=Severity.MINOR).blocks
    assert not a_defect(severity=severity, withdrawn_at=NOW + timedelta(1)).blocks
