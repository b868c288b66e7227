"""Every form that is filed apart from a visit: its data, and each of its checks both ways."""

from decimal import Decimal

import pytest

from app.domain.entry import Entry, Lacking, Wanting
from app.domain.expression import exact
from app.domain.filing import FAMILIES, facts_of
from app.domain.form import form_section_of, title_of
from app.domain.names import EVENT_NAMES, FORM_NAMES, ROLE_NAMES, STAFF_ROLE_NAMES, STATUS_NAMES
from app.domain.signer import SignerRole
from tests.app.filed_entries import REFERENCE, Cells, Rows, a_filing, good, happened
from tests.builders import MORNING
from tests.flows.filings import GOOD, SOURCE

FORMS = {code: REFERENCE.filed(code) for code in FAMILIES}
CODES = list(FORMS)
_METER = GOOD["F08"].rows["meters"][0]
_POINT = GOOD["F03"].rows["metering_points"][0]
_LOAD = GOOD["F09"].rows["loads"][0]
_FEE = {"fee_name": "high_reliability", "unit_price": "150", "quantity": "630",
        "basis_doc": "计价格〔2003〕2279号"}  # fmt: skip
_MEASURED = {
    "measured_at": "2026-11-20 10:00", "feeder": "1 号进线", "instrument_id": "PQ-1",
    **dict.fromkeys(("u_ab_v", "u_bc_v", "u_ca_v"), "400"),
    **dict.fromkeys(("i_a_a", "i_b_a", "i_c_a"), "100"), "power_factor": "0.9",
}  # fmt: skip
_NEEDED = GOOD["F10"].rows["required_materials"][0]

