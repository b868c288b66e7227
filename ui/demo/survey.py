"""The survey on the real screens: every field, table, load and stroke entered by hand."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.entry import Entry
from app.domain.form import FormSection
from app.domain.sketch import BOARD, Point
from app.views.visits import inspection_page
from app.workspace import Workspace
from ui.demo import survey_cast as cast
from ui.demo.forms import fill_fields, visible
from ui.demo.hands import click, settle, type_in
from ui.demo.visit import answer_everything, give_opinion, window_inspection
from ui.forms.form_grid import FormGrid
from ui.forms.load_grid import LoadGrid, LoadModel
from ui.forms.row_cards import RowCards
from ui.forms.sketch_board import SketchBoard
from ui.inspection.checklist_form import ChecklistForm
from ui.main_window import MainWindow

W = TypeVar("W", bound=QWidget)


def fill_in_survey(window: MainWindow, ws: Workspace, photos: Sequence[Path]) -> None:
    """Fill the form of the open survey, answer its checklist, take photos, write the opinion."""
    form: ChecklistForm = window.screen_named("inspection")
    entry = inspection_page(ws, window_inspection(ws)).entry
    assert entry is not None
    now = ws.clock.now()
    times = {"arrived_at": f"{now:%Y-%m-%d %H}:00", "left_at": f"{now:%Y-%m-%d %H:%M}"}
    for section in entry.form.sections:
        if section.fields or section.tables or section.sketch:
            click(form, f"section_{section.id}")
            settle(window.background)
            _fill_section(window, form, section, entry, {**cast.FIELDS, **times})
    answer_everything(
        window, ws, lambda _question: None, cast.READINGS, cast.NOT_HERE, cast.NOTHING_OF_IT
    )
    form.add_photos(list(photos), "sur.result.photos", "")
    settle(window.background, 120)
    give_opinion(window, ws, cast.OPINION)


def _fill_section(
    window: MainWindow,
    form: ChecklistForm,
    section: FormSection,
    entry: Entry,
    fields: Mapping[str, str],
) -> None:
    for grid in visible(form, FormGrid):
        if not any(cards.isAncestorOf(grid) for cards in form.findChildren(RowCards)):
            fill_fields(window, grid, section.fields, fields)
    for cards in visible(form, RowCards):
        _fill_table(window, cards, entry)
    for loads in visible(form, LoadGrid):
        _type_loads(window, loads)
    for board in visible(form, SketchBoard):
        _draw(window, board)


def _fill_table(window: MainWindow, cards: RowCards, entry: Entry) -> None:
    for number, values in enumerate(cast.ROWS.get(cards.table_id, ())):
        click(cards, f"add_{cards.table_id}")
        settle(window.background)
        grid = cards.findChildren(FormGrid)[number]
        columns = entry.form.tables[cards.table_id].columns
        fill_fields(window, grid, columns, values)


def _type_loads(window: MainWindow, loads: LoadGrid) -> None:
    view, model = loads.view, loads.model
    columns = [model.column(number).id for number in range(model.columnCount())]
    for line, values in enumerate(cast.LOADS):
        for name, value in values.items():
            _type_cell(loads, line, columns.index(name), value)
        settle(window.background)
    _choose_cell(model, cast.HARMONIC, columns.index("pq_kind"), "harmonic")
    settle(window.background)
    view.clearSelection()


def _type_cell(loads: LoadGrid, line: int, place: int, value: str) -> None:
    model = loads.model
    if model.column(place).options:
        _choose_cell(model, line, place, value)
        return
    index = model.index(line, place)
    loads.view.setCurrentIndex(index)
    editor = loads.view.indexWidget(index)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_in(editor, value)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.qWait(1)  # the table takes it in when the key has been dealt with


def _choose_cell(model: LoadModel, line: int, place: int, value: str) -> None:
    model.setData(model.index(line, place), value)


def _draw(window: MainWindow, board: SketchBoard) -> None:
    for kind, at, text in cast.MARKS:
        click(board, f"sketch_tool_{kind}")
        type_in(next(iter(board.findChildren(QLineEdit, "sketch_text"))), text)
        QTest.mouseClick(board.paper, Qt.MouseButton.LeftButton, pos=_pixel(board, at))
        settle(window.background)
    click(board, "sketch_tool_stroke")
    for first, *rest in cast.LINES:
        QTest.mousePress(board.paper, Qt.MouseButton.LeftButton, pos=_pixel(board, first))
        for point in rest:
            QTest.mouseMove(board.paper, _pixel(board, point))
            QTest.qWait(2)
        QTest.mouseRelease(board.paper, Qt.MouseButton.LeftButton, pos=_pixel(board, rest[-1]))
        settle(window.background)


def _pixel(board: SketchBoard, at: Point) -> QPoint:
    scale = board.paper.width() / BOARD[0]
    return QPoint(round(at.x * scale), round(at.y * scale))
