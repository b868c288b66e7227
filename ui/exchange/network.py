"""What the system says of the network, where it has somebody who knows."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation

_Reachability = QNetworkInformation.Reachability


class NetworkWatch(QObject):
    """Watches the network.

    Where the system has nobody who knows, it is told nothing, and only trying can tell.

    Signals:
        changed: whether there is a network (None: unknown), and whether its bytes cost money.
    """

    changed = Signal(object, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known = None
        if QNetworkInformation.loadDefaultBackend():
            self._known = QNetworkInformation.instance()
        if self._known is not None:
            self._known.reachabilityChanged.connect(self._tell)
            self._known.isMeteredChanged.connect(self._tell)

    @property
    def reachable(self) -> bool | None:
        """Whether there is a network; a centre in the same building needs no internet."""
        if self._known is None or self._known.reachability() == _Reachability.Unknown:
            return None
        return bool(self._known.reachability() != _Reachability.Disconnected)

    @property
    def metered(self) -> bool:
        """Whether its bytes cost money."""
        return bool(self._known is not None and self._known.isMetered())

    def _tell(self, _what: object) -> None:
        self.changed.emit(self.reachable, self.metered)
