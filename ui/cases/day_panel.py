"""A panel in which the day and hour of the site survey are agreed on."""

from datetime import datetime, timedelta

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtWidgets import QDateTimeEdit, QFrame, QHBoxLayout

from app.clock import CHINA, SystemClock
from ui.parts.widgets import ValueButton, button, card, column, label, row
from ui.theme import SPACE, TARGET_PX
from ui.words import tr

_MORNING = 9


class DayPanel(QFrame):
    """Asks for one moment.

    Signals:
        agreed: the moment was chosen; carries it, with its offset.
    """

    agreed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("day_panel")
        self._edit = QDateTimeEdit()
        self._edit.setObjectName("survey_at")
        self._edit.setAccessibleName(tr("约定时间"))
        self._edit.setDisplayFormat("yyyy-MM-dd  HH:mm")
        self._edit.setCalendarPopup(True)
        self._edit.setMinimumHeight(TARGET_PX)
        quick = QHBoxLayout()
        quick.setSpacing(SPACE)
        names = {
            "1|9": tr("明天上午"),
            "1|14": tr("明天下午"),
            "2|9": tr("后天上午"),
        }
        for value, text in names.items():
            made = ValueButton(value, text, f"day_{value}")
            made.picked.connect(self._propose)
            quick.addWidget(made)
        quick.addStretch(1)
        done = button(tr("确定约定时间"), "agree_day", primary=True, picture="circle-check")
        done.clicked.connect(self._done)
        away = button(tr("取消"), "leave_day")
        away.clicked.connect(self.hide)
        layout = column(self, margin=0)
        title = label(tr("与客户约定的现场勘查时间"), size=2)
        layout.addWidget(card(title, quick, row(self._edit, done, away, stretch=0)))
        self.hide()

    def open(self) -> None:
        """Ask; tomorrow morning is proposed."""
        self._propose(f"1|{_MORNING}")
        self.show()
        self._edit.setFocus()

    def _propose(self, value: str) -> None:
        days, _, hour = value.partition("|")
        day = SystemClock().now() + timedelta(days=int(days))
        at = day.replace(hour=int(hour), minute=0, second=0, microsecond=0, tzinfo=None)
        self._edit.setDateTime(QDateTime(at.year, at.month, at.day, at.hour, 0, 0))

    def _done(self) -> None:
        chosen = self._edit.dateTime()
        date, time = chosen.date(), chosen.time()
        at = datetime(
            date.year(), date.month(), date.day(), time.hour(), time.minute(), tzinfo=CHINA
        )
        self.hide()
        self.agreed.emit(at)
