"""Whether originals of photos wait while bytes cost money: chosen on this tablet."""

from app.workspace import ANYWHERE, ORIGINALS, Workspace


def originals_wait(ws: Workspace) -> bool:
    """Whether originals of photos wait while bytes cost money; so it is on a new tablet."""
    with ws.read() as unit:
        return unit.settings.get(ORIGINALS) != ANYWHERE


def let_originals_wait(ws: Workspace, *, wait: bool) -> None:
    """Remember on this tablet what the person has chosen for originals of photos."""
    with ws.unit("let_originals_wait") as unit:
        unit.settings.put(ORIGINALS, b"wait" if wait else ANYWHERE)
