"""The load record of a DL/T 645 meter: blocks of what it kept every few minutes, as a table.

A record: A0 A0, its length, the time (mm hh DD MM YY), six classes each ended by AA, a checksum,
E5. A class that the meter does not keep is empty.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from app.domain.meter import RecordField
from app.errors import MeterTrouble
from app.instruments.dlt645 import number
from app.instruments.dlt645_meter import Dlt645Meter, moment

_BEGIN, _BETWEEN, _END = b"\xa0\xa0", 0xAA, 0xE5
_CLASSES: Final = 6
_MOST_BLOCKS: Final = 200_000


@dataclass(frozen=True)
class RecordRow:
    """What the meter kept at one time: channels by name, None where it has no reading."""

    at: str
    """As the meter's clock says it, "2026-11-20 08:00"."""
    values: Mapping[str, Decimal | None]
    raw: str


def read_record(
    meter: Dlt645Meter,
    fields: Mapping[int, Sequence[RecordField]],
    start: datetime,
    count: int,
) -> Iterator[RecordRow]:
    """The first `count` rows from this time on, in the meter's own time.

    Raises:
        MeterTrouble: no answer, no record, or one that is spoilt (`bad_record`).
    """
    got, last = 0, ""
    asked = start
    while got < min(count, _MOST_BLOCKS):
        blocks = min(count - got, 250)
        wanted = f"{blocks:02d}" if blocks < 100 else "99"
        when = f"{asked:%y%m%d%H%M}"
        found = meter.answer("06000001", bytes.fromhex(wanted) + bytes.fromhex(when)[::-1])
        rows = [row for row in rows_of(found.payload, fields) if row.at > last]
        if not rows:
            return
        yield from rows[: count - got]
        got += len(rows)
        last = rows[-1].at
        if len(rows) < int(wanted):
            return
        asked = datetime.strptime(last, "%Y-%m-%d %H:%M")  # noqa: DTZ007 (the meter's own clock)


def rows_of(payload: bytes, fields: Mapping[int, Sequence[RecordField]]) -> Iterator[RecordRow]:
    """The rows in what a meter answered.

    Raises:
        MeterTrouble: `bad_record`, with the bytes that are none.
    """
    at = payload.find(_BEGIN)
    while at >= 0 and at + 3 <= len(payload):
        length = payload[at + 2]
        end = at + 3 + length + 2
        block = payload[at:end]
        if len(block) < 3 + length + 2 or block[-1] != _END:
            raise MeterTrouble("bad_record", found=block[:40].hex().upper())
        if sum(block[:-2]) & 0xFF != block[-2]:
            raise MeterTrouble("bad_record", found=block[:40].hex().upper())
        yield _row(block, fields)
        at = payload.find(_BEGIN, end)


def _row(block: bytes, fields: Mapping[int, Sequence[RecordField]]) -> RecordRow:
    at = moment(block[3:8])
    parts = block[8:-2].split(bytes([_BETWEEN]))
    if not at or len(parts) < _CLASSES:
        raise MeterTrouble("bad_record", found=block[:40].hex().upper())
    values: dict[str, Decimal | None] = {}
    for kind, part in enumerate(parts[:_CLASSES], 1):
        known = fields.get(kind, ())
        if not part:
            continue
        if len(part) != sum(each.size for each in known):
            raise MeterTrouble("bad_record", found=part.hex().upper())
        place = 0
        for each in known:
            held = part[place : place + each.size]
            values[each.channel] = number(held, each.places, signed=each.signed)
            place += each.size
    return RecordRow(at, values, block.hex().upper())


def as_table(
    rows: Sequence[RecordRow], serial_no: str, fields: Mapping[int, Sequence[RecordField]]
) -> str:
    """The rows as a text table that the load file reader understands: time, then each channel.

    What the meter has no reading of at all is left out.
    """
    units = {each.channel: each.unit for kind in fields.values() for each in kind}
    channels = [name for name in units if any(row.values.get(name) is not None for row in rows)]
    head = [
        "表号",
        "时间",
        *(f"{name}({units[name]})" if units[name] else name for name in channels),
    ]
    lines = [",".join(head)]
    for row in rows:
        cells = (row.values.get(name) for name in channels)
        texts = ["" if cell is None else f"{cell:f}" for cell in cells]
        lines.append(",".join([serial_no, row.at, *texts]))
    return "\n".join(lines) + "\n"
