"""A reading that an instrument gave by itself: what was read, when, how good, and its raw frame."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Final

from app.domain.units import plain

QUANTITY_NAMES: Final = {
    "voltage": "电压",
    "current": "电流",
    "active_power": "有功功率",
    "reactive_power": "无功功率",
    "apparent_power": "视在功率",
    "power_factor": "功率因数",
    "phase_angle": "相角",
    "frequency": "频率",
    "distortion": "谐波畸变率",
    "active_energy": "有功电能",
    "reactive_energy": "无功电能",
    "demand": "需量",
    "clock": "时钟",
    "identity": "标识",
    "ratio": "变比",
}
"""What is measured, as screens and papers name it."""

QUALITY_NAMES: Final = {
    "good": "正常",
    "no_data": "无读数",
    "refused": "仪表没有此项",
    "failed": "读取失败",
}
"""How good a reading is; only a good one has a value."""

_WORDS: Final = {"u16": 1, "i16": 1, "u32": 2, "i32": 2, "f32": 2, "u64": 4, "f64": 4}
_CURRENTS: Final = frozenset({"current"})
_VOLTAGES: Final = frozenset({"voltage"})
_POWERS: Final = frozenset(
    {"active_power", "reactive_power", "apparent_power", "active_energy", "reactive_energy"}
    | {"demand"}
)
_SCALES: Final = {
    ("V", "kV"): Decimal("0.001"),
    ("kV", "V"): Decimal(1000),
    ("A", "mA"): Decimal(1000),
    ("A", "kA"): Decimal("0.001"),
    ("mA", "A"): Decimal("0.001"),
    ("W", "kW"): Decimal("0.001"),
    ("kW", "W"): Decimal(1000),
    ("kW", "MW"): Decimal("0.001"),
    ("var", "kvar"): Decimal("0.001"),
    ("VA", "kVA"): Decimal("0.001"),
    ("Wh", "kWh"): Decimal("0.001"),
}


@dataclass(frozen=True)
class MeterSource:
    """Where an instrument is reached: at a serial port, or at a host and TCP port.

    `address` is the number of a DL/T 645 meter (empty: ask it), or the unit of a Modbus one.
    `parity` is N, E or O.
    """

    protocol: str
    """dlt645 | modbus."""
    port: str = ""
    host: str = ""
    tcp_port: int = 0
    address: str = ""
    baud: int = 2400
    parity: str = "E"
    map: str = ""
    """The register map of a Modbus analyser, by the name of its file."""

    @property
    def where(self) -> str:
        """The place as people write it."""
        return self.port or f"{self.host}:{self.tcp_port}"


@dataclass(frozen=True)
class MeterIdentity:
    """Which instrument answered. `kind` is one of INSTRUMENT_NAMES."""

    kind: str
    serial_no: str
    model: str = ""


@dataclass(frozen=True)
class MeterValue:
    """One value as the instrument gave it, or that it gave none."""

    item: str
    """Stable name of what was asked, such as "u_a"."""
    zh: str
    quantity: str
    unit: str
    value: Decimal | None
    at: datetime
    """When this program received it."""
    phase: str = ""
    quality: str = "good"
    """good | no_data | refused | failed (QUALITY_NAMES)."""
    raw: str = ""
    """The reply as it came, in hexadecimal."""
    words: str = ""
    """The bytes within it that are this value, in hexadecimal, as they stand on the line."""
    text: str = ""
    """What is no number: a clock, an address, the time at which a demand occurred."""
    verify: bool = False
    """How it is read is still to be checked against a real instrument of this kind."""
    why: str = ""
    """A stable word for what kept it from being read."""

    @property
    def shown(self) -> str:
        """The value with its unit; empty where there is none."""
        if self.value is None:
            return self.text
        return f"{plain_of(self.value)} {self.unit}".strip()


@dataclass(frozen=True)
class Ratios:
    """What a meter behind instrument transformers is multiplied by; 1 where it is direct."""

    ct: Decimal = Decimal(1)
    vt: Decimal = Decimal(1)

    def of(self, quantity: str) -> Decimal:
        """The multiplier of this quantity: a register holds the secondary value."""
        if quantity in _CURRENTS:
            return self.ct
        if quantity in _VOLTAGES:
            return self.vt
        return self.ct * self.vt if quantity in _POWERS else Decimal(1)


@dataclass(frozen=True)
class Pin:
    """A reading that was put into a field, with all that it rests on.

    `text` is what was written there; where the field says something else now, a person has
    corrected it, and is asked why (domain/plausibility.py).
    """

    text: str
    read: str
    """The value as the instrument showed it, before ratio and change of unit."""
    unit: str
    ratio: str
    item: str
    instrument: str
    """Its kind, model and number in words."""
    serial_no: str
    calibrated_until: str
    """ISO date."""
    at: datetime
    raw: str
    protocol: str

    @property
    def shown(self) -> str:
        """What the instrument showed, with the ratio it was multiplied by, if any."""
        read = f"{self.read} {self.unit}".strip()
        return read if self.ratio == "1" else f"{read} × {self.ratio}"

    def is_changed(self, text: str) -> bool:
        """Whether the field no longer says what the instrument said."""
        return text.strip() != self.text


@dataclass(frozen=True)
class Register:
    """One value in the map of a Modbus analyser. `address` counts from 0; `fc` is 3 or 4."""

    item: str
    zh: str
    quantity: str
    unit: str
    address: int
    kind: str
    """u16 | i16 | u32 | i32 | u64 | f32 | f64 | text."""
    fc: int = 3
    scale: Decimal = Decimal(1)
    phase: str = ""
    words: int = 1
    """How many registers a text fills."""
    invalid: tuple[int, ...] = ()
    """Raw register contents, as one unsigned number, that mean that there is no reading."""

    @property
    def words_held(self) -> int:
        """How many registers it fills."""
        return _WORDS.get(self.kind, self.words)


@dataclass(frozen=True)
class RegisterMap:
    """How one kind of Modbus analyser is read."""

    name: str
    version: str
    source: str
    zh: str
    word_order: str
    """big | little: which word of a number comes first."""
    registers: tuple[Register, ...]
    verify: bool = True
    instrument: str = "pq_analyser"
    model: str = ""
    most_words: int = 60
    """So many registers are asked for at once."""


@dataclass(frozen=True)
class DataItem:
    """One item of DL/T 645: how the bytes of its number are read.

    `kind` is number, demand (a number with the time it occurred), clock, date, time or digits.
    """

    item: str
    zh: str
    quantity: str
    unit: str
    di: str
    """The data identifier DI3 DI2 DI1 DI0, eight hexadecimal digits."""
    size: int
    places: int = 0
    kind: str = "number"
    signed: bool = False
    phase: str = ""
    verify: bool = False


@dataclass(frozen=True)
class RecordField:
    """One number within a class of the load record."""

    channel: str
    size: int
    places: int
    unit: str
    signed: bool = False


@dataclass(frozen=True)
class MeterItems:
    """What can be asked of a DL/T 645 meter."""

    version: str
    source: str
    items: Mapping[str, DataItem]
    blocks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By data identifier: the items that one answer holds, one after the other."""
    watched: tuple[str, ...] = ()
    """Items that a live reading shows."""
    record: Mapping[int, tuple[RecordField, ...]] = field(default_factory=dict)
    """The classes of the load record, by their number."""


