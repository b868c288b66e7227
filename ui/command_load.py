"""`kanyan import-load` and `kanyan analyse-load`: what a load file says, in words and as JSON."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from app.actions.read_load_file import read_load_file
from app.analysing import findings_of, quality_of
from app.domain.load_findings import LoadFindings
from app.domain.load_words import load_lines, load_sentence, spoken
from app.domain.names import minute
from app.domain.quality_findings import ConnectionPoint, QualityFindings
from app.domain.quality_words import (
    CURRENT_SOURCE,
    FINDING_NAMES,
    current_name,
    current_said,
    limit_said,
    permitted_said,
    point_said,
    quality_sentence,
    value_said,
)
from app.instruments.load_wishes import LoadWishes
from app.instruments.reading import LoadReading
from app.reference.library import open_reference
from ui.load_wording import load_remark
from ui.wording import quantity

Print = Callable[[Any], None]


def tell_load(asked: argparse.Namespace, print_json: Print) -> int:
    """Say what is in the file."""
    reading = read_load_file(asked.file, _wishes(asked))
    if asked.json:
        print_json(_load_facts(reading))
        return 0
    said = reading.summary
    print(f"{minute(said.start)} – {minute(said.end)}　间隔 {said.interval_s} 秒　{said.phases} 相")
    print(f"数据点 {said.points}　缺数 {len(said.gaps)} 段")
    print(
        f"最大负荷 {quantity(said.peak_kw, 'kW')}（{minute(said.peak_at)}）　"
        f"电量 {quantity(said.energy_kwh, 'kWh')}　负荷率 {said.load_factor}"
    )
    for remark in reading.remarks:
        print(f"提示：{load_remark(remark)}")
    return 0


def tell_analysis(asked: argparse.Namespace, print_json: Print) -> int:
    """Say what the curve comes to."""
    reference = open_reference()
    books = reference.load_books
    if books.tariff(asked.tariff) is None:
        known = "、".join(f"{each.id}（{each.zh}）" for each in books.tariffs)
        print(f"没有名为“{asked.tariff}”的峰谷时段；可选：{known}。", file=sys.stderr)
        return 1
    point = _point(asked)
    if point is None and any((asked.sk_mva, asked.customer_mva, asked.point_mva)):
        print(
            "谐波电流按 --sk-mva、--customer-mva、--point-mva 三个一起判定，"
            "协议容量不大于供电设备容量。",
            file=sys.stderr,
        )
        return 1
    reading = read_load_file(asked.file, _wishes(asked))
    found = findings_of(reading.samples, reading.sample_kind, reference, asked.tariff)
    quality = quality_of(
        reading.samples, asked.kv, reference.limits, point, reference.current_limits
    )
    if asked.json:
        print_json(
            {
                "file": _load_facts(reading),
                "load": None if found is None else asdict(found),
                "quality": None if quality is None else asdict(quality),
            }
        )
        return 0
    for line in (*_of_load(found), *_of_quality(quality)):
        print(line)
    for remark in reading.remarks:
        print(f"提示：{load_remark(remark)}")
    return 0


def _point(asked: argparse.Namespace) -> ConnectionPoint | None:
    """The point of connection; None unless all of it is said and the share is one."""
    if not asked.sk_mva or not 0 < asked.customer_mva <= asked.point_mva:
        return None
    return ConnectionPoint(asked.kv, asked.sk_mva, asked.customer_mva, asked.point_mva)


def _of_load(found: LoadFindings | None) -> list[str]:
    if found is None:
        return ["没有功率，只有电压质量。"]
    told = "；".join(spoken(part, when=_when) for part in load_sentence(found))
    lines = [f"结论：{told}。"]
    for each in load_lines(found):
        said, formula = spoken(each.said, when=_when), spoken(each.formula, when=_when)
        lines.append(f"{each.name}　{said}　〔{formula}〕")
    return lines


def _of_quality(found: QualityFindings | None) -> list[str]:
    if found is None:
        return []
    told = "；".join(spoken(part, when=_when) for part in quality_sentence(found))
    lines = [f"电能质量（标称 {found.un_kv:g} kV）：{told}。"]
    for each in found.quantities:
        verdict = FINDING_NAMES[each.finding]
        said, limit = spoken(value_said(each), when=_when), spoken(limit_said(each), when=_when)
        lines.append(f"{each.zh}　{said}　{limit}　{verdict}　{each.ref}")
    for order in found.currents:
        parts = (current_name(order), current_said(order), permitted_said(order))
        told = "　".join(spoken(part, when=_when) for part in parts)
        lines.append(f"{told}　{FINDING_NAMES[order.finding]}")
    if found.currents and found.point is not None:
        lines.append(f"{spoken(point_said(found.point))}　〔{CURRENT_SOURCE}〕")
    return lines


def _when(moment: Any) -> str:
    return minute(moment)


def _wishes(asked: argparse.Namespace) -> LoadWishes:
    return LoadWishes(
        encoding=asked.encoding,
        delimiter={"tab": "\t"}.get(asked.delimiter, asked.delimiter),
        decimal=asked.decimal,
        header_line=asked.header_line,
        header_rows=asked.header_rows,
        time=asked.time_column,
        date=asked.date_column,
        active=tuple(asked.power_column),
        reactive=tuple(asked.reactive_column),
        unit=asked.unit,
        stamp=asked.stamp,
        kind=asked.kind,
        interval_s=asked.interval,
        multiplier=asked.multiplier,
        zone=asked.zone,
    )


def _load_facts(reading: LoadReading) -> dict[str, Any]:
    said = reading.summary
    return {
        "points": said.points,
        "interval_s": said.interval_s,
        "phases": said.phases,
        "start": said.start,
        "end": said.end,
        "gaps": [asdict(gap) for gap in said.gaps],
        "peak_kw": float(said.peak_kw),
        "peak_at": said.peak_at,
        "energy_kwh": float(said.energy_kwh),
        "load_factor": float(said.load_factor),
        "meter_no": reading.meter_no,
        "stamp": reading.stamp,
        "remarks": reading.remarks,
    }
