"""Planning a slot's people, thousands of them and a hundred thousand, against one raw statement."""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from time import perf_counter

import psycopg
from sqlalchemy import text

from bench import crowd, postgres, raw
from bench.effort import Effort
from bench.rounds import Figures, compared, take_turns_async
from bench.tables import Aim, Row, Table
from jobs import weekly_nudge
from skills.library import open_library
from storage.database import Database

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
LIMIT, OURS = "one INSERT … SELECT (limit)", "Rung, plan"
ABOUT = "against raw SQL that writes the same rows and asks nobody's absence, quiet hours, holidays or earlier week"
PLAN = """
INSERT INTO deliveries (workspace_id, member_id, week, state, reason, due_at, not_before, until, attempts, kind,
                        planned_at)
SELECT workspace_id, member_id, '2026-W48', 'planned', NULL, {due}, {due}, {until}, 0, NULL, {due}
FROM nudge_choices WHERE slot_id = 1 AND state = 'on'
ON CONFLICT DO NOTHING
"""
EMPTY = {SQLITE: "DELETE FROM deliveries", POSTGRESQL: "TRUNCATE deliveries"}
Plan = Callable[[], Awaitable[None]]


def measure(effort: Effort) -> Table:
    """Milliseconds until everybody's row is there."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="rung-bench-") as folder, postgres.server() as server:
        for people, rounds in ((effort.planned, effort.rounds), (effort.planned_once, min(3, effort.rounds))):
            for engine in (SQLITE, POSTGRESQL):
                file = Path(folder) / f"{people}.db"
                url = f"sqlite:///{file}" if engine == SQLITE else postgres.fresh(server)
                measured = asyncio.run(_measured(engine, url, people, rounds, effort.warm_up))
                rows += _rows(f"{people:,} people, {engine}", measured)
    return Table("Planning a week", ABOUT, tuple(rows))


async def _measured(engine: str, url: str, people: int, rounds: int, warm_up: bool) -> Mapping[str, list[Figures]]:
    database = Database(url)
    try:
        await crowd.fill(database, open_library().catalogue, people, spoke=False)

        async def ours() -> None:
            await weekly_nudge.plan(database, crowd.MONDAY_AT_NINE)

        plans: dict[str, Plan] = {LIMIT: lambda: LIMITS[engine](url), OURS: ours}
        contestants = {name: _timed(engine, database, plan, people) for name, plan in plans.items()}
        return await take_turns_async(contestants, rounds, warm_up)
    finally:
        await database.close()


def _timed(engine: str, database: Database, plan: Plan, people: int) -> Callable[[], Awaitable[Figures]]:
    async def one_round() -> Figures:
        await _unplanned(engine, database)
        began = perf_counter()
        await plan()
        took = perf_counter() - began
        async with database.reading() as session:
            planned = (await session.execute(text("SELECT count(*) FROM deliveries WHERE state = 'planned'"))).scalar()
        if planned != people:
            raise RuntimeError(f"{planned} of {people} people were planned")
        return {"ms": 1000 * took}

    return one_round


async def _unplanned(engine: str, database: Database) -> None:
    """As if nobody had ever been planned."""
    async with database.writing() as session:
        await session.execute(text(EMPTY[engine]))
        await crowd.due_again(session)


async def _sqlite(url: str) -> None:
    with closing(raw.opened(url.removeprefix("sqlite:///"))) as connection:
        _plan_raw(connection)


def _plan_raw(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(PLAN.format(**_moments("%Y-%m-%d %H:%M:%S.%f")))
    connection.execute("COMMIT")


async def _postgresql(url: str) -> None:
    async with await psycopg.AsyncConnection.connect(url) as connection:
        await connection.execute(PLAN.format(**_moments("%Y-%m-%d %H:%M:%S+00")).encode())


def _moments(form: str) -> dict[str, str]:
    """When they are due, and when the day ends, as the database writes it."""
    due = crowd.MONDAY_AT_NINE
    midnight = due.replace(hour=0) + dt.timedelta(days=1)
    return {"due": f"'{due.strftime(form)}'", "until": f"'{midnight.strftime(form)}'"}


LIMITS: Mapping[str, Callable[[str], Awaitable[None]]] = {SQLITE: _sqlite, POSTGRESQL: _postgresql}


def _rows(title: str, measured: Mapping[str, list[Figures]]) -> Iterator[Row]:
    yield from compared(title, "ms", "ms", measured, LIMIT, {OURS: Aim(2)})
