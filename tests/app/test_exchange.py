"""The tablet's side of the exchange, rule by rule, without a wire."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app import codec
from app.actions.exchange import (
    digest_here,
    files_missed,
    files_to_send,
    files_wanted,
    note_clock,
    offer_again,
    oldest_waiting,
    receive,
    said_received,
    settle,
    standing,
    take_file,
)
from app.actions.keep_answer import keep_answer
from app.actions.open_workspace import close_workspace, create_workspace
from app.actions.settle_conflict import settle_conflict
from app.domain.change import Again, Change, Entry, EntryReason, Page, Receipt, ReceiptStatus
from app.domain.checklist import Answer
from app.domain.inspection import Inspection
from app.domain.report import Report
from app.domain.signer import SignerRole
from app.domain.staff import Identity
from app.errors import UnknownRecord
from app.ids import CaseId, ChangeId, DeviceId, RecordId, UserId
from app.workspace import BlobState, Conflict, LineState, Place, Workspace
from tests.builders import MORNING, ORG, a_case, a_visit
from tests.sent import outgoing

WHO = Identity(UserId("zhang"), "张海峰", ORG, ("inspector",), DeviceId("tablet-1"))
VISIT = a_visit()
ITEM = ("com.tx.ir", "T1")


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace that agrees with its centre on one case and one visit, at revision 1."""
    made = create_workspace(tmp_path / "tablet", "a long enough password", WHO)
    receive(made, a_page(an_entry(a_case(), seq=1), an_entry(VISIT, seq=2)))
    yield made
    close_workspace(made)


def an_entry(
    record: codec.Record, seq: int, rev: int = 1, change: Change | None = None, **facts: object
) -> Entry:
    """What the feed says of a record; by another tablet unless it is of our own change."""
    entry = Entry(
        seq=seq,
        reason=EntryReason.CHANGE,
        kind=codec.kind_of(record),
        record_id=RecordId(record.id),
        case_id=CaseId("case-1"),
        rev=rev,
        body=codec.encode(record),
        change_id=change.id if change else ChangeId(f"theirs-{seq}"),
        by=WHO.user if change else UserId("li"),
        device=WHO.device if change else DeviceId("tablet-2"),
        at=MORNING + timedelta(minutes=seq),
    )
    return replace(entry, **facts)  # type: ignore[arg-type]


def a_page(*entries: Entry, epoch: str = "life-1") -> Page:
    return Page(epoch, entries, entries[-1].seq, more=False)


def save(ws: Workspace, record: codec.Record) -> None:
    with ws.unit("save") as unit:
        unit.save(record)


def agreed_digest(*records: codec.Record) -> str:
    """What a centre that holds these records would answer."""
    bodies = [(codec.kind_of(record), codec.encode(record)) for record in records]
    return codec.digest([[kind, body["id"], codec.digest(body)] for kind, body in bodies])


def the_visit(ws: Workspace) -> Inspection:
    with ws.read() as unit:
        return unit.get(Inspection, "visit-1")


def the_conflicts(ws: Workspace) -> list[Conflict]:
    with ws.read() as unit:
        return unit.inbox.open_conflicts()


def the_lines(ws: Workspace) -> list[LineState]:
    with ws.read() as unit:
        return [line.state for line in unit.outbox.all()]


def test_a_receipt_only_marks(ws: Workspace) -> None:
    before = digest_here(ws)
    save(ws, replace(VISIT, opinion="同意"))
    (change,) = outgoing(ws, 10)
    settle(ws, [Receipt(change.id, ReceiptStatus.RECEIVED)])
    assert the_lines(ws) == [LineState.RECEIVED]
    assert digest_here(ws) == before
    assert standing(ws).seq == 2
    assert outgoing(ws, 10) == ()


def test_the_feed_alone_ends_a_change(ws: Workspace) -> None:
    save(ws, replace(VISIT, opinion="同意"))
    (change,) = outgoing(ws, 10)
    before = digest_here(ws)
    receive(ws, a_page(an_entry(replace(VISIT, opinion="同意"), 3, 2, change)))
    assert the_lines(ws) == []
    assert digest_here(ws) != before
    assert the_visit(ws).opinion == "同意"


