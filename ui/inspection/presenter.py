"""What the inspection page asks of the app, and its answers in words."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.actions.issue_report import issue_report
from app.actions.keep_answer import keep_answer, keep_place
from app.actions.keep_draft import keep_draft
from app.actions.keep_entry import keep_rows, keep_values
from app.actions.keep_reason import keep_reason
from app.actions.keep_word import keep_word
from app.actions.record_defect import record_defect
from app.actions.record_inspection import record_inspection
from app.actions.record_section import record_section
from app.actions.waive_defect import unwaive_defect, waive_defect
from app.actions.withdraw import restore, withdraw
from app.domain.checklist import Answer
from app.domain.defect import Defect
from app.domain.entry import FormRow
from app.domain.evidence import Photo
from app.domain.report import Report
from app.ids import Digest
from app.media.photo import thumbnail
from app.views.visits import inspection_page
from app.workspace import Place, Workspace
from ui.background import Background
from ui.inspection.queries_panel import QueriesPanel
from ui.inspection.recheck_panel import RecheckPanel
from ui.photos.photo_intake import PhotoIntake


class InspectionPresenter(QObject):
    """Between the inspection page and the actions.

    Signals:
        opened: the page as it stands.
        kept: an answer is on the disk.
        issued: the visit is recorded and its paper drawn; carries the id of the paper.
        refused: something cannot be done; carries the sentence.
        thumbnailed: a small picture; carries the digest of its copy and the JPEG.
        pictured: a whole picture; carries the digest of its copy and the JPEG.
        attached: a photo was taken in.
        taken_back: a photo or a defect was withdrawn.
    """

    opened = Signal(object)
    kept = Signal()
    issued = Signal(str)
    refused = Signal(str)
    thumbnailed = Signal(str, bytes)
    pictured = Signal(str, bytes)
    attached = Signal(object)
    taken_back = Signal(object)

    def __init__(self, ws: Workspace, background: Background) -> None:
        super().__init__()
        self._ws, self._background = ws, background
        self._inspection_id = ""
        self.intake = PhotoIntake(ws, background)
        self.intake.attached.connect(self._attached)
        self.intake.ended.connect(self._intake_ended)

    def open(self, inspection_id: str) -> None:
        """Show this visit."""
        self._inspection_id = inspection_id
        self.read()

    def read(self) -> None:
        """Read the visit again."""
        if self._inspection_id:
            self._background.deed(
                inspection_page,
                self._ws,
                self._inspection_id,
                done=self.opened.emit,
                failed=self.refused.emit,
                touches=False,
            )

    def keep_answer(self, answer: Answer, place: Place) -> None:
        """Keep what was answered."""
        self._keep(keep_answer, answer, place)

    def keep_place(self, place: Place) -> None:
        """Keep half-typed words and where the caret is."""
        self._background.deed(keep_place, self._ws, place, failed=self.refused.emit, touches=False)

    def keep_draft(self, changes: dict[str, object], place: Place) -> None:
        """Keep what is said of the visit as a whole."""
        self._keep(keep_draft, changes, place)

    def keep_values(self, values: dict[str, str], place: Place) -> None:
        """Keep fields of the form."""
        self._keep(keep_values, values, place)

    def keep_rows(self, rows: tuple[FormRow, ...], gone: tuple[FormRow, ...], place: Place) -> None:
        """Keep rows of the form, and take others away."""
        self._keep(keep_rows, rows, gone, place)

    def keep_reason(self, key: str, reason: str, place: Place) -> None:
        """Keep why certain words stand where they do."""
        self._keep(keep_reason, key, reason, place)

    def leave_section(self) -> None:
        """Record what was typed in the section that is left."""
        self._background.deed(
            record_section, self._ws, self._inspection_id, failed=self.refused.emit
        )

    def attach(self, paths: Sequence[Path], item: str, device: str) -> None:
        """Take in photos of this item, one after the other."""
        self.intake.take(self._inspection_id, paths, item, device)

    def take_back(self, photo: Photo) -> None:
        """Withdraw a photo."""
        self._background.deed(
            withdraw, self._ws, Photo, photo.id, done=self._taken_back, failed=self.refused.emit
        )

    def bring_back(self, photo: Photo) -> None:
        """Undo that."""
        self._background.deed(
            restore, self._ws, Photo, photo.id, done=self._reread, failed=self.refused.emit
        )

    def record_defect(self, defect: Defect) -> None:
        """Record a defect."""
        self._background.deed(
            record_defect, self._ws, defect, done=self._reread, failed=self.refused.emit
        )

    def withdraw_defect(self, defect: Defect) -> None:
        """Take a defect back."""
        self._background.deed(
            withdraw, self._ws, Defect, defect.id, done=self._taken_back, failed=self.refused.emit
        )

    def restore_defect(self, defect: Defect) -> None:
        """Undo that."""
        self._background.deed(
            restore, self._ws, Defect, defect.id, done=self._reread, failed=self.refused.emit
        )

    def serve_panels(self, recheck: RecheckPanel, queries: QueriesPanel) -> None:
        """Do what these panels ask for."""
        recheck.waived.connect(self.waive)
        recheck.unwaived.connect(self.unwaive)
        queries.explained.connect(self.keep_word)

    def keep_word(self, key: str, word: str) -> None:
        """Keep what was said of something odd."""
        self._keep(keep_word, key, word, Place("inspection", self._inspection_id))

    def waive(self, defect_id: str, reason: str) -> None:
        """A suggestion is not asked for any more."""
        self._background.deed(
            waive_defect,
            self._ws,
            self._inspection_id,
            defect_id,
            reason,
            done=self._reread,
            failed=self.refused.emit,
        )

    def unwaive(self, defect_id: str) -> None:
        """Undo that."""
        self._background.deed(
            unwaive_defect,
            self._ws,
            self._inspection_id,
            defect_id,
            done=self._reread,
            failed=self.refused.emit,
        )

    def record(self) -> None:
        """Record the visit and draw its paper."""
        self._background.deed(
            _recorded_and_issued,
            self._ws,
            self._inspection_id,
            done=self._issued,
            failed=self.refused.emit,
        )

    def issue(self) -> None:
        """Draw the paper of a visit that is recorded."""
        self._background.deed(
            issue_report,
            self._ws,
            self._inspection_id,
            done=self._issued,
            failed=self.refused.emit,
        )

    def want_thumbnail(self, digest: str) -> None:
        """Make a small picture of this copy."""
        self._background.deed(_thumbnail, self._ws, digest, done=self._thumbnailed, touches=False)

    def want_picture(self, digest: str) -> None:
        """Read the whole copy."""
        self._background.deed(
            _picture,
            self._ws,
            digest,
            done=self._pictured,
            failed=self.refused.emit,
            touches=False,
        )

    def _keep(self, deed: Callable[..., None], *what: object) -> None:
        self._background.deed(
            deed,
            self._ws,
            self._inspection_id,
            *what,
            done=self._kept,
            failed=self.refused.emit,
            touches=False,
        )

    def _kept(self, _nothing: object) -> None:
        self.kept.emit()
        self.read()

    def _reread(self, _record: object) -> None:
        self.read()

    def _attached(self, photo: Photo) -> None:
        self.attached.emit(photo)
        self.read()

    def _intake_ended(self, refused: tuple[str, ...]) -> None:
        if refused:
            self.refused.emit("\n".join(dict.fromkeys(refused)))

    def _taken_back(self, taken: Photo | Defect) -> None:
        self.taken_back.emit(taken)
        self.read()

    def _pictured(self, read: tuple[str, bytes]) -> None:
        self.pictured.emit(*read)

    def _issued(self, report: Report | None) -> None:
        if report is None:
            self.read()
        else:
            self.issued.emit(report.id)

    def _thumbnailed(self, made: tuple[str, bytes]) -> None:
        self.thumbnailed.emit(*made)


def _recorded_and_issued(ws: Workspace, inspection_id: str) -> Report | None:
    """The paper of the visit; none where it was stopped."""
    recorded = record_inspection(ws, inspection_id)
    return None if recorded.was_stopped else issue_report(ws, inspection_id)


def _thumbnail(ws: Workspace, digest: str) -> tuple[str, bytes]:
    return digest, thumbnail(ws.blobs.get(Digest(digest)))


def _picture(ws: Workspace, digest: str) -> tuple[str, bytes]:
    return digest, ws.blobs.get(Digest(digest))
