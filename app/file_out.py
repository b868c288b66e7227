"""A file for somebody outside: there whole under its name, or not at all."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from app.errors import FolderNotWritable, NoRoom


def write_out(path: Path, data: bytes) -> str:
    """Write it there, in place of what lies there; where it lies.

    Raises:
        NoRoom: the disk is full.
        FolderNotWritable: nothing can be written there.
    """
    begun = path.with_name(f"{path.name}.part")
    try:
        begun.write_bytes(data)
        os.replace(begun, path)
    except OSError as error:
        with suppress(OSError):
            begun.unlink()
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NoRoom(str(path.parent)) from error
        raise FolderNotWritable(str(path.parent)) from error
    return str(path)
