"""Papers as a tablet of this centre seals them, for events that rest on them."""

from collections.abc import Mapping
from dataclasses import replace

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from app import codec
from app.documents.device_key import SigningIdentity, new_device_key
from app.documents.seal import seal
from app.ids import DeviceId, Digest, UserId
from app.paper_check import evidence_of
from sync.server.accounts import Account
from sync.server.authority import Authority
from tests.app.sealed_papers import STROKES, a_paper
from tests.rested import Rested


def an_identity_of(authority: Authority, account: Account) -> SigningIdentity:
    """A key of this person's device, certified by this authority."""
    key_pem = new_device_key()
    key = serialization.load_pem_private_key(key_pem.encode(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    request = x509.CertificateSigningRequestBuilder().subject_name(x509.Name([]))
    asked = request.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    issued = authority.certify(asked.decode(), account)
    return SigningIdentity(key_pem, issued, (authority.certificate,))


def sealed(
    made: Rested,
    identity: SigningIdentity,
    device: str,
    inside: Mapping[str, object] | None = None,
    *,
    only: int | None = None,
) -> Rested:
    """The same with a real PDF, signed with this key; `only` the first so many sign it.

    `inside` stands in the place of the record that the paper carries.
    """
    kind = codec.kind_of(made.subject)
    record = codec.canonical(inside or {kind: codec.encode(made.subject), "photos": []})
    pdf = a_paper(made.report.expected, record)
    report = replace(made.report, pdf=codec.digest_of(pdf), record_digest=codec.digest_of(record))
    files: dict[Digest, bytes] = {report.pdf: pdf}
    signatures = []
    for each in made.signatures[:only]:
        each = replace(each, device=DeviceId(device), by=UserId(made.event.actor))
        evidence = evidence_of(each, report, codec.digest_of(pdf))
        pdf = seal(
            pdf, each.role, identity, strokes=STROKES, signer_name=each.signer_name,
            identified_by=each.identified_by, signed_at=each.signed_at, evidence=evidence,
            last=each.role == report.expected[-1],
        )  # fmt: skip
        files[codec.digest_of(pdf)] = pdf
        signatures.append(replace(each, evidence=evidence, pdf=codec.digest_of(pdf)))
    return replace(made, report=report, signatures=tuple(signatures), files=files)
