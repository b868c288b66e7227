"""Files of work orders as the marketing system and the spreadsheets write them."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

Cell = str | int | float | tuple[str, float]
"""Text, a number, or a number with the style of a date: `("date", 46349.4)`."""

HEADER = (
    "申请编号", "户名", "用电地址", "联系人", "联系电话", "业务类型", "客户类别",
    "申请容量(kVA)", "供电电压", "申请时间", "受理时间", "客户经理", "供电单位",
)  # fmt: skip


def an_order(number: str = "6301202611230001", **changes: str) -> tuple[str, ...]:
    """One sound row below that header."""
    said = dict(
        zip(
            HEADER,
            (
                number, "青海高原机械制造有限公司（示例）", "西宁市城北区纬二路18号", "马建国",
                "13900000000", "高压新装", "高压单电源", "630", "交流10kV",
                "2026-11-20 09:30:00", "2026-11-20 10:00", "", "城北供电所",
            ),
            strict=True,
        )
    )  # fmt: skip
    assert changes.keys() <= said.keys()
    return tuple((said | changes).values())


def csv_bytes(
    rows: Sequence[Sequence[Cell]], encoding: str = "utf-8-sig", delimiter: str = ","
) -> bytes:
    """The rows as text; a cell with a delimiter in it is quoted."""

    def written(cell: Cell) -> str:
        text = str(cell)
        needs = any(c in text for c in (delimiter, '"', "\n")) and not text.startswith("=")
        return '"' + text.replace('"', '""') + '"' if needs else text

    lines = [delimiter.join(written(cell) for cell in row) for row in rows]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def xlsx_bytes(*sheets: Sequence[Sequence[Cell]], hidden: Sequence[int] = ()) -> bytes:
    """A workbook of these sheets, as small as one can be."""
    numbers = range(1, len(sheets) + 1)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    bonds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kept_away = ' state="hidden"'
    listed = "".join(
        f'<sheet name="表{n}" sheetId="{n}" r:id="r{n}"{kept_away * (n in hidden)}/>'
        for n in numbers
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml"'
        ' ContentType="application/xml"/><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1"'
        f' Type="{bonds}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{bonds}"><sheets>{listed}'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        + "".join(
            f'<Relationship Id="r{n}" Type="{bonds}/worksheet" Target="worksheets/s{n}.xml"/>'
            for n in numbers
        )
        + f'<Relationship Id="rs" Type="{bonds}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>',
    }
    for number, rows in zip(numbers, sheets, strict=True):
        data = "".join(
            f'<row r="{r}">{"".join(_cell(r, c, cell) for c, cell in enumerate(row))}</row>'
            for r, row in enumerate(rows, 1)
        )
        files[f"xl/worksheets/s{number}.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData>{data}</sheetData></worksheet>'
        )
    return zipped(files)


def zipped(files: dict[str, str]) -> bytes:
    """These files as one package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(name, text)
    return out.getvalue()


def _cell(row: int, column: int, cell: Cell) -> str:
    place = f"{chr(ord('A') + column)}{row}"
    match cell:
        case "":
            return ""
        case str() if cell.startswith("=#"):  # a formula with what it last said
            return f'<c r="{place}" t="str"><f>A1</f><v>{escape(cell[2:])}</v></c>'
        case str():
            return f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
        case (_, days):
            return f'<c r="{place}" s="1"><v>{days}</v></c>'
        case _:
            return f'<c r="{place}"><v>{cell!r}</v></c>'
