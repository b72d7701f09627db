"""Events: messages to the bot, mentions, an opened Home, and what becomes of people and the app; each handled once."""

from __future__ import annotations

from typing import Any

import structlog

from bot import metrics
from bot.messages.elements import Message
from bot.reception import Reception
from bot.slack.afterwards import Afterwards
from bot.slack.channel_events import ChannelEvents
from bot.slack.charts import Charts
from bot.slack.homes import Homes
from bot.slack.people_events import PeopleEvents
from bot.slack.replies import Replies
from bot.slack.typed import typed
from storage import events, members, presence
from storage.members import Who

FROM_PEOPLE = frozenset({"message", "app_mention", "app_home_opened"})  # who acts on the app has it installed

log = structlog.get_logger()


class Events:
    """What to do for each kind of event. Slack retries: an event noted in the database is not handled again.

    After the app was removed its token is dead: such an event is kept in the database, and Slack is not called.
    """

    def __init__(
        self, reception: Reception, replies: Replies, homes: Homes, afterwards: Afterwards, charts: Charts
    ) -> None:  # fmt: skip
        self._reception = reception
        self._replies = replies
        self._homes = homes
        self._afterwards = afterwards
        self._charts = charts
        self._people = PeopleEvents(reception, homes)
        self._channels = ChannelEvents(reception)

    async def handle(self, body: dict[str, Any]) -> None:
        """Handle one event callback; problems are logged without the event's content."""
        try:
            event, team = body["event"], str(body["team_id"])
            if event.get("bot_id"):
                return  # what we or other bots say comes back as events; nothing is answered, so nothing is noted
            if await self._is_new(event, team, str(body["event_id"])):
                await self._dispatch(event, team)
        except Exception:  # the acknowledgement is out; nobody else would hear of it
            log.exception("event failed")

    async def _is_new(self, event: dict[str, Any], team: str, event_id: str) -> bool:
        database, now = self._reception.database, self._reception.now()
        async with database.writing() as session:
            home = await members.workspace_id(session, "slack", team, now)
            new = await events.is_new(session, home, event_id, now)
            if new and event["type"] in FROM_PEOPLE:
                await presence.app_is_back(session, "slack", team)
        metrics.event("new" if new else "repeated")
        return new

    async def _dispatch(self, event: dict[str, Any], team: str) -> None:
        match event["type"]:
            case "message" if event.get("channel_type") == "im":
                await self._direct(event, team)
            case "app_mention":
                await self._mention(event, team)
            case "app_home_opened" if event.get("tab", "home") == "home":
                await self._home(Who("slack", team, event["user"]))
            case "user_change":
                await self._people.profile(event["user"], team)
            case "dnd_updated_user":
                await self._people.quiet(Who("slack", team, event["user"]), event["dnd_status"])
            case "member_joined_channel" | "member_left_channel" | "channel_rename" | "group_rename":
                await self._channels.follow(event, team)
            case "app_uninstalled":
                await self._removed(team)
            case "tokens_revoked" if (event.get("tokens") or {}).get("bot"):  # else only people's own were
                await self._removed(team)

    async def _direct(self, event: dict[str, Any], team: str) -> None:
        if event.get("subtype") or "user" not in event or _foreign(event, team):
            return  # edits and joins
        who = Who("slack", team, event["user"])
        answer = await self._reception.answer(who, typed(event.get("text") or ""))

        async def say(message: Message, picture: str | None) -> bool:
            return await self._replies.say(event["channel"], message, event.get("thread_ts"), picture)

        await self._charts.show(who, answer, say)
        await self._afterwards(who, answer)

    async def _mention(self, event: dict[str, Any], team: str) -> None:
        if "user" not in event or _foreign(event, team):
            return
        who = Who("slack", team, event["user"])
        answer = await self._reception.answer(who, typed(event.get("text") or ""))

        async def whisper(message: Message, picture: str | None) -> bool:
            thread = event.get("thread_ts")
            return await self._replies.whisper(event["channel"], event["user"], message, thread, picture)

        await self._charts.show(who, answer, whisper)
        await self._afterwards(who, answer)

    async def _home(self, who: Who) -> None:
        await self._reception.opened_home(who)
        await self._homes.publish(who)

    async def _removed(self, team: str) -> None:
        async with self._reception.database.writing() as session:
            await presence.app_removed(session, "slack", team, self._reception.now())


def _foreign(event: dict[str, Any], team: str) -> bool:
    """Whether somebody of another company wrote, in a channel shared with it: Rung is not theirs."""
    return (event.get("user_team") or team) != team
