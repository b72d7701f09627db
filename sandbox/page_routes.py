"""The page and what it talks to: its files, a picture of the workspace, changes as they come, actions."""

import asyncio
import json
import mimetypes
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox import cast
from sandbox.errors import SandboxError
from sandbox.page_actions import ACTIONS
from sandbox.page_state import picture
from sandbox.slack import Slack

PAGE = Path(__file__).parent / "page"
HEARTBEAT_SECONDS = 2.0
_SHOWN_INLINE = ("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", "text/plain")


def _somebody(request: Request) -> str:
    """Whom a first visitor is: somebody whose Slack speaks the browser's language."""
    wanted = request.headers.get("accept-language", "").lower()
    if not wanted.startswith("zh"):
        return cast.BOB
    return cast.ALICE if wanted.startswith(("zh-tw", "zh-hk", "zh-hant")) else cast.CHEN


def routes(slack: Slack) -> list[BaseRoute]:
    """Everything under ``/`` that is not Slack's API."""

    async def state(request: Request) -> Response:
        person = slack.workspace.person(request.query_params.get("person") or _somebody(request))
        return JSONResponse(picture(slack, person, request.query_params.get("place", "")))

    async def changes(_request: Request) -> Response:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(_changes(slack), media_type="text/event-stream", headers=headers)

    async def do(request: Request) -> Response:
        return await _do(slack, request)

    async def file(request: Request) -> Response:
        return _file(slack, request.path_params["file_id"])

    return [
        Route("/", _index),
        Route("/archives/{conversation}/{stamp}", _permalink),
        Route("/files/{file_id}/{name}", file),
        Route("/sandbox/state", state),
        Route("/sandbox/changes", changes),
        Route("/sandbox/do/{action}", do, methods=["POST"]),
        Mount("/page", StaticFiles(directory=PAGE)),
    ]


async def _index(_request: Request) -> Response:
    return FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-store"})


async def _permalink(request: Request) -> Response:
    return RedirectResponse(f"/#/{cast.ALICE}/{request.path_params['conversation']}")


async def _do(slack: Slack, request: Request) -> Response:
    # Another site's form cannot send JSON without asking first, and nobody here answers such questions.
    if not request.headers.get("content-type", "").startswith("application/json"):
        return JSONResponse({"error": "Send JSON."}, 415)
    action = ACTIONS.get(request.path_params["action"])
    if action is None:
        return JSONResponse({"error": "There is no such action."}, 404)
    try:
        data = json.loads(await request.body())
        person = slack.workspace.person(str(data["person"]))
        return JSONResponse(await action(slack, person, data) or {})
    except SandboxError as error:
        return JSONResponse({"error": str(error)}, 400)
    except (KeyError, TypeError, ValueError) as error:
        return JSONResponse({"error": f"The page sent something incomplete: {error!r}"}, 400)


async def _changes(slack: Slack) -> AsyncIterator[str]:
    """Server-sent events: the number of each change; looks now and then whether the app is there."""
    version = -1
    while not slack.closing:
        await _look_for_the_app(slack)
        newer = await slack.changes.wait(version, HEARTBEAT_SECONDS)
        yield f"data: {newer}\n\n" if newer != version else ": still here\n\n"
        version = newer


async def _look_for_the_app(slack: Slack) -> None:
    installation = slack.installation
    reachable = slack.socket_mode.connections > 0
    if installation.request_url:
        address = urlsplit(installation.request_url)
        reachable = await _answers(address.hostname or "", address.port or 80)
    if reachable != (installation.reachable is not False):
        slack.changes.note()
    installation.reachable = reachable


async def _answers(host: str, port: int) -> bool:
    try:
        async with asyncio.timeout(0.5):
            _, writer = await asyncio.open_connection(host, port)
    except (OSError, TimeoutError):
        return False
    writer.close()
    return True


def _file(slack: Slack, file_id: str) -> Response:
    file = slack.workspace.files.get(file_id)
    if file is None or not file.content:
        return PlainTextResponse("file_not_found", 404)
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    headers = {} if kind in _SHOWN_INLINE else {"Content-Disposition": "attachment"}
    return Response(file.content, media_type=kind, headers=headers)
