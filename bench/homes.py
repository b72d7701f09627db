"""Publishing an App Home: words alone, with the picture Slack has, and with a new picture, against one bare call."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
import logging
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import aiohttp
import httpx
import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bench import servers
from bench.effort import Effort
from bench.rounds import Figures, compared, percentile, take_turns_async
from bench.slash import TEAM
from bench.tables import Row, Table
from bot.reception import Profile, Reception
from bot.slack import draw
from bot.slack.client import client
from bot.slack.homes import Homes
from bot.slack.replies import Replies
from skills.library import open_library
from skills.scale import SAYABLE
from skills.shelving import skills_of
from storage import depths, roles
from storage.database import Database
from storage.members import Who
from storage.migrate import migrate

ROLE = "mlops-engineer"
BARE = "views.publish, a finished view (limit)"
KNOWN, NEW = "Rung, the picture is known", "Rung, a new picture"
ABOUT = "against one bare views.publish of as many bytes; Slack answers at once, all depths of the role are set"


@dataclass(frozen=True, slots=True)
class Stage:
    """Somebody with a Home, and everything that draws it."""

    homes: Homes
    reception: Reception
    slack: AsyncWebClient
    who: Who


class _Nobody:
    async def profile(self, _: Who) -> Profile:
        return Profile("en-US", "UTC")


def measure(effort: Effort) -> Table:
    """Milliseconds until Slack has taken the Home."""
    with tempfile.TemporaryDirectory(prefix="rung-bench-") as path:
        folder = Path(path)
        with servers.slack(folder) as slack_url:
            structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
            measured = asyncio.run(_measured(effort, slack_url, folder))
    return Table("Publishing a Home", ABOUT, tuple(_rows(measured)))


async def _measured(effort: Effort, slack_url: str, folder: Path) -> Mapping[str, list[Figures]]:
    async with _stage(slack_url, folder) as stage:
        answer = await stage.reception.home(stage.who)
        view = draw.home_view(answer.message, "F0BENCH")
        deeper = itertools.cycle(SAYABLE[:5])

        async def bare() -> None:
            await stage.slack.api_call("views.publish", json={"user_id": stage.who.user, "view": view})

        async def new_picture() -> None:
            await _set(stage, {"docker": next(deeper), "mlflow": next(deeper)})
            await stage.homes.publish(stage.who)

        await stage.homes.publish(stage.who)
        few, many = max(3, effort.reads // 300), max(3, effort.reads // 30)
        contestants = {
            BARE: lambda: _timed(bare, many),
            KNOWN: lambda: _timed(lambda: stage.homes.publish(stage.who), many),
            NEW: lambda: _timed(new_picture, few),
        }
        return await take_turns_async(contestants, effort.rounds, effort.warm_up)


async def _timed(work: Callable[[], Awaitable[None]], times: int) -> Figures:
    took = []
    for _ in range(times):
        began = perf_counter()
        await work()
        took.append(1000 * (perf_counter() - began))
    return {"p50": percentile(took, 50), "p99": percentile(took, 99)}


@asynccontextmanager
async def _stage(slack_url: str, folder: Path) -> AsyncIterator[Stage]:
    library = open_library()
    database = Database(f"sqlite:///{folder / 'home.db'}")
    await migrate(database)
    slack = client("xoxb-bench", slack_url)
    slack.session = aiohttp.ClientSession()
    async with httpx.AsyncClient() as http:
        reception = Reception(database, library.catalogue, library.lookup, _Nobody())
        stage = Stage(Homes(reception, Replies(slack, http)), reception, slack, Who("slack", TEAM, "U0HOME"))
        await reception.opened_home(stage.who)
        me = await reception.known(stage.who)
        assert me is not None, "they opened their Home"
        async with database.writing() as session:
            await roles.choose(session, me, ROLE, "middle", library.catalogue.version, dt.datetime.now(dt.UTC))
        await _set(stage, dict.fromkeys(skills_of(library.catalogue, ROLE), "working"))
        yield stage
    await slack.session.close()
    await database.close()


async def _set(stage: Stage, wanted: dict[str, str | None]) -> None:
    me = await stage.reception.known(stage.who)
    assert me is not None, "they were met before"
    async with stage.reception.database.writing() as session:
        now = stage.reception.now()
        await depths.set_mine(session, me, wanted, "set", stage.reception.catalogue.version, now)


def _rows(measured: Mapping[str, list[Figures]]) -> Iterator[Row]:
    yield from compared("until it is published, p50", "ms", "p50", measured, BARE)
    yield from compared("until it is published, p99", "ms", "p99", measured, BARE)
