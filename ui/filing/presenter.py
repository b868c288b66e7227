"""What the page of a filed form asks of the app beside what any record does."""

from PySide6.QtCore import Signal

from app.actions.issue_report import issue_report
from app.actions.open_application import open_application
from app.actions.record_filing import record_filing
from app.actions.start_filing import start_filing
from app.domain.customer import CustomerClass
from app.domain.filing import Filing
from app.domain.report import Report
from app.views.filings import filing_page
from app.workspace import Workspace
from ui.background import Background
from ui.forms.record_presenter import RecordPresenter


class FilingPresenter(RecordPresenter):
    """Between the page of a filed form and the actions.

    Signals:
        begun: a form is begun; carries its id.
    """

    begun = Signal(str)

    def __init__(self, ws: Workspace, background: Background) -> None:
        super().__init__(ws, background, Filing, filing_page, _recorded_and_issued)

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

    def _begun(self, filing: Filing) -> None:
        self.begun.emit(filing.id)


def _recorded_and_issued(ws: Workspace, filing_id: str) -> Report:
    record_filing(ws, filing_id)
    return issue_report(ws, filing_id)
