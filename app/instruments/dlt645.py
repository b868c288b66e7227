"""Frames of DL/T 645-2007 as bytes and back; only what reads may be built.

FE… | 68 | address, 6 BCD bytes, low first | 68 | C | L | data, each byte +33H | CS | 16
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

READ: Final = 0x11
READ_ON: Final = 0x12
READ_ADDRESS: Final = 0x13
ANYBODY: Final = "AA" * 6
"""The address that every meter answers to; for a bus with one meter."""

_ALLOWED: Final = frozenset({READ, READ_ON, READ_ADDRESS})
_REPLY, _ABNORMAL, _MORE, _FUNCTION = 0x80, 0x40, 0x20, 0x1F
_START, _END, _WAKE = 0x68, 0x16, b"\xfe\xfe\xfe\xfe"
_SHIFT: Final = 0x33
_HEAD: Final = 10
_LONGEST: Final = 4096
_ADDRESS: Final = re.compile("[0-9]{1,12}|[0-9A]{12}")


@dataclass(frozen=True)
class Frame:
    """One sound frame: `data` without its +33H, `raw` as it came."""

    address: str
    control: int
    data: bytes
    raw: bytes

    @property
    def is_reply(self) -> bool:
        """Whether a meter sent it; else it is a request, such as the echo of our own."""
        return bool(self.control & _REPLY)

    @property
    def is_refusal(self) -> bool:
        """Whether the meter says that it cannot (D1H)."""
        return bool(self.control & _ABNORMAL)

    @property
    def has_more(self) -> bool:
        """Whether more of the same follows (B1H)."""
        return bool(self.control & _MORE)

    @property
    def function(self) -> int:
        """What it answers."""
        return self.control & _FUNCTION


def whole_address(text: str) -> str | None:
    """A meter's number with the zeros in front that its plate may leave out; None if it is none.

    A stands for a digit that is not known.
    """
    text = text.strip().upper()
    return text.zfill(12) if _ADDRESS.fullmatch(text) else None


def request(address: str, control: int, data: bytes = b"") -> bytes:
    """A frame that asks, with bytes in front that wake the meter.

    Raises:
        ValueError: it would do something else than read; such frames are not built here.
    """
    if control not in _ALLOWED:
        raise ValueError(f"{control:02X}H does not read")
    return _WAKE + framed(address, control, data)


def framed(address: str, control: int, data: bytes) -> bytes:
    """The bytes of a frame, from its first 68 on."""
    low_first = bytes.fromhex(address)[::-1]
    body = bytes([_START]) + low_first + bytes([_START, control, len(data)])
    body += bytes((byte + _SHIFT) & 0xFF for byte in data)
    return body + bytes([sum(body) & 0xFF, _END])


class FrameReader:
    """Finds frames in what comes over a line: among wake-up bytes, noise and echoes."""

    def __init__(self) -> None:
        self._held = b""
        self.spoilt = ""
        """The last frame whose checksum was wrong, in hexadecimal."""

    def feed(self, data: bytes) -> Iterator[Frame]:
        """The frames that are whole with these bytes."""
        self._held = (self._held + data)[-_LONGEST:]
        while (found := self._next()) is not None:
            yield found

    def _next(self) -> Frame | None:
        held, at = self._held, 0
        while (at := held.find(_START, at)) >= 0:
            if len(held) < at + _HEAD:
                break
            length = held[at + 9]
            end = at + _HEAD + length + 2
            if held[at + 7] != _START or not _is_address(held[at + 1 : at + 7]):
                at += 1
                continue
            if len(held) < end:  # L counts; a 16 within the data ends nothing
                break
            raw = held[at:end]
            if raw[-1] == _END and sum(raw[:-2]) & 0xFF == raw[-2]:
                self._held = held[end:]
                data = bytes((byte - _SHIFT) & 0xFF for byte in raw[_HEAD:-2])
                return Frame(raw[6:0:-1].hex().upper(), raw[8], data, raw)
            self.spoilt = raw.hex().upper()
            at += 1
        self._held = held[at:] if at >= 0 else b""
        return None


def bcd(data: bytes) -> str | None:
    """The digits in these bytes, low byte first; None where there is no reading.

    A digit beyond 9 (FF…FF among them) is no number and never becomes one.
    """
    digits = data[::-1].hex()
    return digits if digits.isdigit() else None


def number(data: bytes, places: int, *, signed: bool = False) -> Decimal | None:
    """The number in these bytes; `signed`: the highest bit of the highest byte is its sign."""
    if set(data) == {0xFF}:
        return None
    negative = signed and bool(data[-1] & 0x80)
    if negative:
        data = data[:-1] + bytes([data[-1] & 0x7F])
    digits = bcd(data)
    if digits is None:
        return None
    value = Decimal(int(digits)).scaleb(-places)
    return -value if negative and value else value


def identifier(di: str) -> bytes:
    """A data identifier as it goes on the line, low byte first."""
    return bytes.fromhex(di)[::-1]


REFUSALS: Final = {
    0: "other",
    1: "no_such_data",
    2: "wrong_password",
    3: "baud",
    4: "year_zones",
    5: "day_tables",
    6: "tariffs",
}
"""By the bit of the error byte: why a meter refuses."""


def refusal_of(data: bytes) -> str:
    """The stable word for the error byte of a D1H reply."""
    said = data[0] if data else 0
    return next((word for bit, word in sorted(REFUSALS.items()) if said >> bit & 1), "other")


def _is_address(data: bytes) -> bool:
    return all(digit in "0123456789aA" for digit in data.hex())
