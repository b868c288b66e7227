"""The sockets of a link, so that whoever waits on a dead line can be let go at once.

Closing a client does not wake a thread that waits for bytes; shutting its socket down does. HTTPX
tells of each connection that it makes by its `trace` extension.
"""

import socket
import threading
import weakref
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

_MADE: Final = frozenset({"connection.connect_tcp.complete", "connection.start_tls.complete"})


class Sockets:
    """The sockets that are open, from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self.is_cut = False
        """Whether they were cut: nothing is sent any more."""

    def trace(self, event: str, told: Mapping[str, Any]) -> None:
        """Hear of what a request does; for its `trace` extension."""
        if event not in _MADE:
            return
        made = told["return_value"].get_extra_info("socket")
        with self._lock:
            self._known.add(made)
            cut = self.is_cut
        if cut:
            _shut(made)

    def cut(self) -> None:
        """Whoever waits on one of them is told that it has ended."""
        with self._lock:
            self.is_cut = True
            known = list(self._known)
        for each in known:
            _shut(each)


def _shut(made: socket.socket) -> None:
    with suppress(OSError):  # it has ended by itself
        # Not the method of a TLS socket, which would take its state from under the reader.
        socket.socket.shutdown(made, socket.SHUT_RDWR)
