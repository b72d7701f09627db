"""`python -m bench [commands] [planning] …`: measure what is named, or everything, and print a table for each."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from time import perf_counter
from typing import Protocol

import uvicorn

from bench import channels, commands, draining, freshness, gaps, homes, lookups, planning, starting, storing
from bench.effort import FULL, Effort


class Printed(Protocol):
    """What a measurement comes to."""

    def lines(self) -> Iterator[str]:
        """It, line by line."""


SUBJECTS: Mapping[str, Callable[[Effort], Printed]] = {
    "commands": commands.measure,
    "lookups": lookups.measure,
    "storing": storing.measure,
    "gaps": gaps.measure,
    "homes": homes.measure,
    "starting": starting.measure,
    "planning": planning.measure,
    "draining": draining.measure,
    "channels": channels.measure,
    "freshness": freshness.measure,
}


def main() -> None:
    """Measure what was asked for, or everything."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Ratios from one interleaved run.")
    parser.add_argument("subject", nargs="*", help=f"{', '.join(SUBJECTS)}; none means all of them")
    chosen: list[str] = parser.parse_args().subject or list(SUBJECTS)
    if unknown := set(chosen) - set(SUBJECTS):
        parser.error(f"no such subject: {', '.join(sorted(unknown))}; there are {', '.join(SUBJECTS)}")
    began = perf_counter()
    print(f"{machine()}\n")
    for name in chosen:
        print("\n".join(SUBJECTS[name](FULL).lines()), end="\n\n", flush=True)
    print(
        f"{perf_counter() - began:.0f} s. Figures and ratios are medians over rounds in which contestants took turns."
    )


def machine() -> str:
    """What the absolute figures depend on."""
    # What uvicorn finds installed, it takes: `auto` is its default for both.
    found = [name for name in ("uvloop", "httptools") if find_spec(name)] or ["asyncio", "h11"]
    served = f"uvicorn {uvicorn.__version__} on {' and '.join(found)}"
    return f"Python {platform.python_version()}, {os.cpu_count()} cores, {served}"


if __name__ == "__main__":
    main()
