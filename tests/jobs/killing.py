"""The kill test: people whose message is due, two workers, one of which is killed again and again, and a bad Slack."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from jobs.round import real_now
from jobs.timing import Timing
from storage.database import Database
from storage.migrate import migrate
from storage.tables import Delivery, Member, NudgeChoice, table
from tests.jobs import due, journal
from tests.jobs.outside import TOKEN, Slack, Workers, slack_with, workers_for
from tests.jobs.worker_process import Orders

HISTORY_LAG = 0.4  # seconds
# `timeout` and `lag` together outlast the history's lag by more than a second: a loaded machine stalls that long.
TIMING = Timing(lease=2.8, timeout=0.8, lag=1.2, per_second=10.0, patience=0.2, longest_rest=0.5)
CATCH = 0.5  # seconds to wait for a worker to get into the middle of something
PHASES = ("claiming", "posting", "settling", "asking")
POST, HISTORY = "chat.postMessage", "conversations.history"
WEATHER: tuple[Mapping[str, Any], ...] = (
    {"method": POST, "kind": "rate_limited", "share": 0.05, "seconds": 1},
    {"method": POST, "kind": "error_before", "share": 0.03},
    {"method": POST, "kind": "error_after", "share": 0.03},
    {"method": POST, "kind": "hang_up_before", "share": 0.02},
    {"method": POST, "kind": "hang_up_after", "share": 0.03},
    {"method": POST, "kind": "hang", "share": 0.01, "seconds": 5},
    {"method": HISTORY, "kind": "rate_limited", "share": 0.01, "seconds": 1},
    {"method": HISTORY, "kind": "error_before", "share": 0.01},
    {"method": HISTORY, "kind": "hang_up_before", "share": 0.01},
)

_rows, _choices, _members = table(Delivery), table(NudgeChoice), table(Member)


@dataclass(frozen=True)
class Storm:
    """What is done to whom.

    `stops` are workers stopped for longer than their lease, and woken; `stop_after` are the bounds of the seconds
    between a post of theirs and that. `pause` are those between two kills; `weather` is what Slack does.
    """

    people: int
    kills: int
    seed: int
    stops: int = 0
    stop_after: tuple[float, float] = (0.02, 0.08)
    workspaces: int = 10
    pause: tuple[float, float] = (0.02, 0.3)
    timing: Timing = TIMING
    weather: tuple[Mapping[str, Any], ...] = WEATHER
    blind: bool = False
    sleep: float = 7.0  # seconds: longer than a lease, and until another has asked
    patience: float = 60.0  # seconds for the rest after the last kill


@dataclass
class Report:
    """What came of it.

    `caught` counts what killed workers were in the middle of, `held` is what stopped ones had claimed; `users` are the
    platform's ids by the database's, and `counted` what choices count of messages sent.
    """

    storm: Storm
    entries: list[journal.Entry]
    seconds: float = 0.0
    kills_with_rows_under_way: int = 0
    caught: Counter[str] = field(default_factory=Counter)
    held: list[tuple[str, int, float]] = field(default_factory=list)
    struck: dict[str, int] = field(default_factory=dict)
    posted: list[dict[str, Any]] = field(default_factory=list)
    ledger: list[Any] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    users: dict[int, str] = field(default_factory=dict)
    counted: dict[int, int] = field(default_factory=dict)
    slowest: float = 0.0

    @property
    def posts(self) -> Counter[str]:
        """How many messages each person has."""
        return Counter(each["person"] for each in self.posted)

    @property
    def lost(self) -> list[str]:
        """Who has none."""
        return sorted(self.people - self.posts.keys())

    @property
    def doubled(self) -> list[str]:
        """Keys of messages that are there more than once."""
        keys = Counter(each["event_payload"]["key"] for each in self.posted)
        return sorted(key for key, count in keys.items() if count > 1)

    @property
    def untrue(self) -> list[str]:
        """Where the ledger tells something else than what was posted: keys."""
        there = {each["event_payload"]["key"]: (each["person"], each["ts"]) for each in self.posted}
        told = {
            f"{row.workspace_id}-{row.member_id}-{row.week}": (self.users[row.member_id], row.message)
            for row in self.ledger if row.state == "sent" and row.conversation and row.sent_at and row.kind
        }  # fmt: skip
        wrong = {key for key in there.keys() | told.keys() if there.get(key) != told.get(key)}
        uncounted = {f"member {member}" for member, count in self.counted.items() if count != 1}
        return sorted(wrong | uncounted)

    @property
    def overslept(self) -> list[str]:
        """Keys of messages that others sent while a stopped worker had them claimed."""
        slept = self.storm.sleep
        return sorted(
            key for key, holder, began in self.held for each in self.entries
            if (each.key, each.phase) == (key, "posting") and each.pid != holder and began < each.at < began + slept
        )  # fmt: skip

    @property
    def ambiguous(self) -> int:
        """Posts whose answer got lost, or died with their worker."""
        return journal.lost_answers(self.entries)

    @property
    def resolved(self) -> int:
        """How often the history said whether a message is there."""
        return journal.answered(self.entries, "Sent", "NotThere")

    @property
    def found(self) -> int:
        """How often it was there."""
        return journal.answered(self.entries, "Sent")

    def __str__(self) -> str:
        """One line of figures."""
        return (
            f"seed={self.storm.seed} people={len(self.people)} posts={len(self.posted)} kills={self.storm.kills} "
            f"seconds={self.seconds:.1f} ambiguous={self.ambiguous} resolved={self.resolved} found={self.found} "
            f"lost={len(self.lost)} doubled={len(self.doubled)} untrue={len(self.untrue)} "
            f"slowest_answer={self.slowest:.2f} "
            f"killed_while={dict(self.caught)} with_rows_under_way={self.kills_with_rows_under_way} "
            f"struck={self.struck}"
        )

    def story(self, key: str) -> str:
        """Everything workers noted of one message, for whoever has to find out why it is there twice."""
        return "\n".join(" ".join(map(str, each)) for each in self.entries if each.key == key)


async def survive(url: str, storm: Storm, folder: Path) -> Report:
    """Put the people into the empty database at `url`, let the storm pass over them, and see what is left."""
    database, watch = Database(url), journal.Watch(folder / "journal")
    report = Report(storm, watch.entries)
    try:
        async with slack_with(storm.people) as slack:
            await _prepare(database, slack, report)
            async with workers_for(_orders(url, slack, storm, folder), folder / "workers.log") as workers:
                began = time.monotonic()
                victims = await _kill(workers, database, watch, report)
                await _stop(workers, database, watch, report)
                await finished(database, storm.people, storm.patience)
                report.seconds = time.monotonic() - began
            watch.read_on()
            report.caught = Counter(each for pid in victims for each in watch.doing(pid))
            await conclude(report, database, slack)
    finally:
        await database.close()
    return report


async def _prepare(database: Database, slack: Slack, report: Report) -> None:
    storm = report.storm
    await migrate(database)
    users = await slack.users()
    await due.put(database, users, storm.workspaces)
    report.people = set(users)
    await slack.plan(seed=storm.seed, history_lag=HISTORY_LAG, share=list(storm.weather))


def _orders(url: str, slack: Slack, storm: Storm, folder: Path) -> Orders:
    ahead = (due.MONDAY - real_now()).total_seconds()
    chunk = max(5, storm.people // 50)
    notes = str(folder / "journal")
    return Orders(url, f"{slack.url}/api/", TOKEN, ahead, chunk, storm.timing, notes, storm.blind)


async def _kill(workers: Workers, database: Database, watch: journal.Watch, report: Report) -> list[int]:
    """Kill one of two at random moments, and start another in its place; returns who was killed."""
    storm, chance = report.storm, random.Random(report.storm.seed)
    running, victims = [await workers.start(), await workers.start()], list[int]()
    for number in range(storm.kills):
        # The first die young, because planning is done soon.
        await asyncio.sleep(chance.uniform(0, 0.1) if number < 3 else chance.uniform(*storm.pause))
        victim = running.pop(chance.randrange(2))
        if number % 2:  # a worker rests most of the time: let every other one get into the middle of something
            await _catch(victim, chance.choice(PHASES), watch, CATCH)
            await asyncio.sleep(chance.uniform(0, 0.01))
        await workers.kill(victim)
        report.kills_with_rows_under_way += bool(await _under_way(database))
        running.append(await workers.start())
        victims.append(victim)
    return victims


async def _stop(workers: Workers, database: Database, watch: journal.Watch, report: Report) -> None:
    """Stop a worker between two of its posts until its leases are over and another had time to ask; then wake it."""
    storm, chance = report.storm, random.Random(report.storm.seed)
    for _ in range(storm.stops):
        sleeper = await workers.start()
        await _catch(sleeper, "posting", watch, 5.0)
        await asyncio.sleep(chance.uniform(*storm.stop_after))
        await workers.stop(sleeper)
        report.held += await _held(database, sleeper, watch)
        await asyncio.sleep(storm.sleep)
        await workers.wake(sleeper)
        await asyncio.sleep(0.2)
        await workers.kill(sleeper)


async def _held(database: Database, pid: int, watch: journal.Watch) -> list[tuple[str, int, float]]:
    """What a worker who has posted something has claimed: key, worker, and the moment it is so."""
    posted = next((each.key for each in watch.entries if each.pid == pid and each.phase == "posting"), "0-0-0")
    whose = select(_rows.c.owner).where(_rows.c.member_id == int(posted.split("-")[1])).scalar_subquery()
    async with database.reading() as session:
        rows = await session.execute(select(_rows).where(_rows.c.state == "sending", _rows.c.owner == whose))
        return [(f"{row.workspace_id}-{row.member_id}-{row.week}", pid, time.monotonic()) for row in rows]


async def _catch(pid: int, phase: str, watch: journal.Watch, patience: float) -> None:
    """Wait for a worker to do this, so many seconds at most."""
    deadline = time.monotonic() + patience
    while phase not in watch.doing(pid) and time.monotonic() < deadline:  # noqa: ASYNC110  # a file has no event
        await asyncio.sleep(0.001)


async def _under_way(database: Database) -> int:
    async with database.reading() as session:
        asked = select(func.count()).select_from(_rows).where(_rows.c.state == "sending")
        return int((await session.execute(asked)).scalar_one())


async def finished(database: Database, people: int, patience: float) -> None:
    """Wait until everybody's row is settled; not longer than `patience` seconds, and then the ledger tells."""
    deadline = time.monotonic() + patience
    settled = select(func.count()).select_from(_rows).where(_rows.c.state.not_in(("planned", "sending")))
    while time.monotonic() < deadline:
        async with database.reading() as session:
            if (await session.execute(settled)).scalar_one() == people:
                return
        await asyncio.sleep(0.1)


async def conclude(report: Report, database: Database, slack: Slack) -> None:
    """Collect what is left: messages, ledger and counts."""
    report.posted, report.struck, report.slowest = await slack.posted(), await slack.struck(), slack.slowest
    async with database.reading() as session:
        report.ledger = list(await session.execute(select(_rows)))
        users = await session.execute(select(_members.c.id, _members.c.external_id))
        report.users = {row.id: row.external_id for row in users}
        counted = await session.execute(select(_choices.c.member_id, _choices.c.ignored))
        report.counted = {row.member_id: row.ignored for row in counted}
