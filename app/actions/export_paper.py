"""A copy of a paper leaves the tablet as a file of its own; the trail hears of it first."""

from pathlib import Path

from app import codec
from app.domain.report import Report
from app.domain.trail import EXPORT
from app.file_out import write_out
from app.workspace import Workspace


def export_paper(ws: Workspace, report_id: str, pdf: bytes, path: Path) -> str:
    """Write this PDF of the paper there; where it lies.

    Raises:
        UnknownRecord: there is no such paper here.
        NoRoom: the disk is full; where it cannot be noted, it is not written.
        FolderNotWritable: nothing can be written there.
    """
    with ws.unit("export_paper") as unit:
        report = unit.get(Report, report_id)
        facts = {"doc_no": report.doc_no, "file": path.name, "pdf": codec.digest_of(pdf)}
        unit.note(EXPORT, f"report/{report.id}", report.case_id, **facts)
    return write_out(path, pdf)
