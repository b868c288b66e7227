"""What a record of voltage quality says, in words that paper and screen share."""

from collections.abc import Iterator
from typing import Final

from app.domain.load_words import Part
from app.domain.quality_findings import (
    ConnectionPoint,
    Finding,
    HarmonicCurrent,
    QualityFindings,
    Quantity,
)

FINDING_NAMES: Final = {
    "pass": "合格",
    "marginal": "合格，接近限值",
    "fail": "不合格",
    "inconclusive": "不能判定",
}
WHY_NAMES: Final = {
    "few_values": "不足 30 个值",
    "incomplete": "有效时段不足 95 %",
    "flagged": "可疑时段超过 10 %",
    "no_limit": "这一电压等级没有限值",
    "other_level": "测点电压等级与供电电压不同",
    "no_point": "未知接入点短路容量、供电设备容量",
}
_SAID: Final = {
    "value": "{0} {1}",
    "limit": "限值 {0} {1}",
    "range": "{0} ～ {1} {2}，合格率 {3} %",
    "current": "{0} 次谐波电流",
    "amperes": "95 % 值 {0} A（{1} 相），最大 {2} A",
    "permitted": "允许 {0} A",
    "room": "允许 {0} A，余量 {1} %",
    "over": "允许 {0} A，超出 {1} %",
    "nothing": "没有允许值",
    "point": "标称 {0} kV，最小短路容量 {1} MVA，协议容量 {2} MVA，供电设备容量 {3} MVA",
    "extremes": "95 % 值 {0}，最大 {1} {2}",
}
_SUMS: Final = {
    "formal": "记录满 7 天，可作正式判定",
    "quick": "记录不足 7 天，只作快速检查",
    "good": "{0} 项合格",
    "near": "{0} 接近限值",
    "bad": "{0} 超过限值",
    "unsure": "{0} 不能判定（{1}）",
    "harmonic_bad": "{0} 次谐波电压超过限值",
    "current_bad": "{0} 次谐波电流超过允许值",
    "current_near": "{0} 次谐波电流接近允许值",
    "current_good": "{0} 个次数的谐波电流在允许值内",
    "current_unsure": "谐波电流不能判定（{0}）",
    "flagged": "仪器标记可疑的 {0} 个时段没有统计",
}


def value_said(each: Quantity) -> Part:
    """What was measured of it."""
    if each.qualified_pct is not None:
        values = (f"{each.lowest:+.2f}", f"{each.highest:+.2f}", each.unit)
        return _SAID["range"], (*values, f"{each.qualified_pct:.2f}")
    size = max(abs(each.highest), abs(each.lowest))
    return _SAID["extremes"], (f"{each.cp95:.3g}", f"{size:.3g}", each.unit)


def limit_said(each: Quantity) -> Part:
    """What it is held against."""
    if each.requirement or each.limit is None:
        return "{0}", (each.requirement,)
    return _SAID["limit"], (f"{each.limit:g}", each.unit)


CURRENT_SOURCE: Final = (
    "GB/T 14549-1993 表 2；按最小短路容量（附录 B）和协议容量所占份额（附录 C）换算"
)


def current_name(each: HarmonicCurrent) -> Part:
    """What one order of current is called."""
    return _SAID["current"], (str(each.order),)


def current_said(each: HarmonicCurrent) -> Part:
    """What was measured of one order of current."""
    return _SAID["amperes"], (f"{each.cp95:.3g}", each.phase.upper(), f"{each.highest:.3g}")


def permitted_said(each: HarmonicCurrent) -> Part:
    """What is permitted of it, and how far below it is; of what is not judged the permission."""
    if each.permitted is None:
        return _SAID["nothing"], ()
    permitted, margin = f"{each.permitted:.3f}", each.margin_pct or 0.0
    if each.finding is Finding.INCONCLUSIVE:
        return _SAID["permitted"], (permitted,)
    return _SAID["room" if margin >= 0 else "over"], (permitted, f"{abs(margin):.1f}")


def point_said(point: ConnectionPoint) -> Part:
    """What the permitted currents were reckoned from."""
    numbers = (point.un_kv, point.sk_mva, point.customer_mva, point.point_mva)
    return _SAID["point"], tuple(f"{number:g}" for number in numbers)


def quality_sentence(found: QualityFindings) -> tuple[Part, ...]:
    """What it comes to, as the clauses of one plain sentence."""
    return tuple(_clauses(found))


def _clauses(found: QualityFindings) -> Iterator[Part]:
    good = 0
    for each in found.quantities:
        if each.finding is Finding.FAIL:
            yield _SUMS["bad"], (each.zh,)
        elif each.finding is Finding.MARGINAL:
            yield _SUMS["near"], (each.zh,)
        elif each.finding is Finding.INCONCLUSIVE:
            yield _SUMS["unsure"], (each.zh, WHY_NAMES[each.why])
        else:
            good += 1
    over = [str(h.order) for h in found.harmonics if h.finding is Finding.FAIL]
    if over:
        yield _SUMS["harmonic_bad"], ("、".join(over),)
    yield from _currents(found)
    if good:
        yield _SUMS["good"], (str(good),)
    if found.flagged:
        yield _SUMS["flagged"], (str(found.flagged),)
    yield _SUMS["formal" if found.is_formal else "quick"], ()


def _currents(found: QualityFindings) -> Iterator[Part]:
    orders: dict[Finding, list[str]] = {}
    for each in found.currents:
        orders.setdefault(each.finding, []).append(str(each.order))
    for finding, key in ((Finding.FAIL, "current_bad"), (Finding.MARGINAL, "current_near")):
        if finding in orders:
            yield _SUMS[key], ("、".join(orders[finding]),)
    if Finding.PASS in orders:
        yield _SUMS["current_good"], (str(len(orders[Finding.PASS])),)
    why = next((each.why for each in found.currents if each.why), "")
    if Finding.INCONCLUSIVE in orders:
        yield _SUMS["current_unsure"], (WHY_NAMES[why],)
