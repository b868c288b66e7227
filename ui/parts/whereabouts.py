"""How far a record or a photo is on its way to the centre, in a word or two."""

from typing import Final

from app.views.ways import Way
from ui.words import tr

_WORDS: Final = {
    Way.KEPT: "已保存",
    Way.QUEUED: "待发送",
    Way.ORIGINAL_QUEUED: "原片待传",
    Way.RECEIVED: "已送达",
    Way.ACCEPTED: "已确认",
    Way.HELD: "有冲突",
    Way.REFUSED: "被退回",
    Way.TROUBLED: "需处理",
}
_SIGNS: Final = {
    Way.KEPT: "●",
    Way.QUEUED: "↑",
    Way.ORIGINAL_QUEUED: "↑",
    Way.RECEIVED: "✔",
    Way.ACCEPTED: "✔",
    Way.HELD: "⚠",
    Way.REFUSED: "✘",
    Way.TROUBLED: "⚠",
}


def way_words(way: Way) -> str:
    """How far it is, with a sign that is read at a glance."""
    return f"{_SIGNS[way]} {tr(_WORDS[way])}"


def way_meaning(way: Way) -> str:
    """Whether that is good, bad, or only to be waited for."""
    if way in (Way.HELD, Way.REFUSED, Way.TROUBLED):
        return "bad"
    return "good" if way is Way.ACCEPTED else "warn"
