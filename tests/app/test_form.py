"""Forms grown from data: what is asked, what is lacking, what does not hold together."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.domain.case import ConnectionCase
from app.domain.checklist import questions
from app.domain.customer import CustomerClass
from app.domain.form import Entry, FormRow, Lacking, Wanting, fresh_cells, title_of
from app.domain.inspection import InspectionKind
from app.domain.sketch import Mark, Point, marks_of
from app.domain.survey import (
    Carried,
    carried_from,
    entry_of,
    form_code,
    outcome_of,
    planned_devices,
)
from app.domain.units import Kv
from app.reference.library import open_reference
from tests.builders import MORNING, a_case, a_visit, an_event
from ui.demo import survey_cast as cast

REFERENCE = open_reference()
FORMS = {code: REFERENCE.form("site_survey", code) for code in ("F01", "F02")}


def an_entry(case: ConnectionCase | None = None, **typed: str) -> Entry:
    case = case or a_case()
    survey = a_visit(kind=InspectionKind.SURVEY, values=typed)
    return entry_of(survey, FORMS[form_code(case)], case, [])


def a_full_entry(**changed: str) -> Entry:
    """The survey of the demo, as its surveyor fills it."""
    rows = [
        FormRow(table, f"{table}-{number}", {**fresh_cells(FORMS["F01"].tables[table]), **cells})
        for table, found in {**cast.ROWS, "loads": cast.LOADS}.items()
        for number, cells in enumerate(found)
    ]
    rows = [_with_factors(row) if row.table == "loads" else row for row in rows]
    return replace(an_entry(), typed={**cast.FIELDS, **changed}, rows=tuple(rows))


def _with_factors(row: FormRow) -> FormRow:
    return replace(row, cells={**row.cells, "demand_factor": "0.8", "power_factor": "0.85"})


def with_row(entry: Entry, table: str, **cells: str) -> Entry:
    """The entry with these cells changed in the first row of a table."""
    first = next(row for row in entry.rows if row.table == table)
    changed = replace(first, cells={**first.cells, **cells})
    rows = tuple(changed if row is first else row for row in entry.rows)
    return replace(entry, rows=rows)


def test_each_class_has_its_form() -> None:
    classes = {each: form_code(a_case(customer_class=each)) for each in CustomerClass}
    assert classes == {"RES": "F02", "LV_NONRES": "F02", "HV_SINGLE": "F01", "HV_MULTI": "F01"}


@pytest.mark.parametrize("code", FORMS)
def test_a_form_names_everything_in_both_languages_and_nothing_twice(code: str) -> None:
    form = FORMS[code]
    fields = [each for section in form.sections for each in section.fields]
    columns = [each for table in form.tables.values() for each in table.columns]
    for each in (*fields, *columns, *form.sections, *form.tables.values(), *form.checks):
        assert each.zh
        assert each.en
        assert each.en.isascii()
    names = [each.id for each in fields] + list(form.tables)
    assert len(names) == len(set(names))


@pytest.mark.parametrize("code", FORMS)
def test_every_condition_asks_only_for_what_the_form_knows(code: str) -> None:
    form = FORMS[code]
    known = an_entry(
        a_case(customer_class=CustomerClass.RES if code == "F02" else CustomerClass.HV_SINGLE)
    ).names
    for each in form.fields.values():
        for rule in (each.required, each.when):
            assert rule is None or rule.names <= {*known, "True"}, each.id
    for check in form.checks:
        assert check.rule.names <= set(known), check.id
    for table in form.tables.values():
        columns = {column.id for column in table.columns}
        for column in table.columns:
            for rule in (column.required, column.when, column.computed):
                assert rule is None or rule.names <= {*columns, "True"}, column.id


def test_what_the_form_asks_is_not_asked_by_the_checklist_again() -> None:
    checklist = REFERENCE.checklist("site_survey")
    bound = {i.id: i.field.split("|") for s in checklist.sections for i in s.items if i.field}
    assert len(bound) >= 20
    for item, names in bound.items():
        for name in names:
            there = any(name in {*f.fields, *f.tables} for f in FORMS.values())
            assert there or name.startswith("case."), item
    for case in (a_case(), a_case(supply_kv=Kv(Decimal("0.38")))):
        asked = {question.item.id for question in questions(checklist, case.facts, [])}
        assert not asked & bound.keys()


def test_an_empty_form_lacks_what_is_required_and_no_more() -> None:
    entry = an_entry()
    lacking = {lack.field for lack in entry.lacking}
    assert {"safety_ok", "industry_code", "power_source", "loads", "survey_result"} <= lacking
    assert "confirmed_capacity_kva" not in lacking  # the application says it
    assert "cannot_reason" not in lacking  # nobody has said that it cannot be supplied
    assert "remark" not in lacking


def test_what_the_application_says_is_there_until_it_is_overtyped() -> None:
    asked = FORMS["F01"].fields["confirmed_capacity_kva"]
    assert an_entry().text(asked) == "630"
    assert an_entry(confirmed_capacity_kva="800").text(asked) == "800"
    assert an_entry(confirmed_capacity_kva="").text(asked) == ""


def test_the_survey_of_the_demo_is_whole() -> None:
    assert a_full_entry().lacking == ()


@pytest.mark.parametrize(
    ("typed", "lack"),
    [
        ({"industry_code": " "}, Lacking(Wanting.FIELD, "industry_code")),
        ({"sc_capacity_mva": "很大"}, Lacking(Wanting.VALUE, "sc_capacity_mva")),
        ({"sc_capacity_mva": "0"}, Lacking(Wanting.VALUE, "sc_capacity_mva")),
        ({"arrived_at": "上午"}, Lacking(Wanting.VALUE, "arrived_at")),
        (
            {"wanted_energisation_date": "2027-02-30"},
            Lacking(Wanting.VALUE, "wanted_energisation_date"),
        ),
        ({"source_count": "1.5"}, Lacking(Wanting.VALUE, "source_count")),
        ({"k_sum_p": "1.2"}, Lacking(Wanting.VALUE, "k_sum_p")),
        ({"tariff_confirmed": "residential"}, Lacking(Wanting.FIELD, "tariff_reason")),
        ({"survey_result": "cannot_supply"}, Lacking(Wanting.FIELD, "cannot_reason")),
        ({"left_at": "2026-11-10 08:00"}, Lacking(Wanting.CHECK, "arrived_before_left")),
        ({"source_count": "2"}, Lacking(Wanting.CHECK, "sources_single")),
        ({"operation_mode": "mutual_standby"}, Lacking(Wanting.CHECK, "operation_sources")),
        ({"confirmed_capacity_kva": "800"}, Lacking(Wanting.CHECK, "transformers_sum")),
    ],
)
def test_one_thing_wrong_is_named(typed: dict[str, str], lack: Lacking) -> None:
    lacking = a_full_entry(**typed).lacking
    assert lack in lacking
    assert title_of(FORMS["F01"], lack.field)


def test_a_cell_is_named_with_its_row() -> None:
    entry = with_row(a_full_entry(), "power_source", substation="", length_m="-3")
    assert Lacking(Wanting.FIELD, "power_source.substation", "power_source-0") in entry.lacking
    assert Lacking(Wanting.VALUE, "power_source.length_m", "power_source-0") in entry.lacking


def test_a_cellar_needs_a_word_on_flooding() -> None:
    entry = with_row(a_full_entry(), "receiving_points", build_type="basement")
    assert entry.lacking == (
        Lacking(Wanting.FIELD, "receiving_points.env_notes", "receiving_points-0"),
    )


def test_a_warning_is_said_and_stands_in_nobodys_way() -> None:
    entry = a_full_entry(confirmed_capacity_kva="630")
    small = replace(entry, rows=tuple(r for r in entry.rows if r.id not in ("loads-0", "loads-1")))
    assert small.lacking == ()
    assert [check.id for check in small.broken] == ["list_beside_capacity"]


def test_an_unsafe_site_ends_the_visit() -> None:
    entry = an_entry(safety_ok="no", safety_notes="基坑无护栏", arrived_at="2026-11-10 09:05")
    assert entry.has_ended
    assert entry.lacking == ()
    assert outcome_of(entry).code == "survey.failed"


@pytest.mark.parametrize(
    ("result", "code", "facts"),
    [
        ("can_supply", "survey.completed", {"result": "can_supply"}),
        ("cannot_supply", "survey.completed", {"result": "cannot_supply"}),
        ("revisit", "survey.failed", {"reason": "revisit"}),
    ],
)
def test_the_result_says_what_becomes_of_the_case(
    result: str, code: str, facts: dict[str, str]
) -> None:
    outcome = outcome_of(a_full_entry(survey_result=result))
    assert (outcome.code, outcome.facts) == (code, facts)


def test_a_scheme_agreed_on_the_spot_merges_the_steps_for_low_voltage_alone() -> None:
    low = a_case(customer_class=CustomerClass.RES, supply_kv=Kv(Decimal("0.22")))
    said = {"survey_result": "can_supply", "onsite_agree": "yes", "onsite_scheme": "220 V 单相"}
    assert outcome_of(an_entry(low, **said)).facts.get("merged") == "yes"
    assert "merged" not in outcome_of(an_entry(low, **{**said, "onsite_scheme": " "})).facts
    assert "merged" not in outcome_of(an_entry(**said)).facts


def test_the_appointment_is_known_from_its_event() -> None:
    event = an_event("survey.scheduled", appointment_at="2026-11-25T01:00+00:00")
    survey = a_visit(kind=InspectionKind.SURVEY, started_at=MORNING)
    entry = entry_of(survey, FORMS["F01"], a_case(), [event])
    asked = FORMS["F01"].fields["appointment_at"]
    assert asked.said(entry.text(asked)) == "2026-11-25 09:00"


def test_what_was_surveyed_goes_with_the_case() -> None:
    entry = with_row(a_full_entry(), "loads", pq_kind="harmonic")
    carried = carried_from(entry)
    assert "nonlinear" in carried.tags
    assert carried.on(a_case().facts).tags >= a_case().facts.tags | {"nonlinear"}
    facts = dict(carried.facts)
    assert facts["核定容量"] == "630 kVA"
    assert "12 号环网柜 904 间隔" in facts["电源"]
    assert Carried().on(a_case().facts) == a_case().facts


def test_the_planned_transformers_are_proposed_one_by_one() -> None:
    entry = with_row(a_full_entry(), "transformers", count="2", capacity_kva="315")
    planned = planned_devices(entry, a_case())
    assert [(d.label, d.facts["s_kva"], d.tags) for d in planned] == [
        ("1号变压器", "315", ("transformer_dry",)),
        ("2号变压器", "315", ("transformer_dry",)),
    ]
    assert planned_devices(with_row(entry, "transformers", count="许多"), a_case()) == ()


def test_a_sketch_is_read_back_as_it_was_drawn() -> None:
    marks = (
        Mark("a", "stroke", (Point(1, 2), Point(30, 40))),
        Mark("b", "transformer", (Point(5, 6),), "630 kVA"),
    )
    assert marks_of(mark.row() for mark in marks) == marks


@pytest.mark.parametrize(
    "cells",
    [
        {"kind": "stroke", "points": "1;2"},
        {"kind": "stroke", "points": ""},
        {"kind": "dragon", "points": "1,2"},
        {"points": "1,2"},
    ],
)
def test_a_mark_that_makes_no_sense_is_passed_over(cells: dict[str, str]) -> None:
    assert marks_of([FormRow("sketch", "x", cells)]) == ()
