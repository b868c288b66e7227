"""Which file of a paper counts here: the signed one, or what the centre has put stamps behind."""

from collections.abc import Iterable

from app.domain.endorsement import Endorsement, newest_of
from app.domain.report import Report, Signature
from app.ids import Digest
from app.workspace import Workspace


def endorsement_here(
    ws: Workspace, report: Report, signatures: Iterable[Signature], made: Iterable[Endorsement]
) -> Endorsement | None:
    """The newest endorsement of this paper as it is signed here, whose file has arrived."""
    roles = {each.role for each in signatures if each.report_id == report.id}
    if not set(report.expected) <= roles:
        return None
    return newest_of(report.id, [each for each in made if ws.blobs.has(each.pdf)])


def file_of(
    ws: Workspace, report: Report, signatures: Iterable[Signature], made: Iterable[Endorsement]
) -> Digest:
    """The newest file of this paper: with the signatures it has, and the centre's stamps."""
    mine = [each for each in signatures if each.report_id == report.id]
    endorsed = endorsement_here(ws, report, mine, made)
    if endorsed is not None:
        return endorsed.pdf
    return mine[-1].pdf if mine else report.pdf
