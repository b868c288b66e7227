"""Files on their way up: several at a time over one link, and what is known of how far they are.

The only threads beside those of `ui/background.py`: they send and note where an upload goes on.
Everything else is done by whoever runs the round.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue
from typing import Final

from app.actions import exchange
from app.errors import BadRequest, CentreBusy, Damaged, Stopped, UnknownRecord
from app.ids import Digest
from app.workspace import Shelved, Workspace
from sync.protocol.messages import CentreLink

OF_ONE_FILE: Final = (Damaged, UnknownRecord, BadRequest)
"""Troubles of a single file: a person looks at it, and the round goes on."""

_BUSY_IN_A_ROW: Final = 2
"""So many files that the centre cannot take now, and it is the centre and not the file."""
_LISTEN_S: Final = 0.25
_TELL_BYTES: Final = 1 << 17
_TELL_S: Final = 0.05


@dataclass(frozen=True)
class Sent:
    """How far the files of a round are: files and bytes, and the bytes that went just now."""

    done: int
    done_bytes: int
    moved_bytes: int
    """Without those that an earlier round had sent already."""


@dataclass
class _Going:
    """One file under way."""

    shelved: Shelved
    began: int = -1
    there: int = 0


class FilesUp:
    """Sends files.

    `watch` hears how far they are, on the thread that runs the round, and may raise to stop them
    all; `first` is done before each file: what was recorded meanwhile goes before pictures.
    """

    def __init__(
        self,
        ws: Workspace,
        centre: CentreLink,
        watch: Callable[[Sent], None],
        first: Callable[[], None],
    ) -> None:
        self._ws, self._centre, self._watch, self._first = ws, centre, watch, first
        self._halt = threading.Event()
        self._news: SimpleQueue[tuple[Digest, int] | None] = SimpleQueue()
        self._going: dict[Future[None], _Going] = {}
        self._told: dict[Digest, tuple[int, float]] = {}
        """What each sender told last, and when."""
        self._done, self._done_bytes, self._moved_bytes = 0, 0, 0
        self._busy_in_a_row = 0
        self.sent = 0
        self.troubled: list[Digest] = []
        self.busy: CentreBusy | None = None
        """The centre could not take one of them now; the others went on."""

    def send(self, files: Sequence[Shelved], at_once: int) -> None:
        """Send these, in this order, so many at a time.

        Raises:
            Unreachable: the line was cut, or the centre takes nothing now.
            Rejected: it takes nothing from this person any more.
        """
        waiting = deque(files)
        with ThreadPoolExecutor(at_once, "files-up") as pool:
            try:
                while waiting or self._going:
                    while waiting and len(self._going) < at_once:
                        self._first()
                        self._begin(pool, waiting.popleft())
                    self._listen()
                    self._settle()
                    self._watch(self._so_far())
            except BaseException:
                # Those under way end with their next piece; what has gone whole counts.
                self._halt.set()
                wait(self._going)
                self._there([each for f, each in self._going.items() if f.exception() is None])
                raise

    def _begin(self, pool: ThreadPoolExecutor, shelved: Shelved) -> None:
        try:
            content = exchange.read_file(self._ws, shelved.digest)
        except Damaged as error:
            self._look_at(shelved, error)
            return
        future = pool.submit(self._carry, shelved, content)
        self._going[future] = _Going(shelved)
        future.add_done_callback(lambda _ended: self._news.put(None))

    def _carry(self, shelved: Shelved, content: bytes) -> None:
        note = partial(exchange.note_upload, self._ws, shelved.digest)
        moved = partial(self._moved, shelved.digest)
        self._centre.send_file(shelved.digest, content, shelved.upload, note, moved)

    def _moved(self, digest: Digest, there: int) -> None:
        """A sender is here; on a fast line not each of its pieces wakes whoever runs the round."""
        if self._halt.is_set():
            raise Stopped
        now = time.monotonic()
        before, at = self._told.get(digest, (-_TELL_BYTES, 0.0))
        if there - before >= _TELL_BYTES or now - at >= _TELL_S:
            self._told[digest] = there, now
            self._news.put((digest, there))

    def _listen(self) -> None:
        """Take in what the senders have told; wait a little where they have told nothing."""
        going = {each.shelved.digest: each for each in self._going.values()}
        try:
            news = self._news.get(timeout=_LISTEN_S)
            while True:
                if news is not None and (one := going.get(news[0])) is not None:
                    one.there = news[1]
                    one.began = news[1] if one.began < 0 else one.began
                news = self._news.get_nowait()
        except Empty:
            return

    def _settle(self) -> None:
        there: list[_Going] = []
        try:
            for future in [each for each in self._going if each.done()]:
                one = self._going[future]
                try:
                    future.result()
                except OF_ONE_FILE as error:
                    self._look_at(one.shelved, error)
                except CentreBusy as error:
                    self._wait_with(error)
                else:
                    there.append(one)
                    self._busy_in_a_row = 0
                del self._going[future]
                self._done += 1
        finally:
            self._there(there)

    def _there(self, there: Sequence[_Going]) -> None:
        """These are at the centre; one commit for all that came meanwhile."""
        if there:
            exchange.files_received(self._ws, [one.shelved.digest for one in there])
        for one in there:
            self.sent += 1
            self._done_bytes += one.shelved.size
            self._moved_bytes += one.shelved.size - max(0, one.began)

    def _look_at(self, shelved: Shelved, error: Exception) -> None:
        exchange.file_troubled(self._ws, shelved.digest, type(error).__name__)
        self.troubled.append(shelved.digest)

    def _wait_with(self, error: CentreBusy) -> None:
        """One file that the centre cannot take now does not hold up those behind it."""
        self.busy = error
        self._busy_in_a_row += 1
        if self._busy_in_a_row >= _BUSY_IN_A_ROW:
            raise error

    def _so_far(self) -> Sent:
        under_way = list(self._going.values())
        there = sum(min(each.there, each.shelved.size) for each in under_way)
        moved = sum(max(0, each.there - each.began) for each in under_way if each.began >= 0)
        return Sent(self._done, self._done_bytes + there, self._moved_bytes + moved)
