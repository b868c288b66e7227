"""An instrument over the page of a visit: read live, paused, gone; one tap fills a field."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from app.views.cases import case_page
from app.views.visits import inspection_page
from app.workspace import Workspace
from tests.app.test_dlt645 import a_record
from tests.app.test_read_meter import FLOAT_BLOCKS, FLOATS, an_analyser
from tests.meters import SimulatedMeter, over_tcp
from tests.ui.conftest import a_visit, the_case_id
from ui.demo.hands import choose, click, find, settle, type_in, wait_for
from ui.inspection.checklist_form import ChecklistForm
from ui.inspection.question_card import QuestionCard
from ui.main_window import MainWindow


@pytest.fixture
def meter() -> SimulatedMeter:
    return SimulatedMeter()


@pytest.fixture
def port(meter: SimulatedMeter) -> Iterator[int]:
    with over_tcp(meter.answer) as made:
        yield made


@pytest.fixture
def form(window: MainWindow, tablet: Workspace) -> ChecklistForm:
    window.open_inspection(a_visit(tablet))
    settle(window.background)
    made = window.screen_named("inspection")
    assert isinstance(made, ChecklistForm)
    click(made, "section_meter")
    window.presenters["meter"].live._timer.setInterval(10)
    return made


def the_card(form: ChecklistForm) -> QuestionCard:
    cards = form.findChildren(QuestionCard)
    return next(c for c in cards if c.isVisible() and c.question.item.id == "com.meter.ratio")


def connect(form: ChecklistForm, window: MainWindow, port: int) -> None:
    click(the_card(form), "read_meter")
    settle(window.background)
    choose(form, "meter_port", "tcp")
    find(form, QLineEdit, "meter_host").setText(f"127.0.0.1:{port}")
    click(form, "meter_connect")


def words(form: ChecklistForm, name: str) -> str:
    found = form.findChild(QLabel, name)
    return found.text() if isinstance(found, QLabel) else ""


def test_values_come_live_and_one_tap_puts_one_into_the_field(
    form: ChecklistForm, window: MainWindow, tablet: Workspace, meter: SimulatedMeter, port: int
) -> None:
    connect(form, window, port)
    wait_for("a current", lambda: words(form, "meter_value_i_a") == "123.456 A")
    wait_for("no reading", lambda: words(form, "meter_state_i_b") == "无读数")
    assert words(form, "meter_value_i_b") == "—"
    assert "000000071912" in words(form, "meter_state")
    meter.facts["0202FF00"] = bytes.fromhex("001200" + "FFFFFF" * 2)
    wait_for("the next round", lambda: words(form, "meter_value_i_a") == "1.200 A")

    assert form.findChild(QPushButton, "meter_pin_u_a").isHidden()  # type: ignore[union-attr]
    click(form, "meter_pin_i_a")
    assert "检定有效期" in words(form, "meter_said")
    type_in(find(form, QLineEdit, "meter_until"), "2099-03-31")
    find(form, QLineEdit, "meter_ct").setText("40")
    click(form, "meter_pin_i_a")
    wait_for("it is in", lambda: "48 A" in words(form, "meter_said"))
    click(form, "meter_close")
    settle(window.background)
    card = the_card(form)
    assert find(card, QLineEdit, "input_i_n").text() == "48"
    assert "仪表直读" in find(card, QLabel, "pin_words").text()
    assert "1.200 A × 40" in find(card, QLabel, "pin_words").text()
    visit = inspection_page(tablet, form._page.inspection.id).inspection  # type: ignore[union-attr]
    assert [pin.serial_no for pin in visit.pins.values()] == ["000000071912"]

    field = find(card, QLineEdit, "input_i_n")
    field.selectAll()
    type_in(field, "50")
    wait_for("kept", lambda: not card._timer.isActive())
    settle(window.background)
    assert "已手工改为 50" in find(the_card(form), QLabel, "pin_words").text()
    assert window.presenters["meter"].live.is_open is False


def test_a_pause_holds_the_values_and_the_line(
    form: ChecklistForm, window: MainWindow, meter: SimulatedMeter, port: int
) -> None:
    connect(form, window, port)
    wait_for("a current", lambda: words(form, "meter_value_i_a") == "123.456 A")
    click(form, "meter_pause")
    live = window.presenters["meter"].live
    wait_for("the round ends", lambda: not live._is_asking)
    asked = len(meter.asked)
    assert find(form, QPushButton, "meter_pause").text() == "继续"
    assert (live.is_open, live._timer.isActive(), len(meter.asked)) == (True, False, asked)
    click(form, "meter_pause")
    wait_for("it goes on", lambda: len(meter.asked) > asked)


def test_what_cannot_be_reached_is_said_on_the_panel(
    form: ChecklistForm, window: MainWindow, port: int
) -> None:
    connect(form, window, 9)
    wait_for("the reason", lambda: words(form, "meter_state").startswith("✘ 连不上 127.0.0.1:9"))
    assert find(form, QPushButton, "meter_connect").isEnabled()
    find(form, QLineEdit, "meter_host").setText("")
    click(form, "meter_connect")
    wait_for("the reason", lambda: "没有说明仪表接在哪里" in words(form, "meter_state"))


def test_a_line_that_breaks_leaves_the_last_values_and_says_so(
    form: ChecklistForm, window: MainWindow, meter: SimulatedMeter, port: int
) -> None:
    connect(form, window, port)
    wait_for("a current", lambda: words(form, "meter_value_i_a") == "123.456 A")
    meter.spoil = lambda _frame: bytes.fromhex("6812190700000068910633343435345600 16")
    live = window.presenters["meter"].live
    if live._meter is not None:
        live._meter._wait_s = 0.05
    wait_for("the reason", lambda: words(form, "meter_state").startswith("✘ "))
    assert words(form, "meter_value_i_a") == "123.456 A"


def test_the_load_record_of_a_meter_is_read_and_goes_on_as_a_load_file(
    window: MainWindow, tablet: Workspace, meter: SimulatedMeter, port: int
) -> None:
    rows = [a_record(f"{15 * n % 60:02}{8 + n // 4:02}201126", f"00{10 + n}00") for n in range(8)]
    meter.facts["06000001"] = b"".join(rows)
    window.open_case(the_case_id(tablet))
    settle(window.background)
    click(window, "read_meter")
    settle(window.background)
    page = window.screen_named("meter")
    choose(page, "meter_port", "tcp")
    find(page, QLineEdit, "meter_host").setText(f"127.0.0.1:{port}")
    click(page, "meter_connect")
    wait_for("it answers", lambda: find(page, QLabel, "meter_state").text().startswith("✔"))
    for words, told in (("昨天", "的样子填写"), ("2026-11-20 08:00", "")):
        find(page, QLineEdit, "record_from").setText(words)
        find(page, QLineEdit, "record_count").setText("8")
        click(page, "record_read")
        assert told in find(page, QLabel, "record_told").text()
    load = window.screen_named("load")
    wait_for("the load page", lambda: window.stack.currentWidget() is load)
    settle(window.background)
    assert find(load, QLabel, "load_name").text() == "000000071912.csv"
    assert find(load, QPushButton, "load_accept").isEnabled()
    click(load, "load_accept")
    settle(window.background)
    (kept,) = case_page(tablet, the_case_id(tablet)).loads
    assert (kept.meter_no, kept.summary.interval_s, kept.summary.points) == ("000000071912", 900, 8)
    assert kept.summary.peak_kw == Decimal("0.17")
    assert not window.presenters["meter"].live.is_open


def test_an_analyser_is_pinned_under_the_number_on_its_plate(
    form: ChecklistForm, window: MainWindow, tablet: Workspace
) -> None:
    with an_analyser(FLOAT_BLOCKS) as port:
        click(the_card(form), "read_meter")
        settle(window.background)
        choose(form, "meter_kind", FLOATS)
        choose(form, "meter_port", "tcp")
        find(form, QLineEdit, "meter_host").setText(f"127.0.0.1:{port}")
        click(form, "meter_connect")
        wait_for("a current", lambda: words(form, "meter_value_i_a") == "12.345 A")
        assert "待核对" in words(form, "meter_state_i_a")
        click(form, "meter_pin_i_a")
        assert "出厂编号" in words(form, "meter_said")
        type_in(find(form, QLineEdit, "meter_serial"), "FX-7")
        type_in(find(form, QLineEdit, "meter_until"), "2099-03-31")
        click(form, "meter_pin_i_a")
        wait_for("it is in", lambda: "12.345 A" in words(form, "meter_said"))
        settle(window.background)
        visit = inspection_page(tablet, form._page.inspection.id).inspection  # type: ignore[union-attr]
        click(form, "meter_close")
        wait_for("the line is let go", lambda: not window.presenters["meter"].live.is_open)
    (pin,) = visit.pins.values()
    assert (pin.serial_no, pin.protocol, pin.text) == ("FX-7", "modbus", "12.345")
    assert visit.instruments[0].kind == "pq_analyser"
