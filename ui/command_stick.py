"""The command `kanyan stick`: the exchange by a file, where there is no network."""

import argparse
import importlib
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ui.command_password import asked_password
from ui.command_progress import progress_line


def add_stick(commands: Any, workspace: Path) -> None:
    """How it is called."""
    stick = commands.add_parser("stick", help="exchange without a network / 用 U 盘交换")
    deeds = stick.add_subparsers(required=True, metavar="DEED")
    export = deeds.add_parser("export", help="write all that waits / 写到 U 盘")
    export.add_argument("file", type=Path, help="such as /media/usb/勘验通.kstick; or a folder")
    export.add_argument("--no-originals", action="store_true",
                        help="leave original photos for later / 不带照片原件")  # fmt: skip
    export.set_defaults(run=_export)
    answer = deeds.add_parser("answer", help="take the centre's answer / 导入回执")
    answer.add_argument("file", type=Path, help="what the office gave back / 回执")
    answer.set_defaults(run=_answer)
    invite = deeds.add_parser("invite", help="invite another tablet to hand over / 写邀请文件")
    invite.add_argument("file", type=Path, help="such as /media/usb/接手.kinvite")
    invite.set_defaults(run=_invite)
    over = deeds.add_parser("handover", help="hand a case over to who invited / 移交工单")
    over.add_argument("--case", required=True, metavar="ID", help="which case / 工单")
    over.add_argument("invitation", type=Path, help="of the tablet that takes over / 邀请文件")
    over.add_argument("file", type=Path, help="where to write it / 写到哪里")
    over.add_argument("--yes", action="store_true", help="the invitation was looked at already")
    over.set_defaults(run=_hand_over)
    take = deeds.add_parser("take", help="take over a case / 接收移交")
    take.add_argument("file", type=Path, help="what the other one wrote / 移交文件")
    take.set_defaults(run=_take_over)
    for made in (export, answer, invite, over, take):
        made.add_argument("--folder", type=Path, default=workspace,
                          help="where the workspace lies (%(default)s)")  # fmt: skip
        made.add_argument("--json", action="store_true", help="as JSON, for a program / 给程序读")
        made.epilog = "The password is asked for, or taken from KANYAN_PASSWORD."


def _export(asked: argparse.Namespace) -> int:
    return _with_workspace(asked, _write)


def _write(asked: argparse.Namespace, ws: Any, stick: Any) -> int:
    path = asked.file
    if path.is_dir():
        path = path / stick.stick_load(ws).name
    with progress_line(quiet=asked.json) as watch:
        done = stick.export_stick(ws, path, originals=not asked.no_originals, watch=watch)
    left = f"，{done.left_out} 个文件留待以后" if done.left_out else ""
    return _said(
        asked,
        asdict(done) | {"file": str(path)},
        f"已写入 {path}：记录 {done.changes} 条，文件 {done.files} 个{left}。",
        "请交办公室在中心收件，再把回执拷回来：kanyan stick answer 回执文件。",
        "在此之前，内容仍在本机待发送。",
    )


def _answer(asked: argparse.Namespace) -> int:
    return _with_workspace(asked, _take)


def _take(asked: argparse.Namespace, ws: Any, stick: Any) -> int:
    done = stick.answer_stick(ws, asked.file)
    told = f"中心已收 {done.received} 条，退回 {done.refused} 条，文件 {done.files} 个"
    words = f"{told}；收到中心更新 {done.pulled} 条，冲突 {done.conflicts} 处。"
    return _said(asked, asdict(done), words)


def _invite(asked: argparse.Namespace) -> int:
    def write(_asked: argparse.Namespace, ws: Any, _stick: Any) -> int:
        _site().invite(ws, asked.file)
        words = f"邀请已写入 {asked.file}。请交给移交的一方。"
        return _said(asked, {"file": str(asked.file)}, words)

    return _with_workspace(asked, write)


def _hand_over(asked: argparse.Namespace) -> int:
    def write(_asked: argparse.Namespace, ws: Any, _stick: Any) -> int:
        to = _site().invited(ws, asked.invitation)
        whose = f"{to.name}（{to.user}）{to.label}"
        if not asked.yes and not _is_confirmed(whose):
            return 1
        done = _site().hand_over_site(ws, asked.case, to, asked.file)
        return _said(
            asked,
            asdict(done) | {"to": to.user, "to_tablet": to.label, "file": str(asked.file)},
            f"已写入 {asked.file}：记录 {done.changes} 条待送中心，文件 {done.files} 个。",
            f"只有 {whose} 能打开。本机的内容照旧，联网时照常发送。",
        )

    return _with_workspace(asked, write)


def _take_over(asked: argparse.Namespace) -> int:
    def take(_asked: argparse.Namespace, ws: Any, _stick: Any) -> int:
        done = _site().take_over_site(ws, asked.file)
        return _said(
            asked,
            asdict(done),
            f"已接收 {done.by} 移交的工单，文件 {done.files} 个，可以继续办理。",
            "联网时会把对方的记录原样送到中心；请确认您已在这个工单的人员中，否则中心会退回。",
        )

    return _with_workspace(asked, take)


def _site() -> Any:
    return importlib.import_module("sync.client.site")


def _with_workspace(asked: argparse.Namespace, deed: Any) -> int:
    # By name: every sub-command starts with this module.
    door = importlib.import_module("app.actions.open_workspace")
    password = asked_password()
    ws = door.open_workspace(asked.folder, password)
    try:
        return int(deed(asked, ws, importlib.import_module("sync.client.stick")))
    finally:
        door.close_workspace(ws)


def _is_confirmed(whose: str) -> bool:
    """Whether somebody has looked at who would get the case; asked beside what programs read."""
    print(f"移交给 {whose}？请核对，输入 yes：", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if line.strip() == "yes":
        return True
    why = "没有移交。" if line else "没有移交：没有人核对；不在终端里时，请核对后加 --yes。"
    print(why, file=sys.stderr)
    return False


def _said(asked: argparse.Namespace, facts: dict[str, Any], *words: str) -> int:
    """What came of it, for a program or in words; the exit code is 0."""
    if asked.json:
        print(json.dumps(facts, ensure_ascii=False, indent=2, default=str))
    else:
        print("\n".join(words))
    return 0
