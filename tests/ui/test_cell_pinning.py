"""An instrument over a filed form: start readings and voltages go into their cells by a tap."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.actions.open_workspace import close_workspace
from app.domain.filing import Filing
from app.views.filings import filing_page
from app.workspace import Workspace
from tests.flows.filings import a_tablet, begun
from tests.meters import FACTS, NUMBER, SimulatedMeter, over_tcp
from tests.ui.conftest import a_window
from ui.background import Background
from ui.demo.hands import choose, click, find, settle, type_in, wait_for
from ui.filing.filing_page import FilingView
from ui.main_window import MainWindow

BLOCK = "".join(f"{n}" for n in ("67452301", "00000000", "04000000", "03000000", "02000000"))
"""Total 12345.67 kWh, and the tariffs: critical 0.00, peak 0.04, flat 0.03, valley 0.02."""


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A tablet whose case is ready to be connected."""
    made = a_tablet(tmp_path / "tablet", "READY_TO_CONNECT")
    yield made
    close_workspace(made)


@pytest.fixture
def port() -> Iterator[int]:
    with over_tcp(SimulatedMeter(FACTS | {"0001FF00": BLOCK}).answer) as made:
        yield made


def words(form: FilingView, name: str) -> str:
    found = form.findChild(QLabel, name)
    return found.text() if isinstance(found, QLabel) else ""


def the_filing(ws: Workspace, filing: Filing) -> Filing:
    return filing_page(ws, filing.id).filing


def connect(form: FilingView, window: MainWindow, port: int) -> None:
    click(form, "read_meter")
    settle(window.background)
    choose(form, "meter_port", "tcp")
    find(form, QLineEdit, "meter_host").setText(f"127.0.0.1:{port}")
    click(form, "meter_connect")
    wait_for("it answers", lambda: words(form, "meter_state").startswith("✔"))


def pick(form: FilingView, item: str, told: str) -> None:
    wait_for(item, lambda: words(form, f"meter_value_{item}") not in ("", "—"))
    click(form, f"meter_pin_{item}")
    wait_for(told, lambda: told in words(form, "meter_said"))


def test_start_readings_and_voltages_are_read_from_the_meter_into_the_form(
    qtbot: QtBot, ws: Workspace, background: Background, port: int
) -> None:
    window = a_window(qtbot, ws, background)
    window.presenters["meter"].live._timer.setInterval(10)
    filing = begun(ws, "F08")
    window.open_filing(filing.id)
    settle(window.background)
    form = window.screen_named("filing")
    assert isinstance(form, FilingView)
    click(form, "section_meters")
    connect(form, window, port)
    type_in(find(form, QLineEdit, "meter_until"), "2031-12-31")
    find(form, QLineEdit, "meter_ct").setText("10")  # of no account: as the display has it
    pick(form, "e_fwd", "已写入“起始示数　总（kWh）”：12345.67 kWh")
    above, below = (find(form, QLabel, f"meter_value_{item}") for item in ("e_fwd", "f"))
    assert above.y() < below.y()  # what fits the field need not be looked for
    pick(form, "e_fwd_2", "已写入“起始示数　峰（kWh）”：0.04 kWh")
    click(form, "meter_close")
    settle(window.background)
    (meter,) = [row for row in the_filing(ws, filing).rows if row.table == "meters"]
    assert meter.cells["start_reading_total"] == "12345.67"
    assert meter.cells["start_reading_peak"] == "0.04"
    assert find(form, QLineEdit, "input_start_reading_total").text() == "12345.67"
    assert f"起始示数　总 12345.67 kWh（DL/T 645-2007 {NUMBER}" in words(form, "pin_words")

    click(form, "section_checks")
    connect(form, window, port)
    find(form, QLineEdit, "meter_ct").setText("1")
    pick(form, "u_a", "已写入“A 相　电压（V）”：230.1 V")
    pick(form, "u_b", "已写入“B 相　电压（V）”：229.8 V")
    click(form, "meter_close")
    settle(window.background)
    rows = [row.cells for row in the_filing(ws, filing).rows if row.table == "voltages"]
    assert sorted((row["point"], row["value_v"]) for row in rows) == [
        ("a", "230.1"), ("b", "229.8"),
    ]  # fmt: skip
    assert len(the_filing(ws, filing).pins) == 4
