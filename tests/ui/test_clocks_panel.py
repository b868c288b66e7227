"""The case page tells of every clock: layer, share used, source, pause, and what is done."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.deadline import case_clocks
from app.reference.library import open_reference
from tests.builders import a_case, an_event
from ui.cases.clocks_panel import ClocksPanel

RULES = open_reference()


@pytest.fixture
def panel(qtbot: QtBot) -> ClocksPanel:
    made = ClocksPanel()
    qtbot.addWidget(made)
    return made


def show(
    panel: ClocksPanel, on: date, *steps: tuple[date, str, dict[str, str]], **facts: Any
) -> str:
    events = [
        an_event(code, datetime(d.year, d.month, d.day, 1, tzinfo=UTC), n, **said)
        for n, (d, code, said) in enumerate(steps)
    ]
    moment = datetime(on.year, on.month, on.day, 4, tzinfo=UTC)
    case = a_case(**facts)
    panel.show_clocks(case_clocks(case, events, RULES.time_limits, RULES.calendar, moment))
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if not label.isHidden())


START = date(2026, 12, 21)
ACCEPTED: tuple[tuple[date, str, dict[str, str]], ...] = (
    (START, "application.submitted", {}),
    (START, "application.accepted", {}),
)


def test_a_promise_is_told_with_the_law_behind_it_and_where_both_are_written(
    panel: ClocksPanel,
) -> None:
    told = show(panel, date(2026, 12, 29), *ACCEPTED)
    assert "供电方案答复 · 剩 4 个工作日 · 1月4日到期（暂定）" in told
    assert "已用 60 %" in told
    assert "服务承诺 10 个工作日" in told
    assert "发改能源规〔2025〕624号（待核对原文）" in told
    assert "法定上限 20 个工作日" in told
    assert "供电企业环节合计 · 已用 6 个，还剩 16 个工作日" in told
    assert "✔ 受理反馈" in told


def test_an_aim_of_ours_warns_and_a_broken_promise_is_bad(panel: ClocksPanel) -> None:
    show(panel, date(2027, 1, 29), *ACCEPTED)
    meanings = {
        name: [kind for kind in ("good", "warn", "bad") if label.property(kind)]
        for name in (
            "clock_target_site_survey",
            "clock_promise_scheme_reply",
            "beside_legal_scheme_reply",
        )
        for label in [panel.findChild(QLabel, name)]
    }
    assert meanings == {
        "clock_target_site_survey": ["warn"],
        "clock_promise_scheme_reply": ["bad"],
        "beside_legal_scheme_reply": ["bad"],
    }


def test_a_pause_says_why(panel: ClocksPanel) -> None:
    pause = (date(2026, 12, 22), "application.suspended", {"reason": "WAIT_CUSTOMER_INFO"})
    told = show(panel, date(2026, 12, 29), *ACCEPTED, pause)
    assert "供电方案答复 · 计时已暂停" in told
    assert "暂停原因：等待客户提供资料" in told


def test_a_case_without_clocks_says_so(panel: ClocksPanel) -> None:
    assert "还没有开始计时" in show(panel, START)
