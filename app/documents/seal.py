"""Sealing a paper: each signer adds one incremental revision to its PDF.

The first signature certifies (nothing but the remaining fields may be filled in), the last one
locks everything. The fields, and the lock in the last of them, are placed when the paper is drawn.
"""

import io
from datetime import datetime

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_signer import PdfSigningSession

from app.documents.attached import record_digest
from app.documents.ink import Ink
from app.documents.signer import REASON, Signer, for_pades
from app.domain.report import OnPaper, Strokes
from app.domain.signer import SignerRole
from app.errors import SealedRecord
from app.ids import Digest


def seal(  # noqa: PLR0913  (a signature is all of these facts, and no two belong together)
    pdf: bytes,
    role: SignerRole,
    signer: Signer,
    *,
    form: str = "",
    strokes: Strokes,
    signer_name: str,
    identified_by: str,
    signed_at: datetime,
    evidence: Digest,
    last: bool,
    on_paper: OnPaper | None = None,
    scan: str = "",
) -> bytes:
    """The PDF with one more signature, made by this signer; the bytes before stay as they are.

    `form` is that of the paper (F01): it has its own word for who signs.
    Where it was given `on_paper`, its place tells that, and names the `scan` by its digest.

    Raises:
        SealedRecord: this role has signed already, is not expected, or it is not its turn.
        NoRecord: the PDF carries no record of ours.
    """
    reader = PdfFileReader(io.BytesIO(pdf))
    first = _check_turn(reader, role, last=last)
    record = record_digest(reader)
    reason = f"record sha256 {record}; evidence sha256 {evidence}; identified by {identified_by}"
    if not REASON.fullmatch(reason):
        raise ValueError("evidence is a SHA-256 in hex, identified_by a word")
    metadata = PdfSignatureMetadata(
        field_name=role.value,
        name=signer_name,
        reason=reason,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=first,
        docmdp_permissions=MDPPerm.NO_CHANGES if last else MDPPerm.FILL_FORMS,
    )
    ink = Ink(
        role=role,
        form=form,
        signer_name=signer_name,
        identified_by=identified_by,
        signed_at=signed_at,
        strokes=strokes,
        on_paper=on_paper,
        scan=scan,
    )
    out = io.BytesIO()
    held = for_pades(signer)
    sealer = _Signer(metadata, held, stamp_style=ink)
    sealer.signed_at = signed_at.replace(microsecond=0)
    writer = IncrementalPdfFileWriter.from_reader(reader)
    sealer.sign_pdf(writer, existing_fields_only=True, bytes_reserved=held.room, output=out)
    return out.getvalue()


def _check_turn(reader: PdfFileReader, role: SignerRole, *, last: bool) -> bool:
    """Whether this is the first signature."""
    fields = list(enumerate_sig_fields(reader))
    waiting = [name for name, value, _ in fields if value is None]
    turn = [expected.value for expected in SignerRole if expected.value in waiting]
    if not turn or turn[0] != role.value or last != (len(turn) == 1):
        raise SealedRecord("report", role.value)
    return len(waiting) == len(fields)


class _Signer(PdfSigner):
    """Signs at a time that is given, and leaves the file at PDF 1.7, on which PDF/A-3 stands."""

    signed_at: datetime

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.signed_at
        return session

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:
        # The library would raise the file to PDF 2.0 here, for the sake of P-256.
        pdf_out.register_extension(ESIC_EXTENSION_1)
