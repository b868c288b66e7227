"""Reckoned numbers beside a form: a tap on one opens its formula, inputs, origin and basis."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout

from app.domain.formulas import BLOCKS, MAIN, ROUNDING, SOURCE_NAMES, VERDICT_NAMES
from app.domain.reckoning import Reckoning
from app.domain.sheet_paper import result_of
from ui.parts.widgets import ValueButton, button, card, column, label, row
from ui.theme import SPACE, mark
from ui.words import tr

_MEANING = {"fine": "good", "short": "bad", "over": "bad"}


class ReckoningLine(QFrame):
    """One number. It keeps its widgets while the number changes, so that typing stays quick."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._shown: Reckoning | None = None
        self._name, self._value, self._verdict = label(), label(), label()
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._sign = QLabel("▸")
        self._press = ValueButton(name, "", f"reckoning_{name}")
        inner = QGridLayout()
        inner.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        for place, part in enumerate((self._name, self._value, self._verdict, self._sign)):
            inner.addWidget(part, 0, place)
        self._inner = inner
        self._press.hold(inner)
        self._press.picked.connect(self._toggle)
        self._more = label("", name=f"derivation_{name}")
        self._more.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self._press)
        layout.addWidget(self._more)

    @property
    def is_open(self) -> bool:
        """Whether its derivation is shown."""
        return not self._more.isHidden()

    def show_number(self, reckoning: Reckoning) -> None:
        """Show this number; what has not changed is left alone."""
        if reckoning == self._shown:
            return
        self._shown = reckoning
        name, value = named(reckoning), told_result(reckoning)
        self._name.setText(name)
        self._value.setText(value)
        # A choice is told in words, which want more room than a number and begin on the left.
        is_text = isinstance(reckoning.value, str)
        self._inner.setColumnStretch(0, 2 if is_text else 3)
        self._inner.setColumnStretch(1, 3 if is_text else 2)
        side = Qt.AlignmentFlag.AlignLeft if is_text else Qt.AlignmentFlag.AlignRight
        self._value.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        verdict = tr(VERDICT_NAMES.get(reckoning.verdict, ""))
        self._verdict.setText(verdict)
        self._verdict.setVisible(bool(verdict))
        meaning = _MEANING.get(reckoning.verdict, "warn" if verdict else "")
        mark(self._verdict, **{kind: kind == meaning for kind in ("good", "bad", "warn")})
        self._press.setAccessibleName(f"{name} {value} {verdict}".strip())
        if self.is_open:
            self._more.setText(derivation(reckoning))

    def _toggle(self) -> None:
        opened = not self.is_open
        if opened and self._shown is not None:
            self._more.setText(derivation(self._shown))
        self._more.setVisible(opened)
        self._sign.setText("▾" if opened else "▸")


class ReckoningBlock(QFrame):
    """Numbers that belong together: the results, and the steps to them where they are asked for."""

    def __init__(self, block: str) -> None:
        super().__init__()
        self._lines: dict[str, ReckoningLine] = {}
        self._order: tuple[str, ...] = ()
        self._count = 0
        self._main, self._steps = QFrame(), QFrame()
        for part in (self._main, self._steps):
            inner = QVBoxLayout(part)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(SPACE)
        self._steps.hide()
        self._more = button("", f"steps_{block}")
        self._more.clicked.connect(self._toggle)
        title = label(tr(BLOCKS[block]), size=2, name=f"block_{block}")
        layout = column(self, margin=0)
        layout.addWidget(card(title, self._main, row(self._more), self._steps))

    def show_numbers(self, numbers: Sequence[Reckoning]) -> None:
        """Show these; a number that stays is only given its new value."""
        order = tuple(each.id for each in numbers)
        if order != self._order:
            self._order = order
            self._lay_out(numbers)
        for each in numbers:
            self._lines[each.id].show_number(each)

    def _lay_out(self, numbers: Sequence[Reckoning]) -> None:
        gone = self._lines.keys() - {each.id for each in numbers}
        for name in gone:
            self._lines.pop(name).deleteLater()
        steps = 0
        for each in numbers:
            line = self._lines.setdefault(each.id, ReckoningLine(each.id))
            is_main = each.id.partition("@")[0] in MAIN
            steps += not is_main
            place = (self._main if is_main else self._steps).layout()
            assert place is not None
            place.removeWidget(line)
            place.addWidget(line)
            line.show()
        self._count = steps
        self._say()

    def _toggle(self) -> None:
        self._steps.setVisible(self._steps.isHidden())
        self._say()

    def _say(self) -> None:
        opened = not self._steps.isHidden()
        self._more.setText(tr("收起过程") if opened else tr("计算过程（另 {} 项）", self._count))
        self._more.setVisible(self._count > 0)


class ReckoningLines(QFrame):
    """Groups of numbers, each under its title."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._blocks: dict[str, ReckoningBlock] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE)
        note = label(tr("点一行看公式、代入的数值、来源和依据。"), quiet=True)
        self._layout.addWidget(note)

    def show_numbers(self, numbers: Sequence[Reckoning]) -> None:
        """Show these, group by group in their order."""
        for place, block in enumerate(BLOCKS):
            mine = [each for each in numbers if each.formula.block == block]
            if mine and block not in self._blocks:
                before = sum(list(BLOCKS).index(each) < place for each in self._blocks)
                self._blocks[block] = ReckoningBlock(block)
                self._layout.insertWidget(before + 1, self._blocks[block])
            if block in self._blocks:
                self._blocks[block].setVisible(bool(mine))
                self._blocks[block].show_numbers(mine)
        self.setVisible(bool(numbers))


def named(reckoning: Reckoning) -> str:
    """What a number is called, with the thing that it is of."""
    name = tr(reckoning.formula.zh)
    return f"{reckoning.about}　{name}" if reckoning.about else name


def told_result(reckoning: Reckoning) -> str:
    """A result with its unit; a choice in the language of the screens."""
    if isinstance(reckoning.value, str):
        return "　".join(tr(part) for part in reckoning.value.split("　"))
    return result_of(reckoning)


def derivation(reckoning: Reckoning) -> str:
    """Formula, formula with its inputs, each input with unit and origin, rounding, basis, rules."""
    formula = reckoning.formula
    notation = tr(formula.notation)
    equation = f"{formula.symbol} = {notation}" if formula.symbol else notation
    lines = [tr("公式：{}", equation)]
    if reckoning.inserted != formula.notation:
        lines.append(tr("代入：{}", f"{reckoning.inserted} = {told_result(reckoning)}"))
    for each in reckoning.given:
        value = f"{tr(each.symbol)} = {each.shown} {each.unit}".strip()
        lines.append(f"　{value}　{tr(SOURCE_NAMES[each.source])}")
    basis = tr(formula.basis)
    lines.append(tr("依据：{}", f"{basis}　{tr('待核对原文')}" if formula.verify else basis))
    lines.append(tr("规则版本 {}", reckoning.rule))
    lines.append(tr(ROUNDING))
    return "\n".join(lines)
