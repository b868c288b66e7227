"""A line that does not move is let go of at once; a busy centre is asked again when it says."""

import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from socket import create_server
from threading import Event

import httpx
import pytest

from app.errors import CentreBusy, Stopped
from sync.client import answers
from sync.client.http import HttpCentre
from tests.sync.roads import a_certificate


@contextmanager
def a_silent_centre(certificate: Path | None) -> Iterator[tuple[str, Event]]:
    """Somebody who takes a request and says nothing; the event tells that it has come."""
    asked = Event()
    with create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as pool:

        def listen() -> None:
            line, _ = server.accept()
            if certificate is not None:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(certificate)
                line = context.wrap_socket(line, server_side=True)
            with line:
                line.recv(1)
                asked.set()
                while line.recv(1 << 16):
                    pass

        listening = pool.submit(listen)
        scheme = "https" if certificate else "http"
        yield f"{scheme}://localhost:{server.getsockname()[1]}", asked
        listening.result()


@pytest.mark.parametrize("tls", [False, True])
def test_who_waits_on_a_dead_line_is_let_go_and_nothing_is_sent_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tls: bool
) -> None:
    certificate = a_certificate(tmp_path) if tls else None
    if certificate is not None:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with (
        a_silent_centre(certificate) as (url, asked),
        closing(HttpCentre(url)) as link,
        ThreadPoolExecutor(1) as pool,
    ):
        waiting = pool.submit(link.page, "", 0)
        assert asked.wait(20)
        link.cut()
        with pytest.raises(Stopped):
            waiting.result()
        with pytest.raises(Stopped):
            link.standing()


DATE = "Tue, 01 Dec 2026 02:00:00 GMT"


@pytest.mark.parametrize(
    ("said", "wait_s"),
    [
        ("7", 7.0),
        ("Tue, 01 Dec 2026 02:00:30 GMT", 30.0),
        ("Tue, 01 Dec 2026 01:00:00 GMT", 0.0),
        ("Wed, 02 Dec 2026 02:00:00 GMT", 3600.0),
        ("999999", 3600.0),
        ("soon", 5.0),
        ("", 5.0),
    ],
)
def test_a_busy_centre_says_when_as_a_number_or_as_a_moment(said: str, wait_s: float) -> None:
    reply = httpx.Response(503, headers={"Retry-After": said, "Date": DATE})
    with pytest.raises(CentreBusy) as busy:
        answers.check(reply, "http://centre")
    assert busy.value.retry_after_s == wait_s


def test_a_moment_without_the_centres_own_time_says_nothing() -> None:
    with pytest.raises(CentreBusy) as busy:
        answers.check(httpx.Response(503, headers={"Retry-After": DATE}), "http://centre")
    assert busy.value.retry_after_s == 5.0
