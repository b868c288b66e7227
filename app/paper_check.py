"""Whether the file of a paper is what its records say: who signed it, and for which record.

The file alone is judged in `documents/verify.py`; here it is held against the records of it, on the
tablet that made it and at the centre that received it.
"""

from collections.abc import Sequence
from dataclasses import replace

from app import codec
from app.documents.verify import Reason, Verification
from app.domain.report import Report, Signature
from app.ids import Digest


def evidence_of(signature: Signature, report: Report, before: Digest) -> Digest:
    """The digest that proves what was signed, by whom and how; `before` is the PDF he was shown."""
    said = codec.encode(signature)
    for name in ("id", "evidence", "pdf"):
        said.pop(name)
    return codec.digest({"pdf": before, "record": report.record_digest, "signature": said})


def in_order(report: Report, signatures: Sequence[Signature]) -> tuple[Signature, ...]:
    """The signatures of this paper in the order of signing, in whatever order they are known."""
    mine = [each for each in signatures if each.report_id == report.id]
    place = {role: number for number, role in enumerate(report.expected)}
    return tuple(sorted(mine, key=lambda each: place.get(each.role, len(place))))


def against_records(
    found: Verification, report: Report, kept: Sequence[Signature], *, whole: bool
) -> Verification:
    """The verdict on a file, held against its report and the signatures that are on record.

    `kept` are in the order of signing. Unless it has to be `whole`, a paper that lacks only those
    who have not signed by the records either is as good as they go: its verdict is valid.
    """
    waiting = tuple(role.value for role in report.expected[len(kept) :])
    partly = found.reason == Reason.INCOMPLETE and bool(waiting) and found.missing == waiting
    if not found.valid and (whole or not partly):
        return found
    reason = _fault(found, report, kept)
    return replace(found, valid=reason is Reason.OK, reason=reason)


def _fault(found: Verification, report: Report, kept: Sequence[Signature]) -> Reason:
    there = [(each.role, each.signer_name, each.identified_by) for each in found.signatures]
    if there != [(each.role.value, each.signer_name, each.identified_by) for each in kept]:
        return Reason.SIGNERS
    shown = [report.pdf, *(each.pdf for each in kept)]
    proven = [evidence_of(s, report, before) for s, before in zip(kept, shown, strict=False)]
    said = [each.evidence for each in found.signatures]
    same = found.record_digest == report.record_digest
    return Reason.OK if same and said == proven == [s.evidence for s in kept] else Reason.RECORD
