"""At the end of a round: which files could leave this tablet, because a backup has them."""

from app.actions.note_safe_files import files_to_ask, note_safe
from app.workspace import Workspace
from sync.protocol.messages import BACKED_UP_LIMIT, CentreLink, Standing


def learn_what_is_safe(ws: Workspace, centre: CentreLink, standing: Standing) -> None:
    """Ask the centre which of the files that could be cleaned here are in a backup of its.

    Raises:
        Unreachable: it cannot be had now; nothing counts as safe that it has not said.
    """
    files = files_to_ask(ws, standing.backed_up, standing.backup)
    for start in range(0, len(files), BACKED_UP_LIMIT):
        told = centre.backed_up(files[start : start + BACKED_UP_LIMIT])
        note_safe(ws, told.epoch, told.files)
