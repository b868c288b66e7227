"""Proof of time behind the last signature: revocation data and a document timestamp (RFC 3161).

Each stamp is one incremental revision. What was signed stays as it is, byte for byte: the file of
before is the beginning of the file that comes of it.
"""

import io
from collections.abc import Sequence
from typing import Final, Protocol

from asn1crypto import algos, cms, core, crl, tsp, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation import DocumentSecurityStore

from app.documents.container import signature_algorithm

_MD: Final = "sha256"


class NoStamp(Exception):
    """The authority gave no timestamp that can be used; the text says why."""


class TimeAuthority(Protocol):
    """Whoever says by RFC 3161 at what time a digest was there."""

    def answer(self, query: bytes) -> bytes:
        """The TimeStampResp to this TimeStampReq, both in DER.

        Raises:
            NoStamp: it cannot be had now.
        """
        ...


def stamped(
    pdf: bytes,
    authority: TimeAuthority,
    *,
    certificates: Sequence[bytes] = (),
    revocations: Sequence[bytes] = (),
) -> bytes:
    """The PDF with one more document timestamp; what is given (DER) goes into its security store.

    Raises:
        NoStamp: the authority gave none, or none that can be used.
    """
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    if certificates or revocations:
        DocumentSecurityStore.supply_dss_in_writer(
            writer,
            None,
            certs=[x509.Certificate.load(each) for each in certificates],
            crls=[crl.CertificateList.load(each) for each in revocations],
        )
    out = io.BytesIO()
    stamper = _Stamper(authority)
    try:
        PdfTimeStamper(stamper).timestamp_pdf(writer, _MD, output=out)
    except (ValueError, TypeError, AttributeError, KeyError, OSError) as error:
        # Whatever a strange authority answers is parsed in there.
        raise NoStamp(str(error) or type(error).__name__) from error
    return out.getvalue()


class _Stamper(TimeStamper):
    """Asks the authority, and writes its token in the one form that `container` lets pass."""

    def __init__(self, authority: TimeAuthority) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._authority = authority

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return tsp.TimeStampResp.load(self._authority.answer(req.dump()), strict=True)

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        return plain_token(await super().async_timestamp(message_digest, md_algorithm))


def plain_token(token: cms.ContentInfo) -> cms.ContentInfo:
    """The same token with nothing in it that its signature leaves open.

    What it covers (the statement and the signed attributes) is not touched.
    """
    signed = token["content"]
    [signer] = signed["signer_infos"]
    certificates = [choice.chosen for choice in signed["certificates"]]
    own = _own(signer, certificates)
    md = signer["digest_algorithm"]["algorithm"].native
    digest_algorithm = algos.DigestAlgorithm({"algorithm": md})
    plain_signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                {
                    "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                        {"issuer": own.issuer, "serial_number": own.serial_number}
                    )
                }
            ),
            "digest_algorithm": digest_algorithm,
            "signed_attrs": signer["signed_attrs"],
            "signature_algorithm": signature_algorithm(own, md),
            "signature": signer["signature"].native,
        }
    )
    return cms.ContentInfo(
        {
            "content_type": "signed_data",
            "content": cms.SignedData(
                {
                    "version": "v3",
                    "digest_algorithms": [digest_algorithm],
                    "encap_content_info": {
                        "content_type": "tst_info",
                        "content": core.ParsableOctetString(
                            bytes(signed["encap_content_info"]["content"])
                        ),
                    },
                    "certificates": _chain(own, certificates),
                    "signer_infos": [plain_signer],
                }
            ),
        }
    )


def _own(signer: cms.SignerInfo, certificates: Sequence[x509.Certificate]) -> x509.Certificate:
    named = signer["sid"].chosen
    for each in certificates:
        if signer["sid"].name == "issuer_and_serial_number":
            wanted = (named["issuer"].dump(), named["serial_number"].native)
            if (each.issuer.dump(), each.serial_number) == wanted:
                return each
        elif each.key_identifier == named.native:
            return each
    raise ValueError("the token does not bring the certificate that it was made with")


def _chain(
    own: x509.Certificate, certificates: Sequence[x509.Certificate]
) -> list[x509.Certificate]:
    """The certificate and those above it that came along; a root stays out of the file."""
    chain = [own]
    while True:
        above = [
            each
            for each in certificates
            if each.subject.dump() == chain[-1].issuer.dump() and each.self_signed == "no"
        ]
        if not above or above[0] in chain:
            return chain
        chain.append(above[0])
