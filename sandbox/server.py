"""The sandbox as a web application, and serving it on loopback."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from sandbox import loopback, page_routes, responses, steering
from sandbox import manifest as manifests
from sandbox.errors import SlackError
from sandbox.guard import LoopbackOnly
from sandbox.installation import Installation
from sandbox.slack import Slack
from sandbox.web_api import endpoint


def create_app(slack: Slack) -> Starlette:
    """The Web API, response URLs, uploads, Socket Mode and the page."""

    async def api(request: Request) -> Response:
        return await endpoint.call(slack, request.path_params["method"], request)

    async def response(request: Request) -> Response:
        return await _respond(slack, request)

    async def upload(request: Request) -> Response:
        return await _upload(slack, request)

    async def link(websocket: WebSocket) -> None:
        await slack.socket_mode.serve(websocket)

    slack.faults.methods = endpoint.METHODS.keys()
    routes = [
        Route("/api/{method}", api, methods=["GET", "POST"]),
        Route("/response/{path:path}", response, methods=["POST"]),
        Route("/upload/{file_id}", upload, methods=["POST"]),
        WebSocketRoute("/link/", link),
        *steering.routes(slack),
        *page_routes.routes(slack),
    ]
    return Starlette(routes=routes, middleware=[Middleware(LoopbackOnly)])


async def _respond(slack: Slack, request: Request) -> Response:
    path = request.path_params["path"]
    plain = path.startswith("commands/")
    try:
        content = json.loads(await request.body())
        if not isinstance(content, dict):
            raise ValueError
    except ValueError:
        return PlainTextResponse("invalid_payload", 400)
    try:
        responses.use(slack, path, content)
    except SlackError as error:
        status = 404 if error.code in ("used_url", "expired_url", "no_service") else 400
        if plain or status == 404:
            return PlainTextResponse(error.code, status)
        return JSONResponse({"ok": False, "error": error.code} | error.extra, status)
    return PlainTextResponse("ok") if plain else JSONResponse({"ok": True})


async def _upload(slack: Slack, request: Request) -> Response:
    file = slack.workspace.files.get(request.path_params["file_id"])
    if file is None or file.complete:
        return PlainTextResponse("file_not_found", 404)
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        async with request.form() as form:
            for value in form.values():
                file.content = value.encode() if isinstance(value, str) else await value.read()
    else:
        file.content = await request.body()
    return PlainTextResponse(f"OK - {len(file.content)}")


@asynccontextmanager
async def serving(slack: Slack, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve in this event loop; gives the base URL. Port 0 takes a free one."""
    listener = loopback.listen(host, port)
    slack.base_url = loopback.base_url(listener)
    async with loopback.serving(create_app(slack), listener):
        try:
            yield slack.base_url
        finally:
            await slack.close()


async def run(
    manifest: Path,
    host: str,
    port: int,
    request_url: str | None,
    bot_token: str,
    signing_secret: str,
    app_token: str | None = None,
    moved: Callable[[datetime], None] | None = None,
) -> None:
    """Serve the sandbox until cancelled. Without a ``request_url`` the app is reached over Socket Mode.

    ``moved`` is called with the moment to which somebody moved the clock.
    """
    installation = Installation(
        manifest=manifests.load(manifest),
        bot_token=bot_token,
        signing_secret=signing_secret,
        app_token=app_token,
        request_url=request_url,
    )
    slack = Slack(installation)
    if moved is not None:
        slack.clock.on_move(lambda: moved(slack.clock.utc()))
    async with serving(slack, host, port):
        await asyncio.Event().wait()
