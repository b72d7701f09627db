"""What goes wrong on demand, as Slack's own client meets it: refusals, lost answers, late histories, limits."""

import asyncio
import time
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox, SandboxError
from sandbox.faults import Kind

ALICE, EMIL = "U0ALICE00", "U0EMIL000"
ROOM = "C0MLPLAT0"


@pytest.fixture
async def client(slack: Sandbox) -> AsyncIterator[AsyncWebClient]:
    """The app's client as a sender of nudges has it: it never sends anything again by itself."""
    async with aiohttp.ClientSession() as session:
        yield AsyncWebClient(slack.installation.bot_token, slack.api_url, session=session, retry_handlers=[])


async def nudge(client: AsyncWebClient, channel: str = ALICE, key: str = "alice 2026-W11") -> Any:
    metadata = {"event_type": "nudge", "event_payload": {"key": key}}
    return await client.chat_postMessage(channel=channel, text="One useful thing", metadata=metadata)


async def refusal(call: Any) -> Any:
    with pytest.raises(SlackApiError) as refused:
        await call
    return refused.value.response


def keys(slack: Sandbox) -> list[str]:
    return [payload["key"] for _, _, payload in slack.posted("nudge")]


async def test_too_many_requests_say_how_long_to_wait(slack: Sandbox, client: AsyncWebClient) -> None:
    slack.faults.next("chat.postMessage", "rate_limited", 2, seconds=2.5)

    first = await refusal(nudge(client))
    second = await refusal(nudge(client))
    assert keys(slack) == []
    await nudge(client)

    assert (first.status_code, first["error"], first.headers["Retry-After"]) == (429, "ratelimited", "3")
    assert second.status_code == 429
    assert keys(slack) == ["alice 2026-W11"]
    assert [call.status for call in slack.calls] == [429, 429, 200]
    assert slack.faults.struck == {"rate_limited": 2}


@pytest.mark.parametrize(("kind", "delivered"), [("error_before", 0), ("error_after", 1)])
async def test_an_error_of_slacks_does_not_say_whether_it_happened(
    slack: Sandbox, client: AsyncWebClient, kind: Kind, delivered: int
) -> None:
    slack.faults.next("chat.postMessage", kind)

    answer = await refusal(nudge(client))

    assert (answer.status_code, answer["error"]) == (500, "internal_error")
    assert len(slack.posted("nudge")) == len(slack.seen_by("alice", "@Rung")) == delivered


@pytest.mark.parametrize(("kind", "delivered"), [("hang_up_before", 0), ("hang_up_after", 1)])
async def test_a_connection_ends_without_an_answer(
    slack: Sandbox, client: AsyncWebClient, kind: Kind, delivered: int
) -> None:
    slack.faults.next("chat.postMessage", kind)

    with pytest.raises((aiohttp.ServerDisconnectedError, ConnectionError)):
        await nudge(client)

    assert len(slack.posted("nudge")) == delivered
    assert slack.calls[-1].status == 0
    await nudge(client, key="the next one")
    assert keys(slack)[-1] == "the next one"


async def test_a_refused_call_loses_its_answer_too(slack: Sandbox, client: AsyncWebClient) -> None:
    slack.faults.next("chat.postMessage", "error_after")

    assert (await refusal(nudge(client, channel="C0NOWHERE")))["error"] == "internal_error"


async def test_an_answer_comes_late(slack: Sandbox, client: AsyncWebClient) -> None:
    slack.faults.next("chat.postMessage", "hang", seconds=0.3)
    started = time.monotonic()

    posting = asyncio.create_task(nudge(client))
    await slack.wait_for(lambda: slack.posted("nudge"))

    assert not posting.done()
    assert (await posting)["ok"]
    assert time.monotonic() - started >= 0.3


async def test_nobody_waits_for_an_answer_that_is_not_wanted_any_more(slack: Sandbox, client: AsyncWebClient) -> None:
    slack.faults.next("chat.postMessage", "hang", seconds=600)

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(nudge(client), 0.1)

    assert keys(slack) == ["alice 2026-W11"]
    await slack.settled()


async def test_closing_the_sandbox_ends_what_hangs(manifest: dict[str, Any]) -> None:
    async with aiohttp.ClientSession() as session:
        async with Sandbox(manifest) as slack:
            client = AsyncWebClient(slack.installation.bot_token, slack.api_url, session=session, retry_handlers=[])
            slack.faults.next("auth.test", "hang", seconds=600)
            asking = asyncio.create_task(client.auth_test())
            await slack.wait_for(lambda: slack.calls)
            started = time.monotonic()

        assert time.monotonic() - started < 0.9
        assert (await asking)["ok"]


