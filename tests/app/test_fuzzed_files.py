"""Whatever stands in a file: every importer gives a value or its own refusal, and writes nothing.

What runs here is what the children run, in this process, so that ten thousand a night can be tried;
what a child adds (limits, a deadline) is tried where each importer has its tests. Rule packages and
sticks are spoilt before they are signed and after: here after.
"""

import os
import random
import socket
import sys
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pytest
from PIL import Image

from app.errors import (
    LoadFileRefused,
    MeterTrouble,
    NotAPicture,
    NoticeRefused,
    RulesRefused,
    SheetRefused,
    WaveformRefused,
)
from app.instruments import apart, reader, sheet_reader, waveform_apart, waveform_reader
from app.instruments.dlt645 import framed
from app.instruments.dlt645_meter import Dlt645Meter
from app.instruments.link import TcpLink
from app.instruments.load_record import rows_of
from app.instruments.modbus_meter import ModbusMeter
from app.media import develop
from app.reference.library import open_reference
from app.reference.notices import read_notice
from app.reference.package import open_package
from tests.app.test_dlt645 import a_record
from tests.app.test_notices import CSV
from tests.sheets import HEADER, an_order, csv_bytes, xlsx_bytes
from tests.sync.rule_packages import CHECKLIST, a_publisher, shipped
from tests.sync.rule_packages import MORNING as ISSUED
from tests.waveforms import Made

COUNT: Final = 10_000 if os.environ.get("KANYAN_NIGHTLY") else 120
PIECES: Final = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"\n", b"\r\n", b";", b",", b"NaN", b"1e999", b"-",
    b"=1+1", b"24:00", b"25:00", b"9999-12-31", b"<!DOCTYPE x>", b"&a;", b"PK\x03\x04", b"{", b"]",
    "千瓦".encode("gbk"), b"\x80" * 40, b"1" * 400, b"../../x",
)  # fmt: skip

Read = Callable[[bytes, Path], object]
Opened = list[tuple[str, int]]

_opened: list[Opened] = []


def _hear(name: str, arguments: tuple[Any, ...]) -> None:
    if _opened and name == "open" and isinstance(arguments[2], int):
        _opened[-1].append((str(arguments[0]), arguments[2]))


sys.addaudithook(_hear)


