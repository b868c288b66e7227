"""The command `kanyan`. What a sub-command needs is loaded by name, so that each starts at once."""

import argparse
import errno
import importlib
import json
import os
import runpy
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from enum import Enum
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Final

from platformdirs import user_data_path

from app.errors import AppError, FolderNotWritable, NoRoom, NotTheCentre, Offline
from ui.command_at_centre import centre_address, signed_in
from ui.command_blank_arguments import add_blank_form
from ui.command_calendar import add_import_calendar
from ui.command_due_arguments import add_due
from ui.command_load_arguments import add_load
from ui.command_meter_arguments import add_read_meter, add_read_waveform
from ui.command_password import asked_password
from ui.command_progress import progress_line
from ui.command_rescue_arguments import add_rescue
from ui.command_stick import add_stick
from ui.command_verify_arguments import add_verify
from ui.wording import sentence

_FOR_PROGRAMS: Final = "as JSON, for a program / 给程序读"
_HERE: Final = "where the workspace lies (%(default)s)"


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; 0 is well, 1 is a refusal said in one sentence."""
    _say_in_utf8()
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.run(asked))
    except AppError as error:
        print(_told(error, getattr(asked, "centre", "")), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read our output has heard enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(sentence(_refusal(error)), file=sys.stderr)
        return 1
    except EOFError:  # nobody sits before it
        print("没有读到密码；不在终端里时，请用环境变量 KANYAN_PASSWORD 给出。", file=sys.stderr)
        return 1


def _say_in_utf8() -> None:
    """What is piped on is UTF-8 everywhere; a name that is no text is shown, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _told(error: AppError, centre: str) -> str:
    """The sentence for it; who names a centre has nothing on a tablet that could wait."""
    if centre and isinstance(error, Offline | NotTheCentre):
        what = "连不上中心" if isinstance(error, Offline) else "回应的不是中心"
        return f"{what}：{centre}。没有完成；请核对地址和网络，再来一次。"
    return sentence(error)


