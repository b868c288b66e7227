"""COMTRADE recordings made up of sines, in every form of the standard."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import pi, sin
from pathlib import Path
from typing import Final

HZ: Final = 3200.0
SCALE: Final = 0.01
"""a of each channel: volts or amperes a count."""


@dataclass(frozen=True)
class Wave:
    """A sine with harmonics: (order, RMS, degrees) each."""

    parts: tuple[tuple[float, float, float], ...]

    def at(self, seconds: float, hz: float) -> float:
        return sum(
            rms * 2**0.5 * sin(2 * pi * order * hz * seconds + degrees * pi / 180)
            for order, rms, degrees in self.parts
        )


THREE: Final = {
    "Ua": Wave(((1, 57.735, 0), (5, 2.0, 30), (7, 1.0, 0))),
    "Ub": Wave(((1, 57.735, -120),)),
    "Uc": Wave(((1, 57.735, 120),)),
    "Ia": Wave(((1, 2.5, -30), (3, 0.2, 0))),
    "Ib": Wave(((1, 2.5, -150),)),
    "Ic": Wave(((1, 2.5, 90),)),
}
"""Secondary values behind 10000/100 V and 200/5 A."""


@dataclass(frozen=True)
class Made:
    """A recording to be written: so many samples at HZ."""

    form: str = "BINARY"
    revision: str = "1999"
    hz: float = 50.0
    count: int = 3200
    waves: dict[str, Wave] = field(default_factory=lambda: dict(THREE))
    side: str = "S"
    rates: bool = True
    missing: tuple[int, ...] = ()
    """Samples of the first channel that are missing."""
    station: str = "园区变"

    def rows(self) -> list[list[float]]:
        return [[w.at(n / HZ, self.hz) for w in self.waves.values()] for n in range(self.count)]

    def config(self) -> str:
        lines = [f"{self.station},录波器1" + (f",{self.revision}" if self.revision else "")]
        lines.append(f"{len(self.waves) + 2},{len(self.waves)}A,2D")
        for number, name in enumerate(self.waves, 1):
            volts = name.startswith("U")
            ratio = "10000,100" if volts else "200,5"
            scale = "1" if self.form == "FLOAT32" else str(SCALE)
            lines.append(
                f"{number},{name},{name[1].upper()},10kV,{'V' if volts else 'A'},{scale},0,0,"
                f"-32767,32767,{ratio},{self.side}"
            )
        lines += ["1,断路器合位,,,0", "2,保护动作,,,0", "50"]
        lines += ["1", f"{HZ:g},{self.count}"] if self.rates else ["0", f"0,{self.count}"]
        lines += ["20/11/2026,08:00:00.250000", "20/11/2026,08:00:00.500000", self.form, "1"]
        if self.revision == "2013":
            lines += ["+8,+8", "B,0"]
        return "\r\n".join(lines) + "\r\n"

    def data(self) -> bytes:
        out = bytearray()
        for number, row in enumerate(self.rows(), 1):
            micro = round((number - 1) * 1e6 / HZ)
            counts = [round(value / SCALE) for value in row]
            if self.form == "ASCII":
                cells = [str(each) for each in counts]
                if number - 1 in self.missing:
                    cells[0] = "99999"
                out += f"{number},{micro},{','.join(cells)},1,0\r\n".encode()
                continue
            out += struct.pack("<2I", number, micro)
            out += self._packed(row, counts, missing=number - 1 in self.missing)
            out += struct.pack("<H", 1)
        return bytes(out)

    def _packed(self, row: Sequence[float], counts: list[int], *, missing: bool) -> bytes:
        if self.form == "FLOAT32":
            floats = [-3.4028234e38 if missing and n == 0 else v for n, v in enumerate(row)]
            return struct.pack(f"<{len(row)}f", *floats)
        kind, least = ("h", -32768) if self.form == "BINARY" else ("i", -(1 << 31))
        held = [least if missing and n == 0 else v for n, v in enumerate(counts)]
        return struct.pack(f"<{len(row)}{kind}", *held)

    def combined(self) -> bytes:
        data = self.data()
        size = "" if self.form == "ASCII" else f": {len(data)}"
        return (
            b"--- file type: CFG ---\r\n"
            + self.config().encode()
            + b"--- file type: INF ---\r\n\r\n"
            b"--- file type: HDR ---\r\n\r\n"
            + f"--- file type: DAT {self.form}{size} ---\r\n".encode()
            + data
        )

    def write(self, folder: Path, name: str = "rec", encoding: str = "gbk") -> Path:
        (folder / f"{name}.cfg").write_bytes(self.config().encode(encoding))
        (folder / f"{name}.dat").write_bytes(self.data())
        return folder / f"{name}.cfg"
