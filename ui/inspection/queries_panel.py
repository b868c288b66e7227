"""What looks odd in a visit: each with room for a word, which is kept and printed."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.domain.plausibility import ODDITY_NAMES, Oddity
from app.views.visits import InspectionPage
from ui.parts.value_field import ValueField
from ui.parts.widgets import card, clear, column, label
from ui.words import tr


class QueriesPanel(QFrame):
    """The odd things of one visit; hidden while there are none.

    Signals:
        explained: a word was said; carries the key of what is odd, and the word.
    """

    explained = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("queries")
        self._shown: tuple[Oddity, ...] | None = None
        self._lines = column(margin=0)
        layout = column(self, margin=0)
        title = label(tr("请核对"), size=2)
        note = label(tr("以下情况看起来不寻常。不影响出具意见单，请各写一句说明。"), quiet=True)
        layout.addWidget(card(title, note, self._lines))

    def show_page(self, page: InspectionPage) -> None:
        """Show what looks odd now; a word that is being typed is left alone."""
        self.setVisible(bool(page.oddities))
        if page.oddities == self._shown:
            return
        self._shown = page.oddities
        clear(self._lines)
        for odd in page.oddities:
            field = ValueField(f"word_{odd.key}", tr("说明"))
            field.setPlaceholderText(tr("说明"))
            field.setText(page.inspection.words.get(odd.key, ""))
            field.setReadOnly(not page.is_draft)
            field.left.connect(partial(self._said, odd.key, field))
            self._lines.addWidget(label(said(odd)))
            self._lines.addWidget(field)

    def _said(self, key: str, field: ValueField) -> None:
        if not field.isReadOnly():
            self.explained.emit(key, field.text())


def said(odd: Oddity) -> str:
    """What is odd, in the language of the screens."""
    if odd.what == "form":
        return tr(odd.facts[0])
    return tr(ODDITY_NAMES[odd.what], *odd.facts)
