"""A team in a channel: people who say yes, set skills, join and leave, and a lead who asks every week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from storage import channels, depths, leading, members, publications, publishing, sharing
from storage.channels import Channel
from storage.database import Database
from storage.members import Me, Who
from storage.publications import Shared
from tests.storage.people import found

MONDAY = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
WEEK = dt.timedelta(weeks=1)
LEAD = Who("slack", "T0ACME", "U0LEAD")


def engineer(number: int) -> Who:
    """One of many."""
    return Who("slack", "T0ACME", f"U1{number:05d}")


class Team:
    """A channel with a lead; `now` is when everything happens, until a week is let go by."""

    def __init__(self, database: Database, channel: Channel, lead: Me) -> None:
        self.database = database
        self.channel = channel
        self.lead = lead
        self.now = MONDAY

    async def counts(self, *numbers: int, as_: str = sharing.SUMS) -> None:
        """These engineers say what they share."""
        async with self.database.writing() as session:
            for number in numbers:
                me = await members.greet(session, engineer(number), self.now)
                await sharing.choose(session, me, self.channel, as_, self.now)

    async def sets(self, numbers: Iterable[int], depth: str | None = "working", *skills: str) -> None:
        """These engineers set a depth for some skills (Docker)."""
        wanted = dict.fromkeys(skills or ("docker",), depth)
        async with self.database.writing() as session:
            for number in numbers:
                me = await members.greet(session, engineer(number), self.now)
                await depths.set_mine(session, me, wanted, "set", "c1", self.now)

    async def leaves(self, *numbers: int) -> None:
        """These engineers leave the channel."""
        async with self.database.writing() as session:
            for number in numbers:
                await channels.left(session, self.channel, engineer(number).user)

    async def asks(self) -> Shared:
        """What the lead reads now."""
        async with self.database.writing() as session:
            await publishing.publish(session, self.channel, "c1", self.now)
            shared = await publications.read(session, self.lead, self.channel, "read", self.now)
        assert shared is not None
        return shared

    async def asks_next_week(self) -> Shared:
        """What the lead reads a week later."""
        self.now += WEEK
        return await self.asks()

    async def docker(self) -> str | None:
        """The band of Docker that the lead reads now; None when there are no sums."""
        shared = await self.asks()
        return None if shared.publication is None else shared.publication.bands.of_skill("docker")

    async def docker_next_week(self) -> str | None:
        self.now += WEEK
        return await self.docker()


async def team(database: Database, name: str = "ml-platform") -> Team:
    """A channel with its lead, and nobody who said yes yet."""
    async with database.writing() as session:
        channel = await channels.meet(session, "slack", "T0ACME", f"C0{name.upper()}", name, MONDAY)
        await leading.name(session, channel, LEAD, MONDAY)
    return Team(database, channel, await found(database, LEAD))
