"""The sync page writes to a stick and takes the answer, on the screen itself."""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from sync.client.round import RoundReport
from tests.sync.centres import RunningCentre
from tests.sync.sticks import (
    a_round,
    a_shared_case,
    a_tablet,
    begin_visit,
    carried,
    states,
    take_photo,
)
from ui.background import Background
from ui.connections import join_sync
from ui.demo.hands import click, find, settle
from ui.exchange.presenter import ExchangePresenter
from ui.exchange.sync_view import SyncView

SHOWN = os.environ.get("KANYAN_PICTURES", "")


def words_of(view: SyncView) -> str:
    return "\n".join(part.text() for part in view.findChildren(QLabel) if not part.isHidden())


def without_rounds(ws: Workspace, background: Background) -> ExchangePresenter:
    """A tablet that only goes by stick: a round of its own would take along what waits here."""
    presenter = ExchangePresenter(ws, background)
    presenter.pause()
    return presenter


def test_the_sync_page_writes_a_stick_and_takes_the_answer(
    centre: RunningCentre, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = a_shared_case(centre, "screen", "zhang")
    stick, answer = tmp_path / "out.kstick", tmp_path / "back.kstick"
    asked: list[str] = []

    def save_as(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        asked.append(name)
        return str(stick), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save_as)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(answer), ""))
    with a_tablet(tmp_path, centre, "zhang@screen") as ws:
        begin_visit(ws, case)
        take_photo(ws, case, b"a copy" * 1000, b"an original" * 9000)
        background = Background()
        presenter, view = without_rounds(ws, background), SyncView()
        join_sync(presenter, view)
        qtbot.addWidget(view)
        view.resize(1100, 900)
        view.show()
        with qtbot.waitSignal(presenter.opened):
            presenter.read()
        assert "记录 2 条，文件 2 个（103 KB）" in words_of(view)
        assert "1 张" in find(view, QCheckBox, "stick_originals").text()
        with qtbot.waitSignals([presenter.stick_written, presenter.opened]):
            click(view, "stick_write")
        assert asked[0].startswith("勘验通-z号平板-")
        assert "已写好：记录 2 条，文件 2 个" in words_of(view)
        assert len(states(ws)) == 2
        answer.write_bytes(stick.read_bytes())
        with qtbot.waitSignals([presenter.failed, presenter.opened]):
            click(view, "stick_answer")
        assert "打不开" in words_of(view)
        carried(centre, "screen", stick, answer)
        with qtbot.waitSignals([presenter.stick_answered, presenter.opened]):
            click(view, "stick_answer")
        assert "回执已导入：中心已收记录 2 条、文件 2 个。" in words_of(view)
        assert find(view, QPushButton, "stick_write").isEnabled()
        assert states(ws) == []
        if SHOWN:
            view.grab().save(f"{SHOWN}/sync.png")
        background.finish()


def test_a_case_is_handed_over_on_the_screens_of_two_tablets(
    centre: RunningCentre, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = a_shared_case(centre, "hands", "zhang", "wang")
    invitation, handed = tmp_path / "two.kinvite", tmp_path / "case.kstick"
    given = [str(invitation), str(handed)]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (given.pop(0), ""))
    opened = [str(invitation), str(handed), str(handed)]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (opened.pop(0), ""))
    background = Background()
    with (
        a_tablet(tmp_path, centre, "zhang@hands") as one,
        a_tablet(tmp_path, centre, "wang@hands") as two,
    ):
        a_round(one)
        begin_visit(one, case)
        presenters = [without_rounds(ws, background) for ws in (one, two)]
        views = [SyncView(), SyncView()]
        for presenter, view in zip(presenters, views, strict=True):
            join_sync(presenter, view)
            qtbot.addWidget(view)
            view.resize(1100, 1700)
            view.show()
            with qtbot.waitSignal(presenter.opened):
                presenter.read()
        (giver, taker), (mine, his) = [each.handover for each in presenters], views
        with qtbot.waitSignal(taker.invited):
            click(his, "handover_invite")
        assert "邀请已写好：two.kinvite。" in words_of(his)
        with qtbot.waitSignals([giver.known, giver.offered]):
            click(mine, "handover_give")
        settle(background)
        assert "移交给：wang of hands（wang@hands） w号平板。" in words_of(mine)
        if SHOWN:
            mine.grab().save(f"{SHOWN}/hand.png")
        with qtbot.waitSignal(giver.handed):
            click(mine, f"handover_case_{case.id}")
        assert "移交文件已写好：待送中心的记录 1 条，文件 0 个。" in words_of(mine)
        with qtbot.waitSignals([taker.taken, presenters[1].opened]):
            click(his, "handover_take")
        assert "已接收 zhang of hands 移交的工单" in words_of(his)
        assert states(two)
        with qtbot.waitSignal(taker.failed):
            click(his, "handover_take")
        assert "这份移交已经接收过" in words_of(his)
        his.show_end(RoundReport(handed_refused="expired"))
        with qtbot.waitSignal(presenters[1].opened):
            presenters[1].read()
        assert "中心没有收下：这个文件已超过 90 天。请重新导出。" in words_of(his)
        if SHOWN:
            his.grab().save(f"{SHOWN}/take.png")
        background.finish()
