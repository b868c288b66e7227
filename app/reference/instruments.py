"""What instruments can be asked, read from `resources/instruments/`."""

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from app.domain.instrument import INSTRUMENT_NAMES
from app.domain.meter import (
    QUANTITY_NAMES,
    DataItem,
    MeterItems,
    RecordField,
    Register,
    RegisterMap,
)
from app.reference.files import every_file, file_in, named, read_rules

DLT645: Final = "instruments/dlt645.yaml"

_DI: Final = re.compile("[0-9A-F]{8}")
_KINDS: Final = frozenset({"number", "demand", "clock", "date", "time", "digits"})
_WORDS: Final = {"u16": 1, "i16": 1, "u32": 2, "i32": 2, "f32": 2, "u64": 4, "f64": 4}
_ORDERS: Final = frozenset({"big", "little"})
_LAST_REGISTER: Final = 65_535
_MOST_WORDS: Final = 125
_ITEM: Final = frozenset(
    {
        "id",
        "zh",
        "en",
        "quantity",
        "unit",
        "di",
        "size",
        "places",
        "kind",
        "signed",
        "phase",
        "verify",
    }
)
_REGISTER: Final = frozenset(
    {
        "id",
        "zh",
        "en",
        "quantity",
        "unit",
        "address",
        "type",
        "fc",
        "scale",
        "phase",
        "invalid",
        "words",
    }
)


def read_meter_items(*places: Path) -> MeterItems:
    """What a DL/T 645 meter can be asked.

    Raises:
        RulesDamaged: the file is not what it should be; it names the item.
    """
    path = file_in(places, DLT645)
    content = read_rules(path)
    items: dict[str, DataItem] = {}
    with named(path, "items"):
        for entry in content["items"]:
            with named(path, str(entry.get("id"))):
                item = _item(entry)
                _expect(item.item not in items, "twice")
                items[item.item] = item
    with named(path, "blocks"):
        blocks = {
            _di(di): tuple(_known(name, items) for name in names)
            for di, names in content["blocks"].items()
        }
        watched = tuple(_known(name, items) for name in content["watched"])
    with named(path, "load_record"):
        record = {
            int(kind): tuple(_record_field(each) for each in fields)
            for kind, fields in content["load_record"]["classes"].items()
        }
        _expect(set(record) <= set(range(1, 7)), "classes are 1 to 6")
    version, source = str(content["version"]), str(content["source"])
    return MeterItems(version, source, items, blocks, watched, record)


def read_register_maps(*places: Path) -> Mapping[str, RegisterMap]:
    """The maps of Modbus analysers by their names.

    Raises:
        RulesDamaged: a file is not what it should be; it names file and register.
    """
    found = every_file(places, "instruments", "modbus_*.yaml")
    return {path.stem: read_register_map(path) for path in found if "-" not in path.stem}


def read_register_map(path: Path) -> RegisterMap:
    """The map in this file.

    Raises:
        RulesDamaged: it is not what it should be.
    """
    content = read_rules(path)
    registers: list[Register] = []
    with named(path, "registers"):
        usual = int(content.get("fc", 3))
        for entry in content["registers"]:
            with named(path, str(entry.get("id"))):
                registers.append(_register(entry, usual))
        _expect(len({each.item for each in registers}) == len(registers), "twice")
        _expect(bool(registers), "empty")
    with named(path, "head"):
        order, kind = str(content["word_order"]), str(content["instrument"])
        most = int(content.get("most_words", 60))
        _expect(order in _ORDERS, order)
        _expect(kind in INSTRUMENT_NAMES, kind)
        _expect(4 <= most <= _MOST_WORDS, "most_words")
        return RegisterMap(
            name=path.stem,
            version=str(content["version"]),
            source=str(content["source"]),
            zh=str(content["zh"]),
            word_order=order,
            registers=tuple(registers),
            verify=_yes(content["verify"]),
            instrument=kind,
            model=str(content.get("model", "")),
            most_words=most,
        )


def _item(entry: Mapping[str, Any]) -> DataItem:
    _expect(not entry.keys() - _ITEM, "unknown key")
    kind, size = str(entry.get("kind", "number")), int(entry["size"])
    _expect(kind in _KINDS, kind)
    _expect(1 <= size <= 16, "size")
    return DataItem(
        item=str(entry["id"]),
        zh=str(entry["zh"]),
        quantity=_quantity(entry),
        unit=str(entry["unit"]),
        di=_di(entry["di"]),
        size=size,
        places=int(entry["places"]),
        kind=kind,
        signed=_yes(entry.get("signed", False)),
        phase=str(entry.get("phase", "")),
        verify=_yes(entry.get("verify", False)),
    )


def _register(entry: Mapping[str, Any], usual: int) -> Register:
    _expect(not entry.keys() - _REGISTER, "unknown key")
    kind, address = str(entry["type"]), int(entry["address"])
    words = int(entry["words"]) if kind == "text" else _WORDS[kind]
    fc = int(entry.get("fc", usual))
    _expect(fc in (3, 4), "fc")
    _expect(1 <= words <= 32 and 0 <= address <= _LAST_REGISTER + 1 - words, "address")
    scale = Decimal(str(entry.get("scale", "1")))
    _expect(scale.is_finite() and scale != 0, "scale")
    return Register(
        item=str(entry["id"]),
        zh=str(entry["zh"]),
        quantity=_quantity(entry),
        unit=str(entry["unit"]),
        address=address,
        kind=kind,
        fc=fc,
        scale=scale,
        phase=str(entry.get("phase", "")),
        words=words,
        invalid=tuple(int(each) for each in entry.get("invalid", ())),
    )


def _record_field(entry: Mapping[str, Any]) -> RecordField:
    size = int(entry["size"])
    _expect(1 <= size <= 8, "size")
    signed = _yes(entry.get("signed", False))
    return RecordField(str(entry["channel"]), size, int(entry["places"]), entry["unit"], signed)


def _quantity(entry: Mapping[str, Any]) -> str:
    said = str(entry["quantity"])
    _expect(said in QUANTITY_NAMES, said)
    return said


def _di(said: object) -> str:
    _expect(isinstance(said, str) and bool(_DI.fullmatch(said)), f"{said} is no identifier")
    return str(said)


def _known(name: object, items: Mapping[str, DataItem]) -> str:
    return items[str(name)].item


def _yes(said: object) -> bool:
    _expect(isinstance(said, bool), f"{said} is neither true nor false")
    return bool(said)


def _expect(holds: bool, why: str) -> None:
    if not holds:
        raise ValueError(why)
