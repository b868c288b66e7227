"""The command `kanyan import-calendar`: an official list of days off, judged and published."""

import argparse
import importlib
import json
from pathlib import Path
from typing import Any

from ui.command_at_centre import centre_address, signed_in


def add_import_calendar(commands: Any) -> None:
    """How it is called."""
    made = commands.add_parser(
        "import-calendar", help="bring an official list of days off / 导入节假日安排"
    )
    made.add_argument("file", type=Path, help="the notice as YAML, or CSV with a line a day")
    made.add_argument("--centre", metavar="URL", type=centre_address, default=None,
                      help="publish it there; else it is only judged")  # fmt: skip
    made.add_argument("--user", default="", help="an administrator of that centre")
    made.add_argument("--replace", action="store_true", help="correct a year that is known already")
    made.add_argument("--json", action="store_true", help="as JSON, for a program / 给程序读")
    made.epilog = "The password is asked for, or taken from KANYAN_PASSWORD."
    made.set_defaults(run=import_calendar)


def import_calendar(asked: argparse.Namespace) -> int:
    """Judge the notice, and publish it where a centre is named."""
    # By name: every sub-command starts with this module.
    read_notice = importlib.import_module("app.reference.notices").read_notice
    notice = read_notice(asked.file)
    told = {
        "year": notice.year,
        "holidays": [day.isoformat() for day in notice.holidays],
        "extra_workdays": [day.isoformat() for day in notice.extra_workdays],
        "version": 0,
    }
    if asked.centre:
        told["version"] = _published(asked, notice)
    if asked.json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return 0
    off, extra = len(notice.holidays), len(notice.extra_workdays)
    print(f"{notice.year} 年：休息 {off} 天，补班 {extra} 天，没有矛盾。")
    if asked.centre:
        print(f"已由中心签发为规则第 {told['version']} 版，平板下次同步时启用。")
    else:
        print("只做了核对，没有保存。要启用，请加 --centre 和 --user。")
    return 0


def _published(asked: argparse.Namespace, notice: Any) -> int:
    messages = importlib.import_module("sync.protocol.messages")
    with signed_in(asked, "import-calendar") as centre:
        return int(centre.bring_holidays(messages.NewHolidays(notice, asked.replace)).version)
