"""Messages of the app: checked against Slack's limits, posted, replaced, deleted."""

from typing import Any

from sandbox import cast
from sandbox.blocks.check import message_problems
from sandbox.blocks.walk import readable, with_ids
from sandbox.conversations import Conversation
from sandbox.errors import SlackError, invalid_arguments
from sandbox.messages import Message
from sandbox.pictures import picture_problems
from sandbox.posted import Posted
from sandbox.shapes import Json
from sandbox.slack import Slack

LONGEST_TEXT = 40_000
LONGEST_BLOCKS = 13_000
"""Characters of all blocks of a message together; Slack publishes no number, this is what people measured."""


def refuse_blocks(problems: list[str], code: str = "invalid_blocks") -> None:
    """Raise Slack's error for illegal blocks; ``errors`` and ``response_metadata`` name the places."""
    if problems:
        raise SlackError(
            code,
            errors=[problem.removeprefix("[ERROR] ") for problem in problems],
            response_metadata={"messages": problems},
        )


def with_markdown(content: Json) -> Json:
    """``markdown_text`` as the ``markdown`` block Slack makes of it."""
    markdown = content.get("markdown_text")
    if not markdown:
        return content
    if content.get("text") or content.get("blocks"):
        raise SlackError("markdown_text_conflict")
    return content | {"text": markdown, "blocks": [{"type": "markdown", "text": markdown}]}


def check_content(content: Json) -> None:
    """Refuse a text, blocks or metadata that Slack would refuse."""
    text, blocks = content.get("text"), content.get("blocks")
    if text is not None and not isinstance(text, str):
        raise invalid_arguments("must provide a string [json-pointer:/text]")
    if blocks is not None and not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    if not text and not blocks and not content.get("attachments") and not content.get("files"):
        raise SlackError("no_text")
    if text and len(text) > LONGEST_TEXT:
        raise SlackError("msg_too_long")
    refuse_blocks(message_problems(blocks or []))
    if sum(len(part) for part in readable(blocks or [])) > LONGEST_BLOCKS:
        raise SlackError("msg_blocks_too_long")
    _check_metadata(content.get("metadata"))


def _check_metadata(metadata: Any) -> None:
    if metadata is None:
        return
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_type"), str):
        raise SlackError("invalid_metadata_format")
    if not isinstance(metadata.get("event_payload"), dict):
        raise SlackError("invalid_metadata_format")


def app_message(slack: Slack, content: Json, *, visible_to: str | None = None) -> Message:
    """A message of the app, not yet posted; ``check_content`` had nothing against what it says."""
    refuse_blocks(picture_problems(slack, content.get("blocks"), "/blocks"))
    return Message(
        ts="",
        channel="",
        user=cast.BOT_USER_ID,
        text=content.get("text") or "",
        blocks=with_ids(content.get("blocks") or []),
        attachments=content.get("attachments") or [],
        thread_ts=content.get("thread_ts"),
        visible_to=visible_to,
        metadata=content.get("metadata"),
        files=content.get("files") or [],
        bot=slack.installation.bot_profile(),
        username=content.get("username"),
    )


def post(slack: Slack, room: Conversation, content: Json, *, visible_to: str | None = None) -> Message:
    """Post checked content as the app, and tell the app of its own message if it subscribed."""
    message = slack.workspace.add_message(room, app_message(slack, content, visible_to=visible_to))
    if message.metadata and not message.ephemeral:
        posted = Posted(room.partner_id, message.ts, message.metadata["event_payload"])
        slack.posted[message.metadata["event_type"]].append(posted)
    if slack.events.hears_of(room):
        slack.events.in_background(slack.events.message(room, message))
    return message


def replace(slack: Slack, message: Message, content: Json) -> None:
    """Put new content into a message of the app; parts that are not given stay, as with ``chat.update``."""
    check_content({"text": message.text} | content)
    before = message.as_slack()
    blocks = content.get("blocks")
    if blocks is not None:
        message.blocks = with_ids(blocks)
    elif content.get("text") is not None:
        message.blocks = []
    if content.get("text") is not None:
        message.text = content["text"]
    if content.get("attachments") is not None:
        message.attachments = content["attachments"]
    if content.get("metadata") is not None:
        message.metadata = content["metadata"]
    message.edited_ts = slack.stamp()
    slack.changes.note()
    _tell(slack, message, "message_changed", {"message": message.as_slack(), "previous_message": before})


def remove(slack: Slack, message: Message) -> None:
    """Take a message away."""
    room = slack.workspace.conversations[message.channel]
    room.messages.remove(message)
    slack.changes.note()
    details = {"deleted_ts": message.ts, "previous_message": message.as_slack()}
    _tell(slack, message, "message_deleted", details)


def _tell(slack: Slack, message: Message, subtype: str, details: Json) -> None:
    if not message.ephemeral:
        room = slack.workspace.conversations[message.channel]
        slack.events.in_background(slack.events.changed(room, subtype, details))
