"""Numbers and moments that a record may hold by their types, and that nothing can count with."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from app.domain.meter import Pin
from app.domain.units import Kva
from sync.server.sound_values import is_sound
from tests.builders import MORNING, a_case, a_typical_substation, a_visit, an_event


def test_ordinary_records_are_sound() -> None:
    assert all(map(is_sound, (a_case(), a_visit(), an_event("works.started"))))
    assert is_sound(a_typical_substation())


@pytest.mark.parametrize("number", ["NaN", "sNaN", "Infinity", "1E+999999", "1E-999999", "9" * 61])
def test_a_number_that_is_none_is_found_wherever_it_stands(number: str) -> None:
    assert not is_sound(replace(a_case(), applied_capacity_kva=Kva(Decimal(number))))


@pytest.mark.parametrize("year", [1, 1899, 2300, 9999])
def test_a_day_at_the_end_of_the_calendar_is_found(year: int) -> None:
    assert not is_sound({"a": (a_visit(started_at=datetime(year, 1, 1, tzinfo=UTC)),)})


def test_a_moment_deep_in_a_record_is_found() -> None:
    pin = Pin("1", "1", "V", "1", "com.u", "V1", "n1", "2027-01-01", MORNING, "68", "DLT645")
    assert is_sound(replace(a_visit(), pins={"a": pin}))
    spoilt = replace(pin, at=datetime(1, 1, 1, tzinfo=UTC))
    assert not is_sound(replace(a_visit(), pins={"a": pin, "b": spoilt}))
