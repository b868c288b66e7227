"""Disks of which every write is known: what a power cut leaves of them, and how they fail.

Two streams are taken down in one order: what the SQLite that ships is asked to write, by a VFS of
its own that stands before the system's (through ctypes, so that it works where there is neither
compiler nor strace), and what `app/store/disk.py` asks of `os`.

A disk keeps what was synced. Of what was not, each write, cut or new name is kept or lost by
chance, and a write may be torn at 512 bytes; names made, changed or taken away hold once their
folder is synced (the files of SQLite: once the file is, as SQLite syncs their folder itself).
"""

import ctypes
import errno
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
import sqlcipher3._sqlite3

from app.store import disk

SECTOR: Final = 512
SHARES: Final = (0.0, 0.5, 0.9, 1.0)
"""How much of what was not synced a cut leaves, by chance."""
FULL, IO_WRITE, IO_SYNC = 13, 10 | 3 << 8, 10 | 4 << 8
"""SQLITE_FULL, SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC."""

_LIBRARY = ctypes.CDLL(sqlcipher3._sqlite3.__file__)
_P, _I, _L = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
# Names as addresses: SQLite keeps them, and reads on behind their end.
_OPEN = ctypes.CFUNCTYPE(_I, _P, _P, _P, _I, _P)
_DELETE = ctypes.CFUNCTYPE(_I, _P, _P, _I)
_CLOSE = ctypes.CFUNCTYPE(_I, _P)
_WRITE = ctypes.CFUNCTYPE(_I, _P, _P, _I, _L)
_TRUNCATE = ctypes.CFUNCTYPE(_I, _P, _L)
_SYNC = ctypes.CFUNCTYPE(_I, _P, _I)
_METHODS: Final = ("version", "close", "read", "write", "truncate", "sync")


class _Vfs(ctypes.Structure):
    """The head of sqlite3_vfs; what comes behind is copied as it is."""

    _fields_ = [
        ("version", _I), ("file_size", _I), ("longest_path", _I), ("next", _P),
        ("name", ctypes.c_char_p), ("data", _P), ("open", _P), ("delete", _P),
    ]  # fmt: skip


_VFS_BYTES: Final = ctypes.sizeof(_Vfs) + 14 * ctypes.sizeof(_P)
_METHODS_WORDS: Final = 19
_Word = ctypes.c_void_p * _METHODS_WORDS
_held: list[object] = []
"""A connection that a failed test left open still calls into what it was opened with."""


@dataclass(frozen=True)
class Write:
    """One thing that was asked of the disk.

    `what`: write, truncate, sync, delete (`at` 1: its folder is synced too), make, rename, unlink,
    folder, sync_folder; or "said", for what the person was told at this point.
    """

    what: str
    path: str
    at: int = 0
    data: bytes = b""
    other: str = ""


Fault = Callable[[Write], int]
"""What is answered to this one: 0 is well, else an errno (for SQLite, a result code)."""


@dataclass
class Recorder:
    """Everything that was asked, in order; `fault` may answer with an error instead of doing it."""

    log: list[Write] = field(default_factory=list)
    fault: Fault = lambda _write: 0

    def ask(self, write: Write) -> int:
        """Take it down, unless it fails."""
        code = self.fault(write)
        if not code:
            self.log.append(write)
        return code

    def say(self, words: str) -> None:
        """The person was told this: from here on it has to be true."""
        self.log.append(Write("said", "", other=words))


