"""Socket Mode with Bolt's own handler."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox


@pytest.fixture
async def socket_app(slack: Sandbox) -> AsyncIterator[AsyncApp]:
    client = AsyncWebClient(token=slack.installation.bot_token, base_url=slack.api_url)
    app = AsyncApp(client=client)
    handler = AsyncSocketModeHandler(app, slack.installation.app_token, web_client=client, ping_interval=0.2)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await slack.wait_for(lambda: slack.slack.socket_mode.connections)
    yield app
    await handler.close_async()  # type: ignore[no-untyped-call]


async def test_commands_and_buttons_come_over_the_socket(slack: Sandbox, socket_app: AsyncApp) -> None:
    pressed: list[str] = []

    @socket_app.command("/skill")
    async def skill(ack: Any) -> None:
        button = {"type": "button", "text": {"type": "plain_text", "text": "Start"}, "action_id": "start"}
        await ack(text="MLflow", blocks=[{"type": "actions", "elements": [button]}])

    @socket_app.action("start")
    async def start(ack: Any, action: dict[str, Any], respond: Any) -> None:
        await ack()
        pressed.append(action["action_id"])
        await respond(replace_original=True, text="Started")

    await slack.command("alice", "#ml-platform", "/skill", "mlflow")
    await slack.press("alice", slack.last_seen_by("alice", "#ml-platform"), "Start")
    await slack.wait_for(lambda: slack.last_seen_by("alice", "#ml-platform").text == "Started")

    assert pressed == ["start"]


async def test_events_come_over_the_socket_too(slack: Sandbox, socket_app: AsyncApp) -> None:
    heard: list[str] = []

    @socket_app.event("app_mention")
    async def mention(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    await slack.say("bob", "#ml-platform", "@Rung hello")
    await slack.wait_for(lambda: heard)

    assert heard == ["<@U0RUNG000> hello"]


async def test_the_app_reconnects_after_a_disconnect_message(slack: Sandbox, socket_app: AsyncApp) -> None:
    @socket_app.command("/skill")
    async def skill(ack: Any) -> None:
        await ack("still here")

    await slack.slack.socket_mode.disconnect()
    await slack.wait_for(lambda: slack.slack.socket_mode.connections, 5)
    await asyncio.sleep(0.05)
    await slack.command("alice", "#ml-platform", "/skill")

    assert slack.last_seen_by("alice", "#ml-platform").text == "still here"


async def test_without_a_connection_commands_fail(slack: Sandbox) -> None:
    delivery = await slack.command("alice", "#ml-platform", "/skill")

    assert delivery.error == "connection_failed"


async def test_only_the_app_token_opens_connections(slack: Sandbox, client: AsyncWebClient) -> None:
    answer = await client.apps_connections_open(app_token=slack.installation.app_token or "")
    assert answer["url"].startswith("ws://127.0.0.1:")

    with pytest.raises(Exception, match="not_allowed_token_type"):
        await client.apps_connections_open(app_token=slack.installation.bot_token)
