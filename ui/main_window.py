"""The shell and its navigation: paints first, then screens are loaded by name from one table."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.domain.defect import Defect
from app.domain.entry import FormRow
from app.domain.equipment import Equipment
from app.domain.evidence import Photo
from app.domain.filing import REFUSAL, Filing
from app.domain.inspection import Inspection
from app.domain.load import LoadProfile
from app.domain.waveform import WAVEFORMS
from app.views.cases import CasePage
from app.views.exchange import SyncPage
from app.views.filings import FilingPage
from app.views.papers import ReportPage
from app.views.visits import InspectionPage
from app.views.whereabouts import last_place
from app.workspace import Place, Workspace
from sync.client.round import Progress, RoundReport
from sync.client.worker import Doing, SyncState
from ui.background import Background
from ui.connections import CONNECT
from ui.exchange.state_words import in_bar
from ui.naming import clock, urgency
from ui.parts.top_bar import TopBar
from ui.parts.widgets import Notice
from ui.room_words import tight
from ui.rules_words import rules_told
from ui.screens import PRESENTERS, READ_BY, SCREENS, load
from ui.theme import SPACE
from ui.upkeep import Upkeep
from ui.words import tr

_TELL_AFTER_MS = 400
"""Work that takes longer than this is told of."""
_KEPT_BY_THEN_MS = 2000


class MainWindow(QMainWindow):
    """The window of one signed-in person.

    Signals:
        showing: another screen is shown; carries its name.
        look_wanted: the person wants other colours, sizes or words; carries the Look.
    """

    showing = Signal(str)
    look_wanted = Signal(object)

    def __init__(self, ws: Workspace, background: Background) -> None:
        super().__init__()
        self._ws, self.background = ws, background
        self.presenters: dict[str, Any] = {}
        self._case_id = ""
        self._sync_page: SyncPage | None = None
        self._sync_state = SyncState()
        self._sync_progress: Progress | None = None
        self._build()
        self._patience = QTimer(self, singleShot=True, interval=_TELL_AFTER_MS)
        self._patience.timeout.connect(self._tell_busy)
        background.waiting_changed.connect(self._waiting_changed)
        background.tight.connect(lambda: self.notice.say(tight(), "bad"))
        self.upkeep = Upkeep(ws, background, self)
        self.upkeep.refused.connect(self.refuse)

    def fill(self) -> None:
        """Load the screens and go to where the person was."""
        for name, where in PRESENTERS.items():
            self.presenters[name] = load(where)(self._ws, self.background)
        self._connect()
        self._reopen(last_place(self._ws))
        self.presenters["exchange"].read()
        self.presenters["settings"].check_trail()

    def remake(self) -> None:
        """Make everything shown anew, in the colours and words of now; stay on the same screen."""
        shown = self._shown_name()
        old = self.takeCentralWidget()
        assert old is not None
        # What is being typed is kept by its own timer before the old screens go.
        old.setParent(self)
        old.hide()
        QTimer.singleShot(_KEPT_BY_THEN_MS, old, old.deleteLater)
        self._build()
        self.go(shown or "today")
        self.presenters["exchange"].read()

    def go(self, name: str) -> None:
        """Show a screen."""
        screen = self.screen_named(name)
        for reading in ("load", "waveform"):
            if name != reading:
                self.presenters[reading].close()
        self.stack.setCurrentWidget(screen)
        self.bar.show_way(name)
        self.bar.back.setVisible(bool(self._case_id) and name not in ("today", "case"))
        if name == "today":
            self.presenters["cases"].read_list()
            self.presenters["cases"].remember_place("today")
            self._say(None)
        elif name in READ_BY:
            if name == "reports":
                screen.show_case(self._case_id)
            self.presenters[READ_BY[name]].read()
        self.showing.emit(name)

    def screen_named(self, name: str) -> Any:
        """The screen of this name, made when it is first wanted."""
        if name not in self._screens:
            made = load(SCREENS[name])
            new_id = self._ws.ids.new
            given = {"report": self._ws.who.name, "inspection": new_id, "filing": new_id}
            self._screens[name] = made(given[name]) if name in given else made()
            self.stack.addWidget(self._screens[name])
            CONNECT[name](self, self._screens[name])
        return self._screens[name]

    def open_case(self, case_id: str) -> None:
        """Show the page of this case."""
        self._case_id = case_id
        self.go("case")
        self.presenters["cases"].open_case(case_id)
        self.presenters["cases"].remember_place("case", case_id)

    def open_inspection(self, inspection_id: str, place: Place | None = None) -> None:
        """Show this visit, where the person was."""
        screen = self.screen_named("inspection")
        if place is not None:
            screen.go_back_to(place)
        else:
            self.presenters["cases"].remember_place("inspection", inspection_id)
        self.go("inspection")
        self.presenters["inspection"].open(inspection_id)

    def begin_filing(self, code: str, about: str = "") -> None:
        """Begin a form of the case that is open, about this paper."""
        self.presenters["filing"].begin(self._case_id, code, about)

    def begin_refusal(self, report_id: str) -> None:
        """Begin the record that the customer did not sign this paper."""
        self.begin_filing(REFUSAL, report_id)

    def open_filing(self, filing_id: str, place: Place | None = None) -> None:
        """Show this form, where the person was."""
        screen = self.screen_named("filing")
        if place is not None:
            screen.go_back_to(place)
        else:
            self.presenters["cases"].remember_place("filing", filing_id)
        self.go("filing")
        self.presenters["filing"].open(filing_id)

    def open_report(self, report_id: str) -> None:
        """Show this paper."""
        self.go("report")
        self.presenters["report"].open(report_id)
        self.presenters["cases"].remember_place("report", report_id)

    def open_paper(self, report_id: str) -> None:
        """Show this paper among all papers, to be printed or judged."""
        self.go("reports")
        self.presenters["papers"].open(report_id)

    def open_load_file(self, path: Path) -> None:
        """Show a load file, or a recording of waveforms, that is to be taken in for the case."""
        self.notice.hide()
        screen = "waveform" if path.suffix.lower() in WAVEFORMS else "load"
        self.go(screen)
        self.presenters[screen].open(self._case_id, path)

    def open_meter(self) -> None:
        """Show the page on which an instrument is read."""
        self.go("meter")
        self.screen_named("meter").open()

    def open_load(self, load: LoadProfile) -> None:
        """Show a load curve that is kept."""
        self.go("load")
        self.presenters["load"].view(load)

    def refuse(self, words: str) -> None:
        """Say why something cannot be done."""
        self.notice.say(words, "bad")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish what is running; nothing is lost if it is cut instead."""
        self.upkeep.stop()
        exchange = self.presenters.get("exchange")
        if exchange is not None:
            exchange.rounds.close()
        self.background.finish()
        if "meter" in self.presenters:
            self.presenters["meter"].let_go()
        if exchange is not None:
            exchange.rounds.let_go()
        super().closeEvent(event)

    def _build(self) -> None:
        self.setWindowTitle(tr("勘验通 — {}", self._ws.who.name))
        self._screens: dict[str, Any] = {}
        self.stack = QStackedWidget()
        self.notice = Notice()
        self.bar = TopBar()
        self.bar.wanted.connect(self.go)
        self.bar.case_wanted.connect(self.back_to_case)
        content = QWidget()
        content.setObjectName("page")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.addWidget(self.bar)
        layout.addWidget(self.notice)
        layout.addWidget(self.stack, 1)
        self.setCentralWidget(content)

    def _connect(self) -> None:
        cases, visit = self.presenters["cases"], self.presenters["inspection"]
        paper, exchange = self.presenters["report"], self.presenters["exchange"]
        papers, settings = self.presenters["papers"], self.presenters["settings"]
        filing = self.presenters["filing"]
        meter = self.presenters["meter"]
        meter.pinned.connect(lambda _: visit.read())
        meter.filled.connect(lambda _: filing.read())
        meter.recorded.connect(self.open_load_file)
        for presenter in (cases, visit, filing, paper, papers, settings, meter):
            presenter.refused.connect(self.refuse)
        self.background.failed.connect(self.refuse)
        self.background.touched.connect(self._read_again)
        cases.opened.connect(self._case_opened)
        cases.begun.connect(self._begun)
        cases.reopened.connect(self._reopened)
        self.presenters["load"].imported.connect(self._imported)
        self.presenters["waveform"].imported.connect(self._imported)
        cases.taken_back.connect(self._device_removed)
        visit.opened.connect(self._visit_opened)
        visit.issued.connect(self.open_report)
        visit.taken_back.connect(self._taken_back)
        paper.opened.connect(self._paper_opened)
        filing.begun.connect(self.open_filing)
        filing.opened.connect(self._filing_opened)
        filing.issued.connect(self.open_report)
        filing.taken_back.connect(self._photo_of_form_removed)
        paper.reopened.connect(self._reopened)
        paper.saved.connect(self._saved)
        papers.saved.connect(self._saved)
        settings.saved.connect(self._saved)
        exchange.opened.connect(self._sync_read)
        exchange.stood.connect(self._sync_stands)
        exchange.moved.connect(self._sync_moves)
        exchange.ended.connect(self._round_ended)

    def _shown_name(self) -> str:
        shown = self.stack.currentWidget()
        return next((name for name, made in self._screens.items() if made is shown), "")

    def _reopen(self, place: Place | None) -> None:
        if place is not None and place.screen == "inspection":
            self.open_inspection(place.record_id, place)
        elif place is not None and place.screen == "filing":
            self.open_filing(place.record_id, place)
        elif place is not None and place.screen == "case":
            self.open_case(place.record_id)
        elif place is not None and place.screen == "report":
            self.open_report(place.record_id)
        else:
            self.go("today")

    def _imported(self, load: LoadProfile) -> None:
        self.open_case(load.case_id)
        back = partial(self.presenters["cases"].take_back_load, load)
        told = tr("录波已导入：{}") if load.is_recording else tr("负荷曲线已导入：{}")
        self.notice.say(told.format(load.source_name), "good", back)

    def _taken_back(self, taken: Photo | Defect) -> None:
        visit = self.presenters["inspection"]
        if isinstance(taken, Photo):
            words, back = tr("照片已移除。"), visit.bring_back
        else:
            words, back = tr("缺陷已移除。"), visit.restore_defect
        self.notice.say(words, way_back=partial(back, taken))

    def _device_removed(self, device: Equipment) -> None:
        back = partial(self.presenters["cases"].bring_back_device, device)
        self.notice.say(tr("设备已移除：{}", device.label), way_back=back)

    def row_removed(self, row: FormRow) -> None:
        """A row of a form is gone; it can come back."""
        back = partial(self.screen_named(self._shown_name()).restore_row, row)
        self.notice.say(tr("这一行已移除。"), way_back=back)

    def _begun(self, inspection_id: str) -> None:
        self.open_inspection(inspection_id)

    def _case_opened(self, page: CasePage) -> None:
        self._case_id = page.case.id
        running = next((c for c in page.clocks if c.stopped_on is None), None)
        self._say(running)

    def _visit_opened(self, page: InspectionPage) -> None:
        self._case_id = page.case.id
        self._say(page.clock, len(page.missing))
        if page.is_draft:
            return
        if page.inspection.was_stopped:
            self.open_case(page.case.id)
            self.notice.say(tr("检验因现场不安全终止，没有出具意见；条件具备后再次到场。"), "good")
        elif page.report is not None:
            self.open_report(page.report.id)
        else:  # cut after the visit was recorded, before its paper was drawn
            self.presenters["inspection"].issue()

    def _filing_opened(self, page: FilingPage) -> None:
        self._case_id = page.case.id
        self._say(page.clock, len(page.missing))
        if page.is_draft or self._shown_name() != "filing":
            return
        if page.report is not None:
            self.open_report(page.report.id)
        else:  # cut after the form was recorded, before its paper was drawn
            self.presenters["filing"].issue()

    def _photo_of_form_removed(self, photo: Photo) -> None:
        back = partial(self.presenters["filing"].bring_back, photo)
        self.notice.say(tr("照片已移除。"), way_back=back)

    def _reopened(self, record: Inspection | Filing) -> None:
        if isinstance(record, Filing):
            self.open_filing(record.id)
        else:
            self.open_inspection(record.id)

    def _paper_opened(self, page: ReportPage) -> None:
        self._case_id = page.case.id
        self._say(page.clock)

    def _waiting_changed(self, waiting: int) -> None:
        # A round and a print tell of themselves, and take as long as network and printer do.
        if waiting <= self.background.telling:
            self._patience.stop()
            self.bar.busy.say("")
        elif self.bar.busy.text():
            self._tell_busy()
        elif not self._patience.isActive():
            self._patience.start()

    def _tell_busy(self) -> None:
        waiting = self.background.waiting - self.background.telling
        self.bar.busy.say(tr("正在处理 {} 项…", waiting) if waiting > 0 else "", "warn")

    def _say(self, due: Any, missing: int | None = None) -> None:
        self.bar.clock.say(clock(due) if due is not None else "", urgency(due))
        text = "" if not missing else tr("还缺 {} 项", missing)
        self.bar.missing.say(text, "warn")
        self.bar.back.setVisible(
            bool(self._case_id) and self._shown_name() not in ("", "today", "case")
        )

    def _sync_read(self, page: SyncPage) -> None:
        self._sync_page = page
        self._tell_sync()

    def _sync_stands(self, state: SyncState) -> None:
        self._sync_state = state
        if state.doing is not Doing.RUNNING:
            self._sync_progress = None
        self._tell_sync()

    def _sync_moves(self, progress: Progress) -> None:
        self._sync_progress = progress
        self._tell_sync()

    def _tell_sync(self) -> None:
        if self._sync_page is not None:
            self.bar.sync.say(*in_bar(self._sync_state, self._sync_page, self._sync_progress))

    def _round_ended(self, report: RoundReport) -> None:
        if told := rules_told(report.rules, report.rules_refused):
            self.notice.say(*told)
            self.presenters["cases"].bring_up_to_date()
        if report.pulled or report.rules:
            self._read_again()

    def _read_again(self) -> None:
        self.presenters["exchange"].read()
        shown = self.stack.currentWidget()
        if shown is self._screens.get("today"):
            self.presenters["cases"].read_list()
        elif shown is self._screens.get("case"):
            self.presenters["cases"].read_case()

    def _saved(self, path: str) -> None:
        self.notice.say(tr("已保存到 {}", path), "good")

    def back_to_case(self, _value: str) -> None:
        """Show the case that was open."""
        if self._case_id:
            self.open_case(self._case_id)
