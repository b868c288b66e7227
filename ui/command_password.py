"""The password that a sub-command needs: asked for, or given by whatever calls it."""

import getpass
import os
import sys


def asked_password() -> str:
    """From KANYAN_PASSWORD, else as typed; without a terminal it is the next line that comes in.

    Raises:
        EOFError: nothing comes in.
    """
    given = os.environ.get("KANYAN_PASSWORD")
    if given:
        return given
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass("密码 / password: ")
    line = sys.stdin.readline() if sys.stdin is not None else ""
    if not line.rstrip("\r\n"):
        raise EOFError
    return line.rstrip("\r\n")
