"""The setting-up names a command that works on the machine it runs on, with sudo there or not."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

MACHINE = Path(__file__).parents[2] / "packaging" / "machine.py"


@pytest.fixture
def machine() -> ModuleType:
    """The module; its folder is no package, since its name is taken by another one."""
    spec = importlib.util.spec_from_file_location("kanyan_machine", MACHINE)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.mark.parametrize(
    ("user", "sudo", "typed"),
    [
        (0, False, "apt-get update && apt-get install -y it's"),
        (1000, True, "sudo apt-get update && sudo apt-get install -y it's"),
        (1000, False, """su -c 'apt-get update && apt-get install -y it'"'"'s'"""),
    ],
)
def test_the_command_to_type_is_one_that_this_machine_has(
    machine: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    user: int,
    sudo: bool,
    typed: str,
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if sudo:
        (tmp_path / "sudo").touch(mode=0o755)
    monkeypatch.setattr("os.geteuid", lambda: user)
    assert machine.as_root("apt-get update", "apt-get install -y it's") == typed
