"""Tables that somebody brings: what is read in them, and that no file harms."""

import contextlib
import io
import random
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from app.errors import SheetRefused
from app.instruments.sheet import MAX_BYTES, MAX_ROWS, read_sheet
from app.instruments.sheet_reader import read_sheet_apart
from tests.sheets import HEADER, an_order, csv_bytes, xlsx_bytes, zipped

ROWS = ((1, HEADER), (2, an_order()))


def why(data: bytes) -> str:
    with pytest.raises(SheetRefused) as refused:
        read_sheet(data)
    return refused.value.why


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_is_read_in_whatever_encoding_and_however_it_is_parted(
    encoding: str, delimiter: str
) -> None:
    assert read_sheet(csv_bytes([HEADER, an_order()], encoding, delimiter)) == ROWS


def test_a_quoted_cell_may_hold_lines_and_the_next_row_keeps_its_number() -> None:
    broken = an_order(用电地址="西宁市\n城北区,18号")
    read = read_sheet(csv_bytes([HEADER, broken, an_order("2")]))
    assert [line for line, _ in read] == [1, 2, 4]
    assert read[1][1] == broken


@pytest.mark.parametrize("text", ['甲,"乙\n丙,丁\n', '"甲"乙,丙\n丁\n'])
def test_a_quotation_mark_that_swallows_lines_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(SheetRefused) as refused:
        read_sheet(("首行,次列\n" + text).encode())
    assert (refused.value.why, refused.value.line) == ("open_quote", 2)


def test_a_workbook_tells_texts_numbers_dates_and_what_a_formula_last_said() -> None:
    row = ("=#6301", 630, 0.5, ("date", 46346.4375), "交流10kV", 10_000_000_000)
    assert read_sheet(xlsx_bytes([row])) == (
        (1, ("6301", "630", "0.5", "2026-11-20 10:30:00", "交流10kV", "10000000000")),
    )


def test_a_number_that_has_lost_its_last_digits_is_told_as_such() -> None:
    (_, (cell, kept)) = read_sheet(xlsx_bytes([(6301202611230001, 630120261123001)]))[0]
    assert (cell, kept) == ("6.301203E+15", "630120261123001")


def test_the_first_sheet_that_is_shown_and_not_empty_counts_with_its_own_line_numbers() -> None:
    book = xlsx_bytes([("藏",)], [], [(), (), ("见",)], hidden=(1,))
    assert read_sheet(book) == ((3, ("见",)),)


