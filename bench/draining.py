"""Sending a week's messages: Rung on both databases against a loop that only posts and against one job a person."""

from __future__ import annotations

import asyncio
import json
import tempfile
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from subprocess import Popen

from bench import crowd, postgres, posting
from bench.effort import Effort
from bench.load import HOST
from bench.outbox import AT_ONCE
from bench.processes import free_port, peak, running, until_listening
from bench.rounds import Figures, Round, compared, take_turns
from bench.tables import Aim, Row, Table
from skills.library import open_library
from storage.database import Database

BARE, SQLITE, POSTGRESQL = "aiohttp loop, ready-made bodies (limit)", "Rung, SQLite", "Rung, PostgreSQL"
COMPOSING = "Rung, composing alone"
TAKES = 0.05  # seconds for an answer of a Slack across a network; the real one takes longer
APSCHEDULER, PROCRASTINATE, DBOS = (
    "APScheduler, SQLite, a job a person", "procrastinate, a job a person", "DBOS, SQLite, a workflow a person",
)  # fmt: skip
PEERS = {APSCHEDULER: "apscheduler", PROCRASTINATE: "procrastinate", DBOS: "dbos"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where everything stands: a folder, the address of a Slack, and a database with people."""

    folder: Path
    slack: str
    url: str


def measure(effort: Effort) -> Table:
    """Posts a second, and the memory of a process that plans and sends for few and for ten times as many."""
    with tempfile.TemporaryDirectory(prefix="rung-bench-") as path, ExitStack() as stack:
        place = Place(Path(path), stack.enter_context(_slack(Path(path))), f"sqlite:///{path}/people.db")
        server = stack.enter_context(postgres.server())
        contestants = dict(_contestants(stack, place, server, effort))
        rounds = max(1, effort.rounds // 2)
        rates = take_turns(contestants, rounds, effort.warm_up)
        far = replace(place, slack=stack.enter_context(_slack(place.folder, TAKES)))
        across = take_turns(dict(_across(stack, far, effort)), max(1, rounds // 2), effort.warm_up)
        bytes_each = _bytes_each(place.folder / "bodies.json")
    memory = _memories(effort.remembered)
    about = (
        f"against the loop; {AT_ONCE} posts of {bytes_each:,} bytes at once, {effort.drained:,} people a round;"
        f" only Rung composes, its peers post what is ready to {effort.few:,}; across a network an answer takes"
        f" {TAKES * 1000:.0f} ms"
    )
    return Table("Sending a week", about, (*_rates("messages", rates), *_rates("across a network", across), *memory))


def _contestants(stack: ExitStack, place: Place, server: str, effort: Effort) -> Iterator[tuple[str, Round]]:
    on_postgresql = postgres.fresh(server)
    for url in (place.url, on_postgresql, f"sqlite:///{place.folder}/across.db"):
        asyncio.run(_filled(url, effort.drained))
    bodies = asyncio.run(posting.ready_made(place.url, open_library().catalogue, effort.drained))
    many, few = place.folder / "bodies.json", place.folder / "few.json"
    many.write_text(json.dumps(bodies), encoding="utf-8")
    few.write_text(json.dumps(bodies[: effort.few]), encoding="utf-8")
    yield BARE, _playing(stack, place, "bare", "-", many, len(bodies))
    yield SQLITE, _playing(stack, place, "rung", place.url, many, len(bodies))
    yield POSTGRESQL, _playing(stack, place, "rung", on_postgresql, many, len(bodies))
    yield COMPOSING, _playing(stack, place, "composer", place.url, many, 0)
    for title, name in PEERS.items():
        own = postgres.fresh(server) if title == PROCRASTINATE else f"sqlite:///{place.folder}/{name}.db"
        yield title, _playing(stack, place, name, own, few, min(effort.few, len(bodies)))


def _across(stack: ExitStack, place: Place, effort: Effort) -> Iterator[tuple[str, Round]]:
    """The same where each answer takes its time, as it does in life."""
    bodies = place.folder / "bodies.json"
    yield BARE, _playing(stack, place, "bare", "-", bodies, effort.drained)
    yield SQLITE, _playing(stack, place, "rung", f"sqlite:///{place.folder}/across.db", bodies, effort.drained)


def _playing(stack: ExitStack, place: Place, name: str, url: str, bodies: Path, posts: int) -> Round:
    """A process that posts when told to; what arrived is counted by the Slack it posts to."""
    process = stack.enter_context(_process(place, name, url, bodies))
    people = posts or len(json.loads(bodies.read_text("utf-8")))

    def one_round() -> Figures:
        return {"rate": people / _told(process, place, posts)}

    return one_round


@contextmanager
def _process(place: Place, name: str, url: str, bodies: Path) -> Iterator[Popen[str]]:
    arguments = ("-m", "bench.posting", name, url, place.slack, str(bodies))
    with running(arguments, place.folder, {}) as process:
        _answer(process, place.folder)
        yield process


def _told(process: Popen[str], place: Place, posts: int) -> float:
    """The seconds of one round; raises RuntimeError unless everybody's message arrived once."""
    assert process.stdin is not None
    process.stdin.write("post\n")
    process.stdin.flush()
    seconds = float(_answer(process, place.folder))
    with urllib.request.urlopen(f"{place.slack}counts") as answer:
        counted = json.load(answer)
    if counted != {"posts": posts, "keys": posts}:
        raise RuntimeError(f"{process.args!r} sent {counted} instead of {posts}")
    return seconds


def _answer(process: Popen[str], folder: Path) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"{process.args!r} gave up: {(folder / 'stderr.log').read_text('utf-8')[-2000:]}")
    return line


@contextmanager
def _slack(folder: Path, takes: float = 0.0) -> Iterator[str]:
    port = free_port()
    with running(("-m", "bench.stub", str(port), str(takes)), folder, {}) as process:
        until_listening(process, port, folder)
        yield f"http://{HOST}:{port}/"


async def _filled(url: str, people: int) -> None:
    database = Database(url)
    await crowd.fill(database, open_library().catalogue, people)
    await database.close()


def _bytes_each(bodies: Path) -> int:
    texts: list[str] = json.loads(bodies.read_text("utf-8"))
    return sum(map(len, texts)) // len(texts)


def _memories(sizes: Sequence[int]) -> Iterator[Row]:
    """A process of its own for each size."""
    first = None
    for people in sizes:
        with tempfile.TemporaryDirectory(prefix="rung-bench-") as path, _slack(Path(path)) as slack:
            place = Place(Path(path), slack, f"sqlite:///{path}/people.db")
            asyncio.run(_filled(place.url, people))
            none = place.folder / "none.json"
            none.write_text("[]", encoding="utf-8")
            with _process(place, "rung", place.url, none) as process:
                _told(process, place, people)
                megabytes = peak(process)
        first = first or megabytes
        aim = Aim(1.2) if people > sizes[0] else None
        yield Row(f"peak memory, {people:,} people", SQLITE, megabytes, "MB", megabytes / first, aim)


def _rates(title: str, measured: Mapping[str, list[Figures]]) -> Iterator[Row]:
    aims = {SQLITE: Aim(0.85, at_least=True), POSTGRESQL: Aim(0.7, at_least=True)}
    yield from compared(title, "/s", "rate", measured, BARE, aims)
