"""Contestants that are measured side by side do the same work, down to the rows and the gaps."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import text

from bench import crowd, gaps, planning, posting
from bench.stores import AIOSQLITE, OURS, RAW, RAW_HISTORY, STORES
from bot.slack.courier import SlackCourier
from jobs import weekly_nudge
from jobs.drain import Drain
from jobs.timing import Timing
from skills.library import Library
from storage.database import Database
from storage.members import Me

SAID = ({"docker": "working", "mlflow": "working"}, {"docker": "advanced", "mlflow": "working"}, {"airflow": "none"})
DEPTHS = "SELECT * FROM depths ORDER BY skill"
DELIVERIES = "SELECT * FROM deliveries ORDER BY member_id"
CHANGES = "SELECT * FROM changes ORDER BY id"


async def filled(name: str, path: Path) -> tuple[Me | None, dict[str, str]]:
    """Let a contestant write what was said; returns whom and what it then reads."""
    async with STORES[name](str(path)) as store:
        for wanted in SAID:
            await store.set(wanted)
        return await store.find(), dict(await store.read())


def rows(path: Path, asked: str) -> list[Any]:
    """What a contestant left in its file."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(asked).fetchall()


@pytest.mark.parametrize("name", STORES)
async def test_every_store_finds_the_same_member_and_reads_what_was_said(name: str, tmp_path: Path) -> None:
    me, depths = await filled(name, tmp_path / "rung.db")
    assert me == Me(1, 1, "en-US", "Europe/Berlin")
    assert depths == {"docker": "advanced", "mlflow": "working", "airflow": "none"}


@pytest.mark.parametrize("name", [OURS, AIOSQLITE])
async def test_raw_with_history_leaves_the_very_rows_that_rung_does(name: str, tmp_path: Path) -> None:
    limit, ours = tmp_path / "limit.db", tmp_path / "ours.db"
    await filled(RAW_HISTORY, limit)
    await filled(name, ours)
    assert rows(limit, DEPTHS) == rows(ours, DEPTHS)
    assert rows(limit, CHANGES) == rows(ours, CHANGES)
    assert len(rows(ours, CHANGES)) == 4


async def test_raw_without_history_leaves_the_same_depths_and_nothing_else(tmp_path: Path) -> None:
    await filled(RAW, tmp_path / "raw.db")
    await filled(OURS, tmp_path / "ours.db")
    assert rows(tmp_path / "raw.db", DEPTHS) == rows(tmp_path / "ours.db", DEPTHS)
    assert rows(tmp_path / "raw.db", CHANGES) == []


async def test_the_raw_statement_plans_the_very_rows_that_rung_does(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "rung.db"
    database = Database(f"sqlite:///{path}")
    await crowd.fill(database, library.catalogue, 30, spoke=False)
    await planning.LIMITS[planning.SQLITE](f"sqlite:///{path}")
    limit = rows(path, DELIVERIES)
    async with database.writing() as session:
        await session.execute(text(planning.EMPTY[planning.SQLITE]))
    await weekly_nudge.plan(database, crowd.MONDAY_AT_NINE)
    await database.close()
    assert rows(path, DELIVERIES) == limit
    assert len(limit) == 30


async def test_what_is_posted_ready_made_is_what_rung_posts(library: Library, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/rung.db"
    database = Database(url)
    await crowd.fill(database, library.catalogue, 40)
    await crowd.due(database, crowd.MONDAY_AT_NINE)
    ready = await posting.ready_made(url, library.catalogue, 40)
    recorder = posting.Recorder()
    courier = SlackCourier(cast(AsyncWebClient, recorder))
    drain = Drain(
        database, library.catalogue, {"slack": courier}, lambda: crowd.MONDAY_AT_NINE, Timing(per_second=None)
    )
    await drain.run()
    await database.close()
    assert len(set(ready)) == 40
    assert sorted(recorder.bodies) == sorted(ready)


def test_the_loop_that_only_compares_finds_the_same_gaps_in_another_order(library: Library) -> None:
    compared, ranked = gaps.comparing(library.catalogue), gaps.ranking(library.catalogue)
    people = gaps.company(library.catalogue, 60)
    assert len({person.level for person in people}) == 5
    for person in people:
        assert sorted(compared(person)) == sorted(ranked(person))
    assert any(list(compared(person)) != list(ranked(person)) for person in people)
