"""Hostile papers (TH3): `kanyan verify`, a tablet's screen and the centre's page say the same.

Each is judged by the same check through three doors; none of them may let one pass that another
stops, nor give another reason. What the centre alone can know is that a key was revoked since.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from litestar import Litestar
from litestar.testing import TestClient
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from sqlalchemy import insert

from app.actions import check_file as file_check
from app.actions.open_workspace import close_workspace, create_workspace
from app.clock import FixedClock
from app.documents.endorse import stamped
from app.documents.verify import verify_pdf
from app.documents.verify_apart import read_paper
from app.domain.names import PAPER_REASONS
from app.domain.signer import SignerRole
from app.domain.staff import Identity
from app.ids import DeviceId, UserId
from app.workspace import AUTHORITY, Workspace
from sync.server import tables
from sync.server.authority import CERTIFICATE_FILE, KEY_FILE
from sync.server.centre import Centre
from sync.server.office import paper_pages
from tests.app.sealed_papers import (
    NOW,
    RECORD,
    ROOT,
    TRUSTED,
    a_paper,
    a_root,
    add_annotation,
    an_identity,
    half_signed,
    revised,
    sealed_paper,
    signed_by,
    signed_elsewhere,
)
from tests.app.test_documents_tampering import _replace_contents, _swap_record
from tests.app.time_authorities import ARRIVED, a_list, an_authority, endorsed
from tests.builders import ORG
from tests.sync.centres import an_inner_centre
from ui import command
from ui.report.verdict_words import paper_checks


@dataclass
class Doors:
    """Where a paper can be brought: a folder for the command line, a tablet, a centre's page."""

    folder: Path
    ws: Workspace
    centre: Centre
    client: TestClient[Litestar]

    def reasons(self, content: bytes, capsys: pytest.CaptureFixture[str]) -> set[str]:
        """What each of them says is wrong with it, by the word of the house."""
        file, trust = self.folder / "paper.pdf", str(self.folder / "ca.pem")
        file.write_bytes(content)
        code = command.main(["verify", str(file), "--trust", trust, "--json"])
        told = json.loads(capsys.readouterr().out)
        assert code == (0 if told["valid"] else 1)
        seen = file_check.check_file(self.ws, file).verdict
        (words, good), *_ = paper_checks(seen, own=False)
        assert (words, good) == (PAPER_REASONS[seen.reason], seen.valid)
        return {told["reason"], seen.reason, self.page_says(content)}

    def page_says(self, content: bytes) -> str:
        """What the page of the centre says."""
        files = {"data": ("a.pdf", content, "application/pdf")}
        page = self.client.post("/papers", files=files).text
        assert ("✘ 无效" in page) != ("文件未被改动" in page)
        if "文件未被改动" in page:
            return "ok"
        return next(name for name, words in PAPER_REASONS.items() if words in page)


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    folder = tmp_path_factory.mktemp("doors")
    (folder / "ca.pem").write_text(TRUSTED[0])
    who = Identity(UserId("zhang"), "张海峰", ORG, ("inspector",), DeviceId("tab-1"))
    ws = create_workspace(folder / "tablet", "高原 2026", who)
    with ws.unit("join") as unit:
        unit.settings.put(AUTHORITY, TRUSTED[0].encode())
    authority = folder / "centre" / "authority"
    authority.mkdir(parents=True)
    secret = ROOT[0].private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (authority / KEY_FILE).write_bytes(secret)
    (authority / CERTIFICATE_FILE).write_text(TRUSTED[0])
    with (
        pytest.MonkeyPatch.context() as here,  # children are slow, and tried elsewhere
        an_inner_centre(folder / "centre", FixedClock(ARRIVED)) as (centre, client),
    ):
        for door in (file_check, paper_pages):
            here.setattr(door, "read_apart", read_paper)
        yield Doors(folder, ws, centre, client)
    close_workspace(ws)


DIGEST = hashlib.sha256(RECORD).hexdigest()
OTHER = hashlib.sha256(b"of another paper").hexdigest()


