"""The real system calls are refused, or the program killed at them, one after another (H-SYS).

Needs strace, which a fresh machine may lack: then these are skipped and say so, and
`tests/app/test_disk_faults.py` stands for them, which does the same within the program.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.app.tablets_on_disk import a_closed_tablet, faults, key_of

ROOT = Path(__file__).parents[2]
NIGHTLY = os.environ.get("KANYAN_NIGHTLY") == "1"
DEEDS = 3
CALLS = ("pwrite64", "write", "fsync", "rename", "unlink", "ftruncate", "mkdir")
FAULTS = {"killed": "signal=KILL", "full": "error=ENOSPC", "broken": "error=EIO"}
TRIED = 2
"""Points of each kind of fault in a normal run; nightly each call of the record is one."""

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="no strace here")


def live(folder: Path, *traced: str) -> tuple[int, list[str], str]:
    """One life of the child under strace: its exit code, what it told, and its complaints."""
    command = ["strace", "-f", "-qq", "-y", "-o", str(folder.parent / "calls"), *traced]
    command += [sys.executable, "-m", "tests.flows.traced_work", str(folder), str(DEEDS)]
    ended = subprocess.run(
        command,
        cwd=ROOT,
        # What Python would compile and keep are writes too, and not ours.
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    whole = [line for line in ended.stdout.splitlines(keepends=True) if line.endswith("\n")]
    return ended.returncode, [line.strip() for line in whole], ended.stderr


def the_calls(folder: Path) -> list[tuple[str, int]]:
    """Each call that is made on this folder, with its number among those of its name."""
    code, told, complaints = live(folder, "-e", f"trace={','.join(CALLS)}")
    assert (code, len(told)) == (0, DEEDS), complaints
    counted, found = Counter[str](), []
    for line in (folder.parent / "calls").read_text(errors="replace").splitlines():
        name = line.split(None, 1)[1].partition("(")[0]
        counted[name] += 1
        if str(folder) in line:
            found.append((name, counted[name]))
    return found


@pytest.mark.parametrize("how", FAULTS)
def test_a_system_call_that_fails_loses_nothing_that_was_told(how: str, tmp_path: Path) -> None:
    closed = a_closed_tablet(tmp_path / "closed")
    calls = the_calls(shutil.copytree(closed, tmp_path / "tablet"))
    assert {name for name, _ in calls} >= {"pwrite64", "fsync", "rename"}
    step = 1 if NIGHTLY else len(calls) // TRIED
    for name, number in calls[list(FAULTS).index(how) :: step]:
        folder = tmp_path / "tablet"
        shutil.rmtree(folder)
        shutil.copytree(closed, folder)
        inject = f"inject={name}:{FAULTS[how]}:when={number}"
        code, told, complaints = live(folder, "-e", inject)
        assert code in (0, -signal.SIGKILL), (inject, complaints)
        if code == 0:
            assert len(told) == DEEDS
        assert faults(folder, key_of(folder), told) == [], inject
