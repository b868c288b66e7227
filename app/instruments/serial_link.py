"""A line over a serial port: a cable to RS-485, or an infrared head."""

import contextlib
import errno
from typing import Final

import serial
from serial.tools import list_ports

from app.errors import MeterTrouble

_DENIED: Final = (errno.EACCES, errno.EPERM)
_ABSENT: Final = (errno.ENOENT, errno.ENODEV, errno.ENXIO)


class SerialLink:
    """A serial port, held by this program alone."""

    def __init__(self, port: str, baud: int, parity: str) -> None:
        """Open it, with 8 data bits and one stop bit.

        Raises:
            MeterTrouble: no_port, port_denied, port_busy or no_such_setting.
        """
        self.where, self.baud = port, baud
        try:
            self.handle = serial.Serial(
                port, baud, parity=parity, timeout=0, write_timeout=2, exclusive=True
            )
        except ValueError as error:
            raise MeterTrouble("no_such_setting", port, f"{baud} 8{parity}1") from error
        except (serial.SerialException, OSError) as error:
            raise MeterTrouble(why_not_opened(error), port) from error

    def send(self, data: bytes) -> None:
        """Send all of this."""
        try:
            self.handle.reset_input_buffer()
            self.handle.write(data)
            self.handle.flush()
        except (serial.SerialException, OSError, TypeError) as error:
            raise MeterTrouble("unplugged", self.where) from error

    def receive(self, wait_s: float) -> bytes:
        """What comes within this time."""
        try:
            self.handle.timeout = wait_s
            first = self.handle.read(1)
            return bytes(first + self.handle.read(self.handle.in_waiting)) if first else b""
        # A port that is pulled out makes pyserial fail in any of these ways.
        except (serial.SerialException, OSError, TypeError) as error:
            raise MeterTrouble("unplugged", self.where) from error

    def close(self) -> None:
        """Let it go."""
        with contextlib.suppress(serial.SerialException, OSError, TypeError):
            self.handle.close()


def serial_ports() -> tuple[tuple[str, str], ...]:
    """The serial ports of this machine: the name of each, and what the system says of it."""
    found = sorted(list_ports.comports(), key=lambda each: str(each.device))
    return tuple((str(each.device), str(each.description or "")) for each in found)


def why_not_opened(error: Exception) -> str:
    """The stable word for what kept a port from being opened, as either system says it."""
    code = getattr(error, "errno", None)
    said = str(error)
    if code in _DENIED or "PermissionError" in said:
        # Windows says the same of a port that another program has open.
        return "port_busy" if "PermissionError" in said else "port_denied"
    if code in _ABSENT or "FileNotFoundError" in said:
        return "no_port"
    return "port_busy" if code in (errno.EBUSY, errno.EAGAIN) or "lock" in said else "no_port"
