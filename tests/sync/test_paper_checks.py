"""The files of signed papers are judged when they have arrived; what is bad is never believed."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import delete

from app import codec
from app.child import ChildFailed
from app.clock import FixedClock
from app.documents.device_key import SigningIdentity
from app.documents.verify_apart import Read, read_paper
from app.domain.report import WET_INK, OnPaper
from app.domain.signer import SignerRole
from app.ids import CaseId, RecordId, UserId
from sync.server import paper_standings, tables, uploads
from sync.server.accounts import Account
from sync.server.centre import Centre
from sync.server.paper_checks import check_due, judging_papers
from sync.server.places import Places
from sync.server.startup import open_centre
from tests.app.sealed_papers import ROOT, an_identity
from tests.builders import MORNING, a_case, an_event
from tests.rested import Rested, rested
from tests.sync.centres import an_inner_centre, let_in, names
from tests.sync.desks import Desk
from tests.sync.offices import OURS, ZHANG, Office
from tests.sync.sealed import an_identity_of, sealed

TABLET = Account(ZHANG, "zhang of ours", "ours", ("inspector",), "office")
numbers = itertools.count(1)


@dataclass(frozen=True)
class Bench:
    """A centre with its office, and somebody whose tablet it has certified."""

    folder: Path
    centre: Centre
    office: Office
    clerk: Desk

    def opened(self) -> CaseId:
        case = a_case(id=f"paper-{next(numbers)}", team=names(["zhang"], "ours"))
        event = replace(
            an_event("application.submitted", MORNING - timedelta(hours=9)), org=OURS,
            case_id=case.id, id=RecordId(f"{case.id}-in"), actor=UserId("clerk@ours"),
        )  # fmt: skip
        for record in (case, event):
            assert self.office.new(record, "clerk") == ""
        return case.id

    def paper(self, case_id: CaseId, name: str = "one") -> Rested:
        """A one-time notice of what this case lacks, sealed as it has to be."""
        event = replace(
            an_event("application.materials_incomplete_notified", MORNING), org=OURS, actor=ZHANG,
            case_id=case_id, id=RecordId(f"{case_id}-{name}"),
        )  # fmt: skip
        event = replace(event, facts={k: v for k, v in event.facts.items() if k != "doc_no"})
        return sealed(rested(event), self.identity(), "office")

    def identity(self, account: Account = TABLET) -> SigningIdentity:
        return an_identity_of(self.centre.authority, account)

    def records(self, made: Rested, *, event: bool = True) -> None:
        for record in made.records if event else made.papers:
            assert self.office.new(record) == ""

    def files(self, made: Rested) -> None:
        for digest, content in made.files.items():
            uploads.begin(self.centre, TABLET, digest, len(content), content)

    def judged(self, made: Rested) -> str:
        """The verdict on its paper once all of it is here."""
        self.files(made)
        check_due(self.centre, read_paper)
        return self.reason(made)

    def reason(self, made: Rested) -> str:
        with self.centre.store.read() as connection:
            found = paper_standings.of_case(connection, "ours", made.event.case_id)
        return found[made.report.id].reason


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("papers")
    with an_inner_centre(folder, FixedClock(MORNING)) as (centre, client):
        let_in(folder, "ours", clerk="clerk", zhang="inspector", boss="approver")
        yield Bench(folder, centre, Office(client), Desk(client, "clerk@ours"))


def test_a_sound_paper_is_said_to_be_sound_by_a_child_that_read_it(bench: Bench) -> None:
    made = bench.paper(bench.opened())
    bench.records(made)
    assert "核验" not in bench.clerk.page(made.event.case_id)
    bench.files(made)
    assert "等待核验" in bench.clerk.page(made.event.case_id)
    assert check_due(bench.centre) == len(made.signatures)
    page = bench.clerk.page(made.event.case_id)
    assert "核验正确" in page
    assert "核验有问题" not in page
    assert check_due(bench.centre) == 0


Spoil = Callable[[Bench, Rested], Rested]


def a_changed_byte(bench: Bench, made: Rested) -> Rested:
    content = made.files[made.signatures[-1].pdf]
    at = content.index(b"stream") + 20
    return in_its_place(made, content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])


def in_its_place(made: Rested, content: bytes) -> Rested:
    """The last signature names another file."""
    *others, last = made.signatures
    other = replace(last, pdf=codec.digest_of(content))
    files = {**made.files, other.pdf: content}
    return replace(made, signatures=(*others, other), files=files)


def another_centres_key(bench: Bench, made: Rested) -> Rested:
    return sealed(made, an_identity(ROOT), "office")


def another_persons_key(bench: Bench, made: Rested) -> Rested:
    return sealed(made, bench.identity(replace(TABLET, user="li@ours", device="tab-9")), "office")


def another_name(bench: Bench, made: Rested) -> Rested:
    *others, last = made.signatures
    return replace(made, signatures=(*others, replace(last, signer_name="王五")))


def another_way_of_signing(bench: Bench, made: Rested) -> Rested:
    *others, last = made.signatures
    return replace(made, signatures=(*others, replace(last, read_to_end=True)))


def another_record_than_received(bench: Bench, made: Rested) -> Rested:
    said = {**codec.encode(made.subject), "values": {"notice_type": "另一种"}}
    inside = {codec.kind_of(made.subject): said, "photos": []}
    return sealed(made, bench.identity(), "office", inside)


def another_digest_on_record(bench: Bench, made: Rested) -> Rested:
    return replace(made, report=replace(made.report, record_digest=codec.digest({"other": "1"})))


def a_file_that_one_has_signed(bench: Bench, made: Rested) -> Rested:
    return in_its_place(made, made.files[made.signatures[0].pdf])


def no_paper_at_all(bench: Bench, made: Rested) -> Rested:
    return in_its_place(made, b"%PDF-1.7 nothing")


SPOILT: tuple[tuple[Spoil, str], ...] = (
    (a_changed_byte, "签名后的内容已被改动"),
    (another_centres_key, "签名证书不是受信任机构签发"),
    (another_persons_key, "签字人或签名证书与登记的签名不一致"),
    (another_name, "签字人或签名证书与登记的签名不一致"),
    (another_way_of_signing, "所附记录与签名不符"),
    (another_record_than_received, "所附记录与已收到的记录不一致"),
    (another_digest_on_record, "所附记录与签名不符"),
    (a_file_that_one_has_signed, "签字不全"),
    (no_paper_at_all, "文件无法读取或已损坏"),
)


@pytest.mark.parametrize(("spoil", "words"), SPOILT, ids=lambda x: getattr(x, "__name__", ""))
def test_a_bad_file_is_told_on_the_case_beside_its_event_and_in_the_list(
    bench: Bench, spoil: Spoil, words: str
) -> None:
    made = spoil(bench, bench.paper(bench.opened()))
    bench.records(made)  # the event was judged before the file came
    bench.judged(made)
    page = bench.clerk.page(made.event.case_id)
    assert f"单据 {made.report.doc_no} 核验有问题：{words}" in page
    assert f"所依据的单据 {made.report.doc_no} 核验有问题" in page
    assert "核验正确" not in page
    with bench.centre.store.read() as connection:
        clerk = Account("clerk@ours", "", "ours", ("clerk",), "")
        stranger = replace(clerk, user="li@ours", roles=("inspector",))
        assert made.event.case_id in paper_standings.cases_in_trouble(connection, clerk)
        assert not paper_standings.cases_in_trouble(connection, stranger)


def test_nothing_is_said_any_more_by_a_paper_whose_file_is_bad(bench: Bench) -> None:
    made = no_paper_at_all(bench, bench.paper(bench.opened()))
    bench.records(made, event=False)
    bench.judged(made)
    assert bench.office.new(made.event) == "paper_unsound"


def test_no_look_passes_a_record_whose_paper_is_bad(bench: Bench) -> None:
    made = no_paper_at_all(bench, bench.paper(bench.opened()))
    bench.records(made)
    form = bench.clerk.form(made.event.case_id, result="passed", subject=made.subject.id)
    assert "审核通过" in bench.clerk.page(made.event.case_id)
    bench.judged(made)
    assert "审核通过" not in bench.clerk.page(made.event.case_id)
    told = bench.clerk.send(made.event.case_id, "reviews", form)
    assert (told.status_code, "所依据单据的文件核验有问题" in told.text) == (422, True)


def test_a_sound_newer_revision_mends_it(bench: Bench) -> None:
    bad = no_paper_at_all(bench, bench.paper(bench.opened()))
    bench.records(bad)
    bench.judged(bad)
    again = replace(
        bad.report, id=RecordId(f"{bad.report.id}-2"), revision=2, doc_no=f"{bad.report.doc_no}-2"
    )
    signs = tuple(
        replace(each, id=RecordId(f"{each.id}-2"), report_id=again.id) for each in bad.signatures
    )
    good = sealed(replace(bad, report=again, signatures=signs), bench.identity(), "office")
    for record in (good.report, *good.signatures):
        assert bench.office.new(record) == ""
    assert bench.judged(good) == "ok"
    page = bench.clerk.page(bad.event.case_id)
    assert "已由修订的单据更正" in page
    assert "不能作为办理依据" not in page
    assert "所依据的单据" not in page


def test_a_paper_that_the_customer_refused_to_sign_is_sound_as_far_as_it_goes(
    bench: Bench,
) -> None:
    made = bench.paper(bench.opened())
    made = sealed(made, bench.identity(), "office", only=len(made.signatures) - 1)
    assert made.report.expected[-1] is SignerRole.CUSTOMER
    bench.records(made, event=False)
    assert bench.judged(made) == "ok"


def test_what_waits_is_judged_after_a_crash_and_at_a_centre_from_before(
    tmp_path: Path,
) -> None:
    with an_inner_centre(tmp_path, FixedClock(MORNING)) as (centre, client):
        let_in(tmp_path, "ours", clerk="clerk", zhang="inspector")
        bench = Bench(tmp_path, centre, Office(client), Desk(client, "clerk@ours"))
        made = bench.paper(bench.opened())
        bench.records(made)
        bench.files(made)  # and the power goes out
        with centre.store.write() as connection:  # as the database was before papers were judged
            connection.execute(delete(tables.paper_check))
            noted = tables.meta.c.name == "paper_checks"
            connection.execute(delete(tables.meta).where(noted))
    with open_centre(Places(tmp_path), FixedClock(MORNING)) as centre:
        assert check_due(centre, read_paper) == len(made.signatures)
        with centre.store.read() as connection:
            found = paper_standings.of_case(connection, "ours", made.event.case_id)
    assert found[made.report.id].is_sound


def test_a_file_on_which_every_child_dies_counts_as_unreadable_in_the_end(bench: Bench) -> None:
    made = bench.paper(bench.opened())
    bench.records(made)
    bench.files(made)

    def dies(pdf: bytes, anchors: object) -> Read:
        raise ChildFailed("crashed")

    for _ in range(3):
        assert bench.reason(made) == ""
        check_due(bench.centre, dies)
    assert bench.reason(made) == "unreadable"


def test_a_centre_that_serves_judges_files_as_they_come(bench: Bench) -> None:
    made = bench.paper(bench.opened())
    bench.records(made)
    with judging_papers(bench.centre):
        bench.files(made)
        while not bench.reason(made):
            Event().wait(0.05)
    assert bench.reason(made) == "ok"


SHEET = b"%PDF-1.4 the signed sheet %%EOF"


def in_ink(bench: Bench, made: Rested, sheet: bytes = SHEET) -> Rested:
    """The same, whose last signer signed a print."""
    *others, last = made.signatures
    told = OnPaper("2026-11-20", "马玉兰", "gloves", others[-1].pdf)
    scan = codec.digest_of(sheet)
    inked = replace(last, identified_by=WET_INK, scans=(scan,), on_paper=told)
    done = sealed(replace(made, signatures=(*others, inked)), bench.identity(), "office")
    return replace(done, files={**done.files, scan: sheet})


def test_a_signature_in_ink_counts_when_its_scan_is_here_and_is_shown_as_ink(
    bench: Bench,
) -> None:
    made = in_ink(bench, bench.paper(bench.opened()))
    bench.records(made, event=False)
    scan = codec.digest_of(SHEET)
    bench.files(replace(made, files={d: f for d, f in made.files.items() if d != scan}))
    assert check_due(bench.centre, read_paper) == len(made.signatures) - 1
    assert bench.office.new(made.event) == "papers_missing"
    assert "扫描件 1 尚未传到" in bench.clerk.page(made.event.case_id)
    assert bench.judged(made) == "ok"
    assert bench.office.new(made.event) == ""
    page = bench.clerk.page(made.event.case_id)
    assert "纸上签字，签于 2026-11-20" in page
    assert "见证 马玉兰" in page
    assert f'/files/{scan}">扫描件 1</a>' in page
    assert bench.clerk.status_of(f"/office/files/{scan}") == 200
    pdf = made.files[made.signatures[-1].pdf]
    told = bench.clerk.bring_paper(pdf)
    assert "其中 1 个是纸上签字（客户经办人）" in told


def test_what_is_no_sheet_at_all_is_no_ground(bench: Bench) -> None:
    made = in_ink(bench, bench.paper(bench.opened()), b"MZ a program")
    bench.records(made, event=False)
    assert bench.judged(made) == "scan_unreadable"
    assert bench.office.new(made.event) == "paper_unsound"


def test_ink_that_tells_no_witness_or_no_scan_is_not_taken(bench: Bench) -> None:
    made = in_ink(bench, bench.paper(bench.opened()))
    *others, last = made.signatures
    for record in (made.subject, *made.others, made.report, *others):
        assert bench.office.new(record) == ""
    assert last.on_paper is not None
    nobody = replace(last.on_paper, witness="")
    for forged in (replace(last, scans=None), replace(last, on_paper=nobody)):
        assert bench.office.new(forged) == "ink_incomplete"
    assert bench.office.new(last) == ""
