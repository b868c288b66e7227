"""Timestamps behind a sealed paper: what they prove, what they must not hide, when they end."""

import io
import random
import subprocess
from datetime import timedelta
from functools import cache
from pathlib import Path
from shutil import which

import pytest
from asn1crypto import keys, tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from app.documents.endorse import NoStamp, stamped
from app.documents.stamps import Level
from app.documents.verify import verify_pdf
from app.domain.signer import SignerRole
from app.errors import SealedRecord
from tests.app.sealed_papers import (
    KEY_USES,
    NOW,
    ROOT,
    TRUSTED,
    KeyAndRoot,
    a_root,
    add_annotation,
    asn1_certificate,
    half_signed,
    pem_of,
    revised,
    sealed_paper,
    signed_by,
)
from tests.app.test_documents_tampering import CHANGED, _mutations
from tests.app.time_authorities import ARRIVED, a_list, an_authority, endorsed

STRANGE = a_root("别家时间戳")


@cache
def archived() -> bytes:
    return endorsed(sealed_paper(), an_authority())


def test_a_stamp_proves_when_the_paper_was_there_and_touches_nothing_that_was_signed() -> None:
    paper = stamped(sealed_paper(), an_authority())
    found = verify_pdf(paper, TRUSTED, now=ARRIVED)
    assert (found.reason, found.level, found.proven_at) == ("ok", Level.TIME, ARRIVED)
    assert paper.startswith(sealed_paper())
    assert verify_pdf(sealed_paper(), TRUSTED, now=ARRIVED).level is Level.BASIC


def test_the_authority_of_a_stamp_is_called_by_its_name_alone() -> None:
    paper = stamped(sealed_paper(), an_authority())
    (stamp,) = verify_pdf(paper, TRUSTED, now=ARRIVED).stamps
    assert ":" not in stamp.authority


def test_with_revocation_data_and_a_stamp_over_it_the_paper_is_an_archive_still_pdf_1_7() -> None:
    found = verify_pdf(archived(), TRUSTED, now=ARRIVED)
    assert (found.reason, found.level, len(found.stamps)) == ("ok", Level.ARCHIVE, 2)
    assert archived().startswith(sealed_paper())
    reader = PdfFileReader(io.BytesIO(archived()))
    assert (reader.input_version, "/Version" in reader.root) == ((1, 7), False)


@pytest.mark.skipif(which("pdfsig") is None, reason="needs poppler's pdfsig")
def test_another_program_finds_the_signatures_valid_and_the_last_stamp_over_all(
    tmp_path: Path,
) -> None:
    (tmp_path / "paper.pdf").write_bytes(archived())
    told = subprocess.run(
        ["pdfsig", str(tmp_path / "paper.pdf")], capture_output=True, text=True, check=False
    ).stdout
    assert told.count("Signature is Valid") == 2
    assert told.count("  - Total document signed") == 1
    assert told.rindex("Total document signed") > told.index("Signature #4")


def test_a_list_from_before_the_stamp_tells_too_little_for_an_archive() -> None:
    early = a_list(at=NOW - timedelta(hours=1))
    found = verify_pdf(endorsed(sealed_paper(), an_authority(), [early]), TRUSTED, now=ARRIVED)
    assert (found.reason, found.level) == ("ok", Level.TIME)


def test_a_list_that_somebody_else_has_signed_counts_for_nothing() -> None:
    forged = a_list(root=a_root("勘验通中心"))
    found = verify_pdf(endorsed(sealed_paper(), an_authority(), [forged]), TRUSTED, now=ARRIVED)
    assert (found.reason, found.level) == ("ok", Level.TIME)


@pytest.mark.parametrize(("hours", "reason"), [(1, "revoked"), (3, "ok")])
def test_what_was_signed_with_a_revoked_key_holds_only_if_it_was_there_before(
    hours: int, reason: str
) -> None:
    text = verify_pdf(sealed_paper(), TRUSTED).signatures[0].certificate
    number = x509.load_pem_x509_certificate(text.encode()).serial_number
    lost = a_list([(number, NOW + timedelta(hours=hours))], at=NOW + timedelta(hours=4))
    paper = endorsed(sealed_paper(), an_authority(), [lost])
    assert verify_pdf(paper, TRUSTED, now=ARRIVED).reason == reason


def test_a_stamp_by_an_authority_that_nobody_named_makes_the_paper_invalid() -> None:
    paper = stamped(sealed_paper(), an_authority(root=STRANGE))
    assert verify_pdf(paper, TRUSTED, now=ARRIVED).reason == "untrusted_stamp"
    named = [pem_of(STRANGE[1])]
    found = verify_pdf(paper, TRUSTED, stamp_anchors=named, now=ARRIVED)
    assert (found.reason, found.level) == ("ok", Level.TIME)


def test_an_authority_of_time_vouches_for_no_signature() -> None:
    foreign = signed_by(half_signed(), SignerRole.CUSTOMER, last=True, root=STRANGE)
    found = verify_pdf(foreign, TRUSTED, stamp_anchors=[pem_of(STRANGE[1])], now=ARRIVED)
    assert found.reason == "untrusted"


def test_a_key_that_may_only_sign_papers_makes_no_timestamps() -> None:
    other = an_authority(purpose=ExtendedKeyUsageOID.CODE_SIGNING)
    paper = stamped(sealed_paper(), other)
    assert verify_pdf(paper, TRUSTED, now=ARRIVED).reason == "untrusted_stamp"


