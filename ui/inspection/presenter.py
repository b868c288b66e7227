"""What the inspection page asks of the app beside what any record does, and its answers."""

from app.actions.issue_report import issue_report
from app.actions.keep_answer import keep_answer, keep_place
from app.actions.keep_draft import keep_draft
from app.actions.keep_word import keep_word
from app.actions.record_defect import record_defect
from app.actions.record_inspection import record_inspection
from app.actions.record_section import record_section
from app.actions.waive_defect import unwaive_defect, waive_defect
from app.actions.withdraw import restore, withdraw
from app.domain.checklist import Answer
from app.domain.defect import Defect
from app.domain.inspection import Inspection
from app.domain.report import Report
from app.views.visits import inspection_page
from app.workspace import Place, Workspace
from ui.background import Background
from ui.forms.record_presenter import RecordPresenter
from ui.inspection.queries_panel import QueriesPanel
from ui.inspection.recheck_panel import RecheckPanel


class InspectionPresenter(RecordPresenter):
    """Between the inspection page and the actions."""

    def __init__(self, ws: Workspace, background: Background) -> None:
        super().__init__(ws, background, Inspection, inspection_page, _recorded_and_issued)

    def keep_answer(self, answer: Answer, place: Place) -> None:
        """Keep what was answered."""
        self._keep(keep_answer, answer, place)

    def keep_place(self, place: Place) -> None:
        """Keep half-typed words and where the caret is."""
        self._background.deed(keep_place, self._ws, place, failed=self.refused.emit, touches=False)

    def keep_draft(self, changes: dict[str, object], place: Place) -> None:
        """Keep what is said of the visit as a whole."""
        self._keep(keep_draft, changes, place)

    def leave_section(self) -> None:
        """Record what was typed in the section that is left."""
        self._background.deed(record_section, self._ws, self._record_id, failed=self.refused.emit)

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
        self._keep(keep_word, key, word, Place("inspection", self._record_id))

    def waive(self, defect_id: str, reason: str) -> None:
        """A suggestion is not asked for any more."""
        self._background.deed(
            waive_defect,
            self._ws,
            self._record_id,
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
            self._record_id,
            defect_id,
            done=self._reread,
            failed=self.refused.emit,
        )


def _recorded_and_issued(ws: Workspace, inspection_id: str) -> Report | None:
    """The paper of the visit; none where it was stopped."""
    recorded = record_inspection(ws, inspection_id)
    return None if recorded.was_stopped else issue_report(ws, inspection_id)
