"""Tables of a form on paper: no word of a head is torn, no number, and all columns fit the page."""

import pytest
from reportlab.lib.units import mm

from app.documents.form_parts import _head, _least, _widths, _words
from app.documents.lines import break_lines
from app.documents.page import CELL_INSET, WIDTH, table
from app.documents.text import CELL, SMALL, para, use_font
from app.domain.form_paper import PaperTable
from app.reference.library import open_reference

COLUMNS = open_reference().filed("F09").tables["loads"].columns
HEADS = tuple(f"{each.zh}（{each.unit}）" if each.unit else each.zh for each in COLUMNS)
CELLS = {
    "equipment_name": "数控车床（含伺服驱动）", "category": "通风机、水泵", "quantity": "12",
    "rated_power_kw": "18.5", "total_power_kw": "222", "demand_factor": "0.75",
    "power_factor": "0.85", "rated_voltage": "380V", "phases": "三相", "load_grade": "三级",
    "is_security_load": "否", "start_method": "星三角", "pq_kind": "谐波、冲击",
}  # fmt: skip


def a_list(columns: int) -> PaperTable:
    use_font()
    row = tuple(CELLS.get(each.id, "") for each in COLUMNS[:columns])
    return PaperTable("用电设备", HEADS[:columns], (row,), is_grid=True)


@pytest.mark.parametrize("columns", [3, 9, 11, 13])
def test_a_load_list_fits_and_tears_neither_a_word_of_its_head_nor_a_number(columns: int) -> None:
    shown = a_list(columns)
    widths, style = _widths(shown)
    assert sum(widths) <= WIDTH + 0.01
    for name, cell, width in zip(shown.heads, shown.rows[0], widths[1:], strict=True):
        room = width - 2 * CELL_INSET
        lines = break_lines(_head(name, room, style), room, style.measure)
        assert list(lines) in ([name], _words(name)), lines
        if cell.isascii():
            assert break_lines(cell, room, SMALL.measure) == (cell,)


def test_a_head_is_broken_before_its_unit_and_in_the_middle_of_a_long_word() -> None:
    assert _words("设备名称") == ["设备名称"]
    assert _words("cosφ") == ["cosφ"]
    assert _words("单台功率（kW）") == ["单台功率", "（kW）"]
    assert _words("影响电能质量") == ["影响电", "能质量"]


@pytest.mark.parametrize(("lines", "torn"), [(10, False), (18, True)])
def test_a_tall_row_does_not_leave_a_third_of_a_page_white(lines: int, *, torn: bool) -> None:
    use_font()
    words = para("\n".join(["实测记录"] * lines), CELL)
    made = table([[para("检验情况")], [words]], (1,), repeat=1)
    made.wrap(WIDTH, 500)
    room = 40 * mm
    parts = made.split(WIDTH, room)
    assert bool(parts) == torn
    for part in parts[:1]:
        assert room - 2 * CELL.leading < part.wrap(WIDTH, room)[1] <= room


def test_where_the_page_is_too_narrow_longer_cells_are_broken_before_heads() -> None:
    shown = a_list(14)
    widths, style = _widths(shown)
    assert sum(_least(shown, style, 6 * SMALL.size)) > WIDTH >= sum(widths) - 0.01
    cell = shown.rows[0][0]
    assert len(break_lines(cell, widths[1] - 2 * CELL_INSET, SMALL.measure)) > 1
