"""Judge a paper that somebody brought to this tablet, by the centre that the tablet has joined."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.child import ChildFailed
from app.documents.verify import Reason, Verification
from app.documents.verify_apart import read_apart
from app.domain.report import Report, superseded_by
from app.workspace import AUTHORITY, STAMP_AUTHORITIES, Workspace

_LARGEST: Final = 64 << 20


@dataclass(frozen=True)
class CheckedFile:
    """What was found in a file, and which paper of this tablet it is, if it is one."""

    name: str
    verdict: Verification
    report: Report | None = None
    newer: int | None = None
    """The version that has taken its place, as far as this tablet knows."""


def check_file(ws: Workspace, path: Path) -> CheckedFile:
    """The verdict on this file; a child reads it, and nothing of it is kept. Never raises."""
    with ws.read() as unit:
        anchors, stamps = (
            [text.decode()] if (text := unit.settings.get(name)) else []
            for name in (AUTHORITY, STAMP_AUTHORITIES)
        )
        reports = unit.find(Report)
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return CheckedFile(path.name, Verification(False, Reason.NO_FILE))
        verdict = read_apart(path.read_bytes(), anchors, stamp_anchors=stamps).found
    except OSError:
        return CheckedFile(path.name, Verification(False, Reason.NO_FILE))
    except ChildFailed:
        return CheckedFile(path.name, Verification(False, Reason.UNREADABLE))
    known = [r for r in reports if verdict.valid and r.record_digest == verdict.record_digest]
    if not known:
        return CheckedFile(path.name, verdict)
    by_id = {report.id: report for report in reports}
    lead = by_id.get(known[-1].along_with or known[-1].id, known[-1])
    newer = superseded_by(lead, reports)
    return CheckedFile(path.name, verdict, known[-1], newer.revision if newer else None)
