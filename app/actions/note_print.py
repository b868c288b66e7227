"""A paper is going to be printed: the trail hears of it before the first sheet."""

from collections.abc import Sequence

from app.domain.report import Report
from app.domain.trail import PRINT
from app.paper_signers import signed_together
from app.workspace import Workspace


def note_print(
    ws: Workspace, report_id: str, pages: Sequence[int], copies: Sequence[str], printer: str
) -> None:
    """Note who prints which pages (counted from 0) of which paper, with whose copies, and where.

    A paper that leads others is printed with them, and the line names them.

    Raises:
        UnknownRecord: there is no such paper here.
        NoRoom: it cannot be noted, so it is not to be printed.
    """
    with ws.unit("note_print") as unit:
        report = unit.get(Report, report_id)
        lead, *others = signed_together(unit, report)
        along = [other.doc_no for other in others] if lead.id == report.id else []
        unit.note(
            PRINT,
            f"report/{report.id}",
            report.case_id,
            doc_no=report.doc_no,
            pages=[page + 1 for page in pages],
            copies=list(copies),
            printer=printer,
            **({"along": along} if along else {}),
        )
