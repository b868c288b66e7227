"""One recording before it is taken in: what it is of, power of each phase, harmonics."""

import importlib
from collections.abc import Sequence
from math import fsum, isnan
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from app.domain.load_words import spoken
from app.domain.quality_findings import Finding, HarmonicCurrent, QualityFindings
from app.domain.quality_words import (
    CURRENT_SOURCE,
    FINDING_NAMES,
    WHY_NAMES,
    current_name,
    current_said,
    permitted_said,
    point_said,
)
from app.instruments.waveform_apart import WaveformReading
from ui.naming import minute
from ui.parts.widgets import (
    Badge,
    ValueButton,
    button,
    card,
    clear,
    column,
    label,
    row,
    scrolled,
)
from ui.theme import SPACE, headline
from ui.words import tr

_PHASES = ("a", "b", "c")
_MEANING = {
    Finding.PASS: "good",
    Finding.MARGINAL: "warn",
    Finding.FAIL: "bad",
    Finding.INCONCLUSIVE: "",
}
_SHOWN_ABOVE_PCT = 0.1
"""Orders that no voltage has more of are left out of the table, and so are weak currents."""
_POWER = (
    ("电压（V）", "u_{}_v", 1),
    ("电流（A）", "i_{}_a", 3),
    ("有功功率（kW）", "p_{}_kw", 3),
    ("无功功率（kvar）", "q_{}_kvar", 3),
    ("功率因数", "pf_{}", 3),
    ("电压总畸变率（%）", "thdu_{}_pct", 2),
    ("电流总畸变率（%）", "thdi_{}_pct", 2),
)


