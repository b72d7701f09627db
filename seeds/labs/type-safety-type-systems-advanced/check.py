"""Writes small programs of other teams, good and bad ones, and asks mypy about each of their lines."""

import re
import sys
import tempfile
from pathlib import Path

from rung_check import FOLDER, Miss, check, main, python, read, run

HEAD = """
from collections.abc import Sequence
import numpy as np
from pipelines import Registry, Step, evaluate, first, mean_pool, rank, similarity

class Shout:
    def predict(self, texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(text.upper() for text in texts)

class Double:
    def predict(self, rows: Sequence[float]) -> list[float]:
        return [row * 2 for row in rows]

class Quiet:
    def fit(self, rows: Sequence[str]) -> None: ...

split: Step[str, list[str]] = Step(str.split)
count: Step[list[str], int] = Step(len)
models: Registry[Shout] = Registry()
matrix: np.ndarray[tuple[int, int], np.dtype[np.float64]] = np.ones((2, 3))
vector: np.ndarray[tuple[int], np.dtype[np.float64]] = np.ones(3)
"""
GOOD = [
    "a1: int = split.then(count)('a b')",
    "a2: Step[str, int] = split.then(count)",
    "a3: float = evaluate(Shout(), ['a', 'b'], ['A', 'c'])",
    "a4: float = evaluate(Shout(), ('a', 'b'), ('A', 'c'))",
    "a5: float = evaluate(Double(), [1.0], [2.0])",
    "a6: Shout = models.add('shout', Shout())",
    "a7: tuple[str, ...] = models.get('shout').predict(['a'])",
    "a8: list[str] = models.names()",
    "a9: int | None = first([1, 2])",
    "b1: int = first([1, 2], 0)",
    "b2: int | str = first({1: 'x'}, 'none')",
    "b3: str | None = first(line for line in ['a'])",
    "b4: float = similarity(vector, mean_pool(matrix))",
    "b5: np.ndarray[tuple[int], np.dtype[np.float64]] = mean_pool(matrix)",
    "b6: int = int(rank(vector, matrix)[0])",
]
BAD = [
    "c1 = count.then(split)",
    "c2: str = split.then(count)('a b')",
    "c3 = split(3)",
    "c4 = evaluate(Quiet(), ['a'], ['b'])",
    "c5 = evaluate(Shout(), [1, 2], ['A', 'B'])",
    "c6 = models.add('double', Double())",
    "c7: list[str] = models.get('shout')",
    "c8: int = first([1, 2])",
    "c9: str = first([1, 2], 'x')",
]
SHAPES = [
    "d1 = mean_pool(vector)",
    "d2 = mean_pool(mean_pool(matrix))",
    "d3 = similarity(matrix, vector)",
    "d4 = rank(matrix, vector)",
]


def mypy(*arguments):
    ended = run(sys.executable, "-m", "mypy", "--config-file=", "--no-color-output", "--hide-error-context", *arguments, seconds=100)
    return [line for line in ended.stdout.splitlines() if ": error:" in line], ended


def complaints(lines):
    """For each line, what mypy says of it, or nothing."""
    read("pipelines.py")
    with tempfile.TemporaryDirectory(dir=FOLDER, prefix="rung_") as folder:
        file = Path(folder) / "other_team.py"
        file.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
        said, ended = mypy("--strict", str(file))
    start, found = HEAD.count("\n") + 1, {}
    for line in said:
        match = re.search(r"other_team\.py:(\d+): error: (.*)", line)
        if match is None:
            raise Miss("mypy-says", count=len(said), first=line)
        found.setdefault(int(match[1]) - start, match[2])
    if ended.returncode not in (0, 1):
        raise Miss("mypy-says", count=0, first=ended.stderr or ended.stdout)
    for place, text in found.items():
        if place < 0:
            raise Miss("refuses-good", line=HEAD.splitlines()[place + start - 1], said=text)
    return [found.get(place, "") for place in range(len(lines))]


@check("strict")
def strict():
    ignores = len(re.findall(r"#\s*type:\s*ignore", read("pipelines.py")))
    if ignores > 1 or re.search(r"#\s*mypy:", read("pipelines.py")):
        raise Miss("ignores-left", ignores=ignores)
    said, ended = mypy("--strict", "pipelines.py")
    if ended.returncode != 0:
        raise Miss("mypy-says", count=len(said), first=(said or [ended.stderr or ended.stdout])[0])


@check("accepts")
def accepts():
    for line, said in zip(GOOD, complaints(GOOD)):
        if said:
            raise Miss("refuses-good", line=line, said=said)


@check("refuses")
def refuses():
    for line, said in zip(BAD, complaints(BAD)):
        if not said:
            raise Miss("lets-in", line=line)


@check("shapes")
def shapes():
    for line, said in zip(SHAPES, complaints(SHAPES)):
        if not said:
            raise Miss("lets-in", line=line)


@check("still-runs")
def still_runs():
    lines = [line.strip() for line in python("uses.py").stdout.splitlines()]
    wanted = ["3 ['A', 'B']", "0.5", "['longest'] ['to']", "3 7 x", "[0.5 0.5] 0.7071067811865475 [0 1]"]
    if [line[:20] for line in lines] != [line[:20] for line in wanted]:
        raise Miss("other-output", wanted=wanted, lines=lines)


main()
