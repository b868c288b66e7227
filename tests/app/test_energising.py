"""What F08 asks of the checklist's items for switching on: all of them, judged by their limits."""

from dataclasses import replace
from decimal import Decimal
from typing import Final

import pytest

from app.domain.checklist import CaseFacts, Finding
from app.domain.energising import (
    asked_at_energising,
    energising_facts,
    energising_findings,
)
from app.domain.entry import Entry
from app.domain.equipment import Equipment
from app.domain.expression import exact
from app.domain.limit import Verdict
from app.domain.units import Kv
from app.ids import CaseId, RecordId
from tests.app.filed_entries import REFERENCE, Cells, good
from tests.builders import ORG
from tests.flows.filings import GOOD

CHECKLIST: Final = REFERENCE.checklist("completion_inspection")
FORM: Final = REFERENCE.filed("F08")
TRANSFORMER: Final = Equipment(
    RecordId("tx"), CaseId("case-1"), ORG, "transformer", "1号变压器", ("transformer_oil",)
)
FACTS: Final = CaseFacts(Kv(Decimal(10)), "industry", "none", frozenset())
METER: Final = GOOD["F08"].rows["meters"][0]


def told(values: Cells | None = None, **cells: str) -> tuple[Entry, dict[str, Finding]]:
    """The order as filled with these, and its items by id."""
    typed = {"meter_category": "III", **(values or {})}
    entry = good("F08", typed, {"meters": [{**METER, **cells}]})
    asked = asked_at_energising(CHECKLIST, FACTS, [TRANSFORMER])
    facts = energising_facts(entry, asked, REFERENCE.limits)
    entry = replace(entry, facts={**entry.facts, **facts})
    return entry, {
        each.question.item.id: each for each in energising_findings(entry, asked, REFERENCE.limits)
    }


def broken(entry: Entry) -> set[str]:
    return {each.id for each in entry.broken} | {each.id for each, _ in entry.broken_rows}


def test_every_item_of_the_checklist_for_switching_on_is_answered_by_the_order() -> None:
    items = {
        item.id for section in CHECKLIST.sections for item in section.items
        if item.stage == "energisation"
    }  # fmt: skip
    assert items == set(FORM.items)
    assert len(items) == 7


def test_a_good_order_passes_every_item_with_what_was_read_and_wanted() -> None:
    entry, found = told()
    assert broken(entry) == set()
    assert {each.verdict for each in found.values()} == {Verdict.PASS}
    impulses = found["com.tx.energise"]
    assert impulses.reading.startswith("冲击合闸次数 5 次")
    assert impulses.requirement == "≥ 5 次"
    assert found["com.meter.class"].requirement == "有功 0.5S、无功 2、PT 0.5、CT 0.5S"
    assert "2031" in found["com.meter.verif"].reading


@pytest.mark.parametrize(
    ("count", "dry", "passes"),
    [("5", "no", True), ("4", "no", False), ("3", "yes", True), ("2", "yes", False)],
)
def test_how_often_it_is_switched_on_goes_by_the_limit(count: str, dry: str, passes: bool) -> None:
    entry, found = told({"impulse_count": count, "dry_no_diff": dry})
    assert ("impulses_enough" not in broken(entry)) is passes
    assert (found["com.tx.energise"].verdict is Verdict.PASS) is passes


@pytest.mark.parametrize(
    ("category", "cells", "passes"),
    [
        ("III", {"ct_class": "0.2S"}, True),
        ("III", {"ct_class": "0.5"}, False),
        ("III", {"kwh_class": "1"}, False),
        ("IV", {"kwh_class": "1"}, True),
        ("II", {}, False),
    ],
)
def test_a_class_that_is_too_coarse_for_the_category_fails(
    category: str, cells: Cells, passes: bool
) -> None:
    entry, found = told({"meter_category": category}, **cells)
    assert ("class_good" not in broken(entry)) is passes
    assert (found["com.meter.class"].verdict is Verdict.PASS) is passes


def test_what_is_not_filled_is_not_judged() -> None:
    _, found = told(seal_nos="")
    assert found["com.meter.seal"].verdict is Verdict.UNDETERMINED
    entry, _ = told(kwh_class="")
    assert entry.facts["class_fits"] is None


def test_without_a_transformer_nobody_asks_how_often_it_was_switched_on() -> None:
    asked = asked_at_energising(CHECKLIST, FACTS, [])
    assert "com.tx.energise" not in {each.item.id for each in asked}
    facts = energising_facts(good("F08"), asked, REFERENCE.limits)
    assert facts["has_transformer"] is False
    assert facts["impulse_times"] == exact(Decimal(5))
