"""The child that reads a table nobody has looked at yet: `python -m app.instruments.sheet_reader`.

The file comes in, rows as JSON go out: data only, so that a file which gets the better of a parser
gets no further than the child.
"""

import sys
from dataclasses import asdict
from typing import Final

import msgspec

from app.child import ChildFailed, ask_child, limit_this_process
from app.domain.work_order import SheetRow
from app.errors import SheetRefused
from app.instruments.sheet import read_sheet

DEADLINE_S: Final = 30.0
_MEMORY_BYTES: Final = 768 << 20
_CPU_S: Final = 30


def read_sheet_apart(data: bytes, deadline_s: float = DEADLINE_S) -> tuple[SheetRow, ...]:
    """The rows of this file, read by a child process.

    Raises:
        SheetRefused: see `read_sheet`; besides timed_out and crashed.
    """
    try:
        answer = ask_child("app.instruments.sheet_reader", data, deadline_s)
    except ChildFailed as error:
        raise SheetRefused(error.why) from error
    return understood(answer)


def told(data: bytes) -> bytes:
    """The rows of this file, or why it is refused, as bytes."""
    try:
        return msgspec.json.encode({"rows": read_sheet(data)})
    except SheetRefused as refused:
        return msgspec.json.encode({"refused": asdict(refused)})
    except MemoryError:
        return msgspec.json.encode({"refused": {"why": "too_large"}})


def understood(answer: bytes) -> tuple[SheetRow, ...]:
    """The rows that `told` put into these bytes.

    Raises:
        SheetRefused: what `told` refused.
    """
    try:
        said = msgspec.json.decode(answer, type=_Told)
    except msgspec.MsgspecError as error:
        raise SheetRefused("crashed") from error
    if said.refused is not None:
        raise SheetRefused(said.refused.why, said.refused.line, said.refused.found)
    return said.rows


class _Refusal(msgspec.Struct):
    why: str
    line: int = 0
    found: str = ""


class _Told(msgspec.Struct):
    rows: tuple[SheetRow, ...] = ()
    refused: _Refusal | None = None


if __name__ == "__main__":
    limit_this_process(_MEMORY_BYTES, _CPU_S)
    sys.stdout.buffer.write(told(sys.stdin.buffer.read()))
