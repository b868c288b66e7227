"""One case: customer and site, stages and clock, and the one next step."""

import importlib
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.figure_words import figure_parts
from app.domain.inspection import InspectionKind
from app.domain.load import LoadProfile, LoadSummary, Samples
from app.domain.load_words import spoken
from app.domain.process import Status
from app.domain.progress import TRACKED_AT
from app.domain.safety_stop import stop_reason
from app.views.cases import CasePage
from ui.cases.away_line import AwayLine
from ui.cases.clocks_panel import ClocksPanel
from ui.cases.day_panel import DayPanel
from ui.cases.defects_panel import DefectsPanel
from ui.cases.device_panel import DevicePanel
from ui.cases.filing_panel import FilingPanel
from ui.cases.identity_panel import IdentityPanel
from ui.cases.materials_panel import MaterialsPanel
from ui.cases.next_step import NextStep, next_of
from ui.cases.pause_panel import PausePanel
from ui.cases.progress_panel import ProgressPanel
from ui.cases.recordings import recordings_card
from ui.cases.review_panel import ReviewPanel
from ui.cases.stage_panel import StagePanel
from ui.cases.ways_line import WaysLine
from ui.load_wording import without_power
from ui.naming import clock, customer_named, day, listed, minute, person, urgency, when
from ui.parts.widgets import Badge, ValueButton, button, card, clear, column, label, row, scrolled
from ui.theme import SPACE
from ui.wording import customer_class, event, quantity, refusal, status
from ui.words import tr

_RAIL = (
    (Status.ACCEPTED, "受理"),
    (Status.SURVEY, "勘查"),
    (Status.SCHEME_CONFIRMED, "方案"),
    (Status.WORKS, "工程"),
    (Status.INSPECTION, "检验"),
    (Status.READY_TO_CONNECT, "接电"),
    (Status.ARCHIVED, "归档"),
)
_ORDER = list(Status)