def _flipped() -> bytes:
    paper = bytearray(sealed_paper())
    paper[len(a_paper()) // 2] ^= 1
    return bytes(paper)


def _by_another_record() -> bytes:
    return signed_elsewhere(half_signed(), an_identity(ROOT), OTHER, role="customer")


def _expired() -> bytes:
    ended = an_identity(ROOT, days=-0.5)  # type: ignore[arg-type]
    return signed_elsewhere(half_signed(), ended, DIGEST, role="customer")


def _blanked() -> bytes:
    """The last signature's bytes taken out of the place that they have in the file."""
    paper = sealed_paper()
    start = paper.rindex(b"/Contents <") + 11
    end = paper.index(b">", start)
    return paper[:start] + b"0" * (end - start) + paper[end:]


def _changed_before_the_last(change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    return signed_by(revised(half_signed(), change), SignerRole.CUSTOMER, last=True)


def _revoked(hours: int) -> bytes:
    """Revoked so long after it was signed; the stamp came two hours after that."""
    text = verify_pdf(sealed_paper(), TRUSTED).signatures[0].certificate
    number = x509.load_pem_x509_certificate(text.encode()).serial_number
    lost = a_list([(number, NOW + timedelta(hours=hours))], at=NOW + timedelta(hours=4))
    return endorsed(sealed_paper(), an_authority(), [lost])


def _stamped_elsewhere() -> bytes:
    return stamped(sealed_paper(), an_authority(root=a_root("别家时间戳")))


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "untouched": (sealed_paper, "ok"),
    "a byte of the page changed": (_flipped, "not_intact"),
    "another page shown after the lock": (
        lambda: revised(sealed_paper(), _replace_contents), "changed_after_signing"),
    "a note laid over it after the lock": (
        lambda: revised(sealed_paper(), add_annotation), "changed_after_signing"),
    "the record swapped after the lock": (
        lambda: revised(sealed_paper(), _swap_record), "changed_after_signing"),
    "a page shown to the second signer alone": (
        lambda: _changed_before_the_last(_replace_contents), "changed_after_signing"),
    "the record swapped between two signers": (
        lambda: _changed_before_the_last(_swap_record), "changed_after_signing"),
    "the last signer signed for another paper's record": (_by_another_record, "record_mismatch"),
    "signed under another authority of the same name": (
        lambda: signed_by(half_signed(), SignerRole.CUSTOMER, last=True, root=a_root("勘验通中心")),
        "untrusted"),
    "signed with a certificate that had ended": (_expired, "untrusted"),
    "its last signature cut off": (half_signed, "incomplete"),
    "all its signatures cut off": (a_paper, "no_signature"),
    "the bytes of a signature blanked": (_blanked, "unreadable"),
    "signed with a key that was revoked before": (lambda: _revoked(1), "revoked"),
    "signed with a key that was revoked afterwards": (lambda: _revoked(3), "ok"),
    "stamped by an authority that nobody named": (_stamped_elsewhere, "untrusted_stamp"),
    "another paper put behind it": (lambda: sealed_paper() + a_paper(), "no_signature"),
    "its head torn off": (lambda: sealed_paper()[9:], "not_a_pdf"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_th3_every_door_says_the_same_of_a_hostile_paper(
    doors: Doors, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    make, reason = HOSTILE[case]
    assert doors.reasons(make(), capsys) == {reason}


def test_th3_the_page_knows_which_keys_were_revoked_since(doors: Doors) -> None:
    """A thief dates a paper back and brings it himself: no list and no stamp is in the file."""
    before = endorsed(sealed_paper(), an_authority())
    assert [doors.page_says(each) for each in (sealed_paper(), before)] == ["ok", "ok"]
    text = verify_pdf(sealed_paper(), TRUSTED).signatures[1].certificate
    number = x509.load_pem_x509_certificate(text.encode()).serial_number
    at = (ARRIVED + timedelta(hours=1)).isoformat()
    row = {"org": ORG, "serial": str(number), "device": "tab-1", "at": at}
    with doors.centre.store.write() as connection:
        connection.execute(insert(tables.revoked).values(**row))
    assert [doors.page_says(each) for each in (sealed_paper(), before)] == ["revoked", "ok"]
    late = endorsed(sealed_paper(), an_authority(at=ARRIVED + timedelta(hours=2)))
    assert doors.page_says(late) == "revoked"