BAD: dict[tuple[str, str], tuple[Cells, Rows]] = {
    ("F03", "transformers_sum"): ({"supply_capacity_kva": "800"}, {}),
    ("F03", "sources_single"): ({}, {"power_source": [SOURCE, SOURCE]}),
    ("F03", "source_primary"): ({}, {"power_source": [{**SOURCE, "nature": "standby"}]}),
    ("F03", "operation_sources"): ({"operation_mode": "parallel_split"}, {}),
    ("F03", "reliability_fee"): ({}, {"fees": [_FEE]}),
    ("F03", "terminal_hv"): ({}, {"metering_points": [{**_POINT, "acquisition_terminal": "no"}]}),
    ("F03", "reply_after_approval"): ({"approved_at": "2026-11-24"}, {}),
    ("F03", "reply_not_ahead"): ({"reply_date": "2026-11-24"}, {}),
    ("F03", "valid_long_enough"): ({"valid_until": "2026-11-23"}, {}),
    ("F03L", "three_zero_fees"): ({}, {"fees": [_FEE]}),
    ("F03L", "reliability_fee"): ({}, {"fees": [_FEE]}),
    ("F03L", "single_phase_limit"): ({"supply_voltage_lv": "220V"}, {}),
    ("F03L", "reply_after_approval"): ({"approved_at": "2026-11-24"}, {}),
    ("F03L", "reply_not_ahead"): ({"reply_date": "2026-11-24"}, {}),
    ("F03L", "valid_long_enough_lv"): ({"valid_until": "2026-11-01"}, {}),
    ("F03C", "opinion_not_ahead"): ({"opinion_date": "2026-11-24"}, {}),
    ("F03C", "opinion_after_reply"): ({"opinion_date": "2026-11-22"}, {}),
    ("F03C", "reply_holds"): ({"valid_until": "past"}, {}),
    ("APP", "single_phase_small"): ({"voltage_lv": "0.22"}, {}),
    ("APP", "wanted_ahead"): ({"wanted_on": "past"}, {}),
    ("F04", "licence_valid"): ({"licence_valid_to": "past"}, {}),
    ("F04", "pass_without_issues"): (
        {},
        {
            "review": [
                *GOOD["F04"].rows["review"][:-1],
                {"item": "fire", "result": "issue", "comment": "无", "standard_ref": "GB 50053"},
            ]
        },
    ),
    ("F04", "rectify_with_issues"): (
        {"review_result": "rectify"},
        {"issues": [{"description": "缺闭锁", "standard_ref": "DL/T 5729"}]},
    ),
    ("F04", "each_item_once"): (
        {},
        {"review": [*GOOD["F04"].rows["review"][:-1], GOOD["F04"].rows["review"][0]]},
    ),
    ("F04", "pass_documents"): ({}, {"documents": [{"type": "drawings", "received": "no"}]}),
    ("F04", "submitted_not_ahead"): ({"submitted_at": "2026-11-24"}, {}),
    ("F08", "crew_of_two"): ({}, {"crew": [{"name": "张海峰", "duty": "lead"}]}),
    ("F08", "crew_not_too_many"): (
        {},
        {"crew": [{"name": f"装表工{n}", "duty": "worker"} for n in range(5)]},
    ),
    ("F08", "wired_right"): ({"wiring_check": "no"}, {}),
    ("F08", "phases_right"): ({"phase_sequence_ok": "no"}, {}),
    ("F08", "boundary_right"): ({"boundary_confirmed": "no"}, {}),
    ("F08", "after_contract"): ({"energised_at": "2026-11-19 10:00"}, {}),
    ("F08", "after_inspection"): ({"energised_at": "2026-11-20 09:30"}, {}),
    ("F08", "verified"): ({}, {"meters": [{**_METER, "verified_until": "2026-11-22"}]}),
    ("F08", "transformers_verified"): (
        {},
        {"meters": [{**_METER, "ct_pt_verified_until": "2026-11-22"}]},
    ),
    ("F08", "not_ahead"): ({"energised_at": "2026-11-24 08:00"}, {}),
    ("F08", "readings_add_up"): ({}, {"meters": [{**_METER, "start_reading_total": "5"}]}),
    ("F08", "terminal_is_online"): ({"terminal_online": "no"}, {}),
    ("F09", "single_phase_voltage"): ({}, {"loads": [{**_LOAD, "phases": "1"}]}),
    ("F09", "single_phase_size"): (
        {},
        {
            "loads": [
                {
                    **_LOAD,
                    "phases": "1",
                    "rated_voltage": "220V",
                    "rated_power_kw": "13",
                    "quantity": "46",
                }
            ]
        },
    ),
    ("F09", "list_beside_capacity"): ({}, {"loads": [{**_LOAD, "quantity": "1"}]}),
    ("F09", "measured_power"): ({}, {"measured_loads": [{**_MEASURED, "p_kw": "50"}]}),
    ("F10", "all_at_once"): ({"is_complete": "no"}, {}),
    ("F10", "not_held"): ({}, {"required_materials": [{**_NEEDED, "already_held": "yes"}]}),
    ("F10", "fees_of_many"): (
        {},
        {"fees": [{"fee_name": "high_reliability", "amount": "150 元/kVA", "basis_doc": "依据"}]},
    ),
    ("F10", "issued_not_ahead"): ({"issued_at": "2026-11-24"}, {}),
    ("F11", "called_not_ahead"): ({"called_at": "2026-11-24 09:00"}, {}),
    ("F11", "ticket_ahead"): (
        {"overall_satisfaction": "1", "ticket_owner": "李成", "ticket_due": "past"},
        {},
    ),
    ("F12", "right_category"): ({"licence_category": "repair"}, {}),
    ("F12", "test_category"): ({"role": "test", "licence_category": "install"}, {}),
    ("F12", "licence_valid"): ({"licence_valid_to": "past"}, {}),
    ("F12", "queried_not_ahead"): ({"queried_at": "2026-11-23 10:01"}, {}),
    ("F12", "queried_lately"): ({"queried_at": "2026-10-24 09:59"}, {}),
    ("F12", "chosen_not_ahead"): ({"chosen_on": "2026-11-24"}, {}),
    ("F13", "signs_electronically"): ({"e_signature": "no"}, {}),
    ("F14", "another_person"): ({"witness_name": "张海峰"}, {}),
    ("F14", "witness_not_customer"): ({"witness_name": "李文娟"}, {}),
    ("F14", "shown_not_ahead"): ({"shown_at": "2026-11-25 09:00"}, {}),
}
"""What breaks each check of each form; where the case must be another, see below."""
BY_FACTS = {
    ("F03", "sources_multi"): {"multi_source": True},
    ("F09", "low_voltage_cap"): {"high_voltage": False},
    ("F11", "other_person"): {"is_manager": True},
    ("F08", "impulses_enough"): {"has_transformer": True, "impulse_times": exact(Decimal(6))},
    ("F08", "crew_once"): {"somebody_twice": "yes"},
    ("F08", "class_good"): {"class_fits": False},
    ("F10", "none_held"): {"asked_held": exact(Decimal(1))},
    ("F10", "gaps_whole"): {"gaps_left_out": exact(Decimal(1))},
}
_HISTORY = (
    happened("contract.signed", MORNING.replace(day=20), contract_no="HT-1"),
    happened("completion.opinion_issued", MORNING.replace(day=20, hour=2), result="pass"),
)


