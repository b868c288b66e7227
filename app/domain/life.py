"""The lives of a centre: each restore from a backup begins a new one, forked from the one before.

An epoch names a life with its whole descent, as `9f2c` or `9f2c:120.41aa`: the life 41aa began from
a backup of 9f2c that held the feed up to line 120. So two epochs alone tell how much of the feed
two lives have in common, on the tablet and at the centre.
"""

import re
from typing import Final

_FORKED: Final = ":"
_LIMIT: Final = 3000
"""Characters of an epoch, some hundred lives; after that the descent is forgotten."""
_PART: Final = re.compile(r"(\d{1,18})\.(.+)")


def begun(epoch: str, fork: int, name: str) -> str:
    """The epoch of a new life, named so, that shares the feed up to line `fork` with this one."""
    whole = f"{epoch}{_FORKED}{fork}.{name}"
    return whole if len(whole) <= _LIMIT else name


def fork_of(one: str, other: str) -> int | None:
    """The last line of the feed that both lives have; None when they have nothing in common.

    Of one and the same life there is no such line: it has all of its own.
    """
    first, *ours = one.split(_FORKED)
    second, *theirs = other.split(_FORKED)
    if first != second:
        return None
    shared = len(_common(ours, theirs))
    ends = [fork for parts in (ours, theirs) for fork in _forks(parts[shared:])]
    return min(ends, default=None)


def is_fork(epoch: str) -> bool:
    """Whether this life began from a backup."""
    return _FORKED in epoch


def _common(ours: list[str], theirs: list[str]) -> list[str]:
    same: list[str] = []
    for mine, other in zip(ours, theirs, strict=False):
        if mine != other:
            break
        same.append(mine)
    return same


def _forks(parts: list[str]) -> list[int]:
    found = [_PART.fullmatch(part) for part in parts]
    return [int(part[1]) for part in found if part]
