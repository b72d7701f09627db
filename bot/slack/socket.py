"""Socket Mode, with a watchdog: a connection that died silently is replaced."""

from __future__ import annotations

import asyncio
import time

import structlog
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot.slack.client import UNREACHABLE

SILENT = 60.0  # seconds without a ping or pong from Slack, which sends one every few seconds
FIRST = 5.0  # seconds for a connection to come up
LOOK = 10.0  # seconds between looks

log = structlog.get_logger()


class Socket:
    """One Socket Mode connection that is kept alive."""

    def __init__(self, bolt: AsyncApp, app_token: str) -> None:
        self._bolt = bolt
        self._app_token = app_token
        self._watching: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Connect and start watching; when Slack cannot be reached, go on trying while the start goes on."""
        self._handler = AsyncSocketModeHandler(self._bolt, self._app_token)  # made here, because it opens a session
        connecting = asyncio.create_task(self._connect())
        self._watching = asyncio.create_task(self._watch(connecting))
        await asyncio.wait({connecting}, timeout=FIRST)

    async def close(self) -> None:
        """Stop watching and disconnect."""
        if self._watching is None:
            return
        self._watching.cancel()
        await self._handler.close_async()  # type: ignore[no-untyped-call]  # Bolt's

    async def _connect(self) -> None:
        while True:
            try:
                async with asyncio.timeout(FIRST):  # the client itself would try for ever, and say nothing
                    await self._handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt's
            except UNREACHABLE as error:
                code = error.response.get("error") if isinstance(error, SlackApiError) else type(error).__name__
                log.warning("socket not connected, trying again; `rung doctor` names the cure", error=code)
                await asyncio.sleep(LOOK)
            else:
                return

    async def _watch(self, connecting: asyncio.Task[None]) -> None:
        await connecting
        while True:
            await asyncio.sleep(LOOK)
            try:
                if await self.is_dead():
                    log.warning("socket silent, reconnecting")
                    await self._handler.client.connect_to_new_endpoint(force=True)
            except Exception as error:  # the next look tries again
                log.warning("socket reconnect failed", error=type(error).__name__)

    async def is_dead(self) -> bool:
        """Whether the connection is closed, or open and silent for too long."""
        client = self._handler.client
        heard: float | None = client.last_ping_pong_time
        silent = heard is not None and time.time() - heard > SILENT
        return silent or not await client.is_connected()