class WaveformPage(QWidget):
    """The page of a recording.

    Signals:
        accepted: it is to be taken in.
        file_chosen: another file was picked.
        left: the person goes back to the case.
    """

    accepted = Signal()
    file_chosen = Signal(Path)
    left = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._name = label(size=3, name="wave_name")
        self._facts = label(name="wave_facts")
        self._channels = label(quiet=True, name="wave_channels")
        self._state = Badge("wave_state")
        self._state.setWordWrap(True)
        self._power, self._harmonics = QGridLayout(), QGridLayout()
        self._currents = QGridLayout()
        for grid in (self._power, self._harmonics, self._currents):
            grid.setHorizontalSpacing(3 * SPACE)
            grid.setVerticalSpacing(SPACE)
        self._point = label(quiet=True, name="wave_point")
        self._drawn = QVBoxLayout()
        self._drawn.setSpacing(SPACE)
        self._tables = QFrame()
        tables = column(self._tables, margin=0)
        tables.addWidget(card(label(tr("各相，10 周波窗的平均值"), size=1), self._power))
        tables.addWidget(card(label(tr("谐波子组：电压占基波 %，电流 A"), size=1), self._harmonics))
        self._injected = card(
            label(tr("注入的谐波电流与允许值"), size=1), self._currents, self._point
        )
        self._injected.setObjectName("wave_injected")
        self._injected.hide()
        tables.addWidget(self._injected)
        other = button(tr("选别的文件"), "wave_other", picture="upload")
        other.clicked.connect(self._choose)
        leave = ValueButton("", tr("返回工单"), "wave_leave", "chevron-left")
        leave.picked.connect(self.left)
        self._accept = button(
            tr("导入这段录波"), "wave_accept", primary=True, picture="circle-check"
        )
        self._accept.clicked.connect(self._taken)
        layout = column(self)
        layout.addWidget(card(self._name, self._facts, self._channels, self._state))
        content = QFrame()
        inner = column(content, margin=0)
        inner.addLayout(self._drawn)
        inner.addWidget(self._tables)
        layout.addWidget(scrolled(content, "wave_scroll"), 1)
        layout.addLayout(row(leave, other, self._accept, stretch=2))

    def begin(self, name: str) -> None:
        """A file was picked and is being read."""
        self._name.setText(name)
        self._facts.setText("")
        self._channels.setText("")
        clear(self._drawn)
        self._tables.hide()
        self._injected.hide()
        self._accept.setEnabled(False)
        self._state.say(tr("正在读取…"))

    def show_reading(self, reading: WaveformReading) -> None:
        """It is read: say what it is and what it comes to."""
        said, found = reading.recording, reading.findings
        rates = " / ".join(f"{rate.hz:g}" for rate in said.rates)
        self._facts.setText(
            tr(
                "{0} {1}　COMTRADE {2} {3}　{4}　{5} 秒，每秒 {6} 点",
                said.station,
                said.device,
                said.revision,
                said.form,
                minute(said.start),
                f"{said.seconds:.2f}",
                rates,
            )
        )
        told = "　".join(
            f"{name.replace('_', ' ').upper()}={each}" for name, each in reading.phases.items()
        )
        counts = tr("模拟量 {0} 路，开关量 {1} 路。", len(said.channels), len(said.digital))
        self._channels.setText(counts + (tr("各相取自：{}", told) if told else ""))
        self._tables.setVisible(found.count > 0)
        self._draw(reading)
        if not found.count:
            words = tr("不到一个 10 周波（约 0.2 秒），或采样太慢，算不出有效值和谐波。")
            self._state.say("✘ " + words, "bad")
            return
        window = tr("{0} 个窗，频率 {1} Hz，谐波算到 {2} 次", found.count,
                    f"{found.frequency_hz:.3f}", found.top_order)  # fmt: skip
        lone = [remark for remark in said.remarks if remark.startswith("ratio_one")]
        if lone:
            warning = tr("有 {} 路没有变比，按 1 计算，请核对。", len(lone))
            self._state.say(f"{window}　{warning}", "warn")
        else:
            self._state.say("✔ " + window, "good")
        self._show_power(reading)
        self._show_harmonics(reading)
        self._accept.setEnabled(True)

    def show_quality(self, found: QualityFindings | None) -> None:
        """Its harmonic currents beside what the customer may inject at his connection point."""
        clear(self._currents)
        told = _worth_a_line(found.currents) if found is not None else []
        self._injected.setVisible(bool(told))
        for line, each in enumerate(told):
            parts = (current_name(each), current_said(each), permitted_said(each))
            for place, part in enumerate(parts):
                self._currents.addWidget(label(spoken(part, tr)), line, place)
            why = tr("（{}）", tr(WHY_NAMES[each.why])) if each.why else ""
            badge = Badge(f"wave_current_{each.order}")
            badge.say(tr(FINDING_NAMES[each.finding]) + why, _MEANING[each.finding])
            self._currents.addWidget(badge, line, len(parts))
        if found is not None and found.point is not None:
            self._point.setText(f"{spoken(point_said(found.point), tr)}　{tr(CURRENT_SOURCE)}")
        else:
            self._point.setText(
                tr("现场勘查单写明接入点最小短路容量和公共连接点供电设备容量后，才能判定。")
            )

    def show_refusal(self, words: str) -> None:
        """It cannot be read, or not be taken in: the reason stays on the page."""
        self._tables.hide()
        self._state.say("✘ " + words, "bad")

    def _draw(self, reading: WaveformReading) -> None:
        """The channels, and below them the window that the crosshair is in."""
        clear(self._drawn)
        if not reading.traces or not reading.recording.count:
            return
        # By name: the plotting library is loaded when the first recording is drawn.
        plots = importlib.import_module("ui.waveform.wave_plot")
        waves = plots.WavePlot(reading)
        self._drawn.addWidget(card(label(tr("波形（一次值）"), size=1), waves))
        if reading.findings.count:
            bars = importlib.import_module("ui.waveform.window_bars").WindowBars(reading.findings)
            waves.window_pointed.connect(bars.show_window)
            bars.show_window(waves.chosen_window)
            self._drawn.addWidget(card(label(tr("十字线所在的窗"), size=1), bars))

    def _show_power(self, reading: WaveformReading) -> None:
        clear(self._power)
        self._heads(self._power, ["", tr("A 相"), tr("B 相"), tr("C 相")])
        windows = reading.findings.windows
        line = 1
        for title, name, places in _POWER:
            values = [_mean(windows.get(name.format(phase))) for phase in _PHASES]
            if any(value is not None for value in values):
                self._line(self._power, line, tr(title), values, places)
                line += 1
        for title, name in ((tr("单周波电压（V）"), "u_{}_v"), (tr("单周波电流（A）"), "i_{}_a")):
            spans = [_span(reading.findings.cycles.get(name.format(phase))) for phase in _PHASES]
            if any(spans):
                self._power.addWidget(label(title), line, 0)
                for place, span in enumerate(spans, 1):
                    self._power.addWidget(label(span or "—"), line, place)
                line += 1

    def _show_harmonics(self, reading: WaveformReading) -> None:
        clear(self._harmonics)
        names = [f"U{phase.upper()} %" for phase in _PHASES]
        names += [f"I{phase.upper()} A" for phase in _PHASES]
        self._heads(self._harmonics, [tr("次数"), *names])
        windows = reading.findings.windows
        line = 1
        for order in range(2, reading.findings.top_order + 1):
            volts = [_mean(windows.get(f"hu_{phase}_{order}_pct")) for phase in _PHASES]
            amps = [_mean(windows.get(f"hi_{phase}_{order}_a")) for phase in _PHASES]
            loads = [_mean(windows.get(f"i_{phase}_a")) for phase in _PHASES]
            shares = [100 * (i or 0) / load for i, load in zip(amps, loads, strict=True) if load]
            if max([*(v or 0 for v in volts), *shares], default=0.0) < _SHOWN_ABOVE_PCT:
                continue
            self._line(self._harmonics, line, str(order), [*volts, *amps], 2)
            line += 1
        if line == 1:
            self._harmonics.addWidget(label(tr("没有超过 0.1 % 的谐波。"), quiet=True), 1, 0, 1, 7)

    def _heads(self, grid: QGridLayout, names: Sequence[str]) -> None:
        for place, name in enumerate(names):
            made = label(name, quiet=True)
            made.setWordWrap(False)
            grid.addWidget(made, 0, place)

    def _line(
        self,
        grid: QGridLayout,
        line: int,
        title: str,
        values: Sequence[float | None],
        places: int,
    ) -> None:
        grid.addWidget(label(title), line, 0)
        for place, value in enumerate(values, 1):
            shown = QLabel("—" if value is None else f"{value:,.{places}f}")
            shown.setFont(headline(0))
            grid.addWidget(shown, line, place)

    def _taken(self) -> None:
        self._accept.setEnabled(False)
        self.accepted.emit()

    def _choose(self) -> None:
        words = tr("录波 (*.cfg *.cff);;所有文件 (*)")
        chosen, _ = QFileDialog.getOpenFileName(self, tr("选择录波文件"), "", words)
        if chosen:
            self.file_chosen.emit(Path(chosen))


def _worth_a_line(currents: Sequence[HarmonicCurrent]) -> list[HarmonicCurrent]:
    """Those above a hundredth of the strongest, and each that comes near what is permitted."""
    least = max((each.cp95 for each in currents), default=0.0) / 100
    near = (Finding.MARGINAL, Finding.FAIL)
    return [each for each in currents if each.cp95 > least or each.finding in near]


def _mean(values: Sequence[float] | None) -> float | None:
    there = [value for value in values or () if not isnan(value)]
    return fsum(there) / len(there) if there else None


def _span(values: Sequence[float] | None) -> str:
    """The lowest and the highest of the cycles: a dip or an inrush stands out there."""
    there = [value for value in values or () if not isnan(value)]
    return f"{min(there):,.1f} – {max(there):,.1f}" if there else ""
