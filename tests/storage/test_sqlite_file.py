"""The SQLite file: every connection is safe against a crash and against crossing rows, and a lock is waited for."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from storage import depths, roles
from storage.database import Database, Session
from storage.migrate import migrate
from tests.storage.people import ALICE, NOON, depths_of, greeted, knows


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    """SQLite only."""
    database = Database(sqlite_url)
    await migrate(database)
    yield database
    await database.close()


@pytest.fixture
def file(tmp_path: Path, sqlite_url: str) -> Path:
    """The file that `database` keeps its rows in."""
    return tmp_path / "rung.db"


PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}  # 2 is FULL: a commit survives a power cut


async def test_every_connection_has_its_pragmas_on(database: Database) -> None:
    async def pragmas(session_of: Callable[[], AbstractAsyncContextManager[Session]]) -> dict[str, object]:
        async with session_of() as session:
            return {name: (await session.exec_driver_sql(f"PRAGMA {name}")).scalar_one() for name in PRAGMAS}

    assert await pragmas(database.reading) == PRAGMAS
    assert await pragmas(database.writing) == PRAGMAS


async def test_they_are_on_again_after_another_program_switched_the_file_back(sqlite_url: str, file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA journal_mode=DELETE")
    database = Database(sqlite_url)
    async with database.reading() as session:
        assert (await session.exec_driver_sql("PRAGMA journal_mode")).scalar_one() == "wal"
    await database.close()


async def test_what_is_committed_is_there_for_others_and_for_the_next_start(
    sqlite_url: str, file: Path, tmp_path: Path, database: Database
) -> None:
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "working")
    with closing(sqlite3.connect(file)) as other:
        assert other.execute("SELECT skill, depth FROM depths").fetchall() == [("docker", "working")]
    await database.close()
    assert names_in(tmp_path) == ["rung.db"]
    again = Database(sqlite_url)
    assert await depths_of(again, alice) == {"docker": "working"}
    await again.close()


async def test_a_full_disk_is_told_keeps_what_was_committed_and_is_recovered_from(
    database: Database, file: Path
) -> None:
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "working")

    async def much() -> None:
        async with database.writing() as session:
            wanted = {f"skill-{number}": "expert" for number in range(2_000)}
            await depths.set_mine(session, alice, wanted, "set", "c1", NOON)

    with full_disk(file), pytest.raises(DBAPIError, match=r"disk I/O error|disk is full"):
        await much()
    with full_disk(file):
        assert await database.answers()
        assert await depths_of(database, alice) == {"docker": "working"}
    await much()
    assert len(await depths_of(database, alice)) == 2_001


@contextmanager
def full_disk(file: Path) -> Iterator[None]:
    """No file may grow beyond what SQLite's log has now: the system refuses its writes, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.with_name("rung.db-wal").stat().st_size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_file_that_became_read_only_is_told_still_read_and_recovered_from(
    connections: list[sqlite3.Connection], database: Database
) -> None:
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "working")
    with read_only(connections):
        with pytest.raises(DBAPIError, match="attempt to write a readonly database"):
            await knows(database, alice, "mlflow", "expert")
        assert await depths_of(database, alice) == {"docker": "working"}
    await knows(database, alice, "mlflow", "expert")
    assert await depths_of(database, alice) == {"docker": "working", "mlflow": "expert"}


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[sqlite3.Connection]:
    """Every connection that is opened from now on."""
    opened: list[sqlite3.Connection] = []
    really = sqlite3.connect

    def connect(*args: Any, **options: Any) -> sqlite3.Connection:
        opened.append(really(*args, **options))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", connect)
    return opened


@contextmanager
def read_only(connections: list[sqlite3.Connection]) -> Iterator[None]:
    """SQLite refuses to write; a folder's permissions would not stop tests that run as root."""
    writable = [each for each in connections if not each.execute("PRAGMA query_only").fetchone()[0]]
    for each in writable:
        each.execute("PRAGMA query_only=ON")
    try:
        yield
    finally:
        for each in writable:
            each.execute("PRAGMA query_only=OFF")


def names_in(folder: Path) -> list[str]:
    """A connection that is still open shows: SQLite keeps a -wal and a -shm file beside it."""
    return sorted(each.name for each in folder.iterdir())


async def test_while_another_process_writes_people_are_answered_and_our_writer_waits(
    database: Database, file: Path
) -> None:
    alice = await greeted(database, ALICE)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        async with asyncio.TaskGroup() as tasks:
            writer = tasks.create_task(knows(database, alice, "docker", "working"))
            for _ in range(10):
                await asyncio.sleep(0)
                assert await depths_of(database, alice) == {}
            assert not writer.done()
            other.execute("COMMIT")
    assert await depths_of(database, alice) == {"docker": "working"}


async def test_a_new_file_that_another_process_is_just_making_is_waited_for(sqlite_url: str, tmp_path: Path) -> None:
    """SQLite does not wait by itself here: switching a file to WAL that somebody else holds fails at once."""
    database = Database(sqlite_url)
    with closing(sqlite3.connect(tmp_path / "rung.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        async with asyncio.TaskGroup() as tasks:
            opened = [tasks.create_task(database.answers()) for _ in range(5)]
            migrated = tasks.create_task(migrate(database))
            for _ in range(10):
                await asyncio.sleep(0)
            assert not any(each.done() for each in (*opened, migrated))
            other.execute("COMMIT")
    assert all(each.result() for each in opened)
    await database.close()
    assert names_in(tmp_path) == ["rung.db"], "a connection was left open"


async def test_a_reading_session_cannot_write(database: Database) -> None:
    """A command that forgot to say WRITES fails in its first test, rather than write outside of its turn."""
    alice = await greeted(database, ALICE)
    async with database.reading() as session:
        with pytest.raises(DBAPIError, match="readonly"):
            await roles.choose(session, alice, "mlops-engineer", "senior", "c1", NOON)
    assert await greeted(database, ALICE) == alice
