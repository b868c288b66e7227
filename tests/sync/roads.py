"""Bad roads to the centre: one that loses what it carries, and strangers that answer for it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

_HOP = frozenset({"connection", "transfer-encoding", "content-length", "date", "host"})


@dataclass
class Road:
    """What went over it, and the two ways in which it can be cut.

    `lose_reply` and `cut_request` say of a request (its method, its path) whether it is cut.
    """

    url: str = ""
    lose_reply: Callable[[str, str], bool] = lambda method, path: False
    cut_request: Callable[[str, str], bool] = lambda method, path: False
    sent: list[tuple[str, str, int]] = field(default_factory=list)
    """Method, path and bytes of body of every request that came through."""

    def bytes_sent(self, method: str) -> int:
        """Bytes of all bodies that came through with this method."""
        return sum(size for sent_method, _path, size in self.sent if sent_method == method)


@contextmanager
def a_road_to(centre_url: str) -> Iterator[Road]:
    """A proxy before the centre."""
    road = Road()
    client = httpx.Client(base_url=centre_url)

    class Handler(_Quiet):
        def carry(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if road.cut_request(self.command, self.path):
                self.close_connection = True
                return
            road.sent.append((self.command, self.path, len(body)))
            headers = {k: v for k, v in self.headers.items() if k.lower() not in _HOP}
            request = client.build_request(self.command, self.path, headers=headers, content=body)
            reply = client.send(request, stream=True)
            raw = b"".join(reply.iter_raw())
            reply.close()
            if road.lose_reply(self.command, self.path):
                self.close_connection = True
                return
            self.send_response_only(reply.status_code)
            for name, value in reply.headers.items():
                if name not in _HOP:
                    self.send_header(name, value)
            if reply.status_code != 204 and self.command != "HEAD":
                self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        do_GET = do_POST = do_PATCH = do_HEAD = do_DELETE = carry  # noqa: N815

    with client, _served(Handler) as url:
        road.url = url
        yield road


@dataclass(frozen=True)
class Reply:
    """What a stranger says to every request."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


@contextmanager
def a_stranger(reply: Reply) -> Iterator[str]:
    """Somebody who answers every request in the same way; the address."""

    class Handler(_Quiet):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response_only(reply.status)
            for name, value in reply.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(reply.body)

        do_GET = do_POST = do_PATCH = do_HEAD = do_DELETE = answer  # noqa: N815

    with _served(Handler) as url:
        yield url


class _Quiet(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def _served(handler: type[_Quiet]) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
