"""What the office has said of the records of a case: returned with the reason, or passed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.domain.filing import Filing
from app.domain.inspection import Inspection
from app.domain.review import STANDING_NAMES, Standing
from app.reviews import Reviewed
from app.views.cases import CasePage
from ui.naming import form_name, minute, visit_name
from ui.parts.widgets import Badge, ValueButton, clear, column, label, row
from ui.words import tr

_MEANING = {
    Standing.RETURNED: "bad",
    Standing.MENDING: "warn",
    Standing.MENDED: "warn",
    Standing.PASSED: "good",
}


class ReviewPanel(QFrame):
    """One line a record: what was said, by whom, and what is to be done about it.

    Signals:
        redo_wanted: a returned record is to be put right; carries the Reviewed.
    """

    redo_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reviews")
        self._lines = column(self, margin=0)
        self._said: dict[str, Reviewed] = {}

    def show_page(self, page: CasePage) -> None:
        """Show what was said of this case; what has to be done first."""
        clear(self._lines)
        self._said = {said.review.subject_id: said for said in page.reviewed}
        for said in sorted(page.reviewed, key=lambda each: not each.waits):
            self._lines.addWidget(self._line(said, page))

    def _line(self, said: Reviewed, page: CasePage) -> QFrame:
        state = Badge(f"review_{said.review.subject_id}")
        state.say(tr(STANDING_NAMES[said.standing]), _MEANING.get(said.standing, ""))
        who = label(f"{said.review.by_name}　{minute(said.review.at)}", quiet=True)
        made = QFrame()
        inner = column(made, margin=0)
        inner.addLayout(row(label(subject_name(said.subject)), state, who, stretch=0))
        if said.review.reason:
            reason = tr("退回：{}", said.review.reason)
            if said.review.photo_id is not None:
                reason = tr("退回照片：{}", said.review.reason)
            inner.addWidget(label(reason, name=f"reason_{said.review.subject_id}"))
        if said.waits:
            if said.responsible == page.who:
                again = ValueButton(
                    said.review.subject_id, redo_words(said), f"redo_{said.review.subject_id}",
                    "pen-line",
                )  # fmt: skip
                again.picked.connect(self.redo)
                inner.addLayout(row(again))
            else:
                words = tr("由 {} 更正并重新签字", said.responsible)
                inner.addWidget(label(words, quiet=True))
        return made

    def redo(self, subject_id: str) -> None:
        """Put this record right."""
        self.redo_wanted.emit(self._said[subject_id])


def subject_name(subject: Inspection | Filing) -> str:
    """What the record is called."""
    if isinstance(subject, Filing):
        return form_name(subject.form.removesuffix("L"))
    return visit_name(subject.kind, subject.attempt)


def redo_words(said: Reviewed) -> str:
    """What is to be done about it next."""
    if said.standing is Standing.RETURNED:
        return tr("更正并重新签字")
    return tr("继续更正") if said.standing is Standing.MENDING else tr("重新签字")
