"""The page that the code on a paper leads to: how it stands, and nothing else (TH7)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from app import codec
from app.clock import FixedClock
from app.domain.filing import REFUSAL, Filing
from app.domain.report import Report
from app.ids import OrgId, RecordId, UserId
from sync.server import paper_numbers
from sync.server.office.paper_pages import Pace
from tests.builders import MORNING
from tests.sync.test_endorsing import ORG, ZHANG, Hands, opened_hands

CANARIES = ("海峰", ORG, "case-ours", "visit-1", "zhang", "tablet", "paper-1")
"""Of the people and records in a paper nothing is told."""


@pytest.fixture(scope="module")
def hands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hands]:
    with opened_hands(tmp_path_factory.mktemp("papers"), FixedClock(MORNING)) as made:
        yield made


@pytest.fixture(scope="module")
def sound(hands: Hands) -> tuple[Report, bytes]:
    """A paper that is here whole, judged and stamped, and its signed file."""
    report, signatures, files = hands.paper()
    hands.push(report, *signatures)
    hands.bring(*files)
    assert hands.work().stamped == 1
    return report, files[2]


def a_refusal(about: Report, **given: Any) -> Filing:
    """The record that the customer did not sign this paper."""
    return Filing(
        case_id=about.case_id,
        org=about.org,
        form=REFUSAL,
        form_version="2026.11",
        attempt=1,
        author=UserId(ZHANG.user),
        started_at=MORNING,
        about=about.id,
        **given,
    )


def told(hands: Hands, report: Report, digits: str = "") -> str:
    """The page of this paper; `digits` in place of the right ones."""
    address = f"/papers/{report.doc_no}?sha256={digits or report.record_digest[:16]}"
    return hands.client.get(address).text


def brought(hands: Hands, content: bytes) -> str:
    files = {"data": ("a.pdf", content, "application/pdf")}
    return hands.client.post("/papers", files=files).text


def test_a_sound_paper_is_said_to_be_so_and_nothing_of_its_people(
    hands: Hands, sound: tuple[Report, bytes]
) -> None:
    page = told(hands, sound[0])
    assert "现行有效" in page
    assert "第 1 版" in page
    assert "B-LTA" in page
    assert not [word for word in CANARIES if word in page]


def test_th7_a_number_with_another_code_and_one_of_nobody_look_the_same(
    hands: Hands, sound: tuple[Report, bytes]
) -> None:
    report, _ = sound
    nobody = replace(report, doc_no="F06-0-1-1")
    wrong = hands.client.get(f"/papers/{report.doc_no}?sha256={'0' * 16}")
    for digits in ("", report.record_digest[:15], "0" * 16, "%"):
        there = hands.client.get(f"/papers/{report.doc_no}?sha256={digits}")
        away = hands.client.get(f"/papers/{nobody.doc_no}?sha256={digits}")
        assert there.status_code == away.status_code == 404
        assert there.text == away.text == wrong.text
    assert "查不到" in wrong.text


def test_a_paper_that_is_not_signed_yet_is_not_called_good(hands: Hands) -> None:
    report, signatures, _ = hands.paper()
    hands.push(report, signatures[0])
    assert "尚未签完" in told(hands, report)
    hands.push(signatures[1])
    page = told(hands, report)
    assert "文件尚未核验" in page
    assert "现行有效" not in page


def test_a_paper_that_the_customer_refused_is_not_said_to_wait_for_him(hands: Hands) -> None:
    report, signatures, _ = hands.paper()
    witnessed, both, _ = hands.paper()
    filing = a_refusal(report, id=witnessed.subject_id)
    hands.push(report, signatures[0], filing, replace(witnessed, form="F14"), both[0])
    assert "尚未签完" in told(hands, report), "nobody has witnessed it yet"
    hands.push(both[1])
    page = told(hands, report)
    assert "客户未签字" in page
    assert "尚未签完" not in page
    assert "现行有效" not in page


def test_a_paper_says_that_a_newer_version_has_taken_its_place(
    hands: Hands, sound: tuple[Report, bytes]
) -> None:
    first, signatures, files = hands.paper()
    hands.push(first, *signatures)
    hands.bring(*files)
    hands.work()
    assert "现行有效" in told(hands, first)
    newer = replace(
        first,
        id=RecordId("newer"),
        revision=2,
        doc_no=first.doc_no.removesuffix("1") + "2",
        record_digest=codec.digest_of(b"newer"),
    )
    assert hands.push(newer) == ["received"]
    page = told(hands, first)
    assert "已由第 2 版替代" in page
    assert "现行有效" not in page
    assert "现行有效" in told(hands, sound[0])


def test_a_file_that_is_brought_is_checked_whole(hands: Hands, sound: tuple[Report, bytes]) -> None:
    _, signed = sound
    good = brought(hands, signed)
    assert "文件未被改动" in good
    assert "逐字节一致" in good
    spoilt = brought(hands, signed.replace(b"/Prev", b"/Prew"))
    assert "✘ 无效" in spoilt
    assert "现行有效" not in spoilt
    for content in (b"", b"%PDF-1.7 nothing", b"text"):
        assert "✘ 无效" in brought(hands, content)
    assert not [word for word in CANARIES if word in good + spoilt]


def test_a_form_without_a_file_is_refused_in_a_sentence(hands: Hands) -> None:
    told_so = hands.client.post("/papers", data={"data": "no file"})
    assert told_so.status_code == 400
    assert "没有收到可以核验的文件" in told_so.text


def test_numbers_of_papers_from_before_are_noted_at_the_first_start(hands: Hands) -> None:
    report, signatures, _ = hands.paper()
    hands.push(report, *signatures)
    store = hands.centre.store
    with store.write() as connection:
        connection.exec_driver_sql("DELETE FROM paper_number")
        connection.exec_driver_sql("DELETE FROM meta WHERE name = 'paper_numbers'")
    assert "查不到" in told(hands, report)
    paper_numbers.settle(store)
    assert "文件尚未核验" in told(hands, report)


def test_two_organisations_may_have_the_same_number_and_each_code_leads_to_its_own(
    hands: Hands, sound: tuple[Report, bytes]
) -> None:
    report, _ = sound
    body = codec.encode(replace(report, org=OrgId("theirs"), id=RecordId("theirs-1")))
    body["record_digest"] = "e" * 64
    with hands.centre.store.write() as connection:
        paper_numbers._note(connection, "theirs", body)
        assert paper_numbers.held_as(connection, report.doc_no, "e" * 16) is None
    assert "现行有效" in told(hands, report)


def test_the_open_page_lets_only_so_many_through_in_a_minute() -> None:
    at = [0.0]
    pace = Pace(2, now=lambda: at[0])
    assert [pace.may_pass() for _ in range(3)] == [True, True, False]
    at[0] = 59.9
    assert not pace.may_pass()
    at[0] = 60.0
    assert pace.may_pass()
