"""Events: messages to the bot, mentions, an opened Home, a changed profile; each is handled once."""

from __future__ import annotations

import re
from typing import Any

import structlog

from bot import metrics
from bot.reception import Reception
from bot.slack.replies import Replies
from storage import events, members
from storage.members import Who

MENTION = re.compile(r"<@[A-Z0-9]+(\|[^>]*)?>")
LINKED = re.compile(r"<[^>|]*\|([^>]*)>|<([^>]*)>")

log = structlog.get_logger()


class Events:
    """What to do for each kind of event. Slack retries: an event noted in the database is not handled again."""

    def __init__(self, reception: Reception, replies: Replies) -> None:
        self._reception = reception
        self._replies = replies

    async def handle(self, body: dict[str, Any]) -> None:
        """Handle one event callback; problems are logged without the event's content."""
        try:
            if await self._is_new(str(body["team_id"]), str(body["event_id"])):
                await self._dispatch(body["event"], str(body["team_id"]))
        except Exception:  # the acknowledgement is out; nobody else would hear of it
            log.exception("event failed")

    async def publish_home(self, who: Who) -> None:
        """Draw somebody's Home."""
        await self._replies.publish_home(who.user, await self._reception.home(who))

    async def _is_new(self, team: str, event_id: str) -> bool:
        database, now = self._reception.database, self._reception.now()
        async with database.writing() as session:
            home = await members.workspace_id(session, "slack", team, now)
            new = await events.is_new(session, home, event_id, now)
        metrics.event("new" if new else "repeated")
        return new

    async def _dispatch(self, event: dict[str, Any], team: str) -> None:
        match event["type"]:
            case "message" if event.get("channel_type") == "im":
                await self._direct(event, team)
            case "app_mention":
                await self._mention(event, team)
            case "app_home_opened" if event.get("tab", "home") == "home":
                await self.publish_home(Who("slack", team, event["user"]))
            case "user_change":
                await self._profile(event["user"], team)

    async def _direct(self, event: dict[str, Any], team: str) -> None:
        if event.get("bot_id") or event.get("subtype") or "user" not in event:
            return  # our own words, edits and joins
        message = await self._reception.answer(Who("slack", team, event["user"]), typed(event.get("text") or ""))
        await self._replies.say(event["channel"], message, event.get("thread_ts"))

    async def _mention(self, event: dict[str, Any], team: str) -> None:
        if event.get("bot_id") or "user" not in event:
            return
        message = await self._reception.answer(Who("slack", team, event["user"]), typed(event.get("text") or ""))
        await self._replies.whisper(event["channel"], event["user"], message, event.get("thread_ts"))

    async def _profile(self, user: dict[str, Any], team: str) -> None:
        async with self._reception.database.writing() as session:
            who = Who("slack", team, user["id"])
            await members.follow_profile(session, who, user.get("locale"), user.get("tz"))


def typed(text: str) -> str:
    """What a person typed, from Slack's escaped text: mentions dropped, links as their text, entities undone."""
    plain = LINKED.sub(lambda match: match[1] or match[2] or "", MENTION.sub(" ", text))
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()
