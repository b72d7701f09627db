"""The processes a kill test needs, none of which outlives it: a sandbox, and the keeper of the workers."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from tests.jobs.worker_process import Orders

ROOT = Path(__file__).resolve().parent.parent.parent
TOKEN = "xoxb-sandbox-bot-token"
PATIENCE = 60.0  # seconds; a process takes one or two to import everything
# The shell waits for our end of its input. It closes however this process ends, and the server ends with it.
KEEPER = '"$@" & server=$!; read -r word; { kill -KILL $server; wait $server; } 2>/dev/null'


class Outside:
    """A process that is told things on one line, and answers on one line."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def tell(self, *words: object) -> str:
        """Send a line; returns the answer."""
        assert self._process.stdin is not None
        self._process.stdin.write((" ".join(map(str, words)) + "\n").encode())
        return await self.answer()

    async def answer(self) -> str:
        """The next line it writes."""
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            line = await self._process.stdout.readline()
        assert line, "it ended before it answered"
        return line.decode().strip()


class Workers(Outside):
    """The keeper of the workers."""

    async def start(self) -> int:
        """A new worker; returns its process id."""
        return int(await self.tell("start"))

    async def kill(self, pid: int) -> None:
        """SIGKILL; returns when it is dead."""
        await self.tell("kill", pid)

    async def stop(self, pid: int) -> None:
        """SIGSTOP."""
        await self.tell("stop", pid)

    async def wake(self, pid: int) -> None:
        """SIGCONT."""
        await self.tell("wake", pid)


class Slack:
    """A sandbox in a process of its own. `slowest` is the longest it took to answer us, in seconds."""

    def __init__(self, url: str, http: aiohttp.ClientSession) -> None:
        self.url = url
        self.slowest = 0.0
        self._http = http

    async def plan(self, **faults: Any) -> None:
        """Say what shall go wrong, in the words of `sandbox.steering`."""
        async with self._http.post(f"{self.url}/sandbox/faults", json=faults) as answer:
            assert answer.status == 200, await answer.text()

    async def struck(self) -> dict[str, int]:
        """How often each fault did go wrong."""
        async with self._http.get(f"{self.url}/sandbox/faults") as answer:
            return dict((await answer.json())["struck"])

    async def posted(self) -> list[dict[str, Any]]:
        """Everything that was posted with a key: person, ts, event_payload."""
        async with self._http.get(f"{self.url}/sandbox/posted", params={"event_type": "rung_nudge"}) as answer:
            return list((await answer.json())["posted"])

    async def users(self) -> list[str]:
        """The ids of its crowd."""
        users, cursor = list[str](), ""
        headers = {"Authorization": f"Bearer {TOKEN}"}
        while True:
            params = {"limit": "1000", "cursor": cursor}
            async with self._http.get(f"{self.url}/api/users.list", params=params, headers=headers) as answer:
                page = await answer.json()
            users += [each["id"] for each in page["members"] if each["id"].startswith("U1")]
            cursor = page["response_metadata"]["next_cursor"]
            if not cursor:
                return users

    async def time_it(self) -> None:
        """Look again and again how long it takes to answer, until cancelled."""
        while True:
            began = time.monotonic()
            await self.struck()
            self.slowest = max(self.slowest, time.monotonic() - began)
            await asyncio.sleep(0.05)


@asynccontextmanager
async def slack_with(people: int) -> AsyncIterator[Slack]:
    """A sandbox with a crowd of so many."""
    command = ("-m", "sandbox", "manifest.yml", "--bot-token", TOKEN, "--crowd", str(people))
    async with _running("sh", "-c", KEEPER, "keeper", sys.executable, *command) as process:
        url = json.loads(await Outside(process).answer())["url"]
        async with aiohttp.ClientSession() as http:
            slack = Slack(url, http)
            timing = asyncio.create_task(slack.time_it())
            try:
                yield slack
            finally:
                timing.cancel()
                await asyncio.gather(timing, return_exceptions=True)


@asynccontextmanager
async def workers_for(orders: Orders, log: Path) -> AsyncIterator[Workers]:
    """A keeper without workers yet; what they write goes to `log`."""
    command = (sys.executable, "-W", "error", "-m", "tests.jobs.worker_process", orders.written())
    async with _running(*command, log=log) as process:
        workers = Workers(process)
        await workers.answer()  # "ready"
        yield workers


@asynccontextmanager
async def _running(*command: str, log: Path | None = None) -> AsyncIterator[asyncio.subprocess.Process]:
    pipe = asyncio.subprocess.PIPE
    errors = log.open("wb") if log else None
    try:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=errors, limit=2**20, start_new_session=True
        )
        try:
            yield process
        finally:
            assert process.stdin is not None
            process.stdin.close()
            await asyncio.wait_for(process.wait(), 10)
    finally:
        if errors:
            errors.close()
