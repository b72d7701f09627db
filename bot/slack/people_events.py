"""What Slack tells of people: their language, zone and status, when they want quiet, and that they left."""

from __future__ import annotations

import datetime as dt
from typing import Any

from bot.away import away_until
from bot.reception import Reception
from bot.slack.homes import Homes
from bot.subjects import nudging
from storage import members, presence
from storage.members import Who


class PeopleEvents:
    """Follows the people Rung knows; of strangers nothing is kept."""

    def __init__(self, reception: Reception, homes: Homes) -> None:
        self._reception = reception
        self._homes = homes

    async def profile(self, user: dict[str, Any], team: str) -> None:
        """Follow somebody's profile (https://docs.slack.dev/reference/events/user_change), and draw their Home anew."""
        who, now = Who("slack", team, user["id"]), self._reception.now()
        gone = bool(user.get("deleted"))
        async with self._reception.database.writing() as session:
            before = await members.find(session, who)
            await members.follow_profile(session, who, user.get("locale"), user.get("tz"))
            after = await members.find(session, who)
            if before is not None and after is not None and before.zone != after.zone:
                await nudging.follow_zone(session, after, now)
            await presence.follow(session, who, _away(user.get("profile") or {}, now), gone, now)
        if not gone:
            await self._homes.refresh(who)

    async def quiet(self, who: Who, status: dict[str, Any]) -> None:
        """Follow do-not-disturb (https://docs.slack.dev/reference/events/dnd_updated_user)."""
        begins, ends = _window(status)
        async with self._reception.database.writing() as session:
            await presence.follow_quiet(session, who, begins, ends)


def _away(profile: dict[str, Any], now: dt.datetime) -> dt.datetime | None:
    text, emoji = profile.get("status_text") or "", profile.get("status_emoji") or ""
    return away_until(text, emoji, profile.get("status_expiration") or 0, now)


def _window(status: dict[str, Any]) -> tuple[dt.datetime, dt.datetime] | tuple[None, None]:
    """When nobody should be disturbed; Slack says 1 and 1 where there is no such time."""
    begins, ends = status.get("next_dnd_start_ts") or 0, status.get("next_dnd_end_ts") or 0
    if not status.get("dnd_enabled") or ends <= begins:
        return None, None
    return dt.datetime.fromtimestamp(begins, dt.UTC), dt.datetime.fromtimestamp(ends, dt.UTC)
