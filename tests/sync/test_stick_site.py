"""A case goes from tablet to tablet without a network, and reaches the centre once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from app.domain.case import ConnectionCase
from app.domain.change import FieldEdit
from app.domain.merge import disputed_edits
from app.errors import StickRefused
from app.views.cases import case_page
from app.views.exchange import sync_page
from app.views.ways import Way
from app.workspace import LineState, Workspace
from sync.client.site import Handed, hand_over_site, invite, invited, take_over_site
from sync.client.stick import export_stick
from sync.server import tables
from tests.sync.centres import PASSWORD, ROOT, RunningCentre, let_in, rows_at
from tests.sync.sticks import (
    CASE,
    a_round,
    a_shared_case,
    a_tablet,
    begin_visit,
    carried,
    notes,
    records_of,
    say,
    states,
    take_photo,
    there_and_back,
)


def handed_over(one: Workspace, two: Workspace, folder: Path) -> Handed:
    invite(two, folder / "two.kinvite")
    hand_over_site(one, CASE, invited(one, folder / "two.kinvite"), folder / "site.kstick")
    return take_over_site(two, folder / "site.kstick")


def begun(ws: Workspace, case: ConnectionCase) -> None:
    begin_visit(ws, case)
    say(ws, "一号写的")
    take_photo(ws, case, b"a copy" * 500, b"an original" * 900)


def authors(centre: RunningCentre, org: str) -> list[str]:
    feed = tables.feed
    query = select(feed.c.by).where(feed.c.org == org, feed.c.kind == "inspection")
    return [row.by for row in rows_at(centre, query.order_by(feed.c.seq))]


def test_an_edit_made_upon_what_was_seen_is_no_clash_and_any_other_is() -> None:
    mine, theirs = FieldEdit(("a",), 1, 2), FieldEdit(("a",), 0, 1)
    assert disputed_edits([mine], [theirs], seen=True) == ()
    assert disputed_edits([mine], [theirs], seen=False) == (mine,)
    other = FieldEdit(("a",), 0, 2)
    assert disputed_edits([other], [theirs], seen=True) == (other,)


@pytest.mark.parametrize("road", ["network", "stick"])
@pytest.mark.parametrize("first", ["taker", "giver"])
def test_a_case_handed_over_goes_on_and_reaches_the_centre_once(
    centre: RunningCentre, tmp_path: Path, road: str, first: str
) -> None:
    org = f"site-{road}-{first}"
    case = a_shared_case(centre, org, "zhang", "wang")
    with (
        a_tablet(tmp_path, centre, f"zhang@{org}") as one,
        a_tablet(tmp_path, centre, f"wang@{org}") as two,
    ):
        a_round(one)
        begun(one, case)
        done = handed_over(one, two, tmp_path)
        assert (done.case_id, done.by, done.changes, done.files) == (CASE, f"zhang of {org}", 2, 2)
        assert notes(two) == {"T1": "一号写的"}
        # It waits here for the centre, as what was done here does.
        assert set(case_page(two, CASE).ways.values()) == {Way.QUEUED}
        assert sync_page(two).waiting[CASE]["inspection", Way.QUEUED] == 1
        say(two, "二号接着写", "T2")
        say(two, "二号看过一号的再改")
        for ws in (one, two) if first == "giver" else (two, one):
            if road == "stick" and ws is two:
                there_and_back(ws, centre, tmp_path)
            else:
                a_round(ws)
        # What was done upon handed-over work is set on its base by the first answer.
        assert [a_round(ws).identical for ws in (two, one)] == [True, True]
        told = {"T1": "二号看过一号的再改", "T2": "二号接着写"}
        assert notes(one) == notes(two) == told
        assert states(one) == states(two) == []
        assert records_of(one) == records_of(two)
        assert authors(centre, org) == [f"zhang@{org}", f"wang@{org}"]
        with two.read() as unit:
            assert unit.inbox.open_conflicts() == []


def test_a_file_that_comes_late_puts_nothing_old_over_the_new(
    centre: RunningCentre, tmp_path: Path
) -> None:
    case = a_shared_case(centre, "late", "zhang", "wang")
    with (
        a_tablet(tmp_path, centre, "zhang@late") as one,
        a_tablet(tmp_path, centre, "wang@late") as two,
    ):
        a_round(one)
        begun(one, case)
        invite(two, tmp_path / "two.kinvite")
        hand_over_site(one, CASE, invited(one, tmp_path / "two.kinvite"), tmp_path / "site.kstick")
        a_round(one)
        say(one, "后来改的")
        a_round(one)
        a_round(two)
        take_over_site(two, tmp_path / "site.kstick")
        assert a_round(two).identical
        assert notes(two) == {"T1": "后来改的"}
        assert states(two) == []
        with pytest.raises(StickRefused) as refused:
            take_over_site(two, tmp_path / "site.kstick")
        assert refused.value.why == "taken_before"


def test_who_is_not_on_the_case_brings_the_work_of_him_who_is(
    centre: RunningCentre, tmp_path: Path
) -> None:
    case = a_shared_case(centre, "team", "zhang")
    let_in(centre, "team", li="inspector")
    with (
        a_tablet(tmp_path, centre, "zhang@team") as one,
        a_tablet(tmp_path, centre, "li@team") as two,
    ):
        a_round(one)
        begun(one, case)
        handed_over(one, two, tmp_path)
        say(two, "我不在人员里", "T2")
        report = a_round(two)
        assert report.refused == 1
        assert authors(centre, "team") == ["zhang@team"]
        assert notes(two) == {"T1": "一号写的", "T2": "我不在人员里"}
        assert LineState.REFUSED in states(two)
        assert a_round(one).identical
        assert states(one) == []


def test_only_the_invited_tablet_of_the_same_centre_opens_it(
    centre: RunningCentre, tmp_path: Path
) -> None:
    case = a_shared_case(centre, "closed", "zhang", "wang")
    a_shared_case(centre, "elsewhere", "hu")
    with (
        a_tablet(tmp_path, centre, "zhang@closed") as one,
        a_tablet(tmp_path, centre, "wang@closed") as two,
        a_tablet(tmp_path, centre, "hu@elsewhere") as stranger,
    ):
        a_round(one)
        begun(one, case)
        paper = tmp_path / "two.kinvite"
        invite(two, paper)
        to = invited(one, paper)
        assert (to.name, to.user, to.label) == ("wang of closed", "wang@closed", "w号平板")
        hand_over_site(one, CASE, to, tmp_path / "site.kstick")
        before = [(records_of(ws), states(ws)) for ws in (one, two, stranger)]
        refusals = {
            "other_recipient": lambda: take_over_site(stranger, tmp_path / "site.kstick"),
            "to_itself": lambda: invited(two, paper),
            "other_org": lambda: invited(stranger, paper),
            "no_invitation": lambda: invited(one, tmp_path / "site.kstick"),
            "unknown_case": lambda: hand_over_site(one, "no-case", to, tmp_path / "x.kstick"),
        }
        for why, deed in refusals.items():
            with pytest.raises(StickRefused) as refused:
                deed()
            assert refused.value.why == why
        said = msgspec.json.decode(paper.read_bytes())
        (tmp_path / "forged").write_bytes(msgspec.json.encode(said | {"label": "总部平板"}))
        with pytest.raises(StickRefused) as refused:
            invited(one, tmp_path / "forged")
        assert refused.value.why == "wrong_signer"
        export_stick(one, tmp_path / "out.kstick")
        carried(centre, "closed", tmp_path / "out.kstick", tmp_path / "back.kstick")
        for path in (tmp_path / "out.kstick", tmp_path / "back.kstick"):
            with pytest.raises(StickRefused):
                take_over_site(two, path)
        assert not (tmp_path / "x.kstick").exists()
        assert [(records_of(ws), states(ws)) for ws in (one, two, stranger)] == before


def kanyan_stick(ws_folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    deed, *rest = map(str, arguments)
    return subprocess.run(
        [sys.executable, "-m", "ui.command", "stick", deed, "--folder", str(ws_folder), *rest],
        cwd=ROOT,
        env={**os.environ, "KANYAN_PASSWORD": PASSWORD},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_hands_a_case_over_and_tells_programs_in_json(
    centre: RunningCentre, tmp_path: Path
) -> None:
    org = "stick-command"
    a_shared_case(centre, org, "zhang", "wang")
    users = [f"zhang@{org}", f"wang@{org}"]
    for user in users:
        with a_tablet(tmp_path, centre, user) as ws:
            a_round(ws)
    places = [tmp_path / user for user in users]
    mine, site = tmp_path / "two.kinvite", tmp_path / "site.kstick"
    told = kanyan_stick(places[1], "invite", mine, "--json")
    assert json.loads(told.stdout) == {"file": str(mine)}
    give = ("handover", "--case", CASE, mine, site)
    asked = kanyan_stick(places[0], *give)
    assert (asked.returncode, asked.stdout) == (1, "")
    assert "没有移交：没有人核对" in asked.stderr
    given = kanyan_stick(places[0], *give, "--yes", "--json")
    assert json.loads(given.stdout)["case_id"] == CASE
    taken = kanyan_stick(places[1], "take", site, "--json")
    assert json.loads(taken.stdout)["case_id"] == CASE
