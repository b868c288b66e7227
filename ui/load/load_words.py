"""How a load file is understood, and what is still to be said of it, in sentences."""

from collections.abc import Iterable

from app import errors
from app.domain.names import (
    DECIMAL_NAMES,
    DELIMITER_NAMES,
    ENCODING_NAMES,
    LOAD_UNIT_NAMES,
    SAMPLE_NAMES,
    STAMP_NAMES,
)
from app.instruments.reading import LoadPreview, LoadReading
from ui.load_wording import load_next, load_reason, load_remark
from ui.naming import listed
from ui.words import tr

_MOST_OTHERS = 6


def load_layout(seen: LoadPreview) -> str:
    """How a load file is understood, as one would say it to a colleague."""
    header = tr("表头在第 {} 行", seen.header_line) if seen.header_line else tr("没有表头")
    if seen.header_rows > 1:
        header = tr("表头是第 {0}–{1} 行合起来", seen.header_line, seen.last_header_line)
    file = tr("文件：电子表格，{}。", header)
    if seen.encoding:
        file = tr(
            "文件：{0} 编码，{1}分隔，小数点为{2}，{3}。",
            tr(ENCODING_NAMES[seen.encoding]),
            tr(DELIMITER_NAMES[seen.delimiter]),
            tr(DECIMAL_NAMES[seen.decimal]),
            header,
        )
    if not seen.active and not seen.others:
        return file
    parts = [tr("时间取{}列", _quoted(filter(None, (seen.date, seen.time))))]
    if seen.stamp:
        parts.append(tr("时间是{}时刻", tr(STAMP_NAMES[seen.stamp])))
    if seen.active:
        power = _quoted(seen.active)
        three = len(seen.active) == 3
        parts.append(tr("有功功率三相相加：{}", power) if three else tr("有功功率取{}", power))
        parts.append(tr(LOAD_UNIT_NAMES[seen.unit]))
    kind = tr(SAMPLE_NAMES[seen.kind])
    parts.append(kind if seen.kind_told else tr("{}（文件没有说，可在下面改）", kind))
    if seen.multiplier:
        parts.append(tr("乘倍率 {}", seen.multiplier))
    if seen.reactive:
        parts.append(tr("无功取{}", _quoted(seen.reactive)))
    if seen.others:
        more = tr(" 等 {} 列", len(seen.others)) if len(seen.others) > _MOST_OTHERS else ""
        parts.append(tr("另取{}", _quoted(seen.others[:_MOST_OTHERS])) + more)
    return tr("{}。", tr("，").join(parts)) + file


def load_trouble(error: errors.LoadFileRefused) -> str:
    """Why a load file cannot be read yet, where it can be corrected beside these words."""
    if error.why == "energy_only":  # nothing below can be named that would be a power
        return tr("{0}。{1}", load_reason(error), load_next(error))
    return tr("{0}。{1}可在下面改，改好后自动重新读取。", load_reason(error), load_next(error))


def load_read(reading: LoadReading) -> str:
    """That it is read, and what was noticed."""
    words = tr("✔ 已读完 {} 点。", f"{reading.summary.points:,}")
    noticed = [load_remark(remark) for remark in reading.remarks]
    return words + tr("请留意：{}。", tr("；").join(noticed)) if noticed else words


def _quoted(names: Iterable[str]) -> str:
    return listed(tr("“{}”", name) for name in names)
