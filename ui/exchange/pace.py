"""How fast files go, and so how long the rest takes."""

from collections import deque
from collections.abc import Callable
from typing import Final

from sync.client.round import Progress

_OVER_S: Final = 15.0
_AFTER_S: Final = 2.0


class Pace:
    """Bytes a second over the last seconds, so that a line that slows down is told of."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._seen: deque[tuple[float, int]] = deque()

    def note(self, progress: Progress) -> None:
        """So much has gone by now."""
        now = self._now()
        if self._seen and progress.moved_bytes < self._seen[-1][1]:
            self._seen.clear()  # another round, or a chunk that has to go again
        self._seen.append((now, progress.moved_bytes))
        while len(self._seen) > 2 and now - self._seen[1][0] >= _OVER_S:
            self._seen.popleft()

    @property
    def rate(self) -> float:
        """Bytes a second; 0 while that cannot be told."""
        if not self._seen:
            return 0.0
        (began, first), (now, last) = self._seen[0], self._seen[-1]
        return (last - first) / (now - began) if now - began >= _AFTER_S else 0.0

    def left_s(self, progress: Progress) -> int | None:
        """Seconds that are left, or None while that cannot be told."""
        rate = self.rate
        return round((progress.total_bytes - progress.done_bytes) / rate) if rate > 0 else None
