"""The command line of the weekly message: `rung nudges preview | send | counts`, for operators and for cron."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING, Annotated

import typer

from bot.opening import opened_library, settings_given, with_database

if TYPE_CHECKING:
    from jobs.preview import Line
    from storage.database import Database

app = typer.Typer(no_args_is_help=True, help="The weekly message: look ahead, send what is due, digests too, count.")

At = Annotated[str | None, typer.Option("--at", help="A moment: 2026-11-23T09:00 (UTC), or with +08:00; else now.")]


@app.command()
def preview(at: At = None) -> None:
    """List who would get what at a moment, and who would not and why; sends nothing and keeps nothing."""
    from jobs.preview import preview

    moment = _moment(at)

    async def look(database: Database) -> None:
        lines = await preview(database, opened_library().catalogue, moment)
        typer.echo(f"As of {moment.isoformat()}, nothing is sent.")
        for line in lines:
            typer.echo(f"  {line.workspace} {line.user}  {line.week}  {_said(line)}")
        typer.echo(f"{sum(each.composed.message is not None for each in lines)} would be sent, of {len(lines)}.")

    with_database(look)


@app.command()
def send(at: At = None) -> None:
    """Do one tick as of a moment: plan what has come, send everything that is due, and end.

    It is what the clock does each minute, and may run beside it, or instead of it from cron: nothing is sent twice.
    """
    from bot.__main__ import sending
    from jobs import weekly_nudge
    from storage import deliveries

    moment = _moment(at)
    began = dt.datetime.now(dt.UTC)

    async def tick(database: Database) -> None:
        # Time goes on while we send; whatever falls due until we are done is sent as well.
        def now() -> dt.datetime:
            return moment + (dt.datetime.now(dt.UTC) - began)

        async with sending(settings_given(), database, opened_library(), now) as (drain, digest):
            await weekly_nudge.run(database, drain, moment)
            await digest.run()
        async with database.reading() as session:
            waiting = await deliveries.waits(session, moment, dt.datetime.now(dt.UTC))
        typer.echo("Everything that was due is settled." if not waiting else _still(len(waiting)))

    with_database(tick)


@app.command()
def counts(weeks: Annotated[int, typer.Option(help="How many weeks back.", min=1)] = 8) -> None:
    """Count how weeks ended, by reason; no names."""
    from storage import deliveries

    async def count(database: Database) -> None:
        async with database.reading() as session:
            rows = await deliveries.counts(session, weeks)
        for week, of_week in itertools.groupby(rows, key=lambda row: row[0]):
            typer.echo(week)
            for _, state, reason, people in of_week:
                typer.echo(f"  {people:>8}  {state}{f', {reason}' if reason else ''}")
        if not rows:
            typer.echo("No week has come round yet.")

    with_database(count)


def _said(line: Line) -> str:
    composed = line.composed
    if composed.message is None:
        return f"nothing: {composed.reason}"
    return f"{composed.kind}: {composed.skill}, {composed.minutes} minutes" if composed.skill else f"{composed.kind}"


def _still(workspaces: int) -> str:
    return f"In {workspaces} workspace(s) something waits for its moment or for Slack; the next tick goes on."


def _moment(at: str | None) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(at) if at else dt.datetime.now(dt.UTC)
    except ValueError:
        typer.echo(f"{at} is no moment. Write --at 2026-11-23T09:00 (UTC) or --at 2026-11-23T09:00+08:00", err=True)
        raise typer.Exit(2) from None
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
