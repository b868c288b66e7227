"""What our sync is held against, in child processes of its own.

The line is the straight way through the same stack with nothing in between: SQLite, JSON in
batches packed by zstd, httpx, ASGI, SQLite; nobody signs in, nothing is judged, merged or
encrypted. Beside it somebody who only keeps the bytes that are posted or put.
"""

import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import msgspec
import uvicorn
import zstandard

from app.collector import collecting_seldom
from tests.sync.centres import ROOT

_BATCH = 500
_TABLE = "CREATE TABLE record (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT)"

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Line:
    """Takes records at POST /, gives those behind `after` at GET /N."""

    def __init__(self, folder: Path) -> None:
        self._database = a_database(folder / "line.db")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        answer = self._take(body) if scope["method"] == "POST" else self._give(scope["path"])
        headers = [(b"content-length", str(len(answer)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    def _take(self, body: bytes) -> bytes:
        rows = [(r["id"], msgspec.json.encode(r).decode()) for r in unpacked(body)]
        put(self._database, rows)
        return b"{}"

    def _give(self, path: str) -> bytes:
        query = "SELECT seq, body FROM record WHERE seq > ? ORDER BY seq LIMIT ?"
        rows = self._database.execute(query, (int(path[1:]), _BATCH)).fetchall()
        return packed([[seq, msgspec.json.decode(body)] for seq, body in rows])


def a_database(path: Path) -> sqlite3.Connection:
    """An empty table of records, as durable as ours."""
    database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute(_TABLE)
    return database


def put(database: sqlite3.Connection, rows: Sequence[tuple[str, str]]) -> None:
    """Put these in place of what stood, in one transaction."""
    database.execute("BEGIN IMMEDIATE")
    statement = "INSERT INTO record (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body"
    database.executemany(f"{statement} = excluded.body", rows)
    database.execute("COMMIT")


def packed(message: object) -> bytes:
    """The message as JSON, packed."""
    return zstandard.ZstdCompressor(level=3).compress(msgspec.json.encode(message))


def unpacked(body: bytes) -> Any:
    """The message again."""
    return msgspec.json.decode(zstandard.ZstdDecompressor().decompress(body))


def along_the_line(bodies: Sequence[bytes], folder: Path) -> tuple[float, float, int]:
    """Seconds for these records up and down the line, and the bytes of the way up."""
    with a_child("--line") as url, httpx.Client(base_url=url, timeout=60) as client:
        here = a_database(folder / "up.db")
        ids = [msgspec.json.decode(body)["id"] for body in bodies]
        put(here, list(zip(ids, map(bytes.decode, bodies), strict=True)))
        start, sent = time.perf_counter(), 0
        for first in range(0, len(bodies), _BATCH):
            query = "SELECT body FROM record WHERE seq > ? ORDER BY seq LIMIT ?"
            rows = here.execute(query, (first, _BATCH)).fetchall()
            body = packed([msgspec.json.decode(text) for (text,) in rows])
            client.post("/", content=body).raise_for_status()
            sent += len(body)
        up = time.perf_counter() - start
        there, after = a_database(folder / "down.db"), 0
        start = time.perf_counter()
        while rows := unpacked(client.get(f"/{after}").content):
            put(there, [(r["id"], msgspec.json.encode(r).decode()) for _seq, r in rows])
            after = rows[-1][0]
        down = time.perf_counter() - start
        assert there.execute("SELECT count(*) FROM record").fetchone() == (len(bodies),)
        here.close()
        there.close()
        return up, down, sent


def a_bare_post(body: bytes) -> float:
    """Seconds for one POST of these bytes to somebody who only keeps them."""
    with a_child("--sink") as url, httpx.Client(timeout=60) as client:
        client.post(url, content=b"")
        start = time.perf_counter()
        client.post(url, content=body).raise_for_status()
        return time.perf_counter() - start


def bare_puts(files: Sequence[bytes], at_once: int, *, durable: bool = False) -> float:
    """Seconds for a PUT of each file to somebody who only keeps them, so many at a time.

    `durable`: each is synced to the disk, under a name of its own, before it is answered.
    """
    with (
        a_child("--durable-sink" if durable else "--sink") as url,
        httpx.Client(timeout=60) as client,
    ):
        client.put(url, content=b"")
        start = time.perf_counter()
        with ThreadPoolExecutor(at_once) as lanes:
            for reply in lanes.map(lambda content: client.put(url, content=content), files):
                reply.raise_for_status()
        return time.perf_counter() - start


@contextmanager
def a_child(what: str) -> Iterator[str]:
    """A child process that serves; its address."""
    command = [sys.executable, "-m", "tests.bench.sync_line", what]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def kept_for_good(folder: Path, content: bytes) -> None:
    """One more file in this folder, as durable as ours: aside, synced, renamed, folder synced."""
    aside = folder / f"{time.monotonic_ns()}-{threading.get_ident()}.new"
    with aside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.rename(aside.with_suffix(""))
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def serve_sink(*, durable: bool) -> None:
    """Keep whatever is posted or put on disk, and say so."""
    with tempfile.TemporaryFile() as kept, tempfile.TemporaryDirectory() as folder:

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if durable:
                    kept_for_good(Path(folder), content)
                else:
                    kept.write(content)
                    kept.flush()
                self.send_response(204)
                self.end_headers()

            do_PUT = do_POST  # noqa: N815 as http.server calls it

            def log_message(self, format: str, *args: object) -> None:
                pass

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            sys.stdout.write(f"http://127.0.0.1:{server.server_port}/\n")
            sys.stdout.flush()
            server.serve_forever()


def serve_line() -> None:
    """Be the other end of the line."""
    with tempfile.TemporaryDirectory() as folder:
        config = uvicorn.Config(Line(Path(folder)), log_config=None, access_log=False)
        server = uvicorn.Server(config)
        with closing(config.bind_socket()) as listener:
            port = listener.getsockname()[1]
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            listener.listen()
            sys.stdout.write(f"http://127.0.0.1:{port}\n")
            sys.stdout.flush()
            with collecting_seldom():
                server.run(sockets=[listener])


if __name__ == "__main__":
    serve_line() if "--line" in sys.argv else serve_sink(durable="--durable-sink" in sys.argv)
