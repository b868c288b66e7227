"""A year's days off brought to a centre: signed with the rules, known on every tablet."""

import json
import os
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

from sync.client.enrol import reconnect
from sync.client.round import run_round
from tests.app.test_notices import YAML
from tests.sync.centres import PASSWORD, ROOT, RunningCentre, a_running_centre, let_in
from tests.sync.test_http_round import a_shared_case, a_tablet


def imported(
    file: Path, centre: RunningCentre, user: str, *more: str
) -> subprocess.CompletedProcess[str]:
    command = ["import-calendar", str(file), "--centre", centre.url, "--user", user, *more]
    return subprocess.run(
        [sys.executable, "-m", "ui.command", *command],
        cwd=ROOT,
        env={**os.environ, "KANYAN_PASSWORD": PASSWORD},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_provisional_day_is_sure_once_the_year_is_published(tmp_path: Path) -> None:
    file = tmp_path / "notice.yaml"
    file.write_text(YAML, encoding="utf-8")
    with a_running_centre(tmp_path / "centre") as centre:
        a_shared_case(centre, "days", "zhang")
        let_in(centre, "days", root="admin")
        with a_tablet(tmp_path, centre.url, "zhang@days") as ws:
            before = ws.reference.calendar.nth_after(date(2026, 12, 30), 3)
            assert before == (date(2027, 1, 4), True)
            told = imported(file, centre, "root@days", "--json")
            assert told.returncode == 0, told.stderr
            assert json.loads(told.stdout)["version"] == 1
            with closing(reconnect(ws)) as link:
                assert run_round(ws, link).rules == 1
            assert ws.reference.calendar.nth_after(date(2026, 12, 30), 3) == (
                date(2027, 1, 5),
                False,
            )
        again = imported(file, centre, "root@days")
        assert (again.returncode, again.stdout) == (1, "")
        assert "规则没有变化" in again.stderr
        file.write_text(YAML.replace("05-02, ", "05-02, 05-03, "), encoding="utf-8")
        assert "要更正请加 --replace" in imported(file, centre, "root@days").stderr
        corrected = imported(file, centre, "root@days", "--replace")
        assert "规则第 2 版" in corrected.stdout
        assert "没有权限" in imported(file, centre, "clerk@days", "--replace").stderr


def test_without_a_centre_a_notice_is_only_judged(tmp_path: Path) -> None:
    file = tmp_path / "notice.yaml"
    file.write_text(YAML.replace("01-09, 10-09", "01-08, 10-09"), encoding="utf-8")
    command = [sys.executable, "-m", "ui.command", "import-calendar", str(file)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (1, "")
    assert "第 4 行补班日不是周末（读到“2027-01-08”）" in told.stderr
