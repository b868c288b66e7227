"""What the report page asks of the app, and its answers in words."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.actions.attach_ink import InkAct, attach_ink
from app.actions.export_paper import export_paper
from app.actions.reopen_filing import reopen_filing
from app.actions.reopen_inspection import reopen_inspection
from app.actions.sign_report import SigningAct, sign_report
from app.views.papers import ReportPage, report_page
from app.workspace import Workspace
from ui.background import Background


class ReportPresenter(QObject):
    """Between the report page and the actions.

    Signals:
        opened: the paper as it stands.
        signed: somebody signed.
        saved: a copy lies at this path.
        reopened: the visit or form is a draft again; carries it.
        refused: something cannot be done; carries the sentence.
    """

    opened = Signal(object)
    signed = Signal()
    saved = Signal(str)
    reopened = Signal(object)
    refused = Signal(str)

    def __init__(self, ws: Workspace, background: Background) -> None:
        super().__init__()
        self._ws, self._background = ws, background
        self._report_id = ""

    def open(self, report_id: str) -> None:
        """Show this paper."""
        self._report_id = report_id
        self.read()

    def read(self) -> None:
        """Read the paper again."""
        if self._report_id:
            self._background.deed(
                report_page,
                self._ws,
                self._report_id,
                done=self.opened.emit,
                failed=self.refused.emit,
                touches=False,
            )

    def sign(self, act: SigningAct) -> None:
        """Somebody signs."""
        self._background.deed(
            sign_report, self._ws, self._report_id, act, done=self._signed, failed=self.refused.emit
        )

    def attach_ink(self, act: InkAct) -> None:
        """The scan of a signed print is brought."""
        self._background.deed(
            attach_ink, self._ws, self._report_id, act, done=self._signed, failed=self.refused.emit
        )

    def reopen(self, page: ReportPage) -> None:
        """Take the visit or form of this paper up again."""
        deed = reopen_filing if page.is_filing else reopen_inspection
        self._background.deed(
            deed,
            self._ws,
            page.report.subject_id,
            done=self.reopened.emit,
            failed=self.refused.emit,
        )

    def save_copy(self, pdf: bytes, path: Path) -> None:
        """Write a copy of the paper."""
        self._background.deed(
            export_paper,
            self._ws,
            self._report_id,
            pdf,
            path,
            done=self.saved.emit,
            failed=self.refused.emit,
            touches=False,
        )

    def _signed(self, _signature: object) -> None:
        self.signed.emit()
        self.read()
