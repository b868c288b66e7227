"""Reads a DL/T 645-2007 meter over a line: item by item, or in blocks where the meter has them."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Final

from app.domain.meter import DataItem, MeterIdentity, MeterItems, MeterValue
from app.errors import MeterTrouble
from app.instruments.dlt645 import (
    ANYBODY,
    READ,
    READ_ADDRESS,
    READ_ON,
    Frame,
    FrameReader,
    bcd,
    identifier,
    number,
    refusal_of,
    request,
    whole_address,
)
from app.instruments.link import Link

_TRIES: Final = 2
_MOST_FOLLOWING: Final = 255


@dataclass(frozen=True)
class Answer:
    """What a meter answered: the bytes behind the identifier, and all its frames as they came."""

    payload: bytes
    raw: str


class _Declined(Exception):
    """The meter has answered with an error (D1H)."""

    def __init__(self, why: str, raw: str) -> None:
        super().__init__(why)
        self.why, self.raw = why, raw


class Dlt645Meter:
    """One meter on a line."""

    def __init__(
        self,
        link: Link,
        items: MeterItems,
        address: str,
        now: Callable[[], datetime],
        wait_s: float = 1.5,
    ) -> None:
        """`address` is the number on the plate; empty where the meter is alone and is to be asked.

        Raises:
            MeterTrouble: bad_address; or the meter that was asked for its number gave none.
        """
        self._link, self._items, self._now, self._wait_s = link, items, now, wait_s
        self._no_block: set[str] = set()
        given = whole_address(address) if address else ANYBODY
        if given is None:
            raise MeterTrouble("bad_address", link.where, address)
        self.address = given
        if "A" in given:
            self.address = self._asked_address(given)

    @property
    def identity(self) -> MeterIdentity:
        """Which meter it is."""
        return MeterIdentity("energy_meter", self.address, "DL/T 645-2007")

    @property
    def watched(self) -> tuple[str, ...]:
        """What a live reading shows."""
        return self._items.watched

    def read(self, names: Sequence[str]) -> Iterator[MeterValue]:
        """These items, each as it comes; what the meter does not have is said, not left out.

        Raises:
            MeterTrouble: the meter does not answer, or what comes is spoilt.
        """
        left = list(dict.fromkeys(names))
        while left:
            name = left[0]
            for di, members in self._items.blocks.items():
                wanted = [each for each in members if each in left]
                if name in members and len(wanted) > 1 and di not in self._no_block:
                    found = tuple(self._block(di, members))
                    yield from (value for value in found if value.item in wanted)
                    got = {value.item for value in found}
                    left = [each for each in left if each not in got]
                    break
            if left and left[0] == name:
                left.pop(0)
                yield self._single(self._items.items[name])

    def answer(self, di: str, asked: bytes = b"") -> Answer:
        """All that the meter says of this identifier, its following frames among it.

        Raises:
            MeterTrouble: no answer, a spoilt one, one that never ends, or a refusal.
        """
        try:
            return self._answered(di, asked)
        except _Declined as declined:
            raise MeterTrouble(f"refused_{declined.why}", self._link.where, di) from declined

    def close(self) -> None:
        """Let the line go."""
        self._link.close()

    def _single(self, item: DataItem) -> MeterValue:
        try:
            found = self._answered(item.di)
        except _Declined as declined:
            return self._lacking(item, "refused", declined.why, declined.raw)
        return self._understood(item, found.payload, found.raw)

    def _block(self, di: str, members: Sequence[str]) -> Iterator[MeterValue]:
        try:
            found = self._answered(di)
        except _Declined:  # then each is asked for by itself
            self._no_block.add(di)
            return
        at = 0
        for name in members:
            item = self._items.items[name]
            part = found.payload[at : at + item.size]
            at += item.size
            if part:
                yield self._understood(item, part, found.raw)
            else:
                yield self._lacking(item, "refused", "no_such_data", found.raw)

    def _lacking(self, item: DataItem, quality: str, why: str, raw: str) -> MeterValue:
        return MeterValue(
            *(item.item, item.zh, item.quantity, item.unit, None, self._now(), item.phase),
            quality=quality,
            raw=raw,
            verify=item.verify,
            why=why,
        )

    def _understood(self, item: DataItem, payload: bytes, raw: str) -> MeterValue:
        if len(payload) != item.size:
            return self._lacking(item, "failed", "length", raw)
        value, text = decoded(item, payload)
        if value is None and not text:
            return replace(self._lacking(item, "no_data", "", raw), words=payload.hex().upper())
        return MeterValue(
            *(item.item, item.zh, item.quantity, item.unit, value, self._now(), item.phase),
            raw=raw,
            words=payload.hex().upper(),
            text=text,
            verify=item.verify,
        )

    def _asked_address(self, pattern: str) -> str:
        frame = self._ask(pattern, READ_ADDRESS, b"", lambda frame: len(frame.data) == 6)
        found = bcd(frame.data)
        if frame.is_refusal or found is None:
            raise MeterTrouble("no_address", self._link.where, frame.raw.hex().upper())
        return found

    def _answered(self, di: str, asked: bytes = b"") -> Answer:
        named = identifier(di)
        frame = self._ask(self.address, READ, named + asked, lambda frame: frame.data[:4] == named)
        payload, raw, count = frame.data[4:], [frame.raw], 0
        while frame.has_more:
            count += 1
            if count > _MOST_FOLLOWING:
                raise MeterTrouble("endless", self._link.where, di)
            wanted = count

            def follows(frame: Frame, wanted: int = wanted) -> bool:
                return frame.data[:4] == named and frame.data[-1:] == bytes([wanted])

            frame = self._ask(self.address, READ_ON, named + bytes([count]), follows)
            payload += frame.data[4:-1]
            raw.append(frame.raw)
        return Answer(payload, " ".join(part.hex().upper() for part in raw))

    def _ask(self, address: str, control: int, data: bytes, fits: Callable[[Frame], bool]) -> Frame:
        spoilt = ""
        for _ in range(_TRIES):
            self._link.send(request(address, control, data))
            reader = FrameReader()
            until = time.monotonic() + self._wait_s
            while (left := until - time.monotonic()) > 0:
                for frame in reader.feed(self._link.receive(left)):
                    # Echoes, other meters and what answers an earlier question are passed over.
                    mine = _is_of(frame.address, address) and frame.function == control
                    if not frame.is_reply or not mine:
                        continue
                    if frame.is_refusal:
                        raw = frame.raw.hex().upper()
                        raise _Declined(refusal_of(frame.data), raw)
                    if fits(frame):
                        return frame
            spoilt = reader.spoilt or spoilt
        if spoilt:
            raise MeterTrouble("bad_checksum", self._link.where, spoilt)
        raise MeterTrouble("silent", self._link.where)


def decoded(item: DataItem, payload: bytes) -> tuple[Decimal | None, str]:
    """The number in this payload, and what is said beside it; neither where there is no reading."""
    match item.kind:
        case "demand":
            value = number(payload[: item.size - 5], item.places, signed=item.signed)
            return value, moment(payload[item.size - 5 :]) if value is not None else ""
        case "date":
            digits = bcd(payload) or ""
            return None, f"20{digits[:2]}-{digits[2:4]}-{digits[4:6]}" if digits else ""
        case "time":
            digits = bcd(payload) or ""
            return None, f"{digits[:2]}:{digits[2:4]}:{digits[4:6]}" if digits else ""
        case "digits":
            return None, bcd(payload) or ""
    return number(payload, item.places, signed=item.signed), ""


def moment(data: bytes) -> str:
    """The minute in five bytes, mm hh DD MM YY on the line; empty where it names none."""
    digits = bcd(data)
    if digits is None:
        return ""
    try:
        found = datetime.strptime(digits, "%y%m%d%H%M")  # noqa: DTZ007 (a meter's own clock)
    except ValueError:
        return ""
    return f"{found:%Y-%m-%d %H:%M}"


def _is_of(address: str, wanted: str) -> bool:
    return all(want in ("A", digit) for digit, want in zip(address, wanted, strict=True))
