"""The cast: Alice and Bob work at Acme; at Globex somebody has the very user id that Alice has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from storage import depths, history, members, roles, undoing
from storage.database import Database
from storage.depths import Said
from storage.history import Batch
from storage.members import Me, Who
from storage.undoing import Undone

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)

ALICE = Who("slack", "T0ACME", "U0ALICE")
BOB = Who("slack", "T0ACME", "U0BOB")
NAMESAKE = Who("slack", "T0GLOBEX", "U0ALICE")
ON_TEAMS = Who("teams", "T0ACME", "U0ALICE")


async def greeted(database: Database, who: Who) -> Me:
    """Somebody after the first contact."""
    async with database.writing() as session:
        return await members.greet(session, who, NOON)


async def found(database: Database, who: Who) -> Me:
    """Somebody as the database knows them now."""
    async with database.reading() as session:
        me = await members.find(session, who)
    assert me is not None
    return me


async def knows(database: Database, me: Me, skill: str, depth: str | None, at: dt.datetime = NOON) -> int | None:
    """Set a depth, in a transaction of its own; returns the batch."""
    return await knows_many(database, me, {skill: depth}, at)


async def knows_many(
    database: Database, me: Me, wanted: Mapping[str, str | None], at: dt.datetime = NOON
) -> int | None:
    """Hand in a form of several depths, in a transaction of its own; returns the batch."""
    async with database.writing() as session:
        return await depths.set_mine(session, me, wanted, "set", "c1", at)


async def chooses(
    database: Database, me: Me, role: str, level: str | None = None, at: dt.datetime = NOON
) -> int | None:
    """Choose a role, in a transaction of its own; returns the batch."""
    async with database.writing() as session:
        return await roles.choose(session, me, role, level, "c1", at)


async def drops(database: Database, me: Me, role: str, at: dt.datetime = NOON) -> int | None:
    """Keep a role no longer, in a transaction of its own; returns the batch."""
    async with database.writing() as session:
        return await roles.drop(session, me, role, "c1", at)


async def takes_back(database: Database, me: Me, number: int | None = None, at: dt.datetime = NOON) -> Undone:
    """Undo a batch, or the latest, in a transaction of its own."""
    async with database.writing() as session:
        return await undoing.undo(session, me, number, at)


async def depths_of(database: Database, me: Me) -> dict[str, str]:
    """What the database says somebody set."""
    async with database.reading() as session:
        return await depths.all_mine(session, me)


async def history_of(database: Database, me: Me) -> list[Batch]:
    """What somebody changed, newest first."""
    async with database.reading() as session:
        return await history.batches(session, me, 1_000)


async def said_of(database: Database, me: Me) -> dict[str, Said]:
    """What somebody set, with the moments."""
    async with database.reading() as session:
        return await depths.said_mine(session, me)


async def roles_of(database: Database, me: Me) -> list[tuple[str, str | None]]:
    """The roles somebody keeps with their levels, in order."""
    async with database.reading() as session:
        return list((await roles.kept(session, me)).items())
