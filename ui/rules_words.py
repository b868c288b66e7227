"""Why new rules are not taken, in words."""

from typing import Final

from ui.words import tr

_REFUSED: Final = {
    "unreadable": "规则包无法识别",
    "unsigned": "规则包没有有效的签名证书",
    "wrong_signer": "规则包不是本中心签发的",
    "changed": "规则包的内容与签名不符",
    "unknown_file": "规则包含有不认识的文件",
    "too_large": "规则包太大",
    "expired": "规则包已过有效期",
    "older": "规则包的版本比现用的旧",
    "replayed": "规则包与已知的版本对不上",
    "old_key": "规则包用的是已停用的签发密钥",
    "damaged": "规则文件有误",
    "reaches_back": "规则会改变已经开始的计时",
    "nothing_new": "规则没有变化",
    "same_version": "内容改了但版本号没有改",
    "year_known": "这一年的节假日安排已经有了，要更正请加 --replace",
    "other": "规则包不能使用",
}


_NOTICE: Final = {
    "unreadable": "文件打不开或不是规定的格式",
    "too_large": "文件太大",
    "not_text": "这不是文本文件",
    "strange_name": "不认识的项目",
    "no_list": "应当是日期的列表",
    "no_year": "没有写明是哪一年",
    "no_day": "不是日期",
    "no_word": "应写“休”或“班”",
    "other_year": "不在这一年",
    "twice": "日期重复",
    "off_and_worked": "同一天既休息又上班",
    "no_weekend": "补班日不是周末",
    "holiday_missing": "法定节假日没有列为休息",
}


def notice_fault(line: int, why: str, found: str) -> str:
    """What is wrong with a line of a holiday notice, and what stands there."""
    where = tr("第 {} 行", line) if line else ""
    what = tr("（读到“{}”）", found) if found else ""
    return where + tr(_NOTICE.get(why, _NOTICE["unreadable"])) + what


def rules_refused(why: str) -> str:
    """Why new rules were not taken."""
    return tr(_REFUSED.get(why, _REFUSED["other"]))


def rules_told(version: int, refused: str) -> tuple[str, str] | None:
    """What is said of rules that a round brought, and what it means; None where none came."""
    if version:
        words = tr("已启用新规则（第 {} 版）。已经开始的记录仍按原规则。", version)
        return words, "good"
    if refused:
        words = tr("收到的新规则没有启用：{}。请联系管理员。", rules_refused(refused))
        return words, "bad"
    return None
