"""From nothing to the first answered command, and the memory it takes: Rung against the imports it cannot avoid."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from time import perf_counter

from bench import servers
from bench.effort import Effort
from bench.load import Connection
from bench.processes import resident, running
from bench.rounds import Figures, Round, compared, take_turns
from bench.servers import Served
from bench.slash import slash
from bench.tables import Aim, Row, Table

IMPORTS, BARE, OURS = "import slack_bolt.async_app, sqlmodel", "bare Bolt app", "Rung"
SCRIPT = "import slack_bolt.async_app, sqlmodel; print(flush=True); input()"
ABOUT = "against the two imports alone; the .pyc files are there, the SQLite file is made anew each time"


def measure(effort: Effort) -> Table:
    """Milliseconds from the start of the process to the first answer, and megabytes after it."""
    with tempfile.TemporaryDirectory(prefix="rung-bench-") as path, ExitStack() as stack:
        folder = Path(path)
        slack = stack.enter_context(servers.slack(folder))
        card = folder / "card.json"
        card.write_text('{"text": "a card"}', encoding="utf-8")
        number = itertools.count()
        contestants: dict[str, Round] = {
            IMPORTS: lambda: _imports(folder),
            BARE: lambda: _first_answer(lambda: servers.peer("bolt", card, slack, folder)),
            OURS: lambda: _first_answer(lambda: servers.rung(slack, folder, f"{next(number)}.db")),
        }
        measured = take_turns(contestants, effort.starts, effort.warm_up)
    return Table("Start", ABOUT, tuple(_rows(measured)))


def _imports(folder: Path) -> Figures:
    began = perf_counter()
    with running(["-c", SCRIPT], folder, {}) as process:
        assert process.stdout is not None
        process.stdout.readline()
        return {"ms": 1000 * (perf_counter() - began), "MB": resident(process)}


def _first_answer(serve: Callable[[], AbstractContextManager[Served]]) -> Figures:
    began = perf_counter()
    with serve() as served, Connection(served.port) as connection:
        connection.ask(slash("/skill", "mlflow"))
        return {"ms": 1000 * (perf_counter() - began), "MB": resident(served.process)}


def _rows(measured: Mapping[str, list[Figures]]) -> Iterator[Row]:
    yield from compared("first answer", "ms", "ms", measured, IMPORTS, {OURS: Aim(1.5)})
    yield from compared("memory after it", "MB", "MB", measured, IMPORTS, {OURS: Aim(1.25)})
