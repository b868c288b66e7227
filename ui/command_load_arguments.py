"""What `import-load` and `analyse-load` are asked; apart, so that the command starts at once."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.instruments.load_wishes import (
    DECIMALS,
    ENCODINGS,
    KINDS,
    LONGEST_INTERVAL_S,
    MOST_HEADER_ROWS,
    STAMPS,
    UNITS,
    LoadWishes,
)


def add_load(commands: Any, run: Callable[[argparse.Namespace], int]) -> None:
    """The commands that read a load file."""
    load = commands.add_parser("import-load", help="read a load file / 读取负荷数据")
    load.set_defaults(tell="tell_load")
    analyse = commands.add_parser("analyse-load", help="what a load curve says / 分析负荷曲线")
    analyse.add_argument("--tariff", default="", metavar="ID", help="periods of resources/tariffs")
    analyse.add_argument("--kv", type=_kilovolts, default=0.38, metavar="KV",
                         help="nominal voltage, for voltage quality (0.38)")  # fmt: skip
    for name, words in (
        ("--sk-mva", "least short-circuit capacity at the point of connection"),
        ("--customer-mva", "capacity agreed with the customer"),
        ("--point-mva", "capacity that supplies the point; all three judge harmonic currents"),
    ):
        analyse.add_argument(name, type=_megavolts, default=0.0, metavar="MVA", help=words)
    analyse.set_defaults(tell="tell_analysis")
    for command in (load, analyse):
        command.add_argument("file", type=Path, help="a meter's export / 电表导出的表格")
        command.add_argument(
            "--json", action="store_true", help="as JSON, for a program / 给程序读"
        )
        _add_wishes(command.add_argument_group("where the file is read wrongly / 识别有误时"))
        command.epilog = "Exit code 1: it was not read; the reason names line and column."
        command.set_defaults(run=run)


def _zone(text: str) -> str:
    try:
        return LoadWishes(zone=text).zone
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是时区 / no time zone") from None


def _kilovolts(text: str) -> float:
    try:
        kilovolts = float(text)
    except ValueError:
        kilovolts = 0.0
    if not 0.1 <= kilovolts <= 1000:
        raise argparse.ArgumentTypeError(f"“{text}”不是 0.1 到 1000 的电压 / no voltage in kV")
    return kilovolts


def _megavolts(text: str) -> float:
    try:
        megavolts = float(text)
    except ValueError:
        megavolts = 0.0
    if not 0 < megavolts <= 1e6:
        raise argparse.ArgumentTypeError(f"“{text}”不是大于 0 的容量 / no capacity in MVA")
    return megavolts


def _add_wishes(group: Any) -> None:
    """How a load file is to be read; what is not said is taken as it is found."""
    group.add_argument("--time-column", default="", metavar="NAME", help="by header, or #number")
    group.add_argument("--date-column", default="", metavar="NAME", help="- says there is none")
    group.add_argument("--power-column", action=_OneOrThree, nargs="+", default=(), metavar="NAME",
                       help="the total, or the phases A B C")  # fmt: skip
    group.add_argument("--reactive-column", action=_OneOrThree, nargs="+", default=(),
                       metavar="NAME", help="likewise; - says there is none")  # fmt: skip
    group.add_argument("--unit", choices=UNITS, default="")
    group.add_argument("--multiplier", default="", help="of the meter; the rating if per unit")
    group.add_argument("--stamp", choices=STAMPS, default="", help="what a time names")
    group.add_argument("--kind", choices=KINDS, default="", help="what a value is")
    group.add_argument("--interval", type=_interval, default=0, metavar="SECONDS")
    group.add_argument("--zone", type=_zone, default="", metavar="ZONE",
                       help="whose clock: UTC, Europe/Berlin …; China's if not said")  # fmt: skip
    group.add_argument("--encoding", choices=ENCODINGS, default="")
    group.add_argument("--delimiter", choices=(";", ",", "tab"), default="")
    group.add_argument("--decimal", choices=DECIMALS, default="")
    group.add_argument("--header-line", type=_line, default=-1, metavar="LINE", help="0 = none")
    group.add_argument("--header-rows", type=int, choices=range(1, MOST_HEADER_ROWS + 1), default=0,
                       help="a quantity above its phase and its unit")  # fmt: skip


class _OneOrThree(argparse.Action):
    """One column, or one a phase."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        """Keep them."""
        if len(values) not in (1, 3):
            parser.error(f"{option_string}: 1 或 3 列 / one column or three")
        setattr(namespace, self.dest, values)


def _interval(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= LONGEST_INTERVAL_S:
        words = f"“{text}”不是 1 到 {LONGEST_INTERVAL_S} 秒 / not so many seconds"
        raise argparse.ArgumentTypeError(words)
    return int(text)


def _line(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"“{text}”不是行号 / not the number of a line")
    return int(text)