def test_the_same_page_again_changes_nothing(ws: Workspace) -> None:
    page = a_page(an_entry(replace(VISIT, opinion="对方的"), 3, 2))
    receive(ws, page)
    before = digest_here(ws), the_visit(ws)
    receive(ws, page)
    assert (digest_here(ws), the_visit(ws)) == before
    assert the_conflicts(ws) == []


def test_an_older_page_again_turns_nothing_back(ws: Workspace) -> None:
    older = a_page(an_entry(replace(VISIT, opinion="第二稿"), 3, 2))
    receive(ws, older)
    receive(ws, a_page(an_entry(replace(VISIT, opinion="第三稿"), 4, 3)))
    before = digest_here(ws)
    receive(ws, older)
    assert digest_here(ws) == before
    assert the_visit(ws).opinion == "第三稿"


def test_l11_different_fields_of_one_record_are_both_kept(ws: Workspace) -> None:
    save(ws, replace(VISIT, opinion="我的意见"))
    receive(ws, a_page(an_entry(replace(VISIT, safety_briefed=True), 3, 2)))
    merged = the_visit(ws)
    assert (merged.opinion, merged.safety_briefed) == ("我的意见", True)
    assert the_conflicts(ws) == []
    (change,) = outgoing(ws, 10)
    assert (change.base_rev, [edit.path for edit in change.edits]) == (2, [("opinion",)])


def test_l12_the_same_value_on_both_sides_is_no_conflict(ws: Workspace) -> None:
    save(ws, replace(VISIT, opinion="同意"))
    receive(ws, a_page(an_entry(replace(VISIT, opinion="同意"), 3, 2)))
    assert the_conflicts(ws) == []


@pytest.fixture
def disputed(ws: Workspace) -> Conflict:
    """Both have written the opinion; ours waits with another field beside it."""
    save(ws, replace(VISIT, opinion="我的意见", safety_briefed=True))
    receive(ws, a_page(an_entry(replace(VISIT, opinion="对方的意见"), 3, 2)))
    (conflict,) = the_conflicts(ws)
    return conflict


def test_a_disputed_field_waits_for_a_person_with_both_values(
    ws: Workspace, disputed: Conflict
) -> None:
    assert (disputed.mine, disputed.theirs) == ("我的意见", "对方的意见")
    assert (disputed.mine_by, disputed.theirs_by) == ("zhang", "li")
    assert the_lines(ws) == [LineState.HELD]
    assert outgoing(ws, 10) == ()
    assert the_visit(ws).opinion == "我的意见"


def test_choosing_mine_sends_it_on_top_of_theirs(ws: Workspace, disputed: Conflict) -> None:
    settle_conflict(ws, disputed.id, "mine")
    (change,) = outgoing(ws, 10)
    opinion = next(edit for edit in change.edits if edit.path == ("opinion",))
    assert (change.base_rev, opinion.old, opinion.new) == (2, "对方的意见", "我的意见")
    assert the_visit(ws).opinion == "我的意见"


def test_choosing_theirs_keeps_the_rest_of_mine(ws: Workspace, disputed: Conflict) -> None:
    settle_conflict(ws, disputed.id, "theirs")
    (change,) = outgoing(ws, 10)
    assert [edit.path for edit in change.edits] == [("safety_briefed",)]
    assert (the_visit(ws).opinion, the_visit(ws).safety_briefed) == ("对方的意见", True)


@pytest.mark.parametrize("keep", ["mine", "theirs"])
def test_the_value_not_chosen_is_kept_for_good(
    ws: Workspace, disputed: Conflict, keep: str
) -> None:
    settle_conflict(ws, disputed.id, keep)  # type: ignore[arg-type]
    assert the_conflicts(ws) == []
    with ws.read() as unit:
        row = unit.connection.exec_driver_sql("SELECT mine, theirs, kept FROM conflict").one()
    assert tuple(row) == ('"我的意见"', '"对方的意见"', keep)
    with pytest.raises(UnknownRecord):
        settle_conflict(ws, disputed.id, "mine")