def _broken(entry: Entry) -> set[str]:
    rows = {check.id for check, _ in entry.broken_rows}
    return {check.id for check in entry.broken} | rows


@pytest.mark.parametrize("code", CODES)
def test_a_form_names_everything_in_both_languages_and_nothing_twice(code: str) -> None:
    form = FORMS[code]
    fields = [each for section in form.sections for each in section.fields]
    columns = [each for table in form.tables.values() for each in table.columns]
    says = [each for section in form.sections for each in section.says]
    for each in (*fields, *columns, *form.sections, *form.tables.values(), *form.checks, *says):
        assert each.zh
        assert each.en
        assert each.en.isascii()
    names = [each.id for each in fields] + list(form.tables)
    assert len(names) == len(set(names))
    assert form.number in FORM_NAMES
    assert form.source


@pytest.mark.parametrize("code", CODES)
def test_a_form_speaks_of_what_the_house_knows(code: str) -> None:
    form = FORMS[code]
    assert set(form.at) <= set(STATUS_NAMES)
    assert set(form.roles) <= set(STAFF_ROLE_NAMES)
    assert {event.code for event in form.events} <= set(EVENT_NAMES)
    assert form.signs
    assert {signer.role.value for signer in form.signs} <= set(ROLE_NAMES)
    assert form.copies
    assert form.declaration


@pytest.mark.parametrize("code", CODES)
def test_every_condition_asks_only_for_what_there_is(code: str) -> None:
    form, entry = FORMS[code], good(code)
    known = {*entry.names, "True", "False", "customer_signed"}
    rules = [rule for each in form.fields.values() for rule in (each.required, each.when)]
    rules += [table.when for table in form.tables.values()]
    rules += [each.when for section in form.sections for each in section.says]
    rules += [signer.when for signer in form.signs] + [event.when for event in form.events]
    for rule in rules:
        assert rule is None or rule.names <= known, rule
    for check in form.checks:
        columns = form.tables[check.table].columns if check.table else ()
        assert check.rule.names <= known | {column.id for column in columns}, check.id
    for event in form.events:
        for name in event.facts.values():
            assert name[0] == "=" or "." in name or name in form.fields or name in known, name


@pytest.mark.parametrize("code", CODES)
def test_its_good_values_lack_nothing_and_break_nothing(code: str) -> None:
    entry = good(code, events=_HISTORY)
    assert entry.lacking == ()
    assert _broken(entry) == set()


@pytest.mark.parametrize("code", CODES)
def test_every_check_is_tried(code: str) -> None:
    tried = {check for form, check in (*BAD, *BY_FACTS) if form == code}
    assert tried == {check.id for check in FORMS[code].checks}


