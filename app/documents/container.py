"""Whether a signature's container holds what it must and nothing else.

A signature does not cover its own container. So that no byte of it can be changed without being
noticed, only one form is let pass: the one `seal` writes.
"""

import hashlib

from asn1crypto import cms, x509
from pyhanko.sign.validation import EmbeddedPdfSignature, PdfSignatureStatus


def is_plain_container(each: EmbeddedPdfSignature, status: PdfSignatureStatus, data: bytes) -> bool:
    """Whether the bytes that this signature leaves out are its own plain container, zero-padded."""
    start, end = _hole(each)
    content = each.pkcs7_content
    if data[start:end] != b"<" + content.hex().upper().encode("ascii") + b">":
        return False
    info = cms.ContentInfo.load(content)
    plain = info.dump(force=True)
    padding = content[len(plain) :]
    return content.startswith(plain) and not any(padding) and _is_plain(info, each, status)


def _hole(each: EmbeddedPdfSignature) -> tuple[int, int]:
    zero, first, second, _ = map(int, each.byte_range)
    if zero:
        raise ValueError("a signature covers its file from the first byte")
    return first, second


def _is_plain(
    info: cms.ContentInfo, each: EmbeddedPdfSignature, status: PdfSignatureStatus
) -> bool:
    signed, signer = each.signed_data, each.signer_info
    own = each.signer_cert
    return (
        info["content_type"].native == "signed_data"
        and signed["version"].native == "v1"
        and signed["encap_content_info"].native == {"content_type": "data", "content": None}
        and signed["crls"].native is None
        and len(signed["signer_infos"]) == 1
        and [a.dump() for a in signed["digest_algorithms"]] == [signer["digest_algorithm"].dump()]
        and signer["version"].native == "v1"
        and signer["sid"].name == "issuer_and_serial_number"
        and signer["sid"].chosen["issuer"].dump() == own.issuer.dump()
        and signer["sid"].chosen["serial_number"].native == own.serial_number
        and signer["digest_algorithm"].native == {"algorithm": "sha256", "parameters": None}
        and signer["signature_algorithm"].native
        == {"algorithm": "sha256_ecdsa", "parameters": None}
        and signer["unsigned_attrs"].native is None
        and _names_its_certificate(signer, own)
        and _no_stray_certificate(signed, status)
    )


def _names_its_certificate(signer: cms.SignerInfo, own: x509.Certificate) -> bool:
    """Whether the signed attributes bind the very certificate that stands beside them."""
    for attribute in signer["signed_attrs"]:
        if attribute["type"].native == "signing_certificate_v2":
            named = attribute["values"][0]["certs"][0]["cert_hash"].native
            return bool(named == hashlib.sha256(own.dump()).digest())
    return False


def _no_stray_certificate(signed: cms.SignedData, status: PdfSignatureStatus) -> bool:
    """Whether only certificates stand here that the chain to the anchor needs.

    Without a chain that holds there is nothing to compare with; it is not trusted anyway.
    """
    path = status.validation_path
    if path is None or not status.trusted:
        return True
    needed = {certificate.dump() for certificate in path}
    return all(choice.chosen.dump() in needed for choice in signed["certificates"])