def test_they_may_change_it_again_before_it_is_settled(ws: Workspace, disputed: Conflict) -> None:
    receive(ws, a_page(an_entry(replace(VISIT, opinion="对方又改"), 4, 3)))
    (conflict,) = the_conflicts(ws)
    assert (conflict.id, conflict.theirs) == (disputed.id, "对方又改")


def test_a_field_being_typed_is_not_overwritten_unseen(ws: Workspace) -> None:
    place = Place("inspection", "visit-1")
    keep_answer(ws, "visit-1", Answer(*ITEM, note="我正在写"), place)
    theirs = VISIT.answered(Answer(*ITEM, note="对方写了"))
    receive(ws, a_page(an_entry(theirs, 3, 2)))
    (conflict,) = the_conflicts(ws)
    assert isinstance(conflict.mine, dict)
    assert isinstance(conflict.theirs, dict)
    assert (conflict.mine["note"], conflict.theirs["note"]) == ("我正在写", "对方写了")
    with ws.read() as unit:
        (answer,) = unit.working(Inspection, "visit-1").answers
    assert answer.note == "我正在写"


AGAIN = "life-1:2.life-2"
"""A life that began from a backup which held the feed up to line 2."""


def test_fa18_a_restored_centre_is_given_back_what_it_lost(ws: Workspace) -> None:
    second = replace(VISIT, opinion="第二稿")
    receive(ws, a_page(an_entry(second, 3, 2, seal="sealed")))
    again = Page(AGAIN, (an_entry(a_case(), 1), an_entry(VISIT, 2)), 2, more=False)
    receive(ws, again)
    assert the_visit(ws).opinion == "第二稿"
    (given,) = outgoing(ws, 10)
    assert [(edit.path, edit.new) for edit in given.edits] == [(("opinion",), "第二稿")]
    assert given.base_rev == 1
    assert given.proof is not None
    assert (given.proof.epoch, given.proof.rev, given.proof.seal) == ("life-1", 2, "sealed")
    # It is the feed that settles it, in whoever's name.
    receive(ws, a_page(an_entry(second, 3, 2, again=Again("life-1", 2, whole=True)), epoch=AGAIN))
    assert outgoing(ws, 10) == ()
    assert digest_here(ws) == agreed_digest(a_case(), second)


def test_fa18_nothing_is_seen_to_go_back_while_the_feed_is_read_again(ws: Workspace) -> None:
    receive(ws, a_page(an_entry(replace(VISIT, opinion="第二稿"), 3, 2)))
    receive(ws, Page(AGAIN, (an_entry(VISIT, 1),), 1, more=True))
    assert the_visit(ws).opinion == "第二稿"
    save(ws, replace(the_visit(ws), safety_briefed=True))
    assert (the_visit(ws).opinion, the_visit(ws).safety_briefed) == ("第二稿", True)
    receive(ws, Page(AGAIN, (), 2, more=False))
    assert (the_visit(ws).opinion, the_visit(ws).safety_briefed) == ("第二稿", True)
    kinds = [(change.kind, [edit.path[0] for edit in change.edits]) for change in outgoing(ws, 10)]
    assert kinds[0][0] == "case"
    assert kinds[1:] == [("inspection", ["opinion"]), ("inspection", ["safety_briefed"])]


def test_fa18_of_two_former_revisions_the_newer_one_counts(ws: Workspace) -> None:
    base = (an_entry(a_case(), 1), an_entry(VISIT, 2))
    theirs = replace(VISIT, opinion="第二稿", safety_briefed=True)
    receive(ws, a_page(an_entry(replace(VISIT, opinion="第三稿"), 4, 3, seal="sealed")))
    older = an_entry(theirs, 3, 2, again=Again("life-1", 2, whole=True))
    receive(ws, Page(AGAIN, (*base, older), 3, more=False))
    assert the_conflicts(ws) == []
    assert (the_visit(ws).opinion, the_visit(ws).safety_briefed) == ("第三稿", None)


def test_fa18_a_former_life_that_is_lived_again_is_read_to_its_end(ws: Workspace) -> None:
    """Two restores between two pages: back in the life that the tablet had set aside."""
    receive(ws, Page(AGAIN, (), 0, more=True))
    third = replace(VISIT, opinion="第三稿")
    receive(ws, Page("life-1", (), 0, more=True))
    receive(ws, a_page(an_entry(a_case(), 1), an_entry(VISIT, 2), an_entry(third, 3, 2)))
    assert the_visit(ws).opinion == "第三稿"
    assert outgoing(ws, 10) == ()


