"""Serving a web application on this machine only, inside the running event loop."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.types import ASGIApp
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
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        raise SandboxError(f"Port {port} on {host} cannot be used: {error.strerror}.") from error


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
        return config.http_protocol_class(config=config, server_state=state, app_state={})  # type: ignore[call-arg]

    server = await asyncio.get_running_loop().create_server(protocol, sock=listener)
    try:
        yield
    finally:
        server.close()
        for connection in tuple(state.connections):
            connection.shutdown()
        await _finish(state)


async def _finish(state: ServerState) -> None:
    await asyncio.sleep(0)
    if state.tasks:
        _, late = await asyncio.wait(state.tasks, timeout=SECONDS_TO_FINISH)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
