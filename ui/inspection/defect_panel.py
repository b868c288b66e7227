"""Describing a defect in place: what is wrong, where, how grave, and on what basis."""

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.domain.checklist import Question
from app.domain.defect import Defect, Severity
from app.domain.inspection import Inspection
from app.ids import RecordId
from app.views.visits import InspectionPage
from ui.parts.widgets import Segments, button, entry, label, row
from ui.parts.words_line import WordsLine, WordsWatch
from ui.theme import SPACE
from ui.wording import severity
from ui.words import tr


class DefectPanel(QFrame):
    """A form for one defect.

    Signals:
        described: the person recorded it; carries the Defect.
        withdrawn: the person takes this Defect back.
    """

    described = Signal(object)
    withdrawn = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("defect_panel")
        self.setProperty("card", True)
        self._title = label(size=1)
        self._description = entry("defect_description", tr("缺陷描述（至少 5 个字）"))
        self._location = entry("defect_location", tr("位置"))
        self._basis = entry("defect_basis", tr("依据（标准或方案条款）"))
        self._requirement = entry(
            "defect_requirement", tr("整改应达到的要求（只写技术标准，不写单位和品牌）")
        )
        self._missed = Segments(
            {"new": tr("上次检验后新出现"), "missed": tr("上次已有，漏检")}, "defect_missed"
        )
        grave = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)
        self._severity = Segments({s.value: severity(s) for s in grave}, "defect_severity")
        done = button(tr("记录缺陷"), "defect_done", primary=True)
        done.clicked.connect(self._done)
        cancel = button(tr("取消"), "defect_cancel")
        cancel.clicked.connect(self.hide)
        self._away = button(tr("移除这条缺陷"), "defect_withdraw")
        self._away.clicked.connect(self._withdraw)
        self._watch = WordsWatch(self)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addWidget(self._title)
        self._words: list[WordsLine] = []
        sides = row(self._location, self._basis, stretch=0)
        sides.setStretch(1, 1)
        parts = {self._description: "description", self._location: "location"}
        parts |= {self._basis: "basis", self._requirement: "requirement"}
        for field, place in parts.items():
            line = WordsLine(place, self._watch)
            field.textChanged.connect(line.look)
            self._words.append(line)
        layout.addWidget(self._description)
        layout.addWidget(self._words[0])
        layout.addLayout(sides)
        for line in self._words[1:3]:
            layout.addWidget(line)
        layout.addWidget(self._requirement)
        layout.addWidget(self._words[3])
        layout.addLayout(row(self._severity, self._missed))
        layout.addLayout(row(done, cancel, self._away))
        self._inspection: Inspection | None = None
        self._known: Defect | None = None
        self._sent: Defect | None = None
        self._question: Question | None = None
        self.hide()

    def describe(
        self, page: InspectionPage, question: Question, known: Defect | None = None
    ) -> None:
        """Open the form for a failed question, with what is known filled in."""
        self._inspection, self._question, self._known = page.inspection, question, known
        if page.guard is not None:
            self._watch.show_guard(page.guard, known.reasons if known else {})
        bar = page.licences
        mine = bar if bar is not None and bar.item == question.item.id else None
        self._title.setText(tr("缺陷：{0}　{1}", tr(question.item.zh), question.device_label))
        proposed = mine.words if mine else ""
        self._description.setText(known.description if known else proposed)
        self._location.setText(known.location if known else question.device_label)
        basis = mine.basis if mine else question.item.reference
        self._basis.setText(known.basis if known else basis)
        self._requirement.setText(known.requirement if known else "")
        said = {True: "missed", False: "new", None: ""}[known.missed if known else None]
        self._missed.show_value(said)
        self._missed.setVisible(page.inspection.is_recheck)
        self._severity.show_value((known or question).severity.value)
        self._away.setVisible(known is not None)
        self.show()
        self._description.setFocus()

    def show_kept(self, defects: Collection[Defect]) -> None:
        """Close once the defect is kept as it was sent; until then the words stay."""
        if self._sent is not None and any(
            replace(kept, id=self._sent.id) == self._sent for kept in defects
        ):
            self._sent = None
            self.hide()

    def _done(self) -> None:
        if self._inspection is None or self._question is None:
            return
        new = Defect(
            id=RecordId(""),
            case_id=self._inspection.case_id,
            org=self._inspection.org,
            inspection_id=self._inspection.id,
            item=self._question.item.id,
            device=self._question.device_id,
            location="",
            description="",
            severity=Severity.MAJOR,
            basis="",
        )
        for line in self._words:
            line.keep_now()
        self._sent = replace(
            self._known or new,
            location=self._location.text().strip(),
            description=self._description.text().strip(),
            severity=Severity(self._severity.value or Severity.MAJOR),
            basis=self._basis.text().strip(),
            requirement=self._requirement.text().strip(),
            missed={"missed": True, "new": False}.get(self._missed.value),
            reasons={key: reason for key, reason in self._watch.reasons.items() if reason},
        )
        self.described.emit(self._sent)

    def _withdraw(self) -> None:
        self.hide()
        if self._known is not None:
            self.withdrawn.emit(self._known)
