"""FA23: no number of a paper twice, and none missing that nothing explains."""

import contextlib
import os
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app import codec
from app.actions.issue_report import issue_report
from app.actions.open_workspace import close_workspace
from app.actions.record_filing import record_filing
from app.actions.reopen_filing import reopen_filing
from app.domain.case import ConnectionCase
from app.domain.filing import Filing
from app.domain.report import Report
from app.domain.staff import Identity
from app.ids import DeviceId, UserId
from app.workspace import Workspace
from tests.flows.filings import GOOD, a_tablet, filled

CRASHES = 200 if os.environ.get("KANYAN_NIGHTLY") else 24


class Crashed(Exception):
    """The program ends here."""


class _CrashingBlobs:
    """Files of a tablet that dies while, or right after, it keeps one."""

    def __init__(self, living: object, after: bool) -> None:
        self._living, self._after = living, after

    def put(self, data: bytes) -> str:
        if self._after:
            self._living.put(data)  # type: ignore[attr-defined]
        raise Crashed

    def __getattr__(self, name: str) -> object:
        return getattr(self._living, name)


@pytest.fixture
def tablets(tmp_path: Path) -> Iterator[tuple[Workspace, Workspace]]:
    """That of whoever filled a form, and a colleague's with the same case and form."""
    one = a_tablet(tmp_path / "one", GOOD["F10"].status)
    other = a_tablet(tmp_path / "other", GOOD["F10"].status)
    yield (
        one,
        replace(
            other,
            who=Identity(UserId("li"), "李工", one.who.org, one.who.roles, DeviceId("tab-2")),
        ),
    )
    close_workspace(one)
    close_workspace(other)


def recorded(ws: Workspace, folder: Path) -> str:
    """A filled and recorded form, by its id."""
    filing = filled(ws, folder, "F10")
    record_filing(ws, filing.id)
    return filing.id


def handed_over(ws: Workspace, to: Workspace, filing_id: str) -> None:
    """The colleague has what this tablet has of case and form."""
    with ws.read() as unit:
        filing = unit.get(Filing, filing_id)
        case = unit.get(ConnectionCase, filing.case_id)
    with to.unit("come_down") as unit:
        for record in (case, filing):
            if unit.records.body(codec.kind_of(record), record.id) is None:
                unit.save(record)


def reports_of(*tablets: Workspace) -> list[Report]:
    found: dict[str, Report] = {}
    for ws in tablets:
        with ws.read() as unit:
            found |= {each.id: each for each in unit.find(Report)}
    return list(found.values())


def test_two_tablets_that_issue_one_paper_at_once_give_it_two_numbers(
    tablets: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    one, other = tablets
    filing = recorded(one, tmp_path)
    handed_over(one, other, filing)
    mine, theirs = issue_report(one, filing), issue_report(other, filing)
    assert theirs.doc_no.startswith(f"{mine.doc_no}-")
    assert issue_report(other, filing) == theirs


def test_fa23_crashes_between_number_and_record_leave_no_double_and_no_hole(
    tablets: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    one, other = tablets
    filing = recorded(one, tmp_path)
    handed_over(one, other, filing)
    rng = random.Random(23)
    for _ in range(CRASHES):
        ws = rng.choice(tablets)
        if rng.random() < 0.6:
            dying = replace(ws, blobs=_CrashingBlobs(ws.blobs, rng.random() < 0.5))  # type: ignore[arg-type]
            with contextlib.suppress(Crashed):  # where nothing had to be made, nothing crashes
                issue_report(dying, filing)
        else:
            issue_report(ws, filing)
        if ws is one and rng.random() < 0.3:  # taken up again before anybody has signed
            reopen_filing(one, filing)
            record_filing(one, filing)
    found = reports_of(one, other)
    numbers = [report.doc_no for report in found]
    assert len(numbers) == len(set(numbers))
    by_series = defaultdict(list)
    for report in found:
        form, case, attempt, revision, *mark = report.doc_no.split("-")
        assert int(revision) == report.revision
        by_series[(form, case, attempt, *mark)].append(report.revision)
    assert len(by_series) == 2  # his own numbers, and those of the colleague's tablet
    for revisions in by_series.values():
        assert sorted(revisions) == list(range(1, len(revisions) + 1))
