"""Remember how a kind of load file is to be read, so that the next one needs no correction."""

from app.instruments.load_wishes import AS_FOUND, LoadWishes, written
from app.workspace import LOAD_WISHES, Workspace


def keep_load_wishes(ws: Workspace, fingerprint: str, wishes: LoadWishes) -> None:
    """Remember these wishes for files with this header; as found = forget what was remembered.

    The multiplier is left out: it belongs to one meter, and another's would silently be wrong.
    """
    lasting = wishes.lasting
    with ws.unit("keep_load_wishes") as unit:
        value = b"" if lasting == AS_FOUND else written(lasting)
        unit.settings.put(LOAD_WISHES + fingerprint, value)