def _refusal(error: OSError) -> AppError:
    """A place named on the command line that cannot be had; anything else is ours to mend."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NoRoom(str(error.filename or ""))
    if not error.filename:
        raise error
    return FolderNotWritable(str(error.filename))


def _app(asked: argparse.Namespace) -> int:
    run_app = _load("ui.startup", "run_app")
    return int(run_app(asked.folder, asked.theme))


def _demo(asked: argparse.Namespace) -> int:
    tell = _load("ui.demo.story", "tell")
    return int(tell(asked.out, asked.seed, keep_open=asked.keep_open))


def _centre(asked: argparse.Namespace) -> int:
    asked.folder.mkdir(parents=True, exist_ok=True)
    sys.argv = ["kanyan centre", "--folder", str(asked.folder), "--port", str(asked.port)]
    for option in ("database", "objects"):
        given = getattr(asked, option)
        sys.argv += [] if given is None else [f"--{option}", given]
    try:
        runpy.run_module("sync.server", run_name="__main__")
    except SystemExit as ended:
        return int(ended.code or 0) if not isinstance(ended.code, str) else 1
    return 0


def _sync(asked: argparse.Namespace) -> int:
    password = asked_password()
    door, enrol = _load("app.actions.open_workspace"), _load("sync.client.enrol")
    run_round = _load("sync.client.round", "run_round")
    at_once = _load("sync.client.http", "FILES_AT_ONCE")
    seldom = _load("app.collector", "collecting_seldom")
    ws = door.open_workspace(asked.folder, password)
    try:
        if asked.sign_in:
            enrol.sign_in_again(ws, password)
        showing = progress_line(quiet=asked.json)
        with closing(enrol.reconnect(ws)) as centre, seldom(), showing as watch:
            report = run_round(ws, centre, watch, at_once=at_once)
    finally:
        door.close_workspace(ws)
    if asked.json:
        _print_json(asdict(report))
    else:
        told = f"接收 {report.pulled} 条，发送 {report.pushed} 条，文件 {report.files_sent} 个"
        same = "与中心完全一致" if report.identical else "与中心尚未一致"
        print(f"{told}，冲突 {report.conflicts} 处，被退回 {report.refused} 条；{same}。")
    return 0


def _trail(asked: argparse.Namespace) -> int:
    password = asked_password()
    return int(_load("ui.command_trail", "tell_trail")(asked, password, print))


def _rescue(asked: argparse.Namespace) -> int:
    password = asked_password()
    return int(_load("ui.command_rescue", "tell_rescue")(asked, password, print))


def _verify(asked: argparse.Namespace) -> int:
    return int(_load("ui.command_verify", "tell_verdict")(asked, print))


def _blank_form(asked: argparse.Namespace) -> int:
    return int(_load("ui.command_blank", "write_blanks")(asked, print))


def _load_told(asked: argparse.Namespace) -> int:
    return int(_load("ui.command_load", asked.tell)(asked, _print_json))


def _import_cases(asked: argparse.Namespace) -> int:
    """Exit code 1 when rows are refused and nothing was to be taken without them."""
    names, messages = _load("app.domain.work_order_names"), _load("sync.protocol.messages")
    content = _load("app.instruments.sheet", "content_of")(asked.file)
    taking = messages.Taking.NOTHING if asked.dry_run else messages.Taking.WHOLE
    if asked.sound_rows and not asked.dry_run:
        taking = messages.Taking.SOUND
    orders = _load("app.domain.work_order")
    choice = orders.Choice(asked.changes, frozenset(map(orders.named_field, asked.over)))
    with signed_in(asked, "import-cases") as centre:
        told = centre.bring_work_orders(asked.file.name, content, taking, choice)
    refused = told.counts["refused"]
    if asked.json:
        _print_json(asdict(told))
    else:
        for line in names.intake_lines(told):
            print(line)
        for line in names.intake_hints(told, choice):
            print(line)
        if refused and not told.taken and not asked.dry_run:
            print("没有导入。请改正后重来，或加 --sound-rows 只导入没有问题的行。")
    return 1 if refused and not told.taken else 0


def _due(asked: argparse.Namespace) -> int:
    told = _load("ui.command_due")
    found, layers = told.limits_asked(asked)
    if asked.json:
        _print_json(told.as_json(found, layers))
    else:
        print("\n".join(told.in_words(found, layers)))
    return 0


def _load(module: str, name: str = "") -> Any:
    found = importlib.import_module(module)
    return getattr(found, name) if name else found


def _yes(value: bool) -> str:
    return "是" if value else "否"


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Enum):
        return value.value
    return str(value)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kanyan", description="勘验通 Kanyan: field survey and inspection, and its centre"
    )
    parser.epilog = (
        "Exit code: 0 done, 1 refused for the reason that is printed, 2 called wrongly. "
        "退出码：0 完成，1 未完成（原因已显示），2 用法不对。"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    workspace = user_data_path("kanyan", appauthor=False)

    app = commands.add_parser("app", help="open the screens / 打开勘验通")
    app.add_argument("--folder", type=Path, default=workspace, help=_HERE)
    theme = os.environ.get("KANYAN_THEME", "")
    app.add_argument("--theme", choices=("light", "dark", "sunlight"), default=theme,
                     help="this once; else as chosen on the settings page")  # fmt: skip
    app.set_defaults(run=_app)

    demo = commands.add_parser("demo", help="see the main job done / 演示完整过程")
    demo.add_argument("--out", type=Path, default=Path("demo-out"),
                      help="what it leaves behind (%(default)s)")  # fmt: skip
    demo.add_argument("--seed", type=int, default=1, metavar="N",
                      help="other photos, other phase split")  # fmt: skip
    demo.add_argument("--keep-open", action="store_true", help="leave the window open at the end")
    demo.epilog = "Some minutes. Exit code 1: tablet and centre differ, or a paper does not hold."
    demo.set_defaults(run=_demo)

    centre = commands.add_parser("centre", help="serve a centre / 启动中心")
    centre.add_argument("--port", type=int, default=8080, metavar="N",
                        help="0 takes a free one (%(default)s)")  # fmt: skip
    centre.add_argument("--folder", type=Path, default=Path("centre-data"),
                        help="where everything it keeps lies (%(default)s)")  # fmt: skip
    centre.add_argument("--database", metavar="postgresql://…", help="or KANYAN_DATABASE")
    centre.add_argument("--objects", metavar="s3://bucket/prefix", help="or KANYAN_OBJECTS")
    centre.set_defaults(run=_centre)

    sync = commands.add_parser("sync", help="exchange with the centre once / 同步一次")
    sync.epilog = "The password is asked for, or taken from KANYAN_PASSWORD."
    sync.add_argument("--folder", type=Path, default=workspace, help=_HERE)
    sync.add_argument("--sign-in", action="store_true", help="sign in again first")
    sync.add_argument("--json", action="store_true", help=_FOR_PROGRAMS)
    sync.set_defaults(run=_sync)

    _add_trail(commands, workspace)
    add_rescue(commands, workspace, _rescue)
    add_stick(commands, workspace)

    add_verify(commands, _verify)
    add_blank_form(commands, _blank_form)

    add_load(commands, _load_told)

    _add_import_cases(commands)

    add_import_calendar(commands)
    add_due(commands, _due)
    add_read_meter(commands)
    add_read_waveform(commands)
    return parser


def _add_trail(commands: Any, workspace: Path) -> None:
    trail = commands.add_parser("trail", help="who did what on this tablet / 本机留痕")
    trail.add_argument("--folder", type=Path, default=workspace, help=_HERE)
    trail.add_argument("--check", action="store_true", help="check the chain from its first line")
    trail.add_argument("--case", default="", metavar="WORDS", help="of this customer or case")
    trail.add_argument("--last", type=int, default=50, metavar="N", help="how many lines")
    trail.add_argument("--json", action="store_true", help=_FOR_PROGRAMS)
    trail.epilog = (
        "The password is asked for, or taken from KANYAN_PASSWORD. Exit code 1: it does not hold."
    )
    trail.set_defaults(run=_trail)


def _add_import_cases(commands: Any) -> None:
    cases = commands.add_parser("import-cases", help="open cases from work orders / 导入工单")
    cases.add_argument("file", type=Path, help="XLSX, XLS or CSV of the marketing system")
    cases.add_argument("--centre", required=True, type=centre_address, metavar="URL",
                       help="where the centre answers")  # fmt: skip
    cases.add_argument("--user", required=True, help="a clerk or an administrator")
    cases.add_argument("--dry-run", action="store_true", help="only say what it would do")
    cases.add_argument("--sound-rows", action="store_true", help="leave out rows that are refused")
    cases.add_argument("--changes", action="store_true", help="also take over what has changed")
    cases.add_argument("--over", action="append", default=[], metavar="NUMBER:COLUMN",
                       help="have the file's word for a field that was corrected here")  # fmt: skip
    cases.add_argument("--json", action="store_true", help=_FOR_PROGRAMS)
    cases.epilog = (
        "The password is asked for, or taken from KANYAN_PASSWORD. "
        "Exit code 1: rows were refused and nothing was taken."
    )
    cases.set_defaults(run=_import_cases)


if __name__ == "__main__":
    sys.exit(main())