@contextmanager
def writes() -> Iterator[list[str]]:
    """The files that are opened to be written meanwhile."""
    seen: Opened = []
    told: list[str] = []
    _opened.append(seen)
    try:
        yield told
    finally:
        _opened.remove(seen)
        told += [name for name, how in seen if how & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)]


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """These bytes with something wrong: bits, pieces, a cut, a stretch twice or elsewhere."""
    made = bytearray(data)
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(made) + 1)
        match chance.randrange(6):
            case 0 if made:
                made[at % len(made)] ^= 1 << chance.randrange(8)
            case 1:
                made[at:at] = chance.choice(PIECES)
            case 2:
                del made[at : at + chance.randrange(1, 40)]
            case 3:
                made[at:at] = made[at // 2 : at // 2 + chance.randrange(1, 400)]
            case 4:
                made[at : at + 4] = chance.randbytes(4)
            case _ if chance.random() < 0.2:
                del made[at:]
    return bytes(made)


def spoilt_inside(data: bytes, chance: random.Random) -> bytes:
    """A workbook that is whole as an archive, and has one of its parts spoilt."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        chosen = chance.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, spoilt(part, chance) if name == chosen else part)
    return out.getvalue()


def _load(data: bytes, folder: Path) -> object:
    path = folder / "load.csv"
    path.write_bytes(data)
    return apart.understood(reader.told(path))


def _orders(data: bytes, _folder: Path) -> object:
    return sheet_reader.understood(sheet_reader.told(data))


def _photo(data: bytes, _folder: Path) -> object:
    return develop.understood(develop.told(data))


def _calendar(data: bytes, folder: Path) -> object:
    path = folder / "2027.csv"
    path.write_bytes(data)
    return read_notice(path)


LOAD: Final = (
    "时间,有功功率(kW)\n"
    + "".join(f"2026-11-23 {n // 4:02}:{n % 4 * 15:02},{100 + n}\n" for n in range(96))
).encode()
ORDERS: Final = [HEADER, an_order(), an_order("2")]


def a_photo() -> bytes:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.effect_noise((48, 36), 50).convert("RGB").save(out, "JPEG", exif=exif)
    return out.getvalue()


class _Replay(TcpLink):
    """A line on which these bytes come, whatever is asked."""

    def __init__(self, data: bytes) -> None:
        self.where, self._data = "replay:1", data
        self.handle, self._far = socket.socketpair()
        self._far.sendall(data)

    def send(self, data: bytes) -> None:
        self._left = self._data

    def receive(self, wait_s: float) -> bytes:
        data, self._left = self._left, b""
        return data

    def close(self) -> None:
        super().close()
        self._far.close()


def _meter(data: bytes, _folder: Path) -> object:
    link = _Replay(data)
    try:
        meter = Dlt645Meter(link, RULES.meter_items, "71912", lambda: ISSUED, 0.001)
        return tuple(meter.read(["u_a", "u_b", "u_c"]))
    finally:
        link.close()


def _record(data: bytes, _folder: Path) -> object:
    return tuple(rows_of(data, RULES.meter_items.record))


def _analyser(data: bytes, _folder: Path) -> object:
    link = _Replay(data)
    try:
        registers = RULES.register_maps["modbus_float_input"]
        return tuple(ModbusMeter(link, registers, 1, lambda: ISSUED, 0.002).read(["u_a", "u_b"]))
    finally:
        link.close()


def _waveform(data: bytes, folder: Path) -> object:
    path = folder / "rec.cff"
    path.write_bytes(data)
    return waveform_apart.understood(waveform_reader.told(path))


def _configured(data: bytes, folder: Path) -> object:
    """The .cfg is spoilt, the .dat beside it is sound."""
    path = folder / "rec.cfg"
    path.write_bytes(data)
    (folder / "rec.dat").write_bytes(SAMPLES)
    return waveform_apart.understood(waveform_reader.told(path))


RULES: Final = open_reference()
RECORDED: Final = Made(count=700, revision="2013")
SAMPLES: Final = RECORDED.data()
FRAME: Final = framed("000000071912", 0x91, bytes.fromhex("00FF0102012398221523"))
RECORD: Final = a_record("0008201126", "452300") + a_record("1508201126", "FFFFFF")
REGISTERS: Final = bytes.fromhex("0001 0000 000B 01 04 08 4366199A 4365CCCD")

IMPORTERS: Final[dict[str, tuple[bytes, Read, type[Exception], Any]]] = {
    "load csv": (LOAD, _load, LoadFileRefused, spoilt),
    "orders csv": (csv_bytes(ORDERS, "gbk"), _orders, SheetRefused, spoilt),
    "orders xlsx": (xlsx_bytes(ORDERS), _orders, SheetRefused, spoilt_inside),
    "photo": (a_photo(), _photo, NotAPicture, spoilt),
    "dlt645 frames": (FRAME, _meter, MeterTrouble, spoilt),
    "dlt645 load record": (RECORD, _record, MeterTrouble, spoilt),
    "modbus frames": (REGISTERS, _analyser, MeterTrouble, spoilt),
    "comtrade cff": (replace(RECORDED, count=128).combined(), _waveform, WaveformRefused, spoilt),
    "comtrade cff ascii": (
        replace(RECORDED, count=128, form="ASCII").combined(),
        _waveform,
        WaveformRefused,
        spoilt,
    ),
    "comtrade cfg": (RECORDED.config().encode("gbk"), _configured, WaveformRefused, spoilt),
    "calendar": (CSV.encode(), _calendar, NoticeRefused, spoilt),
}


@pytest.mark.parametrize("name", IMPORTERS)
def test_whatever_stands_in_a_file_it_is_read_or_refused(name: str, tmp_path: Path) -> None:
    sound, read, refusal, spoil = IMPORTERS[name]
    chance = random.Random(f"{name} {COUNT}")
    assert read(sound, tmp_path)
    refused = 0
    with warnings.catch_warnings(), writes() as written:
        warnings.simplefilter("ignore")  # libraries grumble at what is damaged
        for _ in range(COUNT):
            data = spoil(sound, chance)
            try:
                read(data, tmp_path)
            except refusal:
                refused += 1
            except Exception as error:
                raise AssertionError(f"{name}: {data!r}") from error
    assert refused
    assert {Path(each).parent for each in written} <= {tmp_path}
    assert len(list(tmp_path.iterdir())) <= 2


def test_a_rule_package_that_was_changed_is_always_refused(tmp_path: Path) -> None:
    chance = random.Random(COUNT)
    with a_publisher(tmp_path, ISSUED) as centre:
        sound, authority = (
            centre.publish({CHECKLIST: shipped(CHECKLIST)}),
            centre.authority.certificate,
        )
    open_package(sound, authority)
    before = sorted(path.stat().st_mtime_ns for path in tmp_path.rglob("*"))
    with writes() as written:
        for _ in range(COUNT):
            data = spoilt(sound, chance)
            if data != sound:
                with pytest.raises(RulesRefused):
                    open_package(data, authority)
    assert (written, sorted(p.stat().st_mtime_ns for p in tmp_path.rglob("*"))) == ([], before)
