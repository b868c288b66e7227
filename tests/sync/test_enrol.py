"""Joining a centre from a new tablet, and every way in which that can be cut short."""

import socket
from contextlib import closing
from pathlib import Path

import pytest
from cryptography import x509

from app.actions import exchange
from app.actions.find_workspace import has_workspace
from app.actions.open_workspace import close_workspace, create_workspace
from app.clock import FixedClock
from app.domain.staff import Identity
from app.errors import NotTheCentre, Offline, Refused, SignInFailed
from app.ids import DeviceId, OrgId, UserId
from app.workspace import AUTHORITY, CERTIFICATE, DEVICE_KEY, TOKEN
from sync.client.enrol import join, reconnect, sign_in_again
from sync.client.http import HttpCentre
from sync.protocol.messages import ENROL
from tests.builders import MORNING
from tests.sync.centres import (
    PASSWORD,
    RunningCentre,
    a_running_centre,
    let_in,
    settings_of,
    the_command,
)
from tests.sync.roads import Reply, a_road_to, a_stranger

CLOCK = FixedClock(MORNING)


def test_a_new_tablet_joins_and_can_sign(centre: RunningCentre, tmp_path: Path) -> None:
    let_in(centre, "join", zhang="inspector")
    ws = join(tmp_path / "ws", centre.url, "zhang@join", PASSWORD, "平板一号", CLOCK)
    assert (ws.who.user, ws.who.org, ws.who.roles) == ("zhang@join", "join", ("inspector",))
    certificate = x509.load_pem_x509_certificate(exchange.recall(ws, CERTIFICATE) or b"")
    root = x509.load_pem_x509_certificate(exchange.recall(ws, AUTHORITY) or b"")
    certificate.verify_directly_issued_by(root)
    assert (exchange.recall(ws, DEVICE_KEY) or b"").startswith(b"-----BEGIN PRIVATE KEY")
    with closing(reconnect(ws)) as link:
        assert link.page("", 0).entries == ()
    close_workspace(ws)


def test_a_wrong_password_makes_nothing(centre: RunningCentre, tmp_path: Path) -> None:
    let_in(centre, "wrongpw", zhang="inspector")
    with pytest.raises(SignInFailed):
        join(tmp_path / "ws", centre.url, "zhang@wrongpw", "guess", "平板", CLOCK)
    assert not has_workspace(tmp_path / "ws")


@pytest.mark.parametrize("url", ["", "nonsense", "http://[", "ftp://centre", "http://a b/"])
def test_an_address_that_is_none_is_told_and_makes_nothing(tmp_path: Path, url: str) -> None:
    with pytest.raises((NotTheCentre, Offline)):
        join(tmp_path / "ws", url, "zhang", PASSWORD, "平板", CLOCK)
    assert not has_workspace(tmp_path / "ws")


def test_a_login_page_makes_nothing(tmp_path: Path) -> None:
    page = Reply(200, (("Content-Type", "text/html"),), b"<html>")
    with a_stranger(page) as url, pytest.raises(NotTheCentre):
        join(tmp_path / "ws", url, "zhang", PASSWORD, "平板", CLOCK)
    assert not has_workspace(tmp_path / "ws")


def test_cut_before_the_certificate_the_next_connection_finishes_it(
    centre: RunningCentre, tmp_path: Path
) -> None:
    let_in(centre, "cutjoin", zhang="inspector")
    with a_road_to(centre.url) as road:
        road.lose_reply = lambda method, path: path == ENROL
        ws = join(tmp_path / "ws", road.url, "zhang@cutjoin", PASSWORD, "平板", CLOCK)
        key = exchange.recall(ws, DEVICE_KEY)
        assert exchange.recall(ws, CERTIFICATE) is None
        with pytest.raises(Offline):
            reconnect(ws)
        road.lose_reply = lambda method, path: False
        reconnect(ws).close()
    assert exchange.recall(ws, CERTIFICATE)
    assert exchange.recall(ws, DEVICE_KEY) == key
    close_workspace(ws)


