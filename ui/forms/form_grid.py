"""Fields of a form side by side: those of a section, or those of one row of a table."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.clock import SystemClock
from app.domain.entry import Entry, FormRow
from app.domain.form import Check, Field
from ui.naming import titled
from ui.parts.choice import BigCombo
from ui.parts.value_field import ValueField
from ui.parts.widgets import Segments, Ticks, button, label, row
from ui.parts.words_line import WordsLine, WordsWatch
from ui.theme import SPACE, mark
from ui.wording import field_lack, known_from
from ui.words import tr

_KEEP_AFTER_MS = 600
_FEW = 3
"""So many choices stand side by side; more fold into a list."""


class NoteField(QPlainTextEdit):
    """Room for a few sentences.

    Signals:
        left: the person is done with it.
    """

    left = Signal()

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setTabChangesFocus(True)
        self.setFixedHeight(96)

    def text(self) -> str:
        """What stands in it."""
        return self.toPlainText()

    def setText(self, text: str) -> None:
        """Put these words in it."""
        self.setPlainText(text)

    def cursorPosition(self) -> int:
        """Where the caret is."""
        return self.textCursor().position()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The person goes on."""
        super().focusOutEvent(event)
        self.left.emit()


Editor = ValueField | NoteField | Segments | Ticks | QComboBox


