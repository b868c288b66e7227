"""Reckoned numbers on the screen follow what is typed; a tap tells where they come from."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.capacity_check import Measured
from app.domain.entry import Entry
from app.domain.load_sheet import LoadSheet, sheet_of
from app.domain.units import Kw
from tests.app.load_cases import RULES, a_survey, the_case
from ui.forms.form_section import FormSectionView
from ui.forms.load_grid import LoadGrid
from ui.forms.sheet_side import Reckoned
from ui.parts.value_field import ValueField

CASE = the_case("630")


def again(entry: Entry) -> LoadSheet | None:
    return sheet_of(entry, RULES, CASE, Measured(Kw(Decimal(300)), "load.csv", 900))


RECKONED = Reckoned(
    again, {"asked_large|capacity": "客户明年扩产"}, takes_words=True, categories=RULES.categories
)


def a_view(qtbot: QtBot, section: str, entry: Entry, reckoned: Reckoned) -> FormSectionView:
    shown = next(each for each in entry.form.sections if each.id == section)
    view = FormSectionView(shown, entry, lambda: "new", reckoned)
    qtbot.addWidget(view)
    view.show_entry(entry, reckoned)
    view.show()
    return view


@pytest.fixture
def view(qtbot: QtBot) -> FormSectionView:
    return a_view(qtbot, "loads", a_survey(), RECKONED)


def said_by(view: QWidget, name: str) -> str:
    found = view.findChild(QPushButton, f"reckoning_{name}")
    assert found is not None
    return found.accessibleName()


def test_a_number_follows_what_is_typed_before_anything_is_stored(
    qtbot: QtBot, view: FormSectionView
) -> None:
    assert said_by(view, "p") == "计算有功 358.29 kW"
    model = view.findChildren(LoadGrid)[0].model
    power = model.place_of("rated_power_kw")
    assert model.setData(model.index(0, power), "280")
    assert said_by(view, "p") == "计算有功 372.69 kW"
    line = view.findChild(ValueField, "input_k_sum_p")
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, "1")
    view.keep_now()
    assert said_by(view, "p") == "计算有功 414.10 kW"


def test_a_tap_opens_formula_inputs_origins_basis_and_rules(view: FormSectionView) -> None:
    button, told = (
        view.findChild(QPushButton, "reckoning_p"),
        view.findChild(QLabel, "derivation_p"),
    )
    assert button is not None
    assert told is not None
    assert told.isHidden()
    button.click()
    assert not told.isHidden()
    for words in (
        "Pjs = KΣp·ΣPj",
        "0.9·398.1 = 358.29 kW",
        "建议的默认值",
        "需要系数法",
        RULES.version,
    ):
        assert words in told.text()
    button.click()
    assert told.isHidden()


def test_steps_stay_closed_until_they_are_asked_for(view: FormSectionView) -> None:
    step, more = (
        view.findChild(QPushButton, "reckoning_pj_sum"),
        view.findChild(QPushButton, "steps_demand"),
    )
    assert step is not None
    assert more is not None
    assert not step.isVisible()
    assert "4" in more.text()
    more.click()
    assert step.isVisible()


def test_capacities_are_compared_and_a_word_for_the_difference_is_taken(
    qtbot: QtBot, view: FormSectionView
) -> None:
    said = view.findChild(QLabel, "said_asked_large")
    assert said is not None
    assert "申请容量偏大" in said.text()
    assert "630" in said.text()
    bars = view.findChild(QWidget, "capacity_bars")
    assert bars is not None
    assert "申请后总容量 630 kVA" in bars.accessibleName()
    assert not bars.grab().isNull()
    word = view.findChild(ValueField, "word_asked_large|capacity")
    assert word is not None
    assert word.text() == "客户明年扩产"
    word.setText("二期一并申请")
    with qtbot.waitSignal(view.explained) as told:
        word.left.emit()
    assert told.args == ["asked_large|capacity", "二期一并申请"]


def test_a_recorded_survey_shows_the_word_and_takes_no_other(qtbot: QtBot) -> None:
    view = a_view(qtbot, "result", a_survey(), replace(RECKONED, takes_words=False))
    word = view.findChild(ValueField, "word_asked_large|capacity")
    assert word is not None
    assert word.isReadOnly()


def test_a_section_without_numbers_shows_none(qtbot: QtBot) -> None:
    view = a_view(qtbot, "applicant", a_survey(), RECKONED)
    assert view.findChildren(QPushButton, "reckoning_p") == []
