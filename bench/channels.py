"""A channel of thousands who all say yes: its publication, and the answer with its picture, against one raw query."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import tempfile
import tracemalloc
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from time import perf_counter

import psycopg
from sqlalchemy import insert, text, update

from bench import postgres, raw
from bench.effort import Effort
from bench.rounds import Figures, compared, take_turns_async
from bench.tables import Aim, Row, Table
from bot.messages import channel as messages
from bot.messages.channel_parts import View
from bot.messages.chart import Heat
from bot.pictures import heat
from bot.slack import draw
from bot.words import words_in
from skills.catalogue import Catalogue
from skills.library import open_library
from skills.shelving import skills_of
from storage import channels, leading, publications, publishing
from storage.channel_tables import ChannelMember, ChannelShare
from storage.channels import Channel
from storage.database import Database
from storage.members import Me, Who, find
from storage.migrate import migrate
from storage.tables import Member, SkillDepth, table

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
LIMIT, FIRST, NEXT = "one aggregate query (limit)", "Rung, first publication", "Rung, a week later"
ANSWER = "Rung, publication, answer and picture"
ABOUT = "against SELECT skill, count(*) … GROUP BY skill over the same rows; without Slack's time for its members"
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
LEAD = Who("slack", "T0BENCH", "U0LEAD")
ROLE = "mlops-engineer"
CHANGING = 0.1  # of the people set something between one week and the next
RAW = (
    "SELECT d.skill, count(*) FROM channel_shares s JOIN depths d ON d.workspace_id = s.workspace_id"
    " AND d.member_id = s.member_id WHERE s.channel_id = 1 AND s.choice = 'sums'"
    " AND d.depth IN ('working', 'advanced', 'expert') GROUP BY d.skill"
)
FORGET = ("published_crowds", "publications", "contributions", "crowds")
Work = Callable[[], Awaitable[None]]


def measure(effort: Effort) -> Table:
    """Milliseconds of our own, and the most memory a publication takes."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="rung-bench-") as folder, postgres.server() as server:
        for engine in (SQLITE, POSTGRESQL):
            url = f"sqlite:///{Path(folder) / 'bench.db'}" if engine == SQLITE else postgres.fresh(server)
            measured, memory = asyncio.run(_measured(engine, url, effort))
            title = f"{effort.channel:,} people × 56 skills, {engine}"
            rows += compared(title, "ms", "ms", measured, LIMIT, {FIRST: Aim(2), NEXT: Aim(2)})
            rows += [
                Row("  most memory", f"{people:,} people", megabytes, "MB") for people, megabytes in memory.items()
            ]
    return Table("A channel's publication", ABOUT, tuple(rows))


async def _measured(engine: str, url: str, effort: Effort) -> tuple[Mapping[str, list[Figures]], Mapping[int, float]]:
    catalogue, database = open_library().catalogue, Database(url)
    try:
        await migrate(database)
        channel, lead = await _filled(database, catalogue, effort.channel)

        async def first(now: dt.datetime = NOW) -> None:
            async with database.writing() as session:
                await publishing.publish(session, channel, "bench", now)

        async def answer() -> None:
            await first()
            await _answered(database, catalogue, channel, lead)

        contestants = {
            LIMIT: _timed(database, lambda: LIMITS[engine](url)),
            FIRST: _timed(database, first),
            NEXT: _timed(
                database, lambda: first(NOW + dt.timedelta(weeks=1)), lambda: _a_week(database, first, effort)
            ),
            ANSWER: _timed(database, answer),
        }
        measured = await take_turns_async(contestants, effort.rounds, effort.warm_up)
        return measured, {effort.channel: await _memory(database, first)}
    finally:
        await database.close()


def _timed(database: Database, work: Work, before: Work | None = None) -> Callable[[], Awaitable[Figures]]:
    async def one_round() -> Figures:
        await _unpublished(database)
        if before is not None:
            await before()
        began = perf_counter()
        await work()
        return {"ms": 1000 * (perf_counter() - began)}

    return one_round


