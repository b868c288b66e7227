"""The clocks of one case: what was promised, the law behind it, our own aims, and what is done."""

from PySide6.QtWidgets import QFrame, QLayout, QWidget

from app.domain.due_clock import Budget, CaseClocks, ClockState, DueClock
from app.domain.names import LAYER_NAMES, LIMIT_NAMES, PAUSE_NAMES, UNIT_NAMES
from ui.naming import clock as told
from ui.naming import day, source, urgency
from ui.parts.widgets import Badge, card, clear, column, label, row
from ui.words import tr

_LATE_PCT = 80


class ClocksPanel(QFrame):
    """Shows all clocks of a case: open ones first, soonest due first."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("clocks_panel")
        self._lines = column(self, margin=0)

    def show_clocks(self, clocks: CaseClocks) -> None:
        """Show these."""
        clear(self._lines)
        parts: list[QWidget | QLayout] = [label(tr("时限"), size=2)]
        shown: list[DueClock] = []
        for clock in _open(clocks.promise):
            beside = clocks.beside(clock)
            parts.append(_clock(clock, beside))
            shown += beside
        parts += [_budget(budget) for budget in clocks.budgets]
        alone = [c for c in _open((*clocks.legal, *clocks.target)) if c not in shown]
        parts += [_clock(clock, ()) for clock in alone]
        parts += [_done(clock) for clock in clocks.promise if clock.stopped_on is not None]
        if len(parts) == 1:
            parts.append(label(tr("还没有开始计时。"), quiet=True))
        self._lines.addWidget(card(*parts))


def _open(clocks: tuple[DueClock, ...]) -> list[DueClock]:
    return [clock for clock in clocks if clock.state is not ClockState.STOPPED]


def _clock(clock: DueClock, beside: tuple[DueClock, ...]) -> QWidget:
    state = Badge(f"clock_{clock.layer}_{clock.key}")
    state.say(told(clock), urgency(clock))
    used = label(tr("已用 {} %", clock.used_pct), quiet=True)
    used.setWordWrap(False)
    holder = QFrame()
    lines = column(holder, margin=0)
    lines.setSpacing(0)
    lines.addLayout(row(state, used))
    lines.addWidget(label(_facts(clock), quiet=True, name=f"facts_{clock.rule_id}"))
    if clock.reason:
        why = tr(PAUSE_NAMES.get(clock.reason, clock.reason))
        lines.addWidget(label(tr("暂停原因：{}", why), quiet=True))
    for other in beside:
        lines.addWidget(_other(other))
    return holder


def _other(clock: DueClock) -> QWidget:
    until = tr("{0}月{1}日到期", clock.due_on.month, clock.due_on.day)
    until += tr("（暂定）") if clock.provisional else ""
    late = clock.overdue and clock.state is ClockState.RUNNING
    text = f"{_facts(clock)}　{until}"
    if not late:
        return label(text, quiet=True, name=f"beside_{clock.layer}_{clock.key}")
    badge = Badge(f"beside_{clock.layer}_{clock.key}")
    badge.say(f"{tr('已超期')}　{text}", "bad" if clock.layer == "legal" else "warn")
    return badge


def _facts(clock: DueClock | Budget) -> str:
    """Whose word it is, how long, since when, and where it is written."""
    unit = clock.unit if isinstance(clock, DueClock) else "WD"
    layer = tr(LAYER_NAMES[clock.layer])
    length = f"{clock.limit} {tr(UNIT_NAMES[unit])}"
    since = tr("自 {} 起", day(clock.started_on))
    return f"{layer} {length}　{since}　{_basis(clock)}"


def _basis(clock: DueClock | Budget) -> str:
    return source(clock.source) + (tr("（待核对原文）") if clock.verify else "")


def _budget(budget: Budget) -> QWidget:
    name = tr(LIMIT_NAMES[budget.key])
    state = Badge(f"budget_{budget.key}")
    if budget.left < 0:
        state.say(tr("{0} · 已超出 {1} 个工作日", name, -budget.left), "bad")
    else:
        words = tr("{0} · 已用 {1} 个，还剩 {2} 个工作日", name, budget.used, budget.left)
        state.say(words, "warn" if budget.warning >= _LATE_PCT else "good")
    holder = QFrame()
    lines = column(holder, margin=0)
    lines.setSpacing(0)
    lines.addLayout(row(state))
    provisional = tr("（暂定）") if budget.provisional else ""
    lines.addWidget(label(_facts(budget) + provisional, quiet=True))
    return holder


def _done(clock: DueClock) -> QWidget:
    name = tr(LIMIT_NAMES.get(clock.key, clock.key))
    assert clock.stopped_on is not None
    if clock.overdue:
        said = label(tr("✘ {0}　{1} 办结，超期", name, day(clock.stopped_on)))
        said.setProperty("bad", True)
        return said
    return label(tr("✔ {0}　{1} 办结，按时", name, day(clock.stopped_on)), quiet=True)