class FormGrid(QFrame):
    """Fields with their names, units, origin and what is wrong with them.

    Signals:
        entered: a field is to be kept: its id, the text, the caret.
    """

    entered = Signal(str, str, int)

    def __init__(
        self,
        fields: Iterable[Field],
        entry: Entry,
        of_row: FormRow | None = None,
        watch: WordsWatch | None = None,
    ) -> None:
        super().__init__()
        self._fields = {each.id: each for each in fields}
        self._row = of_row
        self._entry = entry
        self._editors: dict[str, Editor] = {}
        self._holders: dict[str, QWidget] = {}
        self._titles: dict[str, QLabel] = {}
        self._remarks: dict[str, QLabel] = {}
        self._watch = watch
        self._words: dict[str, WordsLine] = {}
        self._shown: list[str] = []
        self._waiting = ""
        self._timer = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._timer.timeout.connect(self.keep_now)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * SPACE)
        self._grid.setVerticalSpacing(SPACE)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        for each in self._fields.values():
            self._holders[each.id] = self._made(each, self._text(entry, each))
            if of_row is None and entry.is_fixed(each):
                self._freeze(each.id)
        self.show_entry(entry, of_row)

    def show_entry(self, entry: Entry, of_row: FormRow | None = None) -> None:
        """Show which fields apply and what they lack; what is typed is left alone."""
        self._row, self._entry = of_row, entry
        shown = [each for each in self._fields.values() if entry.is_asked(each, of_row)]
        if [each.id for each in shown] != self._shown:
            self._lay_out(shown)
        for each in shown:
            self._remark(entry, each)
            editor = self._editors[each.id]
            if isinstance(editor, Ticks):
                editor.show_values(each.chosen(self._text(entry, each)))
            elif isinstance(editor, ValueField) and self._follows(entry, each):
                editor.setText(tr(each.said(self._text(entry, each))))

    def keep_now(self) -> None:
        """Keep at once what waits to be kept."""
        self._timer.stop()
        for line in self._words.values():
            line.keep_now()
        name, self._waiting = self._waiting, ""
        editor = self._editors.get(name)
        if isinstance(editor, (ValueField, NoteField)):
            self.entered.emit(name, editor.text().strip(), editor.cursorPosition())

    def freeze(self) -> None:
        """It is recorded: nothing can be changed any more."""
        for name in self._editors:
            self._freeze(name)

    def _freeze(self, name: str) -> None:
        editor = self._editors[name]
        for now in self._holders[name].findChildren(QPushButton, f"now_{name}"):
            now.hide()
        if isinstance(editor, (ValueField, NoteField)):
            editor.setReadOnly(True)
        else:
            editor.setEnabled(False)

    def _follows(self, entry: Entry, asked: Field) -> bool:
        """Whether what stands there is not typed here, but follows from something else."""
        if asked.computed is not None:
            return True
        proposed = asked.later is not None and asked.id not in entry.typed
        return self._row is None and (proposed or entry.is_fixed(asked))

    def focus_field(self, name: str, caret: int, text: str) -> bool:
        """Put the caret where it was, with the words as they were; whether the field is here."""
        editor = self._editors.get(name)
        if editor is None:
            return False
        if text and isinstance(editor, (ValueField, NoteField)):
            editor.setText(text)
            self._look(name)
        if isinstance(editor, ValueField):
            editor.setCursorPosition(min(caret, len(editor.text())))
        editor.setFocus()
        return True

    def editor(self, name: str) -> QWidget | None:
        """The widget in which this field is entered."""
        return self._editors.get(name)

    def _lay_out(self, shown: Sequence[Field]) -> None:
        """Two a line, what is wide alone; who stays is not hidden, so that the focus stays too."""
        self._shown = [each.id for each in shown]
        for name, holder in self._holders.items():
            self._grid.removeWidget(holder)
            holder.setVisible(name in self._shown)
        line = place = 0
        for each in shown:
            wide = _is_wide(each)
            if wide and place:
                line, place = line + 1, 0
            self._grid.addWidget(self._holders[each.id], line, place, 1, 2 if wide else 1)
            line, place = (line + 1, 0) if wide or place else (line, 1)

    def _text(self, entry: Entry, asked: Field) -> str:
        return entry.text(asked) if self._row is None else entry.cell(asked, self._row)

    def _made(self, asked: Field, text: str) -> QWidget:
        editor = self._editor(asked, text)
        self._editors[asked.id] = editor
        holder = QFrame()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        title = label(titled(asked.zh, asked.unit), quiet=True)
        self._titles[asked.id] = title
        layout.addWidget(title)
        if asked.kind == "moment":
            now = button(tr("现在"), f"now_{asked.id}")
            now.clicked.connect(lambda: self._now(asked.id))
            layout.addLayout(row(editor, now, stretch=0))
        else:
            layout.addWidget(editor)
        remark = label("", quiet=True, name=f"remark_{asked.id}")
        self._remarks[asked.id] = remark
        layout.addWidget(remark)
        if self._watch is not None and asked.kind in ("text", "note"):
            self._words[asked.id] = WordsLine(self._place(asked), self._watch)
            layout.addWidget(self._words[asked.id])
            self._look(asked.id)
        layout.addStretch(1)
        return holder

    def _editor(self, asked: Field, text: str) -> Editor:
        name = f"input_{asked.id}"
        if asked.kind == "colleague":
            return self._colleague(asked, name, text)
        if asked.options and asked.computed is None:
            several = asked.kind == "choices"
            return self._ticks(asked, name) if several else self._choice(asked, name, text)
        title = tr(asked.zh)
        made = NoteField(name, title) if asked.kind == "note" else ValueField(name, title)
        made.setText(_typed_form(asked, text))
        made.setPlaceholderText(_example(asked))
        if asked.computed is not None and isinstance(made, ValueField):
            made.setReadOnly(True)
            return made
        if isinstance(made, NoteField):
            made.textChanged.connect(lambda: self._typed(asked.id))
        else:
            made.textEdited.connect(lambda _text: self._typed(asked.id))
        made.left.connect(self._left)
        return made

    def _choice(self, asked: Field, name: str, text: str) -> Segments | QComboBox:
        if len(asked.options) <= _FEW:
            segments = Segments({code: tr(words) for code, words in asked.options.items()}, name)
            segments.show_value(text)
            segments.chosen.connect(lambda value: self.entered.emit(asked.id, value, 0))
            return segments
        combo = BigCombo(name, tr(asked.zh))
        combo.addItem(tr("请选择"), "")
        for code, words in asked.options.items():
            combo.addItem(tr(words), code)
        combo.setCurrentIndex(max(combo.findData(text), 0))
        combo.activated.connect(
            lambda _index: self.entered.emit(asked.id, str(combo.currentData()), 0)
        )
        return combo

    def _colleague(self, asked: Field, name: str, text: str) -> QComboBox:
        """The colleagues to choose from, and room for the name of somebody else."""
        combo = BigCombo(name, tr(asked.zh))
        combo.setEditable(True)
        # Not even a colleague's name is completed while one types; the stubs know no None here.
        combo.setCompleter(None)  # type: ignore[arg-type]
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for code, called in asked.options.items():
            combo.addItem(called, code)
        combo.setEditText(asked.said(text))
        line = combo.lineEdit()
        assert line is not None
        line.setPlaceholderText(tr("选同事，或写姓名"))

        def told() -> None:
            said = combo.currentText().strip()
            code = next((c for c, called in asked.options.items() if called == said), said)
            if code != self._text(self._entry, asked):
                self.entered.emit(asked.id, code, 0)

        combo.activated.connect(lambda _index: told())
        line.editingFinished.connect(told)
        return combo

    def _ticks(self, asked: Field, name: str) -> Ticks:
        ticks = Ticks({code: tr(words) for code, words in asked.options.items()}, name)
        ticks.toggled.connect(lambda option: self._toggled(asked, option))
        return ticks

    def _toggled(self, asked: Field, option: str) -> None:
        self.entered.emit(asked.id, asked.toggled(self._text(self._entry, asked), option), 0)

    def _place(self, asked: Field) -> str:
        if self._row is None:
            return f"values/{asked.id}"
        return f"rows/{self._row.table}/{self._row.id}/{asked.id}"

    def _look(self, name: str) -> None:
        editor, line = self._editors[name], self._words.get(name)
        if line is not None and isinstance(editor, (ValueField, NoteField)):
            line.look(editor.text())

    def _typed(self, name: str) -> None:
        self._look(name)
        if self._waiting and self._waiting != name:
            self.keep_now()
        self._waiting = name
        self._timer.start()

    def _left(self) -> None:
        if self._waiting:
            self.keep_now()

    def _now(self, name: str) -> None:
        editor = self._editors[name]
        assert isinstance(editor, ValueField)
        editor.setText(SystemClock().now().strftime("%Y-%m-%d %H:%M"))
        self._waiting = name
        self.keep_now()

    def _remark(self, entry: Entry, asked: Field) -> None:
        text = self._text(entry, asked)
        wrong = bool(text.strip()) and asked.computed is None and not asked.is_fine(text)
        broken = entry.broken_in(self._row, asked.id) if self._row else entry.broken_at(asked.id)
        grave = wrong or any(check.grave for check in broken)
        words = tr(asked.hint)
        if wrong:
            words = field_lack(asked)
        elif broken:
            words = tr("；").join(tr(check.zh) for check in broken)
        elif text and not self._row and (origin := entry.origin(asked)) is not None:
            words = known_from(origin, fixed=entry.is_fixed(asked))
        remark = self._remarks[asked.id]
        remark.setText(words)
        remark.setVisible(bool(words))
        mark(remark, bad=grave, warn=bool(broken) and not grave, quiet=not broken and not wrong)
        needed = entry.is_required(asked, self._row) and not text.strip()
        title = titled(asked.zh, asked.unit)
        self._titles[asked.id].setText(title + (tr("　必填") if needed else ""))
        mark(self._titles[asked.id], warn=needed, quiet=not needed)


def _is_wide(asked: Field) -> bool:
    several = asked.kind == "choices" or (asked.kind == "choice" and len(asked.options) <= _FEW)
    return asked.kind == "note" or (several and asked.computed is None)


def _typed_form(asked: Field, text: str) -> str:
    return asked.said(text) if asked.kind == "moment" else text


def _example(asked: Field) -> str:
    examples = {
        "moment": "2026-05-06 09:30",
        "date": "2026-12-01",
        "ratio": "100/5",
        "place": "36.61714, 101.77820",
    }
    return examples.get(asked.kind, "")


def show_problem(
    place: QLabel, wanted: str, broken: Sequence[Check], odd_rows: Sequence[str] = ()
) -> None:
    """Say below a table what is wrong with it, if anything."""
    said = (wanted, *(tr(check.zh) for check in broken), *odd_rows)
    place.setText(tr("；").join(filter(None, said)))
    place.setVisible(bool(place.text()))
    grave = bool(wanted) or any(check.grave for check in broken)
    mark(place, bad=grave, warn=not grave)
