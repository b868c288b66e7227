"""What is said of a recording of waveforms: why it was refused, what was noticed in it."""

from typing import Final

from app import errors
from ui.words import tr

_PARTS: Final = {"cfg": "配置（CFG）", "dat": "数据（DAT）", "cff": "合并文件（CFF）"}
_WHY: Final = {
    "unreadable": "文件打不开",
    "empty_file": "文件是空的",
    "too_large": "文件太大",
    "not_comtrade": "这不是 COMTRADE 录波文件",
    "pqdif": "这是 PQDIF 文件，还没有可靠的读取程序",
    "no_dat": "旁边没有同名的 .dat 数据文件",
    "no_cfg": "旁边没有同名的 .cfg 配置文件",
    "not_text": "配置部分不是文本",
    "missing_line": "配置不完整，缺少这一行",
    "missing_cell": "这一行缺栏",
    "not_a_number": "这里应当是数字",
    "impossible_count": "通道数不对",
    "impossible_number": "这个数不可能",
    "impossible_time": "没有这样的时间",
    "unknown_revision": "不认识的标准年号",
    "unknown_type": "不认识的数据格式",
    "missing_part": "合并文件缺少这一部分",
    "no_samples": "没有采样点",
    "too_few_samples": "数据比配置说的少",
    "broken_row": "这一行不成格式",
    "no_rate": "没有采样率，时间列也不可用",
    "no_window": "不到一个 10 周波（约 0.2 秒），或采样太慢，算不出有效值和谐波",
    "changed_meanwhile": "文件在预览之后变了",
    "out_of_memory": "文件太大，内存不够",
    "timed_out": "读取超过 60 秒，已停止",
    "crashed": "文件无法解析，读取进程已安全退出",
    "other": "无法读取",
}
_AGAIN: Final = "请从录波器或分析仪重新导出；仍如此时，请把原文件交给厂家核对。"
_NEXT: Final = {
    "unreadable": "请确认文件还在、没有被别的程序占用，再重新选择。",
    "empty_file": "请从录波器或分析仪重新导出。",
    "too_large": "请截取需要的一段，或少选几路，再导出。",
    "not_comtrade": "请选 .cfg 或 .cff 文件。",
    "pqdif": "请用分析仪软件另存为 CSV、XLSX 或 COMTRADE。",
    "no_dat": "请把 .cfg 和 .dat 放在一起再选。",
    "no_cfg": "请把 .cfg 和 .dat 放在一起再选。",
    "too_few_samples": "文件可能没有传完，请重新复制或导出。",
    "no_samples": "请重新触发或重新导出一段有数据的录波。",
    "no_window": "请录一段至少 0.2 秒、每周波 8 点以上的波形。",
    "changed_meanwhile": "请重新选择文件再看一遍。",
    "out_of_memory": "请截取需要的一段，或少选几路，再导出。",
    "timed_out": "请截取需要的一段再导出，或等机器空闲时再读。",
}
"""What to do next; of what is wrong within the file, `_AGAIN`."""


def waveform_refused(error: errors.WaveformRefused) -> str:
    """Why a recording was refused, where, and what to do next."""
    part = tr(_PARTS[error.part]) if error.part in _PARTS else ""
    where = part + (tr("第 {} 行", error.line) if error.line else "")
    found = tr("（读到“{}”）", error.found) if error.found else ""
    reason = tr(_WHY.get(error.why, _WHY["other"])) + found
    told = tr("{0}：{1}", where, reason) if where else reason
    if error.why == "cancelled":
        return tr("已停止读取“{}”，没有留下任何内容。需要时可以重新读取。", error.name)
    following = tr(_NEXT.get(error.why, _AGAIN))
    return tr("“{0}”没有导入：{1}。{2}原有数据没有变化。", error.name, told, following)
