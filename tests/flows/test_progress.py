"""The progress of the customer's own works is noted, never steered, and never changed."""

import dataclasses
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from PIL import Image
from sqlalchemy import select

from app import codec
from app.actions.note_progress import note_progress
from app.actions.open_workspace import close_workspace
from app.domain.case import CaseEvent
from app.domain.evidence import Photo
from app.domain.progress import Milestone, Progress, ProgressSource, ProgressTold
from app.errors import NotAPicture, NotReady, SealedRecord, WordsRefused, WrongStage
from app.ids import RecordId
from app.views.cases import case_page
from app.workspace import Workspace
from sync.protocol.messages import Waiting
from sync.server import tables
from tests.builders import FACTS
from tests.flows.tablets import a_joined_tablet, sync
from tests.flows.visits import the_case_of
from tests.sync.centres import RunningCentre, a_change, a_running_centre, rows_at, signed_in

FRAME = {"id", "case_id", "org", "by", "device", "reasons"}


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    with a_running_centre(tmp_path_factory.mktemp("centre")) as running:
        yield running


@pytest.fixture
def ws(centre: RunningCentre, tmp_path: Path) -> Iterator[Workspace]:
    made = a_joined_tablet(tmp_path / "tablet", centre, tmp_path.name)
    yield made
    close_workspace(made)


def told(ws: Workspace, milestone: Milestone = Milestone.CIVIL_DONE, **said: str) -> ProgressTold:
    return ProgressTold(the_case_of(ws), ProgressSource.CUSTOMER_TOLD, milestone, **said)  # type: ignore[arg-type]


def test_the_log_has_the_fields_of_tracking_and_no_other() -> None:
    fields = {each.name for each in dataclasses.fields(Progress)} - FRAME
    tracked = {"logged_at", "source", "milestone", "planned_date", "blocker_text", "photos"}
    assert fields == tracked


def test_an_entry_with_its_photo_comes_up_and_never_changes(
    ws: Workspace, centre: RunningCentre, tmp_path: Path
) -> None:
    path = tmp_path / "site.jpg"
    Image.effect_noise((320, 240), 60).convert("RGB").save(path, "JPEG")
    kept = note_progress(ws, told(ws, planned_date="2026-12-20"), [path])
    with ws.read() as unit:
        (photo,) = unit.find(Photo, kept.case_id)
    assert (kept.photos, photo.owner_id) == ((photo.id,), kept.id)
    assert case_page(ws, kept.case_id).progress == (kept,)
    with ws.unit("change") as unit, pytest.raises(SealedRecord):
        unit.save(replace(kept, milestone=Milestone.TESTS_DONE))
    assert sync(ws).identical
    record = tables.record
    (row,) = rows_at(centre, select(record.c.body).where(record.c.id == kept.id))
    assert codec.decode(Progress, msgspec.json.decode(row.body)) == kept


def test_what_is_not_said_in_full_is_refused(ws: Workspace) -> None:
    with pytest.raises(NotReady) as refused:
        note_progress(ws, told(ws, Milestone.BLOCKED, planned_date="下周"))
    assert refused.value.missing == ("blocker_text", "planned_date")
    with pytest.raises(WordsRefused):
        note_progress(ws, told(ws, Milestone.BLOCKED, blocker_text="建议选择某某厂家"))
    with pytest.raises(WordsRefused):
        note_progress(ws, told(ws, Milestone.BLOCKED, blocker_text="客户拟更换施工单位"))
    explained = replace(
        told(ws, Milestone.BLOCKED, blocker_text="客户拟更换施工单位"),
        reasons={"blocker_text|PH10": "客户自己提出"},
    )
    assert note_progress(ws, explained).reasons == explained.reasons
    with ws.read() as unit:
        deeds = [k.line.deed for k in unit.trail.lines() if ":words_" in k.line.deed]
    assert deeds == [
        "note_progress:words_stopped",
        "note_progress:words_unexplained",
        "note_progress:words_explained",
    ]


def test_a_file_that_is_no_picture_leaves_no_entry(ws: Workspace, tmp_path: Path) -> None:
    (tmp_path / "note.jpg").write_text("这不是照片", encoding="utf-8")
    with pytest.raises(NotAPicture):
        note_progress(ws, told(ws), [tmp_path / "note.jpg"])
    assert case_page(ws, the_case_of(ws)).progress == ()


def test_works_that_have_passed_are_not_tracked_any_more(ws: Workspace) -> None:
    with ws.unit("pass") as unit:
        last = unit.find(CaseEvent)[-1]
        unit.save(
            replace(
                last,
                id=RecordId(ws.ids.new()),
                code="completion.opinion_issued",
                occurred_at=ws.clock.now() + timedelta(seconds=1),
                facts=FACTS["completion.opinion_issued"],
            )
        )
    with pytest.raises(WrongStage):
        note_progress(ws, told(ws))


def test_the_centre_refuses_an_entry_that_designates(ws: Workspace, centre: RunningCentre) -> None:
    good = note_progress(ws, told(ws))
    sync(ws)
    link, who = signed_in(centre.url, f"zhang@{good.org}", "another")
    bad = replace(good, id=RecordId(ws.ids.new()), blocker_text="必须用宏达公司的柜子")
    with closing(link):
        (receipt,) = link.push([a_change(bad, who, ws.ids.new(), "another")], Waiting())
    assert (receipt.status.value, receipt.reason) == ("refused", "words")