async def test_while_slack_is_down_every_method_says_so(slack: Sandbox, client: AsyncWebClient) -> None:
    slack.faults.down = True
    for call in (nudge(client), client.auth_test(), client.conversations_history(channel=ROOM)):
        answer = await refusal(call)
        assert (answer.status_code, answer["error"]) == (503, "service_unavailable")

    slack.faults.down = False
    await nudge(client)
    assert keys(slack) == ["alice 2026-W11"]


async def fate(slack: Sandbox, client: AsyncWebClient) -> list[int]:
    """The statuses of two hundred posts, a fifth of which is refused and a tenth accepted without saying so."""
    slack.faults.seed(7)
    slack.faults.share("chat.postMessage", "rate_limited", 0.2)
    slack.faults.share("chat.postMessage", "error_after", 0.1)
    before = len(slack.calls)
    for number in range(200):
        await asyncio.gather(nudge(client, key=str(number)), return_exceptions=True)
    return [call.status for call in slack.calls[before:]]


async def test_a_share_of_calls_fails_the_same_way_each_time(slack: Sandbox, client: AsyncWebClient) -> None:
    statuses = await fate(slack, client)

    assert 20 < statuses.count(429) < 60
    assert 5 < statuses.count(500) < 40
    assert len(slack.posted("nudge")) == 200 - statuses.count(429)
    assert slack.faults.struck == {"rate_limited": statuses.count(429), "error_after": statuses.count(500)}
    assert await fate(slack, client) == statuses

    slack.faults.clear()
    for number in range(50):
        await nudge(client, key=str(number))


async def test_plans_that_make_no_sense_are_refused(slack: Sandbox) -> None:
    with pytest.raises(SandboxError, match=r"There is no method 'chat.postmessage'. There are: api.test, "):
        slack.faults.next("chat.postmessage", "hang")
    with pytest.raises(SandboxError, match=r"There is no fault 'explode'. There are: rate_limited, "):
        slack.faults.next("chat.postMessage", "explode")  # type: ignore[arg-type]
    slack.faults.share("chat.postMessage", "hang", 0.7)
    with pytest.raises(SandboxError, match=r"lie between 0 and 1 together; 0.7 is taken already"):
        slack.faults.share("chat.postMessage", "error_after", 0.4)


async def test_the_history_shows_the_apps_messages_late(slack: Sandbox, client: AsyncWebClient) -> None:
    slack.faults.history_lag = 30
    parent = await client.chat_postMessage(channel=ROOM, text="from the app")
    await slack.say("alice", "#ml-platform", "from a person")
    await slack.say("alice", "#ml-platform", "an answer", thread=parent["ts"])

    slack.clock.advance(hours=1)
    history = await client.conversations_history(channel=ROOM)
    assert [message["text"] for message in history["messages"]] == ["from a person"]
    thread = await client.conversations_replies(channel=ROOM, ts=parent["ts"])
    assert [message["text"] for message in thread["messages"]] == ["an answer"]
    assert slack.seen_by("bob", "#ml-platform")[0].text == "from the app"

    slack.faults.history_lag = 0.05
    await asyncio.sleep(0.06)
    history = await client.conversations_history(channel=ROOM)
    assert [message["text"] for message in history["messages"]] == ["from a person", "from the app"]
    assert history["messages"][1]["reply_count"] == 1


@pytest.mark.parametrize(
    ("code", "posting", "opening"),
    [
        ("channel_not_found", "channel_not_found", "channel_not_found"),
        ("account_inactive", "account_inactive", "account_inactive"),
        ("restricted_action", "restricted_action", None),
        ("is_archived", "is_archived", None),
        ("user_disabled", "channel_not_found", "user_disabled"),
        ("user_not_found", "channel_not_found", "user_not_found"),
    ],
)
async def test_a_person_is_refused_with_slacks_codes(
    slack: Sandbox, client: AsyncWebClient, code: str, posting: str, opening: str | None
) -> None:
    room = (await client.conversations_open(users=ALICE))["channel"]["id"]
    slack.faults.refuse("alice", code)

    assert (await refusal(nudge(client, channel=ALICE)))["error"] == posting
    assert (await refusal(nudge(client, channel=room)))["error"] == posting
    if opening:
        assert (await refusal(client.conversations_open(users=ALICE)))["error"] == opening
    else:
        assert (await client.conversations_open(users=ALICE))["ok"]
    await nudge(client, channel=EMIL, key="somebody else")

    slack.faults.allow("alice")
    await nudge(client)
    assert keys(slack) == ["somebody else", "alice 2026-W11"]


async def test_codes_that_slack_does_not_have_are_refused(slack: Sandbox) -> None:
    with pytest.raises(SandboxError, match=r"not refuse a person with 'on_holiday'. It does with: access_denied"):
        slack.faults.refuse("alice", "on_holiday")
    with pytest.raises(SandboxError, match="Nobody here is called 'zoe'"):
        slack.faults.refuse("zoe", "channel_not_found")


