"""Read an instrument live: open it, and take what it shows. Nothing is kept by this."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from app.clock import Clock, SystemClock
from app.domain.meter import MeterSource, MeterValue
from app.errors import MeterTrouble
from app.instruments.dlt645_meter import Dlt645Meter
from app.instruments.load_record import as_table, read_record
from app.instruments.meters import Meter, open_instrument, serial_ports
from app.reference.instruments import read_register_map
from app.reference.library import Reference, open_reference

__all__ = ["open_meter", "read_load_record", "read_meter", "serial_ports"]


def open_meter(
    source: MeterSource,
    reference: Reference | None = None,
    clock: Clock | None = None,
    own_map: Path | None = None,
) -> Meter:
    """The instrument at this place, open until it is closed.

    `own_map` is a register map that came with no rules; it goes before those.

    Raises:
        MeterTrouble: it cannot be reached or read.
        RulesDamaged: the map is not what it should be.
    """
    rules, now = reference or open_reference(), (clock or SystemClock()).now
    maps = dict(rules.register_maps)
    if own_map is not None:
        maps[source.map] = read_register_map(own_map)
    return open_instrument(source, rules.meter_items, maps, now)


def read_meter(
    meter: Meter, names: Sequence[str] = (), came: Callable[[MeterValue], None] = lambda _: None
) -> tuple[MeterValue, ...]:
    """What the instrument shows of these items, or of those that a live reading shows.

    `came` hears each value as it comes.

    Raises:
        MeterTrouble: it does not answer, what comes is spoilt, or it knows no item of this name.
    """
    found = []
    try:
        for value in meter.read(names or meter.watched):
            came(value)
            found.append(value)
    except KeyError as error:
        raise MeterTrouble("no_such_item", found=str(error.args[0])) from error
    return tuple(found)


def read_load_record(
    meter: Meter,
    start: datetime,
    count: int,
    reference: Reference | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> str:
    """So many rows of what the meter kept from this time on, as a table for the load file reader.

    Times are those of the meter's own clock. Empty where it kept nothing since. `cancelled` is
    asked after each row.

    Raises:
        MeterTrouble: it does not answer, keeps no load record, what comes is spoilt, or cancelled.
    """
    if not isinstance(meter, Dlt645Meter):
        raise MeterTrouble("no_load_record")
    fields = (reference or open_reference()).meter_items.record
    rows = []
    for each in read_record(meter, fields, start, count):
        rows.append(each)
        if cancelled():
            raise MeterTrouble("cancelled")
    return as_table(rows, meter.identity.serial_no, fields) if rows else ""
