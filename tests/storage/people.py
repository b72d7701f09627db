"""The cast: Alice and Bob work at Acme; at Globex somebody has the very user id that Alice has."""

from __future__ import annotations

import datetime as dt

from storage import depths, members
from storage.database import Database
from storage.members import Me, Who

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


async def knows(database: Database, me: Me, skill: str, depth: str) -> None:
    """Set a depth, in a transaction of its own."""
    async with database.writing() as session:
        await depths.set_mine(session, me, skill, depth, "c1", NOON)


async def depths_of(database: Database, me: Me) -> dict[str, str]:
    """What the database says somebody set."""
    async with database.reading() as session:
        return await depths.all_mine(session, me)