def test_a_newer_stamp_carries_the_proof_past_the_end_of_the_older_ones() -> None:
    short = an_authority(days=100)
    paper = endorsed(sealed_paper(), short)
    later = ARRIVED + timedelta(days=200)
    lapsed = verify_pdf(paper, TRUSTED, now=later)
    assert (lapsed.reason, lapsed.level, lapsed.proven_at) == ("ok", Level.BASIC, None)
    in_time = ARRIVED + timedelta(days=90)
    renewed = stamped(paper, an_authority(in_time), revocations=[a_list(at=in_time)])
    kept = verify_pdf(renewed, TRUSTED, now=later)
    assert (kept.reason, kept.level, kept.proven_at) == ("ok", Level.ARCHIVE, ARRIVED)
    assert renewed.startswith(paper)


def test_a_stamp_that_comes_too_late_proves_from_then_on_only() -> None:
    paper = endorsed(sealed_paper(), an_authority(days=100))
    late = ARRIVED + timedelta(days=150)
    renewed = stamped(paper, an_authority(late), revocations=[a_list(at=late)])
    found = verify_pdf(renewed, TRUSTED, now=late)
    assert (found.reason, found.level, found.proven_at) == ("ok", Level.TIME, late)


def test_what_is_added_between_or_behind_stamps_makes_the_paper_invalid() -> None:
    behind = revised(archived(), add_annotation)
    assert verify_pdf(behind, TRUSTED, now=ARRIVED).reason == "changed_after_signing"
    between = stamped(
        revised(stamped(sealed_paper(), an_authority()), add_annotation), an_authority()
    )
    assert verify_pdf(between, TRUSTED, now=ARRIVED).reason == "changed_after_signing"
    bare = revised(archived(), lambda writer: writer.update_root())
    assert verify_pdf(bare, TRUSTED, now=ARRIVED).reason == "changed_after_signing"


def test_a_stamp_is_no_signature_and_a_paper_with_stamps_takes_none_any_more() -> None:
    early = stamped(half_signed(), an_authority())
    assert not verify_pdf(early, TRUSTED, now=ARRIVED).valid
    with pytest.raises(SealedRecord):
        signed_by(archived(), SignerRole.CUSTOMER, last=True)


def test_no_changed_byte_of_an_archived_paper_is_overlooked_and_none_upsets_the_check() -> None:
    tried = _mutations(archived(), CHANGED // 5, seed=19)
    accepted = [each for each in tried if verify_pdf(each, TRUSTED, now=ARRIVED).valid]
    assert accepted == []


def test_no_changed_byte_inside_the_last_stamp_itself_is_overlooked() -> None:
    data = archived()
    start = data.rindex(b"/Contents <") + len("/Contents ")
    end = data.index(b">", start) + 1
    rng = random.Random(11)
    for at in (start, end - 1, *(rng.randrange(start, end) for _ in range(25))):
        changed = bytearray(data)
        changed[at] = rng.choice(b"0123456789abcdefABCDEF <>")
        same = bytes(changed) == data
        assert same or not verify_pdf(bytes(changed), TRUSTED, now=ARRIVED).valid


class _Other:
    """An authority that is another program: RSA, and a form of its own."""

    def __init__(self, root: KeyAndRoot = ROOT) -> None:
        self._stamper = a_time_stamper(root)

    def answer(self, query: bytes) -> bytes:
        asked = tsp.TimeStampReq.load(query)
        answer: bytes = self._stamper.request_tsa_response(asked).dump()
        return answer


def a_time_stamper(root: KeyAndRoot) -> DummyTimeStamper:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    usage = {name: False for name in KEY_USES}
    issued = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "时间戳")]))
        .issuer_name(root[1].subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=36500))
        .add_extension(stamping, critical=True)
        .add_extension(x509.KeyUsage(**{**usage, "digital_signature": True}), critical=True)
        .sign(root[0], hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return DummyTimeStamper(
        asn1_certificate(pem_of(issued)), keys.PrivateKeyInfo.load(secret), fixed_dt=ARRIVED
    )


def test_the_stamp_of_another_program_is_brought_into_the_one_form_that_leaves_no_byte_open() -> (
    None
):
    paper = endorsed(sealed_paper(), _Other())
    found = verify_pdf(paper, TRUSTED, now=ARRIVED)
    assert (found.reason, found.level) == ("ok", Level.ARCHIVE)
    bare = PdfTimeStamper(a_time_stamper(ROOT)).timestamp_pdf(
        IncrementalPdfFileWriter(io.BytesIO(sealed_paper())), "sha256"
    )
    assert verify_pdf(bare.getvalue(), TRUSTED, now=ARRIVED).reason == "untrusted_stamp"


class _Odd:
    """An authority that answers something else."""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer

    def answer(self, query: bytes) -> bytes:
        return self._answer


def test_a_strange_answer_is_no_stamp() -> None:
    refusal = bytes.fromhex("30053003020102")  # PKIStatus: rejection
    query = tsp.TimeStampReq(
        {
            "version": 1,
            "message_imprint": {
                "hash_algorithm": {"algorithm": "sha256"},
                "hashed_message": b"1" * 32,
            },
            "nonce": 7,
        }
    )
    other = an_authority().answer(query.dump())
    for answer in (b"", b"<html>", refusal, other):
        with pytest.raises(NoStamp):
            stamped(sealed_paper(), _Odd(answer))
