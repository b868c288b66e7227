"""How others lost photos or put them to another record, and that it does not happen here."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from PIL import Image

from app import codec
from app.actions import exchange
from app.actions.attach_photo import attach_photo
from app.actions.keep_answer import keep_answer
from app.actions.keep_draft import keep_draft
from app.actions.open_workspace import close_workspace, open_workspace
from app.actions.start_inspection import start_inspection
from app.actions.withdraw import withdraw
from app.clock import FixedClock
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.checklist import Answer, Judgement
from app.domain.evidence import Photo
from app.domain.inspection import InspectionKind
from app.ids import CaseId, RecordId
from app.views.visits import inspection_page
from app.workspace import LineState, Place, Workspace
from tests.app.test_photo import with_gps
from tests.flows.filings import a_tablet
from tests.flows.pairs import PAIR, a_defect, held, save, sync
from tests.flows.simulation import CASE, ITEMS, PASSWORD, VISIT, Simulation


def a_picture(path: Path, shade: int, **how: object) -> Path:
    """A picture of this shade at this path, over what stood there before."""
    Image.new("RGB", (60, 40), (shade, 90, 90)).save(path, "JPEG", **how)
    return path


def photos(ws: Workspace) -> dict[str, Photo]:
    with ws.read() as unit:
        return {photo.id: photo for photo in unit.find(Photo, CASE)}


def test_l20_a_photo_of_a_record_that_did_not_change_is_queued(
    pair: Simulation, tmp_path: Path
) -> None:
    ws = pair.tablets[0]
    with ws.read() as unit:
        assert unit.outbox.all() == []
    taken = attach_photo(ws, VISIT, a_picture(tmp_path / "a.jpg", 10), ITEMS[0], "T1")
    with ws.read() as unit:
        (line,) = unit.outbox.all()
    assert (line.change.record_id, line.state) == (taken.id, LineState.QUEUED)
    waiting = {shelved.digest for shelved in exchange.files_to_send(ws)}
    assert waiting == {taken.original, taken.bounded}
    assert sync(pair, 0)
    assert waiting <= pair.centre.files()


def test_l21_two_photos_with_one_picture_or_one_name_are_both_kept(
    pair: Simulation, tmp_path: Path
) -> None:
    name = tmp_path / "IMG_0001.jpg"
    ws = pair.tablets[0]
    same = [attach_photo(ws, VISIT, a_picture(name, 10), item, "T1") for item in ITEMS[:2]]
    other = attach_photo(ws, VISIT, a_picture(name, 200), ITEMS[0], "T1")
    assert same[0].original == same[1].original != other.original
    assert sync(pair, 0)
    assert sync(pair, 1)
    assert sync(pair, 1)
    assert photos(pair.tablets[1]) == {photo.id: photo for photo in (*same, other)}
    for photo in (same[0], other):
        assert pair.tablets[1].blobs.get(photo.original) == ws.blobs.get(photo.original)


def test_l22_a_photo_stays_with_its_record_whatever_becomes_of_the_file(
    pair: Simulation, tmp_path: Path
) -> None:
    ws, name = pair.tablets[0], tmp_path / "photo.jpg"
    of_item = attach_photo(ws, VISIT, a_picture(name, 10), ITEMS[0], "T1")
    first = name.read_bytes()
    save(ws, a_defect())  # another form is opened after it was taken
    of_defect = attach_photo(ws, "defect-1", a_picture(name, 200))
    withdraw(ws, Photo, of_item.id)
    in_its_place = attach_photo(ws, VISIT, a_picture(name, 60), ITEMS[0], "T1")
    name.rename(tmp_path / "renamed.jpg").unlink()
    assert sync(pair, 0)
    assert sync(pair, 1)
    for tablet in pair.tablets:
        assert photos(tablet) == {p.id: p for p in (of_defect, in_its_place)}
        assert (of_defect.owner_id, in_its_place.owner_id) == ("defect-1", VISIT)
        gone = held(tablet, Photo, of_item.id)
        assert gone == replace(of_item, withdrawn_at=gone.withdrawn_at)
    assert ws.blobs.get(of_item.original) == first


def test_l23_an_inspection_begins_without_anything_of_the_one_before(tmp_path: Path) -> None:
    ws = a_tablet(tmp_path / "tablet", "SURVEY")
    with ws.read() as unit:
        (case,) = unit.find(ConnectionCase)
        events = unit.find(CaseEvent, case.id)
    other = replace(case, id=CaseId("case-2"), application_no="6301202611230002")
    save(ws, other)
    for number, event in enumerate(events):
        save(ws, replace(event, id=RecordId(f"event-{number}"), case_id=other.id))
    untouched = start_inspection(ws, case.id, InspectionKind.SURVEY)
    blank = inspection_page(ws, untouched.id)
    first = blank.findings[0].question
    here = Place("inspection", untouched.id)
    failed = Answer(first.item.id, first.device_id, judgement=Judgement.FAIL, note="上一户")
    keep_answer(ws, untouched.id, failed, here)
    keep_draft(ws, untouched.id, {"opinion": "上一户的意见"}, here)
    attach_photo(ws, untouched.id, a_picture(tmp_path / "a.jpg", 10), first.item.id)
    with ws.unit("note") as unit:
        unit.save(replace(a_defect(), case_id=case.id, inspection_id=untouched.id))
    following = start_inspection(ws, other.id, InspectionKind.SURVEY)
    page = inspection_page(ws, following.id)
    assert following.id != untouched.id
    assert (following.answers, following.opinion, following.words) == ((), "", {})
    assert (page.photos, page.before, page.defects) == ((), (), ())
    assert page.missing == blank.missing
    close_workspace(ws)


def test_l29_what_was_taken_at_three_stays_at_three_with_the_clocks_error_beside_it(
    pair: Simulation, tmp_path: Path
) -> None:
    """The tablet's clock is an hour behind; it was found at the round before, with no network."""
    three = datetime(2026, 11, 24, 3, tzinfo=UTC)
    close_workspace(pair.tablets[0])
    folder = tmp_path / "run" / PAIR[0].device
    slow = FixedClock(three - timedelta(hours=4), timedelta(0))
    ws = pair.tablets[0] = open_workspace(folder, PASSWORD, slow)
    pair.clock.at = slow.at + timedelta(hours=1)
    sync(pair, 0)
    slow.at = three
    taken = attach_photo(ws, VISIT, a_picture(tmp_path / "a.jpg", 10), ITEMS[0], "T1")
    slow.at = three + timedelta(hours=4)
    pair.clock.at = slow.at + timedelta(hours=1)
    assert sync(pair, 0)
    sync(pair, 1)
    assert taken.taken_at == three
    assert held(pair.tablets[1], Photo, taken.id).taken_at == three
    sent = pair.centre.applied()[-1]
    assert (sent.record_id, sent.made_at, sent.clock_offset_s) == (taken.id, three, 3600)


def test_l33_time_and_place_stay_right_when_a_photo_is_made_smaller(
    pair: Simulation, tmp_path: Path
) -> None:
    exif = with_gps((36.0, 30.0, 36.0), (101.0, 45.0, 9.0), south=False)
    exif.get_ifd(0x8769)[0x9003] = "2026:11:23 09:30:00"
    name = tmp_path / "large.jpg"
    Image.new("RGB", (4200, 600)).save(name, "JPEG", exif=exif)
    original = name.read_bytes()
    taken = attach_photo(pair.tablets[0], VISIT, name, ITEMS[0], "T1")
    assert sync(pair, 0)
    assert sync(pair, 1)
    sync(pair, 1)
    there = held(pair.tablets[1], Photo, taken.id)
    assert there.claimed_position is not None
    assert there.claimed_at == "2026-11-23T09:30:00"
    assert (there.claimed_position.latitude, there.claimed_position.longitude) == (
        Decimal("36.510000"), Decimal("101.752500"),
    )  # fmt: skip
    # The evidence is the file as it came, with all that the camera wrote; only the copy is small.
    assert pair.tablets[1].blobs.get(there.original) == original
    assert codec.digest_of(original) == there.original != there.bounded