@pytest.mark.parametrize(("code", "check"), BAD)
def test_a_bad_value_breaks_its_check_and_no_other(code: str, check: str) -> None:
    values, rows = BAD[code, check]
    entry = good(code, values, rows, events=_HISTORY)
    together = {"three_zero_fees", "reliability_fee"} if code == "F03L" else set()
    more = {"after_inspection"} if check == "after_contract" else set()
    assert _broken(entry) - together - more == {check} - together
    assert check in _broken(entry)
    grave = next(each for each in FORMS[code].checks if each.id == check).grave
    assert any(lack.field == check for lack in entry.lacking) == grave
    assert form_section_of(FORMS[code], check)
    assert title_of(FORMS[code], check)


@pytest.mark.parametrize(("code", "check"), BY_FACTS)
def test_what_the_case_is_breaks_its_check(code: str, check: str) -> None:
    assert check in _broken(good(code, facts=BY_FACTS[code, check]))


@pytest.mark.parametrize(
    ("code", "values", "lack"),
    [
        ("F03", {"reply_date": "2026-11-20"}, "late_reason"),
        ("F03", {"customer_opinion": "object"}, "objection_text"),
        ("F03C", {"customer_opinion": "object"}, "objection_text"),
        ("F03", {"special_load": "yes"}, "pq_requirements"),
        ("F03", {"important_level": "first"}, "non_electrical_measures"),
        ("F11", {"overall_satisfaction": "2"}, "ticket_owner"),
        ("F11", {"designated_units_asked": "yes"}, "complaint_case_no"),
        ("F11", {"extra_fee_asked": "yes"}, "complaint_case_no"),
        ("F12", {"qualification_check": "valid"}, "queried_at"),
        ("F12", {"qualification_check": "not_found"}, "query_platform"),
    ],
)
def test_one_answer_asks_for_another(code: str, values: Cells, lack: str) -> None:
    entry = good(code, values)
    if lack == "late_reason":
        entry = Entry(entry.form, entry.typed, entry.rows, {"clock.scheme_reply": "2026-11-19"},
                      facts=entry.facts)  # fmt: skip
    assert Lacking(Wanting.FIELD, lack) in entry.lacking
    asked = entry.form.fields[lack]
    assert not good(code).is_asked(asked) or not good(code).is_required(asked)


def test_fees_are_multiplied_and_none_prints_none() -> None:
    table = FORMS["F03"].tables["fees"]
    entry = good("F03", {}, {"fees": [_FEE]}, facts={"multi_source": True})
    amount = next(column for column in table.columns if column.id == "amount_due")
    assert entry.cell(amount, entry.of(table)[0]) == "94500"
    assert table.empty == "无"


def test_a_second_notice_of_gaps_wants_its_reason() -> None:
    entry = good("F10", facts={"gap_lists": exact(Decimal(1))})
    assert Lacking(Wanting.FIELD, "late_found_reason") in entry.lacking
    assert good("F10", facts={"gap_lists": exact(Decimal(0))}).lacking == ()


def test_three_tries_on_different_days_count_as_unreachable() -> None:
    def said(*days: int) -> list[dict[str, str]]:
        tries = tuple(a_filing("F11", n, MORNING.replace(day=d)) for n, d in enumerate(days, 1))
        entry = good("F11", {"reached": "no"}, tries=tries)
        names = {**entry.names, "customer_signed": True}
        return [facts_of(e, entry) for e in entry.form.events if e.when.value(names) is True]

    assert said() == []
    assert said(20, 20) == []
    assert said(20, 21) == [{"attempts": "2026-11-20;2026-11-21;2026-11-23"}]


def test_the_customer_signs_a_call_only_where_somebody_came() -> None:
    def roles(**values: str) -> list[SignerRole]:
        entry = good("F11", values)
        return [s.role for s in entry.form.signs if s.when.value(entry.names) is True]

    assert roles() == [SignerRole.CALLER]
    assert roles(channel="visit") == [SignerRole.CALLER, SignerRole.CUSTOMER]


def test_a_meter_multiplies_by_both_ratios() -> None:
    entry = good("F08")
    table = entry.form.tables["meters"]
    multiplier = next(column for column in table.columns if column.id == "multiplier")
    assert entry.cell(multiplier, entry.of(table)[0]) == "1000"
