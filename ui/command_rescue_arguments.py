"""How `kanyan rescue` is called. Loads nothing heavy: every sub-command starts with it."""

from pathlib import Path
from typing import Any


def add_rescue(commands: Any, workspace: Path, run: Any) -> None:
    """How it is called."""
    rescue = commands.add_parser("rescue", help="a damaged workspace / 恢复损坏的工作区")
    rescue.add_argument("--folder", type=Path, default=workspace,
                        help="where the workspace lies (%(default)s)")  # fmt: skip
    rescue.add_argument("--take", action="store_true", help="put the newest sound backup in place")
    rescue.epilog = "Password: asked for, or KANYAN_PASSWORD. Exit code 1: still damaged."
    rescue.set_defaults(run=run)
