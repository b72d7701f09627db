"""Puts the pieces together; the only file that sees all of them."""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import httpx
import uvicorn
from starlette.applications import Starlette

from bot.reception import Reception
from bot.settings import Settings, secret
from bot.slack.app import SlackApp
from bot.slack.client import TIMEOUT, SlackProfiles, client
from bot.slack.replies import Replies
from bot.slack.socket import Socket
from bot.web import web_app
from jobs import clock
from skills.library import Library
from storage.database import Database
from storage.migrate import migrate


class MissingSetting(Exception):  # noqa: N818  # it reads as what it is
    """A setting without which Rung cannot start; the message is one line with the cure."""


@dataclass(frozen=True, slots=True)
class Rung:
    """The running parts that tests and the server both need."""

    web: Starlette
    slack: SlackApp
    database: Database


def build(settings: Settings, library: Library) -> Rung:
    """Everything wired, nothing started; raises MissingSetting or storage's UnusableDatabase."""
    token, signing = secret(settings.slack_bot_token), secret(settings.slack_signing_secret)
    app_token = secret(settings.slack_app_token)
    if token is None:
        raise MissingSetting("SLACK_BOT_TOKEN is missing. Put the bot token (xoxb-…) into .env, then run: rung doctor")
    if signing is None and app_token is None:
        raise MissingSetting(
            "SLACK_SIGNING_SECRET is missing. Put it (or SLACK_APP_TOKEN for Socket Mode) into .env; then: rung doctor"
        )
    database = Database(settings.database_url)
    slack = client(token, settings.slack_api_url)
    http = httpx.AsyncClient(timeout=10)
    reception = Reception(database, library.catalogue, library.lookup, SlackProfiles(slack))
    app = SlackApp(reception, Replies(slack, http), slack, signing)
    socket = Socket(app.bolt, app_token) if app_token else None

    async def living() -> AsyncIterator[None]:
        # One session for all calls: without it the client opens a connection for each. The client's own timeout
        # does not hold for a session it was given.
        slack.session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT))
        await migrate(database)
        asyncio.get_running_loop().run_in_executor(None, library.lookup.warm)
        scheduler = clock.start(database, lambda: dt.datetime.now(dt.UTC))
        if socket is not None:
            await socket.open()
        try:
            yield
        finally:
            if socket is not None:
                await socket.close()
            scheduler.shutdown(wait=False)
            await app.drained()
            await http.aclose()
            await slack.session.close()
            await database.close()

    web = web_app(None if app_token else app.bolt, database, library.catalogue, living)
    return Rung(web, app, database)


def serve(settings: Settings, library: Library) -> None:
    """Run until told to stop."""
    rung = build(settings, library)
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
