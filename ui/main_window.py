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
from app.domain.load import LoadProfile
from app.views.cases import CasePage
from app.views.exchange import SyncPage
from app.views.papers import ReportPage
from app.views.visits import InspectionPage
from app.views.whereabouts import last_place
from app.workspace import Place, Workspace
from sync.client.round import RoundReport
from ui.background import Background
from ui.naming import clock, urgency
from ui.parts.top_bar import TopBar
from ui.parts.widgets import Notice
from ui.rules_words import rules_told
from ui.screens import PRESENTERS, READ_BY, SCREENS, load
from ui.theme import SPACE
from ui.words import tr

_SYNC_EVERY_MS = 120_000
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
        self._presenters: dict[str, Any] = {}
        self._case_id = ""
        self._build()
        self._timer = QTimer(self, interval=_SYNC_EVERY_MS)
        self._patience = QTimer(self, singleShot=True, interval=_TELL_AFTER_MS)
        self._patience.timeout.connect(self._tell_busy)
        background.waiting_changed.connect(self._waiting_changed)

    def fill(self) -> None:
        """Load the screens and go to where the person was."""
        for name, where in PRESENTERS.items():
            self._presenters[name] = load(where)(self._ws, self.background)
        self._connect()
        self._timer.timeout.connect(self._presenters["exchange"].sync)
        self._timer.start()
        self._reopen(last_place(self._ws))
        self._presenters["exchange"].read()
        self._presenters["settings"].check_trail()

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
        self._presenters["exchange"].read()

    def go(self, name: str) -> None:
        """Show a screen."""
        screen = self.screen_named(name)
        if name != "load":
            self._presenters["load"].close()
        self.stack.setCurrentWidget(screen)
        self.bar.show_way(name)
        self.bar.back.setVisible(bool(self._case_id) and name not in ("today", "case"))
        if name == "today":
            self._presenters["cases"].read_list()
            self._presenters["cases"].remember_place("today")
            self._say(None)
        elif name in READ_BY:
            if name == "reports":
                screen.show_case(self._case_id)
            self._presenters[READ_BY[name]].read()
        self.showing.emit(name)

    def screen_named(self, name: str) -> Any:
        """The screen of this name, made when it is first wanted."""
        if name not in self._screens:
            made = load(SCREENS[name])
            given = {"report": self._ws.who.name, "inspection": self._ws.ids.new}
            self._screens[name] = made(given[name]) if name in given else made()
            self.stack.addWidget(self._screens[name])
            getattr(self, f"_connect_{name}")(self._screens[name])
        return self._screens[name]

    def open_case(self, case_id: str) -> None:
        """Show the page of this case."""
        self._case_id = case_id
        self.go("case")
        self._presenters["cases"].open_case(case_id)
        self._presenters["cases"].remember_place("case", case_id)

    def open_inspection(self, inspection_id: str, place: Place | None = None) -> None:
        """Show this visit, where the person was."""
        screen = self.screen_named("inspection")
        if place is not None:
            screen.go_back_to(place)
        else:
            self._presenters["cases"].remember_place("inspection", inspection_id)
        self.go("inspection")
        self._presenters["inspection"].open(inspection_id)

    def open_report(self, report_id: str) -> None:
        """Show this paper."""
        self.go("report")
        self._presenters["report"].open(report_id)
        self._presenters["cases"].remember_place("report", report_id)

    def open_paper(self, report_id: str) -> None:
        """Show this paper among all papers, to be printed or judged."""
        self.go("reports")
        self._presenters["papers"].open(report_id)

    def open_load_file(self, path: Path) -> None:
        """Show a load file that is to be taken in for the case."""
        self.notice.hide()
        self.go("load")
        self._presenters["load"].open(self._case_id, path)

    def open_load(self, load: LoadProfile) -> None:
        """Show a load curve that is kept."""
        self.go("load")
        self._presenters["load"].view(load)

    def refuse(self, words: str) -> None:
        """Say why something cannot be done."""
        self.notice.say(words, "bad")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish what is running; nothing is lost if it is cut instead."""
        self._timer.stop()
        self.background.finish()
        super().closeEvent(event)

    def _build(self) -> None:
        self.setWindowTitle(tr("勘验通 — {}", self._ws.who.name))
        self._screens: dict[str, Any] = {}
        self.stack = QStackedWidget()
        self.notice = Notice()
        self.bar = TopBar()
        self.bar.wanted.connect(self.go)
        self.bar.case_wanted.connect(self._back_to_case)
        content = QWidget()
        content.setObjectName("page")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.addWidget(self.bar)
        layout.addWidget(self.notice)
        layout.addWidget(self.stack, 1)
        self.setCentralWidget(content)

    def _connect(self) -> None:
        cases, visit = self._presenters["cases"], self._presenters["inspection"]
        paper, exchange = self._presenters["report"], self._presenters["exchange"]
        papers, settings = self._presenters["papers"], self._presenters["settings"]
        for presenter in (cases, visit, paper, papers, settings):
            presenter.refused.connect(self.refuse)
        self.background.failed.connect(self.refuse)
        self.background.touched.connect(self._read_again)
        cases.opened.connect(self._case_opened)
        cases.begun.connect(self._begun)
        self._presenters["load"].imported.connect(self._imported)
        cases.taken_back.connect(self._device_removed)
        visit.opened.connect(self._visit_opened)
        visit.issued.connect(self.open_report)
        visit.taken_back.connect(self._taken_back)
        paper.opened.connect(self._paper_opened)
        paper.reopened.connect(self.open_inspection)
        paper.saved.connect(self._saved)
        papers.saved.connect(self._saved)
        settings.saved.connect(self._saved)
        exchange.opened.connect(self._sync_read)
        exchange.ended.connect(self._round_ended)

    def _connect_today(self, screen: Any) -> None:
        cases = self._presenters["cases"]
        cases.listed.connect(screen.show_rows)
        cases.listed_more.connect(screen.add_rows)
        screen.more_wanted.connect(cases.read_more)
        screen.searched.connect(cases.look_for)
        screen.chosen.connect(self.open_case)

    def _connect_case(self, screen: Any) -> None:
        self._presenters["cases"].serve(screen)
        screen.load_chosen.connect(self.open_load_file)
        screen.load_opened.connect(self.open_load)
        screen.report_wanted.connect(self.open_report)

    def _connect_load(self, screen: Any) -> None:
        screen.load_chosen.connect(self.open_load_file)
        screen.left.connect(self._back_to_case)
        self._presenters["load"].serve(screen)

    def _connect_inspection(self, screen: Any) -> None:
        visit = self._presenters["inspection"]
        visit.opened.connect(screen.show_page)
        visit.thumbnailed.connect(screen.take_thumbnail)
        visit.pictured.connect(screen.take_picture)
        screen.answered.connect(visit.keep_answer)
        screen.drafted.connect(visit.keep_draft)
        screen.entered.connect(visit.keep_values)
        screen.rows_kept.connect(visit.keep_rows)
        screen.explained.connect(visit.keep_reason)
        screen.row_removed.connect(self._row_removed)
        screen.section_left.connect(visit.leave_section)
        screen.photos_chosen.connect(visit.attach)
        visit.intake.moved.connect(screen.intake_bar.show_progress)
        screen.intake_bar.stop_wanted.connect(visit.intake.stop)
        screen.described.connect(visit.record_defect)
        screen.defect_withdrawn.connect(visit.withdraw_defect)
        screen.thumbnail_wanted.connect(visit.want_thumbnail)
        screen.picture_wanted.connect(visit.want_picture)
        screen.photo_withdrawn.connect(visit.take_back)
        screen.record_wanted.connect(visit.record)

    def _connect_report(self, screen: Any) -> None:
        paper = self._presenters["report"]
        paper.opened.connect(screen.show_page)
        screen.signed.connect(paper.sign)
        screen.reopen_wanted.connect(paper.reopen)
        screen.copy_wanted.connect(paper.save_copy)
        screen.print_wanted.connect(self.open_paper)

    def _connect_sync(self, screen: Any) -> None:
        exchange = self._presenters["exchange"]
        exchange.opened.connect(screen.show_page)
        exchange.moved.connect(screen.show_progress)
        exchange.ended.connect(screen.show_end)
        exchange.failed.connect(screen.show_failure)
        screen.sync_wanted.connect(exchange.sync)
        screen.settled.connect(exchange.settle)
        screen.signed_in.connect(exchange.sign_in)

    def _connect_reports(self, screen: Any) -> None:
        papers = self._presenters["papers"]
        papers.listed.connect(screen.show_rows)
        papers.opened.connect(screen.show_paper)
        papers.checked.connect(screen.show_check)
        papers.printing.connect(screen.show_printing)
        screen.chosen.connect(papers.open)
        screen.check_wanted.connect(papers.check)
        screen.print_wanted.connect(papers.print_copies)
        screen.stop_wanted.connect(papers.stop_printing)
        screen.copy_wanted.connect(papers.save_copy)
        screen.sign_wanted.connect(self.open_report)

    def _connect_settings(self, screen: Any) -> None:
        screen.look_wanted.connect(self.look_wanted)
        self._presenters["settings"].serve(screen)

    def _shown_name(self) -> str:
        shown = self.stack.currentWidget()
        return next((name for name, made in self._screens.items() if made is shown), "")

    def _reopen(self, place: Place | None) -> None:
        if place is not None and place.screen == "inspection":
            self.open_inspection(place.record_id, place)
        elif place is not None and place.screen == "case":
            self.open_case(place.record_id)
        elif place is not None and place.screen == "report":
            self.open_report(place.record_id)
        else:
            self.go("today")

    def _imported(self, load: LoadProfile) -> None:
        self.open_case(load.case_id)
        back = partial(self._presenters["cases"].take_back_load, load)
        self.notice.say(tr("负荷曲线已导入：{}", load.source_name), "good", back)

    def _taken_back(self, taken: Photo | Defect) -> None:
        visit = self._presenters["inspection"]
        if isinstance(taken, Photo):
            words, back = tr("照片已移除。"), visit.bring_back
        else:
            words, back = tr("缺陷已移除。"), visit.restore_defect
        self.notice.say(words, way_back=partial(back, taken))

    def _device_removed(self, device: Equipment) -> None:
        back = partial(self._presenters["cases"].bring_back_device, device)
        self.notice.say(tr("设备已移除：{}", device.label), way_back=back)

    def _row_removed(self, row: FormRow) -> None:
        back = partial(self.screen_named("inspection").restore_row, row)
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
        if page.report is not None:
            self.open_report(page.report.id)
        else:  # cut after the visit was recorded, before its paper was drawn
            self._presenters["inspection"].issue()

    def _paper_opened(self, page: ReportPage) -> None:
        self._case_id = page.case.id
        self._say(page.clock)

    def _waiting_changed(self, waiting: int) -> None:
        if not waiting:
            self._patience.stop()
            self.bar.busy.say("")
        elif self.bar.busy.text():
            self._tell_busy()
        elif not self._patience.isActive():
            self._patience.start()

    def _tell_busy(self) -> None:
        self.bar.busy.say(tr("正在处理 {} 项…", self.background.waiting), "warn")

    def _say(self, due: Any, missing: int | None = None) -> None:
        self.bar.clock.say(clock(due) if due is not None else "", urgency(due))
        text = "" if not missing else tr("还缺 {} 项", missing)
        self.bar.missing.say(text, "warn")
        self.bar.back.setVisible(
            bool(self._case_id) and self._shown_name() not in ("", "today", "case")
        )

    def _sync_read(self, page: SyncPage) -> None:
        waiting = page.queued + page.received + len(page.files_waiting)
        trouble = len(page.conflicts) + len(page.refused) + len(page.attention)
        if trouble:
            self.bar.sync.say(tr("同步：{} 件需处理", trouble), "bad")
        elif waiting:
            self.bar.sync.say(tr("待发送 {}", waiting), "warn")
        else:
            self.bar.sync.say(tr("✔ 已全部确认"), "good")

    def _round_ended(self, report: RoundReport) -> None:
        if told := rules_told(report.rules, report.rules_refused):
            self.notice.say(*told)
            self._presenters["cases"].bring_up_to_date()
        if report.pulled or report.rules:
            self._read_again()

    def _read_again(self) -> None:
        self._presenters["exchange"].read()
        shown = self.stack.currentWidget()
        if shown is self._screens.get("today"):
            self._presenters["cases"].read_list()
        elif shown is self._screens.get("case"):
            self._presenters["cases"].read_case()

    def _saved(self, path: str) -> None:
        self.notice.say(tr("已保存到 {}", path), "good")

    def _back_to_case(self, _value: str) -> None:
        if self._case_id:
            self.open_case(self._case_id)