async def _answered(database: Database, catalogue: Catalogue, channel: Channel, lead: Me) -> None:
    """What a lead reads, as Slack gets it, and the picture in it."""
    words = words_in("en")
    async with database.writing() as session:
        shared = await publications.read(session, lead, channel, "read", NOW)
    if shared is None or shared.publication is None:
        raise RuntimeError("nothing was published")
    message = messages.progress(words, catalogue, lead, channel, shared, View(ROLE, None))
    draw.message_blocks(message, "F0BENCH")
    for each in message.elements:
        if isinstance(each, Heat):
            await asyncio.to_thread(heat.png, each, "en")


async def _a_week(database: Database, first: Callable[[dt.datetime], Awaitable[None]], effort: Effort) -> None:
    """Last week's publication stands, and some have set something since."""
    await first(NOW)
    chance = random.Random(perf_counter())
    some = chance.sample(range(1, effort.channel + 1), max(1, int(CHANGING * effort.channel)))
    depths = table(SkillDepth)
    async with database.writing() as session:
        for member in some:
            theirs = depths.c.member_id == member, depths.c.skill == "docker"
            await session.execute(update(depths).where(*theirs).values(depth=chance.choice(("awareness", "expert"))))


async def _memory(database: Database, first: Callable[[], Awaitable[None]]) -> float:
    await _unpublished(database)
    tracemalloc.start()
    await first()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1_000_000


async def _unpublished(database: Database) -> None:
    async with database.writing() as session:
        for each in FORGET:
            await session.execute(text(f"DELETE FROM {each}"))


async def _filled(database: Database, catalogue: Catalogue, people: int) -> tuple[Channel, Me]:
    """A channel in which everybody says yes and has set all the skills of a role."""
    chance, skills = random.Random(6), skills_of(catalogue, ROLE)
    async with database.writing() as session:
        channel = await channels.meet(session, LEAD.platform, LEAD.workspace, "C0BENCH", "bench", NOW)
        home: dict[str, object] = {"workspace_id": channel.workspace_id}
        for start in range(1, people + 1, 500):
            some = range(start, min(start + 500, people + 1))
            member = home | {"created_at": NOW}
            rows = [member | {"id": each, "external_id": f"U{each:09}"} for each in some]
            await session.execute(insert(table(Member)), rows)
            there = [home | {"channel_id": channel.id, "member_id": each} for each in some]
            await session.execute(insert(table(ChannelMember)), there)
            said = {"choice": "sums", "chosen_at": NOW}
            await session.execute(insert(table(ChannelShare)), [row | said for row in there])
            await session.execute(insert(table(SkillDepth)), list(_depths(chance, home, some, skills)))
    async with database.writing() as session:
        if not database.is_sqlite:  # members were given their numbers here
            await session.execute(text("SELECT setval('members_id_seq', (SELECT max(id) FROM members))"))
        await leading.name(session, channel, LEAD, NOW)
        await session.execute(text("ANALYZE"))  # as a database does by itself in time
    async with database.reading() as session:
        lead = await find(session, LEAD)
    assert lead is not None, "the lead was just named"
    return channel, lead


def _depths(
    chance: random.Random, home: dict[str, object], people: range, skills: tuple[str, ...]
) -> Iterator[Mapping[str, object]]:
    said = ("none", "awareness", "working", "working", "advanced", "expert")
    for member in people:
        for skill in skills:
            yield home | {
                "member_id": member, "skill": skill, "depth": chance.choice(said), "catalogue": "c1", "set_at": NOW,
            }  # fmt: skip


async def _sqlite(url: str) -> None:
    with closing(raw.opened(url.removeprefix("sqlite:///"))) as connection:
        connection.execute(RAW).fetchall()


async def _postgresql(url: str) -> None:
    async with await psycopg.AsyncConnection.connect(url) as connection:
        await (await connection.execute(RAW.encode())).fetchall()


LIMITS: Mapping[str, Callable[[str], Awaitable[None]]] = {SQLITE: _sqlite, POSTGRESQL: _postgresql}
