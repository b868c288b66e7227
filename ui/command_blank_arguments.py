"""What may be said to `kanyan blank-form`; reading it loads nothing heavy."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any


def add_blank_form(commands: Any, run: Callable[[argparse.Namespace], int]) -> None:
    """Add the sub-command."""
    blank = commands.add_parser("blank-form", help="a form to fill by hand / 打印空白表")
    blank.add_argument("form", nargs="?", default="", help="F05, … / 单据代码")
    blank.add_argument("--all", action="store_true",
                       help="every form, one file each in the folder --out / 全部")  # fmt: skip
    blank.add_argument("--out", type=Path, required=True, metavar="FILE.pdf",
                       help="where it goes; or a folder")  # fmt: skip
    blank.add_argument("--org", default="", help="the organisation at its head / 单位名称")
    blank.add_argument("--rules", type=Path, metavar="FOLDER",
                       help="by the rules in this folder, over those of the program")  # fmt: skip
    blank.add_argument("--json", action="store_true", help="as JSON, for a program / 给程序读")
    blank.set_defaults(run=run)
