"""Forms grown from data: what is asked, what is lacking, what does not hold together."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.domain.asking import questions
from app.domain.case import ConnectionCase
from app.domain.case_state import CaseState
from app.domain.customer import CustomerClass
from app.domain.entry import Entry, FormRow, Lacking, Wanting, fresh_cells
from app.domain.flags import STANDARD, Policy
from app.domain.form import Field, form_section_of, title_of
from app.domain.inspection import InspectionKind
from app.domain.sketch import Mark, Point, marks_of
from app.domain.survey import (
    Carried,
    Outcome,
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


def an_entry(case: ConnectionCase | None = None, policy: Policy = STANDARD, **typed: str) -> Entry:
    case = case or a_case()
    survey = a_visit(kind=InspectionKind.SURVEY, values=typed)
    agreed = an_event("survey.scheduled", appointment_at="2026-11-10T01:00+00:00")
    return entry_of(survey, FORMS[form_code(case)], case, [agreed], CaseState(), policy)


def a_full_entry(**changed: str) -> Entry:
    """The survey of the demo, as its surveyor fills it."""
    rows = [
        FormRow(table, f"{table}-{number}", {**fresh_cells(FORMS["F01"].tables[table]), **cells})
        for table, found in {**cast.ROWS, "loads": cast.LOADS}.items()
        for number, cells in enumerate(found)
    ]
    rows = [_with_factors(row) if row.table == "loads" else row for row in rows]
    furnace = next(row for row in rows if row.id == f"loads-{cast.HARMONIC}")
    rows[rows.index(furnace)] = replace(furnace, cells={**furnace.cells, "pq_kind": "harmonic"})
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
        for rule in (each.required, each.when, each.computed):
            assert rule is None or rule.names <= {*known, "True"}, each.id
    for check in form.checks:
        inside = {c.id for c in form.tables[check.table].columns} if check.table else set()
        assert check.rule.names <= {*known, *inside}, check.id
    for table in form.tables.values():
        assert table.at_least_when is None or table.at_least_when.names <= set(known), table.id
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
        ({"wanted_energisation_date": "2026-11-09"}, Lacking(Wanting.CHECK, "energised_later")),
        ({"special_load": "no"}, Lacking(Wanting.CHECK, "disturbing_listed")),
        ({"special_kinds": ""}, Lacking(Wanting.FIELD, "special_kinds")),
        ({"special_kinds": "harmonic,noise"}, Lacking(Wanting.VALUE, "special_kinds")),
        ({"supply_voltage": "35kV"}, Lacking(Wanting.CHECK, "dispatched")),
        ({"dispatch_required": "yes"}, Lacking(Wanting.FIELD, "comm_mode")),
        ({"seasonal": ""}, Lacking(Wanting.FIELD, "seasonal")),
        (
            {"important_level": "second", "security_load_kw": "80"},
            Lacking(Wanting.CHECK, "own_source_enough"),
        ),
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


@pytest.mark.parametrize(
    ("table", "cells", "lack"),
    [
        ("participants", {"duty": "operation"}, "account_manager_there"),
        ("metering_points", {"acquisition_terminal": "no"}, "terminal_there"),
        ("metering_points", {"ct_ratio": "1000"}, "metering_points.ct_ratio"),
        ("metering_points", {"mode": "HVHM"}, "metering_points.pt_ratio"),
        ("power_source", {"geo": "91, 100"}, "power_source.geo"),
    ],
)
def test_what_a_row_lacks_is_named(table: str, cells: dict[str, str], lack: str) -> None:
    lacking = with_row(a_full_entry(), table, **cells).lacking
    assert [each.field for each in lacking] == [lack]
    assert form_section_of(FORMS["F01"], lack)
    assert title_of(FORMS["F01"], lack)


@pytest.mark.parametrize(
    ("table", "cells", "warned"),
    [
        ("metering_points", {"ct_ratio": "800/5"}, "ct_primary_lv"),
        ("metering_points", {"mode": "HVHM", "ct_ratio": "30/5", "pt_ratio": "10000/100"},
         "ct_primary_10kv"),
        ("loads", {"phases": "1"}, "one_phase_voltage"),
        ("loads", {"phases": "1", "rated_voltage": "220V"}, "one_phase_power"),
        ("loads", {"rated_input_value": "250", "rated_input_unit": "HP"}, "nameplate_hp"),
        ("loads", {"rated_input_value": "250", "rated_input_unit": "kVA"}, "nameplate_kva"),
    ],
)  # fmt: skip
def test_a_row_that_is_odd_is_told_beside_its_cell_and_blocks_nothing(
    table: str, cells: dict[str, str], warned: str
) -> None:
    entry = with_row(a_full_entry(), table, **cells)
    assert entry.lacking == ()
    (check, row), *more = entry.broken_rows
    assert (check.id, more) == (warned, [])
    assert entry.broken_in(row, check.field) == (check,)
    assert a_full_entry().broken_rows == ()


def test_a_reading_that_contradicts_itself_is_told() -> None:
    reading = {
        "measured_at": "2026-11-10 10:00", "feeder": "1 号进线", "instrument": "PQ-1 0815",
        **dict.fromkeys(("u_ab", "u_bc", "u_ca"), "400"),
        **dict.fromkeys(("i_a", "i_b", "i_c"), "100"),
        "power_factor": "0.9",
    }  # fmt: skip
    for p_kw, said in (("62.4", []), ("59.6", []), ("59.3", ["measured_power"])):
        row = FormRow("measured_loads", "measured-1", {**reading, "p_kw": p_kw})
        entry = replace(a_full_entry(), rows=(*a_full_entry().rows, row))
        assert entry.lacking == ()
        assert [check.id for check, _ in entry.broken_rows] == said, p_kw


def test_what_can_be_reckoned_is_not_asked() -> None:
    full = a_full_entry(tariff_confirmed="general_commercial", tariff_reason="无变压器两部制")
    fields = full.form.fields
    assert full.text(fields["tariff_match"]) == "no"
    assert a_full_entry().text(fields["tariff_match"]) == "yes"
    second = replace(full, rows=(*full.rows, replace(_row(full, "power_source"), id="two")))
    two = replace(second, typed={**second.typed, "source_count": "2"})
    assert two.text(fields["same_substation"]) == "yes"
    assert full.cell(_column(full, "power_source", "grid_reinforcement"), full.rows[0]) == ""
    small = with_row(full, "power_source", line_available_capacity_kva="500")
    column = _column(small, "power_source", "grid_reinforcement")
    assert small.cell(column, _row(small, "power_source")) == "yes"
    assert "line_capacity" in {check.id for check in small.broken}


def test_who_is_entitled_to_the_three_zeros_is_reckoned() -> None:
    low = a_case(customer_class=CustomerClass.LV_NONRES, supply_kv=Kv(Decimal("0.38")))
    asked = FORMS["F02"].fields["three_zero_eligible"]
    assert an_entry(low, confirmed_capacity_kw="160", applicant_type="other").text(asked) == "yes"
    assert an_entry(low, confirmed_capacity_kw="161", applicant_type="resident").text(asked) == "no"
    assert an_entry(low, confirmed_capacity_kw="").text(asked) == ""
    strict = Policy(three_zero_for_all_lv=False, lv_capacity_cap_kw=Decimal(200))
    alone = {"confirmed_capacity_kw": "180", "applicant_type": "individual_business"}
    assert an_entry(low, strict, **alone).text(asked) == "yes"
    assert an_entry(low, strict, **alone | {"applicant_type": "other"}).text(asked) == "no"


def test_a_flat_needs_no_load_list_and_tells_nothing_of_shifts() -> None:
    flat = a_case(customer_class=CustomerClass.RES, supply_kv=Kv(Decimal("0.22")))
    shop = a_case(customer_class=CustomerClass.LV_NONRES, supply_kv=Kv(Decimal("0.22")))
    business = {"loads", "operating_hours", "shift_pattern", "seasonal", "growth_plan",
                "special_scenarios"}  # fmt: skip
    assert not business & {lack.field for lack in an_entry(flat).lacking}
    assert business <= {lack.field for lack in an_entry(shop).lacking}


def test_more_than_a_meter_bears_directly_wants_transformers() -> None:
    low = a_case(customer_class=CustomerClass.LV_NONRES, supply_kv=Kv(Decimal("0.38")))
    for volts, kilowatts, wanted in (
        ("380V", "39", False), ("380V", "40", True), ("220V", "13", False), ("220V", "14", True),
    ):  # fmt: skip
        entry = an_entry(low, supply_voltage_lv=volts, confirmed_capacity_kw=kilowatts)
        assert entry.is_required(entry.form.fields["ct_ratio"]) is wanted, (volts, kilowatts)


def test_several_choices_stand_in_one_field() -> None:
    asked = FORMS["F01"].fields["special_kinds"]
    both = asked.toggled(asked.toggled("", "impact"), "harmonic")
    assert (both, asked.said(both)) == ("harmonic,impact", "谐波、冲击")
    assert asked.toggled(both, "impact") == "harmonic"
    assert asked.toggled("harmonic", "harmonic") == ""


def _row(entry: Entry, table: str) -> FormRow:
    return next(row for row in entry.rows if row.table == table)


def _column(entry: Entry, table: str, name: str) -> Field:
    return next(column for column in entry.form.tables[table].columns if column.id == name)


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
    entry = an_entry(safety_ok="no", safety_notes="基坑无护栏")
    assert entry.has_ended
    assert entry.lacking == ()
    assert outcome_of(entry, a_case(), CaseState()).code == "survey.failed"


def told(**values: str) -> Outcome:
    return outcome_of(a_full_entry(**values), a_case(), CaseState())


@pytest.mark.parametrize("result", ["can_supply", "can_supply_with_works", "cannot_supply"])
def test_a_survey_says_what_it_found_and_fixes_it(result: str) -> None:
    outcome = told(survey_result=result)
    assert outcome.code == "survey.completed"
    assert outcome.facts == {
        "form": "F01",
        "result": result,
        "customer_class": "HV_SINGLE",
        "external_line_works": "no",
        "special_load": "yes",
        "special_kinds": "harmonic",
        "important_level": "none",
    }


def test_a_survey_to_be_made_again_says_why() -> None:
    outcome = told(survey_result="revisit")
    assert (outcome.code, outcome.facts) == ("survey.failed", {"reason": "revisit"})


def test_the_load_list_says_in_which_ways_the_load_disturbs_the_grid() -> None:
    entry = with_row(a_full_entry(), "loads", pq_kind="impact")
    assert outcome_of(entry, a_case(), CaseState()).facts["special_kinds"] == "impact"


def test_a_scheme_agreed_on_the_spot_merges_the_steps_where_the_rules_allow_it() -> None:
    home = {"customer_class": CustomerClass.RES, "supply_kv": Kv(Decimal("0.22"))}
    shop = {**home, "customer_class": CustomerClass.LV_NONRES}
    said = {"survey_result": "can_supply", "onsite_agree": "yes", "onsite_scheme": "220 V 单相"}
    said |= {"confirmed_capacity_kw": "8", "external_line_works": "no"}
    for facts, changed, merged in (
        (home, {}, True),
        (shop, {}, True),
        (home, {"onsite_scheme": " "}, False),
        (home, {"external_line_works": "yes"}, False),
        (shop, {"confirmed_capacity_kw": "200"}, False),
        ({}, {}, False),
    ):
        case = a_case(**facts)
        outcome = outcome_of(an_entry(case, **{**said, **changed}), case, CaseState())
        assert ("merged" in outcome.facts) is merged, (facts, changed)


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
