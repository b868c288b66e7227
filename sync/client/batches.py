"""Changes as the JSON that travels, some at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from app.domain.change import Change, Written
from app.ids import ChangeId

_BATCH: Final = 1 << 20


@dataclass(frozen=True)
class Packed:
    """A change as the JSON that travels."""

    id: ChangeId
    content: bytes


def as_json(change: Change | Written) -> bytes:
    """The change as the JSON that travels."""
    return change.text.encode() if isinstance(change, Written) else msgspec.json.encode(change)


def batches_of(changes: Sequence[Change | Written]) -> list[list[Packed]]:
    """The changes as JSON, in batches that a poor line can carry in one go."""
    batches: list[list[Packed]] = []
    room = 0
    for change in changes:
        encoded = as_json(change)
        if len(encoded) > room:
            batches.append([])
            room = _BATCH
        batches[-1].append(Packed(change.id, encoded))
        room -= len(encoded)
    return batches
