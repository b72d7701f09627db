"""What Slack tells of channels: who joined, who left, and a new name."""

from __future__ import annotations

from typing import Any

from bot.reception import Reception
from storage import channels
from storage.channels import Channel
from storage.database import Session


class ChannelEvents:
    """Follows the channels in which somebody leads or shares; of others nothing is kept."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception

    async def follow(self, event: dict[str, Any], team: str) -> None:
        """Take over one event (https://docs.slack.dev/reference/events/member_joined_channel and its like)."""
        about = event["channel"]
        named = isinstance(about, dict)  # a rename tells the whole channel, the others its id
        async with self._reception.database.writing() as session:
            channel = await channels.find(session, "slack", team, str(about["id"] if named else about))
            if channel is not None and named:
                await channels.meet(
                    session, "slack", team, channel.external_id, str(about["name"]), self._reception.now()
                )  # fmt: skip
            elif channel is not None:
                await _moved(session, channel, event)


async def _moved(session: Session, channel: Channel, event: dict[str, Any]) -> None:
    move = channels.joined if event["type"] == "member_joined_channel" else channels.left
    await move(session, channel, str(event["user"]))
