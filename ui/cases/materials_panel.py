"""The materials of a case: what is held, what is missing, and nothing that is held to be asked."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QWidget

from app.domain.material import (
    ASK_NAMES,
    SOURCE_NAMES,
    STAGE_NAMES,
    AskReason,
    Evidence,
    EvidenceSource,
    EvidenceTold,
    Material,
    Standing,
)
from app.domain.privacy import masked
from app.ids import CaseId
from app.views.cases import CasePage
from ui.parts.widgets import Badge, Segments, ValueButton, button, clear, column, entry, label, row
from ui.parts.words_line import WordsLine, WordsWatch
from ui.theme import SPACE
from ui.words import tr

_NOTE = "asked_again_note"
_BACK = "withdrawn_reason"


class MaterialsPanel(QFrame):
    """One line a material, and the forms to note one and to ask once more for one.

    Signals:
        noted: a material is before the person; carries EvidenceTold and its file, or None.
        asked_again: one that is held is asked for: its id, AskReason, the note, reasons for words.
        taken_back: one was noted by mistake: its id, why, reasons for words.
    """

    noted = Signal(object, object)
    asked_again = Signal(str, object, str, dict)
    taken_back = Signal(str, str, dict)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("materials")
        self._case_id = CaseId("")
        self._materials: dict[str, Material] = {}
        self._wanted = ""
        self._file: Path | None = None
        self._watch = WordsWatch(self)
        self._summary = Badge("materials_summary")
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(SPACE)
        self._lines.setColumnStretch(0, 1)
        self._lines.setColumnStretch(1, 1)
        self._form = self._made_form()
        self._again = self._made_again()
        self._back = self._made_back()
        self._breach = Badge("materials_breach")
        self._breach.setWordWrap(True)
        layout = column(self, margin=0)
        layout.addWidget(self._summary)
        layout.addWidget(self._breach)
        layout.addLayout(self._lines)
        layout.addWidget(self._form)
        layout.addWidget(self._again)
        layout.addWidget(self._back)

    def show_page(self, page: CasePage) -> None:
        """Show where each material stands; what is being typed stays until it is kept."""
        before = self._materials.get(self._wanted)
        self._materials = {each.rule.id: each for each in page.materials}
        now = self._materials.get(self._wanted)
        if page.case.id != self._case_id or before != now:
            self._close()
        self._case_id = page.case.id
        if page.guard is not None:
            self._watch.show_guard(page.guard, self._watch.reasons)
        clear(self._lines)
        for line, material in enumerate(page.materials):
            for place, part in enumerate(self._line(material)):
                self._lines.addWidget(part, line, place)
        missing = sum(each.standing is Standing.MISSING for each in page.materials)
        text = tr("还缺 {} 种材料", missing) if missing else tr("✔ 现阶段材料齐全")
        self._summary.say(text, "warn" if missing else "good")
        counts = page.counts
        self._breach.setVisible(counts.has_breach)
        told = tr(
            "补充材料告知 {0} 次，其中同一次申请再次告知 {1} 次：一次性告知未做到，已计入考核。",
            counts.notices,
            counts.breaches,
        )
        self._breach.say(told if counts.has_breach else "", "bad")

    def _line(self, material: Material) -> list[QWidget]:
        state = Badge(f"material_{material.rule.id}")
        state.say(*_state(material))
        name = label(tr(material.rule.zh))
        parts: list[QWidget] = [name, label(_told(material), quiet=True), state]
        if material.standing is Standing.HELD:
            again = ValueButton(material.rule.id, tr("重收"), f"again_{material.rule.id}")
            again.picked.connect(self._open_again)
            back = ValueButton(material.rule.id, tr("撤回"), f"back_{material.rule.id}")
            back.picked.connect(self._open_back)
            parts += [again, back]
        elif material.standing is not Standing.SHARED:
            note = ValueButton(material.rule.id, tr("登记"), f"note_{material.rule.id}")
            note.picked.connect(self._open)
            parts.append(note)
        return parts

    def _made_form(self) -> QFrame:
        self._title = label("", size=1)
        self._source = Segments(
            {s.value: tr(n) for s, n in SOURCE_NAMES.items()}, "evidence_source"
        )
        self._holder = entry("evidence_holder", tr("持有人（不填即户名）"))
        self._issued = entry("evidence_issued_by", tr("签发单位"))
        self._no = entry("evidence_no", tr("证件或文件编号"))
        self._valid = entry("evidence_valid_to", tr("有效期至，如 2030-12-31（长期可不填）"))
        self._pick = button(tr("选照片或 PDF"), "evidence_file", picture="camera")
        self._pick.clicked.connect(self._choose)
        self._picked = label("", quiet=True)
        done = button(tr("登记材料"), "evidence_done", primary=True)
        done.clicked.connect(self._done)
        away = button(tr("取消"), "evidence_leave")
        away.clicked.connect(self._close)
        form = QFrame()
        inner = column(form, margin=0)
        inner.addWidget(self._title)
        inner.addWidget(self._source)
        fields = QGridLayout()
        fields.setSpacing(SPACE)
        for number, field in enumerate((self._no, self._valid, self._holder, self._issued)):
            fields.addWidget(field, *divmod(number, 2))
        inner.addLayout(fields)
        inner.addLayout(row(self._pick, self._picked, stretch=1))
        inner.addLayout(row(done, away))
        form.hide()
        return form

    def _made_again(self) -> QFrame:
        self._again_title = label("", size=1)
        self._why = Segments({r.value: tr(n) for r, n in ASK_NAMES.items()}, "again_reason")
        self._note = entry("again_note", tr("说明"))
        self._words = WordsLine(_NOTE, self._watch)
        self._note.textChanged.connect(self._words.look)
        self._ask = button(tr("请客户重新提供"), "again_done", primary=True)
        self._ask.clicked.connect(self._asked)
        self._why.chosen.connect(self._chosen)
        away = button(tr("取消"), "again_leave")
        away.clicked.connect(self._close)
        form = QFrame()
        inner = column(form, margin=0)
        inner.addWidget(self._again_title)
        counted = tr("已有的材料不重复收取；重收须有原因，并计入重复收资。")
        inner.addWidget(label(counted, quiet=True))
        for part in (self._why, self._note, self._words):
            inner.addWidget(part)
        inner.addLayout(row(self._ask, away))
        form.hide()
        return form

    def _made_back(self) -> QFrame:
        self._back_title = label("", size=1)
        self._why_back = entry("back_reason", tr("登记有误的原因"))
        self._back_words = WordsLine(_BACK, self._watch)
        self._why_back.textChanged.connect(self._back_words.look)
        self._why_back.textChanged.connect(self._back_typed)
        self._take = button(tr("撤回这份登记"), "back_done", primary=True)
        self._take.clicked.connect(self._taken_back)
        away = button(tr("取消"), "back_leave")
        away.clicked.connect(self._close)
        form = QFrame()
        inner = column(form, margin=0)
        inner.addWidget(self._back_title)
        kept = tr("只用于登记错了的材料；原登记和原因都留在记录里。客户的材料不合用，请用“重收”。")
        for part in (label(kept, quiet=True), self._why_back, self._back_words):
            inner.addWidget(part)
        inner.addLayout(row(self._take, away))
        form.hide()
        return form

    def _open(self, material: str) -> None:
        self._close()
        self._wanted = material
        self._title.setText(tr("登记：{}", tr(self._materials[material].rule.zh)))
        self._form.show()
        self._no.setFocus()

    def _open_again(self, material: str) -> None:
        self._close()
        self._wanted = material
        self._again_title.setText(tr("重收：{}", tr(self._materials[material].rule.zh)))
        self._again.show()

    def _open_back(self, material: str) -> None:
        self._close()
        self._wanted = material
        self._back_title.setText(tr("撤回登记：{}", tr(self._materials[material].rule.zh)))
        self._back.show()
        self._why_back.setFocus()

    def _back_typed(self, words: str) -> None:
        self._take.setEnabled(bool(words.strip()))

    def _taken_back(self) -> None:
        self._back_words.keep_now()
        held = self._materials[self._wanted].evidence
        if held is not None:
            self.taken_back.emit(held.id, self._why_back.text().strip(), self._reasons())

    def _reasons(self) -> dict[str, str]:
        return {key: why for key, why in self._watch.reasons.items() if why}

    def _close(self) -> None:
        self._wanted, self._file = "", None
        typed = (self._holder, self._issued, self._no, self._valid, self._note, self._why_back)
        for field in typed:
            field.clear()
        self._watch.reasons = {}
        self._picked.setText("")
        self._source.show_value(EvidenceSource.CUSTOMER.value)
        self._why.show_value("")
        for done in (self._ask, self._take):
            done.setEnabled(False)
        for form in (self._form, self._again, self._back):
            form.hide()

    def _chosen(self, value: str) -> None:
        self._ask.setEnabled(bool(value))

    def _choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, tr("选照片或 PDF"), "", tr("照片和 PDF (*.jpg *.jpeg *.png *.pdf);;所有文件 (*)")
        )
        if path:
            self.take_file(Path(path))

    def take_file(self, path: Path) -> None:
        """Take this file along with what is noted."""
        self._file = path
        self._picked.setText(path.name)

    def _done(self) -> None:
        told = EvidenceTold(
            case_id=self._case_id,
            material_type=self._wanted,
            source=EvidenceSource(self._source.value or EvidenceSource.CUSTOMER),
            holder=self._holder.text().strip(),
            issued_by=self._issued.text().strip(),
            no=self._no.text().strip(),
            valid_to=self._valid.text().strip(),
        )
        self.noted.emit(told, self._file)

    def _asked(self) -> None:
        self._words.keep_now()
        held = self._materials[self._wanted].evidence
        if held is not None and self._why.value:
            note = self._note.text().strip()
            self.asked_again.emit(held.id, AskReason(self._why.value), note, self._reasons())


def _state(material: Material) -> tuple[str, str]:
    match material.standing:
        case Standing.HELD:
            return tr("✔ 已有"), "good"
        case Standing.SHARED:
            return tr("由供电企业取得"), ""
        case Standing.MISSING:
            return tr("缺"), "warn"
        case Standing.LATER:
            return tr(STAGE_NAMES[material.rule.stage]), ""


def _told(material: Material) -> str:
    held = material.evidence
    return _evidence_words(held) if held is not None else tr(material.rule.basis)


def _evidence_words(held: Evidence) -> str:
    asked = held.asked_again
    parts = (
        tr("重收：{}", tr(ASK_NAMES[asked])) if asked is not None else "",
        tr(SOURCE_NAMES[held.source]),
        masked(held.no) if held.no else "",
        tr("有效期至 {}", held.valid_to) if held.valid_to else "",
    )
    return "　".join(filter(None, parts))
