"""A Monday at nine on one loop: a sandbox, a real database, people whose message is due, and a drain to send it."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import select

from bot.courier import Address, Courier, Found, Outcome, Stamp
from bot.messages.elements import Message
from bot.slack.client import courier_client
from bot.slack.courier import EVENT, SlackCourier
from jobs import weekly_nudge
from jobs.drain import Drain
from jobs.round import real_now
from jobs.timing import Timing
from sandbox import Sandbox
from skills.catalogue import Catalogue
from storage.database import Database
from storage.tables import Delivery, Member, NudgeChoice, table
from tests.jobs import due

MANIFEST = Path(__file__).resolve().parent.parent.parent / "manifest.yml"
POST, HISTORY = "chat.postMessage", "conversations.history"
# Short, and nobody waits for a platform in trouble: the test says when it is looked after again.
TIMING = Timing(lease=1.0, timeout=0.4, lag=0.1, per_second=None, patience=0.05, longest_rest=0.1)

_rows, _members, _choices = table(Delivery), table(Member), table(NudgeChoice)


class Interrupted:
    """A courier to whom something happens right before a post; what that gives is the answer, None lets it post."""

    def __init__(self, courier: Courier, happens: Callable[[Address], Awaitable[Outcome | None]]) -> None:
        self._courier = courier
        self._happens = happens

    async def direct(
        self, address: Address, message: Message, stamp: Stamp, in_time: Callable[[], bool]
    ) -> Outcome:  # fmt: skip
        """Send, unless what happens is an answer."""
        return await self._happens(address) or await self._courier.direct(address, message, stamp, in_time)

    async def find(self, address: Address, key: str, since: dt.datetime) -> Found:
        """Look for it."""
        return await self._courier.find(address, key, since)


@dataclass
class Monday:
    """`later` is by how much the clock that messages are due by has been moved on."""

    slack: Sandbox
    database: Database
    catalogue: Catalogue
    courier: Courier
    began: dt.datetime = field(default_factory=real_now)
    later: dt.timedelta = dt.timedelta(0)

    def now(self) -> dt.datetime:
        """It goes on by itself, from nine o'clock."""
        return due.MONDAY + (real_now() - self.began) + self.later

    async def crowd(self, count: int, workspaces: int = 1) -> list[str]:
        """So many people whose message is due; returns their ids."""
        users = [person.id for person in self.slack.crowd("#ml-platform", count)]
        await due.put(self.database, users, workspaces)
        return users

    def drain(self, timing: Timing = TIMING, courier: Courier | None = None) -> Drain:
        """A drain as a process would build it."""
        return Drain(self.database, self.catalogue, {"slack": courier or self.courier}, self.now, timing)

    async def tick(self, drain: Drain) -> None:
        """What the clock does."""
        await weekly_nudge.run(self.database, drain, self.now())

    async def ticks(self, most: int, drain: Drain | None = None) -> None:
        """So many ticks of one process, which rests between them; fewer when everything is settled."""
        drain = drain or self.drain()
        for _ in range(most):
            await self.tick(drain)
            if not {"planned", "sending"} & {state for state, _ in await self.states()}:
                return
            await asyncio.sleep(drain.timing.longest_rest + 0.05)

    def calls(self, method: str) -> int:
        """How often Slack was asked for something."""
        return sum(call.method == method for call in self.slack.calls)

    def posts(self) -> Counter[str]:
        """How many messages each person got."""
        return Counter(each.person for each in self.slack.posted(EVENT))

    async def rows(self) -> dict[str, Any]:
        """Each person's row of the ledger."""
        asked = select(_members.c.external_id, *_rows.c).join_from(_rows, _members, _members.c.id == _rows.c.member_id)
        async with self.database.reading() as session:
            return {row.external_id: row for row in await session.execute(asked)}

    async def states(self) -> Counter[tuple[str, str | None]]:
        """How many rows are in which state, with its reason."""
        return Counter((row.state, row.reason) for row in (await self.rows()).values())

    async def choices(self) -> dict[str, str]:
        """What has become of each person's yes."""
        asked = select(_members.c.external_id, _choices.c.state)
        async with self.database.reading() as session:
            found = await session.execute(asked.join_from(_choices, _members, _members.c.id == _choices.c.member_id))
            return {row.external_id: row.state for row in found}

    async def each_has_one(self, users: Iterable[str]) -> None:
        """Everybody got exactly one message, and the ledger knows which."""
        posted = {each.person: each.ts for each in self.slack.posted(EVENT)}
        assert self.posts() == Counter(users)
        assert {user: (row.state, row.message) for user, row in (await self.rows()).items()} == {
            user: ("sent", ts) for user, ts in posted.items()
        }


@asynccontextmanager
async def monday(database: Database, catalogue: Catalogue) -> AsyncIterator[Monday]:
    """Begins, and ends with nothing left running."""
    async with (
        Sandbox(MANIFEST) as slack,
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMING.timeout)) as session,
    ):
        client = courier_client(slack.installation.bot_token, slack.api_url)
        client.session = session
        yield Monday(slack, database, catalogue, SlackCourier(client))
