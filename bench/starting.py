"""From nothing to the first answered command, and the memory it takes: Rung against the imports it cannot avoid."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

from bench import commands, servers
from bench.effort import Effort
from bench.load import Connection
from bench.processes import resident, running
from bench.rounds import Figures, compared, take_turns
from bench.slash import slash
from bench.tables import Aim, Row, Table

IMPORTS, BARE, OURS = "import slack_bolt.async_app, sqlmodel", "bare Bolt app, first answer", "Rung, first answer"
SCRIPT = "import slack_bolt.async_app, sqlmodel; print(flush=True); input()"
ABOUT = "against the two imports alone; every .pyc is there, the SQLite file is not"


def measure(effort: Effort) -> Table:
    """Milliseconds and megabytes."""
    with tempfile.TemporaryDirectory(prefix="rung-bench-") as path, ExitStack() as stack:
        folder = Path(path)
        slack = stack.enter_context(servers.slack(folder))
        card = folder / "card.json"
        card.write_bytes(_card(slack, folder))
        contestants = {
            IMPORTS: lambda: _imports(folder),
            BARE: lambda: _bare(slack, card, folder),
            OURS: _rung(slack, folder),
        }
        for warm_up in contestants.values():
            warm_up()
        measured = take_turns(contestants, effort.starts)
    return Table("Start", ABOUT, tuple(_rows(measured)))
