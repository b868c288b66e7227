"""How the command `kanyan due` is called. Loads nothing heavy: every sub-command starts with it."""

import argparse
from datetime import date, datetime
from typing import Any

from app.clock import CHINA
from app.domain.names import LAYER_NAMES, PAUSE_NAMES

Stretch = tuple[date, date | None, str]
"""Suspended on, resumed on, why."""


def add_due(commands: Any, run: Any) -> None:
    """How it is called."""
    due = commands.add_parser("due", help="when a time limit runs out / 时限到期日")
    classes = ("RES", "LV_NONRES", "HV_SINGLE", "HV_MULTI")
    due.add_argument("--class", dest="customer_class", choices=classes, required=True,
                     help="居民, 低压非居民, 高压单电源, 高压多电源")  # fmt: skip
    due.add_argument("--key", required=True, help="scheme_reply, completion_inspection, …")
    due.add_argument("--from", dest="start", type=_moment, required=True, metavar="MOMENT",
                     help="when its clock starts, such as 2026-09-25T10:00+08:00")  # fmt: skip
    due.add_argument("--external-works", choices=("yes", "no"), default="no",
                     help="whether lines outside the premises are built (%(default)s)")  # fmt: skip
    due.add_argument("--fact", action="append", default=[], help="another condition that is met")
    due.add_argument("--layer", choices=tuple(LAYER_NAMES), default="promise",
                     help="whose word it is; the other layers are told beside it")  # fmt: skip
    due.add_argument("--pause", action="append", default=[], type=_pause, metavar="FROM/TO/REASON",
                     help="suspended and resumed on; TO and REASON may be left out")  # fmt: skip
    due.add_argument("--on", type=_day, metavar="DAY", help="how much is used and left that day")
    due.add_argument("--org", default="", help="of this organisation, where a region has its own")
    due.add_argument("--rules", metavar="FOLDER", default="",
                     help="by the rules in this folder, over those of the program")  # fmt: skip
    due.add_argument("--json", action="store_true", help="as JSON, for a program / 给程序读")
    due.set_defaults(run=run)


def _moment(text: str) -> datetime:
    """A moment as typed; without an offset it is Chinese legal time."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        words = f"“{text}”不是日期时间，请写成 2026-09-25T10:00+08:00 / not a date and time"
        raise argparse.ArgumentTypeError(words) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=CHINA)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        words = f"“{text}”不是日期，请写成 2026-09-25 / not a day"
        raise argparse.ArgumentTypeError(words) from error


def _pause(text: str) -> Stretch:
    """FROM/TO or FROM/TO/REASON."""
    first, _, rest = text.partition("/")
    last, _, reason = rest.partition("/")
    suspended_on, resumed_on = _day(first), _day(last) if last else None
    if resumed_on is not None and resumed_on < suspended_on:
        raise argparse.ArgumentTypeError(f"“{text}”先恢复后暂停 / resumed before it was suspended")
    if reason and reason not in PAUSE_NAMES:
        words = f"“{reason}”不是中止原因，可用：{'、'.join(PAUSE_NAMES)} / not a reason"
        raise argparse.ArgumentTypeError(words)
    return suspended_on, resumed_on, reason
