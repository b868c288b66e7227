"""Where a paper stands, in words."""

from app.views.papers import ReportRow
from ui.words import tr


def state_of(shown: ReportRow) -> tuple[str, str]:
    """Where a paper stands, in words, and what that means."""
    signed, wanted = len(shown.signatures), len(shown.report.expected)
    if shown.newer is not None:  # a signed one too: it stays, and says that it counts no more
        return tr("已由第 {} 版替代", shown.newer), "warn" if signed == wanted else ""
    if signed == wanted:
        return tr("✔ 已封存"), "good"
    if shown.refused_in:
        return tr("客户未签字，见 {}", shown.refused_in), "warn"
    if not signed:
        return tr("草稿，未签字"), "warn"
    return tr("待签字 {0}/{1}", signed, wanted), "warn"
