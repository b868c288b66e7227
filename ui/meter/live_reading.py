"""Turns an instrument: connects, asks it again and again off the GUI thread, pauses, lets it go."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.actions.read_meter import open_meter, read_meter
from app.domain.meter import MeterIdentity, MeterSource, MeterValue
from app.errors import MeterTrouble
from app.instruments.meters import Meter
from app.workspace import Workspace
from ui.background import Background

EVERY_MS = 1000
"""Between two rounds of questions: analysers refresh no faster, and a slow bus needs its rest."""
_PORTION = 16


class LiveReading(QObject):
    """One instrument at a time. Whatever is asked of it waits in its own lane.

    Signals:
        connected: it answers; carries its MeterIdentity.
        came: one value; carries the MeterValue. Values come one by one, as the instrument answers.
        rounded: all that is watched was asked for once.
        failed: it cannot be reached or read; carries the sentence. Nothing goes on by itself.
        ended: the line was let go.
    """

    connected = Signal(object)
    came = Signal(object)
    rounded = Signal()
    failed = Signal(str)
    ended = Signal()

    def __init__(self, ws: Workspace, background: Background, every_ms: int = EVERY_MS) -> None:
        super().__init__()
        self._ws, self._background = ws, background
        self._meter: Meter | None = None
        self._number = 0
        self._is_asking = False
        self.is_paused = False
        self._timer = QTimer(self, singleShot=True, interval=every_ms)
        self._timer.timeout.connect(self._ask)

    @property
    def is_open(self) -> bool:
        """Whether an instrument is connected."""
        return self._meter is not None

    def start(self, source: MeterSource) -> None:
        """Let go of what was there, and connect to this."""
        self.stop()
        self.is_paused = False
        number = self._number
        self._background.read_meter(
            self._opened,
            source,
            number,
            done=self._take,
            failed=lambda words: self._fail(number, words),
        )

    def pause(self) -> None:
        """Ask nothing more for now; the line is held."""
        self.is_paused = True
        self._timer.stop()

    def resume(self) -> None:
        """Go on asking."""
        self.is_paused = False
        if self._meter is not None and not self._is_asking:
            self._ask()

    def stop(self) -> None:
        """Let the instrument go; what it still says is passed over."""
        self._number += 1
        self._timer.stop()
        meter, self._meter = self._meter, None
        self._is_asking = False
        if meter is None:
            return
        if self._background.ending:  # the lanes are empty, and take nothing more
            meter.close()
        else:
            self._background.read_meter(meter.close, done=lambda _: self.ended.emit())

    def ask_aside(
        self,
        action: Callable[[Meter, Callable[[], bool]], object],
        done: Callable[[object], None],
        failed: Callable[[str], None],
    ) -> None:
        """Ask the open instrument for something else, between two rounds.

        The action is also given a way to learn that nobody waits for it any more.
        """
        number = self._number
        if self._meter is not None:
            self._background.read_meter(
                action, self._meter, lambda: self._is_over(number), done=done, failed=failed
            )

    def _opened(self, source: MeterSource, number: int) -> tuple[Meter, int]:
        if self._is_over(number):
            raise MeterTrouble("cancelled", source.where)
        meter = open_meter(source, self._ws.reference, self._ws.clock)
        if self._is_over(number):
            meter.close()
        return meter, number

    def _take(self, opened: tuple[Meter, int]) -> None:
        meter, number = opened
        if number != self._number:  # the person has gone on meanwhile
            self._background.read_meter(meter.close)
            return
        self._meter = meter
        self.connected.emit(meter.identity)
        self._ask()

    def _ask(self) -> None:
        if self._meter is None or self.is_paused or self._background.ending:
            return
        self._is_asking = True
        number = self._number
        self._background.read_meter(
            self._round,
            self._meter,
            number,
            done=self._rounded,
            failed=lambda words: self._fail(number, words),
        )

    def _round(self, meter: Meter, number: int) -> int:
        """In the lane: each value goes to the screen as it comes."""
        for name in _together(meter):
            if self._is_over(number):
                break
            read_meter(meter, name, self._say)
        return number

    def _is_over(self, number: int) -> bool:
        return number != self._number or self._background.ending

    def _say(self, value: MeterValue) -> None:
        # Emitted in the lane; whoever listens lives in the GUI thread and hears it there. This
        # object lives as long as the window, and so longer than the lane.
        self.came.emit(value)

    def _rounded(self, number: int) -> None:
        if number != self._number:
            return
        self._is_asking = False
        self.rounded.emit()
        if not self.is_paused:
            self._timer.start()

    def _fail(self, number: int, words: str) -> None:
        if number == self._number:
            self.stop()
            self.failed.emit(words)


def identity_with(identity: MeterIdentity, serial_no: str) -> MeterIdentity:
    """The instrument with the number on its plate, where it does not tell one itself."""
    return MeterIdentity(identity.kind, identity.serial_no or serial_no, identity.model)


def _together(meter: Meter) -> list[tuple[str, ...]]:
    """What is watched, in portions after which a person who leaves is not kept waiting."""
    names = meter.watched
    return [names[at : at + _PORTION] for at in range(0, len(names), _PORTION)]
