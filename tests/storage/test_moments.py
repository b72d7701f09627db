"""Every moment in the database is aware and in UTC, whatever zone it was said in and wherever the server stands."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from storage import members
from storage.database import Database
from storage.migrate import migrate
from storage.tables import Workspace, table

TAIPEI, NEW_YORK = ZoneInfo("Asia/Taipei"), ZoneInfo("America/New_York")
workspaces = table(Workspace)


async def kept(database: Database, moment: dt.datetime) -> dt.datetime:
    """The moment after a way through the database."""
    async with database.writing() as session:
        await members.workspace_id(session, "slack", "T0ACME", moment)
    async with database.reading() as session:
        value = (await session.execute(select(workspaces.c.created_at))).scalar_one()
    assert isinstance(value, dt.datetime)
    return value


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (dt.datetime(2026, 3, 2, 1, tzinfo=dt.UTC), "2026-03-02T01:00:00+00:00"),
        (dt.datetime(2026, 3, 2, 9, tzinfo=TAIPEI), "2026-03-02T01:00:00+00:00"),
        (dt.datetime(2026, 3, 1, 17, 0, 0, 123456, tzinfo=dt.timezone(dt.timedelta(hours=-8))),
         "2026-03-02T01:00:00.123456+00:00"),
        (dt.datetime(2026, 11, 1, 1, 30, tzinfo=NEW_YORK), "2026-11-01T05:30:00+00:00"),
        (dt.datetime(2026, 11, 1, 1, 30, tzinfo=NEW_YORK, fold=1), "2026-11-01T06:30:00+00:00"),
    ],
)  # fmt: skip
async def test_a_moment_comes_back_as_the_same_moment_in_utc(database: Database, said: dt.datetime, meant: str) -> None:
    back = await kept(database, said)
    assert back.isoformat() == meant
    assert back.tzinfo is dt.UTC


async def test_a_moment_without_a_zone_is_refused_and_nothing_is_kept(database: Database) -> None:
    with pytest.raises(StatementError, match="a moment without a time zone"):
        await kept(database, dt.datetime(2026, 3, 2, 9))  # noqa: DTZ001
    async with database.reading() as session:
        assert (await session.execute(select(workspaces))).all() == []


async def test_moments_of_different_zones_are_compared_as_moments(database: Database) -> None:
    await kept(database, dt.datetime(2026, 3, 2, 9, tzinfo=TAIPEI))  # 01:00 UTC
    half_past = dt.datetime(2026, 3, 1, 20, 30, tzinfo=NEW_YORK)  # 01:30 UTC, though its clock shows an earlier day
    async with database.reading() as session:
        before = (await session.execute(select(workspaces).where(workspaces.c.created_at < half_past))).all()
        after = (await session.execute(select(workspaces).where(workspaces.c.created_at > half_past))).all()
    assert (len(before), len(after)) == (1, 0)


async def test_a_server_that_keeps_another_zone_changes_nothing(postgres_url: str) -> None:
    elsewhere = Database(f"{postgres_url}%20-ctimezone%3DAsia/Taipei")
    try:
        await migrate(elsewhere)
        async with elsewhere.reading() as session:
            assert (await session.exec_driver_sql("SHOW timezone")).scalar_one() == "Asia/Taipei"
        back = await kept(elsewhere, dt.datetime(2026, 3, 2, 1, tzinfo=dt.UTC))
    finally:
        await elsewhere.close()
    assert back.isoformat() == "2026-03-02T01:00:00+00:00"
