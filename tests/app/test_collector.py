"""How often Python looks for circles."""

import gc

from app.collector import collecting_seldom


def test_records_are_not_looked_through_for_circles_while_they_move() -> None:
    before = gc.get_threshold()
    with collecting_seldom():
        assert gc.get_threshold()[0] > 100 * before[0] or before[0] == 0
    assert gc.get_threshold() == before
