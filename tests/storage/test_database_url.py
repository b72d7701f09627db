"""A DATABASE_URL that cannot be used is refused before anything starts, in a sentence that says what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.database import Database, UnusableDatabase, async_url
from storage.migrate import current, migrate, newest

SECRET = "s3cret-pass"


@pytest.mark.parametrize(
    "url",
    [
        "", " ", "rung", "./rung.db", "/var/lib/rung.db", "://", "http//x", "sqlite:rung.db",
        f"postgresql://rung:{SECRET}@db:port/rung",
    ],
)  # fmt: skip
def test_what_is_no_url_is_told_what_one_looks_like(url: str) -> None:
    with pytest.raises(UnusableDatabase) as told:
        Database(url)
    assert str(told.value) == "DATABASE_URL is not a URL; write sqlite:///./rung.db or postgresql://…"


@pytest.mark.parametrize(
    ("url", "named"),
    [
        (f"mysql://rung:{SECRET}@db/rung", "mysql"),
        ("mysql+pymysql://db/rung", "mysql"),
        ("mssql://db/rung", "mssql"),
        ("redis://db", "redis"),
        ("https://example.com/rung.db", "https"),
        ("file:///rung.db", "file"),
    ],
)
def test_another_kind_of_database_is_named_and_the_two_that_work_are_offered(url: str, named: str) -> None:
    with pytest.raises(UnusableDatabase) as told:
        Database(url)
    assert f"DATABASE_URL names {named};" in str(told.value)
    assert "sqlite:///" in str(told.value)
    assert "postgresql://" in str(told.value)
    assert SECRET not in str(told.value)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite+aiosqlite://"])
def test_sqlite_without_a_file_is_told_to_name_one(url: str) -> None:
    with pytest.raises(UnusableDatabase, match=r"^DATABASE_URL names no file; write sqlite:///\./rung\.db$"):
        Database(url)


def test_a_folder_that_does_not_exist_is_named_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(UnusableDatabase) as told:
        Database(f"sqlite:///{tmp_path}/missing/rung.db")
    assert "DATABASE_URL names a folder that does not exist" in str(told.value)
    assert f"{tmp_path}/missing" in str(told.value)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableDatabase, match="folder"):
        Database(f"sqlite:///{tmp_path}")


async def test_a_file_in_the_home_folder_can_be_written_with_a_tilde(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    database = Database("sqlite:///~/rung.db")
    try:
        await migrate(database)
        assert await current(database) == newest()
    finally:
        await database.close()
    assert (tmp_path / "rung.db").is_file()


async def test_a_relative_path_is_a_file_in_the_folder_one_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    database = Database("sqlite:///./rung.db")
    assert await database.answers()
    await database.close()
    assert (tmp_path / "rung.db").is_file()


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///./rung.db", "sqlite+aiosqlite"),
        ("sqlite+pysqlite:///./rung.db", "sqlite+aiosqlite"),
        ("postgresql://rung@db/rung", "postgresql+psycopg"),
        ("postgres://rung@db/rung", "postgresql+psycopg"),
        ("postgresql+psycopg2://rung@db/rung?sslmode=require", "postgresql+psycopg"),
        ("postgresql+asyncpg://rung@db/rung", "postgresql+psycopg"),
    ],
)
def test_whatever_driver_is_written_rungs_own_is_used(url: str, driver: str) -> None:
    used = async_url(url)
    assert used.drivername == driver
    assert used.render_as_string(hide_password=False).partition("://")[2] == url.partition("://")[2]


async def test_a_file_that_is_something_else_does_not_answer_and_is_left_alone(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("not a database\n" * 100, encoding="utf-8")
    database = Database(f"sqlite:///{notes}")
    assert not await database.answers()
    await database.close()
    assert notes.read_text("utf-8") == "not a database\n" * 100
