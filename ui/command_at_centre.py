"""What the sub-commands that talk to a centre share: its address, and one link signed in there."""

import argparse
import importlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any
from urllib.parse import urlsplit

from ui.command_password import asked_password


def centre_address(text: str) -> str:
    """An address as typed after --centre."""
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        words = f"“{text}”不是中心的地址，请写成 http://127.0.0.1:8080 / not an address of a centre"
        raise argparse.ArgumentTypeError(words)
    return text


@contextmanager
def signed_in(asked: argparse.Namespace, command: str) -> Iterator[Any]:
    """A link to `asked.centre`, signed in as `asked.user` for this command."""
    # By name: every sub-command starts with this module.
    messages = importlib.import_module("sync.protocol.messages")
    http = importlib.import_module("sync.client.http")
    password = asked_password()
    with closing(http.HttpCentre(asked.centre)) as centre:
        centre.sign_in(messages.SignIn(asked.user, password, "command", f"kanyan {command}"))
        yield centre
