"""Whether a signature's container holds what it must and nothing else.

A signature does not cover its own container. So that no byte of it can be changed without being
noticed, only one form is let pass: the one that `seal` and `endorse` write.
"""

import hashlib
from typing import Final

from asn1crypto import algos, cms, core, x509
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureStatus

_DIGESTS: Final = ("sha256", "sha384", "sha512")


def is_plain_container(each: EmbeddedPdfSignature, status: SignatureStatus, data: bytes) -> bool:
    """Whether the bytes that this signature leaves out are its own plain container, zero-padded."""
    return _is_padded(each, data) and _is_plain(each, status, stamp=False)


def is_plain_stamp(each: EmbeddedPdfSignature, status: SignatureStatus, data: bytes) -> bool:
    """The same of a document timestamp."""
    return _is_padded(each, data) and _is_plain(each, status, stamp=True)


def signature_algorithm(own: x509.Certificate, md: str) -> algos.SignedDigestAlgorithm:
    """The one way in which a signature made with this certificate names its algorithm.

    Raises:
        ValueError: its key is neither on a curve nor RSA.
    """
    match own.public_key.algorithm:
        case "ec":
            return algos.SignedDigestAlgorithm({"algorithm": f"{md}_ecdsa"})
        case "rsa":
            return algos.SignedDigestAlgorithm(
                {"algorithm": f"{md}_rsa", "parameters": core.Null()}
            )
        case other:
            raise ValueError(f"no signatures with a key of the kind {other}")


def _is_padded(each: EmbeddedPdfSignature, data: bytes) -> bool:
    start, end = _hole(each)
    content = each.pkcs7_content
    if data[start:end] != b"<" + content.hex().upper().encode("ascii") + b">":
        return False
    plain = cms.ContentInfo.load(content).dump(force=True)
    return content.startswith(plain) and not any(content[len(plain) :])


def _hole(each: EmbeddedPdfSignature) -> tuple[int, int]:
    zero, first, second, _ = map(int, each.byte_range)
    if zero:
        raise ValueError("a signature covers its file from the first byte")
    return first, second


def _is_plain(each: EmbeddedPdfSignature, status: SignatureStatus, *, stamp: bool) -> bool:
    signed, signer = each.signed_data, each.signer_info
    own = each.signer_cert
    said = signed["encap_content_info"]
    md = signer["digest_algorithm"]["algorithm"].native
    holds = "tst_info" if stamp else "data"
    return (
        cms.ContentInfo.load(each.pkcs7_content)["content_type"].native == "signed_data"
        and signed["version"].native == ("v3" if stamp else "v1")
        and said["content_type"].native == holds
        and (stamp or said["content"].native is None)
        and signed["crls"].native is None
        and len(signed["signer_infos"]) == 1
        and md in (_DIGESTS if stamp else _DIGESTS[:1])
        and signer["digest_algorithm"].dump() == algos.DigestAlgorithm({"algorithm": md}).dump()
        and [a.dump() for a in signed["digest_algorithms"]] == [signer["digest_algorithm"].dump()]
        and signer["version"].native == "v1"
        and signer["sid"].name == "issuer_and_serial_number"
        and signer["sid"].chosen["issuer"].dump() == own.issuer.dump()
        and signer["sid"].chosen["serial_number"].native == own.serial_number
        and signer["signature_algorithm"].dump() == signature_algorithm(own, md).dump()
        and signer["unsigned_attrs"].native is None
        and _names_its_certificate(signer, own)
        and _no_stray_certificate(signed, status)
    )


def _names_its_certificate(signer: cms.SignerInfo, own: x509.Certificate) -> bool:
    """Whether the signed attributes bind the very certificate that stands beside them."""
    for attribute in signer["signed_attrs"]:
        match attribute["type"].native:
            case "signing_certificate_v2":
                named = attribute["values"][0]["certs"][0]
                md = named["hash_algorithm"]["algorithm"].native
                digest = hashlib.new(md if md in _DIGESTS else _DIGESTS[0], own.dump()).digest()
            case "signing_certificate":  # of stamps by older authorities; beside a name it binds
                named = attribute["values"][0]["certs"][0]
                digest = hashlib.sha1(own.dump(), usedforsecurity=False).digest()
            case _:
                continue
        return bool(named["cert_hash"].native == digest)
    return False


def _no_stray_certificate(signed: cms.SignedData, status: SignatureStatus) -> bool:
    """Whether only certificates stand here that the chain to the anchor needs.

    Without a chain that holds there is nothing to compare with; it is not trusted anyway.
    """
    path = status.validation_path
    if path is None or not status.trusted:
        return True
    needed = {certificate.dump() for certificate in path}
    return all(choice.chosen.dump() in needed for choice in signed["certificates"])
