"""Who may go into a workspace's folder: one program at a time, with the key of its password."""

from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from app.clock import Clock
from app.errors import AlreadyOpen, StoreDamaged, TooManyTries, WrongPassword
from app.store.disk import write_whole
from app.store.doorstep import (
    KEY_FILE,
    forget_tries,
    key_copy,
    note_refusal,
    note_try,
    read_tries,
)
from app.store.vault import unwrapped


def unlocked(folder: Path, password: str, clock: Clock) -> bytes:
    """The key; a try is noted before it is made, and forgotten when it was right.

    Raises:
        WrongPassword: the password does not open it.
        TooManyTries: wrong ones were given too often; the next counts later.
        StoreDamaged: neither the key file nor its copy is one.
    """
    tries = read_tries(folder)
    if wait_s := tries.left_s(clock.now()):
        raise TooManyTries(wait_s)
    tries = note_try(folder, tries, clock.now())
    try:
        key = _key(folder, password)
    except WrongPassword:
        note_refusal(folder, clock.now())
        raise WrongPassword(tries.wait_s) from None
    forget_tries(folder)
    return key


def locked(folder: Path) -> BaseFileLock:
    """The lock of this folder, held. Whoever is killed lets go of it: it is the system's.

    Raises:
        AlreadyOpen: another program has it.
    """
    lock = FileLock(folder / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise AlreadyOpen(str(folder)) from error
    return lock


def write_key(folder: Path, content: str) -> None:
    """Put the key file there, then its copy, so that one broken file locks nobody out."""
    data = content.encode()
    for file in (folder / KEY_FILE, key_copy(folder)):
        write_whole(file, data, file.with_name(f"{KEY_FILE}.new"))


def keep_key(folder: Path) -> None:
    """See to it that the copy is there and like the key file, which has just opened."""
    content, copy = (folder / KEY_FILE).read_bytes(), key_copy(folder)
    if not copy.exists() or copy.read_bytes() != content:
        write_whole(copy, content, copy.with_name(f"{KEY_FILE}.new"))


def _key(folder: Path, password: str) -> bytes:
    try:
        return unwrapped(folder / KEY_FILE, password)
    except StoreDamaged:
        copy = key_copy(folder)
        key = unwrapped(copy, password)
        # It opens: the broken one is put right, so that it is not met again.
        write_whole(folder / KEY_FILE, copy.read_bytes(), folder / f"{KEY_FILE}.new")
        return key
