"""What leaves a tablet: only what the centre accepted, has in a backup, and archived long ago.

The small pictures of photos and all records stay; what has left comes back when it is wanted.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app import codec
from app.actions.clean_workspace import Cleaned, clean_workspace, fetch_again
from app.actions.keep_draft import keep_draft
from app.cleaning import files_in
from app.domain.case import ConnectionCase
from app.domain.inspection import Inspection
from app.errors import DigestMismatch, Unreachable
from app.ids import CaseId, Digest
from app.views.storage import storage_page
from app.workspace import CENTRE_URL, BlobState, Place, Workspace
from sync.client.enrol import reconnect
from sync.client.http import HttpCentre
from sync.client.round import RoundReport, run_round
from sync.protocol.messages import BackedUp
from sync.server import lives
from sync.server.places import open_database
from tests.builders import a_case
from tests.sync.archived import archive, back_up, large_files, note, say_at
from tests.sync.centres import RunningCentre, let_in, signed_in
from tests.sync.sticks import (
    VISIT,
    a_shared_case,
    a_tablet,
    begin_visit,
    records_of,
    say,
    take_photo,
)

COPY, ORIGINAL = b"a copy" * 500, b"an original" * 900


@dataclass
class Scene:
    """A tablet whose one case has a photo, a load curve and a paper, and was archived."""

    ws: Workspace
    centre: RunningCentre
    case: ConnectionCase
    small: Digest
    large: dict[str, Digest]

    def round(self) -> RoundReport:
        """One round that ends well."""
        with closing(reconnect(self.ws)) as link:
            report = run_round(self.ws, link)
        assert report.identical
        return report

    def backed_up(self) -> None:
        """A backup that begins now and is sound, of which the tablet hears."""
        note(self.centre, back_up(self.centre))
        self.round()

    def here(self) -> set[str]:
        """What of the large files is on the tablet."""
        return {what for what, digest in self.large.items() if self.ws.blobs.has(digest)}


ALL = {"original", "samples", "source", "paper"}


@contextmanager
def a_scene(centre: RunningCentre, folder: Path, org: str, *, days: int) -> Iterator[Scene]:
    case = a_shared_case(centre, org, "zhang")
    with a_tablet(folder, centre, f"zhang@{org}") as ws:
        scene = Scene(ws, centre, case, Digest(""), {})
        scene.round()
        begin_visit(ws, case)
        original = ORIGINAL + org.encode()
        scene.small = take_photo(ws, case, COPY, original)
        scene.large = {"original": codec.digest_of(original)} | large_files(centre, case)
        archive(centre, case, days)
        scene.round()
        yield scene


def cleaned(scene: Scene) -> int:
    """How many files were taken off; what was told of them is what went."""
    before = scene.ws.blobs.total()
    done = clean_workspace(scene.ws)
    after = scene.ws.blobs.total()
    assert after[0] == before[0] - done.files
    assert (before[1] > after[1]) is bool(done.files)
    return done.files


def test_l26_what_is_to_go_after_sending_goes_once_and_after_the_backup_and_comes_back(
    centre: RunningCentre, tmp_path: Path
) -> None:
    with a_scene(centre, tmp_path, "clean", days=8) as scene:
        ws = scene.ws
        assert clean_workspace(ws) == Cleaned()  # sent, archived, and in no backup
        assert storage_page(ws).waiting.files == 3
        position = back_up(centre)  # begun, and who knows whether it is sound
        scene.round()
        assert clean_workspace(ws) == Cleaned()
        note(centre, position)
        scene.round()
        page = storage_page(ws)
        assert [(p.what, p.files) for p in page.parts] == [("originals", 1), ("loads", 2)]
        assert (page.cases, page.waiting.files, page.away) == (1, 0, 0)
        before = records_of(ws)
        assert cleaned(scene) == 3
        assert clean_workspace(ws) == Cleaned()
        assert scene.here() == {"paper"}
        assert ws.blobs.get(scene.small) == COPY
        assert records_of(ws) == before
        with pytest.raises(DigestMismatch) as away:
            ws.blobs.get(scene.large["original"])
        assert away.value.gone
        scene.round()  # nothing of it is fetched by itself
        assert scene.here() == {"paper"}
        assert fetch_again(ws, scene.case.id) == 3
        assert scene.round().files_fetched == 3
        assert scene.here() == ALL
        say(ws, "又看了一次")  # with a newer line the centre is asked anew
        scene.round()
        scene.backed_up()
        assert clean_workspace(ws) == Cleaned()  # wanted here just now


def test_l26_what_was_not_sent_stays_whatever_the_centre_says(
    centre: RunningCentre, tmp_path: Path
) -> None:
    with a_scene(centre, tmp_path, "unsent", days=8) as scene:
        late = take_photo(scene.ws, scene.case, b"late copy" * 50, b"late original" * 50)
        with closing(_CutBeforeFiles(scene.ws)) as link, pytest.raises(Unreachable):
            run_round(scene.ws, link)
        note(centre, back_up(centre))
        with closing(_CutBeforeFiles(scene.ws)) as link, pytest.raises(Unreachable):
            run_round(scene.ws, link)
        assert clean_workspace(scene.ws) == Cleaned()
        assert scene.here() == ALL
        scene.round()  # files alone: no new line of the feed
        scene.backed_up()
        assert cleaned(scene) == 4
        assert scene.ws.blobs.has(late)


class _CutBeforeFiles(HttpCentre):
    """A line that carries records and no file."""

    def __init__(self, ws: Workspace) -> None:
        with ws.read() as unit:
            url, token = (unit.settings.get(name) or b"" for name in (CENTRE_URL, "token"))
        super().__init__(url.decode(), token.decode())

    def send_file(self, *_what: object) -> None:
        raise Unreachable


def test_only_a_sound_backup_that_began_after_a_file_came_holds_it(
    centre: RunningCentre, tmp_path: Path
) -> None:
    with a_scene(centre, tmp_path, "meanwhile", days=8) as scene:
        sound = back_up(centre)
        picture = take_photo(scene.ws, scene.case, b"another" * 50, b"other original" * 50)
        scene.round()
        note(centre, sound)
        assert clean_workspace(scene.ws) == Cleaned()
        scene.round()  # the photo's record lies beyond that backup, and so does its case
        assert clean_workspace(scene.ws) == Cleaned()
        assert scene.ws.blobs.has(picture)
        scene.backed_up()
        assert cleaned(scene) == 4
        content = b"came without a line of the feed"
        digest = scene.large["original"]
        picture = codec.decode(codec.KINDS["photo"], _photo(scene) | _named(content))
        say_at(centre, "meanwhile", (picture,))
        note(centre, back_up(centre))
        with closing(reconnect(scene.ws)) as link:
            link.send_file(codec.digest_of(content), content, "", lambda upload: None)
            back_up(centre)  # and this one is never noted
            assert link.backed_up([digest, codec.digest_of(content)]).files == (digest,)


def _photo(scene: Scene) -> dict[str, Any]:
    with scene.ws.read() as unit:
        return unit.records.bodies("photo", scene.case.id)[0]


def _named(content: bytes) -> dict[str, str]:
    return {"id": "second", "original": codec.digest_of(content)}


def _used_elsewhere(scene: Scene) -> None:
    """The same picture belongs to a case that goes on."""
    other = a_case(
        id=CaseId("goes-on"), org=scene.case.org, application_no="2", team=scene.case.team
    )
    twin = codec.decode(codec.KINDS["photo"], _photo(scene) | {"id": "twin", "case_id": other.id})
    say_at(scene.centre, scene.case.org, (other, twin))
    scene.round()


def test_what_is_open_in_a_case_or_named_by_another_stays(
    centre: RunningCentre, tmp_path: Path
) -> None:
    with a_scene(centre, tmp_path, "open", days=8) as scene:
        ws = scene.ws
        scene.backed_up()
        keep_draft(ws, VISIT, {"opinion": "还在写"}, Place("inspection", VISIT))
        assert clean_workspace(ws) == Cleaned()
        with ws.unit("record") as unit:
            unit.save(unit.working(Inspection, VISIT))
        assert clean_workspace(ws) == Cleaned()  # recorded, and not sent
        scene.round()
        _used_elsewhere(scene)
        assert cleaned(scene) == 2
        assert ALL - scene.here() == {"samples", "source"}


def test_another_life_of_the_centre_has_to_say_anew_what_it_holds(
    centre: RunningCentre, tmp_path: Path
) -> None:
    with a_scene(centre, tmp_path, "lives", days=8) as scene:
        scene.backed_up()
        with closing(open_database(centre.places)) as store, store.write() as connection:
            lives.begin(connection)
        with closing(reconnect(scene.ws)) as link:
            assert link.standing().backed_up == 0
            while not run_round(scene.ws, link).identical:
                pass
        assert clean_workspace(scene.ws) == Cleaned()
        scene.backed_up()
        assert cleaned(scene) == 3
        # A file that is taken in again after it was cleaned stays.
        take_photo(scene.ws, scene.case, COPY, ORIGINAL + b"lives")
        assert clean_workspace(scene.ws) == Cleaned()
        assert scene.ws.blobs.get(scene.large["original"])
        with scene.ws.read() as unit:
            assert len(files_in(unit, scene.case.id, BlobState.CLEANED)) == 2
            assert unit.shelf.states([scene.large["original"]]) == {
                scene.large["original"]: BlobState.RECEIVED
            }
        scene.round()


def test_after_ninety_days_papers_go_too_and_a_stranger_is_told_nothing(
    centre: RunningCentre, tmp_path: Path
) -> None:
    with a_scene(centre, tmp_path, "ours-alone", days=91) as scene:
        scene.backed_up()
        a_shared_case(centre, "strangers", "li")
        let_in(centre, scene.case.org, wu="inspector")  # of ours, and not on this case
        for user in ("li@strangers", f"wu@{scene.case.org}"):
            link, _known = signed_in(centre.url, user, "tablet-9")
            with closing(link):
                told = link.backed_up(list(scene.large.values()))
            assert told == BackedUp(told.epoch, ())
        assert cleaned(scene) == 4
        assert scene.ws.blobs.has(scene.small)
