"""Somebody leaves the team of a case with work unsent, and is called back: tablet and centre."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app import codec
from app.domain.case import ConnectionCase
from app.domain.inspection import Inspection
from app.domain.merge import diff
from app.errors import UnknownRecord
from app.workspace import Line, LineState
from sync.client.round import RoundReport, run_round
from sync.protocol import problems
from tests.flows.simulation import (
    CASE,
    CLERK,
    VISIT,
    Simulation,
    account,
    new_change,
    prepare_tablets,
    team,
)

BOTH = team(2)


class Story(Simulation):
    """Two inspectors in fair weather; the second one leaves and may come back."""

    def posted(self, before: ConnectionCase, members: int, base_rev: int) -> ConnectionCase:
        """The clerk gives the case to the first so many of them."""
        after = replace(before, team=tuple(person.user for person in BOTH[:members]))
        old, new = (codec.fields("case", codec.encode(case)) for case in (before, after))
        change = new_change(CLERK, after, f"team-{base_rev}")
        change = replace(change, base_rev=base_rev, edits=diff(old, new))
        (receipt,) = self.centre.push(account(CLERK), [change])
        assert receipt.status == "received"
        return after

    def meets(self, n: int = 1) -> RoundReport:
        """One round of this tablet."""
        return run_round(self.tablets[n], self.wires[n])

    def writes(self, opinion: str) -> None:
        """The second inspector records his opinion."""
        with self.tablets[1].unit("write") as unit:
            unit.save(replace(unit.get(Inspection, VISIT), opinion=opinion))

    def lines(self) -> list[Line]:
        """What waits on the second tablet."""
        with self.tablets[1].read() as unit:
            return unit.outbox.all()

    def opinion(self, n: int = 1) -> str:
        """The opinion as it stands on this tablet."""
        with self.tablets[n].read() as unit:
            return unit.get(Inspection, VISIT).opinion


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    prepare_tablets(tmp_path / "prepared", BOTH)
    made = Story(tmp_path / "prepared", tmp_path / "run", BOTH, seed=1)
    for n in range(2):
        assert made.meets(n).identical
    yield made
    made.close()


def the_case(story: Story) -> ConnectionCase:
    with story.tablets[0].read() as unit:
        return unit.get(ConnectionCase, CASE)


def test_whoever_leaves_keeps_nothing_that_is_agreed(story: Story) -> None:
    story.posted(the_case(story), members=1, base_rev=1)
    assert story.meets().identical
    with story.tablets[1].read() as unit, pytest.raises(UnknownRecord):
        unit.get(Inspection, VISIT)


def test_whoever_leaves_with_unsent_work_keeps_it_and_agrees(story: Story) -> None:
    story.writes("还没有发送")
    story.posted(the_case(story), members=1, base_rev=1)
    assert story.meets().identical
    (line,) = story.lines()
    assert (line.state, line.reason) == (LineState.REFUSED, problems.NOT_ALLOWED)
    assert story.opinion() == "还没有发送"
    assert story.meets(0).identical
    assert story.opinion(0) == ""


def test_whoever_is_called_back_can_send_what_was_kept(story: Story) -> None:
    story.writes("还没有发送")
    without = story.posted(the_case(story), members=1, base_rev=1)
    story.meets()
    story.posted(without, members=2, base_rev=2)
    assert story.meets().identical
    story.writes("回来后再改")
    assert story.meets().identical
    assert story.lines() == []
    assert story.meets(0).identical
    assert story.opinion(0) == "回来后再改"
