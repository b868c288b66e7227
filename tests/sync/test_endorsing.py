"""The centre puts its timestamps behind papers that arrive, and tablets get them with the feed."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from app import codec
from app.clock import FixedClock
from app.documents.device_key import SigningIdentity, new_device_key, signing_request
from app.documents.key_file import open_key_file
from app.documents.seal import seal
from app.documents.verify import verify_pdf
from app.documents.verify_apart import read_paper
from app.domain.endorsement import Endorsement
from app.domain.report import Report, Signature
from app.domain.signer import SignerRole
from app.errors import FolderNotWritable, UnknownRecord
from app.ids import CaseId, DeviceId, Digest, OrgId, RecordId, UserId
from app.paper_check import evidence_of
from sync.protocol import messages
from sync.server import devices, feed, key_files, paper_standings, revoking, uploads
from sync.server.accounts import CENTRE, Account
from sync.server.centre import Centre
from sync.server.endorsing import Done, Upkeep
from sync.server.paper_checks import check_due
from sync.server.places import places_of
from sync.server.review_judge import records_of
from sync.server.time_authority import REPLY_TYPE, Stamping
from tests.app.sealed_papers import EVIDENCE, RECORD, STROKES, a_paper, a_root, pem_of
from tests.app.time_authorities import an_authority
from tests.builders import MORNING, a_case
from tests.sync.centres import PASSWORD, a_change, an_inner_centre, carried, let_in, names
from tests.sync.offices import Office

ORG = "ours"
ZHANG = Account(f"zhang@{ORG}", "张", ORG, ("inspector",), "tablet")
ROLES = (SignerRole.INSPECTOR, SignerRole.CUSTOMER)


@dataclass
class Hands:
    """A centre with one case, and somebody who brings papers to it."""

    centre: Centre
    clock: FixedClock
    client: TestClient[Litestar]
    identity: SigningIdentity
    made: int = 0

    def paper(self, at: timedelta = timedelta()) -> tuple[Report, list[Signature], list[bytes]]:
        """A paper that both have signed on this tablet, with each of its files."""
        self.made += 1
        name, files = f"paper-{self.made}", [a_paper()]
        report = Report(
            id=RecordId(name),
            case_id=CaseId("case-ours"),
            org=OrgId(ORG),
            subject_id=RecordId(f"visit-{self.made}"),
            form="F06",
            doc_no=f"F06-{self.made}-1-1",
            revision=1,
            attempt=1,
            issued_at=MORNING,
            pdf=codec.digest_of(files[0]),
            record_digest=codec.digest_of(RECORD),
            expected=ROLES,
            pages=2,
        )
        signatures = []
        for number, role in enumerate(ROLES):
            unsealed = Signature(
                id=RecordId(f"{name}-{number}"),
                case_id=CaseId("case-ours"),
                org=OrgId(ORG),
                report_id=RecordId(name),
                role=role,
                signer_name="张海峰",
                identified_by="staff_login",
                signed_at=MORNING + at,
                strokes=EVIDENCE,
                evidence=Digest(""),
                pdf=Digest(""),
                device=DeviceId(ZHANG.device),
                by=UserId(ZHANG.user),
            )
            evidence = evidence_of(unsealed, report, codec.digest_of(files[-1]))
            sealed = seal(
                files[-1],
                role,
                self.identity,
                strokes=STROKES,
                signer_name="张海峰",
                identified_by="staff_login",
                signed_at=MORNING + at,
                evidence=evidence,
                last=number == 1,
            )
            files.append(sealed)
            digest = codec.digest_of(sealed)
            signatures.append(replace(unsealed, evidence=evidence, pdf=digest))
        return report, signatures, files

    def push(self, *records: codec.Record) -> list[str]:
        """What the centre says to these records."""
        known = messages.SignedIn("", ZHANG.user, ZHANG.name, ORG, ZHANG.roles, MORNING)
        changes = [
            a_change(r, known, f"c-{r.id}-{codec.kind_of(r)}", ZHANG.device) for r in records
        ]
        with self.centre.store.write() as connection:
            told = feed.accept(connection, ZHANG, changes, self.centre.judge, MORNING)
        return [receipt.reason or receipt.status.value for receipt in told]

    def bring(self, *files: bytes) -> None:
        """Send these files as a tablet does."""
        for content in files:
            uploads.begin(self.centre, ZHANG, codec.digest_of(content), len(content), content)

    def work(self, upkeep: Upkeep | None = None) -> Done:
        """What the centre does by itself: judge what has come, and stamp what is sound."""
        check_due(self.centre, read_paper)
        return (upkeep or Upkeep(self.centre)).turn()

    def endorsements(self, report: Report) -> list[Endorsement]:
        """What stands behind this paper, in the order of its making."""
        with self.centre.store.read() as connection:
            found = records_of(connection, ORG, "case-ours", Endorsement)
        mine = [each for each in found if each.report_id == report.id]
        return sorted(mine, key=lambda each: (each.stamped_at, each.level))

    def content(self, digest: Digest) -> bytes:
        with self.centre.store.read() as connection:
            size = uploads.stored_size(connection, ORG, digest)
        assert size is not None
        return self.centre.objects.read(ORG, digest, 0, size)


@contextmanager
def opened_hands(folder: Path, clock: FixedClock) -> Iterator[Hands]:
    """A centre in this folder, and the hands of zhang, whose tablet has its certificate."""
    with an_inner_centre(folder, clock) as (centre, client):
        let_in(folder, ORG, clerk="clerk", zhang="inspector", boss="admin")
        case = a_case(id=CaseId("case-ours"), team=names(["zhang"], ORG))
        assert Office(client).new(case, "clerk") == ""
        key = new_device_key()
        certificate = centre.authority.certify(signing_request(key, "张", ORG), ZHANG)
        with centre.store.write() as connection:
            devices.note_certificate(connection, ZHANG, MORNING, certificate)
        yield Hands(centre, clock, client, SigningIdentity(key, certificate))


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    with opened_hands(tmp_path, FixedClock(MORNING)) as made:
        yield made


def test_a_paper_that_arrives_whole_is_stamped_and_becomes_an_archive(hands: Hands) -> None:
    report, signatures, files = hands.paper()
    assert hands.push(report, *signatures) == ["received"] * 3
    hands.bring(*files[:2])
    assert hands.work().stamped == 0
    hands.bring(files[2])
    assert hands.work().stamped == 1
    [archived] = hands.endorsements(report)
    assert (archived.level, archived.of) == ("B-LTA", signatures[1].pdf)
    paper = hands.content(archived.pdf)
    assert paper.startswith(files[2])
    found = verify_pdf(paper, [hands.centre.authority.certificate], now=MORNING)
    assert (found.reason, found.level, found.proven_at) == ("ok", "B-LTA", MORNING)
    headers = carried(hands.client, ZHANG.user, "tablet")
    page = hands.client.get(messages.FEED, headers=headers).json()
    kinds = [entry["kind"] for entry in page["entries"]]
    assert kinds.count("endorsement") == 1
    fetched = hands.client.get(f"{messages.FILES}/{archived.pdf}", headers=headers)
    assert fetched.content == paper


def test_it_is_stamped_once_and_also_when_its_file_was_there_before_its_record(
    hands: Hands,
) -> None:
    report, signatures, files = hands.paper()
    hands.bring(*files)
    assert hands.work().stamped == 0
    hands.push(report, *signatures)
    upkeep = Upkeep(hands.centre)
    assert [hands.work(upkeep).stamped, hands.work(upkeep).stamped, hands.work().stamped] == [
        1, 0, 0,
    ]  # fmt: skip
    assert [each.level for each in hands.endorsements(report)] == ["B-LTA"]


def test_a_paper_that_does_not_hold_gets_no_stamp(hands: Hands) -> None:
    report, signatures, files = hands.paper()
    spoilt = files[2].replace(b"F06", b"F07").replace(b"/Title", b"/Titel")
    signatures[1] = replace(signatures[1], pdf=codec.digest_of(spoilt))
    hands.push(report, *signatures)
    hands.bring(*files[:2], spoilt)
    assert hands.work() == Done()
    assert hands.endorsements(report) == []


def test_a_lost_tablet_is_signed_out_and_what_it_still_signs_gets_no_stamp(hands: Hands) -> None:
    before, signatures, files = hands.paper()
    hands.push(before, *signatures)
    hands.bring(*files)
    assert hands.work().stamped == 1
    headers = carried(hands.client, ZHANG.user, "tablet")
    hands.clock.move(timedelta(minutes=1))
    boss = Account("boss", "boss", ORG, (), "console")
    with hands.centre.store.write() as connection:
        number = revoking.revoke(connection, boss, "tablet", "丢失", hands.clock.now())
        assert revoking.revoke(connection, boss, "tablet", "丢失", hands.clock.now()) == number
    assert hands.client.get(messages.FEED, headers=headers).status_code == 401
    after, signatures, files = hands.paper(-timedelta(hours=1))
    hands.push(after, *signatures)
    hands.bring(*files)
    assert hands.work().refused == 1
    assert hands.endorsements(after) == []
    # What had its stamp before stays good, also when the stamp is renewed with the new list.
    hands.clock.move(timedelta(days=4 * 365 - 100))
    assert hands.work().stamped == 1
    paper = hands.content(hands.endorsements(before)[-1].pdf)
    assert verify_pdf(paper, [hands.centre.authority.certificate]).reason == "ok"


def test_a_stamp_is_renewed_by_a_fresh_key_before_its_certificate_ends(hands: Hands) -> None:
    report, signatures, files = hands.paper()
    hands.push(report, *signatures)
    hands.bring(*files)
    assert hands.work().stamped == 1
    hands.clock.move(timedelta(days=3 * 365))
    assert hands.work().stamped == 0
    hands.clock.move(timedelta(days=200))
    assert hands.work().stamped == 1
    archived, renewed = hands.endorsements(report)
    assert renewed.good_until > archived.good_until + timedelta(days=1000)
    paper = hands.content(renewed.pdf)
    assert paper.startswith(hands.content(archived.pdf))
    found = verify_pdf(paper, [hands.centre.authority.certificate], now=archived.good_until)
    assert (found.level, len(found.stamps), found.proven_at) == ("B-LTA", 3, MORNING)


def test_a_key_file_that_the_centre_made_signs_for_its_person_alone(hands: Hands) -> None:
    person = replace(ZHANG, device="")
    made, _ = key_files.made(hands.centre.authority, person, "pw")
    hands.identity = open_key_file(made, "pw")
    report, signatures, files = hands.paper()
    hands.push(report, *signatures)
    hands.bring(*files)
    assert hands.work().stamped == 1
    other = replace(person, user=f"li@{ORG}")
    hands.identity = open_key_file(key_files.made(hands.centre.authority, other, "pw")[0], "pw")
    report, signatures, files = hands.paper()
    hands.push(report, *signatures)
    hands.bring(*files)
    assert hands.work() == Done()
    with hands.centre.store.read() as connection:
        assert report.id in paper_standings.unsound(connection, ORG, "case-ours")


def test_one_lost_key_of_a_person_counts_no_more_and_his_other_one_does(
    hands: Hands, tmp_path: Path
) -> None:
    person, boss = replace(ZHANG, device=""), Account("boss", "boss", ORG, (), "console")
    places, keys = places_of(hands.centre.folder, None, None, {}), []
    for name in ("lost", "other"):
        with hands.centre.store.write() as connection:
            given = (person, boss, tmp_path / f"{name}.p12", "pw", hands.clock)
            keys.append(key_files.issue(connection, places, *given))
    lost, other = keys
    assert lost.number != other.number
    with hands.centre.store.write() as connection:
        told = f"{lost.number:X}"
        assert revoking.revoke(connection, boss, told, "丢失", hands.clock.now()) == lost.number
        assert [key.number for key in key_files.issued(connection, ORG)] == [
            each.number for each in sorted(keys, key=lambda key: (key.at, str(key.number)))
        ]
        with pytest.raises(UnknownRecord):
            revoking.revoke(connection, boss, "1f", "丢失", hands.clock.now())
        elsewhere = replace(boss, org="别的单位")
        with pytest.raises(UnknownRecord):
            revoking.revoke(connection, elsewhere, told, "丢失", hands.clock.now())
    for name, done in (("other", Done(stamped=1)), ("lost", Done(refused=1))):
        hands.identity = open_key_file((tmp_path / f"{name}.p12").read_bytes(), "pw")
        report, signatures, files = hands.paper()
        hands.push(report, *signatures)
        hands.bring(*files)
        assert hands.work() == done


def test_no_key_is_written_over_another_and_of_none_a_number_is_kept(
    hands: Hands, tmp_path: Path
) -> None:
    file = tmp_path / "zhang.p12"
    file.write_bytes(b"another")
    boss = Account("boss", "boss", ORG, (), "console")
    given = (replace(ZHANG, device=""), boss, file, "pw", hands.clock)
    places = places_of(hands.centre.folder, None, None, {})
    with pytest.raises(FolderNotWritable), hands.centre.store.write() as connection:
        key_files.issue(connection, places, *given)
    assert file.read_bytes() == b"another"
    with hands.centre.store.read() as connection:
        assert key_files.issued(connection, ORG) == ()


def test_nobody_but_the_centre_says_that_something_is_stamped(hands: Hands) -> None:
    report, signatures, _files = hands.paper()
    hands.push(report, *signatures)
    forged = Endorsement(
        id=RecordId("forged"),
        case_id=report.case_id,
        org=OrgId(ORG),
        report_id=report.id,
        of=report.pdf,
        pdf=report.pdf,
        level="B-LTA",
        stamped_at=MORNING,
        authority="勘验通中心时间戳",
        good_until=MORNING,
        by=UserId(f"boss@{ORG}"),
        device=DeviceId("tablet-of-boss"),
    )
    assert Office(hands.client, first=50).new(forged, "boss") == "not_allowed"
    asked = {"user": f"boss@{ORG}", "password": PASSWORD, "device": CENTRE}
    assert hands.client.post(messages.SIGN_IN, json=asked).status_code == 403


STRANGE = a_root("别家时间戳")


@contextmanager
def a_time_server() -> Iterator[tuple[str, list[bytes]]]:
    """An authority behind a real socket, and what it was asked; its answers stand in a list."""
    asked: list[bytes] = []
    authority = an_authority(MORNING, STRANGE)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.rfile.read(int(self.headers["Content-Length"])))
            answer = authority.answer(asked[-1])
            self.send_response(200)
            self.send_header("Content-Type", REPLY_TYPE)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/", asked
        finally:
            server.shutdown()
            thread.join()


def test_another_authority_is_asked_over_http_and_again_when_it_did_not_answer(
    hands: Hands,
) -> None:
    trusted = (pem_of(STRANGE[1]),)
    report, signatures, files = hands.paper()
    away = replace(hands.centre, stamping=Stamping("http://127.0.0.1:9/", trusted))
    hands.push(report, *signatures)
    hands.bring(*files)
    check_due(away, read_paper)
    assert Upkeep(away).turn().failed == 1
    with a_time_server() as (url, asked):
        there = replace(hands.centre, stamping=Stamping(url, trusted))
        upkeep = Upkeep(there)
        assert upkeep.turn().stamped == 1
        count = len(asked)
        assert upkeep.turn().stamped == 0  # it tells nothing of what it revoked: no archive yet
        assert len(asked) == count > 0
    [timed] = hands.endorsements(report)
    paper, ours = hands.content(timed.pdf), [hands.centre.authority.certificate]
    assert timed.level == "B-T"
    assert verify_pdf(paper, ours, now=MORNING).reason == "untrusted_stamp"
    assert verify_pdf(paper, ours, stamp_anchors=trusted, now=MORNING).level == "B-T"
