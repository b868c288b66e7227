"""A colleague with a tablet of his own, without screens: the same actions, the same exchange."""

from contextlib import closing
from pathlib import Path

from app.actions.keep_draft import keep_draft
from app.actions.open_workspace import close_workspace
from app.actions.record_section import record_section
from app.domain.inspection import Inspection
from app.ids import CaseId
from app.workspace import Place
from sync.client.enrol import join, reconnect
from sync.client.round import run_round
from ui.demo.cast import COLLEAGUE, PASSWORD
from ui.demo.review import review_design


class Colleague:
    """The second tablet of the team."""

    def __init__(self, folder: Path, url: str) -> None:
        self._ws = join(folder, url, COLLEAGUE.user, PASSWORD, "二号平板")

    def sync(self) -> None:
        """One round with the centre."""
        with closing(reconnect(self._ws)) as link:
            run_round(self._ws, link)

    def reviews_design(self, case_id: CaseId) -> str:
        """Give the opinion on the design, and bring it to the centre; the number of its paper."""
        self.sync()
        report = review_design(self._ws, case_id)
        self.sync()
        return report.doc_no

    def writes_opinion(self, inspection_id: str, words: str) -> None:
        """Change the opinion of a visit that is still open."""
        keep_draft(self._ws, inspection_id, {"opinion": words}, Place("inspection", inspection_id))
        record_section(self._ws, inspection_id)

    def reads_opinion(self, inspection_id: str) -> str:
        """The opinion as it stands on this tablet."""
        with self._ws.read() as unit:
            return unit.working(Inspection, inspection_id).opinion

    def close(self) -> None:
        """Put the tablet away."""
        close_workspace(self._ws)
