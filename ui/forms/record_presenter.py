"""What pages of a record that is filled in ask of the app: a visit, a form apart from one."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.actions.issue_report import issue_report
from app.actions.keep_entry import Filled, keep_rows, keep_values
from app.actions.keep_reason import keep_reason
from app.actions.withdraw import restore, withdraw
from app.domain.defect import Defect
from app.domain.entry import FormRow
from app.domain.evidence import Photo
from app.domain.report import Report
from app.ids import Digest
from app.media.photo import thumbnail
from app.workspace import Place, Workspace
from ui.background import Background
from ui.photos.photo_intake import PhotoIntake

PageOf = Callable[[Workspace, str], object]
Recording = Callable[[Workspace, str], Report | None]


class RecordPresenter(QObject):
    """Between the page of one open record and the actions.

    Signals:
        opened: the page as it stands.
        kept: what was entered is on the disk.
        issued: it is recorded and its paper drawn; carries the id of the paper.
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

    def __init__(
        self,
        ws: Workspace,
        background: Background,
        kind: Filled,
        page_of: PageOf,
        recording: Recording,
    ) -> None:
        """`recording` records it and draws its paper; none where it has none."""
        super().__init__()
        self._ws, self._background = ws, background
        self._kind: Filled = kind
        self._page_of, self._recording = page_of, recording
        self._record_id = ""
        self._read_next = ""
        """What a reading that has not begun yet will read."""
        self.intake = PhotoIntake(ws, background)
        self.intake.attached.connect(self._attached)
        self.intake.ended.connect(self._intake_ended)

    def open(self, record_id: str) -> None:
        """Show this record."""
        self._record_id = record_id
        self.read()

    def read(self) -> None:
        """Read it again; once for all that is kept before the reading begins."""
        if self._record_id and self._read_next != self._record_id:
            self._read_next = self._record_id
            self._background.deed(
                self._read,
                self._record_id,
                done=self.opened.emit,
                failed=self.refused.emit,
                touches=False,
            )

    def _read(self, record_id: str) -> object:
        self._read_next = ""  # what is kept from here on asks for a reading of its own
        return self._page_of(self._ws, record_id)

    def keep_values(self, values: dict[str, str], place: Place) -> None:
        """Keep fields of its form."""
        self._keep(keep_values, values, place, self._kind)

    def keep_rows(self, rows: tuple[FormRow, ...], gone: tuple[FormRow, ...], place: Place) -> None:
        """Keep rows of its form, and take others away."""
        self._keep(keep_rows, rows, gone, place, self._kind)

    def keep_reason(self, key: str, reason: str, place: Place) -> None:
        """Keep why certain words stand where they do."""
        self._keep(keep_reason, key, reason, place, self._kind)

    def attach(self, paths: Sequence[Path], item: str, device: str = "") -> None:
        """Take in photos of this item or field, one after the other."""
        self.intake.take(self._record_id, paths, item, device)

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

    def record(self) -> None:
        """Record it and draw its paper."""
        self._background.deed(
            self._recording,
            self._ws,
            self._record_id,
            done=self._issued,
            failed=self._not_recorded,
        )

    def issue(self) -> None:
        """Draw the paper of what is recorded."""
        self._background.deed(
            issue_report, self._ws, self._record_id, done=self._issued, failed=self.refused.emit
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
            self._record_id,
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

    def _not_recorded(self, words: str) -> None:
        self.refused.emit(words)
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

    def _issued(self, report: Report | None) -> None:
        if report is None:
            self.read()
        else:
            self.issued.emit(report.id)

    def _thumbnailed(self, made: tuple[str, bytes]) -> None:
        self.thumbnailed.emit(*made)

    def _pictured(self, read: tuple[str, bytes]) -> None:
        self.pictured.emit(*read)


def _thumbnail(ws: Workspace, digest: str) -> tuple[str, bytes]:
    return digest, thumbnail(ws.blobs.get(Digest(digest)))


def _picture(ws: Workspace, digest: str) -> tuple[str, bytes]:
    return digest, ws.blobs.get(Digest(digest))
