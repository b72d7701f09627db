"""A database comes to today's tables from wherever it is, once, whole, and without losing a row."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from storage import migrate as migrating
from storage.alembic_runner import config
from storage.database import Database
from storage.migrate import current, migrate, newest
from storage.tables import Workspace
from tests.storage.another_process import run_together
from tests.storage.counting import rows
from tests.storage.people import ALICE, NAMESAKE, depths_of, greeted, knows


async def test_an_empty_database_gets_todays_tables(empty: Database) -> None:
    assert await current(empty) is None
    await migrate(empty)
    assert await current(empty) == newest()


async def test_a_second_run_changes_nothing(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "working")
    await migrate(database)
    assert await current(database) == newest()
    assert await depths_of(database, alice) == {"docker": "working"}


async def test_five_that_start_at_once_migrate_once(url: str) -> None:
    replicas = [Database(url) for _ in range(5)]
    try:
        async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
            for each in replicas:
                tasks.create_task(migrate(each))
        assert {await current(each) for each in replicas} == {newest()}
    finally:
        for each in replicas:
            await each.close()


async def test_two_processes_that_start_at_once_both_come_up(url: str) -> None:
    said = await run_together(("migrate", url), ("migrate", url))
    assert said == ["done", "done"]
    database = Database(url)
    assert await current(database) == newest()
    assert await rows(database, Workspace) == 0
    await database.close()


async def test_alembic_finds_no_difference_between_the_tables_and_the_models(database: Database) -> None:
    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, SQLModel.metadata))

    async with database.writing() as session:
        assert await session.run_sync(differences) == []


async def test_tables_from_migrations_are_those_the_models_would_make(database: Database) -> None:
    """Alembic's comparison is blind to some keys and constraints; what the database itself says is not."""
    async with database.writing() as session:
        from_migrations = await session.run_sync(shape)
        await session.run_sync(to_revision("base"))
        await session.run_sync(SQLModel.metadata.create_all)
        from_models = await session.run_sync(shape)
    assert from_migrations.keys() == SQLModel.metadata.tables.keys()
    assert from_migrations == from_models


async def test_down_leaves_nothing_and_up_again_works(database: Database) -> None:
    async with database.writing() as session:
        before = await session.run_sync(shape)
        await session.run_sync(to_revision("base"))
        assert await session.run_sync(shape) == {}
    assert await current(database) is None
    await migrate(database)
    async with database.writing() as session:
        assert await session.run_sync(shape) == before
    assert (await greeted(database, ALICE)).known


async def test_a_migration_that_fails_leaves_the_database_as_it_was(
    database: Database, next_migration: Callable[[str], None]
) -> None:
    alice = await greeted(database, ALICE)
    was = await current(database)
    next_migration(
        "op.create_table('half', sa.Column('id', sa.Integer(), primary_key=True))\n"
        "    op.execute('DELETE FROM members')\n"
        "    raise RuntimeError('the second half is missing')"
    )
    with pytest.raises(RuntimeError, match="the second half is missing"):
        await migrate(database)
    async with database.writing() as session:
        assert "half" not in await session.run_sync(shape)
    assert await current(database) == was
    assert await greeted(database, ALICE) == alice


async def test_after_a_migration_that_failed_rows_still_cannot_cross(
    url: str, database: Database, next_migration: Callable[[str], None]
) -> None:
    alice, namesake = await greeted(database, ALICE), await greeted(database, NAMESAKE)
    next_migration("raise RuntimeError('no luck')")
    restarted = Database(url)
    try:
        with pytest.raises(RuntimeError, match="no luck"):
            await migrate(restarted)
        with pytest.raises(IntegrityError):
            await knows(restarted, replace(alice, workspace_id=namesake.workspace_id), "docker", "expert")
    finally:
        await restarted.close()


async def test_a_migration_that_would_leave_rows_astray_is_undone(
    database: Database, next_migration: Callable[[str], None]
) -> None:
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "working")
    next_migration("op.execute('UPDATE depths SET member_id = member_id + 1')")
    with pytest.raises(Exception, match=r"point nowhere|foreign key"):
        await migrate(database)
    assert await depths_of(database, alice) == {"docker": "working"}


async def test_a_migration_that_rebuilds_the_members_keeps_what_they_set(
    database: Database, next_migration: Callable[[str], None]
) -> None:
    """SQLite changes a column by building the table anew; dropping the old one must empty none that point at it."""
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "working")
    next_migration(
        "with op.batch_alter_table('members') as members:\n"
        "        members.alter_column('external_id', existing_type=sa.String(64), type_=sa.String(128))"
    )
    await migrate(database)
    assert await current(database) == "9999"
    assert await depths_of(database, alice) == {"docker": "working"}


async def test_a_checkout_whose_path_has_a_percent_sign_migrates(
    empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "100%s rung"
    shutil.copytree(migrating.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrating, "FOLDER", folder)
    await migrate(empty)
    assert await current(empty) == newest()


async def test_a_database_of_a_newer_rung_is_refused_and_left_alone(
    database: Database, next_migration: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    alice = await greeted(database, ALICE)
    next_migration("pass")
    await migrate(database)
    monkeypatch.undo()  # back to the code of before
    with pytest.raises(Exception, match="9999"):
        await migrate(database)
    assert await current(database) == "9999"
    assert await greeted(database, ALICE) == alice


@pytest.fixture
def next_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Pretends that one more migration, with this body, has been written."""

    def write(body: str) -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(migrating.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / "9999_next.py").write_text(
            "import sqlalchemy as sa\nfrom alembic import op\n"
            f"revision = '9999'\ndown_revision = {newest()!r}\n\n\ndef upgrade() -> None:\n    {body}\n",
            encoding="utf-8",
        )
        monkeypatch.setattr(migrating, "FOLDER", folder)

    return write


def to_revision(revision: str) -> Callable[[Connection], None]:
    """Moves a database down to a revision, as `alembic downgrade` would."""
    return lambda connection: command.downgrade(config(connection), revision)


def shape(connection: Connection) -> dict[str, Any]:
    """What the database itself says of each table, without the order in which it says it."""
    looked = inspect(connection)
    return {
        name: {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"], column["default"])
                for column in looked.get_columns(name)
            },
            "primary key": looked.get_pk_constraint(name)["constrained_columns"],
            "foreign keys": sorted(
                (key["constrained_columns"], key["referred_table"], key["referred_columns"], key["options"])
                for key in looked.get_foreign_keys(name)
            ),
            "unique": sorted(sorted(each["column_names"]) for each in looked.get_unique_constraints(name)),
            "indexes": sorted(
                (str(each["name"]), each["column_names"], each["unique"]) for each in looked.get_indexes(name)
            ),
        }
        for name in looked.get_table_names()
        if name != "alembic_version"
    }
