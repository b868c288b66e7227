"""What the page of a filed form asks of the app, and its answers in words."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.actions.issue_report import issue_report
from app.actions.keep_entry import keep_rows, keep_values
from app.actions.keep_reason import keep_reason
from app.actions.open_application import open_application
from app.actions.record_filing import record_filing
from app.actions.start_filing import start_filing
from app.actions.withdraw import restore, withdraw
from app.domain.customer import CustomerClass
from app.domain.entry import FormRow
from app.domain.evidence import Photo
from app.domain.filing import Filing
from app.domain.report import Report
from app.ids import Digest
from app.media.photo import thumbnail
from app.views.filings import filing_page
from app.workspace import Place, Workspace
from ui.background import Background
from ui.photos.photo_intake import PhotoIntake


class FilingPresenter(QObject):
    """Between the page of a filed form and the actions.

    Signals:
        begun: a form is begun; carries its id.
        opened: the page as it stands.
        issued: the form is recorded and its paper drawn; carries the id of the paper.
        refused: something cannot be done; carries the sentence.
        thumbnailed: a small picture; carries the digest of its copy and the JPEG.
        pictured: a whole picture; carries the digest of its copy and the JPEG.
        taken_back: a photo was withdrawn.
    """

    begun = Signal(str)
    opened = Signal(object)
    issued = Signal(str)
    refused = Signal(str)
    thumbnailed = Signal(str, bytes)
    pictured = Signal(str, bytes)
    taken_back = Signal(object)

    def __init__(self, ws: Workspace, background: Background) -> None:
        super().__init__()
        self._ws, self._background = ws, background
        self._filing_id = ""
        self.intake = PhotoIntake(ws, background)
        self.intake.attached.connect(self._reread)
        self.intake.ended.connect(self._intake_ended)

    def begin(self, case_id: str, code: str, about: str = "") -> None:
        """Begin this form, or go on with the one that is open."""
        self._background.deed(
            start_filing,
            self._ws,
            case_id,
            code,
            about,
            done=self._begun,
            failed=self.refused.emit,
        )

    def apply(self, customer_class: str) -> None:
        """Open an application of a customer of this class."""
        self._background.deed(
            open_application,
            self._ws,
            CustomerClass(customer_class),
            done=self._begun,
            failed=self.refused.emit,
        )

    def open(self, filing_id: str) -> None:
        """Show this form."""
        self._filing_id = filing_id
        self.read()

    def read(self) -> None:
        """Read the form again."""
        if self._filing_id:
            self._background.deed(
                filing_page,
                self._ws,
                self._filing_id,
                done=self.opened.emit,
                failed=self.refused.emit,
                touches=False,
            )

    def keep_values(self, values: dict[str, str], place: Place) -> None:
        """Keep fields."""
        self._keep(keep_values, values, place, Filing)

    def keep_rows(self, rows: tuple[FormRow, ...], gone: tuple[FormRow, ...], place: Place) -> None:
        """Keep rows, and take others away."""
        self._keep(keep_rows, rows, gone, place, Filing)

    def keep_reason(self, key: str, reason: str, place: Place) -> None:
        """Keep why certain words stand where they do."""
        self._keep(keep_reason, key, reason, place, Filing)

    def attach(self, paths: Sequence[Path], item: str) -> None:
        """Take in photos of this field, one after the other."""
        self.intake.take(self._filing_id, paths, item, "")

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
        """Record the form and draw its paper."""
        self._background.deed(
            _recorded_and_issued,
            self._ws,
            self._filing_id,
            done=self._issued,
            failed=self._not_recorded,
        )

    def issue(self) -> None:
        """Draw the paper of a form that is recorded."""
        self._background.deed(
            issue_report, self._ws, self._filing_id, done=self._issued, failed=self.refused.emit
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
            self._filing_id,
            *what,
            done=self._reread,
            failed=self.refused.emit,
            touches=False,
        )

    def _reread(self, _kept: object) -> None:
        self.read()

    def _begun(self, filing: Filing) -> None:
        self.begun.emit(filing.id)

    def _not_recorded(self, words: str) -> None:
        self.refused.emit(words)
        self.read()

    def _intake_ended(self, refused: tuple[str, ...]) -> None:
        if refused:
            self.refused.emit("\n".join(dict.fromkeys(refused)))

    def _taken_back(self, photo: Photo) -> None:
        self.taken_back.emit(photo)
        self.read()

    def _issued(self, report: Report) -> None:
        self.issued.emit(report.id)

    def _thumbnailed(self, made: tuple[str, bytes]) -> None:
        self.thumbnailed.emit(*made)

    def _pictured(self, read: tuple[str, bytes]) -> None:
        self.pictured.emit(*read)


def _recorded_and_issued(ws: Workspace, filing_id: str) -> Report:
    record_filing(ws, filing_id)
    return issue_report(ws, filing_id)


def _thumbnail(ws: Workspace, digest: str) -> tuple[str, bytes]:
    return digest, thumbnail(ws.blobs.get(Digest(digest)))


def _picture(ws: Workspace, digest: str) -> tuple[str, bytes]:
    return digest, ws.blobs.get(Digest(digest))
