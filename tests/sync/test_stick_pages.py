"""The office's pages for sticks: the clerk brings a file and takes the answer along."""

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from app.clock import FixedClock
from app.domain.refusal_names import STICK_REFUSALS
from sync.protocol.bundle import ANSWER, open_bundle
from sync.server import stick_command, stick_shelf
from tests.builders import MORNING
from tests.sync.centres import PASSWORD
from tests.sync.sticks import ORG, Scene, a_scene


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Scene, TestClient[Litestar]]]:
    with a_scene(tmp_path_factory.mktemp("office")) as scene:
        yield scene


def at_the_desk(client: TestClient[Litestar], user: str) -> None:
    client.cookies.clear()
    said = {"user": f"{user}@{ORG}", "password": PASSWORD}
    assert client.post("/office/sign-in", data=said, follow_redirects=False).status_code == 303


def bring(client: TestClient[Litestar], content: bytes) -> httpx.Response:
    return client.post(
        "/office/stick", files={"file": ("勘验通-1号平板-2026-11-23.kstick", content)}
    )


def test_the_clerk_brings_a_stick_and_takes_the_answer_along(
    made: tuple[Scene, TestClient[Litestar]],
) -> None:
    scene, client = made
    at_the_desk(client, "clerk")
    shown = bring(client, scene.file())
    assert shown.status_code == 200
    assert "已收件" in shown.text
    (link,) = re.findall(r'href="(/office/stick/[0-9a-f]{32}/answer)"', shown.text)
    given = client.get(link)
    assert unquote(given.headers["Content-Disposition"]).endswith(
        "''勘验通-回执-tablet-1-2026-11-23.kstick"
    )
    answer = open_bundle(
        io.BytesIO(given.content), scene.device.key, scene.device.root, ANSWER, MORNING
    )
    assert answer.manifest.device == "tablet-1"
    assert "tablet-1" in client.get("/office/stick").text
    assert "U 盘收件" in client.get("/office/").text


def test_a_file_that_is_none_is_refused_in_a_sentence(
    made: tuple[Scene, TestClient[Litestar]],
) -> None:
    scene, client = made
    at_the_desk(client, "clerk")
    for content, why in ((b"%PDF-1.7", "unreadable"), (scene.file()[:-9], "truncated")):
        told = bring(client, content)
        assert told.status_code == 422
        assert STICK_REFUSALS[why] in told.text


def test_only_a_clerk_takes_sticks_and_reads_answers(
    made: tuple[Scene, TestClient[Litestar]],
) -> None:
    scene, client = made
    at_the_desk(client, "clerk")
    place = str(bring(client, scene.file()).url)
    at_the_desk(client, "zhang")
    assert bring(client, scene.file()).status_code == 403
    for where in ("/office/stick", place, f"{place}/answer"):
        assert client.get(where).status_code == 403
    assert "/office/stick" not in client.get("/office/").text


def test_an_answer_lies_ready_for_a_month(tmp_path: Path) -> None:
    with a_scene(tmp_path) as (scene, client):
        at_the_desk(client, "clerk")
        place = str(bring(client, scene.file()).url)
        assert isinstance(scene.centre.clock, FixedClock)
        key = place.rsplit("/", 1)[1]
        late = type(scene.centre)(
            **{
                **vars(scene.centre),
                "clock": FixedClock(MORNING + stick_shelf.KEPT + timedelta(minutes=1)),
            }
        )
        assert stick_shelf.sweep(scene.centre) == 0
        assert client.get(place).status_code == 200
        assert stick_shelf.sweep(late) == 1
        assert client.get(place).status_code == 404
        assert list(scene.centre.folder.rglob(f"*{key}*/*")) == []


def test_every_refusal_at_the_centre_has_both_sentences() -> None:
    for why in stick_command._SENTENCES.keys() - {"no_clerk"}:
        assert STICK_REFUSALS[why]
