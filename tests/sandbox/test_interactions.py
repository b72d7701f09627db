"""Buttons, menus, shortcuts, response URLs and the Home tab."""

from typing import Any

import httpx
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox, SandboxError


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


BLOCKS: list[dict[str, Any]] = [
    {"type": "section", "block_id": "skill", "text": {"type": "mrkdwn", "text": "*MLflow*"}},
    {
        "type": "actions",
        "block_id": "next",
        "elements": [
            {
                "type": "button",
                "text": plain("Start the lab"),
                "action_id": "line",
                "value": "lab start mlflow",
            },
            {
                "type": "static_select",
                "action_id": "depth",
                "placeholder": plain("Set depth"),
                "options": [{"text": plain("Working"), "value": "working"}],
            },
            {
                "type": "overflow",
                "action_id": "more",
                "options": [{"text": plain("Less of this"), "value": "less"}],
            },
            {"type": "users_select", "action_id": "peer", "placeholder": plain("Ask a peer")},
        ],
    },
]


@pytest.fixture
def heard(bolt: AsyncApp) -> list[dict[str, Any]]:
    bodies: list[dict[str, Any]] = []

    @bolt.action({"type": "block_actions", "action_id": "line"})
    @bolt.action("depth")
    @bolt.action("more")
    @bolt.action("peer")
    async def remember(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        bodies.append(body)

    return bodies


async def test_a_press_brings_everything_slack_sends(
    slack: Sandbox, client: AsyncWebClient, heard: list[dict[str, Any]]
) -> None:
    await client.chat_postMessage(channel="C0MLPLAT0", text="MLflow", blocks=BLOCKS)
    message = slack.last_seen_by("bob", "#ml-platform")
    await slack.press("bob", message, "Start the lab")

    body = heard[0]
    assert body["actions"][0]["value"] == "lab start mlflow"
    assert body["actions"][0]["block_id"] == "next"
    assert body["actions"][0]["action_ts"]
    assert body["user"]["id"] == "U0BOB0000"
    assert body["channel"] == {"id": "C0MLPLAT0", "name": "ml-platform"}
    assert body["container"] == {
        "type": "message", "message_ts": message.ts, "channel_id": "C0MLPLAT0", "is_ephemeral": False
    }  # fmt: skip
    assert body["message"]["ts"] == message.ts
    assert body["state"]["values"]["next"]["depth"]["selected_option"] is None


async def test_menus_keep_their_state(slack: Sandbox, client: AsyncWebClient, heard: list[dict[str, Any]]) -> None:
    await client.chat_postMessage(channel="C0MLPLAT0", text="MLflow", blocks=BLOCKS)
    message = slack.last_seen_by("bob", "#ml-platform")

    await slack.choose("bob", message, "Set depth", "Working")
    await slack.choose("bob", message, "Ask a peer", "chen")
    await slack.press("bob", message, "Less of this")

    assert heard[0]["actions"][0]["selected_option"]["value"] == "working"
    assert heard[1]["actions"][0]["selected_user"] == "U0CHEN000"
    assert heard[1]["state"]["values"]["next"]["depth"]["selected_option"]["value"] == "working"
    assert heard[2]["actions"][0]["selected_option"]["value"] == "less"
    await slack.press("alice", message, "Start the lab")
    assert heard[3]["state"]["values"]["next"]["depth"]["selected_option"] is None


async def test_what_is_not_there_is_said_clearly(slack: Sandbox, client: AsyncWebClient, bolt: AsyncApp) -> None:
    await client.chat_postMessage(channel="C0MLPLAT0", text="MLflow", blocks=BLOCKS)
    message = slack.last_seen_by("bob", "#ml-platform")

    with pytest.raises(SandboxError, match=r"no button 'Stop' here. There are: Start the lab, Less of this"):
        await slack.press("bob", message, "Stop")
    with pytest.raises(SandboxError, match=r"no option 'Expert'. There are: Working"):
        await slack.choose("bob", message, "depth", "Expert")


async def test_an_ephemeral_card_is_replaced_and_deleted(slack: Sandbox, bolt: AsyncApp) -> None:
    @bolt.command("/skill")
    async def skill(ack: Any) -> None:
        await ack(text="MLflow", blocks=BLOCKS)

    @bolt.action("line")
    async def line(ack: Any, respond: Any, body: dict[str, Any]) -> None:
        await ack()
        assert "message" not in body
        await respond(replace_original=True, text="Started", blocks=BLOCKS[:1])

    @bolt.action("more")
    async def more(ack: Any, respond: Any) -> None:
        await ack()
        await respond(delete_original=True)

    await slack.command("alice", "#ml-platform", "/skill")
    card = slack.last_seen_by("alice", "#ml-platform")
    await slack.press("alice", card, "Start the lab")
    await slack.settled()
    assert [slack.text_of(message) for message in slack.seen_by("alice", "#ml-platform")] == ["*MLflow*"]

    await slack.command("alice", "#ml-platform", "/skill")
    await slack.press("alice", slack.last_seen_by("alice", "#ml-platform"), "less")
    await slack.settled()
    assert slack.seen_by("alice", "#ml-platform") == [card]


async def test_response_urls_are_good_for_five_posts_and_half_an_hour(slack: Sandbox, bolt: AsyncApp) -> None:
    urls: list[str] = []

    @bolt.command("/skill")
    async def skill(ack: Any, command: dict[str, Any]) -> None:
        await ack()
        urls.append(command["response_url"])

    await slack.command("alice", "#ml-platform", "/skill")
    await slack.command("alice", "#ml-platform", "/skill")
    async with httpx.AsyncClient() as http:
        answers = [await http.post(urls[0], json={"text": str(n)}) for n in range(6)]
        slack.clock.advance(minutes=31)
        late = await http.post(urls[1], json={"text": "late"})
        illegal = await http.post(urls[1] + "x", json={"text": "x"})

    assert [answer.status_code for answer in answers] == [200] * 5 + [404]
    assert answers[0].text == "ok"
    assert answers[5].text == "used_url"
    assert (late.status_code, late.text) == (404, "expired_url")
    assert illegal.status_code == 404
    assert len(slack.seen_by("alice", "#ml-platform")) == 5


async def test_a_message_shortcut_brings_the_message(slack: Sandbox, bolt: AsyncApp) -> None:
    shortcuts: list[dict[str, Any]] = []

    @bolt.shortcut("look_up")
    @bolt.shortcut("set_level")
    async def shortcut(ack: Any, shortcut: dict[str, Any]) -> None:
        await ack()
        shortcuts.append(shortcut)

    message = await slack.say("bob", "#ml-platform", "anybody used Triton & co?")
    await slack.shortcut("alice", "look_up", message)
    await slack.shortcut("alice", "set_level")

    assert shortcuts[0]["type"] == "message_action"
    assert shortcuts[0]["message"]["text"] == "anybody used Triton &amp; co?"
    assert shortcuts[0]["response_url"]
    assert shortcuts[1]["type"] == "shortcut"
    assert shortcuts[1]["trigger_id"]
    with pytest.raises(SandboxError, match="no global shortcut 'look_up'; it has: set_level"):
        await slack.shortcut("alice", "look_up")


async def test_the_home_tab(slack: Sandbox, bolt: AsyncApp, client: AsyncWebClient) -> None:
    events: list[dict[str, Any]] = []

    @bolt.event("app_home_opened")
    async def opened(event: dict[str, Any]) -> None:
        events.append(event)
        view = {"type": "home", "blocks": [{"type": "header", "text": plain("Your next rung")}]}
        await client.views_publish(user_id=event["user"], view=view)

    await slack.open_home("alice")
    await slack.settled()
    home = slack.home_of("alice")
    assert home is not None
    assert slack.text_of(home) == "Your next rung"
    await slack.open_home("alice")
    await slack.settled()

    assert "view" not in events[0]
    assert events[1]["view"]["id"] == home.id
    assert events[1]["tab"] == "home"
    assert slack.home_of("bob") is None


async def test_triggers_work_once_and_for_three_seconds(slack: Sandbox, bolt: AsyncApp, client: AsyncWebClient) -> None:
    triggers: list[str] = []

    @bolt.shortcut("set_level")
    async def shortcut(ack: Any, shortcut: dict[str, Any]) -> None:
        await ack()
        triggers.append(shortcut["trigger_id"])

    view = {"type": "modal", "title": plain("Level"), "blocks": [{"type": "divider"}]}
    await slack.shortcut("alice", "set_level")
    await slack.shortcut("alice", "set_level")
    await client.views_open(trigger_id=triggers[0], view=view)
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await client.views_open(trigger_id=triggers[0], view=view)
    slack.clock.advance(4)
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await client.views_open(trigger_id=triggers[1], view=view)


async def test_external_menus_ask_the_app(slack: Sandbox, bolt: AsyncApp, client: AsyncWebClient) -> None:
    picked: list[dict[str, Any]] = []

    @bolt.options("tool")
    async def options(ack: Any, payload: dict[str, Any]) -> None:
        await ack(options=[{"text": plain(payload["value"].upper()), "value": payload["value"]}])

    @bolt.action("tool")
    async def tool(ack: Any, action: dict[str, Any]) -> None:
        await ack()
        picked.append(action["selected_option"])

    menu = {"type": "external_select", "action_id": "tool", "min_query_length": 1}
    blocks = [{"type": "actions", "elements": [menu]}]
    await client.chat_postMessage(channel="C0MLPLAT0", text="Pick", blocks=blocks)
    message = slack.last_seen_by("bob", "#ml-platform")

    offered = await slack.suggestions("bob", message, "tool", "dvc")
    await slack.choose("bob", message, "tool", "DVC")

    assert [option["value"] for option in offered] == ["dvc"]
    assert picked[0]["text"]["text"] == "DVC"