def test_a_workspace_that_never_joined_asks_to_sign_in(
    centre: RunningCentre, tmp_path: Path
) -> None:
    let_in(centre, "never", zhang="inspector")
    who = Identity(UserId("zhang@never"), "", OrgId("never"), ("inspector",), DeviceId("tablet"))
    ws = create_workspace(tmp_path / "ws", PASSWORD, who, CLOCK)
    for attempt in (lambda: reconnect(ws).close(), lambda: sign_in_again(ws, PASSWORD)):
        with pytest.raises(SignInFailed):
            attempt()
    sign_in_again(ws, PASSWORD, centre.url)
    reconnect(ws).close()
    assert exchange.recall(ws, CERTIFICATE)
    close_workspace(ws)


def test_l30_after_the_token_has_ended_one_signs_in_again(
    centre: RunningCentre, tmp_path: Path
) -> None:
    let_in(centre, "again", zhang="inspector")
    ws = join(tmp_path / "ws", centre.url, "zhang@again", PASSWORD, "平板", CLOCK)
    exchange.remember(ws, TOKEN, b"ended")
    with closing(reconnect(ws)) as link, pytest.raises(SignInFailed):
        link.standing()
    with pytest.raises(SignInFailed):
        sign_in_again(ws, "guess")
    sign_in_again(ws, PASSWORD)
    with closing(reconnect(ws)) as link:
        standing = link.standing()
    assert exchange.agree(ws, standing.digest, standing.total)
    close_workspace(ws)


def test_a_second_workspace_in_the_same_folder_is_refused(
    centre: RunningCentre, tmp_path: Path
) -> None:
    let_in(centre, "second", zhang="inspector")
    close_workspace(join(tmp_path / "ws", centre.url, "zhang@second", PASSWORD, "平板", CLOCK))
    with pytest.raises(Refused):
        join(tmp_path / "ws", centre.url, "zhang@second", PASSWORD, "平板", CLOCK)


def test_no_connection_is_offline_and_is_tried_just_twice() -> None:
    pauses: list[float] = []
    with (
        closing(HttpCentre("http://127.0.0.1:9", "token", pause=pauses.append)) as link,
        pytest.raises(Offline),
    ):
        link.standing()
    assert len(pauses) == 1


def test_what_keeps_a_centre_from_starting_is_told_in_a_sentence(
    tmp_path: Path,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        port = str(somebody.getsockname()[1])
        taken = the_command("--folder", str(tmp_path / "a"), "--port", port)
    (tmp_path / "file").write_text("no folder")
    nowhere = the_command("--folder", str(tmp_path / "file"), "--port", "0")
    assert [run.returncode for run in (taken, nowhere)] == [1, 1]
    assert taken.stderr == f"Port {port} is taken or not allowed; choose another one with --port.\n"
    assert "Nothing can be written in" in nowhere.stderr
    assert [run.stdout for run in (taken, nowhere)] == ["", ""]  # no password is said for nothing


def test_a_folder_is_served_only_once(centre: RunningCentre) -> None:
    arguments = ("--folder", str(centre.folder), "--port", "0")
    held = the_command(*arguments, **settings_of(centre.places))
    assert (held.returncode, held.stderr.count("\n")) == (1, 1)
    assert "Another centre serves" in held.stderr


def test_somebody_is_let_in_while_the_centre_runs(centre: RunningCentre) -> None:
    arguments = ("add-user", "--folder", str(centre.folder), "--org", "late", "--roles", "clerk")
    stores = settings_of(centre.places)
    added = the_command(*arguments, "late", KANYAN_PASSWORD=PASSWORD, **stores)
    again = the_command(*arguments, "late", KANYAN_PASSWORD="another", **stores)
    assert (added.stdout, again.stdout) == ("late may sign in.\n", "There is a late already.\n")


def test_a_centre_starts_again_where_it_stopped(tmp_path: Path) -> None:
    with a_running_centre(tmp_path / "centre") as first:
        let_in(first.folder, "stay", zhang="inspector")
        ws = join(tmp_path / "ws", first.url, "zhang@stay", PASSWORD, "平板", CLOCK)
        with closing(reconnect(ws)) as link:
            before = link.page("", 0)
    port = int(first.url.rpartition(":")[2])
    with a_running_centre(tmp_path / "centre", port), closing(reconnect(ws)) as link:
        assert link.page("", 0) == before
    close_workspace(ws)
