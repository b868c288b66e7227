"""Sealing papers, and telling a sealed paper from one that was tampered with."""

import hashlib
import io
import json
import random
import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pikepdf
import pytest
import rfc8785
from asn1crypto import keys, pem
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NumberObject,
    Reference,
    StreamObject,
    TextStringObject,
    pdf_name,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, SimpleSigner
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.clock import CHINA
from app.documents.archive import FieldPlace, archive
from app.documents.attached import NoRecord
from app.documents.device_key import SigningIdentity, new_device_key
from app.documents.font import FONT_FILE, FONT_NAME
from app.documents.ink import Ink
from app.documents.seal import seal
from app.documents.verify import verify_pdf
from app.domain.report import SignerRole, StrokePoint, Strokes
from app.errors import SealedRecord
from app.ids import Digest

NOW = datetime(2026, 5, 6, 9, 30, 15, tzinfo=CHINA)
RECORD = rfc8785.dumps({"conclusion": "pass", "doc_no": "JY-2026-0001"})
EVIDENCE = Digest("ab" * 32)
STROKES = Strokes(
    600,
    200,
    (
        tuple(StrokePoint(20 + 5 * i, 100 + (i * 37) % 60, 10 * i) for i in range(40)),
        (StrokePoint(300, 40, 900),),
    ),
)
BOTH = (SignerRole.INSPECTOR, SignerRole.CUSTOMER)

KEY_USES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)
KeyAndRoot = tuple[ec.EllipticCurvePrivateKey, x509.Certificate]


def a_root(name: str) -> KeyAndRoot:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    return key, _certificate(subject, key.public_key(), subject, key, ca=True)


def _certificate(
    subject: x509.Name,
    public: ec.EllipticCurvePublicKey,
    issuer: x509.Name,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    ca: bool,
    days: int = 36500,
) -> x509.Certificate:
    usage = {name: False for name in KEY_USES}
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                **{
                    **usage,
                    "digital_signature": not ca,
                    "content_commitment": not ca,
                    "key_cert_sign": ca,
                    "crl_sign": ca,
                }
            ),
            critical=True,
        )
        .sign(issuer_key, hashes.SHA256())
    )


