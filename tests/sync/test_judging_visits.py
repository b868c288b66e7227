"""The centre judges a visit that passed as the tablet did: whole, and by what that knew."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from app.clock import FixedClock
from app.codec import Record
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.defect import Defect, Severity
from app.domain.entry import FormRow
from app.domain.equipment import Equipment
from app.domain.filing import Filing
from app.domain.inspection import Inspection
from app.ids import CaseId, RecordId, UserId
from app.reference.library import open_reference
from tests.builders import MORNING, a_case, an_event
from tests.rested import Rested, rested
from tests.sync.centres import an_inner_centre, let_in, names
from tests.sync.offices import OURS, ZHANG, Office

LATER = MORNING + timedelta(hours=5)
"""When visits are recorded: changes are made at MORNING, so what comes first was known then."""
REFUSED = "paper_says_otherwise"
numbers = itertools.count(1)


@dataclass(frozen=True)
class Bench:
    """A case of its own at a centre, and a completion inspection of it that passed."""

    office: Office
    case: ConnectionCase

    def passed(self, name: str = "visit", hours: int = 0) -> Rested:
        event = an_event("completion.opinion_issued", LATER + timedelta(hours=hours))
        facts = {name: text for name, text in event.facts.items() if name != "doc_no"}
        name = f"{self.case.id}-{name}"
        own = {"case_id": self.case.id, "org": OURS, "actor": ZHANG, "facts": facts}
        return rested(replace(event, id=RecordId(name), **own))

    def bring(self, *records: Record, by: str = "zhang") -> None:
        for record in records:
            assert self.office.new(record, by) == ""

    def told(self, made: Rested) -> str:
        """Why its opinion is refused when it has all that it rests on."""
        self.bring(*made.papers)
        return self.office.new(made.event)

    def device(self, kind: str = "transformer") -> Equipment:
        name = RecordId(f"{self.case.id}-{kind}")
        return Equipment(name, self.case.id, OURS, kind, "1号", ("transformer_dry",), {})

    def requested(self, by: str = "clerk") -> CaseEvent:
        return replace(
            an_event("completion.requested", MORNING + timedelta(hours=1)), org=OURS,
            case_id=self.case.id, id=RecordId(f"{self.case.id}-asked"), actor=UserId(f"{by}@ours"),
        )  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("visits")
    with an_inner_centre(folder, FixedClock(LATER)) as (_, client):
        let_in(folder, "ours", clerk="clerk", zhang="inspector", li="inspector+account_manager")
        yield Office(client)


@pytest.fixture
def bench(office: Office) -> Bench:
    case = a_case(id=CaseId(f"judged-{next(numbers)}"), team=names(["zhang", "li"], "ours"))
    assert office.new(case, "clerk") == ""
    return Bench(office, case)


def test_all_that_is_asked_and_answered_passes(bench: Bench) -> None:
    assert bench.told(bench.passed()) == ""


def test_a_device_of_his_own_that_nobody_looked_at_keeps_it_from_passing(bench: Bench) -> None:
    bench.bring(bench.device())
    assert bench.told(bench.passed()) == REFUSED


def test_a_colleagues_device_counts_once_the_tablet_must_have_known_it(bench: Bench) -> None:
    bench.bring(bench.device(), by="li")
    assert bench.told(bench.passed("unknown")) == ""


def test_what_came_before_the_request_was_known(bench: Bench) -> None:
    bench.bring(bench.device(), by="li")
    bench.office.hand_in(bench.requested())
    bench.bring(bench.requested(), by="clerk")
    assert bench.told(bench.passed("known")) == REFUSED


def test_what_the_survey_noted_is_asked_of_too(bench: Bench) -> None:
    said = replace(an_event("survey.completed", MORNING), case_id=bench.case.id, org=OURS)
    said = replace(said, id=RecordId(f"{bench.case.id}-survey"), actor=ZHANG)
    survey = rested(said).subject
    assert isinstance(survey, Inspection)
    own = FormRow("own_generation", "g1", {"kind": "diesel"})
    bench.bring(replace(survey, rows=(*survey.rows, own)))
    made = bench.passed()
    assert isinstance(made.subject, Inspection)
    asked = of_a_generator(made.subject)
    left = tuple(each for each in made.subject.answers if each.item not in asked)
    assert len(left) < len(made.subject.answers)
    assert bench.told(replace(made, subject=replace(made.subject, answers=left))) == REFUSED


def of_a_generator(visit: Inspection) -> set[str]:
    """The grave questions that a generator of the customer's own brings."""
    checklist = open_reference().checklist(visit.checklist)
    return {
        item.id
        for section in checklist.sections
        for item in section.items
        if item.applies_when.equipment_any & {"genset"}
    }


def test_fewer_photos_than_wanted_keep_it_from_passing(bench: Bench) -> None:
    made = bench.passed()
    assert bench.told(replace(made, others=made.others[1:])) == REFUSED


def test_a_licence_that_does_not_hold_keeps_it_from_passing(bench: Bench) -> None:
    form = open_reference().filed("F12")
    said = {"role": "construction", "unit_name": "甲公司", "licence_no": "1",
            "licence_grade": "五级", "licence_category": "install",
            "licence_valid_to": "2026-01-01"}  # fmt: skip
    choice = Filing(
        id=RecordId(f"{bench.case.id}-choice"), case_id=bench.case.id, org=OURS, form="F12",
        form_version=form.version, attempt=1, author=ZHANG, started_at=MORNING, values=said,
        recorded_at=MORNING,
    )  # fmt: skip
    bench.bring(replace(choice, author=UserId("li@ours")), by="li")
    assert bench.told(bench.passed("before")) == ""  # it came to nobody else before the visit
    bench.office.hand_in(bench.requested())
    bench.bring(bench.requested(), by="clerk")
    assert bench.told(bench.passed("after", 1)) == REFUSED


def test_a_re_inspection_asks_all_that_was_open(bench: Bench) -> None:
    first = bench.passed("first")
    assert isinstance(first.subject, Inspection)
    found = tuple(
        Defect(
            id=RecordId(f"{bench.case.id}-{item}"), case_id=bench.case.id, org=OURS,
            inspection_id=first.subject.id, item=item, device="", location="配电室",
            description="标识不清", severity=Severity.MINOR, basis="GB 50169", number=f"F06-1-{n}",
        )
        for n, item in enumerate(("com.earth.res", "com.doc.report"))
    )  # fmt: skip
    bench.bring(first.subject, *found)
    for hours, asks in enumerate((("com.earth.res|",), ("com.doc.report|", "com.earth.res|")), 2):
        again = bench.passed(f"again-{hours}", hours)
        assert isinstance(again.subject, Inspection)
        visit = replace(again.subject, attempt=2, asks=asks)
        assert bench.told(replace(again, subject=visit)) == (REFUSED if len(asks) == 1 else "")
