"""A made-up history lived through by rows of the database, beside a keeper in memory that is told the same."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from bench.company import Asks, Company, Deletes, LetsAWeekGoBy, Says, Sets, Step
from bench.histories import history
from bench.keeping import Keeper
from bench.playing import foreseeable
from storage import depths, leading, leaving, members, publications, publishing, sharing
from storage.bands import Bands
from storage.channel_tables import Contribution, PublishedCrowd
from storage.channel_tables import Publication as PublicationRow
from storage.channels import Channel
from storage.database import Database, Session
from storage.tables import table
from tests.storage.team import LEAD, MONDAY, WEEK, Team, engineer, team

SECOND = dt.timedelta(seconds=1)
SAID = {"yes": sharing.SUMS, "no": sharing.NO, "named": sharing.NAMED}
_publications, _published, _contributions = table(PublicationRow), table(PublishedCrowd), table(Contribution)


class InStorage:
    """A history lived through by rows, with a keeper beside it that is told the same."""

    def __init__(self, database: Database, number: int) -> None:
        self.database = database
        self.number = number
        self.keeper = Keeper(foreseeable)
        self.company = Company()
        self.teams: dict[int, Team] = {}
        self.led: defaultdict[int, dt.datetime] = defaultdict(lambda: MONDAY)
        self.met: dict[str, members.Me] = {}
        self.names: dict[int, str] = {}  # what the keeper calls whom the database calls by number
        self.now = MONDAY

    async def agrees(self) -> None:
        """Live through it; whatever the keeper has published by then, the database has too."""
        for kind, steps in itertools.groupby(history(self.number), key=type):
            if kind is Sets:
                await self.sets([each for each in steps if isinstance(each, Sets)])
            else:
                for step in steps:
                    await self.does(step)
        for channel, us in self.teams.items():
            async with self.database.reading() as session:
                theirs = await self.kept(session, us.channel)
            published = [each for each in self.keeper.published if each.channel == channel]
            assert [bands for _, bands in theirs] == [each.bands for each in published]
            # Of whoever deleted themselves the database keeps no name, and of whoever begins anew only the latest.
            still = {person for who, _ in theirs for person in who}
            ours = [{each.person for each in one.who} for one in published]
            if not self.keeper.begun_anew:
                assert [who for who, _ in theirs] == [who & still for who in ours], f"history {self.number}"

    async def does(self, step: Step) -> None:
        """One step, in both."""
        us = await self.us(step.channel) if isinstance(step, Says | Asks) else None
        if isinstance(step, Deletes):
            await self.deletes(step.person)
        self.company.takes(step)
        self.now = max(self.now + SECOND, MONDAY + self.company.week * WEEK)
        if us is not None:
            us.now = self.now
        match step:
            case Says(people, _, "left"):
                assert us is not None
                await us.leaves(*map(self.code, people))
            case Says(people, _, what):
                assert us is not None
                async with self.database.writing() as session:
                    for each in people:
                        me = await self.meets(session, each)
                        await sharing.choose(session, me, us.channel, SAID[what], self.now)
                for each in people if what == "named" else ():
                    self.keeper.is_named(self.company.name(each))
            case Asks(channel):
                assert us is not None
                await self.asks(us, channel)
            case Deletes() | LetsAWeekGoBy() | Sets():
                pass

    async def us(self, channel: int) -> Team:
        """A channel of this history."""
        if channel not in self.teams:
            self.teams[channel] = await team(self.database, f"h{self.number}-{channel}")
        return self.teams[channel]

    def code(self, person: int) -> int:
        """Nobody is in two histories."""
        return self.number * 100 + person

    async def meets(self, session: Session, person: int) -> members.Me:
        """Somebody, greeted again when they had deleted everything."""
        name = self.company.name(person)
        if name not in self.met:
            me = self.met[name] = await members.greet(session, engineer(self.code(person)), MONDAY)
            self.names[me.id] = name
        return self.met[name]

    async def sets(self, steps: Sequence[Sets]) -> None:
        """Each at just these skills, in one transaction."""
        async with self.database.writing() as session:
            for step in steps:
                changed = step.skills ^ self.company.skills.get(step.person, frozenset())
                self.company.takes(step)
                wanted = {each: "expert" if each in step.skills else "awareness" for each in changed}
                if wanted:
                    await depths.set_mine(session, await self.meets(session, step.person), wanted, "set", "c1", MONDAY)

    async def deletes(self, person: int) -> None:
        self.keeper.is_deleted(self.company.name(person))
        async with self.database.writing() as session:
            await leaving.forget(session, await self.meets(session, person))

    async def asks(self, us: Team, channel: int) -> None:
        """Both publish, and show the same people by name; the lots are drawn the same, whatever people are called."""
        async with self.database.writing() as session:
            if self.now > self.led[channel] + leading.TERM / 2:  # a lead's term is shorter than some histories
                await leading.name(session, us.channel, LEAD, self.now)
                self.led[channel] = self.now
            await publishing.publish(session, us.channel, "c1", self.now, self.draws)
            shared = await publications.read(session, us.lead, us.channel, "read", self.now)
        self.keeper.publish(channel, self.company.week, self.company.fresh(channel))
        self.keeper.is_read(self.company.by_name(channel))
        assert shared is not None
        ours = {engineer(self.code(int(each.split(".")[0]))).user for each in self.keeper.shown}
        assert {each.name for each in shared.named} == ours, f"history {self.number}, channel {channel}"

    def draws(self, among: Sequence[int], count: int) -> Sequence[int]:
        called = {self.names[each]: each for each in among}
        return [called[each] for each in foreseeable(sorted(called), count)]

    async def kept(self, session: Session, channel: Channel) -> list[tuple[set[str], Bands | None]]:
        """Whom each publication of a channel counts, as far as anybody still knows, and its bands, in order."""
        of = _publications.c.workspace_id == channel.workspace_id, _publications.c.channel_id == channel.id
        asked = select(_publications.c.id, _publications.c.content).where(*of).order_by(_publications.c.id)
        told = {row.id: row.content for row in await session.execute(asked)}
        people = (
            select(_published.c.publication_id, _contributions.c.member_id)
            .join(_contributions, _contributions.c.crowd_id == _published.c.crowd_id)
            .where(_published.c.publication_id.in_(told))
        )
        who = defaultdict[int, set[str]](set)
        for publication, member in await session.execute(people):
            who[publication].add(self.names[member])
        return [(who[each], content and Bands.from_json(content)) for each, content in told.items()]
