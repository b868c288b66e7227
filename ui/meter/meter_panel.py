"""An instrument over the page: connect, look at what it shows, put a value into a field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.actions.keep_meter_place import MeterMemory
from app.domain.checklist import AnswerKey
from app.domain.meter import MeterIdentity, MeterSource, MeterValue, Ratios, fits
from app.domain.reading import InputSpec, number_of
from ui.meter.place_form import PlaceForm
from ui.meter.value_list import ValueList
from ui.naming import titled
from ui.parts.choice import Choice
from ui.parts.widgets import Badge, Segments, button, entry, label, named, row, scrolled
from ui.theme import SPACE
from ui.words import tr

READ_BY_METERS = frozenset({"V", "A", "kW", "Hz"})
"""Units of fields for which an instrument is offered."""
_SECOND_MS = 1000
_ABREAST = 4
"""So many fields to choose from stand side by side; more fold into a list."""


@dataclass(frozen=True)
class Target:
    """A field that a value may go into, in `unit`; where it has a `phase`, one of that phase."""

    name: str
    """An input of an answer, or the `cell_key` of a form."""
    title: str
    """What it is called, with its unit."""
    unit: str
    phase: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)
    """What else its row says, where the row is new."""

    def takes(self, value: MeterValue) -> bool:
        """Whether this value belongs there."""
        of_phase = not (self.phase and value.phase) or value.phase == self.phase
        return of_phase and fits(value, self.unit)


@dataclass(frozen=True)
class Picked:
    """A value that is to go into a field of this answer of a visit, or of a filed form."""

    record_id: str
    key: AnswerKey | None
    """None: the field is a cell of a filed form."""
    target: Target
    value: MeterValue
    serial_no: str
    calibrated_until: str
    ratios: Ratios


class MeterPanel(QFrame):
    """An instrument that is read live.

    Signals:
        opened: it is shown; what is remembered of instruments is wanted.
        source_wanted: this MeterSource is to be connected.
        ports_wanted: the serial ports are to be looked for.
        pause_wanted: asking is to pause, or to go on.
        picked: a value goes into a field; carries the Picked.
        left: the instrument is to be let go.
        closed: the person closed it.
    """

    opened = Signal()
    source_wanted = Signal(object)
    ports_wanted = Signal()
    pause_wanted = Signal(bool)
    picked = Signal(object)
    left = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meter_panel")
        self.setProperty("card", True)
        self._key: AnswerKey | None = None
        self._record_id = ""
        self._targets: dict[str, Target] = {}
        self._calibrated: Mapping[str, str] = {}
        self._title = label(size=3, name="meter_title")
        self._state = Badge("meter_state")
        self._state.setWordWrap(True)
        self._place = PlaceForm()
        self._place.wanted.connect(self._connect)
        self._place.ports_wanted.connect(self.ports_wanted)
        self._pause = button(tr("暂停"), "meter_pause", picture="pause")
        self._pause.clicked.connect(self._pause_pressed)
        self._other = button(tr("换仪表"), "meter_other", picture="undo-2")
        self._other.clicked.connect(self._let_go)
        self._close = button(tr("关闭"), "meter_close", primary=True)
        self._close.clicked.connect(self.hide)
        self._close.clicked.connect(self.closed)
        self._serial = entry("meter_serial", tr("出厂编号"))
        self._until = entry("meter_until", tr("检定有效期至，如 2027-03-31"))
        self._ct = entry("meter_ct", tr("CT 变比（直接接入填 1）"))
        self._vt = entry("meter_vt", tr("PT 变比（直接接入填 1）"))
        self._said = Badge("meter_said")
        self._said.setWordWrap(True)
        self._values = ValueList()
        self._values.picked.connect(self._pick)
        self._into = QFrame()
        self._into_room = QVBoxLayout(self._into)
        self._target: Segments | Choice = Segments({}, "meter_target")
        self._into_room.addWidget(self._target)
        self._is_paused = False
        self._clock = QTimer(self, interval=_SECOND_MS)
        self._clock.timeout.connect(self._values.grow_old)
        self._build()
        self.hide()

    def open_for(
        self,
        title: str,
        record_id: str = "",
        key: AnswerKey | None = None,
        targets: Sequence[Target] = (),
    ) -> None:
        """Show it over the page, to fill these fields; none = only to be looked at.

        They are of an answer of a visit, or, without its `key`, of a filed form.
        """
        self._key, self._record_id = key, record_id
        self._targets = {target.name: target for target in targets}
        self._title.setText(title)
        self._offer_targets()
        self._values.empty()
        self._show_connecting(connecting=True)
        self._state.say(tr("选好仪表和接口，再按“连接”。本程序只读，不会改动仪表。"))
        self._said.hide()
        self.show()
        self.raise_()
        self._clock.start()
        self.opened.emit()

    def add_below(self, part: QWidget) -> None:
        """Show this too, below the values."""
        room = self.layout()
        assert room is not None
        room.addWidget(part)

    def show_known(self, maps: Mapping[str, str], memory: MeterMemory) -> None:
        """The kinds of analysers by name, and what is remembered of instruments."""
        self._calibrated = memory.calibrated
        self._place.offer(maps, memory.source)

    def show_ports(self, ports: Sequence[tuple[str, str]]) -> None:
        """The serial ports of this machine."""
        self._place.offer_ports(ports)

    def show_connected(self, identity: MeterIdentity) -> None:
        """It answers."""
        self._show_connecting(connecting=False)
        told = "　".join(filter(None, (tr(identity.model), identity.serial_no)))
        self._state.say("✔ " + tr("已连接：{}", told), "good")
        if identity.serial_no:
            self._serial.setText(identity.serial_no)
        self._serial.setReadOnly(bool(identity.serial_no))
        self._until.setText(self._calibrated.get(self._serial.text().strip(), ""))

    def show_value(self, value: MeterValue) -> None:
        """A value has come."""
        self._values.take(value)

    def show_failure(self, words: str) -> None:
        """It cannot be read: the reason stays, and so do the last values, growing old."""
        self._show_connecting(connecting=True)
        self._state.say("✘ " + words, "bad")

    def show_pinned(self, name: str, text: str) -> None:
        """A value is in its field; the next field is chosen."""
        target = self._targets.get(name)
        if target is None:
            return
        told = tr("已写入“{0}”：{1}", target.title, f"{text} {target.unit}".strip())
        self._tell("✔ " + told, "good")
        names = list(self._targets)
        self._show_target(names[(names.index(name) + 1) % len(names)])
        self._target_chosen()

    def show_not_pinned(self, words: str) -> None:
        """It is not in its field, and why."""
        self._tell("✘ " + words, "bad")

    def hideEvent(self, event: QHideEvent) -> None:
        """The person goes on; the instrument is let go."""
        super().hideEvent(event)
        self._clock.stop()
        self.left.emit()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[2 * SPACE] * 4)
        layout.setSpacing(SPACE)
        layout.addLayout(row(self._title, self._other, self._pause, self._close, stretch=0))
        layout.addWidget(self._state)
        layout.addWidget(self._place)
        self._into_room.setContentsMargins(0, 0, 0, 0)
        self._into_room.setSpacing(SPACE)
        self._into_room.addLayout(
            row(*(named(each) for each in (self._serial, self._until, self._ct, self._vt)))
        )
        layout.addWidget(self._into)
        layout.addWidget(self._said)
        layout.addWidget(scrolled(self._values, "meter_scroll"), 1)

    def _offer_targets(self) -> None:
        self._target.setParent(None)
        self._target.deleteLater()
        shown = {name: target.title for name, target in self._targets.items()}
        if len(shown) > _ABREAST:
            self._target = Choice("meter_target", tr("写入哪一栏"))
        else:
            self._target = Segments(shown, "meter_target")
        self._target.chosen.connect(self._target_chosen)
        self._show_target(next(iter(shown), ""))
        self._into_room.insertWidget(0, self._target)
        for ratio in (self._ct, self._vt):
            ratio.setText(ratio.text() or "1")
        self._target_chosen()

    def _target_chosen(self) -> None:
        target = self._targets.get(self._target.value)
        self._values.offer((lambda _: False) if target is None else target.takes)

    def _show_target(self, name: str) -> None:
        if isinstance(self._target, Segments):
            self._target.show_value(name)
        else:
            titles = {each.name: each.title for each in self._targets.values()}
            self._target.offer(titles, name)

    def _connect(self, source: MeterSource) -> None:
        self._values.empty()
        self._state.say(tr("正在连接 {}…", source.where))
        self._place.set_busy(busy=True)
        self.source_wanted.emit(source)

    def _show_connecting(self, *, connecting: bool) -> None:
        self._place.setVisible(connecting)
        self._place.set_busy(busy=False)
        self._pause.setVisible(not connecting)
        self._other.setVisible(not connecting)
        self._into.setVisible(not connecting and bool(self._targets))
        self._is_paused = False
        self._pause.setText(tr("暂停"))

    def _pause_pressed(self) -> None:
        self._is_paused = not self._is_paused
        self._pause.setText(tr("继续") if self._is_paused else tr("暂停"))
        self.pause_wanted.emit(self._is_paused)

    def _let_go(self) -> None:
        self.left.emit()
        self._values.empty()
        self._show_connecting(connecting=True)
        self._state.say(tr("选好仪表和接口，再按“连接”。本程序只读，不会改动仪表。"))

    def _pick(self, value: MeterValue) -> None:
        target = self._targets.get(self._target.value)
        if target is None:
            return
        ratios = self._ratios()
        until = self._until.text().strip()
        if ratios is None:
            self._tell("✘ " + tr("变比请填大于 0 的数字；直接接入填 1。"), "bad")
        elif not self._serial.text().strip():
            self._tell("✘ " + tr("请填写仪表铭牌上的出厂编号，再写入。"), "bad")
            self._serial.setFocus()
        elif not _is_day(until):
            self._tell("✘ " + tr("请填写检定有效期，例如 2027-03-31，再写入。"), "bad")
            self._until.setFocus()
        else:
            serial = self._serial.text().strip()
            self._calibrated = {**self._calibrated, serial: until}
            self.picked.emit(
                Picked(self._record_id, self._key, target, value, serial, until, ratios)
            )

    def _ratios(self) -> Ratios | None:
        found: list[Decimal] = []
        for ratio in (self._ct, self._vt):
            number = number_of(ratio.text().strip() or "1")
            if number is None or number <= 0:
                ratio.setFocus()
                return None
            found.append(number)
        return Ratios(*found)

    def _tell(self, words: str, meaning: str) -> None:
        self._said.say(words, meaning)
        self._said.show()


def targets_of(specs: Sequence[InputSpec]) -> tuple[Target, ...]:
    """Those of these inputs that hold what an instrument can read."""
    return tuple(
        Target(spec.name, titled(spec.zh, spec.unit), spec.unit)
        for spec in specs
        if spec.unit in READ_BY_METERS
    )


def offers_meter(specs: Sequence[InputSpec]) -> bool:
    """Whether one of these fields holds what an instrument can read."""
    return any(spec.kind == "decimal" and spec.unit in READ_BY_METERS for spec in specs)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
