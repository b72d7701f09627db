"""The contestants of the command bench, each served by uvicorn: `python -m bench.peers NAME PORT CARD SLACK`.

CARD is a file with the answer as JSON, SLACK the address of the Web API.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn

from bench.load import HOST
from bench.slash import SECRET

EVERYTHING = re.compile(r".*")


def constant(card: bytes) -> Any:
    """The same bytes for every request, nothing read, nothing checked: the floor, and all of Slack we need."""
    start = {
        "type": "http.response.start", "status": 200,
        "headers": [(b"content-type", b"application/json"), (b"content-length", str(len(card)).encode())],
    }  # fmt: skip
    body = {"type": "http.response.body", "body": card}

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send(start)
        await send(body)

    return app


def bare_bolt(card: dict[str, Any], slack: str, asks: bool) -> Any:
    """A Bolt app as its documentation shows it, with one listener that acknowledges with a constant card.

    With `asks` it first asks Slack who it is, as anybody must who wants to know a newcomer's language.
    """
    # Imported here, so that the floor stays a floor.
    from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler  # noqa: PLC0415
    from slack_bolt.async_app import AsyncAck, AsyncApp  # noqa: PLC0415
    from slack_sdk.web.async_client import AsyncWebClient  # noqa: PLC0415
    from starlette.applications import Starlette  # noqa: PLC0415
    from starlette.requests import Request  # noqa: PLC0415
    from starlette.responses import Response  # noqa: PLC0415
    from starlette.routing import Route  # noqa: PLC0415

    client = AsyncWebClient(token="xoxb-bench", base_url=slack)
    bolt = AsyncApp(client=client, signing_secret=SECRET, process_before_response=True)

    async def answer(ack: AsyncAck) -> None:
        await ack(**card)

    async def ask_and_answer(ack: AsyncAck, body: dict[str, Any]) -> None:
        await client.users_info(user=body["user_id"], include_locale=True)
        await ack(**card)

    bolt.command(EVERYTHING)(ask_and_answer if asks else answer)
    handler = AsyncSlackRequestHandler(bolt)

    async def endpoint(request: Request) -> Response:
        return await handler.handle(request)

    return Starlette(routes=[Route("/slack/events", endpoint, methods=["POST"])])


def main(name: str, port: str, card: str, slack: str) -> None:
    """Serve one contestant with the settings Rung itself is served with."""
    answer = Path(card).read_bytes()
    apps: dict[str, Callable[[], Any]] = {
        "constant": lambda: constant(answer),
        "bolt": lambda: bare_bolt(json.loads(answer), slack, asks=False),
        "bolt-asks": lambda: bare_bolt(json.loads(answer), slack, asks=True),
    }
    uvicorn.run(apps[name](), host=HOST, port=int(port), log_level="warning", access_log=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