def test_fa18_what_another_centre_does_not_know_is_offered_to_it(ws: Workspace) -> None:
    receive(ws, a_page(an_entry(replace(VISIT, opinion="第二稿"), 3, 2)))
    receive(ws, a_page(an_entry(VISIT, 1, 1), epoch="life-2"))
    offered = outgoing(ws, 10)
    assert [(change.kind, change.base_rev) for change in offered] == [("case", 0)]
    assert the_visit(ws).opinion == ""
    with ws.read() as unit:
        assert unit.get(type(a_case()), "case-1") == a_case()


def test_fa18_what_a_lost_life_had_received_is_sent_again(ws: Workspace) -> None:
    save(ws, replace(VISIT, opinion="同意"))
    (change,) = outgoing(ws, 10)
    settle(ws, [Receipt(change.id, ReceiptStatus.RECEIVED)])
    assert outgoing(ws, 10) == ()
    offer_again(ws, said_received(ws))
    assert [again.id for again in outgoing(ws, 10)] == [change.id]


def test_l19_a_file_that_the_centre_misses_is_sent_again_where_it_is(ws: Workspace) -> None:
    digest = ws.blobs.put(b"a paper")
    with ws.unit("shelf") as unit:
        unit.shelf.add(digest, 7, 1)
        unit.shelf.mark(digest, BlobState.RECEIVED)
    assert files_missed(ws, [codec.digest_of(b"never here")]) == 0
    assert files_to_send(ws) == []
    assert files_missed(ws, [digest]) == 1
    assert [shelved.digest for shelved in files_to_send(ws)] == [digest]


def test_a_case_that_leaves_takes_what_is_agreed_and_leaves_what_is_not(ws: Workspace) -> None:
    save(ws, replace(VISIT, opinion="还没有发送"))
    left = an_entry(a_case(), 3, 1, reason=EntryReason.LEFT)
    receive(ws, a_page(left))
    assert the_visit(ws).opinion == "还没有发送"
    with ws.read() as unit:
        assert unit.find(type(a_case())) == ()


def test_a_case_that_leaves_does_not_take_what_is_only_typed(ws: Workspace) -> None:
    keep_answer(ws, "visit-1", Answer(*ITEM, note="只是写了"), Place("inspection", "visit-1"))
    receive(ws, a_page(an_entry(a_case(), 3, 1, reason=EntryReason.LEFT)))
    with ws.read() as unit:
        (answer,) = unit.working(Inspection, "visit-1").answers
    assert answer.note == "只是写了"


def test_what_is_kept_of_a_case_that_left_does_not_count_in_the_digest(ws: Workspace) -> None:
    save(ws, replace(VISIT, opinion="还没有发送"))
    receive(ws, a_page(an_entry(a_case(), 3, 1, reason=EntryReason.LEFT)))
    assert digest_here(ws) == codec.digest([])
    # A centre with a new life is not offered a case that is not ours any more.
    receive(ws, Page("life-2", (), 1, more=False))
    assert [change.kind for change in outgoing(ws, 10)] == ["inspection"]
    assert the_visit(ws).opinion == "还没有发送"


def test_l4_a_case_that_is_downloaded_again_finds_what_was_kept_of_it(ws: Workspace) -> None:
    save(ws, replace(VISIT, opinion="我的意见", safety_briefed=True))
    receive(ws, a_page(an_entry(a_case(), 3, 1, reason=EntryReason.LEFT)))
    theirs = replace(VISIT, opinion="对方的意见")
    snapshot = EntryReason.SNAPSHOT
    back = an_entry(a_case(), 4, reason=snapshot), an_entry(theirs, 5, 2, reason=snapshot)
    receive(ws, a_page(*back))
    (conflict,) = the_conflicts(ws)
    assert (conflict.mine, conflict.theirs) == ("我的意见", "对方的意见")
    assert the_visit(ws).safety_briefed
    assert digest_here(ws) == agreed_digest(a_case(), theirs)


