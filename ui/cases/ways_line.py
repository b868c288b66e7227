"""How far the records and photos of a case are on their way to the centre."""

from collections import Counter

from PySide6.QtWidgets import QFrame

from app.views.ways import Way, Ways
from ui.naming import listed
from ui.parts.whereabouts import way_meaning, way_words
from ui.parts.widgets import Badge, column
from ui.record_words import kind_name
from ui.theme import SPACE
from ui.words import tr

_ORDER = list(Way)


class WaysLine(QFrame):
    """A line for each word that holds of something here; one line when all is accepted."""

    def __init__(self, ways: Ways) -> None:
        super().__init__()
        self.setObjectName("ways")
        lines = column(self, margin=0)
        lines.setSpacing(SPACE // 2)
        for way, text in told(ways):
            line = Badge(f"way_{way}")
            line.setWordWrap(True)
            line.say(text, way_meaning(way))
            lines.addWidget(line)


def told(ways: Ways) -> list[tuple[Way, str]]:
    """What is said of each way on which something is: how much of which kind."""
    if not ways:
        return [(Way.ACCEPTED, tr("{}：全部记录和照片", way_words(Way.ACCEPTED)))]
    said = []
    for way in sorted(set(ways.values()), key=_ORDER.index):
        kinds = Counter(kind for (kind, _id), its in ways.items() if its is way)
        each = (tr("{0} {1} 条", kind_name(kind), count) for kind, count in sorted(kinds.items()))
        said.append((way, tr("{0}：{1}", way_words(way), listed(each))))
    return said
