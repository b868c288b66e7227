"""Let go of a person's own signing key: the device's key signs for him again."""

from app.workspace import KEY_CERTIFICATE, KEY_FILE, Workspace


def drop_key_file(ws: Workspace) -> None:
    """Forget the file; what was signed with it stays good."""
    with ws.unit("drop_key_file") as unit:
        unit.settings.put(KEY_FILE, b"")
        unit.settings.put(KEY_CERTIFICATE, b"")
