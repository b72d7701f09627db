"""What Rung keeps of somebody, looked up in its database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from sandbox.cast import TEAM_ID
from storage import depths, leaving, members
from storage.database import Database
from storage.leaving import personal_tables
from storage.members import Me, Who
from tests.conftest import Installed


async def rows_of(installed: Installed, who: str) -> dict[str, list[dict[str, Any]]]:
    """Every row about somebody, by table."""
    async with installed.rung.database.reading() as session:
        return await leaving.everything(session, await met(installed, who))


async def depths_of(installed: Installed, who: str) -> dict[str, str]:
    """What somebody said of their skills."""
    async with installed.rung.database.reading() as session:
        return await depths.all_mine(session, await met(installed, who))


async def met(installed: Installed, who: str) -> Me:
    """Somebody as the database knows them."""
    person = installed.slack.people[who]
    async with installed.rung.database.reading() as session:
        me = await members.find(session, Who("slack", TEAM_ID, person.id))
    assert me is not None, f"{who} was never met"
    return me


async def rows_per_table(database: Database) -> dict[str, int]:
    """How many rows each table of personal data holds, whoever they are about."""
    async with database.reading() as session:
        counted = {each.name: select(func.count()).select_from(each) for each in personal_tables()}
        return {name: int((await session.execute(count)).scalar_one()) for name, count in counted.items()}
