"""Runs the sandbox and, beside it, the bot as a process of its own that cannot tell it from Slack."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import os
import secrets
import signal
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

import httpx
import typer

from sandbox import server

HOST = "127.0.0.1"
MANIFEST = Path(__file__).resolve().parent.parent / "manifest.yml"
PATIENCE = 30.0  # seconds for the bot to come up


async def run(port: int, database: str) -> None:
    """Serve both until interrupted; raises typer.Exit(1) when one of them cannot start."""
    _end_on_sigterm()
    bot_port, port = free_port(), port or free_port()
    token, signing_secret = f"xoxb-{secrets.token_hex(8)}", secrets.token_hex(16)
    settings = {
        "SLACK_API_URL": f"http://{HOST}:{port}/api/",
        "SLACK_BOT_TOKEN": token,
        "SLACK_SIGNING_SECRET": signing_secret,
        "SLACK_APP_TOKEN": "",
        "DATABASE_URL": database,
        "HOST": HOST,
        "PORT": str(bot_port),
    }
    moved = Moved(settings)
    slack = asyncio.create_task(
        server.run(MANIFEST, HOST, port, f"http://{HOST}:{bot_port}/slack/events", token, signing_secret, moved=moved)
    )
    await asyncio.sleep(0)
    bot = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "serve", env=os.environ | settings)
    try:
        await _until_healthy(bot, slack, bot_port)
        typer.echo(f"\n  Open http://{HOST}:{port} and type /skill mlflow")
        typer.echo("  The clock at its top moves time: say yes with /rung nudges on, and go to Monday 09:00.")
        typer.echo("  Everything stays on this laptop. Stop with Ctrl-C.\n")
        done, _ = await asyncio.wait({slack, asyncio.create_task(bot.wait())}, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        slack.cancel()
        await moved.ended()
        with contextlib.suppress(ProcessLookupError):
            bot.send_signal(signal.SIGTERM)
            await bot.wait()


class Moved:
    """Called when the sandbox's clock is moved: the bot sends what it would have sent by then, one tick at a time."""

    def __init__(self, settings: Mapping[str, str]) -> None:
        self._environment = os.environ | dict(settings)
        self._turn = asyncio.Lock()
        self._ticks: set[asyncio.Task[None]] = set()

    def __call__(self, moment: dt.datetime) -> None:
        """Begin a tick as of a moment."""
        tick = asyncio.create_task(self._tick(moment))
        self._ticks.add(tick)
        tick.add_done_callback(self._ticks.discard)

    async def ended(self) -> None:
        """End what is still going on."""
        for tick in self._ticks:
            tick.cancel()
        if self._ticks:
            await asyncio.wait(self._ticks)

    async def _tick(self, moment: dt.datetime) -> None:
        arguments = ("-m", "bot", "nudges", "send", "--at", moment.isoformat())
        async with self._turn:
            tick = await asyncio.create_subprocess_exec(
                sys.executable, *arguments, env=self._environment, stdout=asyncio.subprocess.DEVNULL
            )
            try:
                await tick.wait()
            finally:
                with contextlib.suppress(ProcessLookupError):
                    tick.terminate()


def _end_on_sigterm() -> None:
    """Let the end of this process be an orderly one, so that the bot's process ends with it."""
    task = asyncio.current_task()
    assert task is not None, "called from a coroutine"
    with contextlib.suppress(NotImplementedError):  # Windows has no such handlers; Ctrl-C works there too
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)


async def _until_healthy(bot: asyncio.subprocess.Process, slack: asyncio.Task[None], port: int) -> None:
    deadline = asyncio.get_running_loop().time() + PATIENCE
    async with httpx.AsyncClient() as http:
        while asyncio.get_running_loop().time() < deadline:
            if slack.done():
                typer.echo(f"The sandbox could not start: {slack.exception()}", err=True)
                raise typer.Exit(1)
            if bot.returncode is not None:
                raise typer.Exit(1)  # the bot has said why
            with contextlib.suppress(httpx.HTTPError):
                if (await http.get(f"http://{HOST}:{port}/healthz")).status_code == 200:
                    return
            await asyncio.sleep(0.1)
    typer.echo("The bot did not answer within 30 seconds.", err=True)
    raise typer.Exit(1)


def free_port() -> int:
    """A loopback port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
