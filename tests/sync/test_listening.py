"""How the centre listens."""

import socket

from sync.server.startup import _listening


def test_the_body_of_an_answer_does_not_wait_for_its_head_to_be_confirmed() -> None:
    with (
        _listening("127.0.0.1", 0) as listener,
        socket.create_connection(listener.getsockname()[:2]),
        listener.accept()[0] as taken,
    ):
        assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
