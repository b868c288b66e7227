"""How long one signature on a paper takes, against the library that makes it, left to itself.

Run by hand: `python -m tests.bench.bench_sign [turns]`. Ours is `seal`: it is somebody's turn, his
strokes and words are drawn as the appearance, the reason binds record and evidence, the last one
locks. The peer is pyHanko alone with the same key and field, a plain text stamp and PAdES B-B. Both
in turns on the same paper; the median of the turns' ratios is told. Beside it: what a tablet does
before the first signature (`lint`), what the centre adds (a stamp, a list and a stamp over it), and
how long it takes to judge what comes of it.
"""

import io
import statistics
import sys
import time
from collections.abc import Callable

from asn1crypto import keys, pem
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from app import codec
from app.documents.lint import lint
from app.documents.seal import seal
from app.documents.verify import verify_pdf
from app.domain.signer import SignerRole
from tests.app.sealed_papers import (
    BOTH,
    EVIDENCE,
    NOW,
    RECORD,
    ROOT,
    STROKES,
    TRUSTED,
    a_paper,
    an_identity,
    asn1_certificate,
    sealed_paper,
)
from tests.app.time_authorities import ARRIVED, an_authority, endorsed

IDENTITY = an_identity(ROOT)


def bare(paper: bytes) -> bytes:
    """The same field signed by the library with a stamp of its own."""
    signer = SimpleSigner(
        signing_cert=asn1_certificate(IDENTITY.certificate_pem),
        signing_key=keys.PrivateKeyInfo.load(pem.unarmor(IDENTITY.key_pem.encode())[2]),
        cert_registry=SimpleCertificateStore(),
        embed_roots=False,
    )
    metadata = PdfSignatureMetadata(
        field_name="inspector",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(paper))
    stamp = TextStampStyle(stamp_text="Signed by %(signer)s\n%(ts)s")
    signed: bytes = PdfSigner(metadata, signer, stamp_style=stamp).sign_pdf(writer).getvalue()
    return signed


def ours_on(paper: bytes) -> bytes:
    """The first signature as a tablet makes it, with the same key."""
    return seal(
        paper,
        SignerRole.INSPECTOR,
        IDENTITY,
        strokes=STROKES,
        signer_name="林岚",
        identified_by="staff_login",
        signed_at=NOW,
        evidence=EVIDENCE,
        last=False,
    )


def measured(deed: Callable[[], object]) -> float:
    """Milliseconds."""
    begun = time.perf_counter()
    deed()
    return 1000 * (time.perf_counter() - begun)


def main() -> None:
    """Measure and print."""
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    paper, sealed = a_paper(), sealed_paper()
    ours, peers = [], []
    for _ in range(turns + 2):
        ours.append(measured(lambda: ours_on(paper)))
        peers.append(measured(lambda: bare(paper)))
    ours, peers = ours[2:], peers[2:]  # the first turns load what both need
    ratio = statistics.median(one / other for one, other in zip(ours, peers, strict=True))
    print(f"sign {statistics.median(ours):.1f} ms, bare pyHanko {statistics.median(peers):.1f} ms")
    print(f"ratio {ratio:.2f}")
    authority = an_authority()
    archived = endorsed(sealed, authority)
    for name, deed in (
        ("lint", lambda: lint(paper, BOTH, codec.digest_of(RECORD))),
        ("stamp to B-LTA", lambda: endorsed(sealed, authority)),
        ("verify B-B", lambda: verify_pdf(sealed, TRUSTED, now=ARRIVED)),
        ("verify B-LTA", lambda: verify_pdf(archived, TRUSTED, now=ARRIVED)),
    ):
        print(f"{name} {statistics.median(measured(deed) for _ in range(turns)):.1f} ms")


if __name__ == "__main__":
    main()
