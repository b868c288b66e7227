"""What a load curve says, as lines: a name, the value, the formula with its inputs, the source.

Lines are templates with values, so that a paper says them in Chinese and a screen in its language.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from app.domain.load_findings import Demand, LoadFindings
from app.domain.tariff import PERIOD_NAMES

_NAMES: Final = {
    "sliding": "最大需量（滑差）",
    "block": "最大需量（区间）",
    "peak": "最大负荷",
    "mean": "平均负荷",
    "factor": "负荷率",
    "utilisation": "年最大负荷利用小时",
    "base": "基础负荷",
    "least": "最小负荷",
    "energy": "实测电量",
    "estimate": "缺数时段估计电量",
    "register": "表底电量差",
    "cover": "数据完整率",
    "flagged": "仪器标记可疑",
    "split": "峰谷电量",
    "unbalance": "三相不平衡度",
    "neutral": "中性线电流",
    "cos": "加权功率因数",
    "season": "季节性",
    "like": "最接近的用户类型",
}
_SAID: Final = {
    "at": "{0} kW（{1}）",
    "demand": "{0} kW（{1} 止）",
    "kw": "{0} kW",
    "share": "{0} %",
    "hours": "{0} h",
    "least": "{0} kW，为最大值的 {1} %",
    "energy": "{0} kWh",
    "estimate": "{0} kWh（估计；按缺数两端较高值为 {1} kWh），不计入实测电量",
    "cover": "{0} %，{1} 点中有 {2} 点",
    "flagged": "{0} 点，按缺数处理",
    "unbalance": "95 % 值 {0} %，最大 {1} %（{2}）；按（最大−最小）/最大为 {3} %，{4} 相最重",
    "neutral": "最大 {0} A",
    "cos": "{0}；最低月 {2}：{1}",
    "season": "{2} 最高（平均 {0} kW），{3} 最低（{1} kW），比 {4}",
    "like": "{0}，距离 {1}",
}
_FORMULAS: Final = {
    "sliding": "每 {1} 秒起算一个 {0} 秒窗口，窗口平均值的最大者；共 {2} 个窗口，"
    "有效样本不足 90 % 的 {3} 个不计",
    "block": "自整点起连续的 {0} 秒窗口，平均值的最大者；共 {2} 个窗口，"
    "有效样本不足 90 % 的 {3} 个不计",
    "peak": "每 {0} 秒一点的最大值",
    "mean": "ΣP/n，n = {0}",
    "factor": "γ = P平均/P最大 = {0}/{1}",
    "utilisation": "T = γ × 8760 h，设全年形状不变",
    "base": "95 % 的时间不低于的功率（降序第 0.95·n 个，逢小数进一）",
    "least": "P最小/P最大",
    "energy_mean": "ΣP·Δt，Δt = {0} s，缺数不计",
    "energy_instant": "½(P1+P2)·Δt，Δt = {0} s，跨过缺数的不计",
    "estimate": "缺数两端连直线",
    "register": "末读数 − 首读数（已乘倍率）",
    "cover": "有数的时间/全部时间",
    "flagged": "仪器的质量标志不为正常",
    "split": "按每段起止时刻划分，跨界的按时间比例",
    "unbalance_current": "max|I−I平均|/I平均，仅取不低于最大平均值 20 % 的 {0} 个时刻",
    "unbalance_power": "按各相有功：max|P−P平均|/P平均，仅取不低于最大平均值 20 % 的 {0} 个时刻",
    "neutral": "设三相功率因数相同：√(Ia²+Ib²+Ic²−IaIb−IbIc−IcIa)",
    "cos": "ΣP/√((ΣP)²+(ΣQ)²)，P {0} kWh，Q {1} kvarh",
    "season": "各月平均值，完整率不足一半的月不比较",
    "like": "逐时均值除以日均值，与参考形状之差的均方根，工作日与休息日按 5:2；0 为相同",
}
_TARIFF: Final = "{0} {1} kWh（{2} %，按{3}时段）"
_SUMS: Final = {
    "demand": "最大需量 {0} kW，出现在 {1}",
    "level": "平均 {0} kW，负荷率 {1} %，全天不低于 {2} kW 的时间占 95 %",
    "uneven": "负荷起伏大：平均只有最大值的 {0} %",
    "even": "负荷平稳：平均为最大值的 {0} %",
    "dear": "峰段（含尖峰）用电占 {0} %，谷段（含深谷）占 {1} %",
    "unbalance": "三相不平衡 95 % 值 {0} %，{1} 相最重",
    "cos": "加权功率因数 {0}",
    "like": "一天的形状最像“{0}”（距离 {1}）",
    "unlike": "一天的形状与所有参考都不相近，最近的是“{0}”（距离 {1}）",
    "gaps": "缺数 {0} %，没有当作零",
    "provisional": "有的年份节假日安排未公布，休息日按周六、周日暂定",
}
_SOURCES: Final = {
    "calc": "业扩工程技术参考：负荷计算 §{0}",
    "tariff_verify": "{0}；待核对原文",
    "tariff_sure": "{0}",
}
SEASON_NAMES: Final = {
    "year": "全年",
    "spring": "春",
    "summer": "夏",
    "autumn": "秋",
    "winter": "冬",
}
DAY_KIND_NAMES: Final = {"working": "工作日", "off": "休息日", "holiday": "节假日"}

_NEAR: Final = 0.25
"""A shape further away than this is like none of the references."""
_EVEN: Final = 0.6
_HALF: Final = 0.5

Part = tuple[str, tuple[object, ...]]
"""A template and what stands in its places."""


@dataclass(frozen=True)
class FindingLine:
    """One number of a curve: what it is called, what it is, how it was reckoned, by whom."""

    key: str
    name: str
    said: Part
    formula: Part
    source: Part


def spoken(
    part: Part, translate: Callable[[str], str] = str, when: Callable[[date], str] = str
) -> str:
    """A template with its values, in a language; moments and dates as `when` says them.

    A value may be a template with values itself.
    """
    template, values = part
    told = [
        spoken(value, translate, when)
        if isinstance(value, tuple)
        else when(value)
        if isinstance(value, date)
        else translate(str(value))
        for value in values
    ]
    return translate(template).format(*told)


def load_lines(found: LoadFindings) -> tuple[FindingLine, ...]:
    """Every number, in the order in which one asks for it."""
    return tuple(
        FindingLine(key, _NAMES[name], said, formula, source)
        for key, name, said, formula, source in _lines(found)
    )


_Line = tuple[str, str, Part, Part, Part]


def _lines(found: LoadFindings) -> Iterator[_Line]:
    yield from _demands(found)
    yield from _shape(found)
    yield from _energy(found)
    yield from _phases(found)
    months = [month for month in found.months if month.coverage >= _HALF]
    if len(months) > 1:
        high = max(months, key=lambda month: month.mean_kw)
        low = min(months, key=lambda month: month.mean_kw)
        ratio = f"{high.mean_kw / low.mean_kw:.2f}" if low.mean_kw > 0 else "—"
        values = (_kw(high.mean_kw), _kw(low.mean_kw), _month(high.first), _month(low.first), ratio)
        yield "season", "season", (_SAID["season"], values), _formula("season"), _calc("8")
    for near in found.likeness[:1]:
        said = (_SAID["like"], (near.zh, f"{near.distance:.2f}"))
        yield "like", "like", said, _formula("like"), ("{0}", (near.source,))


def _demands(found: LoadFindings) -> Iterator[_Line]:
    for key, demand in (("sliding", found.sliding), ("block", found.block)):
        if demand is not None:
            said: Part = (_SAID["demand"], (_kw(demand.kw), demand.ends_at))
            yield key, key, said, _formula(key, *_windows(demand)), _calc("7")
    said = (_SAID["at"], (_kw(found.peak_kw), found.peak_at))
    yield "peak", "peak", said, _formula("peak", found.interval_s), _calc("8")


def _windows(demand: Demand) -> tuple[object, ...]:
    return demand.period_s, demand.step_s, demand.windows, demand.discarded


def _shape(found: LoadFindings) -> Iterator[_Line]:
    peak, mean = found.peak_kw, found.mean_kw
    formula = _formula("mean", f"{found.points:,}")
    yield "mean", "mean", (_SAID["kw"], (_kw(mean),)), formula, _calc("8")
    said: Part = (_SAID["share"], (_pct(found.load_factor),))
    yield "factor", "factor", said, _formula("factor", _kw(mean), _kw(peak)), _calc("8")
    said = (_SAID["hours"], (f"{found.utilisation_h:,.0f}",))
    yield "utilisation", "utilisation", said, _formula("utilisation"), _calc("8")
    said = (_SAID["kw"], (_kw(found.base_kw),))
    yield "base", "base", said, _formula("base"), _calc("8")
    share = _pct(found.least_kw / peak) if peak > 0 else "—"
    said = (_SAID["least"], (_kw(found.least_kw), share))
    yield "least", "least", said, _formula("least"), _calc("8")


def _energy(found: LoadFindings) -> Iterator[_Line]:
    energy = found.energy
    kind = "energy_instant" if found.kind == "instant" else "energy_mean"
    said: Part = (_SAID["energy"], (_kwh(energy.measured_kwh),))
    yield "energy", "energy", said, _formula(kind, found.interval_s), _calc("8")
    cover = (f"{100 * energy.coverage:.2f}", f"{found.expected:,}", f"{found.points:,}")
    yield "cover", "cover", (_SAID["cover"], cover), _formula("cover"), _calc("8")
    if energy.estimate_kwh:
        said = (_SAID["estimate"], (_kwh(energy.estimate_kwh), _kwh(energy.bound_kwh)))
        yield "estimate", "estimate", said, _formula("estimate"), _calc("8")
    if energy.register_kwh is not None:
        said = (_SAID["energy"], (_kwh(energy.register_kwh),))
        yield "register", "register", said, _formula("register"), _calc("8")
    if found.flagged:
        said = (_SAID["flagged"], (f"{found.flagged:,}",))
        yield "flagged", "flagged", said, _formula("flagged"), _calc("8")
    split = found.split
    if split is not None:
        for name in split.kwh:
            values = (PERIOD_NAMES[name], _kwh(split.kwh[name]), _pct(split.share(name)), split.zh)
            source = (_SOURCES[f"tariff_{split.conf}"], (split.source,))
            yield f"split_{name}", "split", (_TARIFF, values), _formula("split"), source


def _phases(found: LoadFindings) -> Iterator[_Line]:
    apart = found.unbalance
    if apart is not None:
        values = (
            f"{apart.cp95_pct:.1f}",
            f"{apart.max_pct:.1f}",
            apart.max_at,
            f"{apart.spread_cp95_pct:.1f}",
            apart.heaviest.upper(),
        )
        formula = _formula(f"unbalance_{apart.of}", f"{apart.samples:,}")
        yield "unbalance", "unbalance", (_SAID["unbalance"], values), formula, _calc("5")
        if apart.neutral_a is not None:
            said = (_SAID["neutral"], (f"{apart.neutral_a:.1f}",))
            yield "neutral", "neutral", said, _formula("neutral"), _calc("5")
    factor = found.factor
    if factor is not None:
        lowest = (f"{factor.lowest:.3f}", _month(factor.lowest_month))
        cos: Part = (_SAID["cos"], (f"{factor.weighted:.3f}", *lowest))
        formula = _formula("cos", _kwh(factor.active_kwh), _kwh(factor.reactive_kvarh))
        yield "cos", "cos", cos, formula, _calc("1")


def load_sentence(found: LoadFindings) -> tuple[Part, ...]:
    """What it comes to, as the clauses of one plain sentence."""
    return tuple(_clauses(found))


def _clauses(found: LoadFindings) -> Iterator[Part]:
    demand = found.sliding or found.block
    if demand is not None:
        yield _SUMS["demand"], (_kw(demand.kw), demand.ends_at)
    factor = _pct(found.load_factor)
    yield _SUMS["level"], (_kw(found.mean_kw), factor, _kw(found.base_kw))
    yield _SUMS["even" if found.load_factor >= _EVEN else "uneven"], (factor,)
    split = found.split
    if split is not None and sum(split.kwh.values()) > 0:
        dear = sum(split.share(name) for name in split.kwh if name in ("sharp", "peak"))
        cheap = sum(split.share(name) for name in split.kwh if name in ("valley", "deep"))
        yield _SUMS["dear"], (_pct(dear), _pct(cheap))
    if found.unbalance is not None:
        apart = found.unbalance
        yield _SUMS["unbalance"], (f"{apart.cp95_pct:.1f}", apart.heaviest.upper())
    if found.factor is not None:
        yield _SUMS["cos"], (f"{found.factor.weighted:.3f}",)
    for near in found.likeness[:1]:
        key = "like" if near.distance <= _NEAR else "unlike"
        yield _SUMS[key], (near.zh, f"{near.distance:.2f}")
    if found.energy.coverage < 1:
        yield _SUMS["gaps"], (f"{100 * (1 - found.energy.coverage):.2f}",)
    if found.provisional:
        yield _SUMS["provisional"], ()


def _formula(key: str, *values: object) -> Part:
    return _FORMULAS[key], values


def _calc(section: str) -> Part:
    return _SOURCES["calc"], (section,)


def _kw(value: float) -> str:
    return f"{value:,.1f}"


def _kwh(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.2f}"


def _pct(share: float) -> str:
    return f"{100 * share:.1f}"


def _month(first: date | datetime) -> str:
    return f"{first:%Y-%m}"
