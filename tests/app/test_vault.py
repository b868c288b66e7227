"""How slow a password is to try, as it is shipped."""

import json
from pathlib import Path

import pytest

from app.errors import WrongPassword
from app.store import vault
from tests.conftest import SHIPPED_HASHER, SHIPPED_ROUNDS


def test_what_is_shipped_is_slow_to_try() -> None:
    assert SHIPPED_ROUNDS >= 2**16
    assert SHIPPED_HASHER.memory_cost >= 19 * 1024
    assert SHIPPED_HASHER.time_cost >= 2


def test_a_key_is_opened_by_the_rounds_it_was_wrapped_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, file = vault.new_key(), tmp_path / "key"
    monkeypatch.setattr(vault, "_N", 2**9)
    file.write_text(vault.wrapped(key, "高原 2026"))
    monkeypatch.setattr(vault, "_N", 2**8)
    assert json.loads(file.read_text())["n"] == 2**9
    assert vault.unwrapped(file, "高原 2026") == key
    with pytest.raises(WrongPassword):
        vault.unwrapped(file, "高原 2027")
