"""What only the platform knows of channels and people, looked up before a command touches the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from storage import channels
from storage.database import Database
from storage.members import Who

FRESH = dt.timedelta(hours=1)  # a list of members younger than this is not read again; events keep it right meanwhile


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a line needs to know of the outside: a channel with its members, and maybe a person, each as typed."""

    channel: str
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A channel as the platform tells it; `here` is whether Rung is in it."""

    id: str
    name: str
    here: bool
    private: bool = False


@dataclass(frozen=True, slots=True)
class Someone:
    """A person as the platform tells them; `counts` is False for bots, closed accounts and other companies' people."""

    user: str
    name: str
    admin: bool = False
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Outside:
    """What was found: who asks, the channel and the person that were named (None when nobody knows them).

    `member` is whether the one who asks is in the channel; `reachable` is False when the platform did not answer.
    """

    asker: Someone | None
    place: Place | None
    person: Someone | None = None
    member: bool = False
    reachable: bool = True


UNREACHED = Outside(None, None, reachable=False)


class Unreachable(Exception):  # noqa: N818  # it reads as what it is
    """The platform did not answer."""


class Directory(Protocol):
    """One platform's channels and people; every method raises Unreachable when it does not answer."""

    async def channel(self, typed: str) -> Place | None:
        """A channel by its mark-up, id or name; of private ones only those Rung is in."""
        ...

    async def person(self, typed: str) -> Someone | None:
        """A person by their mark-up, id or name."""
        ...

    async def members(self, place: Place) -> list[str]:
        """Everybody in a channel Rung is in, page by page."""
        ...


class Outdoors:
    """Looks things up, and keeps the list of a channel's members as the platform has it."""

    def __init__(self, directory: Directory, database: Database, now: Callable[[], dt.datetime]) -> None:
        self._directory = directory
        self._database = database
        self._now = now

    async def look(self, who: Who, wanted: Wanted) -> Outside:
        """Everything a line needs."""
        try:
            place = await self._directory.channel(wanted.channel)
            asker = await self._directory.person(who.user)
            person = await self._directory.person(wanted.person) if wanted.person else None
            member = place is not None and place.here and await self._follow(who, place)
        except Unreachable:
            return UNREACHED
        return Outside(asker, place, person, member)

    async def _follow(self, who: Who, place: Place) -> bool:
        """Take over who is in a channel, if that was long ago; returns whether the one who asks is."""
        now = self._now()
        async with self._database.writing() as session:
            channel = await channels.meet(session, who.platform, who.workspace, place.id, place.name, now)
            read_at = await channels.followed_at(session, channel)
            if read_at is not None and now - read_at < FRESH and await channels.has_user(session, channel, who.user):
                return True
        users = await self._directory.members(place)
        async with self._database.writing() as session:
            await channels.follow(session, channel, users, now)
        return who.user in users
