"""The annex 负荷分析: what a load curve comes to, its pictures, every number; voltage quality."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table
from reportlab.platypus.tables import TableStyle

from app.documents.curve import LoadCurve
from app.documents.font import BOLD_NAME
from app.documents.page import FAINT, SHADE, WIDTH, fresh_page, section, table
from app.documents.plates import Plate
from app.documents.text import (
    BODY,
    CELL,
    EMPTY,
    FAILED,
    LABEL,
    NOTE,
    SMALL,
    SMALL_CENTRE,
    Align,
    TextStyle,
    para,
)
from app.domain.day import moment_in_words
from app.domain.load_headline import Headline, load_headlines
from app.domain.load_paper import PaperLoad, PaperQuality
from app.domain.load_pictures import Picture
from app.domain.load_words import Part, load_lines, load_sentence, spoken
from app.domain.names import when
from app.domain.paper import PaperCurve
from app.domain.quality_findings import (
    Finding,
    HarmonicCurrent,
    PermittedCurrents,
    QualityFindings,
    Quantity,
)
from app.domain.quality_words import (
    CURRENT_SOURCE,
    FINDING_NAMES,
    WHY_NAMES,
    current_name,
    current_said,
    limit_said,
    permitted_said,
    point_said,
    quality_sentence,
    value_said,
)

_BIG: Final = TextStyle(14, Align.CENTRE, font=BOLD_NAME)
_TALL: Final = 43 * mm
_HEAT_TALL: Final = 38 * mm
_CURVE_TALL: Final = 50 * mm
_BETWEEN: Final = 4 * mm
_IN_A_ROW: Final = 12
"""So many orders of permitted currents."""
_SIGNS: Final = {
    Finding.PASS: "✔ ",
    Finding.MARGINAL: "✔ ",
    Finding.FAIL: "✘ ",
    Finding.INCONCLUSIVE: "",
}
_CURVE_NOTE: Final = "蓝色带为各时段最低与最高负荷，线为最高负荷；黄色底为缺数时段，不计入电量。"


def load_pages(title: str, curve: PaperCurve) -> Iterator[Flowable]:
    """The conclusion, the big numbers, the curve, its pictures, and every number."""
    yield fresh_page()
    head = [*section(title, ()), *_facts(curve)]
    body = [Spacer(0, 2 * mm), LoadCurve(curve, _CURVE_TALL), para(_CURVE_NOTE, NOTE)]
    load = curve.load
    if load is None:
        yield KeepTogether([*head, *body])
        return
    told = "；".join(_said(part) for part in load_sentence(load.found))
    conclusion = table([[para(f"结论：{told}。", BODY)]], (1,), *_roomy())
    numbers = _headlines(load_headlines(load.found))
    yield KeepTogether([*head, Spacer(0, 2 * mm), conclusion, numbers, *body])
    yield from _pictures(load)
    yield from section("负荷分析的数值、算法与依据", [_numbers(load)])
    yield para(f"峰谷时段与参考形状版本：{load.rules}。", NOTE)


def quality_pages(title: str, quality: PaperQuality) -> Iterator[Flowable]:
    """The verdict, each quantity and harmonic beside its limit, and what it was measured with."""
    found = quality.found
    told = "；".join(_said(part) for part in quality_sentence(found))
    conclusion = table([[para(f"结论：{told}。", BODY)]], (1,), *_roomy())
    first = [
        *section(title, ()),
        _record(quality),
        Spacer(0, 2 * mm),
        conclusion,
        Spacer(0, 2 * mm),
    ]
    if found.quantities:
        yield KeepTogether([*first, _quantities(found.quantities)])
    else:
        yield KeepTogether(first)
    if found.currents:
        yield _currents(found)
    for picture in quality.pictures:
        yield KeepTogether([Spacer(0, 3 * mm), Plate(picture, WIDTH, _TALL), *_note(picture)])


def permitted_part(title: str, permitted: PermittedCurrents) -> Flowable:
    """The harmonic currents that the customer may inject, twelve orders in a row."""
    rows: list[list[Flowable]] = []
    for at in range(0, len(permitted.amperes), _IN_A_ROW):
        some = permitted.amperes[at : at + _IN_A_ROW]
        blank = [para("", CELL) for _ in range(_IN_A_ROW - len(some))]
        orders = [para(str(order), SMALL_CENTRE) for order, _ in some]
        values = [para(f"{amperes:.2f}", SMALL_CENTRE) for _, amperes in some]
        rows.append([para("次数", LABEL), *orders, *blank])
        rows.append([para("A", LABEL), *values, *blank])
    shaded = [("BACKGROUND", (0, at), (-1, at), SHADE) for at in range(0, len(rows), 2)]
    note = f"{_said(point_said(permitted.point))}。{CURRENT_SOURCE}。"
    body = [table(rows, (15, *[13] * _IN_A_ROW), *shaded), para(note, NOTE)]
    return KeepTogether([*section(title, body)])


def _facts(curve: PaperCurve) -> Iterator[Flowable]:
    profile, summary = curve.profile, curve.summary
    start, end = moment_in_words(summary.start), moment_in_words(summary.end)
    kind = {"mean": "时段平均功率", "instant": "瞬时功率"}.get(
        profile.sample_kind, profile.sample_kind
    )
    missing = sum(gap.missing for gap in summary.gaps)
    gaps = f"{len(summary.gaps)} 段，共 {missing} 点" if summary.gaps else "无"
    yield _pairs(
        (
            ("电能表号", profile.meter_no or EMPTY),
            ("数据文件", profile.source_name),
            ("起止时间", f"{start} 至 {end}"),
            ("采　　样", f"{_interval(summary.interval_s)}，{kind}，{summary.points} 点"),
            ("倍　　率", profile.multiplier or EMPTY),
            ("缺　　数", gaps),
        )
    )


def _interval(seconds: int) -> str:
    return f"{seconds // 60} min" if seconds % 60 == 0 else f"{seconds} s"


def _pairs(facts: Sequence[tuple[str, str]]) -> Flowable:
    cells = [[para(name, LABEL), para(text, CELL)] for name, text in facts]
    rows = [[*cells[i], *cells[i + 1]] for i in range(0, len(cells), 2)]
    shaded = [("BACKGROUND", (column, 0), (column, -1), SHADE) for column in (0, 2)]
    return table(rows, (18, 79, 18, 60), *shaded)


def _headlines(numbers: Sequence[Headline]) -> Flowable:
    """The numbers that come first, three in a row: name, value, how it is meant."""
    rows: list[list[Any]] = []
    for at in range(0, len(numbers), 3):
        three = numbers[at : at + 3]
        rows.append([para(each.name, LABEL) for each in three])
        rows.append([para(f"{each.value} {each.unit}".strip(), _BIG) for each in three])
        rows.append([para(_said(each.more), SMALL_CENTRE) for each in three])
    shaded = [("BACKGROUND", (0, at), (-1, at), FAINT) for at in range(0, len(rows), 3)]
    joined = [("LINEBELOW", (0, at), (-1, at), 0.6, FAINT) for at in range(len(rows)) if at % 3 < 2]
    return table(rows, (1, 1, 1), *shaded, *joined)


def _pictures(load: PaperLoad) -> Iterator[Flowable]:
    yield from _pairs_of(load, ("duration", "day_year"))
    heat = load.picture("heat")
    if heat is not None:
        yield KeepTogether([Spacer(0, 3 * mm), Plate(heat, WIDTH, _HEAT_TALL), *_note(heat)])
    yield from _pairs_of(load, ("months", "split", "like_0_working", "like_0_off"))


def _pairs_of(load: PaperLoad, keys: Sequence[str]) -> Iterator[Flowable]:
    there = [picture for key in keys if (picture := load.picture(key)) is not None]
    for at in range(0, len(there), 2):
        yield _side_by_side(there[at : at + 2])


def _side_by_side(pictures: Sequence[Picture]) -> Flowable:
    width = (WIDTH - _BETWEEN) / 2
    cells: list[Any] = [[Plate(each, width, _TALL), *_note(each)] for each in pictures]
    cells += [""] * (2 - len(cells))
    widths = [width + _BETWEEN, width]
    flat = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "BOTTOM")]
    style = TableStyle(
        [*flat, ("TOPPADDING", (0, 0), (-1, -1), 3 * mm), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    )
    return Table([cells], colWidths=widths, style=style)


def _note(picture: Picture) -> list[Flowable]:
    return [] if picture.note is None else [para(_said(picture.note), NOTE)]


def _numbers(load: PaperLoad) -> Flowable:
    heads = [para(text, LABEL) for text in ("项目", "结果", "算法（代入数值）", "依据")]
    body = [
        [
            para(each.name, LABEL),
            para(_said(each.said), SMALL),
            para(_said(each.formula), SMALL),
            para(_said(each.source), SMALL),
        ]
        for each in load_lines(load.found)
    ]
    return table([heads, *body], (31, 45, 53, 46), repeat=1)


def _record(quality: PaperQuality) -> Flowable:
    found = quality.found
    formal = "满 7 天，可作正式判定" if found.is_formal else "不足 7 天，只作快速检查"
    return _pairs(
        (
            ("仪表编号", quality.meter_no or EMPTY),
            ("数据文件", quality.source_name),
            ("起止时间", f"{moment_in_words(found.start)} 至 {moment_in_words(found.end)}"),
            ("时　　长", formal),
            (
                "时　　段",
                f"{_interval(found.interval_s)}，应有 {found.expected} 个，可疑 {found.flagged} 个",
            ),
            ("标称电压", f"{found.un_kv:g} kV（限值版本 {quality.limits}）"),
        )
    )


def _quantities(quantities: Sequence[Quantity]) -> Flowable:
    heads = [para(text, LABEL) for text in ("项目", "测得", "限值", "余量", "判定", "依据")]
    body = [
        [
            para(each.zh, LABEL),
            para(
                _said(value_said(each)) + (f"　{each.phase.upper()} 相" if each.phase else ""),
                SMALL,
            ),
            para(_said(limit_said(each)) or EMPTY, SMALL),
            para(EMPTY if each.margin_pct is None else f"{each.margin_pct:.1f} %", SMALL_CENTRE),
            _verdict(each.finding, each.why),
            para(each.ref, SMALL),
        ]
        for each in quantities
    ]
    return table([heads, *body], (34, 48, 32, 15, 24, 32), repeat=1)


def _currents(found: QualityFindings) -> Flowable:
    heads = [para(text, LABEL) for text in ("谐波电流", "测得", "允许值", "判定")]
    rows = table([heads, *map(_current, found.currents)], (32, 60, 50, 33), repeat=1)
    body = [*section("谐波电流与接入点允许值", [rows])]
    if found.point is not None:
        body.append(para(f"{_said(point_said(found.point))}。{CURRENT_SOURCE}。", NOTE))
    return KeepTogether(body)


def _current(each: HarmonicCurrent) -> list[Flowable]:
    return [
        para(_said(current_name(each)), LABEL),
        para(_said(current_said(each)), SMALL),
        para(_said(permitted_said(each)), SMALL),
        _verdict(each.finding, each.why),
    ]


def _verdict(finding: Finding, why: str) -> Flowable:
    said = f"{_SIGNS[finding]}{FINDING_NAMES[finding]}"
    if why:
        said = f"{said}（{WHY_NAMES[why]}）"
    return para(said, FAILED if finding is Finding.FAIL else SMALL_CENTRE)


def _roomy() -> list[tuple[Any, ...]]:
    return [(f"{side}PADDING", (0, 0), (-1, -1), 5) for side in ("TOP", "BOTTOM")]


def _said(part: Part) -> str:
    return spoken(part, when=when)
