"""Messages and how Slack describes them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sandbox.shapes import Json


@dataclass
class Message:
    """One message in a conversation; ``visible_to`` holds the one reader of an ephemeral one."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    visible_to: str | None = None
    metadata: Json | None = None
    subtype: str | None = None
    by_slack: bool = False
    bot: Json | None = None
    files: list[Json] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    edited_ts: str | None = None
    client_msg_id: str | None = None
    username: str | None = None
    dismissed: bool = False
    suggested: dict[str, list[Json]] = field(default_factory=dict)
    """Options the app gave for external menus, by action id."""
    state: Json = field(default_factory=dict)
    """What people picked in the blocks, ``{person: {block_id: {action_id: state}}}``."""
    accepted: float = 0.0
    """When it was posted, on the real monotonic clock."""

    @property
    def ephemeral(self) -> bool:
        """Only one person sees it, and no history knows it."""
        return self.visible_to is not None

    def as_slack(self, *, metadata: bool = False) -> Json:
        """The message object of history, events and interaction payloads."""
        shape: Json = {"type": "message", "user": self.user, "text": self.text, "ts": self.ts}
        if self.bot:
            shape |= {"bot_id": self.bot["id"], "app_id": self.bot["app_id"], "bot_profile": self.bot}
            shape["team"] = self.bot["team_id"]
        optional: dict[str, Any] = {
            "subtype": self.subtype,
            "thread_ts": self.thread_ts,
            "blocks": self.blocks,
            "attachments": self.attachments,
            "files": self.files,
            "client_msg_id": self.client_msg_id,
            "username": self.username,
        }
        shape |= {name: value for name, value in optional.items() if value}
        if self.reactions:
            shape["reactions"] = [
                {"name": name, "users": users, "count": len(users)} for name, users in self.reactions.items()
            ]
        if self.edited_ts:
            shape["edited"] = {"user": self.bot["id"] if self.bot else self.user, "ts": self.edited_ts}
        if metadata and self.metadata:
            shape["metadata"] = self.metadata
        return shape


def as_history(message: Message, replies: Sequence[Message], *, metadata: bool) -> Json:
    """A message as a history has it: the counts Slack adds to the parent of a thread, and metadata.

    Without ``include_all_metadata`` Slack keeps the payload back and leaves the event's type
    (https://docs.slack.dev/messaging/message-metadata).
    """
    shape = message.as_slack(metadata=metadata)
    if message.metadata and not metadata:
        shape["metadata"] = {"event_type": message.metadata["event_type"]}
    answers = [reply for reply in replies if reply.ts != message.ts]
    if answers:
        users = list(dict.fromkeys(reply.user for reply in answers))
        shape |= {
            "thread_ts": message.ts,
            "reply_count": len(answers),
            "reply_users_count": len(users),
            "latest_reply": answers[-1].ts,
            "reply_users": users,
            "is_locked": False,
            "subscribed": False,
        }
    return shape
