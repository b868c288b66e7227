"""The main figures of a load profile in words, for screen and pages of the office."""

from collections.abc import Iterator
from typing import Final

from app.domain.load import LoadProfile
from app.domain.load_words import Part
from app.domain.tariff import PERIOD_NAMES
from app.domain.units import plain

_SAID: Final = {
    "demand": "最大需量 {0} kW（{1} 分钟滑差，{2} 止）",
    "peak": "最大负荷 {0} kW（每 {1} 秒一个值，{2}）",
    "shape": "平均 {0} kW，负荷率 {1} %",
    "energy": "电量 {0} kWh",
    "gaps": "缺数 {0} 点（{1} %），没有当作零",
    "whole": "没有缺数",
    "split": "{0} {1} %",
    "tariff": "按{0}时段（{1}）",
    "like": "形状最像“{0}”（距离 {1}）",
    "without": "没有有功功率",
}


def figure_parts(load: LoadProfile) -> tuple[Part, ...]:
    """What is known of this load curve, the demand first; of an old record what its file said."""
    return tuple(_parts(load))


def _parts(load: LoadProfile) -> Iterator[Part]:
    figures, summary = load.figures, load.summary
    if not summary.has_power:
        yield _SAID["without"], ()
        return
    if figures is None or figures.demand_kw is None:
        yield _SAID["peak"], (plain(summary.peak_kw), str(summary.interval_s), summary.peak_at)
    else:
        minutes = str(figures.period_s // 60)
        yield _SAID["demand"], (f"{figures.demand_kw:,.1f}", minutes, figures.demand_ends_at)
    if figures is None:
        yield _SAID["energy"], (f"{summary.energy_kwh:,.0f}",)
        return
    yield _SAID["shape"], (f"{figures.mean_kw:,.1f}", f"{100 * figures.load_factor:.1f}")
    yield _SAID["energy"], (f"{figures.energy_kwh:,.0f}",)
    if figures.missing:
        yield _SAID["gaps"], (f"{figures.missing:,}", f"{100 * (1 - figures.coverage):.2f}")
    else:
        yield _SAID["whole"], ()
    total = sum(figures.split_kwh.values())
    if total > 0:
        for name, kwh in figures.split_kwh.items():
            yield _SAID["split"], (PERIOD_NAMES.get(name, name), f"{100 * kwh / total:.1f}")
        yield _SAID["tariff"], (figures.tariff_zh, figures.rules)
    if figures.distance is not None:
        yield _SAID["like"], (figures.like_zh, f"{figures.distance:.2f}")
