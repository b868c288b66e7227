"""Bad roads to the centre: one that loses what it carries, and strangers that answer for it."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from sync.protocol import problems
from sync.protocol.messages import PROTOCOL, PROTOCOL_HEADER

_HOP = frozenset({"connection", "transfer-encoding", "content-length", "date", "host"})


@dataclass
class Road:
    """What went over it, and the ways in which it can be cut.

    `lose_reply` and `cut_request` say of a request (its method, its path) whether it is cut.
    """

    url: str = ""
    lose_reply: Callable[[str, str], bool] = lambda method, path: False
    cut_request: Callable[[str, str], bool] = lambda method, path: False
    unknown: Callable[[str, str], bool] = lambda method, path: False
    """Whether the centre shall say of this request that it knows no such thing."""
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
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length)
            if len(body) < length or road.cut_request(self.command, self.path):
                self.close_connection = True
                return
            if road.unknown(self.command, self.path):
                self.send_response_only(404)
                self.send_header(PROTOCOL_HEADER, str(PROTOCOL))
                self.send_header("Content-Type", problems.CONTENT_TYPE)
                said = b'{"code":"not_found"}'
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)
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


def a_certificate(folder: Path) -> Path:
    """A certificate that somebody made for himself, with its key, in one PEM file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "portal")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    form = serialization.PrivateFormat.PKCS8
    path = folder / "portal.pem"
    plain = serialization.NoEncryption()
    path.write_bytes(key.private_bytes(pem, form, plain) + made.public_bytes(pem))
    return path


@contextmanager
def a_stranger(reply: Reply, certificate: Path | None = None) -> Iterator[str]:
    """Somebody who answers every request in the same way, by TLS if given a certificate; where."""

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

    with _served(Handler, certificate) as url:
        yield url


class _Quiet(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever asked has gone, or did not like the certificate: nothing to be told."""


@contextmanager
def _served(handler: type[_Quiet], certificate: Path | None = None) -> Iterator[str]:
    with _Server(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            scheme = "http" if certificate is None else "https"
            yield f"{scheme}://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
