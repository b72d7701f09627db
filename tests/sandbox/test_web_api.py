"""The Web API with Slack's own client."""

from typing import Any

import httpx
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox
from sandbox.web_api.endpoint import METHODS


async def refusal(call: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        await call
    return str(refused.value.response["error"])


async def test_tokens_are_asked_for(slack: Sandbox) -> None:
    async with httpx.AsyncClient(base_url=slack.api_url) as http:
        assert (await http.post("auth.test")).json() == {"ok": False, "error": "not_authed"}
        wrong = {"Authorization": "Bearer xoxb-wrong"}
        assert (await http.get("auth.test", headers=wrong)).json()["error"] == "invalid_auth"
        in_body = await http.post("auth.test", data={"token": slack.installation.bot_token})
        assert in_body.json()["ok"]
        assert "chat:write" in in_body.headers["x-oauth-scopes"]
        as_json = {"channel": "C0MLPLAT0", "text": "hi", "token": slack.installation.bot_token}
        assert (await http.post("chat.postMessage", json=as_json)).json()["ok"]
        assert (await http.post("nope.nope")).json()["error"] == "unknown_method"


async def test_who_am_i(client: AsyncWebClient) -> None:
    me = await client.auth_test()
    bot = await client.bots_info(bot=me["bot_id"])
    team = await client.team_info()

    assert (me["user_id"], me["team"], me["user"]) == ("U0RUNG000", "Acme AI", "rung")
    assert bot["bot"]["name"] == "Rung"
    assert team["team"]["id"] == "T0ACME000"


async def test_a_missing_scope_is_named(manifest: dict[str, Any]) -> None:
    manifest["oauth_config"]["scopes"]["bot"].remove("chat:write")
    async with Sandbox(manifest) as slack:
        client = AsyncWebClient(token=slack.installation.bot_token, base_url=slack.api_url)
        with pytest.raises(SlackApiError) as refused:
            await client.chat_postMessage(channel="C0MLPLAT0", text="hi")
    assert refused.value.response["error"] == "missing_scope"
    assert refused.value.response["needed"] == "chat:write"
    assert "users:read" in refused.value.response["provided"]


async def test_a_message_is_posted_changed_and_deleted(slack: Sandbox, client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel="#ml-platform", text="one")
    await client.chat_update(channel=posted["channel"], ts=posted["ts"], text="two")
    assert slack.last_seen_by("bob", "#ml-platform").text == "two"

    await client.chat_delete(channel=posted["channel"], ts=posted["ts"])
    assert slack.seen_by("bob", "#ml-platform") == []
    assert await refusal(client.chat_delete(channel="C0MLPLAT0", ts=posted["ts"])) == "message_not_found"


async def test_direct_messages_open_by_person(slack: Sandbox, client: AsyncWebClient) -> None:
    room = await client.conversations_open(users="U0ALICE00")
    posted = await client.chat_postMessage(channel="U0ALICE00", text="Good morning")

    assert posted["channel"] == room["channel"]["id"]
    assert slack.last_seen_by("alice", "@Rung").text == "Good morning"
    assert slack.seen_by("bob", "@Rung") == []


async def test_where_the_app_may_not_write(slack: Sandbox, client: AsyncWebClient) -> None:
    assert await refusal(client.chat_postMessage(channel="C0RANDOM0", text="hi")) == "not_in_channel"
    assert await refusal(client.chat_postMessage(channel="C0SERVING", text="hi")) == "channel_not_found"
    await slack.update_profile("emil", deleted=True)
    assert await refusal(client.conversations_open(users="U0EMIL000")) == "user_disabled"
    message = await slack.say("bob", "#ml-platform", "mine")
    assert await refusal(client.chat_update(channel="C0MLPLAT0", ts=message.ts, text="x")) == "cant_update_message"


async def test_an_ephemeral_message_is_for_one_and_in_no_history(slack: Sandbox, client: AsyncWebClient) -> None:
    await client.chat_postEphemeral(channel="C0MLPLAT0", user="U0ALICE00", text="psst")

    assert slack.last_seen_by("alice", "#ml-platform").text == "psst"
    assert slack.seen_by("bob", "#ml-platform") == []
    assert (await client.conversations_history(channel="C0MLPLAT0"))["messages"] == []


async def test_history_keeps_metadata_and_pages_newest_first(client: AsyncWebClient) -> None:
    for number in range(5):
        metadata = {"event_type": "nudge", "event_payload": {"week": number}}
        await client.chat_postMessage(channel="C0MLPLAT0", text=str(number), metadata=metadata)

    plain = await client.conversations_history(channel="C0MLPLAT0", limit=2)
    more = await client.conversations_history(
        channel="C0MLPLAT0",
        limit=2,
        cursor=plain["response_metadata"]["next_cursor"],
        include_all_metadata=True,
    )

    assert [message["text"] for message in plain["messages"]] == ["4", "3"]
    assert plain["messages"][0]["metadata"] == {"event_type": "nudge"}
    assert plain["has_more"]
    assert [message["metadata"]["event_payload"]["week"] for message in more["messages"]] == [2, 1]
    stamps = [message["ts"] for message in plain["messages"]]
    assert stamps == sorted(set(stamps), reverse=True)


async def test_threads(slack: Sandbox, client: AsyncWebClient) -> None:
    parent = await client.chat_postMessage(channel="C0MLPLAT0", text="parent")
    await client.chat_postMessage(channel="C0MLPLAT0", text="child", thread_ts=parent["ts"])

    history = await client.conversations_history(channel="C0MLPLAT0")
    replies = await client.conversations_replies(channel="C0MLPLAT0", ts=parent["ts"])

    assert [message["text"] for message in history["messages"]] == ["parent"]
    assert history["messages"][0]["reply_count"] == 1
    assert [message["text"] for message in replies["messages"]] == ["parent", "child"]


async def test_channels_as_the_app_sees_them(slack: Sandbox, client: AsyncWebClient) -> None:
    listed = await client.conversations_list(types="public_channel,private_channel", limit=1)
    rest = await client.conversations_list(
        types="public_channel,private_channel", cursor=listed["response_metadata"]["next_cursor"]
    )
    members = [page["members"] async for page in await client.conversations_members(channel="C0MLPLAT0", limit=4)]

    assert [channel["name"] for channel in listed["channels"] + rest["channels"]] == ["ml-platform", "random"]
    assert [len(page) for page in members] == [4, 2]
    info = await client.conversations_info(channel="C0MLPLAT0", include_num_members=True)
    assert info["channel"]["num_members"] == 6
    assert await refusal(client.conversations_info(channel="C0SERVING")) == "channel_not_found"

    await client.conversations_join(channel="C0RANDOM0")
    await slack.settled()
    assert (await client.conversations_info(channel="C0RANDOM0"))["channel"]["is_member"]
    await client.conversations_leave(channel="C0RANDOM0")
    await slack.settled()
    assert not (await client.conversations_info(channel="C0RANDOM0"))["channel"]["is_member"]


async def test_people_as_the_app_sees_them(slack: Sandbox, client: AsyncWebClient) -> None:
    alice = (await client.users_info(user="U0ALICE00", include_locale=True))["user"]
    everybody = await client.users_list()
    by_email = await client.users_lookupByEmail(email="chen@acme-ai.example")
    profile = (await client.users_profile_get(user="U0DANA000"))["profile"]

    assert (alice["locale"], alice["tz"], alice["tz_offset"]) == ("zh-TW", "Asia/Taipei", 28_800)
    assert alice["profile"]["real_name"] == "Alice Lin 林雅婷"
    assert "locale" not in (await client.users_info(user="U0ALICE00"))["user"]
    assert len(everybody["members"]) == 6
    assert by_email["user"]["id"] == "U0CHEN000"
    assert profile["title"] == "Team lead"
    assert (await client.users_getPresence(user="U0BOB0000"))["presence"] == "active"
    assert not (await client.dnd_info(user="U0BOB0000"))["dnd_enabled"]
    assert set((await client.dnd_teamInfo(users="U0BOB0000,U0DANA000"))["users"]) == {
        "U0BOB0000",
        "U0DANA000",
    }
    assert await refusal(client.users_info(user="U0NOBODY0")) == "user_not_found"


async def test_files_are_uploaded_and_shared(slack: Sandbox, client: AsyncWebClient) -> None:
    shared = await client.files_upload_v2(
        channel="C0MLPLAT0",
        filename="path.pdf",
        content=b"%PDF-1.7",
        title="Your path",
        initial_comment="Here",
    )

    message = slack.last_seen_by("bob", "#ml-platform")
    assert slack.text_of(message) == "Here\nYour path"
    async with httpx.AsyncClient() as http:
        download = await http.get(shared["file"]["url_private"])
    assert download.content == b"%PDF-1.7"
    assert download.headers["content-type"] == "application/pdf"


async def test_a_home_shows_a_file_of_its_own_once_slack_has_looked_at_it(
    slack: Sandbox, client: AsyncWebClient
) -> None:
    def home(file: str) -> dict[str, object]:
        return {"type": "home", "blocks": [{"type": "image", "slack_file": {"id": file}, "alt_text": "Bars"}]}

    refused = client.views_publish(user_id="U0BOB0000", view=home("F0NOBODYS"))
    assert await refusal(refused) == "invalid_arguments"

    slack.installation.files_take = 60
    kept = await client.files_upload_v2(filename="bars.png", content=b"\x89PNG")
    too_soon = client.views_publish(user_id="U0BOB0000", view=home(kept["files"][0]["id"]))
    assert await refusal(too_soon) == "invalid_arguments"
    slack.clock.advance(61)
    await client.views_publish(user_id="U0BOB0000", view=home(kept["files"][0]["id"]))

    await client.files_delete(file=kept["files"][0]["id"])
    assert await refusal(client.files_delete(file=kept["files"][0]["id"])) == "file_not_found"


async def test_reactions_permalinks_and_scheduling(slack: Sandbox, client: AsyncWebClient) -> None:
    message = await slack.say("bob", "#ml-platform", "done")
    await client.reactions_add(channel="C0MLPLAT0", timestamp=message.ts, name="tada")
    assert message.reactions == {"tada": ["U0RUNG000"]}
    again = client.reactions_add(channel="C0MLPLAT0", timestamp=message.ts, name="tada")
    assert await refusal(again) == "already_reacted"
    await client.reactions_remove(channel="C0MLPLAT0", timestamp=message.ts, name="tada")
    assert message.reactions == {}

    link = await client.chat_getPermalink(channel="C0MLPLAT0", message_ts=message.ts)
    assert link["permalink"].startswith(f"{slack.url}/archives/C0MLPLAT0/p")

    later = int(slack.clock.now()) + 3600
    await client.chat_scheduleMessage(channel="C0MLPLAT0", post_at=later, text="later")
    assert slack.last_seen_by("bob", "#ml-platform") is message
    slack.clock.advance(hours=1, seconds=1)
    await slack.wait_for(lambda: slack.last_seen_by("bob", "#ml-platform").text == "later")


async def test_a_revoked_token_is_worth_nothing(slack: Sandbox, client: AsyncWebClient) -> None:
    await client.auth_revoke()
    await slack.settled()

    assert await refusal(client.auth_test()) == "token_revoked"


async def test_every_call_is_kept(slack: Sandbox, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="C0MLPLAT0", text="hi", blocks=[{"type": "divider"}])

    call = slack.calls[-1]
    assert call.method == "chat.postMessage"
    assert call.payload["blocks"] == [{"type": "divider"}]
    assert call.answer["ok"]
    assert "token" not in call.payload


def test_about_thirty_methods_are_there() -> None:
    assert len(METHODS) >= 35


async def test_markdown_text_becomes_a_block(slack: Sandbox, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="C0MLPLAT0", markdown_text="**Hi**")

    assert slack.last_seen_by("bob", "#ml-platform").blocks[0]["type"] == "markdown"
    both = client.chat_postMessage(channel="C0MLPLAT0", markdown_text="**Hi**", text="Hi")
    assert await refusal(both) == "markdown_text_conflict"


async def test_a_big_channel_is_paged(slack: Sandbox, client: AsyncWebClient) -> None:
    slack.crowd("#ml-platform", 5000)

    pages = [page["members"] async for page in await client.conversations_members(channel="C0MLPLAT0", limit=1000)]

    assert [len(page) for page in pages] == [1000, 1000, 1000, 1000, 1000, 6]
    assert len({member for page in pages for member in page}) == 5006
