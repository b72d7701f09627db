"""A Slack that counts messages by delivery key as fast as Python can: `python -m bench.stub PORT [SECONDS]`.

With SECONDS each answer takes so long, as a real Slack's does.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from typing import cast

from bench.load import HOST

HEAD_END, LENGTH, KEY = b"\r\n\r\n", b"content-length:", b'"key": "'
COUNTS = b"GET /counts"
_posts: Counter[bytes] = Counter()


class Stub(asyncio.Protocol):
    """One connection that stays open. Everything but COUNTS is a chat.postMessage, and is answered as Slack does."""

    def __init__(self, takes: float) -> None:
        self._got = b""
        self._takes = takes

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._got = got = self._got + data if self._got else data
        while (end := got.find(HEAD_END)) >= 0:
            head = got[:end]
            whole = end + 4 + int(head.lower().partition(LENGTH)[2].partition(b"\r\n")[0] or 0)
            if len(got) < whole:
                return
            if head.startswith(COUNTS):
                self._transport.write(_counts())
            elif self._takes:
                asyncio.get_running_loop().call_later(self._takes, self._transport.write, _posted(got[end + 4 : whole]))
            else:
                self._transport.write(_posted(got[end + 4 : whole]))
            self._got = got = got[whole:]


def _posted(body: bytes) -> bytes:
    begins = body.rfind(KEY) + len(KEY)  # our metadata stands last
    _posts[body[begins : body.index(b'"', begins)]] += 1
    return _answer({"ok": True, "channel": "D0BENCH", "ts": f"1795424400.{_posts.total():06}"})


def _counts() -> bytes:
    """Posts and different keys since the last time somebody asked."""
    answer = _answer({"posts": _posts.total(), "keys": len(_posts)})
    _posts.clear()
    return answer


def _answer(said: dict[str, object]) -> bytes:
    body = json.dumps(said).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def main(port: int, takes: float) -> None:
    """Listen until this process is ended."""
    server = await asyncio.get_running_loop().create_server(lambda: Stub(takes), HOST, port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 0.0))
