"""The calculation sheet (计算书) as it is printed: every number with its formula and its inputs."""

from dataclasses import dataclass
from typing import Final

from app.domain.capacity_check import Bar, Found, Measured
from app.domain.change import Plain
from app.domain.day import moment_in_words
from app.domain.demand import LoadLine
from app.domain.formulas import BLOCKS, MAIN, ROUNDING, SOURCE_NAMES, VERDICT_NAMES
from app.domain.load_sheet import LoadSheet
from app.domain.reckoning import Given, Reckoning, rounded, tan_of
from app.domain.units import plain

BAR_NAMES: Final = {
    "asked": "申请后总容量",
    "reckoned": "计算所需",
    "measured": "实测最大",
    "existing": "现有容量",
}
"""What is looked at side by side."""
SHORT_INTERVAL: Final = "（短于 15 分钟，会高于计费需量）"
"""What a peak of short stretches is said to be."""
USE_NAMES: Final = {"normal": "常用", "standby": "备用", "fire": "消防", "cut_off": "火灾时切除"}
"""When a line of the load list runs."""


@dataclass(frozen=True)
class SheetLine:
    """One number: its name and symbol, the formula and with its inputs, the result, the basis."""

    name: str
    formula: str
    inserted: str
    """The formula with its inputs, or nothing where that says no more."""
    result: str
    given: str
    """Each input with its unit and where it is from."""
    basis: str
    verdict: str


@dataclass(frozen=True)
class SheetBlock:
    """Numbers that belong together."""

    title: str
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True)
class CapacityPaper:
    """What was applied for beside what is reckoned, measured and there, with the words for it."""

    unit: str
    bars: tuple[Bar, ...]
    sentences: tuple[tuple[str, str], ...]
    """Each conclusion, and the account manager's word for it."""
    measured: str
    """Where the measured demand is from."""


@dataclass(frozen=True)
class SheetPaper:
    """The whole sheet."""

    blocks: tuple[SheetBlock, ...]
    rows: tuple[tuple[str, ...], ...]
    """The load list line by line: name, use, Pe, Kx, cosφ, tanφ, Pj, Qj."""
    summary: tuple[SheetLine, ...]
    """The demand and what is proposed for it, for the body of the paper."""
    capacity: CapacityPaper | None
    source: str
    rounding: str = ROUNDING


def sheet_paper(sheet: LoadSheet | None, words: dict[str, str] | None = None) -> SheetPaper | None:
    """The sheet as it is printed; `words` are said of what does not fit, by its key."""
    if sheet is None:
        return None
    parts = sheet.of("demand", "fire", "compensation")
    summary = (each for each in parts if each.id in MAIN or each.id == "pe_sum")
    return SheetPaper(
        blocks=tuple(
            SheetBlock(BLOCKS[block], tuple(map(_line, found))) for block, found in sheet.blocks
        ),
        rows=tuple(map(_row, (each.line for each in sheet.lines))),
        summary=tuple(map(_line, summary)),
        capacity=_capacity(sheet, words or {}),
        source=f"规则版本 {sheet.version}，其中取值待与原文核对。",
    )


def plain_sheet(sheet: LoadSheet | None) -> dict[str, Plain]:
    """The sheet as the record inside a paper carries it: reckoned again, it must come out equal."""
    if sheet is None:
        return {}
    return {
        "reckoning": {
            "rules": sheet.version,
            "source": sheet.source,
            "rounding": ROUNDING,
            "numbers": [_plain(each) for each in sheet.reckonings],
        }
    }


def result_of(reckoning: Reckoning) -> str:
    """A result with its unit."""
    return f"{reckoning.shown} {reckoning.formula.unit}".strip()


def _line(each: Reckoning) -> SheetLine:
    formula = each.formula
    name = f"{each.about}　{formula.zh}" if each.about else formula.zh
    notation = formula.equation
    inserted = each.inserted
    return SheetLine(
        name=name,
        formula=notation,
        inserted="" if inserted == formula.notation else f"= {inserted}",
        result=result_of(each),
        given="；".join(map(_given, each.given)),
        basis=f"{formula.basis}{'（待核对原文）' if formula.verify else ''}",
        verdict=VERDICT_NAMES.get(each.verdict, ""),
    )


def _given(each: Given) -> str:
    value = f"{each.symbol} = {each.shown} {each.unit}".strip()
    return f"{value}（{SOURCE_NAMES[each.source]}）"


def _row(line: LoadLine) -> tuple[str, ...]:
    numbers = (
        plain(rounded(line.power_kw, 3)), plain(line.factor), plain(line.cos),
        f"{rounded(tan_of(line.cos), 4)}",
    )  # fmt: skip
    counts = line.use != "standby"
    results = (f"{rounded(line.p_kw, 3)}", f"{rounded(line.q_kvar, 3)}") if counts else ("—", "—")
    return (line.name, USE_NAMES[line.use], *numbers, *results)


def _capacity(sheet: LoadSheet, words: dict[str, str]) -> CapacityPaper | None:
    check = sheet.capacity
    if check is None:
        return None

    def told(found: Found) -> tuple[str, str]:
        return found.said, words.get(found.key, "")

    return CapacityPaper(
        unit=check.unit,
        bars=check.bars,
        sentences=tuple(map(told, check.found)),
        measured=_said(check.measured),
    )


def _said(measured: Measured | None) -> str:
    """Where the measured demand is from, and what kind of number it is."""
    if measured is None:
        return "没有导入负荷曲线"
    kw = f"{measured.name}，{plain(measured.kw)} kW"
    if measured.ends_at is None:
        short = SHORT_INTERVAL if measured.is_peak else ""
        return f"{kw}，每 {measured.interval_s} s 一个值{short}"
    minutes = measured.interval_s // 60
    return f"{kw}，{minutes} 分钟滑差最大需量，{moment_in_words(measured.ends_at)}止"


def _plain(each: Reckoning) -> Plain:
    return {
        "id": each.id,
        "name": each.formula.zh,
        "formula": each.formula.equation,
        "given": [
            {"symbol": g.symbol, "value": str(g.value), "unit": g.unit, "source": g.source.value}
            for g in each.given
        ],
        "value": each.shown,
        "unit": each.formula.unit,
        "basis": each.formula.basis,
        "verify": each.formula.verify,
        "verdict": each.verdict,
    }
