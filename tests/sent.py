"""What a tablet sends, read as the centre reads it."""

import msgspec

from app.actions import exchange
from app.domain.change import Change
from app.workspace import Workspace


def outgoing(ws: Workspace, limit: int) -> tuple[Change, ...]:
    """The next changes; from now on they are fixed snapshots."""
    sent = exchange.outgoing(ws, limit)
    return tuple(msgspec.json.decode(change.text, type=Change) for change in sent)
