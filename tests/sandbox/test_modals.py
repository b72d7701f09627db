"""Modals: filling, validating, updating, stacking and closing."""

from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox, View


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def modal(title: str = "Your level", **changes: Any) -> dict[str, Any]:
    options = [{"text": plain(name), "value": name.lower()} for name in ("Junior", "Middle", "Senior")]
    level = {"type": "static_select", "action_id": "pick", "options": options}
    why = {"type": "plain_text_input", "action_id": "text", "multiline": True}
    return {
        "type": "modal",
        "callback_id": "level",
        "title": plain(title),
        "submit": plain("Save"),
        "private_metadata": "secret",
        "blocks": [
            {"type": "input", "block_id": "level", "label": plain("Level"), "element": level},
            {"type": "input", "block_id": "why", "label": plain("Why"), "optional": True, "element": why},
            {
                "type": "actions",
                "elements": [{"type": "button", "text": plain("More"), "action_id": "more"}],
            },
        ],
        **changes,
    }


@pytest.fixture
async def opened(slack: Sandbox, bolt: AsyncApp, client: AsyncWebClient) -> View:
    @bolt.shortcut("set_level")
    async def shortcut(ack: Any, shortcut: dict[str, Any]) -> None:
        await ack()
        await client.views_open(trigger_id=shortcut["trigger_id"], view=modal())

    await slack.shortcut("alice", "set_level")
    view: View = await slack.wait_for(lambda: slack.open_view("alice"))
    return view


async def test_a_submission_carries_the_values(slack: Sandbox, bolt: AsyncApp, opened: View) -> None:
    views: list[dict[str, Any]] = []

    @bolt.view("level")
    async def level(ack: Any, view: dict[str, Any]) -> None:
        await ack()
        views.append(view)

    result = await slack.submit("alice", opened, {"Level": "Senior", "why": "I said so"})

    assert result.ok
    assert slack.open_view("alice") is None
    values = views[0]["state"]["values"]
    assert values["level"]["pick"]["selected_option"]["value"] == "senior"
    assert values["why"]["text"]["value"] == "I said so"
    assert views[0]["private_metadata"] == "secret"


async def test_slack_itself_asks_for_required_fields(slack: Sandbox, bolt: AsyncApp, opened: View) -> None:
    result = await slack.submit("alice", opened)

    assert result.errors == {"level": "Please complete this required field."}
    assert result.delivery is None
    assert slack.open_view("alice") is opened


async def test_errors_of_the_app_keep_the_modal_open(slack: Sandbox, bolt: AsyncApp, opened: View) -> None:
    @bolt.view("level")
    async def level(ack: Any) -> None:
        await ack(response_action="errors", errors={"why": "Say a little more"})

    result = await slack.submit("alice", opened, {"Level": "Middle"})

    assert result.errors == {"why": "Say a little more"}
    assert slack.open_view("alice") is opened


async def test_update_push_and_clear(slack: Sandbox, bolt: AsyncApp, opened: View) -> None:
    answers: Iterator[dict[str, Any]] = iter(
        [
            {"response_action": "update", "view": modal("Second")},
            {"response_action": "push", "view": modal("On top", clear_on_close=True)},
            {"response_action": "clear"},
        ]
    )

    @bolt.view("level")
    async def level(ack: Any) -> None:
        await ack(**next(answers))

    await slack.submit("alice", opened, {"Level": "Middle"})
    assert opened.title == "Second"
    pushed = (await slack.submit("alice", opened)).view
    assert pushed is not None
    assert (pushed.title, pushed.previous_id) == ("On top", opened.id)
    await slack.submit("alice", pushed, {"Level": "Middle"})
    assert slack.open_view("alice") is None


async def test_an_app_that_fails_leaves_the_modal_with_slacks_sentence(
    slack: Sandbox, bolt: AsyncApp, opened: View
) -> None:
    @bolt.view("level")
    async def level(ack: Any) -> None:
        raise RuntimeError("broken")

    result = await slack.submit("alice", opened, {"Level": "Middle"})

    assert result.trouble == "We had some trouble connecting. Try again?"
    assert slack.open_view("alice") is opened


async def test_at_most_three_are_stacked(slack: Sandbox, bolt: AsyncApp, client: AsyncWebClient, opened: View) -> None:
    errors: list[str] = []

    @bolt.action("more")
    async def more(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        try:
            await client.views_push(trigger_id=body["trigger_id"], view=modal("Next"))
        except SlackApiError as error:
            errors.append(error.response["error"])

    for _ in range(3):
        top = slack.open_view("alice")
        assert top is not None
        await slack.press("alice", top, "More")
        await slack.settled()

    assert errors == ["push_limit_reached"]
    top = slack.open_view("alice")
    assert top is not None
    await slack.close("alice", top)
    assert slack.open_view("alice") is not None


async def test_updates_keep_what_was_typed_and_honour_the_hash(
    slack: Sandbox, client: AsyncWebClient, opened: View
) -> None:
    slack.fill("alice", opened, "Why", "half a senten")
    old = opened.hash
    await client.views_update(view_id=opened.id, hash=old, view=modal("Newer"))

    state = opened.as_slack()["state"]["values"]
    assert state["why"]["text"]["value"] == "half a senten"
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await client.views_update(view_id=opened.id, hash=old, view=modal())


async def test_closing_is_told_only_when_asked_for(
    slack: Sandbox, bolt: AsyncApp, client: AsyncWebClient, opened: View
) -> None:
    closed: list[bool] = []

    @bolt.view_closed("level")
    async def on_close(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        closed.append(body["is_cleared"])

    await client.views_update(view_id=opened.id, view=modal(notify_on_close=True))
    await slack.close("alice", opened)

    assert closed == [False]
    assert slack.open_view("alice") is None
