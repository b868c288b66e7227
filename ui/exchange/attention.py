"""What needs a person: a change that the centre refused, a file that something is wrong with."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from app.domain.refusal_names import STICK_REFUSALS
from app.views.exchange import SyncPage
from app.workspace import Line, Shelved
from ui.exchange.trouble_words import of_file
from ui.naming import minute
from ui.parts.widgets import ValueButton, card, column, entry, label, row
from ui.record_words import kind_name, trail_trouble
from ui.theme import SPACE, current, icon
from ui.wording import refused_change, size
from ui.words import tr

_REFUSED = (
    "中心退回：{}。内容仍在本机：请打开工单改好，改后自动重发；原因已消除的，可直接再发一次。"
)
_EVENT_REFUSED = (
    "中心退回：{}。记下的经过不能改：原因已消除的，可再发一次；不该发的，写明原因作废，"
    "再到工单里按实际重新记录。作废会留痕，中心可见。"
)


class AttentionCard(QFrame):
    """What is wrong, why, and what can be done about it.

    Signals:
        case_wanted: the person wants to see the case; carries its id.
        again_wanted: a refused change is to be sent again; carries its id.
        file_wanted: a file is to be tried again; carries its digest.
        aside_wanted: a refused event is to be set aside; its change's id, and why.
    """

    case_wanted = Signal(str)
    again_wanted = Signal(str)
    file_wanted = Signal(str)
    aside_wanted = Signal(str, str)

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        picture = QLabel()
        picture.setPixmap(icon("triangle-alert", current().warn).pixmap(32, 32))
        text = QFrame()
        lines = column(text, margin=0)
        lines.setSpacing(SPACE // 2)
        lines.addWidget(label(title, size=1))
        lines.addWidget(label(words))
        self._buttons = row()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._lines = lines
        layout.addWidget(card(row(picture, text, stretch=1), self._buttons))

    def offer(self, *buttons: ValueButton) -> None:
        """Offer these ways out."""
        for number, made in enumerate(buttons):
            self._buttons.insertWidget(number, made)

    def offer_aside(self, change_id: str) -> None:
        """Offer to set an event aside, with the reason typed before it."""
        why = entry(f"aside_why_{change_id}", tr("作废的原因"))
        aside = ValueButton(change_id, tr("作废这一条"), f"aside_{change_id}", "archive")
        aside.setEnabled(False)
        why.textChanged.connect(lambda text: aside.setEnabled(bool(text.strip())))
        aside.picked.connect(lambda chosen: self.aside_wanted.emit(chosen, why.text().strip()))
        self._lines.addLayout(row(why, aside, stretch=0))


def refused_card(line: Line, page: SyncPage) -> AttentionCard:
    """A change that the centre does not take."""
    change = line.change
    name = page.customers.get(change.case_id, "")
    title = " · ".join(filter(None, (name, kind_name(change.kind), minute(change.made_at))))
    is_event = change.kind == "event"
    words = tr(_EVENT_REFUSED if is_event else _REFUSED, refused_change(line.reason))
    made = AttentionCard(title, words)
    opens = ValueButton(change.case_id, tr("打开工单"), f"open_{change.id}", "clipboard-check")
    opens.picked.connect(made.case_wanted)
    again = ValueButton(change.id, tr("再发一次"), f"again_{change.id}", "send")
    again.picked.connect(made.again_wanted)
    made.offer(opens, again)
    if is_event:
        made.offer_aside(change.id)
    return made


def file_card(shelved: Shelved, page: SyncPage) -> AttentionCard:
    """A file that something is wrong with."""
    owner = page.named.get(shelved.digest)
    kind = kind_name(owner.kind) if owner else tr("文件")
    name = page.customers.get(owner.case_id, "") if owner else ""
    title = " · ".join(filter(None, (name, kind, size(shelved.size), f"{shelved.digest[:8]}…")))
    made = AttentionCard(title, of_file(shelved.reason))
    again = ValueButton(shelved.digest, tr("再试一次"), f"file_{shelved.digest}", "refresh-cw")
    again.picked.connect(made.file_wanted)
    if owner:
        opens = ValueButton(
            owner.case_id, tr("打开工单"), f"open_{shelved.digest}", "clipboard-check"
        )
        opens.picked.connect(made.case_wanted)
        made.offer(opens, again)
    else:
        made.offer(again)
    return made


def handed_card(why: str) -> AttentionCard:
    """What a colleague handed over, and the centre does not take."""
    words = tr(
        "中心没有收下：{}。内容仍在本机，每次同步会再送一次；仍不行的，请移交人用他的平板联网同步，"
        "他那边的记录照常送达。",
        tr(STICK_REFUSALS.get(why, STICK_REFUSALS["unreadable"])),
    )
    return AttentionCard(tr("同事移交的工单内容"), words)


def trail_card(trouble: str) -> AttentionCard:
    """The trail does not hold; `trouble` is "line:why"."""
    seq, _, why = trouble.partition(":")
    return AttentionCard(tr("留痕"), trail_trouble(int(seq), why))