class CaseView(QWidget):
    """The page of one case.

    Signals:
        next_wanted: the person pressed the one next step.
        survey_agreed: the day of the survey is agreed on; carries the moment.
        devices_noted: devices are to be noted; carries a tuple of Equipment.
        device_removed: a device is to be taken back.
        load_chosen: the person chose a load file.
        load_opened: this load curve is to be looked at closely.
        meter_wanted: an instrument is to be read.
        filing_wanted: a filed form is to be opened; carries its id.
        filing_begun: a form is to be begun; carries its code.
        report_wanted: the person wants to see a paper; carries its id.
        curve_wanted: this load curve is to be drawn.
        redo_wanted: a record that the office returned is to be put right; carries the Reviewed.
        material_noted: a material is before the person; what is told of it, and its file or None.
        material_asked_again: a held one is asked for: its id, why, a note, reasons for its words.
        material_taken_back: one was noted by mistake: its id, why, reasons for its words.
        event_noted: something has happened; carries an Outcome and the paths of its photos.
        progress_noted: the progress of the works is to be noted; what is told, and its photos.
    """

    next_wanted = Signal()
    survey_agreed = Signal(object)
    devices_noted = Signal(tuple)
    device_removed = Signal(object)
    load_chosen = Signal(Path)
    load_opened = Signal(object)
    meter_wanted = Signal()
    filing_wanted = Signal(str)
    filing_begun = Signal(str)
    report_wanted = Signal(str)
    curve_wanted = Signal(object)
    progress_noted = Signal(object, list)
    event_noted = Signal(object, list)
    redo_wanted = Signal(object)
    material_noted = Signal(object, object)
    material_asked_again = Signal(str, object, str, dict)
    material_taken_back = Signal(str, str, dict)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._body = QFrame()
        self._parts = column(self._body, margin=0)
        self._next = button("", "next_step", primary=True, picture="clipboard-check")
        self._next.clicked.connect(self._next_pressed)
        self._panel = DevicePanel()
        self._panel.noted.connect(self.devices_noted)
        self._panel.removed.connect(self.device_removed)
        self._materials = MaterialsPanel()
        self._materials.noted.connect(self.material_noted)
        self._materials.asked_again.connect(self.material_asked_again)
        self._materials.taken_back.connect(self.material_taken_back)
        self.identity = IdentityPanel()
        self._progress = ProgressPanel()
        self._progress.noted.connect(self.progress_noted)
        self._clocks = ClocksPanel()
        self._stages = StagePanel()
        self._pause = PausePanel()
        self._pause.noted.connect(self.event_noted)
        self._reviews = ReviewPanel()
        self._reviews.redo_wanted.connect(self.redo_wanted)
        self._filings = FilingPanel()
        self._filings.wanted.connect(self.filing_wanted)
        self._filings.begun.connect(self.filing_begun)
        self.defects = DefectsPanel()
        self.away = AwayLine()
        self._day = DayPanel()
        self._day.agreed.connect(self.survey_agreed)
        self._import = button(tr("导入负荷曲线"), "import_load", picture="upload")
        self._import.clicked.connect(self._choose_load)
        self._meter = button(tr("读电表"), "read_meter", picture="clock")
        self._meter.clicked.connect(self.meter_wanted)
        self._plot: Any = None
        self._plot_room = QVBoxLayout()
        self._closer = button(tr("放大看曲线"), "open_load", picture="chart-line")
        self._closer.clicked.connect(self._look_closer)
        self._plot_frame = card(self._plot_room, row(self._closer))
        self._load: LoadProfile | None = None
        layout = column(self)
        layout.addWidget(scrolled(self._body, "case_scroll"), 1)
        layout.addWidget(self._day)
        layout.addLayout(row(self._import, self._meter, self._next, stretch=2))
        self._shown_load = ""
        self._step = NextStep("")

    def show_page(self, page: CasePage) -> None:
        """Show this case."""
        shown: dict[QWidget, bool] = dict.fromkeys((self._stages, self._pause, self._clocks), True)
        shown |= dict.fromkeys((self._materials, self._filings, self._panel), True)
        tracked = page.state.status in TRACKED_AT or bool(page.progress)
        shown |= {self.defects: bool(page.defects), self._progress: tracked}
        shown |= {self._reviews: bool(page.reviewed)}
        is_away = bool(page.away or page.coming)
        shown |= {self.away: is_away}
        curves = [load for load in page.loads if not load.is_recording]
        recordings = [load for load in page.loads if load.is_recording]
        shown |= {self._plot_frame: bool(curves)}
        for kept in (*shown, self.identity):
            kept.setParent(self)
        clear(self._parts)
        for panel in (
            self._reviews,
            self._stages,
            self._pause,
            self.defects,
            self._materials,
            self._filings,
            self.away,
        ):
            panel.show_page(page)
        self._progress.show_page(page)
        self._clocks.show_clocks(page.all_clocks)
        # By need: where it stands and what is open, what is to be handed in and filled, what is
        # there; how time was kept and what has been come last.
        self._add(self._head(page), self._rail(page))
        self._add(*([self.away] if is_away else []))
        self._add(*([_titled(tr("审核意见"), self._reviews)] if page.reviewed else []))
        self._add(_titled(tr("办理环节"), self._stages, self._pause))
        self._add(*([self.defects] if page.defects else []))
        self._add(_titled(tr("材料"), self._materials), _titled(tr("单据"), self._filings))
        self._add(self._papers(page), self._devices(page))
        self._add(*([_titled(tr("客户工程进度"), self._progress)] if tracked else []))
        self._add(*((self._loads(curves[-1]), self._plot_frame) if curves else ()))
        self._add(*([recordings_card(recordings, self.load_opened)] if recordings else []))
        self._add(self._clocks, self._history(page))
        for kept, is_shown in shown.items():
            kept.setVisible(is_shown)
        self._step = next_of(page)
        self._next.setText(self._step.words)
        self._next.setEnabled(bool(self._step.deed))
        self._day.hide()

    def _add(self, *parts: QWidget) -> None:
        for part in parts:
            self._parts.addWidget(part)

    def show_curve(self, samples: Samples, summary: LoadSummary) -> None:
        """Draw the load curve."""
        if self._plot is None:
            # By name: the plotting library is loaded when the first curve is wanted.
            plot = importlib.import_module("ui.parts.load_plot")
            self._plot = plot.LoadPlot(small=True)
            self._plot_room.addWidget(self._plot)
        self._plot.show_load(samples, summary)

    def _next_pressed(self) -> None:
        step = self._step
        match step.deed:
            case "redo":
                self._reviews.redo(step.value)
            case "schedule":
                self._day.open()
            case "visit":
                self.next_wanted.emit()
            case "begin":
                self.filing_begun.emit(step.value)
            case "filing":
                self.filing_wanted.emit(step.value)
            case "paper":
                self.report_wanted.emit(step.value)

    def _head(self, page: CasePage) -> QWidget:
        case = page.case
        due = Badge("case_clock")
        open_clock = page.clocks[0] if page.clocks else None
        running = open_clock if open_clock and open_clock.stopped_on is None else None
        due.say(clock(running), urgency(running))
        capacity = quantity(case.applied_capacity_kva, case.customer_class.capacity_unit)
        voltage = quantity(case.supply_kv, "kV")
        facts = f"{customer_class(case.customer_class)} · {voltage} · {capacity}"
        people = f"{case.customer.contact_name} {case.customer.contact_phone}"
        team = listed(person(page.colleagues, user) for user in case.team)
        lines: list[QWidget] = [
            label(customer_named(case.customer.name), size=6, name="customer_name"),
            label(f"{case.application_no}　{facts}", quiet=True),
            label(f"{case.site.address}　{people}", quiet=True),
            label(tr("办理人员：{}", team), quiet=True, name="team"),
            self.identity,
            due,
        ]
        self.identity.show_customer(case.customer)
        lines.append(WaysLine(page.ways))
        return card(*lines)

    def _rail(self, page: CasePage) -> QWidget:
        made = QFrame()
        made.setProperty("card", True)
        both = QVBoxLayout(made)
        both.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        both.addWidget(label(status(page.state.status), name="status"))
        layout = QHBoxLayout()
        both.addLayout(layout)
        here = _ORDER.index(page.state.status)
        if page.state.status is Status.RECTIFICATION:
            here = _ORDER.index(Status.INSPECTION)
        for number, (stage, name) in enumerate(_RAIL):
            after = _ORDER.index(_RAIL[number + 1][0]) if number + 1 < len(_RAIL) else len(_ORDER)
            done, now = here >= after, _ORDER.index(stage) <= here < after
            badge = Badge(f"rail_{stage}")
            sign = "✔ " if done else ("● " if now else "○ ")
            badge.say(sign + tr(name), "good" if done else ("warn" if now else ""))
            layout.addWidget(badge)
            layout.addStretch(1)
        return made

    def _devices(self, page: CasePage) -> QWidget:
        self._panel.show_page(page)
        scheme = page.scheme
        lines: list[QWidget] = [label(tr("受电设备"), size=2), self._panel]
        if scheme is not None:
            text = tr(
                "供电方案第 {} 版：{}，电源 {}",
                scheme.version,
                quantity(scheme.supply_capacity_kva, page.case.customer_class.capacity_unit),
                listed(scheme.sources),
            )
            lines.append(label(text, quiet=True))
        return card(*lines)

    def _loads(self, load: LoadProfile) -> QWidget:
        self._load = load
        if load.id != self._shown_load:
            self._shown_load = load.id
            self.curve_wanted.emit(load)
        said = load.summary
        told = (spoken(part, tr, when) for part in figure_parts(load))
        facts = tr("；").join(told) if said.has_power else without_power()
        span = f"{day(said.start)} – {day(said.end)}　{load.meter_no}　{load.source_name}"
        return card(label(tr("负荷曲线"), size=2), label(facts), label(span, quiet=True))

    def _papers(self, page: CasePage) -> QWidget:
        layout = QVBoxLayout()
        layout.addWidget(label(tr("报告"), size=2))
        for report in page.reports:
            signed = sum(s.report_id == report.id for s in page.signatures)
            text = f"{report.doc_no}　{tr('签字')} {signed}/{len(report.expected)}"
            shown = ValueButton(report.id, text, f"report_{report.doc_no}", "file-text")
            shown.picked.connect(self.report_wanted)
            layout.addWidget(shown)
        if not page.reports:
            layout.addWidget(label(tr("完成检验记录后，在这里出具意见单。"), quiet=True))
        return card(layout)

    def _history(self, page: CasePage) -> QWidget:
        lines: list[QWidget] = [label(tr("经过"), size=2)]
        told = [
            (at.occurred_at, event(at.code), at.actor, at.facts.get("note", ""))
            for at in page.state.taken
        ]
        # A completion inspection that was stopped is an event too, an interim one is not always.
        told += [
            (visit.recorded_at, tr("现场不安全，中间检查终止"), visit.lead, stop_reason(visit))
            for visit in page.inspections
            if visit.was_stopped and visit.recorded_at and visit.kind is InspectionKind.INTERIM
        ]
        for at, what, by, note in sorted(told, key=lambda line: line[0], reverse=True):
            who = person(page.colleagues, by)
            lines.append(label("　".join(filter(None, (minute(at), what, who, note)))))
        for refused in page.state.refused:
            said = refused.event
            who = person(page.colleagues, said.actor)
            text = f"{minute(said.occurred_at)}　{event(said.code)}　{who}"
            lines.append(
                label(
                    tr(
                        "{0}（未生效：{1}）",
                        text,
                        refusal(refused.reason, page.policy.figures(refused.reason)),
                    ),
                    quiet=True,
                )
            )
        return card(*lines)

    def _look_closer(self) -> None:
        if self._load is not None:
            self.load_opened.emit(self._load)

    def _choose_load(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            tr("选择负荷数据文件"),
            "",
            tr("表格、录波 (*.csv *.txt *.xlsx *.xls *.cfg *.cff);;所有文件 (*)"),
        )
        if chosen:
            self.load_chosen.emit(Path(chosen))


def _titled(title: str, *panels: QWidget) -> QWidget:
    return card(label(title, size=2), *panels)
