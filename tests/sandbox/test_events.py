"""Events: who hears what, escapes, and retries on the sandbox's clock."""

import asyncio
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sandbox import Person, Sandbox, SandboxError
from sandbox.deliveries import EVENTS_AT_ONCE


class Moody:
    """An app that answers each event with the next status, then with 200."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.retries: list[tuple[str | None, str | None]] = []
        self.events: list[dict[str, Any]] = []
        self.web = Starlette(routes=[Route("/slack/events", self.answer, methods=["POST"])])

    async def answer(self, request: Request) -> Response:
        headers = request.headers
        self.retries.append((headers.get("X-Slack-Retry-Num"), headers.get("X-Slack-Retry-Reason")))
        self.events.append(await request.json())
        return PlainTextResponse("", self.statuses.pop(0) if self.statuses else 200)


async def test_typed_text_is_escaped_as_slack_does(slack: Sandbox, bolt: AsyncApp) -> None:
    texts: list[str] = []

    @bolt.event("app_mention")
    async def mention(event: dict[str, Any]) -> None:
        texts.append(event["text"])

    await slack.say("alice", "#ml-platform", "@Rung 1 < 2 & see #random https://example.com/a?b=1&c=2.")
    await slack.say("alice", "#ml-platform", "@rung ask @Chen Wei about `<b>` and mlflow.org")

    assert texts == [
        "<@U0RUNG000> 1 &lt; 2 &amp; see <#C0RANDOM0|random> <https://example.com/a?b=1&amp;c=2>.",
        "<@U0RUNG000> ask <@U0CHEN000> about `&lt;b&gt;` and <http://mlflow.org|mlflow.org>",
    ]


async def test_direct_messages_arrive_with_the_apps_own_too(
    slack: Sandbox, bolt: AsyncApp, client: AsyncWebClient
) -> None:
    events: list[dict[str, Any]] = []

    @bolt.event("message")
    async def message(event: dict[str, Any]) -> None:
        events.append(event)

    await slack.say("chen", "@Rung", "漂移检测")
    await client.chat_postMessage(channel="U0CHEN000", text="found it")
    await slack.settled()

    assert (events[0]["channel_type"], events[0]["user"], events[0]["text"]) == (
        "im",
        "U0CHEN000",
        "漂移检测",
    )
    assert "bot_id" not in events[0]
    own = [delivery.payload["event"] for delivery in slack.deliveries if "bot_id" in delivery.payload["event"]]
    assert own[0]["bot_id"] == "B0RUNG000"


async def test_only_subscribed_events_are_sent(slack: Sandbox, bolt: AsyncApp) -> None:
    await slack.say("alice", "#ml-platform", "nobody subscribed to this")
    await slack.say("alice", "#random", "@Rung is not in here")
    await slack.settled()

    assert slack.deliveries == []


async def test_an_event_without_its_scope_is_refused_at_installation(manifest: dict[str, Any]) -> None:
    manifest["oauth_config"]["scopes"]["bot"].remove("im:history")
    with pytest.raises(SandboxError, match=r"subscribes to message.im without the bot scope im:history"):
        Sandbox(manifest)


async def test_retries_come_at_once_after_a_minute_and_after_five(slack: Sandbox, serve: Any) -> None:
    moody = Moody(500, 404, 500)
    slack.reach(await serve(moody.web) + "/slack/events")

    await slack.say("alice", "@Rung", "hello")
    await slack.wait_for(lambda: len(moody.events) == 2)
    await slack.settled()
    slack.clock.advance(seconds=30)
    await slack.settled()
    assert len(moody.events) == 2
    slack.clock.advance(seconds=31)
    await slack.wait_for(lambda: len(moody.events) == 3)
    slack.clock.advance(minutes=6)
    await slack.wait_for(lambda: len(moody.events) == 4)
    await slack.settled()

    assert moody.retries == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]
    assert len({event["event_id"] for event in moody.events}) == 1
    assert [delivery.retry_number for delivery in slack.deliveries] == [None, 1, 2, 3]
    assert slack.deliveries[-1].ok


async def test_no_retry_once_it_was_acknowledged(slack: Sandbox, serve: Any) -> None:
    moody = Moody(500)
    slack.reach(await serve(moody.web) + "/slack/events")

    await slack.say("alice", "@Rung", "hello")
    await slack.settled()
    slack.clock.advance(hours=1)
    await slack.settled()

    assert [retry for retry, _ in moody.retries] == [None, "1"]


async def test_profiles_members_and_channels_that_change(slack: Sandbox, bolt: AsyncApp) -> None:
    events: list[dict[str, Any]] = []

    for kind in (
        "user_change",
        "member_joined_channel",
        "member_left_channel",
        "channel_rename",
        "team_join",
    ):

        @bolt.event(kind)
        async def remember(event: dict[str, Any]) -> None:
            events.append(event)

    await slack.update_profile("alice", locale="ja-JP", tz="America/New_York")
    await slack.leave("bob", "#ml-platform")
    await slack.join("bob", "#ml-platform")
    await slack.join("Rung", "#random")
    await slack.rename("#random", "offtopic")
    newcomer = Person("U0FAY0000", "fay", "Fay Ito", "Fay Ito", "Intern", "ja-JP", "Asia/Tokyo")
    await slack.add_person(newcomer)

    assert [event["type"] for event in events] == [
        "user_change", "member_left_channel", "member_joined_channel", "member_joined_channel",
        "channel_rename", "team_join",
    ]  # fmt: skip
    assert (events[0]["user"]["locale"], events[0]["user"]["tz"]) == ("ja-JP", "America/New_York")
    assert events[3]["user"] == "U0RUNG000"
    assert events[4]["channel"]["name"] == "offtopic"
    with pytest.raises(SandboxError, match="A profile has no 'shoe_size'"):
        await slack.update_profile("alice", shoe_size=38)


async def test_a_status_is_part_of_the_profile_that_changed(slack: Sandbox, bolt: AsyncApp) -> None:
    profiles: list[dict[str, Any]] = []

    @bolt.event("user_change")
    async def remember(event: dict[str, Any]) -> None:
        profiles.append(event["user"]["profile"])

    ends = int(slack.clock.now()) + 3600
    await slack.update_profile("alice", status_text="休假中", status_emoji=":palm_tree:", status_expiration=ends)

    (profile,) = profiles
    assert (profile["status_text"], profile["status_emoji"]) == ("休假中", ":palm_tree:")
    assert profile["status_expiration"] == ends


async def test_do_not_disturb_is_told_when_it_begins_and_ends(slack: Sandbox, bolt: AsyncApp) -> None:
    told: list[dict[str, Any]] = []

    @bolt.event("dnd_updated_user")
    @bolt.event("user_change")
    async def remember(event: dict[str, Any]) -> None:
        told.append(event)

    now = int(slack.clock.now())
    await slack.update_profile("alice", dnd_until=now + 3600)
    await slack.update_profile("alice", dnd_until=0)
    await slack.update_profile("alice", dnd_until=now + 60, title="On call")

    assert [event["type"] for event in told] == ["dnd_updated_user"] * 3 + ["user_change"]
    quiet, over = told[0], told[1]
    assert quiet["user"] == slack.people["alice"].id
    assert quiet["dnd_status"]["dnd_enabled"] is True
    assert quiet["dnd_status"]["next_dnd_start_ts"] <= now < quiet["dnd_status"]["next_dnd_end_ts"] == now + 3600
    assert over["dnd_status"] == {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}


async def test_do_not_disturb_needs_its_subscription_and_its_scope(manifest: dict[str, Any]) -> None:
    subscribed = manifest["settings"]["event_subscriptions"]["bot_events"]
    subscribed.remove("dnd_updated_user")
    async with Sandbox(manifest) as slack:
        assert await slack.update_profile("alice", dnd_until=slack.clock.now() + 60) is None
        assert slack.deliveries == []
    subscribed.append("dnd_updated_user")
    manifest["oauth_config"]["scopes"]["bot"].remove("dnd:read")
    with pytest.raises(SandboxError, match="dnd_updated_user without the bot scope dnd:read"):
        Sandbox(manifest)


async def test_uninstalling_tells_the_app_twice(slack: Sandbox, bolt: AsyncApp) -> None:
    @bolt.event("tokens_revoked")
    @bolt.event("app_uninstalled")
    async def gone() -> None:
        return

    await slack.uninstall()

    kinds = [delivery.kind for delivery in slack.deliveries]
    assert kinds == ["event:tokens_revoked", "event:app_uninstalled"]


async def test_events_take_turns_and_people_do_not_wait_for_them(slack: Sandbox, serve: Any) -> None:
    released, running = asyncio.Event(), 0

    async def endpoint(request: Request) -> Response:
        nonlocal running
        if request.headers["content-type"] == "application/json":
            running += 1
            assert running <= EVENTS_AT_ONCE
            await released.wait()
            running -= 1
        return PlainTextResponse("")

    slack.reach(await serve(Starlette(routes=[Route("/", endpoint, methods=["POST"])])))
    saying = [asyncio.create_task(slack.say("alice", "@Rung", str(number))) for number in range(EVENTS_AT_ONCE + 10)]
    await slack.wait_for(lambda: running == EVENTS_AT_ONCE)

    answered = await slack.command("bob", "#ml-platform", "/skill")
    assert answered.ok
    assert running == EVENTS_AT_ONCE
    released.set()
    await asyncio.gather(*saying)
    assert len(slack.deliveries) == EVENTS_AT_ONCE + 11
    assert all(delivery.ok for delivery in slack.deliveries)
