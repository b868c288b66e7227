"""What a record of voltage quality says, in words that paper and screen share."""

from collections.abc import Iterator
from typing import Final

from app.domain.load_words import Part
from app.domain.quality_findings import Finding, QualityFindings, Quantity

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
}
_SAID: Final = {
    "value": "{0} {1}",
    "limit": "限值 {0} {1}",
    "range": "{0} ～ {1} {2}，合格率 {3} %",
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
    if good:
        yield _SUMS["good"], (str(good),)
    if found.flagged:
        yield _SUMS["flagged"], (str(found.flagged),)
    yield _SUMS["formal" if found.is_formal else "quick"], ()
