"""Typed ids, and the one place that mints them (UUIDv7: sortable, no counter to share)."""

import secrets
import threading
from collections.abc import Callable
from typing import NewType
from uuid import UUID

from app.clock import Clock

RecordId = NewType("RecordId", str)
CaseId = NewType("CaseId", str)
InspectionId = NewType("InspectionId", str)
ChangeId = NewType("ChangeId", str)
UserId = NewType("UserId", str)
DeviceId = NewType("DeviceId", str)
OrgId = NewType("OrgId", str)
Digest = NewType("Digest", str)
"""SHA-256 of some bytes, 64 lower-case hex digits."""


class Minter:
    """Mints UUIDv7 from an injected clock and random source, always rising."""

    def __init__(self, clock: Clock, random_bits: Callable[[int], int] = secrets.randbits) -> None:
        self._clock = clock
        self._random_bits = random_bits
        self._last_ms = 0
        self._sequence = 0
        self._lock = threading.Lock()

    def new(self) -> str:
        """A fresh UUIDv7 as text; within one millisecond (or a clock set back) they still rise."""
        with self._lock:
            return self._next()

    def _next(self) -> str:
        now_ms = int(self._clock.now().timestamp() * 1000)
        if now_ms > self._last_ms:
            self._last_ms, self._sequence = now_ms, self._random_bits(11)
        else:
            self._sequence += 1
            if self._sequence >= 1 << 12:
                self._last_ms, self._sequence = self._last_ms + 1, 0
        value = (self._last_ms & (1 << 48) - 1) << 80
        value |= 0x7 << 76 | self._sequence << 64 | 0b10 << 62 | self._random_bits(62)
        return str(UUID(int=value))
