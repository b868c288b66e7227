"""Where an instrument is and how it speaks: what a person chooses before it is read."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout

from app.domain.meter import MeterSource
from ui.parts.choice import Choice
from ui.parts.widgets import button, entry, named
from ui.theme import SPACE
from ui.words import tr

DLT645 = "dlt645"
_NETWORK = "tcp"
_BAUDS = ("1200", "2400", "4800", "9600", "19200", "38400", "115200")
_USUAL = {DLT645: ("2400", "E"), "modbus": ("9600", "N")}
_ABREAST = 3


class PlaceForm(QFrame):
    """Kind, port or host, address and line of an instrument.

    Signals:
        wanted: it is to be connected; carries the MeterSource.
        ports_wanted: the serial ports may be others now.
    """

    wanted = Signal(object)
    ports_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kind = Choice("meter_kind", tr("仪表"))
        self._kind.chosen.connect(self._kind_chosen)
        self._port = Choice("meter_port", tr("接在哪里"))
        self._port.chosen.connect(self._fit)
        self._host = entry("meter_host", tr("主机:端口"))
        self._address = entry("meter_address", tr("表号（只接一块表可不填）"))
        self._baud = Choice("meter_baud", tr("波特率"))
        self._baud.offer({each: each for each in _BAUDS}, "2400")
        self._parity = Choice("meter_parity", tr("校验位"))
        self._parity.offer({"E": tr("偶 E"), "N": tr("无 N"), "O": tr("奇 O")}, "E")
        self._again = button(tr("重找串口"), "meter_ports", picture="refresh-cw")
        self._again.clicked.connect(self.ports_wanted)
        self._go = button(tr("连接"), "meter_connect", primary=True, picture="play")
        self._go.clicked.connect(self._want)
        self._host_named, self._address_named = named(self._host), named(self._address)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE)
        parts = (self._kind, self._port, self._address_named, self._host_named, self._baud)
        for number, part in enumerate((*parts, self._parity)):
            grid.addWidget(part, number // _ABREAST, number % _ABREAST)
        for place in range(_ABREAST):
            grid.setColumnStretch(place, 1)
            grid.setColumnMinimumWidth(place, 180)
        grid.addWidget(self._again, 2, 1)
        grid.addWidget(self._go, 2, 2)

    def offer(self, maps: Mapping[str, str], source: MeterSource) -> None:
        """Offer these kinds of analysers by name, and what was read the last time."""
        kinds = {DLT645: tr("DL/T 645-2007 电能表")}
        kinds |= {name: tr(words) for name, words in maps.items()}
        self._kind.offer(kinds, source.map or DLT645)
        self._address.setText(source.address)
        self._host.setText(f"{source.host}:{source.tcp_port}" if source.host else "")
        self._baud.offer({each: each for each in _BAUDS}, str(source.baud))
        self._parity.combo.setCurrentIndex(max(self._parity.combo.findData(source.parity), 0))
        self.offer_ports((), _NETWORK if source.host else source.port)

    def offer_ports(self, ports: Sequence[tuple[str, str]], chosen: str | None = None) -> None:
        """Offer these serial ports, and the network."""
        wanted = self._port.value if chosen is None else chosen
        words = {name: f"{name}　{about}".strip("　n/a ") for name, about in ports}
        if wanted and wanted != _NETWORK:
            words.setdefault(wanted, wanted)
        network = {_NETWORK: tr("网络（串口服务器或网口仪表）")}
        self._port.offer(words | network, wanted or next(iter(words), _NETWORK))
        self._fit()

    def set_busy(self, *, busy: bool) -> None:
        """Nothing can be chosen while an instrument is being reached."""
        self._go.setEnabled(not busy)

    def _kind_chosen(self) -> None:
        baud, parity = _USUAL[DLT645 if self._kind.value == DLT645 else "modbus"]
        self._baud.combo.setCurrentIndex(self._baud.combo.findData(baud))
        self._parity.combo.setCurrentIndex(self._parity.combo.findData(parity))
        self._fit()

    def _fit(self) -> None:
        network = self._port.value == _NETWORK
        self._host_named.setVisible(network)
        self._baud.setVisible(not network)
        self._parity.setVisible(not network)
        meter = self._kind.value == DLT645
        hint = tr("表号（只接一块表可不填）") if meter else tr("仪表地址，1 到 247")
        self._address.setPlaceholderText(hint)

    def _want(self) -> None:
        network = self._port.value == _NETWORK
        host, _, port = self._host.text().strip().rpartition(":") if network else ("", "", "")
        kind = self._kind.value
        self.wanted.emit(
            MeterSource(
                DLT645 if kind == DLT645 else "modbus",
                port="" if network else self._port.value,
                host=host.strip("[]"),
                tcp_port=int(port) if port.isascii() and port.isdigit() else 0,
                address=self._address.text().strip(),
                baud=int(self._baud.value),
                parity=self._parity.value,
                map="" if kind == DLT645 else kind,
            )
        )
