"""What commands of the command line open first: settings, catalogue, labs, database, or lines that say what to mend."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import typer
from pydantic import ValidationError

from bot.settings import Settings

if TYPE_CHECKING:
    from skills.labs.shelf import Labs
    from skills.library import Library
    from storage.database import Database


def opened_library() -> Library:
    """The catalogue with its look-up; ends the program with every problem of the seeds."""
    from skills.library import open_library
    from skills.reading import BrokenSeeds

    try:
        return open_library()
    except BrokenSeeds as error:
        typer.echo(f"The catalogue has {len(error.problems)} problem(s); nothing was started.", err=True)
        for problem in error.problems:
            typer.echo(f"  {problem}", err=True)
        raise typer.Exit(1) from None


def opened_labs(*only: str) -> Labs:
    """The labs, or those with some ids; ends the program with every problem of their facts."""
    from skills.labs.shelf import read_labs
    from skills.reading import BrokenSeeds

    try:
        return read_labs(only=only)
    except BrokenSeeds as error:
        typer.echo(f"The labs have {len(error.problems)} problem(s).", err=True)
        for problem in error.problems:
            typer.echo(f"  {problem}", err=True)
        raise typer.Exit(1) from None


def settings_given() -> Settings:
    """The settings of the environment and of .env; ends the program with every one that cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        for each in error.errors():
            typer.echo(f"{'.'.join(map(str, each['loc'])).upper()}: {each['msg']} (found {each['input']!r})", err=True)
        raise typer.Exit(1) from None


def with_database(work: Callable[[Database], Awaitable[None]]) -> None:
    """Do something with the database of the settings; ends the program when it cannot be used."""
    from bot import logs
    from bot.__main__ import MissingSetting
    from storage.database import UnusableDatabase

    settings = settings_given()
    logs.set_up(settings.log_format)

    async def run() -> None:
        async with _database(settings.database_url) as database:
            await work(database)

    try:
        asyncio.run(run())
    except (MissingSetting, UnusableDatabase) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


@asynccontextmanager
async def _database(url: str) -> AsyncIterator[Database]:
    """The database with today's tables."""
    from storage.database import Database
    from storage.migrate import migrate

    database = Database(url)
    try:
        await migrate(database)
        yield database
    finally:
        await database.close()
