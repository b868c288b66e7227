"""Every file that the store writes by itself: aside, synced, renamed, its folder synced.

One place, so that what a disk is asked for can be recorded, and made to fail.
"""

import errno
import os
import shutil
from pathlib import Path
from typing import Final

from app.errors import AppError, DiskFailed, NoRoom

_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
_FAILED: Final = (errno.EIO, errno.EROFS)
_PIECE: Final = 1 << 20
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_whole(target: Path, data: bytes, aside: Path) -> None:
    """Put these bytes in place of what lies at `target`: all of them, or nothing changes.

    Raises:
        NoRoom: the disk is full.
        DiskFailed: it does not take what is written.
    """
    try:
        make_folder(target.parent)
        _write(aside, data)
        os.replace(aside, target)
        sync_folder(target.parent)
    except OSError as error:
        remove(aside)
        raise named(error, target.parent) from error


def copy_file(source: Path, target: Path) -> None:
    """A second file of this content, on the disk; what lay there is taken away first."""
    remove(target)
    handle = os.open(target, _NEW, 0o600)
    try:
        with source.open("rb") as file:
            while piece := file.read(_PIECE):
                os.write(handle, piece)
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """The folder, there for good: its name is synced too."""
    if not folder.is_dir():
        os.mkdir(folder)
        sync_folder(folder.parent)


def move(source: Path, target: Path) -> None:
    """Move a file for good, within one disk."""
    os.replace(source, target)
    sync_folder(target.parent)
    if source.parent != target.parent:
        sync_folder(source.parent)


def remove(file: Path) -> bool:
    """Take a file away; tells whether it was there."""
    try:
        os.unlink(file)
    except OSError:
        return False
    return True


def sync_file(file: Path) -> None:
    """What was written to this file is on the disk."""
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """What was made, renamed and taken away in this folder is on the disk."""
    if os.name == "nt":  # Windows has no handle of a folder to sync; NTFS journals the rename
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def free_bytes(folder: Path) -> int:
    """Room left on the disk of this folder."""
    return shutil.disk_usage(folder).free


def named(error: OSError, folder: Path) -> AppError | OSError:
    """What a person is told of this error; itself where it is none of the disk's."""
    if error.errno in _FULL:
        return NoRoom(str(folder))
    return DiskFailed(str(folder)) if error.errno in _FAILED else error


def _write(file: Path, data: bytes) -> None:
    handle = os.open(file, _NEW, 0o600)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    finally:
        os.close(handle)
