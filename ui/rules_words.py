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
    "other": "规则包不能使用",
}


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
