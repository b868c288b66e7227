"""Which quantity a column holds beside power, told by its name: voltage, registers, quality.

A column that is told of no quantity here and is no power is not used.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

ENERGY: Final = "energy"
"""The channel of a column of energy until its values tell a register from intervals."""
REGISTER: Final = "e_kwh"
FLAGS: Final = "flags"

_LINES: Final = re.compile(r"(?:^|[^a-z])u?_?(ab|bc|ca)(?:相|线|间|$|[^a-z])|l([123])[-_]?l([123])")
_PHASE: Final = re.compile(
    r"([abc])相|相([abc])|phase_?([abc])|(?:^|[^a-z])[uvi]?_?([abc])(?![a-z])|l([123])(?!\d)"
    r"|(?:pf|thdu|thdi|thd_u|thd_i|pst|plt|cos)_?([abc])(?![a-z])"
)
_ORDER: Final = re.compile(r"(\d{1,2})次|(?:^|[^a-z0-9])h_?(\d{1,2})(?!\d)|[ui][abc]?_?h(\d{1,2})")
_PLAIN_U: Final = re.compile(r"电压|volt|^[uv]_?(?:[abc]|ab|bc|ca|l[123])?(?:\(|_?k?v$|$)|\(k?v\)")
_PLAIN_I: Final = re.compile(r"电流|current|^i_?(?:[abc]|l[123])?(?:\(|_?k?a$|$)|\([km]?a\)")
_ENERGY: Final = re.compile(r"电量|电能|示值|表码|表底|energy|[km]wh|(?<![a-z])wh")
_REGISTER: Final = re.compile(r"示值|表码|表底|register|reading")
_NOT_THAT_ENERGY: Final = re.compile(
    r"反向|无功|reverse|export|varh|vah|[尖峰平谷]|费率[1-9]|tariff[1-9]|象限|组合"
)
_FLAG: Final = re.compile(r"质量|数据状态|^状态$|标志|quality|status|^flags?$")
_GOOD: Final = frozenset(
    {
        "",
        "0",
        "0.0",
        "-",
        "--",
        "正常",
        "有效",
        "合格",
        "good",
        "ok",
        "valid",
        "normal",
        "true",
        "√",
    }
)
_DIGITS: Final = {"1": "a", "2": "b", "3": "c"}


def quantity_of(plain: str) -> tuple[str, float] | None:
    """The channel of a column of this name, and what makes its values those of the channel.

    The name is in small letters without spaces. None: no quantity that is read.
    """
    if ":" in plain:
        return None
    for find in _FINDERS:
        found = find(plain)
        if found is not None:
            return found
    return None


def quantities(plain: Sequence[str], used: set[int]) -> list[tuple[str, int, float]]:
    """Channel, place and scale of each column that holds a quantity; the first of a kind counts."""
    found: dict[str, tuple[str, int, float]] = {}
    for place, name in enumerate(plain):
        told = quantity_of(name) if place not in used else None
        if told is not None:
            found.setdefault(told[0], (told[0], place, told[1]))
    if REGISTER in found:
        found.pop(ENERGY, None)
    return list(found.values())


def is_good(text: str) -> bool:
    """Whether a quality flag says that the values beside it may be taken."""
    return text.strip().lower() in _GOOD


def _flag(plain: str) -> tuple[str, float] | None:
    return (FLAGS, 1.0) if _FLAG.search(plain) else None


def _frequency(plain: str) -> tuple[str, float] | None:
    named = re.search(r"频率|frequency|^f$|^f_?\(?hz\)?$|\(hz\)", plain)
    return ("f_hz", 1.0) if named and "偏差" not in plain else None


def _flicker(plain: str) -> tuple[str, float] | None:
    for name, words in (("pst", r"pst|短时?间?闪变"), ("plt", r"plt|长时?间?闪变")):
        if re.search(words, plain):
            return f"{name}_{_phase(plain) or 'a'}", 1.0
    return None


def _unbalance(plain: str) -> tuple[str, float] | None:
    if not re.search(r"不平衡|unbalance", plain):
        return None
    return ("unb_i_pct" if re.search(r"电流|current|^i", plain) else "unb_u_pct"), 1.0


def _harmonic(plain: str) -> tuple[str, float] | None:
    letter = "i" if re.search(r"电流|current|^i|thd_?i|\([km]?a\)", plain) else "u"
    phase = _phase(plain) or "a"
    if re.search(r"thd|畸变", plain):
        return f"thd{letter}_{phase}_pct", 1.0
    order = _ORDER.search(plain)
    if order is None or not re.search(r"谐波|含有率|harmonic|(?:^|[ui_])[abc]?_?h\d|hr[ui]", plain):
        return None
    number = int(next(group for group in order.groups() if group))
    if number < 2:
        return None
    unit = "a" if letter == "i" and "%" not in plain else "pct"
    return f"h{letter}_{phase}_{number}_{unit}", 1.0


def _factor(plain: str) -> tuple[str, float] | None:
    if not re.search(r"因数|power_?factor|^pf|^cos|cosφ", plain):
        return None
    phase = _phase(plain)
    return (f"pf_{phase}" if phase else "pf"), 1.0


def _demand(plain: str) -> tuple[str, float] | None:
    if not re.search(r"需量|demand", plain) or re.search(r"反向|无功|时间|time|reverse", plain):
        return None
    return "d_kw", 0.001 if "(w)" in plain else 1.0


def _energy(plain: str) -> tuple[str, float] | None:
    if not _ENERGY.search(plain) or _NOT_THAT_ENERGY.search(plain):
        return None
    scale = 1000.0 if "mwh" in plain else 1.0 if "kwh" in plain or "(wh)" not in plain else 0.001
    return (REGISTER if _REGISTER.search(plain) else ENERGY), scale


def _voltage(plain: str) -> tuple[str, float] | None:
    if not _PLAIN_U.search(plain) or re.search(r"偏差|等级|相角|角|谐波|比", plain):
        return None
    phase = _lines(plain) or _phase(plain) or "a"
    return f"u_{phase}_v", 1000.0 if "kv" in plain else 1.0


def _current(plain: str) -> tuple[str, float] | None:
    if not _PLAIN_I.search(plain) or re.search(r"相角|角|谐波|比|零序|中性|漏|剩余", plain):
        return None
    phase = _phase(plain) or "a"
    scale = 1000.0 if "ka" in plain else 0.001 if "(ma)" in plain else 1.0
    return f"i_{phase}_a", scale


_FINDERS: Final[tuple[Callable[[str], tuple[str, float] | None], ...]] = (
    _flag,
    _frequency,
    _flicker,
    _unbalance,
    _harmonic,
    _factor,
    _demand,
    _energy,
    _voltage,
    _current,
)


def _phase(plain: str) -> str:
    match = _PHASE.search(plain)
    if match is None:
        return ""
    named = next(group for group in match.groups() if group)
    return _DIGITS.get(named, named)


def _lines(plain: str) -> str:
    match = _LINES.search(plain)
    if match is None:
        return ""
    if match[1]:
        return match[1]
    return _DIGITS[match[2]] + _DIGITS[match[3]]
