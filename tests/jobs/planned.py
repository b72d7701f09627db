"""People who chose a weekly message: what they and the clock do to it, and what the ledger then says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from bot.subjects import nudging
from jobs import weekly_nudge
from storage import deliveries, members, nudges, presence, received
from storage.database import Database, Session
from storage.deliveries import Settled
from storage.members import Me, Who
from storage.nudges import ON, Choice
from storage.tables import Delivery, NudgeSlot, table

MONDAY, TUESDAY, THURSDAY, SUNDAY = 0, 1, 3, 6
NINE = 9 * 60
MINUTE, HOUR, DAY, WEEK = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1), dt.timedelta(weeks=1)

_kept, _slots = table(Delivery), table(NudgeSlot)


@dataclass(frozen=True)
class Row:
    """A week of the ledger; `came` is when its message was sent, or may be from."""

    week: str
    state: str
    reason: str | None
    due_at: dt.datetime
    came: dt.datetime
    until: dt.datetime
    kind: str | None
    planned_at: dt.datetime


@dataclass(frozen=True)
class Person:
    """Somebody and the database they are in; each thing they do is a transaction of its own."""

    database: Database
    who: Who

    async def me(self) -> Me:
        async with self.database.reading() as session:
            me = await members.find(session, self.who)
        assert me is not None
        return me

    async def chosen(self) -> Choice:
        async with self.database.reading() as session:
            found = await nudges.mine(session, await self.me())
        assert found is not None
        return found

    async def says_yes(self, at: dt.datetime, zone: str, weekday: int = MONDAY, minute: int = NINE) -> None:
        """Come to the workspace, and choose a day and time in a zone."""
        async with self.database.writing() as session:
            me = await members.greet(session, self.who, at, time_zone=zone)
            await _keep(session, me, Choice(ON, weekday, minute), at)

    async def changes(self, at: dt.datetime, **what: Any) -> None:
        """Choose something else, the rest stays as it was."""
        me, choice = await self.me(), replace(await self.chosen(), **what)
        async with self.database.writing() as session:
            await _keep(session, me, choice, at)

    async def flies(self, at: dt.datetime, zone: str) -> None:
        """Be in another zone from now on."""
        async with self.database.writing() as session:
            await members.choose_zone(session, await self.me(), zone)
            me = await members.find(session, self.who)
            assert me is not None
            await nudging.follow_zone(session, me, at)

    async def presses(self, week: str, at: dt.datetime) -> None:
        """Press a button in the message of a week."""
        async with self.database.writing() as session:
            await received.answer(session, await self.me(), week, "done", at)

    async def is_away(self, until: dt.datetime | None, at: dt.datetime) -> None:
        async with self.database.writing() as session:
            await presence.follow(session, self.who, until, False, at)

    async def is_quiet(self, begins: dt.datetime, ends: dt.datetime) -> None:
        async with self.database.writing() as session:
            await presence.follow_quiet(session, self.who, begins, ends)

    async def rows(self) -> list[Row]:
        """My weeks, the oldest first."""
        me = await self.me()
        mine = _kept.c.workspace_id == me.workspace_id, _kept.c.member_id == me.id
        async with self.database.reading() as session:
            found = await session.execute(select(_kept).where(*mine).order_by(_kept.c.week))
            return [
                Row(
                    row.week, row.state, row.reason, row.due_at, row.sent_at or row.not_before, row.until, row.kind,
                    row.planned_at,
                )
                for row in found
            ]  # fmt: skip

    async def weeks(self) -> dict[str, str]:
        """My weeks and how each ended: its state, or why it was silent."""
        return {row.week: row.reason or row.state for row in await self.rows()}


async def _keep(session: Session, me: Me, choice: Choice, at: dt.datetime) -> None:
    due = weekly_nudge.next_due(me.zone, choice.weekday, choice.minute, at)
    await nudges.choose(session, me, choice, due, at)


async def tick(database: Database, at: dt.datetime) -> int:
    """One tick of the clock that plans and sends; returns the rows that are new."""
    new = await weekly_nudge.plan(database, at)
    await send(database, at)
    return new


async def send(database: Database, at: dt.datetime) -> None:
    """What the drain does with a platform that takes everything at once."""
    async with database.writing() as session:
        for place in await deliveries.waits(session, at, at):
            await deliveries.expire(session, place, at)
            claimed = await deliveries.claim(session, place, "drain", at, at, MINUTE, 1_000)
            if claimed:
                settled = [Settled(row, "sent", conversation="D1", message="1.0", sent_at=at) for row in claimed]
                await deliveries.settle(session, "drain", settled)


async def next_dues(database: Database) -> list[dt.datetime]:
    """When each slot comes next."""
    async with database.reading() as session:
        return list((await session.execute(select(_slots.c.next_due).order_by(_slots.c.id))).scalars())
