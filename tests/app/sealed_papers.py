"""Authorities, identities and papers for the tests of sealing and of tampering."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

import rfc8785
from asn1crypto import keys, pem
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NumberObject,
    TextStringObject,
    pdf_name,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.clock import CHINA
from app.documents.archive import FieldPlace, archive
from app.documents.device_key import SigningIdentity, new_device_key
from app.documents.font import FONT_FILE, FONT_NAME
from app.documents.ink import Ink
from app.documents.seal import seal
from app.domain.report import StrokePoint, Strokes
from app.domain.signer import SignerRole
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


def add_annotation(writer: IncrementalPdfFileWriter) -> None:
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
