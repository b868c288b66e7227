"""A line to an instrument over TCP, and what every line can do; the serial one is apart."""

import contextlib
import errno
import socket
from typing import Final, Protocol

from app.errors import MeterTrouble

CONNECT_S: Final = 4.0
_PIECE: Final = 4096


class Link(Protocol):
    """A line to an instrument.

    Each of these raises MeterTrouble when the line is gone (`unplugged`).
    """

    where: str

    def send(self, data: bytes) -> None:
        """Send all of this; what came before and was not taken is dropped."""

    def receive(self, wait_s: float) -> bytes:
        """What comes within this time; nothing when nothing comes."""

    def close(self) -> None:
        """Let it go; never fails."""


class TcpLink:
    """A line through a serial server, or to an instrument with a network socket."""

    def __init__(self, host: str, port: int) -> None:
        """Connect.

        Raises:
            MeterTrouble: no_host, no_connection, or no_answer to the connection.
        """
        self.where = f"{host}:{port}"
        try:
            self.handle = socket.create_connection((host, port), CONNECT_S)
        except socket.gaierror as error:
            raise MeterTrouble("no_host", self.where) from error
        except (TimeoutError, OSError, OverflowError, UnicodeError) as error:
            raise MeterTrouble("no_connection", self.where) from error

    def send(self, data: bytes) -> None:
        """Send all of this."""
        try:
            self._drain()
            self.handle.settimeout(CONNECT_S)
            self.handle.sendall(data)
        except OSError as error:
            raise MeterTrouble("unplugged", self.where) from error

    def receive(self, wait_s: float) -> bytes:
        """What comes within this time."""
        try:
            self.handle.settimeout(max(wait_s, 0.001))
            data = self.handle.recv(_PIECE)
        except TimeoutError:
            return b""
        except OSError as error:
            raise MeterTrouble("unplugged", self.where) from error
        if not data:
            raise MeterTrouble("unplugged", self.where)
        return data

    def close(self) -> None:
        """Let it go."""
        with contextlib.suppress(OSError):
            self.handle.close()

    def _drain(self) -> None:
        self.handle.setblocking(False)
        try:
            while self.handle.recv(_PIECE):
                pass
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.EWOULDBLOCK):
                raise
