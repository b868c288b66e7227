"""The sync centre: what is going and for how long, what needs a person and why."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from app.actions.open_workspace import close_workspace
from app.views.exchange import SyncPage, sync_page
from app.workspace import BlobState, Conflict, Line, LineState, Shelved, Workspace
from sync.client.round import Progress
from sync.client.worker import Doing, SyncState
from sync.protocol.messages import SignedIn
from tests.builders import MORNING, an_event
from tests.flows.filings import a_tablet, begun
from tests.sync.centres import a_change
from tests.ui.conftest import a_visit, the_case_id
from ui.demo.hands import click, find, type_in
from ui.exchange.sync_view import SyncView

RUNNING = SyncState(Doing.RUNNING)
NOTHING = SyncPage(0, 0, 0, (), (), 0, (), (), "", joined=True)


@pytest.fixture
def view(qtbot: QtBot) -> SyncView:
    made = SyncView()
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    return made


def words_of(view: SyncView) -> str:
    QTest.qWait(1)  # what was just added is shown with the next turn
    return "\n".join(part.text() for part in view.findChildren(QLabel) if part.isVisible())


def test_files_are_told_in_bytes_in_their_rate_and_in_time_left(qtbot: QtBot) -> None:
    at = 100.0
    view = SyncView(lambda: at)
    qtbot.addWidget(view)
    view.show()
    view.show_standing(RUNNING)
    view.show_progress(Progress("files", 0, 4, 0, 8_000_000))
    assert "约剩" not in words_of(view)
    at = 110.0
    view.show_progress(Progress("files", 1, 4, 2_000_000, 8_000_000, 2_000_000))
    assert "正在传文件" in words_of(view)
    assert "第 1 件，共 4 件　1.9 MB / 7.6 MB　每秒 195 KB　约剩 30 秒" in words_of(view)
    bar = find(view, QProgressBar, "sync_progress")
    assert bar.value() / bar.maximum() == pytest.approx(0.25, abs=0.01)
    assert not find(view, QPushButton, "sync_now").isEnabled()
    view.show_standing(SyncState(Doing.IDLE))
    assert find(view, QPushButton, "sync_now").isEnabled()


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (replace(NOTHING, joined=False), "还没有加入中心"),
        (replace(NOTHING, agreed_at="2026-11-24T09:00:00+08:00"), "✔ 全部送达，与中心一致"),
        (replace(NOTHING, agreed_at="2026-11-24T09:00:00+08:00"), "2026年11月24日 09:00"),
        (replace(NOTHING, queued=3), "联网后自动发送"),
        (NOTHING, "领取分派给您的工单"),
        (NOTHING, "没有需要处理的事项"),
        (replace(NOTHING, agreed_at="yesterday"), "yesterday"),
    ],
)
def test_each_state_is_said_in_words(view: SyncView, page: SyncPage, words: str) -> None:
    view.show_page(page)
    assert words in words_of(view)


@pytest.mark.parametrize(
    ("page", "state", "words"),
    [
        (replace(NOTHING, joined=False), SyncState(Doing.OFF), "先加入中心，才能同步"),
        (NOTHING, SyncState(Doing.NEEDS_SIGN_IN), "先重新登录，才能同步"),
        (NOTHING, RUNNING, "正在同步"),
        (NOTHING, SyncState(Doing.IDLE), ""),
    ],
)
def test_a_round_that_cannot_be_cannot_be_pressed_and_the_button_says_why(
    view: SyncView, page: SyncPage, state: SyncState, words: str
) -> None:
    view.show_page(page)
    view.show_standing(state)
    now = find(view, QPushButton, "sync_now")
    assert (now.text(), now.isEnabled()) == (words or "立即同步", not words)


def test_a_running_round_is_not_talked_over_by_a_fresh_page(view: SyncView) -> None:
    view.show_standing(RUNNING)
    view.show_progress(Progress("push", 1, 3))
    view.show_page(NOTHING)
    assert "正在发送记录" in words_of(view)


def test_a_conflict_says_where_it_is_and_takes_one_choice(
    view: SyncView, tablet: Workspace
) -> None:
    visit, case = a_visit(tablet), the_case_id(tablet)
    path = ("answers", "com.tx.nameplate", "T1", "")
    mine = {"judgement": "pass", "inputs": {"x": "3000"}, "note": "铭牌清楚"}
    conflict = Conflict(
        "c-1", "inspection", visit, case, "x", path,
        mine, "张海峰", "2026-11-23T09:00:00+08:00",
        None, "李强", "2026-11-23T10:00:00+08:00",
    )  # fmt: skip
    with tablet.unit("clash") as unit:
        unit.inbox.add_conflict(conflict)
    told: list[tuple[str, str]] = []
    view.settled.connect(lambda *choice: told.append(choice))
    view.show_page(sync_page(tablet))
    words = words_of(view)
    assert "铭牌型号、容量、能效等级、联结组与设计一致" in words
    assert "高原精密铸造有限公司（示例）" in words
    assert "合格　3000　铭牌清楚" in words
    assert "（空）" in words
    click(view, "keep_mine_c-1")
    assert told == [("c-1", "mine")]
    assert not find(view, QPushButton, "keep_theirs_c-1").isEnabled()


@pytest.mark.parametrize(
    ("reason", "words"),
    [("DigestMismatch", "已损坏"), ("BadRequest", "没有接受"), ("Strange", "可以再试")],
)
def test_a_troubled_file_says_why_and_what_to_do(view: SyncView, reason: str, words: str) -> None:
    file = Shelved("ab" * 32, 2_400_000, 2, BlobState.ATTENTION, "", reason)  # type: ignore[arg-type]
    view.show_page(replace(NOTHING, attention=(file,)))
    assert words in words_of(view)
    assert "需要处理：1 件" in words_of(view)


def test_a_disputed_field_of_a_form_is_named_as_the_form_names_it(
    view: SyncView, tmp_path: Path
) -> None:
    ws = a_tablet(tmp_path / "tablet", "SCHEME_APPROVAL")
    filing = begun(ws, "F03")
    disputed = [
        Conflict(f"c-{path[0]}", "filing", filing.id, filing.case_id, "x", path, mine, "张海峰",
                 "2026-11-23T09:00:00+08:00", theirs, "李强", "2026-11-23T10:00:00+08:00")
        for path, mine, theirs in (
            (("values", "investment_boundary"), "以环网柜为界", "以计量点为界"),
            (("rows", "co_signers", "1"), _cells("运检部"), _cells("营销部")),
        )
    ]  # fmt: skip
    with ws.unit("take") as unit:
        for conflict in disputed:
            unit.inbox.add_conflict(conflict)
    view.show_page(sync_page(ws))
    said = words_of(view)
    close_workspace(ws)
    for words in ("投资界面", "以环网柜为界", "会签", "运检部", "营销部"):
        assert words in said


def _cells(dept: str) -> dict[str, dict[str, str]]:
    return {"cells": {"dept": dept}}


def test_a_refused_event_is_set_aside_only_with_a_reason(view: SyncView, qtbot: QtBot) -> None:
    event = an_event("works.started")
    known = SignedIn("", "zhang", "", event.org, (), MORNING)
    change = a_change(event, known, "change-1")
    line = Line(1, change, LineState.REFUSED, 1, "papers")
    view.show_page(replace(NOTHING, refused=(line,)))
    assert "记下的经过不能改" in words_of(view)
    assert not find(view, QPushButton, "aside_change-1").isEnabled()
    type_in(find(view, QLineEdit, "aside_why_change-1"), " 记错了 ")
    with qtbot.waitSignal(view.aside_wanted) as told:
        click(view, "aside_change-1")
    assert told.args == ["change-1", "记错了"]
