"""Look at a load file: its first lines, and how its kind was read the last time."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.errors import LoadFileRefused
from app.instruments.apart import preview_load_apart
from app.instruments.load_wishes import AS_FOUND, LoadWishes, read_wishes
from app.instruments.reading import LoadPreview
from app.workspace import LOAD_WISHES, Workspace


def preview_load_file(
    ws: Workspace,
    path: Path,
    wishes: LoadWishes | None = None,
    around: int = 0,
    cancelled: Callable[[], bool] | None = None,
) -> LoadPreview:
    """The first lines of this file, understood as wished.

    Without wishes it is understood as the last file of its kind was, where that still makes sense,
    else as it is found.

    Raises:
        LoadFileRefused: there is nothing to be seen.
    """
    seen = preview_load_apart(path, wishes or AS_FOUND, around, cancelled)
    if wishes is not None:
        return seen
    with ws.read() as unit:
        kept = read_wishes(unit.settings.get(LOAD_WISHES + seen.fingerprint) or b"")
    if kept == AS_FOUND:
        return seen
    try:
        again = preview_load_apart(path, kept, around, cancelled)
    except LoadFileRefused:  # the same header in another encoding
        return seen
    return replace(again, remembered=True)
