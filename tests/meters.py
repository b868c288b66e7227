"""Simulated instruments that speak the real protocols: over TCP on loopback, or over a pty."""

import importlib
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Final

from app.instruments.dlt645 import Frame, FrameReader, framed

NUMBER: Final = "000000071912"
FACTS: Final = {
    "02010100": "0123",
    "0201FF00": "012398221523",
    "0202FF00": "563412FFFFFF341280",
    "02030000": "452381",
    "0203FF00": "452381345200452300674500",
    "00010000": "67452301",
    "01010000": "213500452014112026"[:6] + "4514201126",
    "02800002": "9949",
    "04000401": "121907000000",
}
"""By identifier: what the meter holds, low byte first, in hexadecimal."""
Answer = Callable[[bytes], bytes]


class SimulatedMeter:
    """A DL/T 645-2007 meter: answers what it holds, in pieces of `longest` bytes, else D1H."""

    def __init__(self, facts: dict[str, str] | None = None, *, longest: int = 200) -> None:
        self.facts = {di: bytes.fromhex(held) for di, held in (facts or FACTS).items()}
        self.longest = longest
        self.echoes = False
        self.spoil: Callable[[bytes], bytes] = lambda frame: frame
        self.asked: list[str] = []

    def answer(self, received: bytes) -> bytes:
        """What it says to these bytes."""
        out = b""
        for frame in FrameReader().feed(received):
            mine = all(a in ("A", b) for a, b in zip(frame.address, NUMBER, strict=True))
            if frame.is_reply or not mine:
                continue
            out += (frame.raw if self.echoes else b"") + self.spoil(self._said(frame))
        return out

    def _said(self, frame: Frame) -> bytes:
        if frame.function == 0x13:
            return b"\xfe" + framed(NUMBER, 0x93, bytes.fromhex(NUMBER)[::-1])
        di = frame.data[:4][::-1].hex().upper()
        self.asked.append(di)
        held = self.facts.get(di)
        if held is None:
            return framed(NUMBER, 0x80 | frame.function | 0x40, b"\x02")
        number = frame.data[4] if frame.function == 0x12 else 0
        part = held[number * self.longest : (number + 1) * self.longest]
        more = 0x20 if len(held) > (number + 1) * self.longest else 0
        tail = bytes([number]) if frame.function == 0x12 else b""
        return b"\xfe\xfe" + framed(
            NUMBER, 0x80 | frame.function | more, frame.data[:4] + part + tail
        )


@contextmanager
def over_tcp(answer: Answer) -> Iterator[int]:
    """A port on loopback where this answers; one connection after the other."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        ended = threading.Event()

        def serve() -> None:
            while not ended.is_set():
                try:
                    line, _ = server.accept()
                except OSError:
                    return
                with line:
                    _talk(partial(line.recv, 4096), line.sendall, answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield int(server.getsockname()[1])
        finally:
            ended.set()
            server.shutdown(socket.SHUT_RDWR)
            server.close()


@contextmanager
def over_pty(answer: Answer, pieces: Sequence[int] = ()) -> Iterator[str]:
    """The name of a serial port at whose other end this answers; first in pieces so long."""
    pty, tty = importlib.import_module("pty"), importlib.import_module("tty")  # not on Windows
    near, far = pty.openpty()
    tty.setraw(far)
    name = os.ttyname(far)

    def write(data: bytes) -> None:
        for size in pieces:
            os.write(near, data[:size])
            data = data[size:]
            time.sleep(0.02)  # longer than the silence that ends a frame
        os.write(near, data)

    thread = threading.Thread(
        target=_talk, args=(lambda: os.read(near, 4096), write, answer), daemon=True
    )
    thread.start()
    try:
        yield name
    finally:
        os.close(far)
        thread.join(2)
        os.close(near)


def _talk(receive: Callable[[], bytes], send: Callable[[bytes], None], answer: Answer) -> None:
    held = b""
    while True:
        try:
            data = receive()
        except OSError:
            return
        if not data:
            return
        held += data
        said = answer(held)
        if said:
            held = b""
            send(said)
