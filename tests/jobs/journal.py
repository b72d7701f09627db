"""What workers did, in a file that outlives them: who was in the middle of what when it was killed."""

from __future__ import annotations

import os
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
BEGUN = "…"


class Entry(NamedTuple):
    """A worker began something (`outcome` is BEGUN) or came to its end; `at` is of the monotonic clock, in seconds."""

    at: float
    pid: int
    phase: str
    key: str
    outcome: str


class Journal:
    """One file for all workers; each line is one write, so that none is lost or torn when its writer dies."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    @contextmanager
    def during(self, phase: str, key: str = "-") -> Iterator[list[str]]:
        """Note the beginning and the end; the block may append its outcome to the list."""
        outcome: list[str] = []
        self._note(phase, key, BEGUN)
        try:
            yield outcome
        finally:
            self._note(phase, key, outcome[-1] if outcome else "over")

    def watched(self, phase: str, work: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
        """The same work, noted."""

        async def noted(*args: P.args, **kwargs: P.kwargs) -> R:
            with self.during(phase):
                return await work(*args, **kwargs)

        return noted

    def _note(self, phase: str, key: str, outcome: str) -> None:
        os.write(self._file, f"{time.monotonic():.4f} {os.getpid()} {phase} {key} {outcome}\n".encode())


class Watch:
    """Reads along while workers write."""

    def __init__(self, path: Path) -> None:
        self.entries: list[Entry] = []
        self._path = path
        self._read = 0
        self._running: defaultdict[int, Counter[str]] = defaultdict(Counter)

    def doing(self, pid: int) -> set[str]:
        """What a worker is in the middle of, or was when it died."""
        self.read_on()
        return {phase for phase, count in self._running[pid].items() if count > 0}

    def read_on(self) -> None:
        """Take in what was noted since the last look."""
        if not self._path.exists():
            return
        with self._path.open("rb") as notes:
            notes.seek(self._read)
            read = notes.read()
        new = read[: read.rfind(b"\n") + 1]  # a line may be seen while it is written
        self._read += len(new)
        for line in new.decode().splitlines():
            at, pid, phase, key, outcome = line.split(" ")
            self.entries.append(Entry(float(at), int(pid), phase, key, outcome))
            self._running[int(pid)][phase] += 1 if outcome == BEGUN else -1


def lost_answers(entries: Sequence[Entry]) -> int:
    """Posts of which their worker did not learn, or did not live to learn, whether they arrived."""
    posts = [each for each in entries if each.phase == "posting"]
    begun = sum(each.outcome == BEGUN for each in posts)
    return begun - sum(each.outcome not in (BEGUN, "Unsure", "over") for each in posts)


def answered(entries: Sequence[Entry], *outcomes: str) -> int:
    """Questions to the platform's history that ended this way: "Sent", "NotThere"."""
    return sum(each.phase == "asking" and each.outcome in outcomes for each in entries)
