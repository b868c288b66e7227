"""Opens an instrument to be read live. What a kind of line needs is loaded when it is wanted."""

import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, Protocol

from app.domain.meter import MeterIdentity, MeterItems, MeterSource, MeterValue, RegisterMap
from app.errors import MeterTrouble
from app.instruments.dlt645_meter import Dlt645Meter
from app.instruments.link import Link, TcpLink

_LAST_UNIT: Final = 247


class Meter(Protocol):
    """An instrument that is open."""

    @property
    def identity(self) -> MeterIdentity:
        """Which one it is."""

    @property
    def watched(self) -> tuple[str, ...]:
        """What a live reading shows."""

    def read(self, names: Sequence[str]) -> Iterator[MeterValue]:
        """These values, each as it comes; raises MeterTrouble."""

    def close(self) -> None:
        """Let its line go."""


def open_instrument(
    source: MeterSource,
    items: MeterItems,
    maps: Mapping[str, RegisterMap],
    now: Callable[[], datetime],
    wait_s: float = 1.5,
) -> Meter:
    """The instrument at this place, ready to be read.

    Raises:
        MeterTrouble: the line cannot be had, no map or address is given, or it does not answer.
    """
    registers = maps.get(source.map)
    if source.protocol == "modbus" and registers is None:
        raise MeterTrouble("no_map", source.where, source.map)
    unit = _unit(source) if source.protocol == "modbus" else 0
    line = opened_line(source)
    try:
        if registers is not None and source.protocol == "modbus":
            modbus = importlib.import_module("app.instruments.modbus_meter")
            made: Meter = modbus.ModbusMeter(line, registers, unit, now, wait_s)
            return made
        return Dlt645Meter(line, items, source.address, now, wait_s)
    except BaseException:
        line.close()
        raise


def opened_line(source: MeterSource) -> Link:
    """The line to this place.

    Raises:
        MeterTrouble: it cannot be had.
    """
    if not source.port:
        if not source.host or not 0 < source.tcp_port < 65_536:
            raise MeterTrouble("no_place", source.where)
        return TcpLink(source.host, source.tcp_port)
    serial: Any = importlib.import_module("app.instruments.serial_link")
    made: Link = serial.SerialLink(source.port, source.baud, source.parity)
    return made


def serial_ports() -> tuple[tuple[str, str], ...]:
    """The serial ports of this machine, each with what the system says of it."""
    found: tuple[tuple[str, str], ...] = importlib.import_module(
        "app.instruments.serial_link"
    ).serial_ports()
    return found


def _unit(source: MeterSource) -> int:
    text = source.address or "1"
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= _LAST_UNIT:
        raise MeterTrouble("bad_unit", source.where, source.address)
    return int(text)
