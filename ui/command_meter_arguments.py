"""How `kanyan read-meter` and `read-waveform` are called; every sub-command starts with it."""

import argparse
import importlib
from datetime import datetime
from pathlib import Path
from typing import Any


def add_read_meter(commands: Any) -> None:
    """How it is called."""
    meter = commands.add_parser("read-meter", help="read an instrument live / 现场读表")
    kind = meter.add_mutually_exclusive_group()
    kind.add_argument("--dlt645", nargs="?", const="", metavar="NUMBER",
                      help="a DL/T 645-2007 meter; no number: ask the only one")  # fmt: skip
    kind.add_argument("--modbus", metavar="MAP", help="a Modbus analyser, by its register map")
    place = meter.add_mutually_exclusive_group()
    place.add_argument("--port", default="", help="a serial port, such as /dev/ttyUSB0 or COM3")
    place.add_argument("--tcp", type=_place, default=("", 0), metavar="HOST:PORT",
                       help="a serial server, or the instrument itself")  # fmt: skip
    meter.add_argument("--baud", type=int, default=0, help="2400 for DL/T 645, 9600 for Modbus")
    meter.add_argument("--parity", choices=("N", "E", "O"), default="",
                       help="E for DL/T 645, N for Modbus")  # fmt: skip
    meter.add_argument("--unit", default="1", help="address of a Modbus analyser, 1 to 247")
    meter.add_argument("--map-file", type=Path, help="a register map of one's own, as YAML")
    meter.add_argument("--items", nargs="+", default=(), metavar="NAME", help="see --list-items")
    meter.add_argument("--load-record", type=_moment, metavar="FROM",
                       help="instead: what the meter kept since, as a load file")  # fmt: skip
    meter.add_argument("--count", type=int, default=96, help="so many rows of it")
    meter.add_argument("--list-items", action="store_true", help="what can be read, and the maps")
    meter.add_argument("--list-ports", action="store_true", help="the serial ports here")
    meter.add_argument("--json", action="store_true", help="as JSON, for a program / 给程序读")
    meter.epilog = "It only reads: nothing is ever written to an instrument."
    meter.set_defaults(run=lambda asked: _run(meter, asked))


def add_read_waveform(commands: Any) -> None:
    """How `read-waveform` is called."""
    wave = commands.add_parser("read-waveform", help="read a COMTRADE recording / 读录波文件")
    wave.add_argument("file", type=Path, help=".cfg with its .dat beside it, or .cff")
    wave.add_argument("--json", action="store_true", help="as JSON, for a program / 给程序读")
    wave.epilog = "COMTRADE 1999 and 2013; PQDIF is not read yet: no maintained reader is known."
    wave.set_defaults(
        run=lambda asked: importlib.import_module("ui.command_waveform").tell_waveform(asked, print)
    )


def _run(meter: argparse.ArgumentParser, asked: argparse.Namespace) -> int:
    lists = asked.list_items or asked.list_ports
    if not lists and asked.dlt645 is None and asked.modbus is None and asked.map_file is None:
        meter.error("请用 --dlt645 或 --modbus 说明仪表 / say which kind of instrument")
    if not lists and not asked.port and not asked.tcp[0]:
        meter.error("请用 --port 或 --tcp 说明接在哪里 / say where it is")
    return int(importlib.import_module("ui.command_meter").tell_meter(asked, print))


def _place(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65_536:
        raise argparse.ArgumentTypeError(f"“{text}”不是 主机:端口 / not HOST:PORT")
    return host.strip("[]"), int(port)


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M")  # noqa: DTZ007 (the meter's own clock)
    except ValueError:
        words = f"“{text}”不是时间，例如 2026-11-20T08:00 / not a time"
        raise argparse.ArgumentTypeError(words) from None
