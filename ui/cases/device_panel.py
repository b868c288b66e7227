"""The devices of a case: those noted, those the survey planned, and a line to add one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QWidget

from app.domain.case import ConnectionCase
from app.domain.equipment import DEVICE_SORTS, Equipment
from app.domain.units import plain
from app.ids import RecordId
from app.views.cases import CasePage
from ui.naming import listed
from ui.parts.choice import BigCombo
from ui.parts.widgets import ValueButton, button, clear, column, entry, label, row
from ui.theme import SPACE
from ui.words import tr

_COLUMNS = 3
_SIDE_BY_SIDE = 2


class DevicePanel(QFrame):
    """What the inspection asks about, device by device.

    Signals:
        noted: devices are to be noted; carries a tuple of Equipment without ids.
        removed: a device is to be taken back.
    """

    noted = Signal(tuple)
    removed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("devices")
        self._case: ConnectionCase | None = None
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(3 * SPACE)
        for side in range(_SIDE_BY_SIDE):
            self._lines.setColumnStretch(side, 1)
        self._fields: dict[str, QLineEdit] = {}
        self._kind = BigCombo("device_kind", tr("设备种类"))
        for kind, sort in DEVICE_SORTS.items():
            self._kind.addItem(tr(sort.zh), kind)
        self._kind.activated.connect(self._ask)
        self._variant = BigCombo("device_variant", tr("设备型式"))
        self._label = entry("device_label", tr("名称，如 2号变压器"))
        self._grid = QGridLayout()
        self._grid.setSpacing(SPACE)
        for place, part in enumerate((self._kind, self._variant, self._label)):
            self._grid.addWidget(part, 0, place)
        self._form = QFrame()
        inner = column(self._form, margin=0)
        inner.addLayout(self._grid)
        done = button(tr("登记"), "device_done", primary=True)
        done.clicked.connect(self._done)
        away = button(tr("取消"), "device_leave")
        away.clicked.connect(self._form.hide)
        inner.addLayout(row(done, away))
        self._form.hide()
        self._add = button(tr("登记设备"), "device_add", picture="plus")
        self._add.clicked.connect(self._open)
        self._take = button("", "devices_planned", picture="clipboard-check")
        self._take.clicked.connect(self._take_planned)
        self._planned: tuple[Equipment, ...] = ()
        layout = column(self, margin=0)
        layout.addLayout(self._lines)
        layout.addWidget(self._form)
        layout.addLayout(row(self._add, self._take))

    def show_page(self, page: CasePage) -> None:
        """Show the devices; what is being typed into the new line is left alone."""
        if self._case is not None and self._case.id != page.case.id:
            self._form.hide()
        self._case = page.case
        self._planned = page.planned
        clear(self._lines)
        for number, device in enumerate(page.equipment):
            away = ValueButton(device.id, tr("移除"), f"device_remove_{device.label}")
            away.clicked.connect(lambda _checked=False, d=device: self.removed.emit(d))
            line = row(label(device_words(device)), away, stretch=0)
            self._lines.addLayout(line, *divmod(number, _SIDE_BY_SIDE))
        if not page.equipment:
            self._lines.addWidget(label(tr("还没有登记设备"), quiet=True), 0, 0)
        words = listed(map(device_words, page.planned))
        self._take.setText(tr("按勘查登记：{}", words))
        self._take.setVisible(bool(page.planned))

    def _open(self) -> None:
        self._ask()
        self._form.show()
        self._label.setFocus()

    def _ask(self) -> None:
        """Ask for what a device of the chosen kind says of itself."""
        sort = DEVICE_SORTS[str(self._kind.currentData())]
        for part in (self._kind, self._variant, self._label):
            self._grid.removeWidget(part)
        clear(self._grid)
        self._variant.clear()
        for tag, name in sort.variants.items():
            self._variant.addItem(tr(name), tag)
        self._variant.setVisible(bool(sort.variants))
        self._fields = {
            name: entry(f"device_{name}", tr(words)) for name, words in sort.facts.items()
        }
        first: list[QWidget] = [self._kind, self._label, *self._fields.values()]
        if sort.variants:
            first.insert(1, self._variant)
        for number, asked in enumerate(first):
            self._grid.addWidget(asked, *divmod(number, _COLUMNS))
            asked.show()

    def _done(self) -> None:
        assert self._case is not None
        sort = DEVICE_SORTS[str(self._kind.currentData())]
        name = self._label.text().strip() or sort.zh
        typed = {fact: field.text().strip() for fact, field in self._fields.items()}
        tags = (str(self._variant.currentData()),) if sort.variants else ()
        facts = {fact: text for fact, text in typed.items() if text}
        if sort.kind in ("cable", "transformer", "device"):
            facts.setdefault("u_kv", plain(self._case.supply_kv))
        made = Equipment(RecordId(""), self._case.id, self._case.org, sort.kind, name, tags, facts)
        self._label.clear()
        self._form.hide()
        self.noted.emit((made,))

    def _take_planned(self) -> None:
        self.noted.emit(self._planned)


def device_words(device: Equipment) -> str:
    """A device in a few words: name, what it is, and its nameplate."""
    sort = DEVICE_SORTS.get(device.kind)
    variants = (
        [tr(sort.variants[tag]) for tag in device.tags if tag in sort.variants] if sort else []
    )
    size = device.facts.get("s_kva", "")
    return " ".join(filter(None, (device.label, *variants, f"{size} kVA" if size else "")))
