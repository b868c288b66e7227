"""Guessing at the door: each wrong password in a row makes the next one wait longer."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.actions.find_workspace import unlock_wait_s
from app.actions.open_workspace import close_workspace, create_workspace, open_workspace
from app.clock import CHINA, FixedClock
from app.domain.staff import Identity
from app.errors import StoreDamaged, TooManyTries, WrongPassword
from app.ids import DeviceId, OrgId, UserId
from app.store.doorstep import Tries, note_try, read_tries

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)
WHO = Identity(UserId("zhang"), "张海峰", OrgId("公司"), ("inspector",), DeviceId("tab-1"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    close_workspace(create_workspace(tmp_path / "tablet", "高原 2026", WHO))
    return tmp_path / "tablet"


def guess(folder: Path, clock: FixedClock) -> int:
    with pytest.raises(WrongPassword) as refused:
        open_workspace(folder, "wrong", clock)
    return refused.value.wait_s


def test_each_wrong_try_waits_at_least_as_long_as_the_one_before(folder: Path) -> None:
    clock, waits = FixedClock(NOW), []
    for _ in range(12):
        waits.append(guess(folder, clock))
        clock.move(timedelta(seconds=waits[-1]))
    assert waits == sorted(waits)
    assert waits[:3] == [0, 0, 5]
    assert waits[-1] == 3600


def test_a_try_within_the_wait_does_not_count_even_with_the_right_password(folder: Path) -> None:
    clock = FixedClock(NOW)
    for _ in range(3):
        guess(folder, clock)
    clock.move(timedelta(seconds=2))
    with pytest.raises(TooManyTries) as refused:
        open_workspace(folder, "高原 2026", clock)
    assert refused.value.wait_s == 3
    assert read_tries(folder).count == 3
    clock.move(timedelta(seconds=3))
    close_workspace(open_workspace(folder, "高原 2026", clock))


def test_the_right_password_forgets_the_wrong_ones(folder: Path) -> None:
    clock = FixedClock(NOW)
    for _ in range(3):
        guess(folder, clock)
    clock.move(timedelta(minutes=1))
    close_workspace(open_workspace(folder, "高原 2026", clock))
    assert unlock_wait_s(folder, clock) == 0
    assert guess(folder, clock) == 0


def test_a_clock_that_is_turned_back_gains_nothing(folder: Path) -> None:
    clock = FixedClock(NOW)
    for _ in range(4):
        clock.move(timedelta(seconds=guess(folder, clock)))
    clock.at = NOW - timedelta(days=400)
    assert unlock_wait_s(folder, clock) == Tries(4, NOW).wait_s == 15


def test_what_is_left_is_rounded_up() -> None:
    tries = Tries(3, NOW)
    assert tries.left_s(NOW + timedelta(seconds=4, milliseconds=1)) == 1
    assert tries.left_s(NOW + timedelta(seconds=5)) == 0


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"count": "x", "last_at": "y"}', '{"count": 9, "last_at": 3}']
)
def test_a_note_that_cannot_be_read_shuts_nobody_out(folder: Path, text: str) -> None:
    (folder / "tries.json").write_text(text, encoding="utf-8")
    close_workspace(open_workspace(folder, "高原 2026"))


def test_the_note_is_there_before_the_password_is_tried(folder: Path) -> None:
    for file in (folder / "key.json", folder / "backups" / "key.json"):
        file.write_text("{}", encoding="utf-8")  # the try ends in another error
    with pytest.raises(StoreDamaged):
        open_workspace(folder, "wrong")
    assert read_tries(folder).count == 1


def test_a_folder_that_cannot_be_written_shuts_nobody_out(tmp_path: Path) -> None:
    assert note_try(tmp_path / "not there", Tries(2, NOW), NOW).count == 3
