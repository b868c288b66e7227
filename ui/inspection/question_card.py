"""One question as a card: what is checked, how it is answered, and the verdict while typing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QSizePolicy, QVBoxLayout

from app.domain.checklist import Answer, Finding, Judgement, Question
from app.domain.defect import Defect
from app.domain.evidence import Photo
from app.domain.instrument import Instrument
from app.domain.limit import Verdict
from app.domain.meter import Pin
from app.domain.reading import InputSpec
from app.views.ways import Way
from ui.meter.meter_panel import offers_meter
from ui.meter_wording import pin_words
from ui.naming import instrument_name, titled, told
from ui.parts.choice import BigCombo
from ui.parts.photo_strip import PhotoStrip
from ui.parts.value_field import ValueField
from ui.parts.widgets import Badge, Segments, button, label, row
from ui.parts.words_line import WordsLine, WordsWatch
from ui.theme import SPACE
from ui.wording import lack, severity, verdict
from ui.words import tr

_KEEP_AFTER_MS = 600
_MEANING = {Verdict.PASS: "good", Verdict.FAIL: "bad"}


class QuestionCard(QFrame):
    """One question.

    Signals:
        answered: an answer is to be kept, with the field it came from, caret and text.
        photo_wanted: the person wants to add photos to this question.
        defect_wanted: the person wants to describe the defect.
        thumbnail_wanted: a small picture of this copy is wanted.
        photo_picked: the person tapped a photo.
        meter_wanted: an instrument is to be read for this question.
    """

    answered = Signal(object, str, int, str)
    photo_wanted = Signal(object)
    defect_wanted = Signal(object)
    thumbnail_wanted = Signal(str)
    photo_picked = Signal(object)
    meter_wanted = Signal(object)

    def __init__(self, finding: Finding, watch: WordsWatch) -> None:
        super().__init__()
        question = finding.question
        self.question = question
        self._answer = finding.answer or Answer(
            question.item.id, question.device_id, question.phase
        )
        self.setObjectName(card_name(question))
        self.setProperty("card", True)
        self._timer = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._timer.timeout.connect(self._keep)
        self._pending: ValueField | None = None
        self._values: dict[str, ValueField] = {}
        self._watch = watch
        self._words: list[WordsLine] = []
        self._choices: dict[str, Segments | QComboBox] = {}
        self._tester: QComboBox | None = None
        self._verdict = Badge("verdict")
        self._verdict.setWordWrap(True)  # all that a failed item lacks is wider than its card
        tall = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        tall.setHeightForWidth(True)
        self._verdict.setSizePolicy(tall)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(2 * SPACE, int(1.5 * SPACE), 2 * SPACE, int(1.5 * SPACE))
        self._layout.setSpacing(SPACE)
        self._build(question)
        self.show_finding(finding, ())

    def show_finding(
        self,
        finding: Finding,
        photos: Sequence[Photo],
        defect: Defect | None = None,
        before: Sequence[Photo] = (),
        *,
        ways: Mapping[str, Way] = MappingProxyType({}),
        mine: bool = True,
    ) -> None:
        """Show the verdict as it stands, and the defect; what is being typed is left alone.

        `ways`: how far the photos are; `mine`: the defect is of this visit and can be changed.
        """
        failed = finding.verdict is Verdict.FAIL
        words = told(finding.fact) if finding.fact else verdict(finding.verdict)
        if finding.reading and finding.requirement:
            shown = f"{told(finding.reading)} {finding.unit}".strip()
            wanted = told(finding.requirement)
            words = tr("{0} · {1}（要求 {2}）", words, shown, wanted)
            if finding.lack is not None and not failed:
                words += " · " + lack(finding.lack)
        elif finding.lack is not None and not failed:
            words = lack(finding.lack)
        if failed and defect is None and not finding.advisory:
            words += " · " + lack("defect")
        if failed and finding.lack is not None:
            words += " · " + lack(finding.lack)
        signs = {Verdict.PASS: "✔ ", Verdict.FAIL: "✘ "}
        self._verdict.say(
            signs.get(finding.verdict, "") + words, _MEANING.get(finding.verdict, "warn")
        )
        self._defect.setVisible(failed and mine)
        self._defect.setText(tr("修改缺陷") if defect else tr("写明缺陷"))
        self._photo.setVisible(failed or self.question.item.photo != "none")
        self._told.setVisible(defect is not None)
        if defect is not None:
            self._told.setText(self._defect_words(defect))
        self._before_title.setVisible(bool(before))
        self._before.show_photos(before, ways)
        self._strip.show_photos(photos, ways)

    def show_instruments(self, instruments: Sequence[Instrument], finding: Finding) -> None:
        """Offer the testers of the visit that take such a reading; the one it goes by is chosen."""
        if self._tester is None:
            return
        wanted = self.question.item.instruments
        named_by = finding.answer.instrument if finding.answer is not None else ""
        # What was read by itself names its instrument, of whatever kind.
        fit = [each for each in instruments if each.kind in wanted or each.id == named_by]
        self._tester.clear()
        if not fit or not self.question.item.is_read_on_site:
            none = tr("先登记检验仪器") if self.question.item.is_read_on_site else tr("见试验报告")
            self._tester.addItem(none, "")
        for each in fit:
            named = (instrument_name(each.kind), each.model, each.serial_no)
            self._tester.addItem(" ".join(filter(None, named)), each.id)
        at = self._tester.findData(named_by or self._answer.instrument)
        self._tester.setCurrentIndex(at if at >= 0 else self._tester.count() - 1)
        self._tester.setEnabled(bool(fit))

    def show_pins(self, pins: Mapping[str, Pin]) -> None:
        """Say which values an instrument gave by itself, and which were changed since."""
        names = {spec.name: tr(spec.zh) for spec in self.question.typed}
        inputs = self._answer.inputs
        told = [
            pin_words(names[name], pin, inputs.get(name, pin.text))
            for name, pin in pins.items()
            if name in names
        ]
        self._pins.setText("\n".join(told))
        self._pins.setVisible(bool(told))

    def take_pinned(self, answer: Answer, name: str) -> None:
        """An instrument has put a value into this field of an answer; it is kept already."""
        if answer.key != self.question.key:
            return
        self._answer = answer
        if name in self._values:
            self._values[name].setText(answer.inputs.get(name, ""))

    def take_thumbnail(self, digest: str, jpeg: bytes) -> None:
        """A small picture has come."""
        self._strip.take_thumbnail(digest, jpeg)
        self._before.take_thumbnail(digest, jpeg)

    def _defect_words(self, defect: Defect) -> str:
        place = tr("（{}）", defect.location) if defect.location else ""
        basis = tr("，依据 {}", defect.basis) if defect.basis else ""
        how = severity(defect.severity) + place
        words = tr("缺陷 {0}：{1}{2}", how, defect.description, basis)
        if defect.fix is not None:
            words += "\n" + tr("客户报：{0}（{1}）", defect.fix.text, defect.fix.fixed_on)
        return words

    def focus_field(self, name: str, caret: int, text: str) -> None:
        """Put the caret where it was, with the words as they were."""
        field = self._values.get(name)
        if field is None:
            return
        if text:
            field.setText(text)
        field.setFocus()
        field.setCursorPosition(min(caret, len(field.text())))

    def keep_now(self) -> None:
        """Keep at once what waits to be kept."""
        if self._timer.isActive():
            self._timer.stop()
            self._keep()
        for line in self._words:
            line.keep_now()

    def freeze(self) -> None:
        """It is recorded: nothing can be changed any more."""
        for field in self._values.values():
            field.setReadOnly(True)
        for choice in self._choices.values():
            choice.setEnabled(False)
        if self._tester is not None:
            self._tester.setEnabled(False)
        self._photo.setEnabled(False)
        self._meter.hide()

    def _build(self, question: Question) -> None:
        device = f"　{question.device_label}" if question.device_label else ""
        heading = label(tr(question.item.zh) + device, size=1)
        weight = label(severity(question.severity), quiet=True)
        weight.setWordWrap(False)
        self._layout.addLayout(row(heading, weight, stretch=0))
        source = tr("依据：{}", question.item.reference)
        self._layout.addWidget(label(source if question.item.reference else "", quiet=True))
        if question.typed:
            self._layout.addLayout(self._inputs(question))
        self._pins = label(quiet=True, name="pin_words")
        self._layout.addWidget(self._pins)
        self._meter = button(tr("读仪表"), "read_meter", picture="chart-line")
        self._meter.clicked.connect(self._want_meter)
        if offers_meter(question.typed):
            self._layout.addLayout(row(self._meter))
        else:
            self._meter.setParent(self)
            self._meter.hide()
        if question.item.kind == "text":
            text = self._field("text", tr(question.item.zh), self._answer.text)
            self._layout.addWidget(text)
            self._layout.addWidget(self._words_line("text", text))
        if question.item.kind != "photo_required":
            self._layout.addWidget(self._judgements(question))
        self._layout.addWidget(self._verdict)
        self._told = label(name="defect_words")
        self._layout.addWidget(self._told)
        self._before = PhotoStrip("photos_before")
        self._before.setAccessibleName(tr("整改前照片"))
        self._before.wanted.connect(self.thumbnail_wanted)
        self._before_title = label(tr("整改前"), quiet=True, name="before_title")
        self._layout.addWidget(self._before_title)
        self._layout.addWidget(self._before)
        self._strip = PhotoStrip("photos")
        self._strip.wanted.connect(self.thumbnail_wanted)
        self._strip.picked.connect(self.photo_picked)
        self._layout.addWidget(self._strip)
        self._photo = button(tr("拍照 / 选照片"), "add_photo", picture="camera")
        self._photo.clicked.connect(self._want_photo)
        self._defect = button(tr("写明缺陷"), "describe_defect", picture="triangle-alert")
        self._defect.clicked.connect(self._want_defect)
        note = self._field("note", tr("备注"), self._answer.note)
        note.setPlaceholderText(tr("备注"))
        # Held upright in large type, three side by side would be wider than the card.
        self._layout.addLayout(row(note, self._photo, stretch=0))
        self._layout.addLayout(row(self._defect))
        self._layout.addWidget(self._words_line("note", note))

    def _words_line(self, part: str, field: ValueField) -> WordsLine:
        made = WordsLine("/".join(("answers", *self.question.key, part)), self._watch)
        made.look(field.text())
        field.textChanged.connect(made.look)
        self._words.append(made)
        return made

    def _inputs(self, question: Question) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(SPACE)
        across = 3 if all(spec.kind == "decimal" for spec in question.typed) else 2
        for number, spec in enumerate(question.typed):
            line, place = divmod(number, across)
            grid.addWidget(label(titled(spec.zh, spec.unit), quiet=True), 2 * line, place)
            grid.addWidget(self._input(spec), 2 * line + 1, place)
        notes = [tr("计算：") + tr(spec.formula) for spec in question.item.inputs if spec.formula]
        if question.known:
            notes.append(tr("已知：") + tr("，").join(map(told, question.known)))
        if question.item.instruments:
            self._tester = BigCombo("instrument_used", tr("所用仪器"))
            self._tester.activated.connect(self._tester_chosen)
            line = grid.rowCount()
            grid.addWidget(label(tr("所用仪器"), quiet=True), line, 0)
            grid.addWidget(self._tester, line + 1, 0, 1, across)
        if notes:
            grid.addWidget(label("　".join(notes), quiet=True), grid.rowCount(), 0, 1, across)
        return grid

    def _input(self, spec: InputSpec) -> "ValueField | Segments | QComboBox":
        value = self._answer.inputs.get(spec.name, "")
        if spec.kind == "decimal":
            return self._field(spec.name, tr(spec.zh), value)
        if spec.kind == "flag":
            segments = Segments({"1": tr("是"), "0": tr("否")}, f"input_{spec.name}")
            segments.show_value(value)
            segments.chosen.connect(self._choice_made)
            self._choices[spec.name] = segments
            return segments
        combo = BigCombo(f"input_{spec.name}", tr(spec.zh))
        combo.addItem(tr("请选择"), "")
        for option, words in spec.options.items():
            combo.addItem(tr(words), option)
        combo.setCurrentIndex(max(combo.findData(value), 0))
        combo.activated.connect(self._choice_made)
        self._choices[spec.name] = combo
        return combo

    def _field(self, name: str, title: str, value: str) -> ValueField:
        field = ValueField(f"input_{name}", title)
        field.setText(value)
        field.textEdited.connect(self._typed)
        field.left.connect(self.keep_now)
        self._values[name] = field
        return field

    def _judgements(self, question: Question) -> Segments:
        fact = question.item.yes_means == "finding"
        choices = {Judgement.NOT_APPLICABLE.value: tr("不适用")}
        if question.item.form_row and not fact and question.item.kind != "text":
            choices = {Judgement.NOT_READY.value: tr("不具备条件"), **choices}
        if not question.item.limit and question.item.kind != "text":
            choices = {
                Judgement.PASS.value: tr("有") if fact else tr("合格"),
                Judgement.FAIL.value: tr("无") if fact else tr("不合格"),
                **choices,
            }
        segments = Segments(choices, "judgement")
        segments.show_value(self._answer.judgement or "")
        segments.chosen.connect(self._choice_made)
        self._choices["judgement"] = segments
        return segments

    def _typed(self, _text: str) -> None:
        focused = self.focusWidget()
        self._pending = focused if isinstance(focused, ValueField) else self._pending
        self._timer.start()

    def _tester_chosen(self) -> None:
        assert self._tester is not None
        self._answer = replace(self._answer, instrument=str(self._tester.currentData()))
        self._choice_made()

    def _choice_made(self) -> None:
        self._timer.stop()
        self._keep()

    def _keep(self) -> None:
        inputs = {name: field.text().strip() for name, field in self._values.items()}
        chosen = {name: _chosen(choice) for name, choice in self._choices.items()}
        text, note = inputs.pop("text", ""), inputs.pop("note", "")
        judgement = chosen.pop("judgement", "")
        inputs = {name: value for name, value in (inputs | chosen).items() if value}
        self._answer = Answer(
            self.question.item.id,
            self.question.device_id,
            self.question.phase,
            Judgement(judgement) if judgement else None,
            text,
            inputs,
            note,
            self._answer.instrument,
        )
        field = self._pending
        name = field.objectName().removeprefix("input_") if field else ""
        caret, words = (field.cursorPosition(), field.text()) if field else (0, "")
        self.answered.emit(self._answer, name, caret, words)

    def _want_meter(self) -> None:
        self.keep_now()
        self.meter_wanted.emit(self.question)

    def _want_photo(self) -> None:
        self.photo_wanted.emit(self.question)

    def _want_defect(self) -> None:
        self.defect_wanted.emit(self.question)


def card_name(question: Question) -> str:
    """The object name of the card for this question."""
    return f"card_{question.item.id}_{question.device_id}".rstrip("_")


def _chosen(choice: Segments | QComboBox) -> str:
    return choice.value if isinstance(choice, Segments) else str(choice.currentData())
