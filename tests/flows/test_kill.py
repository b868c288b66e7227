"""Kill -9 in the middle of a visit: what was said to be kept is there, and the work goes on.

The child does the demo's visit on the real screens and tells each thing after its commit. It is
killed at random moments; each time everything it ever told of is looked for, the database and its
trail are checked whole, and the next child goes on from there. A visit that is finished before the
kills are spent is begun again on a fresh tablet.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import text

from app.actions.open_workspace import close_workspace, open_workspace
from app.domain.evidence import Photo
from app.domain.inspection import Inspection, InspectionKind
from app.domain.load import LoadProfile
from app.domain.report import Report, Signature
from app.domain.signer import INSPECTORS, SignerRole
from app.domain.trail import first_broken
from app.views.whereabouts import last_place
from app.workspace import Workspace
from tests.flows.tablets import a_joined_tablet
from tests.flows.visits import signatures_of_visit
from tests.sync.centres import PASSWORD, ROOT, a_running_centre

NIGHTLY = os.environ.get("KANYAN_NIGHTLY") == "1"
KILLS = 100 if NIGHTLY else 5
LONGEST_S = 9.0 if NIGHTLY else 4.0
Told = list[list[object]]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tablet that has joined a centre and got its case, closed; to be copied."""
    folder = tmp_path_factory.mktemp("fresh")
    with a_running_centre(folder / "centre") as centre:
        close_workspace(a_joined_tablet(folder / "tablet", centre, "kill"))
    return folder / "tablet"


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small photos, each another one."""
    folder = tmp_path_factory.mktemp("photos")
    for number in range(12):
        image = Image.effect_noise((400, 300), 40 + number).convert("RGB")
        image.save(folder / f"{number:02}.jpg", "JPEG", quality=90)
    return folder


def test_what_was_kept_is_there_however_the_program_ends(
    fresh: Path, photos: Path, tmp_path: Path
) -> None:
    chance = random.Random(20261123)
    kills = finished = 0
    seen: set[str] = set()
    while kills < KILLS:
        tablet = tmp_path / f"tablet-{finished}"
        shutil.copytree(fresh, tablet)
        told: Told = []
        while True:
            # Short lives and long ones, so that each stage of the visit is cut.
            patience = chance.uniform(0, LONGEST_S) if kills < KILLS else None
            ended, said = _live(tablet, photos, patience)
            told += said
            seen |= {str(line[0]) for line in said}
            _nothing_is_lost(tablet, told)
            if ended:
                break
            kills += 1
        assert told[-1] == ["finished"]
        finished += 1
    # A kill between a commit and its telling skips a line, as it may "recorded"; these come often.
    assert seen >= {"open", "begun", "photos", "answer"}
    print(f"{kills} kills, {finished} visits finished")  # noqa: T201


def _live(tablet: Path, photos: Path, patience_s: float | None) -> tuple[bool, Told]:
    """One life of the child; whether it came to its end, and what it told."""
    command = [sys.executable, "-m", "tests.flows.killed_visit", str(tablet), str(photos)]
    with (
        (tablet.parent / "stderr.txt").open("w") as complaints,
        subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            start_new_session=True,
        ) as child,
    ):
        assert child.stdout is not None
        first = child.stdout.readline()
        killer = threading.Timer(patience_s or 0, _kill, (child.pid,))
        if patience_s is not None:
            killer.start()
        lines = [first, *child.stdout]
        killer.cancel()
        code = child.wait(60)
    assert code in (0, -signal.SIGKILL), (tablet.parent / "stderr.txt").read_text()
    # A line that was cut in the middle was never told.
    return code == 0, [json.loads(line) for line in lines if line.endswith("\n")]


def _kill(pid: int) -> None:
    os.killpg(pid, signal.SIGKILL)


def _nothing_is_lost(tablet: Path, told: Told) -> None:
    with _opened(tablet) as ws:
        with ws.read() as unit:
            assert unit.connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            assert unit.connection.execute(text("PRAGMA cipher_integrity_check")).all() == []
            assert first_broken(unit.trail.walk()) is None
            photos, papers = unit.find(Photo), unit.find(Report)
            signatures, visits = unit.find(Signature), unit.find(Inspection)
            drawn = signatures_of_visit(unit)
            loads = unit.find(LoadProfile)
            mine = (visit for visit in visits if visit.kind is InspectionKind.COMPLETION)
            working = [unit.working(Inspection, visit.id) for visit in mine]
        named = [file for photo in photos for file in (photo.original, photo.bounded)]
        named += [paper.pdf for paper in papers] + [load.samples for load in loads]
        named += [file for one in signatures for file in (one.pdf, one.strokes)]
        for digest in named:
            ws.blobs.get(digest)
        place = last_place(ws)
        known = {visit.id for visit in visits} | {paper.id for paper in papers}
        assert place is None or place.screen in ("today", "case") or place.record_id in known
    for what, *facts in told:
        _is_there(what, facts, working, photos, drawn)


def _is_there(
    what: object,
    facts: list[object],
    working: list[Inspection],
    photos: tuple[Photo, ...],
    signatures: list[Signature],
) -> None:
    match what:
        case "answer":
            key, judgement, inputs, words = facts
            answer = next(a for a in working[0].answers if list(a.key) == key)
            assert (answer.judgement, dict(answer.inputs), answer.text) == (
                judgement,
                inputs,
                words,
            )
        case "photos":
            assert {photo.original for photo in photos} >= set(facts[0])  # type: ignore[call-overload]
        case "opinion":
            assert working[0].opinion == facts[0]
        case "recorded":
            assert str(working[0].recorded_at) == facts[0]
        case "signed":
            assert [one.pdf for one in signatures][: len(facts[0])] == facts[0]  # type: ignore[arg-type]
        case "finished":
            roles = {one.role for one in signatures}
            assert roles == {*INSPECTORS[:4], SignerRole.CUSTOMER}


@contextmanager
def _opened(tablet: Path) -> Iterator[Workspace]:
    ws = open_workspace(tablet, PASSWORD)
    try:
        yield ws
    finally:
        close_workspace(ws)
