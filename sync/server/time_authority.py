"""Who says at the centre what time it is: its own timestamp authority, or one by its address.

Both speak RFC 3161. The centre's own key hangs from its certificate authority and may do nothing
else (a critical extended key usage).
"""

import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import httpx
from asn1crypto import algos, cms, core, crl, pem, tsp, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from app.clock import Clock
from app.documents.endorse import NoStamp, TimeAuthority
from app.documents.verify import Verification
from app.errors import StoreUnusable

URL: Final = "KANYAN_TSA"
TRUST: Final = "KANYAN_TSA_CA"
QUERY_TYPE: Final = "application/timestamp-query"
REPLY_TYPE: Final = "application/timestamp-reply"
POLICY: Final = "2.25.196043318270533118404312905114093204841"
"""Names by which rules the centre stamps: its own clock, to the second, after the file arrived."""
_ACCURACY_S: Final = 1
_PATIENCE_S: Final = 8.0
_LONGEST: Final = 64 << 10
_LONGEST_LIST: Final = 4 << 20


@dataclass(frozen=True)
class Stamping:
    """Whom the centre asks for timestamps, as it was set."""

    url: str = ""
    """Of an authority somewhere else; empty for the centre's own."""
    trusted: tuple[str, ...] = ()
    """The certificates (PEM) that such an authority hangs from."""


def stamping_of(environment: Mapping[str, str]) -> Stamping:
    """What the environment says of it.

    Raises:
        StoreUnusable: an address without a certificate to judge it by, or one that is no file.
    """
    url, trust = environment.get(URL, ""), environment.get(TRUST, "")
    if not url:
        return Stamping()
    try:
        text = Path(trust).read_text(encoding="ascii")
        pem.unarmor(text.encode())
    except (OSError, ValueError) as error:
        raise StoreUnusable("time_authority", trust, "no_trust") from error
    return Stamping(url, (text,))


@dataclass(frozen=True, repr=False)
class OwnTimeAuthority:
    """The centre's own authority."""

    key: ec.EllipticCurvePrivateKey
    certificate: str
    """PEM."""
    clock: Clock

    def answer(self, query: bytes) -> bytes:
        """A token over the digest in this query."""
        asked = tsp.TimeStampReq.load(query, strict=True)
        statement = tsp.TSTInfo(
            {
                "version": "v1",
                "policy": POLICY,
                "message_imprint": asked["message_imprint"],
                "serial_number": secrets.randbits(63),
                "gen_time": self.clock.now(),
                "accuracy": {"seconds": _ACCURACY_S},
                **({"nonce": asked["nonce"]} if asked["nonce"].native is not None else {}),
            }
        )
        granted = {"status": {"status": "granted"}, "time_stamp_token": self._token(statement)}
        return bytes(tsp.TimeStampResp(granted).dump())

    def _token(self, statement: tsp.TSTInfo) -> cms.ContentInfo:
        own = x509.Certificate.load(pem.unarmor(self.certificate.encode())[2])
        sha256 = algos.DigestAlgorithm({"algorithm": "sha256"})
        said = statement.dump()
        attributes = cms.CMSAttributes(
            [
                _attribute("content_type", "tst_info"),
                _attribute("message_digest", _sha256(said)),
                _attribute(
                    "signing_certificate_v2", {"certs": [{"cert_hash": _sha256(own.dump())}]}
                ),
            ]
        )
        signer = {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                {
                    "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                        {"issuer": own.issuer, "serial_number": own.serial_number}
                    )
                }
            ),
            "digest_algorithm": sha256,
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": self.key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256())),
        }
        content = {
            "version": "v3",
            "digest_algorithms": [sha256],
            "encap_content_info": {
                "content_type": "tst_info",
                "content": core.ParsableOctetString(said),
            },
            "certificates": [own],
            "signer_infos": [signer],
        }
        return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(content)})


@dataclass(frozen=True)
class OtherTimeAuthority:
    """An authority somewhere else, asked over HTTP."""

    url: str

    def answer(self, query: bytes) -> bytes:
        """What it says to this query.

        Raises:
            NoStamp: it does not answer, or says no.
        """
        try:
            reply = httpx.post(
                self.url, content=query, headers={"Content-Type": QUERY_TYPE}, timeout=_PATIENCE_S
            )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise NoStamp(f"{self.url}: {type(error).__name__}") from error
        if reply.status_code != 200 or len(reply.content) > _LONGEST:
            raise NoStamp(f"{self.url}: HTTP {reply.status_code}")
        return reply.content


def lists_for(authority: TimeAuthority, stamped: Callable[[], Verification]) -> list[bytes] | None:
    """The lists of revoked certificates (DER) that a stamped file needs beside the centre's own.

    They are fetched from where the certificates of another authority say. None where they cannot
    be had yet, or are older than the stamp: then the file is no archive, and is tried again later.
    """
    if not isinstance(authority, OtherTimeAuthority):
        return []
    stamps = stamped().stamps
    addresses = {url for stamp in stamps for url in _list_addresses(stamp.certificates)}
    lists = [_fetched(url) for url in sorted(addresses)]
    good = [each for each in lists if each and _is_newer(each, stamps[0].at)]
    return good if addresses and len(good) == len(addresses) else None


def _fetched(url: str) -> bytes:
    try:
        reply = httpx.get(url, timeout=_PATIENCE_S)
    except (httpx.HTTPError, httpx.InvalidURL):
        return b""
    return reply.content if len(reply.content) <= _LONGEST_LIST else b""


def _is_newer(revoked: bytes, at: datetime) -> bool:
    try:
        made = crl.CertificateList.load(revoked, strict=True)["tbs_cert_list"]["this_update"].native
    except (ValueError, TypeError, KeyError):
        return False
    return bool(made >= at)


def _list_addresses(certificates: tuple[bytes, ...]) -> Iterator[str]:
    for der in certificates:
        for point in x509.Certificate.load(der).crl_distribution_points:
            if point.url:
                yield point.url


def _attribute(name: str, value: object) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": name, "values": (value,)})


def _sha256(data: bytes) -> bytes:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize()