class RecordedOs:
    """`os` as `app/store/disk.py` uses it."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._paths: dict[int, str] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def _ask(self, write: Write) -> None:
        if code := self._recorder.ask(write):
            raise OSError(code, os.strerror(code))

    def open(self, path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT:
            self._ask(Write("make", str(path)))
        handle = os.open(path, flags, mode)
        self._paths[handle] = str(path)
        return handle

    def write(self, handle: int, data: Any) -> int:
        at = os.lseek(handle, 0, os.SEEK_CUR)
        self._ask(Write("write", self._paths[handle], at, bytes(data)))
        return os.write(handle, data)

    def fsync(self, handle: int) -> None:
        path = self._paths[handle]
        self._ask(Write("sync_folder" if os.path.isdir(path) else "sync", path))

    def close(self, handle: int) -> None:
        del self._paths[handle]
        os.close(handle)

    def replace(self, source: Path, target: Path) -> None:
        self._ask(Write("rename", str(source), other=str(target)))
        os.replace(source, target)

    def unlink(self, path: Path) -> None:
        os.stat(path)
        self._ask(Write("unlink", str(path)))
        os.unlink(path)

    def mkdir(self, path: Path) -> None:
        self._ask(Write("folder", str(path)))
        os.mkdir(path)


@contextmanager
def recorded() -> Iterator[Recorder]:
    """Whatever is opened within is taken down."""
    recorder = Recorder()
    with pytest.MonkeyPatch.context() as patch, _as_default_vfs(recorder):
        patch.setattr(disk, "os", RecordedOs(recorder))
        yield recorder


@contextmanager
def _as_default_vfs(recorder: Recorder) -> Iterator[None]:
    find = _LIBRARY.sqlite3_vfs_find
    find.restype, find.argtypes = _P, [ctypes.c_char_p]
    register, unregister = _LIBRARY.sqlite3_vfs_register, _LIBRARY.sqlite3_vfs_unregister
    register.argtypes, unregister.argtypes = [_P, _I], [_P]
    ours = _VfsBefore(find(None), recorder)
    _held.append(ours)
    assert register(ours.address, 1) == 0
    try:
        yield
    finally:
        register(ours.system, 1)
        unregister(ours.address)


class _VfsBefore:
    """A VFS that takes down what is written and has the system's do it."""

    def __init__(self, system: int, recorder: Recorder) -> None:
        self.system, self._recorder = system, recorder
        self._buffer = ctypes.create_string_buffer(ctypes.string_at(system, _VFS_BYTES))
        self.address = ctypes.addressof(self._buffer)
        vfs = _Vfs.from_address(self.address)
        self._open, self._delete = _OPEN(vfs.open), _DELETE(vfs.delete)
        self._held: list[object] = [_OPEN(self._opened), _DELETE(self._deleted)]
        vfs.name, vfs.next = b"recorded", None
        vfs.open, vfs.delete = (ctypes.cast(f, _P).value for f in self._held)  # type: ignore[arg-type]
        self._names: dict[int, str] = {}
        self._tables: dict[int, int] = {}

    def _opened(self, _vfs: int, name: int | None, file: int, flags: int, out: int) -> int:
        code = self._open(self.system, name, file, flags, out)
        if code == 0 and name is not None:
            self._names[file] = os.fsdecode(ctypes.string_at(name))
            methods = ctypes.c_void_p.from_address(file)
            assert methods.value is not None
            methods.value = self._before(methods.value)
        return code

    def _deleted(self, _vfs: int, name: int, sync: int) -> int:
        path = os.fsdecode(ctypes.string_at(name))
        if os.path.exists(path) and self._recorder.ask(Write("delete", path, sync)):
            return 10 | 10 << 8  # SQLITE_IOERR_DELETE
        return self._delete(self.system, name, sync)

    def _before(self, theirs: int) -> int:
        """A table of methods like theirs, with ours before those that write."""
        if theirs not in self._tables:
            table = _Word.from_buffer_copy(ctypes.string_at(theirs, ctypes.sizeof(_Word)))
            for name, made in self._ours(table).items():
                self._held.append(made)
                table[_METHODS.index(name)] = ctypes.cast(made, _P).value
            self._held.append(table)
            self._tables[theirs] = ctypes.addressof(table)
        return self._tables[theirs]

    def _ours(self, table: Any) -> dict[str, Any]:
        theirs_write, theirs_cut = _WRITE(table[3]), _TRUNCATE(table[4])
        theirs_close = _CLOSE(table[1])
        names, ask = self._names, self._recorder.ask

        def write(file: int, data: int, amount: int, at: int) -> int:
            code = ask(Write("write", names[file], at, ctypes.string_at(data, amount)))
            return code or theirs_write(file, data, amount, at)

        def truncate(file: int, size: int) -> int:
            return ask(Write("truncate", names[file], size)) or theirs_cut(file, size)

        def sync(file: int, _flags: int) -> int:
            return ask(Write("sync", names[file]))  # our disk is the one that counts

        def close(file: int) -> int:
            names.pop(file, None)
            return theirs_close(file)

        return {
            "write": _WRITE(write),
            "truncate": _TRUNCATE(truncate),
            "sync": _SYNC(sync),
            "close": _CLOSE(close),
        }


@dataclass
class _File:
    """What is safe of one file, what was asked of it since, and whether SQLite made it."""

    safe: bytearray
    asked: list[Write] = field(default_factory=list)
    by_sqlite: bool = False