def an_identity(root: KeyAndRoot, name: str = "林岚", days: int = 36500) -> SigningIdentity:
    key_pem = new_device_key()
    key = serialization.load_pem_private_key(key_pem.encode(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issued = _certificate(subject, key.public_key(), root[1].subject, root[0], ca=False, days=days)
    return SigningIdentity(key_pem, pem_of(issued), (pem_of(root[1]),))


def pem_of(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


ROOT = a_root("勘验通中心")
TRUSTED = (pem_of(ROOT[1]),)


def a_paper(roles: tuple[SignerRole, ...] = BOTH, record: bytes = RECORD) -> bytes:
    """Two pages: some words, and a row of signature fields on the second."""
    pdfmetrics.registerFont(TTFont(FONT_NAME, str(FONT_FILE)))
    out = io.BytesIO()
    canvas = Canvas(out, initialFontName=FONT_NAME, invariant=1)
    for words in ("竣工检验意见单", "检验结论：合格 ☑"):
        canvas.setFont(FONT_NAME, 14)
        canvas.drawString(80, 760, words)
        canvas.showPage()
    canvas.save()
    places = [
        FieldPlace(role, 1, 60 + 240 * i, 100, 290 + 240 * i, 180) for i, role in enumerate(roles)
    ]
    return archive(out.getvalue(), "竣工检验意见单", record, NOW, places)


def signed_by(pdf: bytes, role: SignerRole, *, last: bool, root: KeyAndRoot = ROOT) -> bytes:
    return seal(
        pdf,
        role,
        an_identity(root),
        strokes=STROKES,
        signer_name="林岚" if role is SignerRole.INSPECTOR else "周立德",
        identified_by="staff_login" if role is SignerRole.INSPECTOR else "id_card",
        signed_at=NOW + timedelta(minutes=BOTH.index(role)),
        evidence=EVIDENCE,
        last=last,
    )


@cache
def half_signed() -> bytes:
    return signed_by(a_paper(), SignerRole.INSPECTOR, last=False)


@cache
def sealed_paper() -> bytes:
    return signed_by(half_signed(), SignerRole.CUSTOMER, last=True)


def revised(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The PDF with an unsigned incremental revision put behind it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_paper_signed_by_both_is_valid_and_says_who_signed() -> None:
    verdict = verify_pdf(sealed_paper(), TRUSTED)
    assert (verdict.valid, verdict.reason) == (True, "ok")
    assert [(s.role, s.signer_name, s.identified_by, s.evidence) for s in verdict.signatures] == [
        ("inspector", "林岚", "staff_login", EVIDENCE),
        ("customer", "周立德", "id_card", EVIDENCE),
    ]
    assert [s.signed_at for s in verdict.signatures] == [NOW, NOW + timedelta(minutes=1)]
    assert all(s.intact and s.trusted for s in verdict.signatures)


def test_a_paper_with_one_expected_signer_is_certified_and_locked_by_him() -> None:
    paper = signed_by(a_paper((SignerRole.INSPECTOR,)), SignerRole.INSPECTOR, last=True)
    assert verify_pdf(paper, TRUSTED).reason == "ok"


def test_each_signature_only_adds_to_the_file() -> None:
    assert half_signed().startswith(a_paper())
    assert sealed_paper().startswith(half_signed())


def test_the_sealed_file_stays_at_pdf_1_7() -> None:
    with pikepdf.open(io.BytesIO(sealed_paper())) as pdf:
        assert pdf.pdf_version == "1.7"
        assert "/Version" not in pdf.Root
        assert set(pdf.Root.Extensions.keys()) == {"/ESIC"}


def test_the_first_signature_certifies_and_the_last_one_locks() -> None:
    with pikepdf.open(io.BytesIO(sealed_paper())) as pdf:
        first, last = (field.V for field in pdf.Root.AcroForm.Fields)
        assert pdf.Root.Perms.DocMDP.objgen == first.objgen
        assert first.Reference[0].TransformParams.P == 2
        assert last.Reference[0].TransformParams.Action == "/All"
        assert last.Reference[0].TransformParams.P == 1


def test_the_strokes_are_drawn_as_vectors_beside_the_name() -> None:
    with pikepdf.open(io.BytesIO(sealed_paper())) as pdf:
        look = pdf.Root.AcroForm.Fields[1].AP.N
        operators = [str(op) for _, op in pikepdf.parse_content_stream(look)]
        assert operators.count("c") == 40
        assert operators.count("S") == 2
        assert "Do" not in operators
        assert "/F1" in look.Resources.Font


def test_a_paper_not_signed_by_all_is_incomplete_yet_shows_who_has_signed() -> None:
    verdict = verify_pdf(half_signed(), TRUSTED)
    assert (verdict.valid, verdict.reason) == (False, "incomplete")
    assert [(s.role, s.intact, s.trusted) for s in verdict.signatures] == [
        ("inspector", True, True)
    ]
    assert verdict.missing == ("customer",)
    assert verify_pdf(sealed_paper(), TRUSTED).missing == ()


def test_an_unsigned_paper_has_no_signature_and_says_whose_it_waits_for() -> None:
    verdict = verify_pdf(a_paper(), TRUSTED)
    assert (verdict.reason, verdict.missing) == ("no_signature", ("inspector", "customer"))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", "检验".encode()])
def test_what_is_no_pdf_is_said_to_be_none(data: bytes) -> None:
    assert verify_pdf(data, TRUSTED).reason == "not_a_pdf"


def test_a_cut_off_paper_is_not_valid() -> None:
    data = sealed_paper()
    for size in (9, len(data) // 3, len(data) - 900, len(data) - 1):
        assert not verify_pdf(data[:size], TRUSTED).valid


def test_a_signature_from_another_authority_is_not_trusted() -> None:
    stranger = a_root("勘验通中心")
    half = signed_by(a_paper(), SignerRole.INSPECTOR, last=False)
    paper = signed_by(half, SignerRole.CUSTOMER, last=True, root=stranger)
    verdict = verify_pdf(paper, TRUSTED)
    assert (verdict.reason, [s.trusted for s in verdict.signatures]) == ("untrusted", [True, False])


def signed_elsewhere(
    paper: bytes,
    identity: SigningIdentity,
    record: str,
    *,
    role: str = "inspector",
    with_root: bool = False,
    change: Callable[[IncrementalPdfFileWriter], None] = lambda writer: None,
) -> bytes:
    """The last signature on a paper, made by another program that follows the same form."""
    metadata = PdfSignatureMetadata(
        field_name=role,
        reason=f"record sha256 {record}; evidence sha256 {EVIDENCE}; identified by staff_login",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=role == "inspector",
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    certificates = SimpleCertificateStore()
    certificates.register_multiple(asn1_certificate(each) for each in identity.chain_pem)
    signer = SimpleSigner(
        signing_cert=asn1_certificate(identity.certificate_pem),
        signing_key=keys.PrivateKeyInfo.load(pem.unarmor(identity.key_pem.encode())[2]),
        cert_registry=certificates,
        embed_roots=with_root,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(paper))
    change(writer)
    ink = Ink(signer_name="林岚", signed_at=NOW)
    signed: bytes = PdfSigner(metadata, signer, stamp_style=ink).sign_pdf(writer).getvalue()
    return signed


def asn1_certificate(text: str) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(pem.unarmor(text.encode())[2])


@pytest.mark.parametrize("with_root", [True, False])
def test_the_certificates_in_the_file_make_nobody_trusted(with_root: bool) -> None:
    assert verify_pdf(sealed_paper(), ()).reason == "untrusted"
    stranger = an_identity(a_root("勘验通中心"))
    paper = signed_elsewhere(
        a_paper((SignerRole.INSPECTOR,)),
        stranger,
        hashlib.sha256(RECORD).hexdigest(),
        with_root=with_root,
    )
    verdict = verify_pdf(paper, TRUSTED)
    assert (verdict.reason, verdict.signatures[0].trusted) == ("untrusted", False)


def test_an_unreadable_anchor_makes_the_paper_invalid() -> None:
    assert not verify_pdf(sealed_paper(), ["not a certificate"]).valid


@pytest.mark.parametrize(("day", "reason"), [(-2, "untrusted"), (0, "ok"), (2, "untrusted")])
def test_a_certificate_counts_for_the_day_of_signing_and_for_no_other(
    day: int, reason: str
) -> None:
    """It lived from 2026-05-05 to 05-07, which is over: the paper it signed then stays valid."""
    paper = seal(
        a_paper((SignerRole.INSPECTOR,)),
        SignerRole.INSPECTOR,
        an_identity(ROOT, days=1),
        strokes=STROKES,
        signer_name="林岚",
        identified_by="staff_login",
        signed_at=NOW + timedelta(days=day),
        evidence=EVIDENCE,
        last=True,
    )
    assert verify_pdf(paper, TRUSTED).reason == reason


def _replace_contents(writer: IncrementalPdfFileWriter) -> None:
    page, _ = writer.find_page_for_modification(1)
    stream = StreamObject(stream_data=b"BT /F1 12 Tf 80 700 Td (PASS) Tj ET")
    page.get_object()["/Contents"] = writer.add_object(stream)
    writer.mark_update(page)


def _add_annotation(writer: IncrementalPdfFileWriter) -> None:
    page, _ = writer.find_page_for_modification(0)
    note = DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): ArrayObject(map(NumberObject, (80, 700, 300, 760))),
            pdf_name("/Contents"): TextStringObject("不合格"),
        }
    )
    page.get_object()["/Annots"] = ArrayObject([writer.add_object(note)])
    writer.mark_update(page)


def _swap_record(writer: IncrementalPdfFileWriter) -> None:
    spec = writer.root["/AF"][0]
    forged = StreamObject(stream_data=RECORD.replace(b"pass", b"rectify"))
    spec["/EF"]["/F"] = writer.add_object(forged)
    writer.update_container(spec["/EF"])


def _add_text_field(writer: IncrementalPdfFileWriter) -> None:
    form = writer.root["/AcroForm"]
    field = DictionaryObject(
        {pdf_name("/FT"): pdf_name("/Tx"), pdf_name("/T"): TextStringObject("remark")}
    )
    form["/Fields"].append(writer.add_object(field))
    writer.update_container(form)


def _say_nothing(writer: IncrementalPdfFileWriter) -> None:
    writer.update_root()


@pytest.mark.parametrize("change", [_replace_contents, _add_annotation, _swap_record])
def test_what_comes_in_the_very_revision_of_a_later_signature_makes_the_paper_invalid(
    change: Callable[[IncrementalPdfFileWriter], None],
) -> None:
    """A trusted key in the hands of a program that changes what the first signer signed."""
    digest = hashlib.sha256(RECORD).hexdigest()
    honest = signed_elsewhere(half_signed(), an_identity(ROOT), digest, role="customer")
    assert verify_pdf(honest, TRUSTED).reason == "ok"
    paper = signed_elsewhere(
        half_signed(), an_identity(ROOT), digest, role="customer", change=change
    )
    assert verify_pdf(paper, TRUSTED).reason == "changed_after_signing"


@pytest.mark.parametrize(
    "change", [_replace_contents, _add_annotation, _swap_record, _add_text_field, _say_nothing]
)
def test_what_is_added_after_the_last_signature_makes_the_paper_invalid(
    change: Callable[[IncrementalPdfFileWriter], None],
) -> None:
    assert verify_pdf(revised(sealed_paper(), change), TRUSTED).reason == "changed_after_signing"


@pytest.mark.parametrize(
    "change", [_replace_contents, _add_annotation, _swap_record, _add_text_field, _say_nothing]
)
def test_what_is_slipped_in_between_two_signatures_makes_the_paper_invalid(
    change: Callable[[IncrementalPdfFileWriter], None],
) -> None:
    changed = revised(half_signed(), change)
    paper = signed_by(changed, SignerRole.CUSTOMER, last=True)
    verdict = verify_pdf(paper, TRUSTED)
    assert (verdict.valid, verdict.reason) == (False, "changed_after_signing")


def test_a_field_removed_before_signing_does_not_make_a_whole_paper_of_half_a_one() -> None:
    """Signing a paper of two as if it were a paper of one leaves it without its lock."""
    with pytest.raises(SealedRecord):
        signed_by(a_paper(), SignerRole.INSPECTOR, last=True)


def test_a_paper_drawn_without_its_lock_is_never_complete() -> None:
    with pikepdf.open(io.BytesIO(a_paper())) as pdf:
        del pdf.Root.AcroForm.Fields[1].Lock
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    half = signed_by(out.getvalue(), SignerRole.INSPECTOR, last=False)
    open_paper = signed_by(half, SignerRole.CUSTOMER, last=True)
    assert verify_pdf(open_paper, TRUSTED).reason == "incomplete"


def test_a_record_that_is_not_in_canonical_form_is_not_sealed() -> None:
    loose = json.dumps({"doc_no": "JY-2026-0001", "conclusion": "pass"}).encode()
    with pytest.raises(NoRecord):
        signed_by(a_paper(record=loose), SignerRole.INSPECTOR, last=False)


def test_a_signature_for_another_record_than_the_attached_one_is_found() -> None:
    """Trusted keys in the hands of another program, that says it signed something else."""
    paper = signed_elsewhere(a_paper((SignerRole.INSPECTOR,)), an_identity(ROOT), "0" * 64)
    assert verify_pdf(paper, TRUSTED).reason == "record_mismatch"


def test_the_customer_does_not_sign_before_the_inspector() -> None:
    with pytest.raises(SealedRecord):
        signed_by(a_paper(), SignerRole.CUSTOMER, last=False)


def test_nobody_signs_after_the_lock() -> None:
    for role in BOTH:
        with pytest.raises(SealedRecord):
            signed_by(sealed_paper(), role, last=True)


def test_strokes_of_one_dot_and_none_at_all_can_be_sealed() -> None:
    for lines in ((), ((StrokePoint(5, 5, 0),),)):
        paper = seal(
            a_paper((SignerRole.INSPECTOR,)),
            SignerRole.INSPECTOR,
            an_identity(ROOT),
            strokes=Strokes(100, 50, lines),
            signer_name="𠮷田 (R&D) <b>",
            identified_by="staff_login",
            signed_at=NOW,
            evidence=EVIDENCE,
            last=True,
        )
        verdict = verify_pdf(paper, TRUSTED)
        assert (verdict.reason, verdict.signatures[0].signer_name) == ("ok", "𠮷田 (R&D) <b>")


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
        asn1_certificate(pem_of(issued)), keys.PrivateKeyInfo.load(secret), fixed_dt=NOW
    )


def stamped(pdf: bytes, stamper: DummyTimeStamper) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    done: bytes = PdfTimeStamper(stamper).timestamp_pdf(writer, "sha256").getvalue()
    return done


def test_after_the_lock_a_trusted_timestamp_may_still_be_added_and_no_other() -> None:
    trusted = stamped(sealed_paper(), a_time_stamper(ROOT))
    assert trusted.startswith(sealed_paper())
    assert verify_pdf(trusted, TRUSTED).reason == "ok"
    foreign = stamped(sealed_paper(), a_time_stamper(a_root("别的时间戳")))
    assert verify_pdf(foreign, TRUSTED).reason == "changed_after_signing"
    assert verify_pdf(revised(trusted, _add_annotation), TRUSTED).reason == "changed_after_signing"


def test_an_independent_reader_finds_both_signatures_whole(tmp_path: Path) -> None:
    pdfsig = shutil.which("pdfsig")
    if pdfsig is None:
        pytest.skip("pdfsig is not installed")
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(sealed_paper())
    done = subprocess.run([pdfsig, str(paper)], capture_output=True, text=True, check=False)
    assert done.stdout.count("Signature is Valid.") == 2
    assert done.stdout.count("ETSI.CAdES.detached") == 2
    assert done.stdout.count("Total document signed") == 1


def _forge(thing: object, rng: random.Random) -> bool:
    """Change something in a dictionary or stream; whether there was anything to change."""
    if isinstance(thing, StreamObject) and rng.random() < 0.5:
        thing._data = thing.data + b" "
        thing._encoded_data = None
        return True
    if isinstance(thing, DictionaryObject) and thing:
        key = rng.choice(sorted(thing))
        if rng.random() < 0.5:
            del thing[key]
        else:
            thing[key] = NumberObject(rng.randrange(100))
        return True
    if isinstance(thing, ArrayObject):
        thing.append(NumberObject(rng.randrange(100)))
        return True
    return False


def test_no_object_replaced_in_a_later_revision_is_overlooked() -> None:
    rng = random.Random(3)
    data, accepted, tried = sealed_paper(), [], 0
    count = len(PdfFileReader(io.BytesIO(data)).xrefs.explicit_refs_in_revision(0))
    for number in range(1, count):
        writer = IncrementalPdfFileWriter(io.BytesIO(data))
        reference = Reference(number, 0, writer.prev)
        if not _forge(reference.get_object(), rng):
            continue
        writer.mark_update(reference)
        out = io.BytesIO()
        writer.write(out)
        tried += 1
        if verify_pdf(out.getvalue(), TRUSTED).valid:
            accepted.append(number)
    assert tried > 20
    assert accepted == []


def _mutations(data: bytes, count: int, seed: int) -> list[bytes]:
    rng = random.Random(seed)
    mutated: list[bytes] = []
    while len(mutated) < count:
        changed = bytearray(data)
        at = rng.randrange(len(data))
        match rng.randrange(8):
            case 0:
                del changed[at : at + rng.randrange(1, 9)]
            case 1:
                changed[at:at] = rng.randbytes(rng.randrange(1, 9))
            case 2:
                other = rng.randrange(len(data))
                changed[at : at + 16] = changed[other : other + 16]
            case _:
                changed[at] = rng.choice((changed[at] ^ (1 << rng.randrange(8)), 0x20, 0x30))
        if bytes(changed) != data:
            mutated.append(bytes(changed))
    return mutated


def test_no_changed_byte_is_overlooked_and_none_upsets_the_check() -> None:
    accepted = [m for m in _mutations(sealed_paper(), 250, seed=7) if verify_pdf(m, TRUSTED).valid]
    assert accepted == []


def test_no_changed_byte_inside_the_last_signature_itself_is_overlooked() -> None:
    data = sealed_paper()
    start = data.rindex(b"/Contents <") + len("/Contents ")
    end = data.index(b">", start) + 1
    rng = random.Random(11)
    for at in (start, end - 1, *(rng.randrange(start, end) for _ in range(60))):
        changed = bytearray(data)
        changed[at] = rng.choice(b"0123456789abcdefABCDEF <>")
        assert bytes(changed) == data or not verify_pdf(bytes(changed), TRUSTED).valid