def test_a_case_that_comes_back_unchanged_is_agreed_again(ws: Workspace) -> None:
    save(ws, replace(VISIT, opinion="还没有发送"))
    agreed = digest_here(ws)
    receive(ws, a_page(an_entry(a_case(), 3, 1, reason=EntryReason.LEFT)))
    back = [an_entry(r, n, reason=EntryReason.SNAPSHOT) for n, r in ((4, a_case()), (5, VISIT))]
    receive(ws, a_page(*back))
    assert digest_here(ws) == agreed
    assert the_conflicts(ws) == []
    assert [change.base_rev for change in outgoing(ws, 10)] == [1]


def test_a_refused_change_stays_with_its_reason_until_it_is_mended(ws: Workspace) -> None:
    save(ws, replace(VISIT, opinion="不行的"))
    (change,) = outgoing(ws, 10)
    settle(ws, [Receipt(change.id, ReceiptStatus.REFUSED, reason="not-allowed")])
    with ws.read() as unit:
        (line,) = unit.outbox.all()
    assert (line.state, line.reason) == (LineState.REFUSED, "not-allowed")
    assert outgoing(ws, 10) == ()
    assert the_visit(ws).opinion == "不行的"
    save(ws, replace(VISIT, opinion="改好的"))
    (again,) = outgoing(ws, 10)
    assert [(edit.old, edit.new) for edit in again.edits] == [("", "改好的")]
    with ws.read() as unit:
        assert [line.reason for line in unit.outbox.all()] == [""]
    receive(ws, a_page(an_entry(replace(VISIT, opinion="改好的"), 3, 2, again)))
    assert the_lines(ws) == []


def test_a_clash_stays_queued_until_the_feed_shows_with_what(ws: Workspace) -> None:
    save(ws, replace(VISIT, opinion="我的意见"))
    (change,) = outgoing(ws, 10)
    settle(ws, [Receipt(change.id, ReceiptStatus.CLASH)])
    assert [again.id for again in outgoing(ws, 10)] == [change.id]
    receive(ws, a_page(an_entry(replace(VISIT, opinion="对方的意见"), 3, 2)))
    assert the_lines(ws) == [LineState.HELD]


def test_a_field_typed_beside_theirs_stays_only_typed(ws: Workspace) -> None:
    place = Place("inspection", "visit-1")
    keep_answer(ws, "visit-1", Answer(*ITEM, note="我正在写"), place)
    receive(ws, a_page(an_entry(replace(VISIT, opinion="对方的意见"), 3, 2)))
    assert (the_conflicts(ws), the_lines(ws)) == ([], [])
    with ws.read() as unit:
        working = unit.working(Inspection, "visit-1")
    assert (working.opinion, working.answers[0].note) == ("对方的意见", "我正在写")


def test_a_file_that_a_record_names_is_wanted_until_it_is_here(ws: Workspace) -> None:
    content = b"%PDF of a colleague"
    report = Report(
        RecordId("report-1"), CaseId("case-1"), ORG, VISIT.id, "F06", "F06-1", 1, 1, MORNING,
        codec.digest_of(content), codec.digest_of(b"record"), (SignerRole.INSPECTOR,), 3,
    )  # fmt: skip
    receive(ws, a_page(an_entry(report, 3)))
    assert files_wanted(ws) == [report.pdf]
    take_file(ws, content)
    assert files_wanted(ws) == []
    assert ws.blobs.get(report.pdf) == content


def test_since_when_the_oldest_change_waits_is_told_by_the_clock_of_the_centre(
    ws: Workspace,
) -> None:
    assert oldest_waiting(ws) is None
    note_clock(ws, -90)
    with ws.unit("one") as unit:
        unit.save(replace(VISIT, opinion="一"))
    (first,) = outgoing(ws, 9)
    with ws.unit("two") as unit:
        unit.save(replace(VISIT, opinion="二"))
    assert oldest_waiting(ws) == first.made_at - timedelta(seconds=90)
    settle(ws, [Receipt(first.id, ReceiptStatus.RECEIVED)])
    left = oldest_waiting(ws)
    assert left is not None
    assert left > first.made_at - timedelta(seconds=90)
