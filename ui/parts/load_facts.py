"""What a load curve says, in words and numbers."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QFrame, QWidget

from app.domain.load import Gap, LoadSummary
from ui.load_wording import load_remark, without_power
from ui.naming import interval, minute
from ui.parts.widgets import clear, column, label, row
from ui.theme import SPACE
from ui.wording import quantity
from ui.words import tr

_MOST_GAPS = 6
_TENTH = Decimal("0.1")


class LoadFacts(QFrame):
    """Peak and when, energy, load factor, gaps; then what was noticed while reading."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("load_facts")
        self.setProperty("card", True)
        self._parts = column(self)
        self._parts.setSpacing(SPACE)

    def show_facts(self, said: LoadSummary, remarks: Sequence[str] = ()) -> None:
        """Say this."""
        clear(self._parts)
        if not said.has_power:
            self._parts.addWidget(label(without_power(), name="load_no_power"))
        else:
            self._power(said)
        self._times(said)
        for remark in remarks:
            if not remark.startswith("gaps:"):
                self._parts.addWidget(label(tr("注意：{}", load_remark(remark))))
        self._parts.addStretch(1)

    def _power(self, said: LoadSummary) -> None:
        mean = said.peak_kw * said.load_factor
        self._fact(tr("最大负荷"), quantity(said.peak_kw.quantize(_TENTH), "kW"), "load_peak_kw")
        self._more(minute(said.peak_at))
        self._fact(tr("平均负荷"), quantity(mean.quantize(_TENTH), "kW"), "load_mean_kw")
        self._fact(tr("负荷率"), f"{float(said.load_factor) * 100:.1f} %", "load_factor")
        self._fact(tr("电量"), quantity(said.energy_kwh.quantize(1), "kWh"), "load_energy")

    def _times(self, said: LoadSummary) -> None:
        days = f"{(said.end - said.start).total_seconds() / 86_400:,.1f}".removesuffix(".0")
        missing = sum(gap.missing for gap in said.gaps)
        steps = said.points + missing
        self._fact(tr("时间"), tr("{} 天", days), "load_days")
        self._more(tr("{0} 至 {1}", minute(said.start), minute(said.end)))
        phases = {3: tr("分三相"), 1: tr("只有合计")}.get(said.phases, tr("没有功率"))
        self._more(
            tr("每 {0}一点，共 {1} 点，{2}", interval(said.interval_s), f"{said.points:,}", phases)
        )
        if missing:
            words = tr("{0} 段，{1} 点", len(said.gaps), f"{missing:,}")
            self._fact(tr("缺数"), words, "load_gaps")
            share = f"{100 * missing / steps:.2f}"
            self._more(tr("占 {} %，没有当作零，曲线上为阴影", share))
        else:
            self._fact(tr("缺数"), tr("没有"), "load_gaps")
        for gap in said.gaps[:_MOST_GAPS]:
            self._more(_gap(gap))
        if len(said.gaps) > _MOST_GAPS:
            self._more(tr("……其余 {} 段见曲线上的阴影", len(said.gaps) - _MOST_GAPS))

    def _fact(self, title: str, words: str, name: str) -> None:
        named, value = label(title, quiet=True), label(words, size=2, name=name)
        for part in (named, value):
            part.setWordWrap(False)
        self._parts.addLayout(row(named, QWidget(), value, stretch=1))

    def _more(self, words: str) -> None:
        self._parts.addWidget(label(words, quiet=True))


def _gap(gap: Gap) -> str:
    return tr("{0} 至 {1}，缺 {2} 点", minute(gap.start), minute(gap.end), gap.missing)
