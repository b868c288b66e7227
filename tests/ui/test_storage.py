"""What takes room, what was cleaned of an archived case, and the way to have it back."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app import codec
from app.actions import exchange
from app.actions.open_workspace import close_workspace, create_workspace
from app.codec import Record
from app.domain.change import Entry, EntryReason, Page
from app.domain.flags import Policy
from app.ids import DeviceId, RecordId, UserId
from app.reference.library import open_reference
from app.workspace import BlobState, Workspace
from tests.app.test_trail import PASSWORD, WHO
from tests.builders import a_case, an_event
from tests.sync.archived import TO_THE_END
from tests.sync.records import a_photo
from ui.background import Background
from ui.cases.case_page import CaseView
from ui.cases.presenter import CasesPresenter
from ui.demo.hands import click, settle
from ui.settings.presenter import SettingsPresenter
from ui.settings.settings_view import SettingsView

pytestmark = pytest.mark.gui
CASE = a_case(org=WHO.org, team=(WHO.user,))
ORIGINAL, SMALL = b"an original" * 200_000, b"small" * 9000


def shown(record: Record, seq: int, ws: Workspace) -> Entry:
    """This record as the feed shows it."""
    return Entry(
        seq=seq, reason=EntryReason.CHANGE, kind=codec.kind_of(record),
        record_id=RecordId(record.id), case_id=CASE.id, rev=1, body=codec.encode(record),
        change_id=None, by=UserId("clerk"), device=DeviceId("office"), at=ws.clock.now(),
    )  # fmt: skip


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A tablet with a case that was archived nine days ago, and with the files of its photo."""
    made = create_workspace(tmp_path / "tablet", PASSWORD, WHO)
    at = made.clock.now() - timedelta(days=9)
    events = [an_event(code, at + timedelta(minutes=n), n) for n, code in enumerate(TO_THE_END)]
    photo = a_photo(CASE, RecordId("photo"), WHO.user, ORIGINAL)
    photo = codec.decode(type(photo), codec.encode(photo) | {"bounded": codec.digest_of(SMALL)})
    records: list[Record] = [CASE, *events, photo]
    entries = tuple(shown(record, n, made) for n, record in enumerate(records, 1))
    exchange.receive(made, Page("life", entries, len(entries), more=False))
    for content in (ORIGINAL, SMALL):
        made.blobs.put(content)
        exchange.take_file(made, content)
    with made.unit("safe") as unit:
        unit.shelf.mark(codec.digest_of(ORIGINAL), BlobState.SAFE)
    yield made
    close_workspace(made)


def words(view: SettingsView | CaseView) -> list[str]:
    return [made.text() for made in view.findChildren(QLabel) if made.isVisibleTo(view)]


def test_what_can_be_cleaned_is_shown_first_and_goes_with_one_press(
    qtbot: QtBot, ws: Workspace, background: Background
) -> None:
    view, presenter = SettingsView(), SettingsPresenter(ws, background)
    qtbot.addWidget(view)
    presenter.serve(view)
    presenter.read()
    settle(background)
    assert "照片原件 1 个，2.1 MB" in words(view)
    assert "现在可以清理（1 个已归档工单）：" in words(view)
    click(view, "storage_clean")
    settle(background)
    said = words(view)
    assert "已清理 1 个文件，腾出 2.1 MB。" in said
    assert "现在没有可以清理的。" in said
    assert "已清理、可从中心取回：1 个文件。" in said
    assert not view.findChild(QPushButton, "storage_clean").isVisibleTo(view)
    assert ws.blobs.get(codec.digest_of(SMALL)) == SMALL


def test_a_cleaned_case_says_so_and_fetches_when_it_is_asked_to(
    qtbot: QtBot, ws: Workspace, background: Background
) -> None:
    view, presenter = CaseView(), CasesPresenter(ws, background)
    qtbot.addWidget(view)
    presenter.serve(view)
    presenter.open_case(CASE.id)
    settle(background)
    assert not view.away.isVisibleTo(view)
    settings = SettingsPresenter(ws, background)
    settings.clean()
    settle(background)
    presenter.read_case()
    settle(background)
    assert "本工单的 1 个文件（照片原件等）已从本机清理，中心和它的备份里都有。" in words(view)
    with qtbot.waitSignal(presenter.fetching):
        click(view, "fetch_away")
    settle(background)
    assert "1 个文件正从中心取回，同步完成后即可查看。" in words(view)
    assert exchange.files_wanted(ws) == [codec.digest_of(ORIGINAL)]
    exchange.take_file(ws, ORIGINAL)
    presenter.read_case()
    settle(background)
    assert not view.away.isVisibleTo(view)


def test_the_days_are_the_policys() -> None:
    policy = open_reference().policy
    assert (policy.keep_originals_days, policy.keep_papers_days) == (7, 90)
    assert policy == Policy()
