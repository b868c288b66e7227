"""What may be said to `kanyan verify`; reading it loads nothing heavy."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any


def add_verify(commands: Any, run: Callable[[argparse.Namespace], int]) -> None:
    """Add the sub-command."""
    verify = commands.add_parser("verify", help="judge a signed paper / 验证意见单")
    verify.add_argument("file", type=Path, help="the PDF / 意见单")
    verify.add_argument("--trust", type=Path, action="append", default=[], metavar="CA.pem",
                        help="an authority to trust; nobody else is / 信任的中心证书")  # fmt: skip
    verify.add_argument("--trust-time", type=Path, action="append", default=[], metavar="TSA.pem",
                        help="an authority of timestamps alone / 信任的时间戳机构")  # fmt: skip
    verify.add_argument("--json", action="store_true", help="as JSON, for a program / 给程序读")
    verify.epilog = (
        "Exit code 0: intact, complete and signed by whom --trust names. Any doubt is 1. "
        "退出码 0：内容未改、签字齐全、可信；有任何疑问为 1。"
    )
    verify.set_defaults(run=run)
