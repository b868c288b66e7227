"""What is said of a load file: why it was refused, what was noticed in it."""

from typing import Final

from app import errors
from app.domain.names import STAMP_NAMES
from ui.naming import listed
from ui.words import tr

_LOAD_FILE: Final = {
    "unreadable": "文件打不开",
    "empty_file": "文件是空的",
    "too_large": "文件太大",
    "not_text": "这不是文本表格",
    "locked": "电子表格有打开密码",
    "damaged_sheet": "电子表格损坏或不完整",
    "unknown_zone": "没有这个时区",
    "open_quote": "这一行的引号没有配对，或这一行过长",
    "no_header": "没有找到表头",
    "no_time_column": "没有找到时间列",
    "no_power_column": "没有找到有功功率列",
    "energy_only": "文件里没有有功功率，也没有正向有功电量",
    "no_such_column": "没有名为此列的表头",
    "wrong_encoding": "文件不是所选的编码",
    "changed_meanwhile": "文件在预览之后变了",
    "per_unit": "数值是标幺值，要有额定功率（倍率）才能换算成千瓦",
    "missing_column": "这一行缺列",
    "not_a_number": "这里应当是数字",
    "impossible_time": "没有这样的时间",
    "no_rows": "没有可用的数据行",
    "one_row": "只有一行数据，看不出时间间隔",
    "several_meters": "文件里有不止一块电表",
    "mixed_multiplier": "倍率前后不一致",
    "out_of_memory": "文件太大，内存不够",
    "mixed_interval": "时间间隔不一致",
    "timed_out": "读取超过 30 秒，已停止",
    "crashed": "文件无法解析，读取进程已安全退出",
    "other": "无法读取",
}
_LOAD_NEXT: Final = {
    "unreadable": "请确认文件还在、没有被别的程序占用，再重新选择。",
    "empty_file": "请从电表或采集系统重新导出。",
    "too_large": "请分段导出（每个文件不超过 64 MB、200 万点），再分别导入。",
    "not_text": "请导出为 CSV、TXT 或 XLSX 后再选。",
    "locked": "请去掉密码另存后再选。",
    "damaged_sheet": "请重新导出，或另存为 CSV 后再选。",
    "unknown_zone": "请改用 UTC 或 Asia/Shanghai 这样的时区名。",
    "open_quote": "请在这一行补上引号，或重新导出。",
    "no_header": "请指明表头在第几行，并核对分隔符。",
    "no_time_column": "请指明哪一列是时间；没有时请连时间一起导出。",
    "no_power_column": "请指明哪一列是有功功率；没有时请重新导出有功功率曲线。",
    "energy_only": "请导出有功功率（kW）或正向有功电量（kWh）曲线。",
    "no_such_column": "请从文件现有的列里选择。",
    "wrong_encoding": "请改选编码，或选自动。",
    "changed_meanwhile": "请重新选择文件，再看一遍预览。",
    "per_unit": "请填写额定功率。",
    "missing_column": "请补齐这一行，或重新导出。",
    "not_a_number": "请改正这一格（没有读数时留空），或重新导出。",
    "impossible_time": "请改正这一格的时间，或重新导出。",
    "no_rows": "请确认所选时段有数据，再重新导出。",
    "one_row": "请导出更长的时段。",
    "several_meters": "请按电表分开导出。",
    "mixed_multiplier": "请按倍率分开导出。",
    "out_of_memory": "请分段导出（例如每月一个文件），再分别导入。",
    "mixed_interval": "请指明间隔，或按间隔分开导出。",
    "timed_out": "请分段导出，或等机器空闲时再读。",
    "crashed": "请重新导出，或另存为 CSV 后再选。",
    "other": "请重新导出后再选。",
}
_LOAD_REMARK: Final = {
    "waveform": "由录波（{0}）算出：10 周波窗，每秒一点",
    "stamp_guessed": "文件没有说明时标含义，按{0}时刻理解",
    "multiplier": "读数已乘倍率 {0}",
    "duplicates": "{0} 行重复（首见第 {1} 行），已合并",
    "contradicting_duplicates": "{0} 行与同一时刻的前一行不同（首见第 {1} 行），以前一行为准",
    "out_of_order": "时间倒退 {0} 处（首处第 {1} 行，可能是表钟复位），已按时间重排",
    "flagged": "{0} 行被仪器标为可疑，按缺数处理",
    "no_power": "没有有功功率，只作电能质量记录",
    "offsets": "时间带有时差，已换算为北京时间",
    "zone": "时间按 {0} 时区换算为北京时间",
    "summer_time": "夏令时结束的一小时出现两次，{0} 行按第二次理解",
    "power_of_energy": "没有功率列，由各时段电量除以时长得出",
    "power_of_register": "没有功率列，由电能表示值之差除以时长得出",
    "rollovers": "电能表示值翻转 {0} 次（首次第 {1} 行），已接续",
    "resets": "电能表示值清零或换表 {0} 次（首次第 {1} 行），该时段电量不明，按缺数处理",
    "ratio_u": "电压已乘互感器变比 {0}",
    "ratio_i": "电流已乘互感器变比 {0}",
    "gap_cells": "{0} 个单元格没有数值，按缺数处理",
    "gaps": "{0} 段缺数，没有当作零",
    "ignored_columns": "没有用到的列：{0}",
}

_BETWEEN: Final = "、"
"""What stands between several columns in a remark (`app/instruments/load_csv.py`)."""


def load_reason(error: errors.LoadFileRefused) -> str:
    """Where in a load file it is, what is wrong there, and what stands there."""
    where = tr("第 {} 行", error.line) if error.line else ""
    if error.column:
        where += tr("“{}”列", error.column)
    found = tr("（读到“{}”）", error.found) if error.found else ""
    return where + tr(_LOAD_FILE.get(error.why, _LOAD_FILE["other"])) + found


def load_next(error: errors.LoadFileRefused) -> str:
    """What to do about it."""
    return tr(_LOAD_NEXT.get(error.why, _LOAD_NEXT["other"]))


def load_refused(error: errors.LoadFileRefused) -> str:
    """That a load file was not taken in: why, and what to do next."""
    if error.why == "cancelled":
        return tr("已停止读取“{}”，没有留下任何内容。需要时可以重新读取。", error.name)
    return tr(
        "“{0}”没有导入：{1}。{2}原有数据没有变化。",
        error.name,
        load_reason(error),
        load_next(error),
    )


def without_power() -> str:
    """What is said of a record of voltages or currents alone."""
    return tr("文件里没有有功功率，所以没有最大负荷、电量和负荷率；其他量已按原样保存。")


def load_remark(remark: str) -> str:
    """What was noticed while a load file was read."""
    word, _, value = remark.partition(":")
    if word not in _LOAD_REMARK:
        return remark
    count, _, line = value.partition("@")
    if "{1}" in _LOAD_REMARK[word]:
        return tr(_LOAD_REMARK[word], count, line)
    if word == "ignored_columns":
        value = listed(value.split(_BETWEEN))
    return tr(_LOAD_REMARK[word], tr(STAMP_NAMES.get(value, value)))
