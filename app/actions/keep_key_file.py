"""Keep a person's own signing key (PKCS #12), still under its own password; or let go of it."""

from pathlib import Path
from typing import Final

from app.documents.key_file import KeyHolder, checked_holder, open_key_file
from app.errors import NotReady
from app.workspace import AUTHORITY, KEY_CERTIFICATE, KEY_FILE, Workspace

_LARGEST: Final = 256 << 10


def keep_key_file(ws: Workspace, path: Path, password: str) -> KeyHolder:
    """Whom it is of, once it is kept; he signs with it from now on, with its password each time.

    Raises:
        NotReady: it cannot be opened, is not of whoever works here, or not of this centre.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except OSError as error:
        raise NotReady("key_file", ("key_gone",)) from error
    if not data:
        raise NotReady("key_file", ("key_unreadable",))
    opened = open_key_file(data, password)
    with ws.unit("keep_key_file") as unit:
        authority = unit.settings.get(AUTHORITY)
        if authority is None:
            raise NotReady("key_file", ("key_foreign",))
        holder = checked_holder(opened.certificate_pem, authority.decode(), ws.clock.now())
        if (holder.user, holder.org) != (ws.who.user, ws.who.org):
            raise NotReady("key_file", ("key_another",))
        unit.settings.put(KEY_FILE, data)
        unit.settings.put(KEY_CERTIFICATE, opened.certificate_pem.encode())
    return holder