def saved(*sheets: tuple[str, Sequence[Sequence[Any]]]) -> bytes:
    """A workbook of these sheets as a spreadsheet program saves it."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_as_programs_save_it_says_what_they_show() -> None:
    row: list[Any] = list(an_order(户名="=cmd|' /C calc'!A0"))
    row[4], row[7], row[9], row[10] = (
        13900000000,
        1250.5,
        datetime(2026, 11, 20, 9, 30),  # noqa: DTZ001 (a spreadsheet knows no zone)
        date(2026, 11, 20),
    )
    book = load_workbook(io.BytesIO(saved(("工单", [HEADER, row]))))
    sheet = book.worksheets[0]
    sheet["H2"].number_format = "#,##0.00"
    sheet["B2"].data_type = "s"  # text that only looks like a formula
    out = io.BytesIO()
    book.save(out)
    _, (line, cells) = read_sheet_apart(out.getvalue())
    said = {**dict(zip(HEADER, row, strict=True)), "联系电话": "13900000000"}
    said |= {"申请容量(kVA)": "1250.5", "申请时间": "2026-11-20 09:30:00", "受理时间": "2026-11-20"}
    assert (line, cells) == (2, tuple(said.values()))


def test_years_counted_from_1904_are_the_same_days() -> None:
    book = Workbook()
    book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001
    book.worksheets[0].append(["申请时间", datetime(2026, 11, 20, 9, 30)])  # noqa: DTZ001
    out = io.BytesIO()
    book.save(out)
    assert read_sheet(out.getvalue()) == ((1, ("申请时间", "2026-11-20 09:30:00")),)


def test_a_sheet_of_notes_before_the_table_is_passed_over() -> None:
    notes = ("说明", [["请看“数据”"], ["制表", "张三"]])
    assert read_sheet(saved(notes, ("数据", [HEADER, an_order()]))) == ROWS
    assert [line for line, _ in read_sheet(saved(notes))] == [1, 2]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty_file"),
        (b" \r\n", "empty_file"),
        (b"\xff\xd8\xff\xe0 a picture\0\0", "not_a_table"),
        (b"%PDF-1.7\n\x80\x81\xfe\xff\0", "not_a_table"),
        ("<html><table><tr><td>户名".encode(), "web_page"),
        (b"PK\x03\x04 no package", "damaged"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 5000, "damaged"),
        (zipped({"a.txt": "no workbook"}), "damaged"),
        (b"1" * (MAX_BYTES + 1), "too_large"),
        (b"1\n" * (MAX_ROWS + 2), "too_many_rows"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    assert why(data) == reason


def test_too_many_rows_in_a_workbook_are_refused_also_behind_empty_ones() -> None:
    assert why(xlsx_bytes([("1",)] * (MAX_ROWS + 2))) == "too_many_rows"
    assert why(xlsx_bytes([*[()] * 5, ("1",), *[()] * 30_000, ("2",)])) == "too_many_rows"


def test_a_package_that_says_it_unpacks_beyond_measure_is_not_begun() -> None:
    data = xlsx_bytes([HEADER, an_order()])
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/big.bin", bytes(250 << 20))
    assert len(out.getvalue()) < 1 << 20
    assert why(out.getvalue()) == "too_large"


def test_a_package_that_lies_about_its_size_breaks_a_child_at_most() -> None:
    honest = xlsx_bytes([("甲",)])
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{"长" * 20}</t></is></c></row>'
                   for n in range(1, 400_000))  # fmt: skip
    bomb = zipped(
        {
            **{name: text for name, text in _files(honest).items() if "s1.xml" not in name},
            "xl/worksheets/s1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/'
            f'spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>',
        }
    )
    lying = _lie(bomb)
    with pytest.raises(SheetRefused) as refused:
        read_sheet_apart(lying, deadline_s=20)
    assert refused.value.why in ("too_many_rows", "damaged", "crashed", "too_large")


def test_a_cell_at_the_far_end_of_a_sheet_breaks_a_child_at_most() -> None:
    far = xlsx_bytes([("甲",)])
    files = _files(far)
    sheet = files["xl/worksheets/s1.xml"]
    files["xl/worksheets/s1.xml"] = sheet.replace(
        "</sheetData>",
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>乙</t></is></c></row></sheetData>',
    )
    with pytest.raises(SheetRefused) as refused:
        read_sheet_apart(zipped(files), deadline_s=20)
    assert refused.value.why in ("too_many_rows", "crashed", "too_large")


def test_changed_bytes_end_in_rows_or_in_a_reason() -> None:
    dice = random.Random(7)
    for whole in (xlsx_bytes([HEADER, an_order()]), csv_bytes([HEADER, an_order()], "gbk")):
        for _ in range(150):
            data = bytearray(whole)
            for _ in range(dice.randint(1, 8)):
                data[dice.randrange(len(data))] = dice.randrange(256)
            rows = ()
            with contextlib.suppress(SheetRefused):
                rows = read_sheet(bytes(data))
            assert all(isinstance(cell, str) for _, cells in rows for cell in cells)


def _files(package: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name).decode() for name in opened.namelist()}


def _lie(package: bytes) -> bytes:
    """The package with every size in its list of contents said to be 1000 bytes."""
    data = bytearray(package)
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 24 : place + 28] = (1000).to_bytes(4, "little")
        place = data.find(b"PK\x01\x02", place + 4)
    return bytes(data)
