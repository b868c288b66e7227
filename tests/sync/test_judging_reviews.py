"""The centre judges what the office says of a record: who says it, of which version, how often."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app import codec
from app.clock import FixedClock
from app.domain.report import Report, Signature
from app.domain.review import Review, ReviewResult
from app.domain.signer import SignerRole
from app.ids import DeviceId, Digest, RecordId, UserId
from sync.protocol import problems
from tests.app.filed_entries import a_filing
from tests.builders import MORNING, a_case
from tests.sync.centres import an_inner_centre, let_in, names
from tests.sync.offices import NOTHING, OURS, Office

DRAFT = replace(
    a_filing("F12", unit_name="示例安装公司"),
    org=OURS,
    author=UserId("zhang@ours"),
    recorded_at=None,
)
FORM = replace(DRAFT, recorded_at=MORNING)
LATER = replace(DRAFT, recorded_at=MORNING + timedelta(hours=1))
RETURNED = Review(
    id=RecordId("review-1"),
    case_id=FORM.case_id,
    org=OURS,
    subject_kind="filing",
    subject_id=FORM.id,
    seen=codec.digest(codec.encode(FORM)),
    revision=1,
    result=ReviewResult.RETURNED,
    by=UserId("boss@ours"),
    by_name="boss of ours",
    device=DeviceId("office"),
    at=MORNING,
    reason="单位名称与营业执照不符",
)
PASSED = replace(RETURNED, id=RecordId("review-2"), result=ReviewResult.PASSED, reason="")


def signed(revision: int) -> tuple[Report, Signature]:
    paper = Report(
        RecordId(f"paper-{revision}"), FORM.case_id, OURS, FORM.id, "F12", f"F12-{revision}",
        revision, 1, MORNING, NOTHING, NOTHING, (SignerRole.CUSTOMER,), 1,
    )  # fmt: skip
    return paper, Signature(
        RecordId(f"ink-{revision}"), FORM.case_id, OURS, paper.id, SignerRole.CUSTOMER, "李文娟",
        "id_card", MORNING, NOTHING, NOTHING, NOTHING, DeviceId("office"), UserId("zhang@ours"),
    )  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A centre with a form that is recorded and signed."""
    with an_inner_centre(tmp_path, FixedClock(MORNING)) as (_, client):
        let_in(tmp_path, "ours", clerk="clerk", zhang="inspector+clerk", boss="approver",
               crew="dispatcher")  # fmt: skip
        made = Office(client)
        assert made.new(a_case(team=names(["zhang"], "ours")), by="clerk") == ""
        assert [made.new(record) for record in (FORM, *signed(1))] == ["", "", ""]
        yield made


def test_who_may_say_what_of_which_version(office: Office) -> None:
    said: list[tuple[str, dict[str, object], str]] = [
        ("crew", {"by": "crew@ours", "by_name": "crew of ours"}, problems.NOT_ALLOWED),
        ("zhang", {"by": "zhang@ours", "by_name": "zhang of ours"}, problems.OWN_WORK),
        ("clerk", {}, problems.FOREIGN),
        ("boss", {"by_name": "somebody"}, problems.FOREIGN),
        ("boss", {"reason": " "}, problems.MALFORMED),
        ("boss", {"result": ReviewResult.PASSED}, problems.MALFORMED),
        ("boss", {"subject_id": "none"}, problems.MALFORMED),
        ("boss", {"subject_kind": "case", "subject_id": "case-1"}, problems.MALFORMED),
        ("boss", {"seen": Digest("0" * 64)}, problems.ANOTHER_VERSION),
        ("boss", {"revision": 0}, problems.ANOTHER_VERSION),
        ("boss", {"reason": "推荐你找宏达电力公司施工"}, problems.WORDS),
    ]
    for by, changes, answer in said:
        assert office.new(replace(RETURNED, **changes), by) == answer, changes  # type: ignore[arg-type]
    draft = replace(DRAFT, id=RecordId("f-9"))
    assert office.new(draft) == ""
    seen = codec.digest(codec.encode(draft))
    early = replace(RETURNED, subject_id=draft.id, seen=seen, revision=0)
    assert office.new(early, "boss") == problems.MALFORMED
    assert office.new(RETURNED, "boss") == ""


def test_what_was_returned_waits_for_another_version_and_what_passed_may_be_returned(
    office: Office,
) -> None:
    assert office.new(PASSED, "boss") == ""
    assert office.new(replace(PASSED, id=RecordId("r-3")), "boss") == problems.REVIEWED_ALREADY
    assert office.new(RETURNED, "boss") == ""
    assert office.new(replace(PASSED, id=RecordId("r-4")), "boss") == problems.REVIEWED_ALREADY
    assert office.edit(RETURNED, replace(RETURNED, reason="别的"), "boss") == problems.SEALED


def test_a_return_opens_what_was_signed_until_the_next_paper_is_signed(office: Office) -> None:
    assert office.edit(FORM, DRAFT) == problems.SEALED
    assert office.edit(FORM, LATER) == problems.SEALED
    assert office.new(PASSED, "boss") == ""
    assert office.edit(FORM, DRAFT) == problems.SEALED
    assert office.new(RETURNED, "boss") == ""
    assert office.edit(FORM, replace(FORM, values={"unit_name": "别的"})) == problems.SEALED
    assert office.edit(FORM, LATER) == ""  # taken up and recorded again between two rounds
    assert [office.new(record) for record in signed(2)] == ["", ""]
    assert office.edit(LATER, DRAFT) == problems.SEALED
