"""What of a person is shown only in part."""

from dataclasses import replace

import pytest

from app import codec
from app.domain.privacy import masked, masked_text
from app.reference.library import open_reference
from tests.builders import a_case

PERSONAL = open_reference().personal
NUMBER = "630102199001011234"


@pytest.mark.parametrize(
    ("number", "shown"),
    [(NUMBER, "630***********1234"), ("63010219900101123X", "630***********123X"),
     ("1234567", "*******"), ("", "")],
)  # fmt: skip
def test_an_identity_number_is_shown_by_its_ends(number: str, shown: str) -> None:
    assert masked(number) == shown


def test_a_record_is_masked_without_touching_the_record() -> None:
    case = a_case()
    body = codec.encode(replace(case, customer=replace(case.customer, agent_id_no=NUMBER)))
    shown = PERSONAL.masked_body("case", body)
    assert shown["customer"]["agent_id_no"] == masked(NUMBER)
    assert body["customer"]["agent_id_no"] == NUMBER
    shown["customer"]["agent_id_no"] = NUMBER
    assert shown == body


def test_a_record_without_a_number_stays_as_it_is() -> None:
    case = a_case()
    body = codec.encode(replace(case, customer=replace(case.customer, agent_id_no="")))
    assert PERSONAL.masked_body("case", body) == body
    assert PERSONAL.masked_body("photo", {"customer": "x"}) == {"customer": "x"}


def test_a_phone_stands_whole_for_who_calls_and_masked_for_others() -> None:
    assert PERSONAL.phone("13912345678", ("clerk",)) == "13912345678"
    assert PERSONAL.phone("13912345678", ("archivist",)) == "139****5678"


def test_numbers_in_a_text_are_masked_and_other_digits_are_not() -> None:
    said = f"证件{NUMBER}，旧证630102900101123，电话13912345678，单号6301202611230001，1.5"
    assert masked_text(said) == (
        "证件630***********1234，旧证630********1123，电话139****5678，单号6301202611230001，1.5"
    )


def test_trails_are_kept_for_three_years_at_least() -> None:
    assert PERSONAL.trail_years >= 3
