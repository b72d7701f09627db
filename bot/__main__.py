"""Puts the pieces together; the only file that sees all of them."""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Literal, Protocol

import aiohttp
import httpx
import uvicorn
from starlette.applications import Starlette

from bot.outside import Outdoors
from bot.reception import Reception
from bot.settings import Settings, secret
from bot.slack.app import SlackApp
from bot.slack.client import TIMEOUT, SlackProfiles, client, courier_client
from bot.slack.courier import SlackCourier
from bot.slack.directory import SlackDirectory
from bot.slack.replies import Replies
from bot.slack.returning import notice_return
from bot.slack.socket import Socket
from bot.web import web_app
from jobs.channel_digest import ChannelDigest
from jobs.clock import Clock
from jobs.drain import Drain
from jobs.timing import Timing
from skills.library import Library
from storage.database import Database
from storage.migrate import migrate

NO_TOKEN = "SLACK_BOT_TOKEN is missing. Put the bot token (xoxb-…) into .env, then run: rung doctor"
Role = Literal["web", "worker", "all"]  # who answers, who speaks first, and who does both


class MissingSetting(Exception):  # noqa: N818  # it reads as what it is
    """A setting without which Rung cannot start; the message is one line with the cure."""


class Ticking(Protocol):
    """What lets us speak first: a clock of this process's own, or one that replicas share."""

    async def start(self) -> None:
        """Begin to tick."""
        ...

    async def stop(self) -> None:
        """Stop, and leave nothing running."""
        ...


@dataclass(frozen=True, slots=True)
class Rung:
    """The running parts that tests and the server both need."""

    web: Starlette
    slack: SlackApp
    database: Database
    drain: Drain
    digest: ChannelDigest
    ticking: Ticking | None


def build(settings: Settings, library: Library, role: Role = "all") -> Rung:
    """Everything wired, nothing started; raises MissingSetting or storage's UnusableDatabase."""
    token, signing, app_token = _secrets(settings, role)
    database = Database(settings.database_url)
    if database.is_sqlite and role != "all":
        raise MissingSetting(
            f"--role {role} needs a PostgreSQL that several processes share. Put DATABASE_URL=postgresql://… into .env,"
            " or keep SQLite and run everything in one process: rung serve"
        )
    slack, posting = client(token, settings.slack_api_url), courier_client(token, settings.slack_api_url)
    http = httpx.AsyncClient(timeout=10)
    reception = Reception(database, library.catalogue, library.lookup, SlackProfiles(slack))
    app = SlackApp(reception, Replies(slack, http), slack, signing)
    socket = Socket(app.bolt, app_token) if app_token else None

    def now() -> dt.datetime:
        """Whoever answers and whoever writes first go by the same clock, which tests may move."""
        return reception.now()

    outdoors = reception.outdoors = Outdoors(SlackDirectory(slack), database, now)
    couriers, timing = {"slack": SlackCourier(posting)}, timing_of(settings)
    drain = Drain(database, library.catalogue, couriers, now, timing)
    digest = ChannelDigest(database, library.catalogue, couriers, {"slack": outdoors}, now, timing)
    ticking = None if role == "web" else _ticking(database, drain, digest, now)

    async def living() -> AsyncIterator[None]:
        async with AsyncExitStack() as ending:  # what was opened last ends first, also when the start fails half-way
            ending.push_async_callback(database.close)
            # One session for all calls: without it the client opens a connection for each. The client's own timeout
            # does not hold for a session it was given.
            slack.session = posting.session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT))
            ending.push_async_callback(slack.session.close)
            ending.push_async_callback(http.aclose)
            ending.push_async_callback(app.drained)
            await migrate(database)
            if role != "worker":
                asyncio.get_running_loop().run_in_executor(None, library.lookup.warm)
            if ticking is not None:
                await ticking.start()
                ending.push_async_callback(ticking.stop)
                ending.push_async_callback(_ended, asyncio.create_task(notice_return(slack, database)))
            if socket is not None:
                await socket.open()
                ending.push_async_callback(socket.close)
            yield

    web = web_app(None if app_token or role == "worker" else app.bolt, database, library.catalogue, living)
    return Rung(web, app, database, drain, digest, ticking)


def _secrets(settings: Settings, role: Role) -> tuple[str, str | None, str | None]:
    """Bot token, signing secret, app token; who sends only needs the first, and is given nothing else."""
    token, signing = secret(settings.slack_bot_token), secret(settings.slack_signing_secret)
    app_token = secret(settings.slack_app_token)
    if token is None:
        raise MissingSetting(NO_TOKEN)
    if role == "worker":
        return token, None, None
    if signing is None and app_token is None:
        raise MissingSetting(
            "SLACK_SIGNING_SECRET is missing. Put it (or SLACK_APP_TOKEN for Socket Mode) into .env; then: rung doctor"
        )
    return token, signing, app_token


def _ticking(database: Database, drain: Drain, digest: ChannelDigest, now: Callable[[], dt.datetime]) -> Ticking:
    if database.is_sqlite:
        return Clock(database, drain, digest, now)
    from jobs.replicas import Replicas  # noqa: PLC0415  # who runs on SQLite does not wait for this to be imported

    return Replicas(database, drain, digest, now)


async def bring_up_to_date(database: Database) -> None:
    """Every table there: ours and, on PostgreSQL, those of the engine that replicas share."""
    await migrate(database)
    if not database.is_sqlite:
        from jobs.engine import prepare  # noqa: PLC0415  # as above

        await prepare(database)


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait({task})


@asynccontextmanager
async def sending(
    settings: Settings, database: Database, library: Library, now: Callable[[], dt.datetime]
) -> AsyncIterator[tuple[Drain, ChannelDigest]]:
    """What sends the weekly message and channels' digests, without anything that answers; raises MissingSetting."""
    token = secret(settings.slack_bot_token)
    if token is None:
        raise MissingSetting(NO_TOKEN)
    posting = courier_client(token, settings.slack_api_url)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT)) as posting.session:
        couriers, timing = {"slack": SlackCourier(posting)}, timing_of(settings)
        drain = Drain(database, library.catalogue, couriers, now, timing)
        outdoors = Outdoors(SlackDirectory(posting), database, now)
        try:
            yield drain, ChannelDigest(database, library.catalogue, couriers, {"slack": outdoors}, now, timing)
        finally:
            await drain.stop()


def timing_of(settings: Settings) -> Timing:
    """How deliveries are timed in this installation."""
    return Timing(timeout=TIMEOUT, per_second=settings.posts_per_minute / 60)


def serve(settings: Settings, library: Library, role: Role = "all") -> None:
    """Run until told to stop."""
    rung = build(settings, library, role)
    # What was built now lives as long as the process: no need to look through it again and again for garbage.
    gc.collect()
    gc.freeze()
    uvicorn.run(
        rung.web,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        lifespan="on",
        timeout_graceful_shutdown=5,
    )


if __name__ == "__main__":
    from bot.cli import main

    main()
