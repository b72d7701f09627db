"""The kill test at length, on both databases: `python -m tests.jobs.soak`, or with `--help`."""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jobs.timing import Timing
from tests.jobs.killing import Storm, survive
from tests.storage.postgres import Postgres

# Few rows are claimed at a time, for each death makes that many uncertain; a sandbox with 20,000 people pauses longer.
TIMING = Timing(lease=5.0, timeout=1.0, lag=2.5, per_second=4.0, patience=0.2, longest_rest=0.5)
PATIENCE = 600.0  # seconds for the rest after the last kill


def main() -> int:
    """Print one line of figures for each database; 1 when anything was lost or doubled."""
    options = _options()
    databases = ("sqlite", "postgres") if options.database == "both" else (options.database,)
    return max(_run(each, options) for each in databases)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.jobs.soak", description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=1_000)
    parser.add_argument("--stops", type=int, default=0, help="workers stopped for longer than their lease")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    return parser.parse_args()


def _run(kind: str, options: argparse.Namespace) -> int:
    storm = Storm(
        options.people, options.kills, options.seed, stops=options.stops, workspaces=20, timing=TIMING,
        patience=PATIENCE,
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder, _database(kind, Path(folder)) as url:
        report = asyncio.run(survive(url, storm, Path(folder)))
    print(kind, report, flush=True)
    for key in report.doubled[:10]:
        print(report.story(key), file=sys.stderr)
    return int(bool(report.lost or report.doubled or report.untrue))


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder}/rung.db"
        return
    server = Postgres()
    try:
        with server.fresh() as url:
            yield url
    finally:
        server.close()


if __name__ == "__main__":
    sys.exit(main())
