"""The command line: `rung serve | sandbox | lookup | gaps | nudges | labs | doctor | catalogue | migrate`."""

from __future__ import annotations

import asyncio
import io
import json
import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bot import logs
from bot.labs_cli import app as labs_app
from bot.nudges_cli import app as nudges_app
from bot.opening import opened_library, settings_given

if TYPE_CHECKING:
    pass

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Rung: skills, gaps and the next rung, in Slack.",
)
catalogue_app = typer.Typer(no_args_is_help=True, help="The facts under seeds/.")
app.add_typer(catalogue_app, name="catalogue")
app.add_typer(nudges_app, name="nudges")
app.add_typer(labs_app, name="labs")


def main() -> None:
    """The entry point of `.venv/bin/rung`."""
    app()


@app.command()
def serve(
    role: Annotated[
        Literal["web", "worker", "all"],
        typer.Option(help="Answer Slack (web), run the jobs (worker), or both; on SQLite one process does both."),
    ] = "all",
) -> None:
    """Start Rung. Settings come from the environment and .env; see .env.example."""
    from bot.__main__ import MissingSetting, serve
    from storage.database import UnusableDatabase

    settings = settings_given()
    logs.set_up(settings.log_format)
    try:
        serve(settings, opened_library(), role)
    except (MissingSetting, UnusableDatabase) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


@app.command()
def sandbox(
    port: Annotated[int, typer.Option(help="Port of the page; 0 takes a free one.")] = 8800,
    database: Annotated[str, typer.Option(help="Where the bot keeps its data.")] = "sqlite:///./sandbox.db",
) -> None:
    """A Slack for this laptop, with Rung in it: open the page it prints."""
    from bot.sandboxed import run

    try:
        asyncio.run(run(port, database))
    except (KeyboardInterrupt, asyncio.CancelledError):
        typer.echo("\nStopped.")


@app.command()
def lookup(
    query: Annotated[list[str] | None, typer.Argument(help="What to look up.")] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read one JSON query a line, print one answer a line.")
    ] = False,
) -> None:
    """Print the card that `/skill` would show, as text."""
    from bot.terminal import looked_up, looked_up_line

    library = opened_library()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # cards are Chinese too, whatever the terminal says of itself
    if jsonl:
        for line in sys.stdin.buffer:
            if line.strip():
                print(looked_up_line(library, line), flush=True)
        return
    typed = " ".join(query or [])
    answer, reply = looked_up(library, typed)
    typer.echo(reply)
    if not answer.found:
        raise typer.Exit(1)


@app.command()
def gaps(
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Read one JSON question a line, print one answer a line.")],
) -> None:
    """Print the next rung for roles, levels and depths: {"role": …, "level": …, "depths": {skill: depth}}."""
    from bot.terminal_gaps import EXAMPLE, gaps_line

    if not jsonl:
        typer.echo(f"Write: echo '{EXAMPLE}' | rung gaps --jsonl", err=True)
        raise typer.Exit(2)
    library = opened_library()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    for line in sys.stdin.buffer:
        if line.strip():
            print(gaps_line(library, line), flush=True)


@app.command()
def migrate() -> None:
    """Bring the database's tables to the current shape; `rung serve` does the same at its start."""
    from bot.__main__ import bring_up_to_date
    from storage.database import Database, UnusableDatabase
    from storage.migrate import current, newest

    async def run(url: str) -> None:
        database = Database(url)
        before = await current(database)
        await bring_up_to_date(database)
        typer.echo(f"{before or 'empty'} → {newest()}")
        await database.close()

    try:
        asyncio.run(run(settings_given().database_url))
    except UnusableDatabase as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


@app.command()
def doctor() -> None:
    """Check the installation; each thing that is wrong comes with its cure."""
    from bot.doctor import examine

    findings = asyncio.run(examine(settings_given()))
    for finding in findings:
        typer.echo(str(finding))
    if any(not finding.well for finding in findings):
        raise typer.Exit(1)


@catalogue_app.command("check")
def catalogue_check() -> None:
    """Read every file under seeds/ and name every problem: file, property, value."""
    catalogue = opened_library().catalogue
    skills = sum(entry.is_concept for entry in catalogue.entries.values())
    typer.echo(
        f"The catalogue is well: {skills} skills, {len(catalogue.entries)} entries, version {catalogue.version}."
    )


@catalogue_app.command("export")
def catalogue_export() -> None:
    """Print every entry as one JSON list."""
    from skills.exporting import exported

    typer.echo(json.dumps(exported(opened_library().catalogue), ensure_ascii=False, indent=1))
