"""Codes, times and things of the trade, as the screens name them in their language.

On paper they are Chinese (`app/domain/names.py`); here they go through the catalogue.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final

from app.clock import CHINA
from app.domain.due_clock import ClockState, DueClock
from app.domain.instrument import INSTRUMENT_NAMES
from app.domain.names import FORM_NAMES, LIMIT_NAMES, SOURCE_TAGS, STAFF_ROLE_NAMES, VISIT_NAMES
from app.domain.time_rule import Layer
from ui.words import tr

_LATE_PCT: Final = 80


def customer_named(name: str) -> str:
    """The name of a customer; of an application that has just been opened there is none yet."""
    return name or tr("未填户名")


def person(names: Mapping[str, str], user: str) -> str:
    """What somebody of the staff is called; who is not known is shown by his id."""
    return names.get(user, user)


def interval(seconds: int) -> str:
    """How far apart samples are."""
    if seconds % 3600 == 0:
        return tr("{} 小时", seconds // 3600)
    return tr("{} 分钟", seconds // 60) if seconds % 60 == 0 else tr("{} 秒", seconds)


def day(moment: datetime | date) -> str:
    """A date, in China's time."""
    local = moment.astimezone(CHINA) if isinstance(moment, datetime) else moment
    return tr("{0}年{1}月{2}日", local.year, local.month, local.day)


def minute(moment: datetime) -> str:
    """Date and time of day."""
    return f"{day(moment)} {moment.astimezone(CHINA):%H:%M}"


def when(value: date) -> str:
    """A moment with its time of day, a date without."""
    return minute(value) if isinstance(value, datetime) else day(value)


def staff_role(code: str) -> str:
    """What somebody of the staff does."""
    return tr(STAFF_ROLE_NAMES.get(code, code))


def form_name(code: str) -> str:
    """What a form is called."""
    return tr(FORM_NAMES.get(code, code))


def instrument_name(code: str) -> str:
    """What a kind of tester is called."""
    return tr(INSTRUMENT_NAMES.get(code, code))


def moment(text: str) -> str:
    """A moment that is kept as text, as people say it; what is none stays as it is."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return minute(at if at.tzinfo else at.replace(tzinfo=CHINA))


def listed(parts: Iterable[str]) -> str:
    """Several things one after the other."""
    return tr("、").join(filter(None, parts))


def visit_name(kind: str, attempt: int) -> str:
    """What a visit is called, and from the second on which repetition it is."""
    name = tr(VISIT_NAMES[kind])
    return name if attempt == 1 else tr("{0}复检（第 {1} 次）", name, attempt)


def clock(due: DueClock | None) -> str:
    """How long is left, in a few words."""
    if due is None:
        return tr("无在途时限")
    name = tr(LIMIT_NAMES.get(due.key, due.key))
    if due.state is ClockState.PAUSED:
        return tr("{} · 计时已暂停", name)
    working = due.unit == "WD"
    if due.overdue:
        late = tr("{0} · 已超期 {1} 个工作日", name, -due.left)
        return late if working else tr("{0} · 已超期 {1} 天", name, -due.left)
    left = tr("剩 {} 个工作日", due.left) if working else tr("剩 {} 天", due.left)
    left = tr("今天到期") if due.left == 0 else left
    until = tr("{0}月{1}日到期", due.due_on.month, due.due_on.day)
    return f"{name} · {left} · {until}" + (tr("（暂定）") if due.provisional else "")


def urgency(due: DueClock | None) -> str:
    """What a clock means for the eye: bad, warn or good; nothing where there is none.

    It warns from 80 percent on, and on the last day; an aim of our own that is missed warns too.
    """
    if due is None:
        return ""
    if due.overdue:
        return "warn" if due.layer == Layer.TARGET else "bad"
    return "warn" if due.left <= 1 or due.warning >= _LATE_PCT else "good"


def source(text: str) -> str:
    """Where a rule comes from, its tag in words."""
    tag, colon, rest = text.partition(":")
    word = SOURCE_TAGS.get(tag.strip())
    return tr("{0}：{1}", tr(word), rest.strip()) if colon and word else text


_OF_RULES: Final = (
    "且",
    "或",
    "与",
    "以内",
    "的较小值",
    "的较大值",
    "其他",
    "；",
    "，",
    "（",
    "）",
    "请核实",
)
"""What stands between the words of a rule; named here for the catalogue."""
_BETWEEN: Final = re.compile(r"([\s\uff1b\uff0c\uff08\uff09\u3001])")
_LICENCE: Final = "所委托{0}的{1}"
"""What is wrong with the licence of a chosen unit (`app/domain/unit_choice.py`)."""
_OF_LICENCES: Final = re.compile(_LICENCE.format("(.+?)", "(.+)"))


def told(text: str) -> str:
    """A text that was put together from words of the rules, in the language of the screens.

    The longest stretches that are words of their own are said; numbers and signs stay.
    """
    parts = [part for part in _BETWEEN.split(text) if part]
    said = ""
    while parts:
        lengths = range(len(parts), 1, -1)
        whole = (n for n in lengths if tr("".join(parts[:n])) != "".join(parts[:n]))
        length = next(whole, 1)
        said += _said("".join(parts[:length]))
        del parts[:length]
    return said


def _said(words: str) -> str:
    found = _OF_LICENCES.fullmatch(words) if tr(words) == words else None
    return tr(_LICENCE, tr(found[1]), tr(found[2])) if found else tr(words)


def titled(name: str, unit: str) -> str:
    """What is asked, with its unit where it has one."""
    return tr("{0}（{1}）", tr(name), unit) if unit else tr(name)
