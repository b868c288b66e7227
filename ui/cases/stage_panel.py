"""The stages of a case: what the customer is told of, and all of them with who answers for each."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.domain.names import MILESTONE_NAMES, STAGE_STATE_NAMES
from app.domain.stage import OVER, StageInstance, StageState
from app.views.cases import CasePage
from ui.naming import listed, person, staff_role
from ui.parts.widgets import Badge, button, clear, column, label, row
from ui.words import tr

_SIGNS = {
    StageState.PASSED: ("✔", "good"),
    StageState.FAILED: ("✘", "bad"),
    StageState.CANCELLED: ("✘", ""),
    StageState.PENDING: ("○", ""),
    StageState.NOT_APPLICABLE: ("–", ""),
}
_UNDER_WAY = ("●", "warn")


class StagePanel(QFrame):
    """The steps of the customer, the stage that is on, and the whole list on demand."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("stages")
        self._page: CasePage | None = None
        self._all = False
        self._lines = column(margin=0)
        self._more = button("", "stages_more")
        self._more.clicked.connect(self._turn)
        layout = column(self, margin=0)
        layout.addLayout(self._lines)
        layout.addLayout(row(self._more))

    def show_page(self, page: CasePage) -> None:
        """Show the stages of this case."""
        if self._page is None or self._page.case.id != page.case.id:
            self._all = False
        self._page = page
        self._draw()

    def _turn(self) -> None:
        self._all = not self._all
        self._draw()

    def _draw(self) -> None:
        page = self._page
        if page is None:
            return
        clear(self._lines)
        self._lines.addWidget(_milestones(page))
        on = _on(page.stages)
        for instance in page.stages if self._all else on:
            self._lines.addWidget(_stage(page, instance, gaps=instance in on))
        self._more.setText(tr("收起") if self._all else tr("全部环节"))


def _on(stages: tuple[StageInstance, ...]) -> tuple[StageInstance, ...]:
    """What is under way, or the next that is to begin."""
    waiting = [each for each in stages if each.state not in OVER]
    begun = [each for each in waiting if each.state is not StageState.PENDING]
    return tuple(begun or waiting[:1])


def _milestones(page: CasePage) -> QWidget:
    made = QFrame()
    both = column(made, margin=0)
    both.addWidget(label(tr("告知客户的步骤："), quiet=True))
    layout = QHBoxLayout()
    both.addLayout(layout)
    for number, step in enumerate(page.milestones, start=1):
        sign, meaning = _SIGNS.get(step.state, _UNDER_WAY)
        badge = Badge(f"milestone_{step.code}")
        badge.say(f"{sign} {number}. {tr(MILESTONE_NAMES[step.code])}", meaning)
        layout.addWidget(badge)
    layout.addStretch(1)
    return made


def _stage(page: CasePage, instance: StageInstance, *, gaps: bool) -> QWidget:
    sign, meaning = _SIGNS.get(instance.state, _UNDER_WAY)
    state = Badge(f"stage_{instance.stage.code}")
    state.say(f"{sign} {tr(STAGE_STATE_NAMES[instance.state])}", meaning)
    words = QFrame()
    lines = column(words, margin=0)
    lines.setSpacing(0)
    lines.addWidget(label(_title(instance)))
    if instance.state is StageState.NOT_APPLICABLE:
        lines.addWidget(label(tr("不适用：{}", tr(instance.why)), quiet=True))
    else:
        lines.addWidget(label(_who(page, instance), quiet=True))
    missing = page.gaps.get(instance.stage.code, ()) if gaps else ()
    if missing:
        lack = Badge(f"gaps_{instance.stage.code}")
        lack.say(tr("交接时还缺：{}", listed(tr(each) for each in missing)), "warn")
        lines.addWidget(lack)
    made = QFrame()
    line = row(words, state, stretch=0)
    line.setContentsMargins(0, 0, 0, 0)
    made.setLayout(line)
    return made


def _title(instance: StageInstance) -> str:
    name, attempts = tr(instance.stage.zh), len(instance.attempts)
    return tr("{0}（第 {1} 次）", name, attempts) if attempts > 1 else name


def _who(page: CasePage, instance: StageInstance) -> str:
    customer = instance.stage.actor == "customer"
    role = tr("客户") if customer else staff_role(instance.stage.actor)
    who = f"{role} {person(page.colleagues, instance.responsible)}".strip()
    departments = listed(tr(page.departments[code]) for code in instance.stage.departments)
    return tr("负责：{0}　部门：{1}", who, departments)
