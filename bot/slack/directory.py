"""Slack's channels and people, as far as leads and sharing need them."""

# https://docs.slack.dev/reference/methods/conversations.members and its neighbours. A channel is asked for by its id
# wherever Slack gives one; names are looked for among the channels Rung is in, and people's in the whole workspace.

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.outside import Place, Someone, Unreachable
from bot.slack.client import UNREACHABLE

PAGE = 1000  # as many as Slack gives at once
_CHANNEL = re.compile(r"<#([CG][A-Z0-9]+)(?:\|[^>]*)?>|([CG][A-Z0-9]{7,})")
_PERSON = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>|([UW][A-Z0-9]{7,})")
_NO_SUCH = {"channel_not_found", "user_not_found", "user_not_visible", "users_not_found", "invalid_arguments"}


class SlackDirectory:
    """Looks things up with the bot's own token."""

    def __init__(self, slack: AsyncWebClient) -> None:
        self._slack = slack
        self._team_id: str | None = None

    async def channel(self, typed: str) -> Place | None:
        """A channel by `<#C1|name>`, id, `#name` or name."""
        found = _CHANNEL.fullmatch(typed)
        if found is not None:
            answer = await self._call("conversations.info", channel=found[1] or found[2])
            return _place(answer["channel"]) if answer else None
        name = typed.removeprefix("#").casefold()
        pages = self._pages("users.conversations", "channels", types="public_channel,private_channel")
        async for page in pages:
            for each in page:
                if name in (str(each.get("name", "")).casefold(), str(each.get("name_normalized", "")).casefold()):
                    return _place(each | {"is_member": True})  # Slack leaves that out where it goes without saying
        return None

    async def person(self, typed: str) -> Someone | None:
        """A person by `<@U1|name>`, id, `@name`, display name or full name.

        Of several with one name it is the one who counts; None when more than one does, so that nobody is mistaken.
        """
        found = _PERSON.fullmatch(typed)
        if found is not None:
            answer = await self._call("users.info", user=found[1] or found[2])
            return _someone(answer["user"], await self._team()) if answer else None
        name, team = typed.removeprefix("@").casefold(), await self._team()
        pages = self._pages("users.list", "members")
        named = [_someone(each, team) async for page in pages for each in page if name in _names(each)]
        meant = [each for each in named if each.counts] or named[:1]
        return meant[0] if len(meant) == 1 else None

    async def members(self, place: Place) -> list[str]:
        """Everybody in a channel."""
        pages = self._pages("conversations.members", "members", channel=place.id)
        return [str(user) async for page in pages for user in page]

    async def _team(self) -> str:
        if self._team_id is None:
            answer = await self._call("auth.test")
            self._team_id = str(answer["team_id"]) if answer else ""
        return self._team_id

    async def _pages(self, method: str, of: str, **arguments: Any) -> AsyncIterator[list[Any]]:
        cursor = ""
        while True:
            more = {"cursor": cursor} if cursor else {}
            answer = await self._call(method, limit=PAGE, **arguments, **more)
            if answer is None:  # half a list would be taken for the whole
                raise Unreachable
            yield answer.get(of) or []
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    async def _call(self, method: str, **arguments: Any) -> dict[str, Any] | None:
        """Slack's answer; None when there is no such channel or person, or it is none of Rung's business."""
        try:
            answer = await self._slack.api_call(method, params=arguments)
        except SlackApiError as error:
            if error.response.get("error") in _NO_SUCH:
                return None
            raise Unreachable from error
        except UNREACHABLE as error:
            raise Unreachable from error
        data = answer.data
        return data if isinstance(data, dict) else None


def _place(channel: dict[str, Any]) -> Place | None:
    """A channel; None for conversations of few, and for those that are closed."""
    if channel.get("is_im") or channel.get("is_mpim") or channel.get("is_archived"):
        return None
    private, here = bool(channel.get("is_private")), bool(channel.get("is_member"))
    return None if private and not here else Place(str(channel["id"]), str(channel.get("name", "")), here, private)


def _someone(user: dict[str, Any], team: str) -> Someone:
    foreign = user.get("team_id", team) != team or bool(user.get("is_stranger"))
    robot = bool(user.get("is_bot")) or user["id"] == "USLACKBOT"
    admin = bool(user.get("is_admin") or user.get("is_owner") or user.get("is_primary_owner"))
    return Someone(str(user["id"]), _shown(user), admin, not (foreign or robot or user.get("deleted")))


def _shown(user: dict[str, Any]) -> str:
    profile = user.get("profile") or {}
    named = profile.get("display_name"), profile.get("real_name"), user.get("real_name"), user.get("name"), user["id"]
    return str(next(each for each in named if each))


def _names(user: dict[str, Any]) -> set[str]:
    profile = user.get("profile") or {}
    named = profile.get("display_name"), profile.get("real_name"), user.get("real_name"), user.get("name")
    return {str(each).casefold() for each in named if each}
