"""Serving a web application on this machine only, inside the running event loop."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.server import ServerState

from sandbox.errors import SandboxError
from sandbox.installation import require_loopback

SECONDS_TO_FINISH = 1.0
"""How long requests may go on after the end was asked for."""


def listen(host: str = "127.0.0.1", port: int = 0) -> socket.socket:
    """A listening socket on loopback; port 0 takes a free one. SandboxError when it is taken."""
    require_loopback(host)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        raise SandboxError(f"Port {port} on {host} cannot be used: {error.strerror}.") from error
    # Connections inherit it. asyncio sets it on sockets it made itself only, and without it an answer in two parts
    # (headers, body) waits 40 ms for the other side's delayed acknowledgement.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def base_url(listener: socket.socket) -> str:
    """``http://127.0.0.1:PORT`` of a listening socket."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@asynccontextmanager
async def serving(app: ASGIApp, listener: socket.socket) -> AsyncIterator[None]:
    """Serve with uvicorn's protocols, without its process-wide signals and its pauses at the end."""
    config = uvicorn.Config(app, log_level="error", access_log=False, lifespan="off", ws="websockets-sansio")
    config.load()
    state = ServerState()

    def protocol() -> asyncio.Protocol:
        known: dict[str, Any] = {}
        made = config.http_protocol_class(config=config, server_state=state, app_state=known)  # type: ignore[call-arg]
        known["connection"] = made
        return made

    server = await asyncio.get_running_loop().create_server(protocol, sock=listener)
    try:
        yield
    finally:
        server.close()
        for connection in tuple(state.connections):
            connection.shutdown()
        await _finish(state)


class HangUp(Response):
    """Closes the connection instead of answering; works only where ``serving`` serves."""

    async def __call__(self, scope: Scope, receive: Receive, _send: Send) -> None:
        """Close it, and wait until it is closed."""
        scope["state"]["connection"].transport.abort()
        await gone(receive)


async def gone(receive: Receive) -> None:
    """Return when whoever asked has hung up."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _finish(state: ServerState) -> None:
    await asyncio.sleep(0)
    if state.tasks:
        _, late = await asyncio.wait(state.tasks, timeout=SECONDS_TO_FINISH)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
