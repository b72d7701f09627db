"""A sandbox with a manifest of its own, and a real Bolt app (or any web app) behind it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from copy import deepcopy
from typing import Any

import pytest
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from sandbox import Sandbox, loopback

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Rung", "description": "A colleague"},
    "features": {
        "bot_user": {"display_name": "Rung", "always_online": True},
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {"command": "/skill", "description": "Look up a skill", "usage_hint": "[skill or tool]"},
            {
                "command": "/progress",
                "description": "See how it is going",
                "usage_hint": "[#channel]",
                "should_escape": True,
            },
        ],
        "shortcuts": [
            {"name": "Look up", "type": "message", "callback_id": "look_up", "description": "Look up words"},
            {"name": "Set my level", "type": "global", "callback_id": "set_level", "description": "Level"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "app_mentions:read", "channels:history", "channels:join", "channels:manage", "channels:read",
                "chat:write", "commands", "dnd:read", "emoji:read", "files:write", "groups:history",
                "groups:read", "im:history", "im:read", "im:write", "reactions:write", "team:read",
                "users.profile:read", "users:read", "users:read.email",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened", "app_mention", "app_uninstalled", "channel_rename", "dnd_updated_user",
                "member_joined_channel", "member_left_channel", "message.im", "team_join",
                "tokens_revoked", "user_change",
            ]
        },
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": False,
    },
}  # fmt: skip

Serve = Callable[[ASGIApp], Awaitable[str]]


@pytest.fixture
def manifest() -> dict[str, Any]:
    """The manifest, free to be changed by one test."""
    return deepcopy(MANIFEST)


@pytest.fixture
async def slack(manifest: dict[str, Any]) -> AsyncIterator[Sandbox]:
    """A sandbox with Slack's own three seconds; tests about slow apps shorten them."""
    async with Sandbox(manifest) as sandbox:
        yield sandbox


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Serves a web app on a free loopback port and answers its base URL."""
    async with AsyncExitStack() as stack:

        async def start(app: ASGIApp) -> str:
            listener = loopback.listen()
            await stack.enter_async_context(loopback.serving(app, listener))
            return loopback.base_url(listener)

        yield start


@pytest.fixture
async def bolt(slack: Sandbox, serve: Serve) -> AsyncIterator[AsyncApp]:
    """A real Bolt app at the sandbox's request URL; a test adds its listeners."""
    client = AsyncWebClient(token=slack.installation.bot_token, base_url=slack.api_url)
    app = AsyncApp(client=client, signing_secret=slack.installation.signing_secret)
    handler = AsyncSlackRequestHandler(app)

    async def endpoint(request: Request) -> Response:
        return await handler.handle(request)

    url = await serve(Starlette(routes=[Route("/slack/events", endpoint, methods=["POST"])]))
    slack.reach(f"{url}/slack/events")
    yield app
    await slack.settled()
    if client.session:
        await client.session.close()


@pytest.fixture
async def client(slack: Sandbox) -> AsyncWebClient:
    """The app's own Web API client."""
    return AsyncWebClient(token=slack.installation.bot_token, base_url=slack.api_url)
