"""The one ASGI app: Slack's requests, health, readiness and metrics."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot import metrics
from skills.catalogue import Catalogue
from storage.database import Database

PATIENCE = 10.0  # seconds for a body to arrive
LARGEST = 1_000_000  # bytes; Slack's payloads stay far below


def web_app(
    bolt: AsyncApp | None,
    database: Database,
    catalogue: Catalogue,
    lifespan: Callable[[], AsyncIterator[None]],
) -> Starlette:
    """The app; without `bolt` (Socket Mode) it serves health and metrics only. `lifespan` yields once."""

    async def health(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def ready(_: Request) -> Response:
        answers = await database.answers()
        body = {"ready": answers, "database": answers, "catalogue": catalogue.version}
        return JSONResponse(body, status_code=200 if answers else 503)

    async def numbers(_: Request) -> Response:
        return Response(metrics.exposition(), media_type="text/plain; version=0.0.4; charset=utf-8")

    routes = [Route("/healthz", health), Route("/readyz", ready), Route("/metrics", numbers)]
    if bolt is not None:
        routes.append(Route("/slack/events", slack_requests(bolt), methods=["POST"]))

    @asynccontextmanager
    async def living(_: Starlette) -> AsyncIterator[None]:
        async for _each in lifespan():
            yield

    return Starlette(routes=routes, lifespan=living)


def slack_requests(bolt: AsyncApp) -> Callable[[Request], Awaitable[Response]]:
    """Hands Slack's requests to Bolt; what is too large or not text is refused before anything reads it."""
    handler = AsyncSlackRequestHandler(bolt)

    async def handle(request: Request) -> Response:
        try:
            async with asyncio.timeout(PATIENCE):
                small = await _read(request)
        except (TimeoutError, ClientDisconnect):
            return PlainTextResponse("incomplete\n", status_code=408)
        if not small:
            return PlainTextResponse("too large\n", status_code=413)
        try:
            (await request.body()).decode("utf-8")
            return await handler.handle(request)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            # Bolt reads a body before it checks the signature, and trips over one that is not shaped like Slack's.
            return PlainTextResponse("unreadable\n", status_code=400)

    return handle


async def _read(request: Request) -> bool:
    """Read the body up to LARGEST bytes; False when there is more. The body is then kept on the request."""
    announced = request.headers.get("content-length", "")
    if announced.isdigit():
        if int(announced) > LARGEST:
            return False
        await request.body()  # the server cuts off whoever sends more than announced
        return True
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > LARGEST:
            return False
        chunks.append(chunk)
    request._body = b"".join(chunks)  # where Starlette keeps a body that was read once
    return True