def pinned(
    value: MeterValue, unit: str, ratios: Ratios, who: MeterIdentity, until: str, protocol: str
) -> Pin:
    """The pin of this reading for a field in `unit`; it must fit (see `fits`).

    `who` is the instrument, with the number on its plate; `until` is the ISO date to which its
    calibration holds.
    """
    assert value.value is not None
    return Pin(
        text=written(value, unit, ratios),
        read=plain_of(value.value),
        unit=value.unit,
        ratio=plain(ratios.of(value.quantity)),
        item=value.zh,
        instrument=" ".join(filter(None, (who.model, who.serial_no))),
        serial_no=who.serial_no,
        calibrated_until=until,
        at=value.at,
        raw=value.raw,
        protocol=protocol,
    )


def plain_of(value: Decimal) -> str:
    """The digits as the instrument has them: 230.0 stays 230.0, and no exponent is written."""
    return f"{value:f}"


def fits(value: MeterValue, unit: str, quantities: tuple[str, ...] = ()) -> bool:
    """Whether this reading is what a field in `unit` takes, as it is or in another scale."""
    if value.value is None or (quantities and value.quantity not in quantities):
        return False
    return value.unit == unit or (value.unit, unit) in _SCALES


def written(value: MeterValue, unit: str, ratios: Ratios) -> str:
    """What this reading is in a field in `unit`, with its ratio: exact, in plain digits.

    `value` must fit (see `fits`).
    """
    assert value.value is not None
    product = value.value * ratios.of(value.quantity) * _SCALES.get((value.unit, unit), Decimal(1))
    same = value.unit == unit and ratios.of(value.quantity) == 1
    return plain_of(product) if same else plain(product)
