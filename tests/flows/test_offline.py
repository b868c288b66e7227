"""Whole cases without any network: the same narratives in a process that cannot reach anybody.

Where Linux lets us, the process lives in a network of its own with nothing in it, not even a
loopback; elsewhere a guard of the interpreter refuses every connection, and the test says so.
"""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.flows.narratives import TOLD

ROOT = Path(__file__).resolve().parents[2]
APART = ("unshare", "--map-root-user", "--net")
TOLD_BY_DAY = ("RES", "LV_three_zero")
"""The cheapest; by night all of them are told."""

CHILD = """
import socket, sys, tempfile
from pathlib import Path

if sys.argv[1] == "guard":
    def refuse(event, _arguments):
        if event in ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"):
            raise OSError("no network here")
    sys.addaudithook(refuse)

with socket.socket() as listening:  # a door that is open: only the way to it is missing
    listening.bind(("0.0.0.0", 0))
    listening.listen()
    try:
        socket.create_connection(("127.0.0.1", listening.getsockname()[1]), timeout=5)
    except OSError:
        print("no network")
    else:
        sys.exit("there is a network")

from tests.flows.narratives import TOLD
from tests.flows.stories import assert_closed

for name in sys.argv[2:]:
    with tempfile.TemporaryDirectory() as folder:
        assert_closed(TOLD[name](Path(folder)))
    print("told", name)
"""


@cache
def can_be_set_apart() -> bool:
    """Whether this kernel gives us a network of our own."""
    try:
        return subprocess.run([*APART, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def tell(names: tuple[str, ...], folder: Path, *, apart: bool) -> str:
    """What the process without a network says of these narratives."""
    how = "apart" if apart else "guard"
    done = subprocess.run(
        [*(APART if apart else ()), sys.executable, "-c", CHILD, how, *names],
        cwd=ROOT, env={**os.environ, "TMPDIR": str(folder)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout


def test_whole_cases_are_told_without_a_network(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    apart = can_be_set_apart()
    if not apart:
        with capsys.disabled():
            sys.stdout.write("\nno network namespace on this kernel: a guard stands in for it\n")
    names = tuple(TOLD) if os.environ.get("KANYAN_NIGHTLY") else TOLD_BY_DAY
    said = tell(names, tmp_path, apart=apart).splitlines()
    assert said == ["no network", *(f"told {name}" for name in names)]


def test_the_guard_keeps_every_connection_back_too(tmp_path: Path) -> None:
    assert tell((), tmp_path, apart=False).split("\n") == ["no network", ""]
