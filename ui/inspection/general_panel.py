"""What is said of a visit as a whole: the briefing, the instruments, the opinion."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QPushButton

from app.domain.inspection import Inspection, InspectionKind
from app.domain.instrument import Instrument
from app.domain.survey import Carried
from app.views.visits import InspectionPage
from app.workspace import Place
from ui.inspection.instrument_panel import InstrumentPanel
from ui.inspection.queries_panel import QueriesPanel
from ui.inspection.recheck_panel import RecheckPanel
from ui.naming import told
from ui.parts.widgets import Segments, card, clear, column, label
from ui.parts.words_line import WordsLine, WordsWatch
from ui.words import tr

GENERAL = "general"
_KEEP_AFTER_MS = 600


class GeneralPanel(QFrame):
    """The first section of every visit.

    Signals:
        drafted: fields of the visit by their names, with where the person is.
    """

    drafted = Signal(object, Place)

    def __init__(self, watch: WordsWatch) -> None:
        super().__init__()
        self._page: InspectionPage | None = None
        self._safety = Segments({"yes": tr("已交底"), "no": tr("未交底")}, "safety")
        self._safety.chosen.connect(self.keep_now)
        self._opinion = QPlainTextEdit()
        self._opinion.setObjectName("opinion")
        self._opinion.setMinimumHeight(140)
        self._timer = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._timer.timeout.connect(self.keep_now)
        self._opinion.textChanged.connect(self._timer.start)
        self._instruments = InstrumentPanel()
        self._instruments.changed.connect(self._keep_instruments)
        words = tr("两人以上进场，交底完成，客户设备一律视为带电。")
        title = label(tr("安全交底"), size=2)
        self._briefing = card(title, label(words, quiet=True), self._safety)
        self.queries = QueriesPanel()
        self.recheck = RecheckPanel()
        self.recheck.added.connect(self._keep_also)
        self._title = label("", size=2)
        self._carried = column(margin=0)
        layout = column(self, margin=0)
        layout.addWidget(self._briefing)
        layout.addWidget(self.recheck)
        layout.addWidget(self.queries)
        layout.addLayout(self._carried)
        layout.addWidget(self._instruments)
        self._words = WordsLine("opinion", watch)
        self._opinion.textChanged.connect(self._look)
        layout.addWidget(card(self._title, self._opinion, self._words))

    def show_page(self, page: InspectionPage, *, fresh: bool) -> None:
        """Show what is said already; what is being typed is left alone unless it is `fresh`."""
        self._page = page
        self._instruments.show_visit(page.inspection)
        self.recheck.show_page(page)
        self.queries.show_page(page)
        if fresh:
            self._show(page.inspection)
            self._show_carried(page.carried)

    def go_back_to(self, place: Place) -> None:
        """Put the caret where it was, with the words as they were."""
        if not place.text:
            return
        self._opinion.setPlainText(place.text)
        cursor = self._opinion.textCursor()
        cursor.setPosition(min(place.caret, len(place.text)))
        self._opinion.setTextCursor(cursor)
        self._opinion.setFocus()

    def go_to(self, what: str, tester: str = "") -> None:
        """Put the focus on what is lacking here: the briefing, this kind of tester, the opinion."""
        if what == "safety":
            self._safety.findChildren(QPushButton)[0].setFocus()
        elif what == "instrument":
            self._instruments.go_to(tester)
        else:
            self._opinion.setFocus()

    def keep_now(self) -> None:
        """Keep at once what waits to be kept."""
        if self._page is None or not self._page.is_draft:
            return
        self._timer.stop()
        self._words.keep_now()
        briefed = {"yes": True, "no": False}.get(self._safety.value)
        opinion = self._opinion.toPlainText()
        visit = self._page.inspection
        if (briefed, opinion) != (visit.safety_briefed, visit.opinion):
            caret = self._opinion.textCursor().position()
            place = Place("inspection", visit.id, GENERAL, "", "opinion", caret, opinion)
            self.drafted.emit({"safety_briefed": briefed, "opinion": opinion}, place)

    def _show(self, inspection: Inspection) -> None:
        survey = inspection.kind is InspectionKind.SURVEY
        title = tr("勘查意见") if survey else tr("检验意见")
        self._title.setText(title)
        self._opinion.setAccessibleName(title)
        self._opinion.setPlaceholderText(tr("写明{}", title))
        self._briefing.setVisible(not survey)  # its form asks for the safety of the site
        briefed = {True: "yes", False: "no", None: ""}[inspection.safety_briefed]
        self._safety.show_value(briefed)
        self._opinion.blockSignals(True)
        self._opinion.setPlainText(inspection.opinion)
        self._opinion.blockSignals(False)
        self._look()
        open_for_change = inspection.recorded_at is None
        self._safety.set_enabled(open_for_change)
        self._opinion.setReadOnly(not open_for_change)

    def _look(self) -> None:
        self._words.look(self._opinion.toPlainText())

    def _show_carried(self, carried: Carried) -> None:
        clear(self._carried)
        if not carried.facts:
            return
        lines = [label(f"{tr(name)}　{told(words)}") for name, words in carried.facts]
        note = label(tr("与现场不一致时，在对应检查项写明。"), quiet=True)
        title = label(tr("来自现场勘查"), size=2, name="carried")
        self._carried.addWidget(card(title, note, *lines))

    def _keep_also(self, places: tuple[str, ...]) -> None:
        assert self._page is not None
        self.drafted.emit({"also": places}, Place("inspection", self._page.inspection.id, GENERAL))

    def _keep_instruments(self, instruments: tuple[Instrument, ...]) -> None:
        assert self._page is not None
        place = Place("inspection", self._page.inspection.id, GENERAL)
        self.drafted.emit({"instruments": instruments}, place)
