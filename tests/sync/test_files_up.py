"""Photos on their way up over real sockets: several at once, cut, stopped, slow, troubled."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from app import codec
from app.actions import exchange
from app.actions.send_again import try_file_again
from app.errors import Stopped, Unreachable
from app.ids import Digest
from app.views.exchange import sync_page
from app.workspace import TOKEN, BlobState, Workspace
from sync.client.http import CHUNK, FILES_AT_ONCE, HttpCentre
from sync.client.round import Progress, RoundReport, Watch, run_round
from tests.sync.centres import RunningCentre
from tests.sync.roads import Road, a_road_to
from tests.sync.test_http_round import a_shared_case, a_tablet, a_visit, take_photo

PHOTOS = 12


@contextmanager
def a_link(ws: Workspace, road: Road) -> Iterator[HttpCentre]:
    token = (exchange.recall(ws, TOKEN) or b"").decode()
    with closing(HttpCentre(road.url, token, pause=lambda seconds: None)) as link:
        yield link


def a_round(
    ws: Workspace, road: Road, watch: Watch = lambda progress: None, *, sparing: bool = False
) -> RoundReport:
    """A round as the tablet runs it, with a link of its own: as after a restart."""
    with a_link(ws, road) as link:
        return run_round(ws, link, watch, at_once=FILES_AT_ONCE, sparing=sparing)


def content_of(number: int, size: int) -> bytes:
    return bytes([number]) * size


def to_send(ws: Workspace) -> list[Digest]:
    return [shelved.digest for shelved in exchange.files_to_send(ws)]


def patched(road: Road) -> int:
    return road.bytes_sent("PATCH") + sum(
        size for method, path, size in road.sent if method == "POST" and path == "/v1/files"
    )


def test_l18_at_every_tenth_of_the_photos_the_line_is_cut_and_each_byte_goes_about_once(
    centre: RunningCentre, tmp_path: Path
) -> None:
    case = a_shared_case(centre, "tenths", "zhang")
    size = 2 * CHUNK + CHUNK // 2  # one that takes several chunks
    sizes = [size if number % 5 == 0 else 1 << 16 for number in range(PHOTOS)]
    with a_tablet(tmp_path, centre.url, "zhang@tenths") as ws, a_road_to(centre.url) as road:
        a_round(ws, road)
        digests = [take_photo(ws, case, content_of(n, s)) for n, s in enumerate(sizes)]
        cuts = 0
        for tenth in range(1, 10):
            left = len(to_send(ws))
            limit = patched(road) + sum(sizes) // 10

            def is_beyond(method: str, path: str, limit: int = limit) -> bool:
                return method in ("PATCH", "POST") and patched(road) >= limit

            road.cut_request = is_beyond
            try:
                a_round(ws, road)
            except Unreachable:
                cuts += 1
            assert len(to_send(ws)) <= left, tenth
        road.cut_request = lambda method, path: False
        a_round(ws, road)
        assert (cuts > 5, to_send(ws)) == (True, [])
        # What was cut did not come through; whatever came through was never sent again.
        assert patched(road) == sum(sizes)
        with a_link(ws, road) as link:
            assert [codec.digest_of(link.fetch_file(digest)) for digest in digests] == digests


def test_several_files_are_under_way_at_once_over_one_client(
    centre: RunningCentre, tmp_path: Path
) -> None:
    case = a_shared_case(centre, "atonce", "zhang")
    with a_tablet(tmp_path, centre.url, "zhang@atonce") as ws, a_road_to(centre.url) as road:
        a_round(ws, road)
        for number in range(FILES_AT_ONCE):
            take_photo(ws, case, content_of(number, 1000))
        all_there = threading.Barrier(FILES_AT_ONCE, timeout=20)

        def meets_the_others(method: str, path: str) -> bool:
            if (method, path) == ("POST", "/v1/files"):
                all_there.wait()
            return False

        road.cut_request = meets_the_others
        assert a_round(ws, road).files_sent == FILES_AT_ONCE


def test_stopping_takes_effect_within_a_piece_and_it_goes_on_later(
    centre: RunningCentre, tmp_path: Path
) -> None:
    case = a_shared_case(centre, "stop", "zhang")
    with a_tablet(tmp_path, centre.url, "zhang@stop") as ws, a_road_to(centre.url) as road:
        a_round(ws, road)
        take_photo(ws, case, content_of(1, 8 * CHUNK))
        seen: list[Progress] = []

        def stop_after_a_chunk(progress: Progress) -> None:
            seen.append(progress)
            if progress.moved_bytes > CHUNK:
                raise Stopped

        with pytest.raises(Stopped):
            a_round(ws, road, stop_after_a_chunk)
        there = road.bytes_sent("PATCH")
        assert 0 < there < 8 * CHUNK
        assert len(to_send(ws)) == 1
        assert a_round(ws, road).files_sent == 1
        assert road.bytes_sent("PATCH") == 8 * CHUNK


def test_bytes_are_told_while_a_file_goes_and_what_went_before_does_not_count_as_fast(
    centre: RunningCentre, tmp_path: Path
) -> None:
    case = a_shared_case(centre, "told", "zhang")
    whole = 4 * CHUNK
    with a_tablet(tmp_path, centre.url, "zhang@told") as ws, a_road_to(centre.url) as road:
        a_round(ws, road)
        take_photo(ws, case, content_of(1, whole))
        road.cut_request = lambda method, path: road.bytes_sent("PATCH") >= 2 * CHUNK
        with pytest.raises(Unreachable):
            a_round(ws, road)
        road.cut_request = lambda method, path: False
        seen: list[Progress] = []
        a_round(ws, road, seen.append)
        files = [progress for progress in seen if progress.step == "files"]
        assert files[-1].done_bytes == files[-1].total_bytes == whole
        assert files[-1].moved_bytes == whole // 2
        assert all(a.done_bytes <= b.done_bytes for a, b in pairwise(files))


def test_what_is_recorded_while_photos_go_up_goes_before_the_next_photo(
    centre: RunningCentre, tmp_path: Path
) -> None:
    case = a_shared_case(centre, "between", "zhang")
    with a_tablet(tmp_path, centre.url, "zhang@between") as ws, a_road_to(centre.url) as road:
        a_round(ws, road)
        for number in range(3 * FILES_AT_ONCE):
            take_photo(ws, case, content_of(number, 1000))

        def record_once(progress: Progress) -> None:
            if progress.step == "files" and progress.done == 1:
                with ws.unit("visit") as unit:
                    unit.save(a_visit(case, ws))

        a_round(ws, road, record_once)
        paths = [path for method, path, _ in road.sent if method == "POST"]
        pushes = [number for number, path in enumerate(paths) if path == "/v1/changes"]
        photos = [number for number, path in enumerate(paths) if path == "/v1/files"]
        assert pushes[-1] < photos[-1]


def test_on_a_metered_network_originals_wait_and_everything_else_goes(
    centre: RunningCentre, tmp_path: Path
) -> None:
    case = a_shared_case(centre, "metered", "zhang")
    with a_tablet(tmp_path, centre.url, "zhang@metered") as ws, a_road_to(centre.url) as road:
        a_round(ws, road)
        small, original = ws.blobs.put(b"small"), ws.blobs.put(b"original")
        take_photo(ws, case, b"small")
        with ws.unit("original") as unit:
            unit.shelf.add(original, 8, codec.ORIGINALS)
        report = a_round(ws, road, sparing=True)
        assert (report.files_sent, report.files_spared) == (1, 1)
        assert to_send(ws) == [original] != [small]
        assert a_round(ws, road).files_sent == 1


def test_l24_a_file_that_the_centre_loses_again_and_again_is_listed_and_can_be_retried(
    centre: RunningCentre, tmp_path: Path
) -> None:
    case = a_shared_case(centre, "lost24", "zhang")
    with a_tablet(tmp_path, centre.url, "zhang@lost24") as ws, a_road_to(centre.url) as road:
        a_round(ws, road)
        bad = take_photo(ws, case, content_of(1, 3 * CHUNK))
        good = take_photo(ws, case, content_of(2, 4 * CHUNK))
        lost: list[str] = []

        def is_of_the_first(method: str, path: str) -> bool:
            lost.extend([path] if method == "PATCH" and not lost else [])
            return method == "PATCH" and path == lost[0]

        road.unknown = is_of_the_first
        with a_link(ws, road) as link:
            report = run_round(ws, link)
        assert (report.troubled, report.files_sent) == ([bad], 1)
        page = sync_page(ws)
        assert [(f.digest, f.reason) for f in page.attention] == [(bad, "BadRequest")]
        assert (page.named[bad].kind, page.named[bad].case_id) == ("photo", case.id)
        assert ws.blobs.get(bad) == content_of(1, 3 * CHUNK)
        assert a_round(ws, road).files_sent == 0  # it waits for a person, and holds up nobody
        road.unknown = lambda method, path: False
        try_file_again(ws, bad)
        assert a_round(ws, road).files_sent == 1
        assert sync_page(ws).attention == ()
        assert good in received(ws)


def received(ws: Workspace) -> list[Digest]:
    with ws.read() as unit:
        return [shelved.digest for shelved in unit.shelf.in_state(BlobState.RECEIVED)]
