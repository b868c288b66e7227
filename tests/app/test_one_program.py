"""One program at a time works with a workspace; whoever was killed holds it no longer."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.actions.keep_answer import keep_answer
from app.actions.open_workspace import close_workspace, open_workspace
from app.actions.rescue_workspace import rescue_workspace, survey_damage
from app.actions.secure_workspace import secure_workspace
from app.domain.checklist import Answer
from app.errors import AlreadyOpen
from tests.app.tablets_on_disk import HERE, PASSWORD, a_closed_tablet, faults, key_of

ROOT = Path(__file__).parents[2]


def test_a_program_that_was_killed_holds_its_workspace_no_longer(tmp_path: Path) -> None:
    folder = a_closed_tablet(tmp_path / "tablet")
    for _ in range(2):
        command = [sys.executable, "-m", "tests.app.lock_holder", str(folder), PASSWORD]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "open\n"
            with pytest.raises(AlreadyOpen):
                open_workspace(folder, PASSWORD)
            child.kill()
        assert (folder / "lock").exists()  # the file stays, which is no lock by itself
    ws = open_workspace(folder, PASSWORD)
    keep_answer(ws, "visit-1", Answer("com.tx.ir", "T1", note="第1稿"), HERE)
    close_workspace(ws)
    assert faults(folder, key_of(folder), ["draft 1"]) == []


def test_nobody_rescues_what_another_program_works_with(tmp_path: Path) -> None:
    folder = a_closed_tablet(tmp_path / "tablet")
    ws = open_workspace(folder, PASSWORD)
    secure_workspace(ws, now=True)
    for deed in (survey_damage, rescue_workspace):
        with pytest.raises(AlreadyOpen):
            deed(folder, PASSWORD)
    close_workspace(ws)
    assert [p.name for p in folder.glob("damaged-*")] == []
