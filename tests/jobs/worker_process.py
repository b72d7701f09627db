"""The processes that are killed: each plans and drains again and again, with the real courier, until it dies.

They are forked from a keeper that has imported everything, so that one begins within milliseconds of another's death.
The keeper does what it reads: "start", "kill PID", "stop PID" or "wake PID", answers with the process's id, and ends
with all of them when its input closes, however whoever holds the other end came to theirs.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import aiohttp
import structlog

from bot import logs
from bot.courier import Address, Courier, Found, NotThere, Outcome, Stamp
from bot.messages.elements import Message
from bot.slack.client import courier_client
from bot.slack.courier import SlackCourier
from jobs import verdicts, weekly_nudge
from jobs.drain import Drain
from jobs.round import real_now
from jobs.timing import Timing
from skills.catalogue import Catalogue
from skills.library import open_library
from storage import deliveries, planning
from storage.database import Database
from tests.jobs.journal import Journal

AGAIN = 0.03  # seconds between two ticks of a worker
SIGNALS = {"kill": signal.SIGKILL, "stop": signal.SIGSTOP, "wake": signal.SIGCONT}

log = structlog.get_logger()


@dataclass(frozen=True)
class Orders:
    """What a worker works on.

    `ahead` is by how many seconds the time messages are due by is ahead of the machine's; `chunk` is how many people
    are planned in one statement. One who works `blind` believes that the platform never has what it is asked for.
    """

    database: str
    api_url: str
    token: str
    ahead: float
    chunk: int
    timing: Timing
    journal: str
    blind: bool = False

    def written(self) -> str:
        """For a command line."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> Orders:
        """What `written` wrote."""
        told = json.loads(text)
        return cls(**told | {"timing": Timing(**told["timing"])})


class Watched:
    """A courier whose every step is noted."""

    def __init__(self, courier: Courier, journal: Journal, blind: bool) -> None:
        self._courier = courier
        self._journal = journal
        self._blind = blind

    async def direct(
        self, address: Address, message: Message, stamp: Stamp, in_time: Callable[[], bool]
    ) -> Outcome:  # fmt: skip
        """Send, and note it."""
        with self._journal.during("posting", stamp.key) as noted:
            outcome = await self._courier.direct(address, message, stamp, in_time)
            noted.append(type(outcome).__name__)
            return outcome

    async def find(self, address: Address, key: str, since: dt.datetime) -> Found:
        """Ask, and note it."""
        with self._journal.during("asking", key) as noted:
            found = NotThere() if self._blind else await self._courier.find(address, key, since)
            noted.append(type(found).__name__)
            return found


async def toil(orders: Orders, catalogue: Catalogue) -> None:
    """Tick as the clock does, more often."""
    journal = Journal(Path(orders.journal))
    weekly_nudge.plan = journal.watched("planning", weekly_nudge.plan)  # type: ignore[assignment]
    deliveries.claim = journal.watched("claiming", deliveries.claim)  # type: ignore[assignment]
    deliveries.claim_unsure = journal.watched("claiming", deliveries.claim_unsure)  # type: ignore[assignment]
    deliveries.settle = journal.watched("settling", deliveries.settle)  # type: ignore[assignment]
    planning.CHUNK = orders.chunk
    verdicts.FEW = 1_000  # here a message is tried often because its workers die, not because it is never taken
    slack = courier_client(orders.token, orders.api_url)
    slack.session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=orders.timing.timeout))
    database, ahead = Database(orders.database), dt.timedelta(seconds=orders.ahead)
    courier = Watched(SlackCourier(slack), journal, orders.blind)
    drain = Drain(database, catalogue, {"slack": courier}, lambda: real_now() + ahead, orders.timing)
    keeper = os.getppid()
    while os.getppid() == keeper:
        try:
            await weekly_nudge.run(database, drain, real_now() + ahead)
        except Exception:  # the clock goes on too
            log.exception("tick failed")
        await asyncio.sleep(AGAIN)


def keep(orders: Orders) -> None:
    """Do what is read until there is no more to read."""
    logs.set_up("text")
    catalogue, workers = open_library().catalogue, set[int]()
    gc.freeze()
    print("ready", flush=True)
    try:
        while word := sys.stdin.readline().split():
            workers.add(pid := _fork(orders, catalogue) if word[0] == "start" else _signal(*word))
            if word[0] == "kill":
                os.waitpid(pid, 0)
                workers.remove(pid)
            print(pid, flush=True)
    finally:
        for pid in workers:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _signal(word: str, pid: str) -> int:
    os.kill(int(pid), SIGNALS[word])
    return int(pid)


def _fork(orders: Orders, catalogue: Catalogue) -> int:
    if pid := os.fork():
        return pid
    try:
        os.dup2(2, 1)  # the keeper's output is for its answers
        asyncio.run(toil(orders, catalogue))
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


if __name__ == "__main__":
    keep(Orders.read(sys.argv[1]))
