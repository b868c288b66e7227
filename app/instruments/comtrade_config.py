"""What a COMTRADE recording says of itself, and where its parts are; samples are read apart.

The recording is a .cfg with its .dat beside it, or one .cff (IEEE C37.111-1991, -1999, -2013).
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from math import isfinite
from pathlib import Path
from typing import Final

from app.clock import CHINA
from app.domain.waveform import Channel, Rate, Recording
from app.errors import WaveformRefused
from app.instruments.text_table import encoding_of

MAX_BYTES: Final = 128 * 1024 * 1024
MOST_VALUES: Final = 40_000_000
LONGEST_FOUND: Final = 60
FORMS: Final = ("ASCII", "BINARY", "BINARY32", "FLOAT32")
_MOST_CHANNELS: Final = 999
_MOST_RATES: Final = 100
_COUNT: Final = re.compile(r"([0-9]{1,3})([AD])", re.IGNORECASE)
_SECTION: Final = re.compile(
    rb"^--- *file type: *(CFG|INF|HDR|DAT)(?: +(ASCII|BINARY32|BINARY|FLOAT32))?"
    rb"(?: *: *([0-9]{1,12}))? *---[ \t]*\r?\n?",
    re.IGNORECASE | re.MULTILINE,
)
_MOMENT: Final = re.compile(
    r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{2,4}),([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:\.([0-9]{1,9}))?"
)
_OFFSET: Final = re.compile(r"([+-]?)([0-9]{1,2})(?:h([0-9]{2}))?")
_PHASES: Final = {
    **{word: phase for phase in "abcn" for word in (phase, f"{phase}相")},
    **dict(zip(("l1", "l2", "l3", "r", "s", "t"), "abcabc", strict=True)),
}


@dataclass(frozen=True)
class Config:
    """What a configuration says, and what its numbers are made into values by."""

    recording: Recording
    scales: tuple[tuple[float, float], ...]
    """a and b of each analog channel."""
    time_multiplier: float


def parts_of(path: Path) -> tuple[Config, bytes]:
    """The configuration and the data of this .cfg (its .dat beside it), .dat or .cff file.

    Raises:
        WaveformRefused: it cannot be read, with part, line and what stands there.
    """
    name = path.name
    match path.suffix.lower():
        case ".cff":
            return _combined(_bytes(path, name), name)
        case ".cfg":
            config = _config(_bytes(path, name), name, "cfg")
            return config, _bytes(_beside(path, ".dat", "no_dat"), name)
        case ".dat":
            config = _config(_bytes(_beside(path, ".cfg", "no_cfg"), name), name, "cfg")
            return config, _bytes(path, name)
        case ".pqd" | ".pqdif":
            raise WaveformRefused(name, "pqdif")
    raise WaveformRefused(name, "not_comtrade")


def _beside(path: Path, ending: str, why: str) -> Path:
    for candidate in (path.with_suffix(ending), path.with_suffix(ending.upper())):
        if candidate.is_file():
            return candidate
    raise WaveformRefused(path.name, why)


def _bytes(path: Path, name: str) -> bytes:
    try:
        if not path.is_file():
            raise WaveformRefused(name, "unreadable")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise WaveformRefused(name, "too_large", found=f"{size // 1024 // 1024} MB")
        data = path.read_bytes()
    except OSError as error:
        raise WaveformRefused(name, "unreadable") from error
    if not data:
        raise WaveformRefused(name, "empty_file")
    return data


def _combined(data: bytes, name: str) -> tuple[Config, bytes]:
    found: dict[str, tuple[str, int, int]] = {}
    at = 0
    while (head := _SECTION.search(data, at)) is not None:
        kind = head[1].decode().upper()
        size = int(head[3]) if head[3] else -1
        begun = head.end()
        if kind == "DAT" and size >= 0:
            if begun + size > len(data):
                raise WaveformRefused(name, "too_few_samples", "cff", found=f"{size} B")
            end = at = begun + size  # what looks like a heading within binary data is none
        else:
            following = _SECTION.search(data, begun)
            end = at = following.start() if following else len(data)
        found.setdefault(kind, ((head[2] or b"").decode().upper(), begun, end))
    for kind in ("CFG", "DAT"):
        if kind not in found:
            raise WaveformRefused(name, "missing_part", "cff", found=kind)
    form, begun, end = found["DAT"]
    config = _config(data[found["CFG"][1] : found["CFG"][2]], name, "cff")
    if form:
        config = replace(config, recording=replace(config.recording, form=form))
    return config, data[begun:end]


class _Lines:
    """The lines of a configuration, one after the other, each asked for by what it must hold."""

    def __init__(self, text: str, name: str, part: str) -> None:
        self._lines = text.splitlines()
        self._name, self._part = name, part
        self.number = 0

    def refuse(self, why: str, found: str = "") -> WaveformRefused:
        return WaveformRefused(self._name, why, self._part, self.number, found[:LONGEST_FOUND])

    def next(self, least: int = 1) -> list[str]:
        """The cells of the next line, at least so many."""
        self.number += 1
        if self.number > len(self._lines):
            raise self.refuse("missing_line")
        line = self._lines[self.number - 1]
        cells = [cell.strip() for cell in line.split(",")]
        if len(cells) < least:
            raise self.refuse("missing_cell", line)
        return cells

    def optional(self) -> list[str]:
        """The next line, if there is one with something in it."""
        left = self._lines[self.number :]
        return self.next() if left and left[0].strip() else []

    def number_of(self, text: str, default: float | None = None) -> float:
        if not text and default is not None:
            return default
        try:
            value = float(text)
        except ValueError:
            raise self.refuse("not_a_number", text) from None
        if not isfinite(value):
            raise self.refuse("not_a_number", text)
        return value


def _config(data: bytes, name: str, part: str) -> Config:
    encoding = encoding_of(data)
    if encoding is None:
        raise WaveformRefused(name, "not_text", part)
    lines = _Lines(data.decode(encoding), name, part)
    head = lines.next(2)
    revision = head[2] if len(head) > 2 and head[2] else "1991"
    if revision not in ("1991", "1999", "2001", "2013"):
        raise lines.refuse("unknown_revision", revision)
    analog, digital = _counts(lines)
    channels, scales, remarks = [], [], []
    for _ in range(analog):
        channel, scale = _analog(lines, bare=revision == "1991")
        channels.append(channel)
        scales.append(scale)
        if channel.quantity and not channel.is_primary and channel.primary == channel.secondary:
            remarks.append(f"ratio_one:{channel.name}")
    named = tuple(lines.next(2)[1] for _ in range(digital))
    frequency = lines.number_of(lines.next()[0], 50.0)
    if not 10 <= frequency <= 100:
        raise lines.refuse("impossible_number", f"{frequency:g}")
    rates = _rates(lines)
    american = revision == "1991"
    begun, triggered = _moment(lines, american=american), _moment(lines, american=american)
    form = lines.next()[0].upper() or "ASCII"
    if form not in FORMS:
        raise lines.refuse("unknown_type", form)
    multiplier = lines.number_of((lines.optional() or [""])[0], 1.0)
    zone = _zone((lines.optional() or [""])[0]) if revision == "2013" else CHINA
    return Config(
        Recording(
            name=name,
            station=head[0],
            device=head[1],
            revision="1999" if revision == "2001" else revision,
            form=form,
            frequency_hz=frequency,
            rates=rates,
            start=begun.replace(tzinfo=zone),
            trigger=triggered.replace(tzinfo=zone),
            channels=tuple(channels),
            digital=named,
            count=rates[-1].last,
            remarks=tuple(remarks),
        ),
        tuple(scales),
        multiplier,
    )


def _counts(lines: _Lines) -> tuple[int, int]:
    cells = lines.next(3)
    found = {}
    for cell in cells[1:3]:
        said = _COUNT.fullmatch(cell)
        if said is None:
            raise lines.refuse("impossible_count", ",".join(cells))
        found[said[2].upper()] = int(said[1])
    total = int(cells[0]) if cells[0].isascii() and cells[0].isdigit() and len(cells[0]) < 5 else -1
    if set(found) != {"A", "D"} or total != sum(found.values()) or total > _MOST_CHANNELS:
        raise lines.refuse("impossible_count", ",".join(cells))
    return found["A"], found["D"]


def _analog(lines: _Lines, *, bare: bool) -> tuple[Channel, tuple[float, float]]:
    cells = lines.next(7 if bare else 13)
    a, b = lines.number_of(cells[5]), lines.number_of(cells[6], 0.0)
    primary = secondary = 1.0
    is_primary = True
    if len(cells) >= 13:
        primary = lines.number_of(cells[10], 1.0)
        secondary = lines.number_of(cells[11], 1.0)
        if primary <= 0 or secondary <= 0:
            raise lines.refuse("impossible_number", f"{cells[10]},{cells[11]}")
        side = cells[12].upper()
        if side not in ("P", "S"):
            raise lines.refuse("missing_cell", cells[12])
        is_primary = side == "P"
    phase = _PHASES.get(cells[2].lower(), "")
    channel = Channel(cells[1], phase, cells[3], cells[4], primary, secondary, is_primary)
    return channel, (a, b)


def _rates(lines: _Lines) -> tuple[Rate, ...]:
    count = lines.number_of(lines.next()[0])
    if not 0 <= count <= _MOST_RATES or count != int(count):
        raise lines.refuse("impossible_count", f"{count:g}")
    rates: list[Rate] = []
    for _ in range(max(int(count), 1)):
        cells = lines.next(2)
        hz, last = lines.number_of(cells[0]), lines.number_of(cells[1])
        before = rates[-1].last if rates else 0
        if hz < 0 or hz > 1e7 or last != int(last) or not before < last <= MOST_VALUES:
            raise lines.refuse("impossible_number", ",".join(cells))
        rates.append(Rate(hz if count else 0.0, int(last)))
    return tuple(rates)


def _moment(lines: _Lines, *, american: bool) -> datetime:
    text = ",".join(lines.next(2)[:2])
    said = _MOMENT.fullmatch(text.replace(" ", ""))
    if said is None:
        raise lines.refuse("impossible_time", text)
    first, second, year, hour, minute, sec = (int(part) for part in said.groups()[:6])
    month, day = (first, second) if american else (second, first)
    year += 0 if year > 99 else 1900 if year >= 70 else 2000
    micro = int(((said[7] or "") + "000000")[:6])
    try:
        return datetime(year, month, day, hour, minute, sec, micro)  # noqa: DTZ001 (zone follows)
    except ValueError:
        raise lines.refuse("impossible_time", text) from None


def _zone(text: str) -> timezone:
    """The zone of the time code, "+8" or "-5h30"; China's where it says none."""
    said = _OFFSET.fullmatch(text)
    if said is None or int(said[2]) > 14 or int(said[3] or 0) > 59:
        return timezone(timedelta(hours=8))
    minutes = int(said[2]) * 60 + int(said[3] or 0)
    return timezone(timedelta(minutes=-minutes if said[1] == "-" else minutes))


def bundled(path: Path) -> bytes:
    """The recording as one file: a .cff as it is, or .cfg and .dat put together as one.

    Raises:
        WaveformRefused: a part cannot be read.
    """
    if path.suffix.lower() == ".cff":
        return _bytes(path, path.name)
    config = path if path.suffix.lower() == ".cfg" else _beside(path, ".cfg", "no_cfg")
    data = path if path.suffix.lower() == ".dat" else _beside(path, ".dat", "no_dat")
    parts = _bytes(config, path.name), _bytes(data, path.name)
    form = _config(parts[0], path.name, "cfg").recording.form
    size = "" if form == "ASCII" else f": {len(parts[1])}"
    return b"".join(
        (
            b"--- file type: CFG ---\r\n" + parts[0].rstrip(b"\r\n") + b"\r\n",
            f"--- file type: DAT {form}{size} ---\r\n".encode(),
            parts[1],
        )
    )
