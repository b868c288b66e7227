"""What is known of a case when a form is begun, and where each value comes from."""

from datetime import date

from app.domain.entry import Entry, FormRow, months_after
from app.domain.filing import closed, reopened
from app.domain.flags import flags_of
from app.domain.known import Earlier, facts_of_case, known_of, rows_for
from app.domain.origin import Origin, OriginKind
from tests.app.filed_entries import REFERENCE, TODAY, a_filing, a_moment, happened
from tests.builders import MORNING, a_case

SURVEY = REFERENCE.form("site_survey", "F01")
REPLY = REFERENCE.filed("F03")


def a_survey(**typed: str) -> Earlier:
    row = FormRow("transformers", "t-1", {"count": "2", "capacity_kva": "315", "type": "dry"})
    return Earlier("survey", "F01-6301-1-1", Entry(SURVEY, typed, [row]))


def a_reply(*earlier: Earlier, **typed: str) -> Entry:
    known = known_of(a_case(scheme=None), earlier, a_moment())
    return Entry(REPLY, typed, (), known.texts, known.origins, facts=known.facts)


def test_what_the_survey_found_stands_in_the_reply_with_its_origin() -> None:
    entry = a_reply(a_survey(confirmed_capacity_kva="800", main_wiring="bridge"))
    capacity, wiring = entry.form.fields["supply_capacity_kva"], entry.form.fields["main_wiring"]
    assert (entry.text(capacity), entry.text(wiring)) == ("800", "bridge")
    assert entry.origin(capacity) == Origin(OriginKind.SURVEY, "F01-6301-1-1")
    assert entry.origin(entry.form.fields["important_level"]) == Origin(OriginKind.CUSTOMER)
    assert entry.origin(entry.form.fields["reply_date"]) == Origin(OriginKind.SYSTEM)


def test_what_is_typed_has_no_origin_and_goes_before_what_is_known() -> None:
    entry = a_reply(a_survey(confirmed_capacity_kva="800"), supply_capacity_kva="630")
    asked = entry.form.fields["supply_capacity_kva"]
    assert (entry.text(asked), entry.origin(asked)) == ("630", None)


def test_an_approved_scheme_goes_before_the_survey() -> None:
    known = known_of(a_case(), (a_survey(confirmed_capacity_kva="800"),), a_moment())
    entry = Entry(REPLY, {}, (), known.texts, known.origins)
    asked = entry.form.fields["supply_capacity_kva"]
    assert (entry.text(asked), entry.origin(asked)) == ("630", Origin(OriginKind.SCHEME))


def test_a_table_begins_with_the_rows_of_the_survey() -> None:
    rows, origin = rows_for(REPLY.tables["transformers"], [a_survey()], {})
    assert rows == ({"count": "2", "capacity_kva": "315", "type": "dry"},)
    assert origin == Origin(OriginKind.SURVEY, "F01-6301-1-1")
    assert rows_for(REPLY.tables["transformers"], [], {}) == ((), None)


def test_a_table_that_nothing_is_known_of_begins_with_what_its_form_says() -> None:
    review = REFERENCE.filed("F04").tables["review"]
    rows, origin = rows_for(review, [], {})
    assert len(rows) == 12
    assert origin is None


def test_the_day_of_a_form_follows_another_until_it_is_typed() -> None:
    entry = a_reply(reply_date="2026-02-28")
    until = entry.form.fields["valid_until"]
    assert entry.text(until) == "2027-02-28"
    assert a_reply(reply_date="bald").text(until) == ""
    assert a_reply(reply_date="2026-02-28", valid_until="2026-09-01").text(until) == "2026-09-01"
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_after(date(2027, 12, 31), 2) == date(2028, 2, 29)


def test_what_happened_is_known_by_its_last_event() -> None:
    events = (
        happened("contract.signed", MORNING, contract_no="HT-1"),
        happened("contract.signed", MORNING.replace(hour=5), contract_no="HT-2"),
    )
    known = known_of(a_case(), (), a_moment(events=events))
    assert known.texts["event.contract.signed.contract_no"] == "HT-2"
    assert known.texts["event.contract.signed.on"] == TODAY.isoformat()


def test_recording_writes_down_what_was_known_and_reopening_reads_it_anew() -> None:
    entry = a_reply(a_survey(confirmed_capacity_kva="800"), industry_code="C3391")
    draft = a_filing("F03", industry_code="C3391")
    done = closed(draft, entry, MORNING)
    assert done.values["supply_capacity_kva"] == "800"
    assert done.origins["supply_capacity_kva"] == "survey|F01-6301-1-1"
    assert "industry_code" not in done.origins
    assert Origin.read("survey|F01-6301-1-1") == Origin(OriginKind.SURVEY, "F01-6301-1-1")
    assert Origin.read("gossip|somebody") is None
    again = reopened(done, REPLY)
    assert dict(again.values) == {"industry_code": "C3391"}
    assert again.recorded_at is None


def test_what_the_survey_fixed_goes_before_the_application_in_what_a_form_says() -> None:
    found = {
        "important_level": "second",
        "special_load": "yes",
        "customer_class": "HV_MULTI",
        "external_line_works": "yes",
    }
    moment = a_moment(
        flags=flags_of(a_case(), found), events=(happened("survey.completed", MORNING),)
    )
    told = facts_of_case(a_case(), moment)
    names = ("important", "disturbing", "multi_source", "external_works")
    assert [told[name] for name in names] == [True] * 4
    before = facts_of_case(a_case(external_line_works=None), a_moment())
    assert [before[name] for name in names] == [False, False, False, None]
