"""A paper that was signed in ink: the scan of the signed print goes to exactly that paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from app.clock import CHINA
from app.domain.names import INK_REASONS
from app.domain.report import WET_INK, OnPaper, Report, Signature
from app.domain.signer import SignerRole
from app.domain.signing import Attendant
from app.errors import NotReady
from app.ids import Digest
from app.media.document import take_document
from app.paper_signers import signers_of
from app.signing_rows import Desk, Row, device_signer, look_before, paper_to_sign, sign_rows
from app.workspace import Workspace

_MOST: Final = 20
"""Sheets at most; a paper has fewer."""


@dataclass(frozen=True)
class InkAct:
    """Who signed the print in which places, when, and the files that show it."""

    rows: tuple[tuple[SignerRole, str], ...]
    """Place and name, from the next place of the paper on, without a gap."""
    files: tuple[Path, ...]
    signed_on: str
    """ISO day."""
    witness: str
    why: str
    printed: Digest
    """The file of which the print was made."""


def attach_ink(ws: Workspace, report_id: str, act: InkAct) -> Signature:
    """The last of the signatures that the scan shows, each sealed in its place as one in ink.

    The seal is that of this tablet: whoever brings the scan answers for it. With the last signer
    the case goes on, as with strokes on the glass.

    Raises:
        NotReady: a name, the witness, the day, the reason or a scan is missing, another than who
            signs in a place, a paper that has other signatures than the print had, a scan that
            belongs to another paper, or this device has no certificate yet.
        NotAPicture: a file is neither a PDF nor a picture, or is not whole; nothing is kept.
        SealedRecord: it is not the turn of these places, or the refusal to sign is on record.
        WordsRefused, WrongStage: as in `sign_report`.
    """
    _check(act)
    look_before(ws, report_id, "attach_ink")
    contents = [take_document(path)[0] for path in act.files]
    with ws.unit("attach_ink") as unit:
        desk = paper_to_sign(unit, report_id, [role for role, _ in act.rows])
        _check_here(ws, act, desk, signers_of(ws, unit, desk.report))
        signer = device_signer(unit, "attach_ink")
        # One sheet brought twice is one sheet.
        scans = tuple(dict.fromkeys(ws.blobs.put(content) for content in contents))
        if {d for each in desk.there for d in each.scans or ()} & set(scans):
            raise NotReady("attach_ink", ("scan_used",))
        told = OnPaper(act.signed_on, act.witness.strip(), act.why, act.printed)
        rows = [
            Row(role, name.strip(), WET_INK, scans=scans, on_paper=told) for role, name in act.rows
        ]
        return sign_rows(ws, unit, desk, rows, signer)


def _check(act: InkAct) -> None:
    missing = []
    if not act.rows:
        missing.append("ink_rows")
    if not all(name.strip() for _, name in act.rows):
        missing.append("signer_name")
    if not act.files or len(act.files) > _MOST:
        missing.append("scan")
    if not act.witness.strip():
        missing.append("witness")
    if act.why not in INK_REASONS:
        missing.append("ink_why")
    if missing:
        raise NotReady("attach_ink", tuple(missing))


def _check_here(
    ws: Workspace, act: InkAct, desk: Desk, wanted: Mapping[SignerRole, Attendant]
) -> None:
    if act.printed != desk.file:
        raise NotReady("attach_ink", ("another_print",))
    if not _is_possible(act.signed_on, desk.report, ws.clock.now().astimezone(CHINA).date()):
        raise NotReady("attach_ink", ("signed_on",))
    for role, name in act.rows:
        if role in wanted and name.strip() != wanted[role].name:
            raise NotReady("attach_ink", ("another_signer",))


def _is_possible(text: str, report: Report, today: date) -> bool:
    """Whether the paper could be signed on that day: it was there, and the day has come."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return False
    return report.issued_at.astimezone(CHINA).date() <= day <= today
