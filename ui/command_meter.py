"""What the command `kanyan read-meter` says, in words and as JSON."""

import argparse
import json
from collections.abc import Callable
from typing import Any

from app.actions.read_meter import open_meter, read_load_record, read_meter, serial_ports
from app.domain.meter import MeterSource, MeterValue
from app.instruments.meters import Meter
from app.reference.library import open_reference
from ui.meter_wording import value_state


def tell_meter(asked: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Do what is asked; 0 where at least one reading came.

    Raises:
        MeterTrouble: the instrument cannot be reached or read.
    """
    if asked.list_ports:
        return _tell_ports(asked, say)
    if asked.list_items:
        return _tell_items(asked, say)
    meter = open_meter(_source(asked), own_map=asked.map_file)
    try:
        if asked.load_record is not None:
            table = read_load_record(meter, asked.load_record, asked.count)
            say(table.rstrip("\n") if table else "# 仪表在这之后没有负荷记录 / nothing since")
            return 0 if table else 1
        return _tell_values(asked, meter, say)
    finally:
        meter.close()


def _source(asked: argparse.Namespace) -> MeterSource:
    modbus = asked.dlt645 is None
    host, port = asked.tcp
    return MeterSource(
        "modbus" if modbus else "dlt645",
        port=asked.port,
        host=host,
        tcp_port=port,
        address=asked.unit if modbus else asked.dlt645,
        baud=asked.baud or (9600 if modbus else 2400),
        parity=asked.parity or ("N" if modbus else "E"),
        map=asked.modbus or (asked.map_file.stem if asked.map_file else ""),
    )


def _tell_values(asked: argparse.Namespace, meter: Meter, say: Callable[[str], None]) -> int:
    identity = meter.identity
    if not asked.json:
        say("　".join(filter(None, (identity.model, identity.serial_no))))
        found = read_meter(meter, asked.items, lambda value: say(_line(value)))
    else:
        found = read_meter(meter, asked.items)
        told = {
            "kind": identity.kind,
            "model": identity.model,
            "serial_no": identity.serial_no,
            "values": [_plain(value) for value in found],
        }
        say(json.dumps(told, ensure_ascii=False, indent=2))
    return 0 if any(value.quality == "good" for value in found) else 1


def _line(value: MeterValue) -> str:
    shown = value.shown or "—"
    beside = f"（{value.text}）" if value.text and value.value is not None else ""
    state = "" if value.quality == "good" else f"　{value_state(value)}"
    check = "　待核对" if value.verify else ""
    return f"{value.zh}　{shown}{beside}{state}{check}"


def _plain(value: MeterValue) -> dict[str, Any]:
    return {
        "item": value.item,
        "name": value.zh,
        "quantity": value.quantity,
        "phase": value.phase,
        "value": None if value.value is None else float(value.value),
        "unit": value.unit,
        "shown": value.shown,
        "text": value.text,
        "quality": value.quality,
        "why": value.why,
        "at": value.at.isoformat(),
        "words": value.words,
        "raw": value.raw,
        "verify": value.verify,
    }


def _tell_ports(asked: argparse.Namespace, say: Callable[[str], None]) -> int:
    ports = serial_ports()
    if asked.json:
        say(json.dumps([{"port": name, "about": about} for name, about in ports]))
    else:
        say("\n".join("　".join(each) for each in ports) or "没有找到串口，请插好通信线。")
    return 0 if ports else 1


def _tell_items(asked: argparse.Namespace, say: Callable[[str], None]) -> int:
    rules = open_reference()
    items = {
        each.item: f"{each.zh} {each.unit}".strip() for each in rules.meter_items.items.values()
    }
    maps = {name: each.zh for name, each in rules.register_maps.items()}
    if asked.json:
        say(json.dumps({"dlt645": items, "modbus_maps": maps}, ensure_ascii=False, indent=2))
        return 0
    say("DL/T 645-2007：")
    say("\n".join(f"  {name}　{told}" for name, told in items.items()))
    say("Modbus：")
    for name, told in maps.items():
        registers = "、".join(each.item for each in rules.register_maps[name].registers)
        say(f"  {name}　{told}（待核对）\n    {registers}")
    return 0
