"""Describing a defect in place: what is wrong, where, how grave, and on what basis."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from app.domain.checklist import Question
from app.domain.defect import Defect, Severity
from app.domain.inspection import Inspection
from app.ids import RecordId
from ui.parts.widgets import Segments, button, label, row
from ui.theme import SPACE
from ui.wording import severity


class DefectPanel(QFrame):
    """A form for one defect.

    Signals:
        described: the person recorded it; carries the Defect.
    """

    described = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("defect_panel")
        self.setProperty("card", True)
        self._title = label(size=1)
        self._description = self._line("defect_description", self.tr("缺陷描述（至少 5 个字）"))
        self._location = self._line("defect_location", self.tr("位置"))
        self._basis = self._line("defect_basis", self.tr("依据（标准或方案条款）"))
        grave = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)
        self._severity = Segments({s.value: severity(s) for s in grave}, "defect_severity")
        done = button(self.tr("记录缺陷"), "defect_done", primary=True)
        done.clicked.connect(self._done)
        away = button(self.tr("取消"), "defect_cancel")
        away.clicked.connect(self.hide)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        for part in (self._title, self._description, self._location, self._basis, self._severity):
            layout.addWidget(part)
        layout.addLayout(row(done, away))
        self._inspection: Inspection | None = None
        self._question: Question | None = None
        self.hide()

    def describe(self, inspection: Inspection, question: Question) -> None:
        """Open the form for a failed question, with what is known filled in."""
        self._inspection, self._question = inspection, question
        self._title.setText(f"缺陷：{question.item.zh}　{question.device_label}")
        self._description.clear()
        self._location.setText(question.device_label)
        self._basis.setText(question.item.reference)
        self._severity.show_value(question.severity.value)
        self.show()
        self._description.setFocus()

    def show_described(self, described: Collection[tuple[str, str]]) -> None:
        """Close once the defect of this (item, device) is kept; until then the words stay."""
        question = self._question
        if question is not None and (question.item.id, question.device_id) in described:
            self._question = None
            self.hide()

    def _line(self, name: str, title: str) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(name)
        made.setPlaceholderText(title)
        made.setAccessibleName(title)
        return made

    def _done(self) -> None:
        if self._inspection is None or self._question is None:
            return
        self.described.emit(
            Defect(
                id=RecordId(""),
                case_id=self._inspection.case_id,
                org=self._inspection.org,
                inspection_id=self._inspection.id,
                item=self._question.item.id,
                device=self._question.device_id,
                location=self._location.text().strip(),
                description=self._description.text().strip(),
                severity=Severity(self._severity.value or Severity.MAJOR),
                basis=self._basis.text().strip(),
            )
        )
