"""The centre judges filed forms again: whose they are, who may fill them, when they are sealed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.domain.report import Report, Signature
from app.domain.signer import SignerRole
from app.ids import DeviceId, RecordId, UserId
from sync.protocol import problems
from tests.app.filed_entries import a_filing
from tests.builders import MORNING, a_case
from tests.sync.centres import an_inner_centre, let_in, names
from tests.sync.offices import NOTHING, OURS, Office

REFUSED = a_filing("F14")
FORM = replace(
    a_filing("F12", unit_name="示例安装公司"), author=UserId("zhang@ours"), recorded_at=None
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with an_inner_centre(tmp_path, FixedClock(MORNING)) as (_, client):
        let_in(tmp_path, "ours", clerk="clerk", zhang="inspector")
        made = Office(client)
        assert made.new(a_case(team=names(["zhang"], "ours")), by="clerk") == ""
        yield made


def test_a_form_is_its_authors_and_for_those_who_fill_it(office: Office) -> None:
    assert office.new(FORM) == ""
    forged = replace(FORM, id=RecordId("f-2"), author=UserId("somebody@ours"))
    assert office.new(forged) == problems.FOREIGN
    reply = replace(FORM, id=RecordId("f-3"), form="F03")
    assert office.new(reply) == problems.NOT_ALLOWED
    unknown = replace(FORM, id=RecordId("f-4"), form_version="2031.1")
    assert office.new(unknown) == problems.MALFORMED


def test_a_recorded_form_is_sealed_and_taken_up_again_only_before_it_is_signed(
    office: Office,
) -> None:
    recorded = replace(FORM, recorded_at=MORNING)
    assert office.new(recorded) == ""
    assert office.edit(recorded, replace(recorded, values={"unit_name": "别的"})) == problems.SEALED
    assert office.edit(recorded, FORM) == ""
    assert office.edit(FORM, recorded) == ""
    paper = Report(
        RecordId("paper-1"), FORM.case_id, OURS, FORM.id, "F12", "F12-1", 1, 1, MORNING, NOTHING,
        NOTHING, (SignerRole.CUSTOMER,), 1,
    )  # fmt: skip
    ink = Signature(
        RecordId("ink-1"), FORM.case_id, OURS, paper.id, SignerRole.CUSTOMER, "李文娟", "id_card",
        MORNING, NOTHING, NOTHING, NOTHING, DeviceId("office"), UserId("zhang@ours"),
    )  # fmt: skip
    assert [office.new(paper), office.new(ink)] == ["", ""]
    assert office.edit(recorded, FORM) == problems.SEALED


def test_words_that_want_a_reason_bring_it_and_so_does_the_name_of_a_chosen_unit(
    office: Office,
) -> None:
    chosen = replace(FORM, recorded_at=MORNING, values={"unit_name": "湟水电力安装有限公司"})
    assert office.new(chosen) == ""
    for number, words in enumerate(("这家单位口碑好", "由湟水电力安装有限公司负责整改")):
        said = replace(
            REFUSED, id=RecordId(f"said-{number}"), author=FORM.author, values={"reason": words},
            recorded_at=MORNING + timedelta(hours=1),
        )  # fmt: skip
        assert office.new(said) == problems.WORDS
        phrase = ("PH07", "NAME")[number]
        assert office.new(replace(said, reasons={f"values/reason|{phrase}": "客户原话"})) == ""


def test_what_is_recorded_does_not_recommend_a_unit(office: Office) -> None:
    said = replace(FORM, recorded_at=MORNING, values={"unit_name": "推荐你找宏达电力公司施工"})
    assert office.new(said) == problems.WORDS
