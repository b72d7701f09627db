"""`rung sandbox` as somebody tries it: whoever moves its clock to Monday finds the weekly message."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx

from bot.sandboxed import free_port, run
from sandbox.cast import BOB, ML_PLATFORM

PATIENCE = 40.0  # seconds for the bot to come up, and for a tick


class Page:
    """Bob at the sandbox's page."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def does(self, action: str, **details: str) -> None:
        await self._http.post(f"/sandbox/do/{action}", json={"person": BOB, **details})

    async def types(self, command: str, text: str) -> str:
        """What the channel shows him afterwards."""
        await self.does("command", conversation=ML_PLATFORM, command=command, text=text)
        return await self._sees(ML_PLATFORM)

    async def reads(self) -> str:
        """His own conversation with Rung."""
        state = await self._state("")
        return await self._sees(state["app"]["conversation"])

    async def _sees(self, place: str) -> str:
        return str((await self._state(place))["messages"])

    async def _state(self, place: str) -> dict[str, Any]:
        answer = await self._http.get("/sandbox/state", params={"person": BOB, "place": place})
        state: dict[str, Any] = answer.json()
        return state


async def is_up(page: Page) -> bool:
    """Whether somebody answers commands already."""
    with contextlib.suppress(httpx.HTTPError):
        return "MLOps Engineer, Middle" in await page.types("/level", "role mlops-engineer middle")
    return False


async def has_its_message(page: Page) -> bool:
    return "rung nudge start" in await page.reads()


async def until(true: Callable[[], Awaitable[bool]]) -> None:
    """Look again and again; the caller's timeout ends it."""
    if not await true():
        await asyncio.sleep(0.2)
        await until(true)


async def test_the_clock_moved_to_monday_brings_the_weekly_message(tmp_path: Path) -> None:
    port = free_port()
    sandbox = asyncio.create_task(run(port, f"sqlite:///{tmp_path}/try.db"))
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http, asyncio.timeout(PATIENCE):
            page = Page(http)
            await until(lambda: is_up(page))
            assert "Monday 09:00" in await page.types("/rung", "nudges on monday 09:00")
            assert "rung nudge start" not in await page.reads()
            await page.does("move_clock", to="monday")
            await until(lambda: has_its_message(page))
    finally:
        sandbox.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await sandbox
