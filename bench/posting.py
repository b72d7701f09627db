"""A contestant of the draining bench in a process of its own: `python -m bench.posting NAME DATABASE SLACK BODIES`.

BODIES is a file with ready-made posts as JSON. Every line on standard input is a round, answered with its seconds.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import logging
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import aiohttp
import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bench import crowd
from bench.outbox import AT_ONCE, TOKEN, Outbox
from bench.turns import Contestant, Turn, nothing, play
from bot.courier import Address, Stamp
from bot.slack.client import courier_client
from bot.slack.courier import SlackCourier
from jobs import composing
from jobs.drain import Drain
from jobs.timing import Timing
from skills.catalogue import Catalogue
from skills.library import open_library
from storage import briefs
from storage.briefs import Brief
from storage.database import Database
from storage.deliveries import Claimed

WEEK = dt.timedelta(weeks=1)


@asynccontextmanager
async def bare(_: str, slack: str, bodies: Sequence[str]) -> AsyncIterator[Turn]:
    """An aiohttp loop that only posts."""
    async with Outbox(slack, bodies) as outbox:

        async def post() -> None:
            numbers = iter(range(len(bodies)))

            async def one_after_the_other() -> None:
                for number in numbers:
                    await outbox.post(number)

            await asyncio.gather(*(one_after_the_other() for _ in range(AT_ONCE)))

        yield Turn(nothing, post)


@asynccontextmanager
async def rung(url: str, slack: str, _: Sequence[str]) -> AsyncIterator[Turn]:
    """Rung's own drain, a week later each round, so that no message of an earlier round is remembered."""
    web = courier_client(TOKEN, slack)
    at = [crowd.MONDAY_AT_NINE - WEEK]
    database, catalogue = Database(url), open_library().catalogue
    drain = Drain(database, catalogue, {"slack": SlackCourier(web)}, lambda: at[0], Timing(per_second=None))

    async def prepare() -> None:
        at[0] += WEEK
        await crowd.due(database, at[0])

    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as web.session:
        yield Turn(prepare, drain.run)
    await database.close()


@asynccontextmanager
async def composer(url: str, _: str, bodies: Sequence[str]) -> AsyncIterator[Turn]:
    """What Rung does for the same people beside reading, posting and writing: composing, drawing, serialising."""
    catalogue, database = open_library().catalogue, Database(url)
    known = await _briefs(database, len(bodies))
    await database.close()
    weeks = iter(range(1, 1_000))

    async def post() -> None:
        await composed(catalogue, known, f"{2027 + next(weeks)}-W01")

    yield Turn(nothing, post)


async def ready_made(url: str, catalogue: Catalogue, people: int) -> list[str]:
    """The bodies of what some people in the database get on the first Monday."""
    database = Database(url)
    known = await _briefs(database, people)
    await database.close()
    return await composed(catalogue, known, known[0].row.week)


async def composed(catalogue: Catalogue, known: Sequence[Brief], week: str) -> list[str]:
    """The body of each brief's message in a week."""
    recorder = Recorder()
    courier = SlackCourier(cast(AsyncWebClient, recorder))
    for each in known:
        brief = replace(each, row=replace(each.row, week=week))
        made = composing.compose(catalogue, brief)
        assert made.message is not None, f"nothing to say: {made.reason}"
        stamp = Stamp(brief.row.key, made.kind or "", made.skill, made.minutes)
        await courier.direct(Address("T0BENCH", brief.user), made.message, stamp, lambda: True)
    return recorder.bodies


class Recorder:
    """Keeps what a Slack client would have sent."""

    retry_handlers = ()
    logger = logging.getLogger("bench")

    def __init__(self) -> None:
        self.bodies: list[str] = []

    async def api_call(self, _: str, data: aiohttp.BytesPayload, **__: Any) -> dict[str, str]:
        self.bodies.append(data.decode())
        return {"channel": "D0BENCH", "ts": "1795424400.000001"}


async def _briefs(database: Database, people: int) -> list[Brief]:
    at, found = crowd.MONDAY_AT_NINE, []
    known = await crowd.members(database, people)
    rows = [Claimed(place, member, "2026-W48", at, at, None, 1, None) for place, member in known]
    async with database.reading() as session:
        for place in dict.fromkeys(row.workspace_id for row in rows):
            here = [row for row in rows if row.workspace_id == place]
            found += await briefs.read(session, here, "2026-W20", at)
    return found


OURS: Mapping[str, Contestant] = {"bare": bare, "rung": rung, "composer": composer}


async def main(name: str, url: str, slack: str, bodies: Sequence[str]) -> None:
    """Play one contestant until the end of the input."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    async with _contestant(name)(url, slack, bodies) as turn:
        await play(turn)


def _contestant(name: str) -> Contestant:
    if name in OURS:
        return OURS[name]
    from bench.peers_of_nudges import PEERS  # noqa: PLC0415  # their libraries take no memory of ours

    return PEERS[name]


if __name__ == "__main__":
    chosen, database_url, slack_url, file = sys.argv[1:]
    asyncio.run(main(chosen, database_url, slack_url, json.loads(Path(file).read_text("utf-8"))))
