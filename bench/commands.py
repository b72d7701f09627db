"""`/skill mlflow` through the served Rung, signed and read from the database, against a bare Bolt app."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import servers
from bench.effort import Effort
from bench.load import Connection, at_once, one_at_a_time
from bench.rounds import Figures, Round, compared, percentile, take_turns
from bench.slash import slash
from bench.tables import Aim, Row, Table

CROWD = 32
FLOOR, BARE, OURS = "constant on uvicorn (floor)", "bare Bolt app, constant card", "Rung"
BARE_NEW, OURS_NEW = "bare Bolt app that asks users.info", "Rung, first contact"
ABOUT = "against the bare Bolt app; for newcomers, against a bare Bolt app that asks Slack who it is"


@dataclass(frozen=True, slots=True)
class Arena:
    """The ports of the contestants; everybody answers with as many bytes as Rung's own `card` has."""

    ports: Mapping[str, int]
    card: bytes


def measure(effort: Effort) -> Table:
    """Answering one command: the known member, and the newcomer."""
    with arena() as ready:
        regulars = {name: _regular(ready.ports[name], effort) for name in (FLOOR, BARE, OURS)}
        fresh = itertools.count()
        newcomers = {name: _newcomers(ready.ports[name], effort, fresh) for name in (BARE_NEW, OURS_NEW)}
        known = take_turns(regulars, effort.rounds, effort.warm_up)
        new = take_turns(newcomers, effort.rounds, effort.warm_up)
    return Table(f"Answering /skill mlflow, a card of {len(ready.card):,} bytes", ABOUT, tuple(_rows(known, new)))


@contextmanager
def arena() -> Iterator[Arena]:
    """All contestants served, each in a process of its own; they and their files are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="rung-bench-") as path, ExitStack() as stack:
        folder = Path(path)
        slack = stack.enter_context(servers.slack(folder))
        rung = stack.enter_context(servers.rung(slack, folder)).port
        card = settle_in(rung)
        answer = folder / "card.json"
        answer.write_bytes(card)
        ports = {OURS: rung, OURS_NEW: rung}
        for name, contestant in ((FLOOR, "constant"), (BARE, "bolt"), (BARE_NEW, "bolt-asks")):
            ports[name] = stack.enter_context(servers.peer(contestant, answer, slack, folder)).port
        yield Arena(ports, card)


def settle_in(port: int) -> bytes:
    """Make the regular member known, with role, level and depth, so that a card needs every read; returns the card."""
    with Connection(port) as connection:
        for text in ("role mlops-engineer senior", "set mlflow working"):
            connection.ask(slash("/level", text))
        return connection.ask(slash("/skill", "mlflow"))


def _regular(port: int, effort: Effort) -> Round:
    def one_round() -> Figures:
        request = slash("/skill", "mlflow")
        took = one_at_a_time(port, itertools.repeat(request, effort.requests))
        return _times(took) | {"rate": at_once(port, request, CROWD, effort.seconds)}

    return one_round


def _newcomers(port: int, effort: Effort, fresh: Iterator[int]) -> Round:
    def one_round() -> Figures:
        requests = [slash("/skill", "mlflow", f"U0NEW{next(fresh):08}") for _ in range(effort.newcomers)]
        return _times(one_at_a_time(port, requests))

    return one_round


def _times(seconds: list[float]) -> dict[str, float]:
    return {"p50": 1000 * percentile(seconds, 50), "p99": 1000 * percentile(seconds, 99)}


def _rows(known: Mapping[str, list[Figures]], new: Mapping[str, list[Figures]]) -> Iterator[Row]:
    yield from compared("one at a time, p50", "ms", "p50", known, BARE, {OURS: Aim(1.3)})
    yield from compared("one at a time, p99", "ms", "p99", known, BARE)
    yield from compared(f"{CROWD} at a time", "/s", "rate", known, BARE, {OURS: Aim(0.7, at_least=True)})
    yield from compared("newcomers, p50", "ms", "p50", new, BARE_NEW)
    yield from compared("newcomers, p99", "ms", "p99", new, BARE_NEW)
