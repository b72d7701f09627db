"""Slack's documented limits: what is refused, and how the complaint names the place."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox
from sandbox.blocks.check import message_problems, view_problems


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def button(**changes: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain("Go"), **changes}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def option(text: str = "One", value: str = "1") -> dict[str, Any]:
    return {"text": plain(text), "value": value}


def section(**parts: Any) -> dict[str, Any]:
    return {"type": "section", **parts}


def text_input() -> dict[str, Any]:
    return {"type": "input", "label": plain("Why"), "element": {"type": "plain_text_input"}}


def chart(**changes: Any) -> dict[str, Any]:
    pie = {"type": "pie", "segments": [{"label": "Docker", "value": 3}]}
    return {"type": "data_visualization", "title": "Skills", "chart": pie, **changes}


LEGAL = [
    [section(text=mrkdwn("x" * 3000), accessory=button(style="primary", url="https://example.com"))],
    [section(fields=[mrkdwn("x" * 2000)] * 10)],
    [{"type": "header", "text": plain("x" * 150)}, {"type": "divider"}],
    [{"type": "context", "elements": [mrkdwn("a"), {"type": "image", "image_url": "x", "alt_text": "y"}]}],
    [actions({"type": "static_select", "options": [option()], "placeholder": plain("Pick")})],
    [actions({"type": "overflow", "options": [option()]}, {"type": "datepicker"}, {"type": "timepicker"})],
    [actions({"type": "radio_buttons", "options": [{"text": mrkdwn("*b*"), "value": "b"}]})],
    [actions({"type": "multi_static_select", "options": [option()]}, {"type": "users_select"})],
    [text_input()],
    [{"type": "image", "image_url": "https://example.com/x.png", "alt_text": "A chart"}],
    [{"type": "markdown", "text": "x" * 12_000}],
    [{"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]], "column_settings": [None]}],
    [chart()],
    [{"type": "rich_text", "elements": [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": "a", "style": {"bold": True}}]},
        {"type": "rich_text_list", "style": "bullet", "elements": [
            {"type": "rich_text_section", "elements": [{"type": "emoji", "name": "wave"}]}]},
    ]}],
]  # fmt: skip


@pytest.mark.parametrize("blocks", LEGAL)
def test_legal_blocks_pass(blocks: list[dict[str, Any]]) -> None:
    assert message_problems(blocks) == []


ILLEGAL = [
    ([{"type": "divider"}] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    ([{"type": "nope"}], "unsupported type: nope [json-pointer:/blocks/0/type]"),
    ([{"text": plain("x")}], "missing required field: type [json-pointer:/blocks/0]"),
    ([{"type": "header", "text": plain("x" * 151)}],
     "must be less than 151 characters [json-pointer:/blocks/0/text/text]"),
    ([{"type": "header", "text": mrkdwn("x")}],
     "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]"),
    ([{"type": "header"}], "missing required field: text [json-pointer:/blocks/0]"),
    ([section(text=mrkdwn("x" * 3001))],
     "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    ([section(text=mrkdwn(""))], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ([section()], "must define either `text` or `fields` [json-pointer:/blocks/0]"),
    ([section(text="x")], "must provide an object [json-pointer:/blocks/0/text]"),
    ([section(fields=[mrkdwn("x")] * 11)], "no more than 10 items allowed [json-pointer:/blocks/0/fields]"),
    ([section(fields=[mrkdwn("x" * 2001)])],
     "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]"),
    ([section(text=mrkdwn("x"), accessory={"type": "plain_text_input"})],
     "unsupported type: plain_text_input [json-pointer:/blocks/0/accessory/type]"),
    ([section(text=mrkdwn("x"), colour="red")],
     "invalid additional property: colour [json-pointer:/blocks/0]"),
    ([{"type": "context", "elements": [mrkdwn("x")] * 11}],
     "no more than 10 items allowed [json-pointer:/blocks/0/elements]"),
    ([{"type": "context", "elements": [button()]}],
     "unsupported type: button [json-pointer:/blocks/0/elements/0/type]"),
    ([actions(*[button(action_id=str(n)) for n in range(26)])],
     "no more than 25 items allowed [json-pointer:/blocks/0/elements]"),
    ([actions()], "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"),
    ([actions(button(text=plain("x" * 76)))],
     "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"),
    ([actions(button(text=mrkdwn("x")))],
     "unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/text/type]"),
    ([actions(button(value="x" * 2001))],
     "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]"),
    ([actions(button(url="x" * 3001))],
     "must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]"),
    ([actions(button(action_id="x" * 256))],
     "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]"),
    ([actions(button(style="green"))],
     "must be a valid enum value: primary, danger [json-pointer:/blocks/0/elements/0/style]"),
    ([actions(button(action_id="a"), button(action_id="a"))],
     "`action_id` `a` already exists [json-pointer:/blocks/0/elements/1/action_id]"),
    ([{"type": "divider", "block_id": "b"}] * 2,
     "`block_id` must be unique, `b` already exists [json-pointer:/blocks/1/block_id]"),
    ([{"type": "divider", "block_id": "x" * 256}],
     "must be less than 256 characters [json-pointer:/blocks/0/block_id]"),
    ([actions({"type": "static_select", "options": [option("x" * 76)]})],
     "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]"),
    ([actions({"type": "static_select", "options": [option(value="x" * 151)]})],
     "must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]"),
    ([actions({"type": "static_select", "options": [option()] * 101})],
     "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]"),
    ([actions({"type": "static_select"})],
     "must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]"),
    ([actions({"type": "overflow", "options": [option()] * 6})],
     "no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]"),
    ([actions({"type": "checkboxes", "options": [option()] * 11})],
     "no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]"),
    ([{"type": "image", "image_url": "https://example.com/x.png"}],
     "missing required field: alt_text [json-pointer:/blocks/0]"),
    ([{"type": "image", "alt_text": "x"}],
     "must define either `image_url` or `slack_file` [json-pointer:/blocks/0]"),
    ([{"type": "markdown", "text": "x" * 12_001}],
     "must be less than 12001 characters [json-pointer:/blocks/0/text]"),
    ([{"type": "input", "element": {"type": "plain_text_input"}}],
     "missing required field: label [json-pointer:/blocks/0]"),
    ([{"type": "input", "label": plain("x"), "element": button()}],
     "unsupported type: button [json-pointer:/blocks/0/element/type]"),
    ([chart(title="x" * 51)], "must be less than 51 characters [json-pointer:/blocks/0/title]"),
    ([chart(), chart(), chart()], "no more than 2 data_visualization blocks allowed [json-pointer:/blocks]"),
]  # fmt: skip


@pytest.mark.parametrize(("blocks", "complaint"), ILLEGAL)
def test_illegal_blocks_are_named_by_place(blocks: list[dict[str, Any]], complaint: str) -> None:
    assert f"[ERROR] {complaint}" in message_problems(blocks)


def modal(**changes: Any) -> dict[str, Any]:
    return {"type": "modal", "title": plain("Level"), "blocks": [{"type": "divider"}], **changes}


ILLEGAL_VIEWS = [
    (modal(title=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/title/text]"),
    (modal(submit=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/submit/text]"),
    (modal(close=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/close/text]"),
    (modal(private_metadata="x" * 3001),
     "must be less than 3001 characters [json-pointer:/view/private_metadata]"),
    (modal(callback_id="x" * 256), "must be less than 256 characters [json-pointer:/view/callback_id]"),
    (modal(blocks=[{"type": "divider"}] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]"),
    (modal(blocks=[{"type": "markdown", "text": "x"}]),
     "unsupported type: markdown [json-pointer:/view/blocks/0/type]"),
    (modal(blocks=[text_input()]),
     "missing required field: submit (required when there are input blocks) [json-pointer:/view]"),
    ({"type": "modal", "blocks": []}, "missing required field: title [json-pointer:/view]"),
    ({"type": "home", "blocks": []}, "unsupported type: home [json-pointer:/view/type]"),
]  # fmt: skip


@pytest.mark.parametrize(("view", "complaint"), ILLEGAL_VIEWS)
def test_illegal_views_are_named_by_place(view: dict[str, Any], complaint: str) -> None:
    assert f"[ERROR] {complaint}" in view_problems(view, kind="modal")


async def test_the_web_api_answers_as_slack_does(client: AsyncWebClient) -> None:
    blocks = [{"type": "header", "text": plain("x" * 151)}]
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel="C0MLPLAT0", text="x", blocks=blocks)
    answer = refused.value.response
    place = "must be less than 151 characters [json-pointer:/blocks/0/text/text]"
    assert answer["error"] == "invalid_blocks"
    assert answer["errors"] == [place]
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {place}"]


@pytest.mark.parametrize(
    ("message", "error"),
    [
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"text": "x", "blocks": [section(text=mrkdwn("x" * 2900))] * 5}, "msg_blocks_too_long"),
        ({"text": "x", "metadata": {"event_type": "nudge"}}, "invalid_metadata_format"),
    ],
)
async def test_messages_that_are_too_much(client: AsyncWebClient, message: dict[str, Any], error: str) -> None:
    with pytest.raises(SlackApiError, match=error):
        await client.chat_postMessage(channel="C0MLPLAT0", **message)


async def test_posting_too_fast_is_429_when_switched_on(slack: Sandbox, client: AsyncWebClient) -> None:
    slack.installation.limit_posts = True
    await client.chat_postMessage(channel="C0MLPLAT0", text="one")
    await client.chat_postMessage(channel="U0ALICE00", text="elsewhere")

    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel="C0MLPLAT0", text="two")

    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "1"
    assert slack.calls[-1].status == 429
