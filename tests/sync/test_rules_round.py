"""Rules on their way: published beside a running centre, fetched in a round, cut, fetched again."""

from contextlib import closing
from pathlib import Path

import pytest

from app.actions import exchange
from app.errors import Unreachable
from app.workspace import TOKEN
from sync.client.enrol import reconnect
from sync.client.http import HttpCentre
from sync.client.round import run_round
from tests.sync.centres import a_running_centre, settings_of, signed_in, the_command
from tests.sync.roads import a_road_to
from tests.sync.rule_packages import CALENDAR, TIMES, shipped
from tests.sync.test_http_round import a_shared_case, a_tablet

NEXT_YEAR = ("published_years: [2024, 2025, 2026]", "published_years: [2024, 2025, 2026, 2027]")
NEW_YEARS_DAY = ("holidays:   # days off", 'holidays:\n  "2027": ["01-01"]  # days off')


def a_folder(place: Path, version: str = "2027.1") -> Path:
    """A folder of rules with next year's calendar."""
    (place / "calendars").mkdir(parents=True, exist_ok=True)
    (place / CALENDAR).write_bytes(shipped(CALENDAR, NEXT_YEAR, NEW_YEARS_DAY, version=version))
    return place


def test_a_tablet_takes_new_rules_with_its_next_round_and_the_centre_goes_by_them(
    tmp_path: Path,
) -> None:
    with a_running_centre(tmp_path / "centre") as centre:
        a_shared_case(centre, "rules", "zhang")
        with a_tablet(tmp_path, centre.url, "zhang@rules") as ws:
            with closing(reconnect(ws)) as link:
                assert run_round(ws, link).rules == 0
            folder = a_folder(tmp_path / "rules")
            told = the_command(
                "rules", "publish", "--folder", str(centre.folder), str(folder),
                **settings_of(centre.places),
            )  # fmt: skip
            assert told.returncode == 0, told.stderr
            assert "Rules version 1 are published" in told.stdout
            with closing(reconnect(ws)) as link:
                report = run_round(ws, link)
                assert (report.rules, report.identical) == (1, True)
                assert run_round(ws, link).rules == 0  # once is enough
            assert 2027 in ws.reference.calendar.published_years
            link, _ = signed_in(centre.url, "clerk@rules")
            with closing(link):
                assert link.rules(1) is None
                assert link.rules(0) is not None


def test_a_package_that_is_cut_on_its_way_comes_again(tmp_path: Path) -> None:
    with a_running_centre(tmp_path / "centre") as centre, a_road_to(centre.url) as road:
        a_shared_case(centre, "cut", "zhang")
        with a_tablet(tmp_path, centre.url, "zhang@cut") as ws:
            told = the_command(
                "rules", "publish", "--folder", str(centre.folder), str(a_folder(tmp_path / "r"))
            )
            assert told.returncode == 0, told.stderr
            road.lose_reply = lambda method, path: path.startswith("/v1/rules")
            token = (exchange.recall(ws, TOKEN) or b"").decode()
            with closing(HttpCentre(road.url, token, pause=lambda seconds: None)) as link:
                with pytest.raises(Unreachable):
                    run_round(ws, link)
                assert ws.reference.edition == 0
                road.lose_reply = lambda method, path: False
                assert run_round(ws, link).rules == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("notes.txt", b"x", "is no file of rules"),
        ("calendars/china.yaml", b"[", "cannot be used"),
        ("calendars/china.yaml", None, "nothing new"),
        (TIMES, shipped(TIMES, ("limit: 10, unit: WD", "limit: 9, unit: WD")), "clocks that run"),
        (
            TIMES,
            shipped(TIMES, ("limit: 10", "limit: 9"), version="2026.13"),
            "but not its version",
        ),
    ],
)
def test_what_cannot_be_published_is_said_in_one_sentence(
    tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    folder = tmp_path / "rules"
    (folder / name).parent.mkdir(parents=True)
    told = content if content is not None else shipped(CALENDAR, version="2026.1")
    (folder / name).write_bytes(told)
    done = the_command("rules", "publish", "--folder", str(tmp_path / "centre"), str(folder))
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
