"""How others lost the work of somebody whose token had ended or whose tablet was revoked."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from app.actions import exchange
from app.actions.open_workspace import close_workspace, open_workspace
from app.clock import FixedClock
from app.domain.inspection import Inspection
from app.errors import NotAllowed, Refused, SignInFailed
from app.workspace import TOKEN, LineState, Workspace
from sync.client.enrol import join, reconnect, sign_in_again
from sync.server import tables
from sync.server.places import open_database
from tests.builders import MORNING
from tests.sync.centres import PASSWORD, RunningCentre, rows_at
from tests.sync.test_http_round import a_round, a_shared_case, a_visit, states, take_photo
from ui.wording import sentence

PICTURE = bytes(range(256)) * 40


@pytest.fixture
def org(request: pytest.FixtureRequest) -> str:
    return request.node.name.split("_")[1]


@pytest.fixture
def ws(centre: RunningCentre, tmp_path: Path, org: str) -> Iterator[Workspace]:
    """A tablet that has worked with its centre, and has a visit and a photo that are not sent."""
    case = a_shared_case(centre, org, "zhang", "wang")
    made = join(tmp_path / "ws", centre.url, f"zhang@{org}", PASSWORD, "平板", FixedClock(MORNING))
    a_round(made)
    with made.unit("visit") as unit:
        unit.save(a_visit(case, made))
    take_photo(made, case, PICTURE)
    yield made
    close_workspace(made)


def write(ws: Workspace, org: str, text: str) -> None:
    with ws.unit("opinion") as unit:
        unit.save(replace(unit.get(Inspection, f"visit-{org}"), opinion=text))


def brought_by(centre: RunningCentre, org: str) -> set[str]:
    """Whose changes the centre has of this organisation."""
    query = tables.feed.select().where(tables.feed.c.org == org, tables.feed.c.kind != "case")
    return {row.by for row in rows_at(centre, query)}


def test_l30_when_a_token_ends_the_work_goes_on_and_waits_for_its_own_name(
    centre: RunningCentre, ws: Workspace, org: str
) -> None:
    exchange.remember(ws, TOKEN, b"ended")
    with pytest.raises(SignInFailed) as refused:
        a_round(ws)
    assert "登录已过期" in sentence(refused.value)
    write(ws, org, "令牌到期后写的")
    assert states(ws) == {LineState.QUEUED}
    # A colleague on the same tablet: no second workspace over this one, and no other name in it.
    with pytest.raises(Refused):
        join(ws.folder, centre.url, f"wang@{org}", PASSWORD, "平板", FixedClock(MORNING))
    _change(centre, f"zhang@{org}", org=f"{org}x")
    with pytest.raises(NotAllowed):
        sign_in_again(ws, PASSWORD)
    _change(centre, f"zhang@{org}", org=org)
    assert brought_by(centre, org) == set()
    sign_in_again(ws, PASSWORD)
    assert a_round(ws).identical
    assert brought_by(centre, org) == {f"zhang@{org}"}
    assert states(ws) == set()


def test_l31_what_was_not_sent_when_a_tablet_is_revoked_stays_on_it(
    centre: RunningCentre, ws: Workspace, org: str
) -> None:
    _change(centre, f"zhang@{org}", active=False)
    for attempt in (lambda: a_round(ws), lambda: sign_in_again(ws, PASSWORD)):
        with pytest.raises(SignInFailed) as refused:
            attempt()
        assert "账号已停用" in sentence(refused.value)
        assert "本机内容不受影响" in sentence(refused.value)
    close_workspace(ws)
    again = open_workspace(ws.folder, PASSWORD, FixedClock(MORNING))
    write(again, org, "停用后仍可记录")
    assert states(again) == {LineState.QUEUED}
    assert [again.blobs.get(each.digest) for each in exchange.files_to_send(again)] == [PICTURE]
    # The office lets it in once more, and gets all of it.
    _change(centre, f"zhang@{org}", active=True)
    with closing(reconnect(again)):
        assert a_round(again).identical
    close_workspace(again)


def _change(centre: RunningCentre, user: str, **account_is: object) -> None:
    account = tables.account
    with closing(open_database(centre.places)) as store, store.write() as connection:
        connection.execute(update(account).where(account.c.user == user).values(**account_is))
