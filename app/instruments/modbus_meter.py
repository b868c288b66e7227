"""Reads a Modbus analyser by a map of its registers, over TCP or a serial line; it never writes."""

import logging
import struct
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from math import isfinite
from typing import Any, Final

from pymodbus.client import ModbusSerialClient, ModbusTcpClient
from pymodbus.exceptions import ModbusException

from app.domain.meter import MeterIdentity, MeterValue, Register, RegisterMap
from app.errors import MeterTrouble
from app.instruments.link import TcpLink
from app.instruments.serial_link import SerialLink

_GAP: Final = 8
"""Registers that nobody asked for and that are read along rather than asked around."""
_TRIES: Final = 1
_FLOATS: Final = {"f32": (">f", ">I"), "f64": (">d", ">Q")}
_SIGNED: Final = frozenset({"i16", "i32"})
_DIGITS: Final = {"f32": range(6, 10), "f64": range(15, 18)}
_NO_SUCH: Final = frozenset({1, 2, 3})
"""Exceptions of Modbus that mean that the instrument does not have it."""
_EXCEPTIONS: Final = {4: "device_failure", 6: "busy", 10: "gateway", 11: "gateway"}

# The library tells each time-out itself; what a person is told of it is ours to say.
logging.getLogger("pymodbus").setLevel(logging.CRITICAL)


class ModbusMeter:
    """One analyser."""

    def __init__(
        self,
        link: TcpLink | SerialLink,
        registers: RegisterMap,
        unit: int,
        now: Callable[[], datetime],
        wait_s: float = 1.5,
    ) -> None:
        """`unit` is its address on the bus."""
        self._link, self._map, self._unit, self._now = link, registers, unit, now
        self._sent = self._received = b""
        self._echoes = not isinstance(link, TcpLink)
        self._single: set[str] = set()
        self._client: Any
        given: dict[str, Any] = {"timeout": wait_s, "retries": _TRIES, "trace_packet": self._hear}
        if isinstance(link, TcpLink):
            host, _, port = link.where.rpartition(":")
            self._client = ModbusTcpClient(host, port=int(port), **given)
        else:
            self._client = ModbusSerialClient(link.where, baudrate=link.baud, **given)
        self._client.socket = link.handle  # it is open: why it could not be is told by the link

    @property
    def identity(self) -> MeterIdentity:
        """Which instrument it is; its number is what the plate says, not what it answers."""
        return MeterIdentity(self._map.instrument, "", self._map.model or self._map.zh)

    @property
    def watched(self) -> tuple[str, ...]:
        """What a live reading shows."""
        return tuple(each.item for each in self._map.registers)

    def read(self, names: Sequence[str]) -> Iterator[MeterValue]:
        """These registers, those that lie together in one question.

        Raises:
            MeterTrouble: it does not answer, or what comes is spoilt.
        """
        known = {each.item: each for each in self._map.registers}
        for group in grouped([known[name] for name in names], self._map.most_words, self._single):
            yield from self._group(group)

    def close(self) -> None:
        """Let the line go."""
        self._link.close()

    def _group(self, group: Sequence[Register]) -> Iterator[MeterValue]:
        first = group[0]
        count = max(each.address + each.words_held for each in group) - first.address
        words, why = self._words(first.fc, first.address, count)
        if not words and len(group) > 1:  # a hole among them, perhaps: each by itself, from now on
            self._single.update(each.item for each in group)
            for each in group:
                yield from self._group([each])
            return
        for each in group:
            at = each.address - first.address
            yield self._value(each, words[at : at + each.words_held], why)

    def _words(self, fc: int, address: int, count: int) -> tuple[list[int], str]:
        ask = self._client.read_holding_registers if fc == 3 else self._client.read_input_registers
        self._received = b""
        try:
            answer = ask(address, count=count, device_id=self._unit)
        except (ModbusException, OSError, TypeError, ValueError) as error:
            # Whatever came was no frame: a checksum of the serial line, or another unit's answer.
            why = "bad_frame" if self._received else "silent"
            raise MeterTrouble(why, self._link.where, self._received.hex().upper()) from error
        if answer.isError():
            code = int(getattr(answer, "exception_code", 0))
            if code in _NO_SUCH:
                return [], "no_such_data"
            raise MeterTrouble(_EXCEPTIONS.get(code, "device_failure"), self._link.where, str(code))
        words = [int(word) for word in answer.registers]
        if len(words) != count:
            raise MeterTrouble("bad_frame", self._link.where, self._received.hex().upper())
        return words, ""

    def _value(self, register: Register, words: Sequence[int], why: str) -> MeterValue:
        value, text = decoded(register, words, self._map.word_order) if words else (None, "")
        quality = "refused" if not words else "good" if value is not None or text else "no_data"
        return MeterValue(
            *(register.item, register.zh, register.quantity, register.unit, value, self._now()),
            phase=register.phase,
            quality=quality,
            raw=self._received.hex().upper(),
            words=" ".join(f"{word:04X}" for word in words),
            text=text,
            verify=self._map.verify,
            why=why,
        )

    def _hear(self, sending: bool, data: bytes) -> bytes:
        if sending:
            self._sent = bytes(data)
            return data
        if self._echoes:
            data = without_echo(data, self._sent)
        self._received = bytes(data)
        return data


def without_echo(received: bytes, sent: bytes) -> bytes:
    """What came over a serial line without our own question, which some adapters send back.

    No answer is equal to a question that reads: it has an odd number of bytes. (What the library
    itself does against echoes drops the first byte of an answer where that comes alone.)
    """
    if received.startswith(sent):
        return received[len(sent) :]
    return b"" if sent.startswith(received) else received


def grouped(registers: Sequence[Register], most: int, single: set[str]) -> Iterator[list[Register]]:
    """Registers that one question brings, in order; those of `single` alone."""
    group: list[Register] = []
    for each in sorted(registers, key=lambda one: (one.fc, one.address)):
        if group:
            end = max(one.address + one.words_held for one in group)
            near = each.fc == group[0].fc and each.address - end <= _GAP
            apart = each.item in single or group[0].item in single
            if apart or not near or each.address + each.words_held - group[0].address > most:
                yield group
                group = []
        group.append(each)
    if group:
        yield group


def decoded(register: Register, words: Sequence[int], order: str) -> tuple[Decimal | None, str]:
    """The number in these registers, scaled, or their text; neither where there is no reading."""
    if register.kind == "text":
        data = b"".join(word.to_bytes(2, "big") for word in words)
        return None, data.split(b"\0")[0].decode("ascii", "replace").strip()
    high_first = words if order == "big" else words[::-1]
    whole = 0
    for word in high_first:
        whole = whole << 16 | word
    if whole in register.invalid:
        return None, ""
    if register.kind in _FLOATS:
        value = _float(whole, register.kind)
    else:
        bits = 16 * register.words_held
        negative = register.kind in _SIGNED and whole >> (bits - 1)
        value = Decimal(whole - (1 << bits) if negative else whole)
    return (None if value is None else value * register.scale), ""


def _float(whole: int, kind: str) -> Decimal | None:
    """The shortest decimal that is this float: what the instrument meant by its bits."""
    form, integer = _FLOATS[kind]
    packed = struct.pack(integer, whole)
    number = struct.unpack(form, packed)[0]
    if not isfinite(number):
        return None
    for digits in _DIGITS[kind]:
        text = f"{number:.{digits}g}"
        try:
            if struct.pack(form, float(text)) == packed:
                return Decimal(text)
        except OverflowError:
            continue
    return Decimal(repr(number))
