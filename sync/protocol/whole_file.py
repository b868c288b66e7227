"""A file on a stick: there whole under its name, or not there at all."""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from app.clock import CHINA
from app.errors import StickRefused

SUFFIX: Final = ".kstick"
INVITATION_SUFFIX: Final = ".kinvite"
_WHY: Final = {
    errno.ENOSPC: "no_room",
    errno.EDQUOT: "no_room",
    errno.EFBIG: "too_large",
    errno.EACCES: "not_writable",
    errno.EPERM: "not_writable",
    errno.EROFS: "not_writable",
}


def file_name(kind: str, who: str, now: datetime, suffix: str = SUFFIX) -> str:
    """A name such as 勘验通-1号平板-2026-11-30.kstick; a name that no file system refuses."""
    plain = re.sub(r"[^\w.-]+", "_", who).strip("_.")[:40]
    parts = ("勘验通", kind, plain, f"{now.astimezone(CHINA):%Y-%m-%d}")
    return "-".join(filter(None, parts)) + suffix


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write into, which has its name only once all of it is on the stick.

    Raises:
        StickRefused: the stick is full, write-protected or gone; nothing is left under the name.
    """
    aside = path.with_name(f".{path.name}.part")
    try:
        with aside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise StickRefused(_WHY.get(error.errno or 0, "gone"), path.name) from error
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def opened(path: Path) -> BinaryIO:
    """This file, to be read; whoever asked closes it.

    Raises:
        StickRefused: it cannot be had.
    """
    try:
        return path.open("rb")
    except OSError as error:
        raise StickRefused("gone", path.name) from error


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
