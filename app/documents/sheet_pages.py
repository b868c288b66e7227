"""The calculation sheet drawn: summary, annex, and the capacities side by side."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from app.documents.font import FONT_NAME
from app.documents.page import RULE, SHADE, WIDTH, section, table
from app.documents.text import CELL, CENTRE, LABEL, NOTE, SMALL, SMALL_CENTRE, para
from app.domain.capacity_check import Bar
from app.domain.reckoning import rounded
from app.domain.sheet_paper import BAR_NAMES, CapacityPaper, SheetLine, SheetPaper
from app.domain.units import plain

_HEADS: Final = ("设备", "用途", "Pe kW", "Kx", "cosφ", "tanφ", "Pj kW", "Qj kvar")
_PROPOSAL: Final = (
    "以下为按规则得出的核对建议，不是结论；供电容量由客户申请、供电企业依规定核定，"
    "受电工程的设计、施工单位和设备材料由客户自主选择。"
)


def summary_table(lines: Sequence[SheetLine], where: str = "附件计算书") -> Flowable:
    """What a load list comes to, for the body of a paper; `where` the inputs are found."""
    heads = [para(text, LABEL) for text in ("负荷计算", "结果", f"公式（代入数值见{where}）")]
    body = [
        [para(line.name, LABEL), para(line.result, CELL), para(line.formula, SMALL)]
        for line in lines
    ]
    return table([heads, *body], (46, 44, 85), repeat=1)


def sheet_pages(title: str, sheet: SheetPaper) -> Iterator[Flowable]:
    """The annex: every number with its formula, inputs, origin and basis, then the load list."""
    yield from section(title, [para(f"{sheet.rounding}{sheet.source}", NOTE)])
    for block in sheet.blocks:
        yield CondPageBreak(30 * mm)
        yield Spacer(0, 2 * mm)
        yield para(block.title, LABEL)
        yield _numbers(block.lines)
    if sheet.rows:
        yield CondPageBreak(30 * mm)
        yield Spacer(0, 2 * mm)
        yield para("用电设备逐行计算", LABEL)
        yield _list(sheet.rows)


def capacity_part(capacity: CapacityPaper) -> Iterator[Flowable]:
    """Capacities side by side, and what they say, with the word of the account manager."""
    yield Bars(capacity.bars, capacity.unit)
    rows = []
    for said, word in capacity.sentences:
        told = f"{said}\n客户经理说明：{word}" if word else said
        rows.append([para(told, CELL)])
    if rows:
        yield table(rows, (1,))
    yield para(f"{_PROPOSAL}实测来源：{capacity.measured}。", NOTE)


def _numbers(lines: Sequence[SheetLine]) -> Flowable:
    heads = [para(text, LABEL) for text in ("名称", "公式与代入", "结果", "输入及来源；依据")]
    body = [
        [
            para(line.name, SMALL),
            para("\n".join(filter(None, (line.formula, line.inserted))), SMALL),
            para("\n".join(filter(None, (line.result, line.verdict))), SMALL_CENTRE),
            para("\n".join(filter(None, (line.given, f"依据：{line.basis}"))), SMALL),
        ]
        for line in lines
    ]
    return table([heads, *body], (30, 56, 26, 63), repeat=1)


def _list(rows: Sequence[tuple[str, ...]]) -> Flowable:
    heads = [para(text, LABEL) for text in ("序号", *_HEADS)]
    body: list[list[Any]] = [
        [para(str(number), CENTRE), *(para(text, SMALL) for text in row)]
        for number, row in enumerate(rows, start=1)
    ]
    return table([heads, *body], (12, 44, 21, 19, 13, 13, 15, 19, 19), repeat=1)


class Bars(Flowable):  # type: ignore[misc]
    """Capacities as bars from one zero, each with its name and value."""

    _NAME, _VALUE, _TALL, _STEP = 30 * mm, 30 * mm, 4.2 * mm, 6.4 * mm

    def __init__(self, bars: Sequence[Bar], unit: str) -> None:
        super().__init__()
        self._bars, self._unit = bars, unit
        self.width = WIDTH
        self.height = self._STEP * len(bars) + 2 * mm

    def draw(self) -> None:
        """Draw each bar with its words; the longest fills the room."""
        canvas = self.canv
        most = max((bar.value for bar in self._bars), default=0)
        room = self.width - self._NAME - self._VALUE
        canvas.saveState()
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        for number, bar in enumerate(self._bars, start=1):
            y = self.height - number * self._STEP
            share = float(bar.value / most) if most else 0.0
            canvas.setFont(FONT_NAME, 9)
            canvas.setFillGray(0)
            canvas.drawString(1 * mm, y + 1.1 * mm, BAR_NAMES[bar.kind])
            canvas.setFillColor(SHADE)
            canvas.rect(self._NAME, y, room * share, self._TALL, fill=1)
            canvas.setFillGray(0)
            text = f"{plain(rounded(bar.value, 1))} {self._unit}"
            canvas.drawString(self._NAME + room * share + 2 * mm, y + 1.1 * mm, text)
        canvas.restoreState()
