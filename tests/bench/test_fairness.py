"""Contestants that are measured side by side do the same work, down to the rows and the gaps."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bench import gaps
from bench.stores import AIOSQLITE, OURS, RAW, RAW_HISTORY, STORES
from skills.library import Library
from storage.members import Me

SAID = ({"docker": "working", "mlflow": "working"}, {"docker": "advanced", "mlflow": "working"}, {"airflow": "none"})
DEPTHS = "SELECT * FROM depths ORDER BY skill"
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


def test_the_loop_that_only_compares_finds_the_same_gaps_in_another_order(library: Library) -> None:
    compared, ranked = gaps.comparing(library.catalogue), gaps.ranking(library.catalogue)
    people = gaps.company(library.catalogue, 60)
    assert len({person.level for person in people}) == 5
    for person in people:
        assert sorted(compared(person)) == sorted(ranked(person))
    assert any(list(compared(person)) != list(ranked(person)) for person in people)
