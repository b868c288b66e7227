"""A tablet that counts what it sends, and one in a process of its own that reads everything.

It brings in what a tablet has and nothing of a centre, so that its memory is a tablet's.
"""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psutil

from app.actions.open_workspace import close_workspace
from app.clock import SystemClock
from app.collector import collecting_seldom
from app.workspace import Workspace
from sync.client.enrol import join, reconnect
from sync.client.http import HttpCentre
from sync.client.round import run_round
from sync.protocol.messages import Snapshot


class CountingLink(HttpCentre):
    """A link that counts the bytes of bodies as they travel, files' apart."""

    ends: Sequence[psutil.Process] = ()
    """The processes of both ends."""
    sent = 0
    got = 0
    of_files = 0
    has_snapshots = True

    def snapshot(self, epoch: str, after: int, until: int) -> Snapshot:
        """As ever, or as from a centre that has none."""
        if not self.has_snapshots:
            return Snapshot(self.page(epoch, after), after)
        return super().snapshot(epoch, after, until)

    def _request(
        self, method: str, path: str, headers: dict[str, str] | None = None, **request: Any
    ) -> Any:
        content = request.get("content", b"")
        if isinstance(content, bytes):
            self.sent += len(content)
        else:
            request["content"] = self._counted(content)
        response = super()._request(method, path, headers, **request)
        self.got += response.num_bytes_downloaded
        return response

    def _counted(self, content: Iterator[bytes]) -> Iterator[bytes]:
        for piece in content:
            self.of_files += len(piece)
            yield piece


@contextmanager
def a_tablet(
    url: str, folder: Path, org: str, password: str
) -> Iterator[tuple[Workspace, CountingLink]]:
    """A new tablet, and its link for all that it does."""
    ws = join(folder, url, f"zhang@{org}", password, "平板", SystemClock())
    try:
        with closing(reconnect(ws)) as known, closing(CountingLink(known.url, known._token)) as own:
            yield ws, own
    finally:
        close_workspace(ws)


def be_tablet(url: str, folder: str, org: str, password: str, name: str) -> None:
    """Join, read everything, and tell how long it took."""
    with a_tablet(url, Path(folder), org, password) as (ws, link):
        link.has_snapshots = name == "snapshot"
        start = time.perf_counter()
        report = run_round(ws, link)
        took = time.perf_counter() - start
        if not report.identical:
            raise SystemExit(f"the round is not whole: {report}")
        mib = peak_mib(psutil.Process())
        print(json.dumps({"took": took, "got": link.got, "mib": mib}))


def peak_mib(process: psutil.Process) -> float:
    """The most memory that this process ever had, in MiB."""
    status = Path(f"/proc/{process.pid}/status")
    if not status.exists():  # elsewhere than on Linux: what it has now
        return float(process.memory_info().rss) / (1 << 20)
    line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    with collecting_seldom():
        be_tablet(*sys.argv[1:])