async def test_somebody_who_left_is_written_to_only_where_they_were_before(
    slack: Sandbox, client: AsyncWebClient
) -> None:
    room = (await client.conversations_open(users=ALICE))["channel"]["id"]
    await slack.update_profile("alice", deleted=True)
    await slack.update_profile("emil", deleted=True)

    assert (await refusal(client.conversations_open(users=ALICE)))["error"] == "user_disabled"
    assert (await nudge(client, channel=ALICE))["channel"] == room
    assert (await nudge(client, channel=room))["ok"]
    assert (await refusal(nudge(client, channel=EMIL)))["error"] == "channel_not_found"
    assert (await client.users_info(user=ALICE))["user"]["deleted"]


async def test_a_removed_app_has_an_inactive_account(slack: Sandbox, client: AsyncWebClient) -> None:
    await slack.uninstall()

    assert (await refusal(nudge(client)))["error"] == "account_inactive"
    assert (await refusal(client.conversations_history(channel=ROOM)))["error"] == "account_inactive"


class Watch(SimpleNamespace):
    """A clock that stands still until a test moves it."""

    now = 100.0

    def monotonic(self) -> float:
        return self.now


async def test_the_workspace_takes_only_so_many_messages_a_second(
    slack: Sandbox, client: AsyncWebClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch()
    monkeypatch.setattr("sandbox.limits.time", watch)
    slack.installation.limit_workspace_posts = 3
    for person in (ALICE, EMIL, "U0BOB0000"):
        await nudge(client, channel=person)

    fourth = await refusal(nudge(client, channel="U0CHEN000"))
    assert (fourth.status_code, fourth.headers["Retry-After"]) == (429, "1")
    watch.now += 1.0
    await nudge(client, channel="U0CHEN000")

    slack.installation.limit_posts = True
    await nudge(client, channel=ALICE)
    assert (await refusal(nudge(client, channel=ALICE))).status_code == 429
    await nudge(client, channel=EMIL)
    assert (await refusal(nudge(client, channel="U0DANA000"))).status_code == 429


async def test_an_app_outside_the_marketplace_reads_fifteen_messages_a_minute(
    slack: Sandbox, client: AsyncWebClient
) -> None:
    slack.installation.limit_history = True
    for number in range(20):
        await nudge(client, channel=ROOM, key=str(number))

    first = await client.conversations_history(channel=ROOM, limit=200)
    too_soon = await refusal(client.conversations_history(channel=ROOM))
    assert [len(first["messages"]), first["has_more"]] == [15, True]
    assert too_soon.status_code == 429
    assert 55 <= int(too_soon.headers["Retry-After"]) <= 60
    thread = await client.conversations_replies(channel=ROOM, ts=first["messages"][0]["ts"])
    assert len(thread["messages"]) == 1

    slack.clock.advance(minutes=1)
    cursor = first["response_metadata"]["next_cursor"]
    rest = await client.conversations_history(channel=ROOM, cursor=cursor)
    assert [len(rest["messages"]), rest["has_more"]] == [5, False]


async def test_a_delivery_is_found_again_by_its_key(slack: Sandbox, client: AsyncWebClient) -> None:
    slack.faults.next("chat.postMessage", "hang_up_after")
    with pytest.raises((aiohttp.ServerDisconnectedError, ConnectionError)):
        await nudge(client)
    await nudge(client, channel=EMIL, key="emil")

    room = (await client.conversations_open(users=ALICE))["channel"]["id"]
    since = f"{slack.clock.now() - 60:.6f}"
    plain = await client.conversations_history(channel=room, oldest=since)
    whole = await client.conversations_history(channel=room, oldest=since, include_all_metadata=True)

    assert plain["messages"][0]["metadata"] == {"event_type": "nudge"}
    assert whole["messages"][0]["metadata"]["event_payload"] == {"key": "alice 2026-W11"}
    later = await client.conversations_history(channel=room, oldest=whole["messages"][0]["ts"])
    assert later["messages"] == []
    posted = slack.posted("nudge")
    assert [(each.person, each.event_payload["key"]) for each in posted] == [(ALICE, "alice 2026-W11"), (EMIL, "emil")]
    assert posted[0].ts == whole["messages"][0]["ts"]
    assert slack.posted("digest") == []


async def test_five_thousand_people_are_reached_once_each(slack: Sandbox, client: AsyncWebClient) -> None:
    crowd = [person.id for person in slack.crowd("#ml-platform", 5000)]
    waiting = iter(crowd[:1000])

    async def work() -> None:
        for person in waiting:
            await client.conversations_open(users=person)
            await nudge(client, channel=person, key=person)

    await asyncio.gather(*(work() for _ in range(64)))

    assert sorted(keys(slack)) == crowd[:1000]
    assert sorted(each.person for each in slack.posted("nudge")) == crowd[:1000]
