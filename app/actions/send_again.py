"""Send again what the centre did not take, once a person has looked at it."""

from app.ids import Digest
from app.workspace import BlobState, Workspace


def send_again(ws: Workspace, change_id: str) -> None:
    """Queue a refused change as it is: what stood in its way may be gone."""
    with ws.unit("send_again") as unit:
        unit.outbox.queue_refused(change_id)


def try_file_again(ws: Workspace, digest: Digest) -> None:
    """Send (or, where it is not here, fetch) a file that a person had to look at once more."""
    state = BlobState.HERE if ws.blobs.has(digest) else BlobState.WANTED
    with ws.unit("try_file_again") as unit:
        if digest in {shelved.digest for shelved in unit.shelf.in_state(BlobState.ATTENTION)}:
            unit.shelf.mark(digest, state)
