"""Numbers and moments that a record may hold by their types, and that nothing can count with."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from app.domain.units import Kva
from sync.server.sound_values import is_sound
from tests.builders import a_case, a_typical_substation, a_visit, an_event


def test_ordinary_records_are_sound() -> None:
    assert all(map(is_sound, (a_case(), a_visit(), an_event("works.started"))))
    assert is_sound(a_typical_substation())


@pytest.mark.parametrize("number", ["NaN", "sNaN", "Infinity", "1E+999999", "1E-999999", "9" * 61])
def test_a_number_that_is_none_is_found_wherever_it_stands(number: str) -> None:
    assert not is_sound(replace(a_case(), applied_capacity_kva=Kva(Decimal(number))))


@pytest.mark.parametrize("year", [1, 1899, 2300, 9999])
def test_a_day_at_the_end_of_the_calendar_is_found(year: int) -> None:
    assert not is_sound({"a": (a_visit(started_at=datetime(year, 1, 1, tzinfo=UTC)),)})
