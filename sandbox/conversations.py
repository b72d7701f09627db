"""Channels, private channels and direct messages, and how Slack describes them."""

from dataclasses import dataclass, field
from typing import Literal

from sandbox.messages import Message
from sandbox.shapes import Json

Kind = Literal["channel", "group", "im"]


@dataclass
class Conversation:
    """A public channel, a private one (``group``), or a direct message (``im``) of a person with the app."""

    id: str
    name: str
    kind: Kind
    members: list[str]
    creator: str
    created: int
    topic: str = ""
    purpose: str = ""
    is_archived: bool = False
    messages: list[Message] = field(default_factory=list)
    last_ts: int = 0

    def next_ts(self, now: float) -> str:
        """A time stamp like ``1700000000.000100``: now, but later than every earlier one here."""
        self.last_ts = max(int(now * 1_000_000), self.last_ts + 1)
        seconds, micros = divmod(self.last_ts, 1_000_000)
        return f"{seconds}.{micros:06d}"

    def find(self, ts: str) -> Message | None:
        """The message with this time stamp, ephemeral ones included."""
        return next((message for message in reversed(self.messages) if message.ts == ts), None)

    def history(self) -> list[Message]:
        """What the history knows: no ephemeral messages; oldest first."""
        return [message for message in self.messages if message.visible_to is None]

    def replies(self, thread_ts: str) -> list[Message]:
        """The thread under a message, the parent first."""
        return [m for m in self.history() if thread_ts in (m.ts, m.thread_ts)]

    @property
    def partner_id(self) -> str:
        """Whom the app talks with here: the person of a direct message, otherwise the conversation itself."""
        return self.members[0] if self.kind == "im" else self.id

    @property
    def command_name(self) -> str:
        """What Slack writes into ``channel_name`` of commands and shortcuts."""
        return {"channel": self.name, "group": "privategroup", "im": "directmessage"}[self.kind]


def conversation_object(conversation: Conversation, team_id: str, viewer: str) -> Json:
    """Slack's conversation object as ``viewer`` gets it.

    Source: https://docs.slack.dev/reference/objects/conversation-object
    """
    common: Json = {
        "id": conversation.id,
        "created": conversation.created,
        "is_archived": conversation.is_archived,
        "is_im": conversation.kind == "im",
        "is_org_shared": False,
        "context_team_id": team_id,
        "updated": conversation.created * 1000,
    }
    if conversation.kind == "im":
        partner = next(id_ for id_ in conversation.members if id_ != viewer)
        return common | {"user": partner, "is_user_deleted": False, "priority": 0, "is_open": True}
    return common | {
        "name": conversation.name,
        "name_normalized": conversation.name,
        "is_channel": True,
        "is_group": False,
        "is_mpim": False,
        "is_private": conversation.kind == "group",
        "is_general": False,
        "is_shared": False,
        "is_ext_shared": False,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "parent_conversation": None,
        "unlinked": 0,
        "creator": conversation.creator,
        "is_member": viewer in conversation.members,
        "shared_team_ids": [team_id],
        "topic": {"value": conversation.topic, "creator": "", "last_set": 0},
        "purpose": {"value": conversation.purpose, "creator": "", "last_set": 0},
        "previous_names": [],
        "num_members": len(conversation.members),
    }
