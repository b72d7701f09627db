"""A load client of prebuilt bytes on plain sockets: cheap enough that the server is what is measured."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Iterable

HOST = "127.0.0.1"
PATIENCE = 10.0  # seconds for one answer
HEAD_END, LENGTH = b"\r\n\r\n", b"content-length:"


class Refused(Exception):  # noqa: N818  # it reads as what it is
    """The server answered something else than 200, or hung up."""


class Connection:
    """One connection that stays open, with one request on its way at most."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HOST, port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._got = b""
        self._wanted = 0

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def ask(self, request: bytes) -> bytes:
        """Send a request and wait for the body of its answer."""
        self.send(request)
        while (body := self.received()) is None:
            pass
        return body

    def send(self, request: bytes) -> None:
        """Send a request."""
        self._got, self._wanted = b"", 0
        self.socket.sendall(request)

    def received(self) -> bytes | None:
        """Read what has come; the body when the answer is whole, else None. Raises Refused for anything but 200."""
        chunk = self.socket.recv(262_144)
        if not chunk:
            raise Refused("the server hung up")
        self._got = got = self._got + chunk if self._got else chunk
        if not self._wanted:
            self._wanted = _size(got)
        return got[got.index(HEAD_END) + 4 :] if self._wanted and len(got) >= self._wanted else None


def _size(got: bytes) -> int:
    """How many bytes the whole answer has, or 0 while its head is incomplete."""
    end = got.find(HEAD_END)
    if end < 0:
        return 0
    head = got[:end].lower()
    if not head.startswith(b"http/1.1 200"):
        raise Refused(head.split(b"\r\n", 1)[0].decode())
    return end + 4 + int(head.partition(LENGTH)[2].partition(b"\r\n")[0])


def one_at_a_time(port: int, requests: Iterable[bytes]) -> list[float]:
    """Seconds for each request, asked one after the other on one connection."""
    took = []
    with Connection(port) as connection:
        for request in requests:
            began = time.perf_counter()
            connection.ask(request)
            took.append(time.perf_counter() - began)
    return took


def at_once(port: int, request: bytes, clients: int, seconds: float) -> float:
    """Answers a second while `clients` connections each ask again as soon as they are answered."""
    connections = [Connection(port) for _ in range(clients)]
    try:
        with selectors.DefaultSelector() as selector:
            for connection in connections:
                selector.register(connection.socket, selectors.EVENT_READ, connection)
                connection.send(request)
            return _keep_asking(selector, request, seconds)
    finally:
        for connection in connections:
            connection.socket.close()


def _keep_asking(selector: selectors.BaseSelector, request: bytes, seconds: float) -> float:
    answered, began = 0, time.perf_counter()
    while (now := time.perf_counter()) - began < seconds:
        for key, _ in selector.select(PATIENCE):
            connection: Connection = key.data
            if connection.received() is not None:
                answered += 1
                connection.send(request)
    return answered / (now - began)
