"""Something leaves the tablet as a file of its own: the trail hears of it first."""

from app.domain.report import Report
from app.domain.trail import EXPORT
from app.workspace import Workspace


def note_paper_export(ws: Workspace, report_id: str, name: str) -> None:
    """Note that a copy of this paper is written under this name.

    Raises:
        UnknownRecord: there is no such paper here.
        NoRoom: it cannot be noted, so it is not to be written.
    """
    with ws.unit("note_export") as unit:
        report = unit.get(Report, report_id)
        subject = f"report/{report.id}"
        unit.note(EXPORT, subject, report.case_id, doc_no=report.doc_no, file=name)


def note_export(ws: Workspace, subject: str, name: str) -> None:
    """Note that something which belongs to no case is written under this name.

    Raises:
        NoRoom: it cannot be noted, so it is not to be written.
    """
    with ws.unit("note_export") as unit:
        unit.note(EXPORT, subject, file=name)
