"""Work on a database from operating-system processes that begin at the same instant."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from storage.database import Database
from storage.members import Who
from storage.migrate import migrate
from tests.storage.people import greeted, knows

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 30.0  # seconds; a process takes about one to import everything


async def run_together(orders: list[tuple[str, ...]]) -> list[str]:
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
            ended = await asyncio.gather(*(process.communicate(b"go\n") for process in processes))
    finally:
        for process in processes:
            if process.returncode is None:
                process.kill()
                await process.wait()
    return [(out or error).decode().strip().rpartition("\n")[2] for out, error in ended]


async def write(url: str, user: str, count: int) -> None:
    """Become a new person who sets `count` depths, each in a transaction of its own."""
    database = Database(url)
    me = await greeted(database, Who("slack", "T0ACME", user))
    for number in range(count):
        await knows(database, me, f"skill-{number}", "working")
    await database.close()


async def bring(url: str) -> None:
    """Run the migrations."""
    database = Database(url)
    await migrate(database)
    await database.close()


def main(task: str, url: str, *rest: str) -> None:
    """Say that everything is imported, wait for the word, work, and say so."""
    print("ready", flush=True)
    sys.stdin.readline()
    asyncio.run(bring(url) if task == "migrate" else write(url, rest[0], int(rest[1])))
    print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
