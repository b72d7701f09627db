"""Work on a database from operating-system processes that begin at the same instant."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Coroutine
from pathlib import Path

from storage.database import Database
from storage.members import Who
from storage.migrate import migrate
from tests.storage.people import greeted, knows

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60.0  # seconds; a process takes about one to import everything
SOON = 0.05  # seconds from the word to the instant at which all begin


async def run_together(*orders: tuple[str, ...]) -> list[str]:
    """Start a process per order, let all go at once, and return the last line each of them wrote."""
    command = (sys.executable, "-W", "error", "-m", "tests.storage.another_process")
    pipe = asyncio.subprocess.PIPE
    processes = [
        await asyncio.create_subprocess_exec(*command, *order, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe)
        for order in orders
    ]
    try:
        async with asyncio.timeout(PATIENCE):
            for process in processes:
                assert process.stdout is not None
                await process.stdout.readline()  # "ready"
            begin = f"{time.time() + SOON}\n".encode()
            ended = await asyncio.gather(*(process.communicate(begin) for process in processes))
    finally:
        for process in processes:
            if process.returncode is None:
                process.kill()
                await process.wait()
    return [(said or complained).decode().strip().rpartition("\n")[2] for said, complained in ended]


async def write(begin: float, url: str, user: str, count: str) -> None:
    """Become a new person who sets `count` depths, each in a transaction of its own."""
    _wait_until(begin)
    database = Database(url)
    me = await greeted(database, Who("slack", "T0ACME", user))
    for number in range(int(count)):
        await knows(database, me, f"skill-{number}", "working")
    await database.close()


async def waver(begin: float, url: str, user: str, *said: str) -> None:
    """Somebody the database knows says these depths of Docker one after the other, each in a transaction of its own."""
    _wait_until(begin)
    database = Database(url)
    me = await greeted(database, Who("slack", "T0ACME", user))
    for depth in said:
        await knows(database, me, "docker", depth)
    await database.close()


async def bring(begin: float, url: str) -> None:
    """Run the migrations."""
    _wait_until(begin)
    database = Database(url)
    await migrate(database)
    await database.close()


def _wait_until(instant: float) -> None:
    time.sleep(max(0.0, instant - time.time() - 0.005))
    while time.time() < instant:
        pass  # a sleep ends when the system pleases; this ends on time


if __name__ == "__main__":
    tasks: dict[str, Callable[..., Coroutine[None, None, None]]] = {"write": write, "waver": waver, "migrate": bring}
    print("ready", flush=True)
    asyncio.run(tasks[sys.argv[1]](float(sys.stdin.readline()), *sys.argv[2:]))
    print("done", flush=True)
