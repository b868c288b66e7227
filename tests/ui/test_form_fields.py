"""Fields and rows of a form on the screen: several choices, remarks in rows, nameplates."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.entry import Entry, FormRow
from app.domain.form import Field
from app.domain.inspection import InspectionKind
from app.domain.survey import entry_of
from app.reference.library import open_reference
from tests.builders import a_case, a_visit
from ui.demo.hands import click
from ui.forms.form_grid import FormGrid
from ui.forms.load_grid import LoadGrid, LoadModel

FORM = open_reference().form("site_survey", "F01")


def an_entry(rows: Iterable[FormRow] = (), **typed: str) -> Entry:
    survey = a_visit(kind=InspectionKind.SURVEY, values=typed)
    return replace(entry_of(survey, FORM, a_case(), []), rows=tuple(rows))


def fields(*names: str) -> list[Field]:
    return [FORM.fields[name] for name in names]


def test_several_kinds_are_put_in_and_taken_out(qtbot: QtBot) -> None:
    entry = an_entry(special_load="yes", special_kinds="impact")
    grid = FormGrid(fields("special_load", "special_kinds"), entry)
    qtbot.addWidget(grid)
    said: list[str] = []
    grid.entered.connect(lambda name, text, caret: said.append(text))
    click(grid, "input_special_kinds_harmonic")
    click(grid, "input_special_kinds_impact")
    assert said == ["harmonic,impact", ""]
    grid.show_entry(replace(entry, typed={**entry.typed, "special_kinds": "harmonic,impact"}))
    click(grid, "input_special_kinds_impact")
    assert said[-1] == "harmonic"


def test_what_is_reckoned_is_shown_in_words(qtbot: QtBot) -> None:
    entry = an_entry(tariff_applied="residential", tariff_confirmed="other")
    grid = FormGrid(fields("tariff_applied", "tariff_confirmed", "tariff_match"), entry)
    qtbot.addWidget(grid)
    shown = grid.editor("tariff_match")
    assert (shown.text(), shown.isReadOnly()) == ("否", True)  # type: ignore[union-attr]
    grid.show_entry(an_entry(tariff_applied="other", tariff_confirmed="other"))
    assert shown.text() == "是"  # type: ignore[union-attr]


def test_a_row_says_beside_its_cell_what_does_not_hold(qtbot: QtBot) -> None:
    cells = {"mode": "HVLM", "ct_ratio": "50/5", "acquisition_terminal": "no"}
    row = FormRow("metering_points", "row-1", cells)
    grid = FormGrid(FORM.tables["metering_points"].columns, an_entry([row]), row)
    qtbot.addWidget(grid)
    remarks = {label.objectName(): label.text() for label in grid.findChildren(QLabel)}
    assert remarks["remark_ct_ratio"] == "CT 一次电流小于变压器低压侧额定电流"
    assert remarks["remark_acquisition_terminal"] == "高压客户必须装采集终端"


def test_a_scrolling_finger_changes_no_choice(qtbot: QtBot) -> None:
    entry = an_entry(important_level="second")
    grid = FormGrid(fields("important_level"), entry)
    qtbot.addWidget(grid)
    grid.show()
    said: list[str] = []
    grid.entered.connect(lambda name, text, caret: said.append(text))
    combo = grid.editor("important_level")
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    middle = QPointF(combo.rect().center())
    turn = QWheelEvent(
        middle, combo.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, turn)
    assert (combo.currentData(), said) == ("second", [])


@pytest.fixture
def loads(qtbot: QtBot) -> LoadGrid:
    names = iter(f"load-{number}" for number in range(9))
    grid = LoadGrid(FORM.tables["loads"], an_entry(), lambda: next(names), {})
    qtbot.addWidget(grid)
    return grid


def put(model: LoadModel, **cells: str) -> FormRow:
    columns = [model.column(number).id for number in range(model.columnCount())]
    for name, text in cells.items():
        model.setData(model.index(0, columns.index(name)), text)
    return model.rows[0]


@pytest.mark.parametrize(
    ("typed", "kw", "value", "unit"),
    [
        ("50HP", "36.78", "50", "HP"),
        ("50 马力", "36.78", "50", "HP"),
        ("100 kVA", "80", "100", "kVA"),
        ("75", "75", None, None),
        ("lots hp", "lots hp", None, None),
    ],
)
def test_a_nameplate_in_other_units_becomes_kilowatts(
    loads: LoadGrid, typed: str, kw: str, value: str | None, unit: str | None
) -> None:
    cells = put(loads.model, equipment_name="水泵", power_factor="0.8", rated_power_kw=typed).cells
    assert cells["rated_power_kw"] == kw
    assert (cells.get("rated_input_value"), cells.get("rated_input_unit")) == (value, unit)


def test_no_head_of_a_column_is_cut(qtbot: QtBot) -> None:
    reply = open_reference().filed("F03")
    grid = LoadGrid(reply.tables["fees"], Entry(reply, {}, ()), lambda: "r1", {})
    qtbot.addWidget(grid)
    head = grid.view.horizontalHeader()
    cut = [n for n in range(head.count()) if grid.view.columnWidth(n) < head.sectionSizeHint(n)]
    assert cut == []


def test_a_row_is_removed_only_where_one_is_chosen(loads: LoadGrid) -> None:
    remove = loads.findChild(QPushButton, "remove_load")
    which = loads.findChild(QLabel, "remove_which")
    assert (remove.isEnabled(), which.text()) == (False, "")
    loads.show_entry(an_entry([put(loads.model, equipment_name="电焊机")]))
    assert (remove.isEnabled(), which.text()) == (False, "先点选要移除的一行")
    loads.view.setCurrentIndex(loads.model.index(0, 1))
    assert (remove.isEnabled(), which.text()) == (True, "")
    loads.view.setCurrentIndex(loads.model.index(1, 0))  # the empty one to go on in
    assert not remove.isEnabled()
    loads.view.setCurrentIndex(loads.model.index(0, 0))
    loads.show_entry(an_entry())
    assert not remove.isEnabled()


def test_a_line_that_is_odd_is_named_below_the_list(loads: LoadGrid) -> None:
    row = put(loads.model, equipment_name="电焊机", phases="1", rated_power_kw="15")
    loads.show_entry(an_entry([row]))
    problem = loads.findChild(QLabel, "problem_loads")
    assert "第 1 行：单相设备一般为 220 V" in problem.text()
    mended = put(loads.model, rated_voltage="220V", rated_power_kw="10")
    loads.show_entry(an_entry([mended]))
    assert "第 1 行" not in problem.text()


def test_a_cell_takes_several_kinds_of_disturbance_one_after_the_other(loads: LoadGrid) -> None:
    put(loads.model, equipment_name="中频炉")
    columns = [loads.model.column(number).id for number in range(loads.model.columnCount())]
    place = loads.model.index(0, columns.index("pq_kind"))

    def pick(option: str) -> list[str]:
        delegate = loads.view.itemDelegate()
        combo = delegate.createEditor(loads.view, None, place)  # type: ignore[arg-type]
        assert isinstance(combo, QComboBox)
        shown = [combo.itemText(number) for number in range(combo.count())]
        combo.setCurrentIndex(combo.findData(option))
        model: QAbstractItemModel = loads.model
        delegate.setModelData(combo, model, place)
        combo.deleteLater()
        return shown

    pick("impact")
    assert "✓ 冲击" in pick("harmonic")
    assert loads.model.rows[0].cells["pq_kind"] == "harmonic,impact"
    assert place.data(Qt.ItemDataRole.DisplayRole) == "谐波、冲击"
    pick("impact")
    assert loads.model.rows[0].cells["pq_kind"] == "harmonic"