@dataclass(frozen=True)
class _Naming:
    """From now on `name` stands for this file (None: for nothing), and `before` for none."""

    name: str
    file: _File | None
    before: str = ""

    def apply(self, names: dict[str, _File]) -> None:
        names.pop(self.before, None)
        names.pop(self.name, None)
        if self.file is not None:
            names[self.name] = self.file

    def lies_in(self, folder: str) -> bool:
        return str(Path(self.name).parent) == folder


class Disk:
    """A disk that started out as the files of a folder, all of them safe."""

    def __init__(self, root: Path) -> None:
        self._root = root
        files = (path for path in root.rglob("*") if path.is_file())
        self._safe = {str(path): _File(bytearray(path.read_bytes())) for path in files}
        self._names = dict(self._safe)
        self._namings: list[_Naming] = []
        """What became of names whose folder was not synced since."""

    def take(self, write: Write) -> None:
        """This was asked of it."""
        match write.what:
            case "make":
                self._name(_Naming(write.path, _File(bytearray())))
            case "rename":
                self._name(_Naming(write.other, self._names[write.path], write.path))
            case "unlink" | "delete":
                self._name(_Naming(write.path, None))
                if write.what == "delete" and write.at:
                    self._settle(lambda naming: naming.name == write.path)
            case "sync_folder":
                self._settle(lambda naming: naming.lies_in(write.path))
            case "write" | "truncate":
                if write.path not in self._names:
                    self._name(_Naming(write.path, _File(bytearray(), by_sqlite=True)))
                self._names[write.path].asked.append(write)
            case "sync" if file := self._names.get(write.path):
                _do(file.safe, file.asked)
                file.asked = []
                if file.by_sqlite:
                    self._settle(lambda naming: naming.file is file)

    def cut(self, target: Path, chance: random.Random) -> None:
        """Put together in this folder what a power cut at this moment leaves of the files."""
        share = chance.choice(SHARES)
        names = dict(self._safe)
        for naming in self._namings:
            if chance.random() < share:
                naming.apply(names)
        self._put(target, names, lambda asked: _survivors(asked, share, chance))

    def kill(self, target: Path) -> None:
        """What is there when the program is killed at this moment: all that was asked."""
        self._put(target, self._names, lambda asked: asked)

    def _put(
        self,
        target: Path,
        names: dict[str, _File],
        left: Callable[[list[Write]], list[Write]],
    ) -> None:
        for old in [path for path in target.rglob("*") if path.is_file()]:
            old.unlink()
        for name, file in names.items():
            content = bytearray(file.safe)
            _do(content, left(file.asked))
            path = target / Path(name).relative_to(self._root)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def _name(self, naming: _Naming) -> None:
        naming.apply(self._names)
        self._namings.append(naming)

    def _settle(self, is_safe: Callable[[_Naming], bool]) -> None:
        for naming in self._namings:
            if is_safe(naming):
                naming.apply(self._safe)
        self._namings = [naming for naming in self._namings if not is_safe(naming)]


def _survivors(asked: list[Write], share: float, chance: random.Random) -> list[Write]:
    """Those that reached the disk before it lost power, the last of them perhaps in part."""
    left = [write for write in asked if chance.random() < share]
    if left and left[-1].what == "write" and chance.random() < share:
        torn = left.pop()
        for start in range(0, len(torn.data), SECTOR):
            if chance.random() < share:
                piece = torn.data[start : start + SECTOR]
                left.append(Write("write", torn.path, torn.at + start, piece))
    return left


def _do(content: bytearray, asked: list[Write]) -> None:
    for write in asked:
        if write.what == "truncate":
            del content[write.at :]
            content.extend(bytes(write.at - len(content)))
        else:
            content.extend(bytes(max(0, write.at - len(content))))
            content[write.at : write.at + len(write.data)] = write.data


def cuts(
    root: Path, started: Disk, log: list[Write], chance: random.Random, count: int
) -> Iterator[tuple[Path, list[str]]]:
    """So many power cuts at random points of a record: the disk that is left, and what was said.

    Each disk lies in the same folder and is gone with the next one.
    """
    points = sorted(chance.randrange(len(log)) for _ in range(count))
    said: list[str] = []
    for number, write in enumerate(log):
        started.take(write)
        if write.what == "said":
            said.append(write.other)
        while points and points[0] == number:
            points.pop(0)
            started.cut(root, chance)
            yield root, list(said)


def refused(write: Write, *, full: bool) -> int:
    """How a full disk, or one that is broken, answers this."""
    if Path(write.path).name.startswith("kanyan.db"):
        return FULL if full else IO_SYNC if write.what == "sync" else IO_WRITE
    return errno.ENOSPC if full else errno.EIO
