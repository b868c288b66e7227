"""Who signs a paper: one at low voltage, each inspector at high voltage, then the customer."""

from dataclasses import replace
from typing import Final

import pytest

from app.domain.entry import FormRow
from app.domain.expression import Expression
from app.domain.form import Form
from app.domain.signer import Signer, SignerRole
from app.domain.signing import ONE_AND_CUSTOMER, expected_roles
from app.reference.library import open_reference

_TRUE: Final = Expression.parse("True")
PLAIN: Final = open_reference().form("completion_inspection", "F06")
EACH: Final = replace(
    PLAIN,
    signs=(
        Signer(SignerRole.INSPECTOR, _TRUE, "participants", Expression.parse("high_voltage == 1")),
        Signer(SignerRole.CUSTOMER, _TRUE),
    ),
)


def rows(count: int) -> list[FormRow]:
    return [FormRow("participants", f"p{n}", {"name": f"{n}"}) for n in range(count)]


def told(form: Form | None, count: int, *, high_voltage: bool) -> list[str]:
    found = expected_roles(form, {}, rows(count), high_voltage=high_voltage)
    return [role.value for role in found]


@pytest.mark.parametrize(
    ("count", "places"),
    [
        (0, ["inspector"]),
        (1, ["inspector"]),
        (3, ["inspector", "inspector_2", "inspector_3"]),
    ],
)
def test_at_high_voltage_each_inspector_signs_in_a_place_of_his_own(
    count: int, places: list[str]
) -> None:
    assert told(EACH, count, high_voltage=True) == [*places, "customer"]


def test_at_high_voltage_each_of_the_crew_signs_the_connection() -> None:
    order = open_reference().filed("F08")
    crew = [FormRow("crew", f"c{n}", {"name": f"{n}"}) for n in range(3)]
    high = expected_roles(order, {}, crew, high_voltage=True)
    assert high == (SignerRole.CREW, SignerRole.CREW_2, SignerRole.CREW_3, SignerRole.CUSTOMER)
    low = expected_roles(order, {}, crew, high_voltage=False)
    assert low == (SignerRole.CREW, SignerRole.CUSTOMER)


def test_at_low_voltage_one_signs_for_all() -> None:
    assert told(EACH, 3, high_voltage=False) == ["inspector", "customer"]


def test_a_form_of_before_that_says_nothing_is_signed_by_one_and_the_customer() -> None:
    old = replace(PLAIN, signs=())
    assert expected_roles(old, {}, rows(3), high_voltage=True) == ONE_AND_CUSTOMER
    assert expected_roles(None, {}, (), high_voltage=True) == ONE_AND_CUSTOMER


def test_a_form_apart_from_a_visit_says_itself_who_signs_and_when() -> None:
    call = open_reference().filed("F11")
    there = {"channel": "visit", "reached": "yes"}
    assert told(call, 0, high_voltage=True) == ["caller"]
    assert expected_roles(call, there, (), high_voltage=True) == (
        SignerRole.CALLER, SignerRole.CUSTOMER
    )  # fmt: skip
