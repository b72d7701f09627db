"""`rung serve` as a process of its own, as an installation runs it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from bot.sandboxed import free_port
from sandbox import Sandbox
from tests.conftest import MANIFEST

ROOT = MANIFEST.parent
PATIENCE = 30.0  # seconds for it to come up, and to end


class Served:
    """One running process."""

    def __init__(self, process: asyncio.subprocess.Process, url: str, log: Path) -> None:
        self._process = process
        self._log = log
        self.url = url

    async def get(self, path: str) -> httpx.Response:
        """What it answers."""
        async with httpx.AsyncClient() as http:
            return await http.get(self.url + path)

    async def stop(self) -> None:
        """SIGTERM, as whoever runs processes stops them; returns when it has ended."""
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            await self._process.wait()

    def kill(self) -> None:
        """SIGKILL, for one that did not stop."""
        if self._process.returncode is None:
            self._process.kill()

    def said(self) -> str:
        """What it wrote to its log."""
        return self._log.read_text("utf-8")

    async def comes_up(self) -> None:
        """Return when it answers; raises when it ended instead."""
        async with asyncio.timeout(PATIENCE):
            while True:
                assert self._process.returncode is None, self.said()
                try:
                    if (await self.get("/healthz")).status_code == 200:
                        return
                except httpx.TransportError:
                    await asyncio.sleep(0.05)


@asynccontextmanager
async def served(role: str, slack: Sandbox, folder: Path, **settings: str) -> AsyncIterator[Served]:
    """`rung serve --role …` for this sandbox until the block ends; `settings` are those of its environment."""
    port, log = free_port(), folder / f"{role}.log"
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
    own = {
        "PYTHONPATH": str(ROOT), "HOST": "127.0.0.1", "PORT": str(port), "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": slack.installation.bot_token,
    }  # fmt: skip
    with log.open("wb") as written:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "serve", "--role", role, cwd=folder, env=clean | own | settings, stderr=written
        )
    served = Served(process, f"http://127.0.0.1:{port}", log)
    try:
        await served.comes_up()
        yield served
        await served.stop()
    finally:
        served.kill()
        await process.wait()
