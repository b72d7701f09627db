"""Tries the sampler with generators of its own, runs the tests many times, and then on mutants of sampler.py."""

import ast
import copy
import random
import shutil
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from rung_check import FOLDER, Miss, check, load, main, read, run

LOGITS = {"the": 1.2, "a": 0.9, "model": 0.3, "GPU": -1.5}
MOST = 36  # mutants
ENOUGH = 0.9
RUNNER = """
import os, random, sys
os.chdir(sys.argv[1])
random.seed(int(sys.argv[2]))
import pytest
sys.exit(pytest.main(["-q", "-x", "--tb=line", "-p", "no:cacheprovider", "--rootdir", ".", "test_sampler.py"]))
"""


def tried(source, seed):
    """Exit code and output of the tests beside a sampler.py of this source."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        for path in FOLDER.glob("*.py"):
            if path.name not in ("check.py", "rung_check.py", "sampler.py", "flaky.py"):
                shutil.copy(path, name)
        Path(name, "sampler.py").write_text(source, encoding="utf-8")
        settings = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONHASHSEED": str(seed)}
        try:
            ended = run(sys.executable, "-c", RUNNER, name, seed, seconds=20, env=settings)
        except Miss:  # a mutant that never ends
            return 124, ""
        return ended.returncode, ended.stdout


def drawn(count, rng):
    sample = load("sampler.py", "sample").sample
    try:
        return [sample(LOGITS, rng=rng) for _ in range(count)]
    except TypeError as error:
        raise Miss("no-rng", error=error) from None


@check("own-rng")
def own_rng():
    random.seed(11)
    first = drawn(60, random.Random(5))
    random.seed(12)
    before = random.getstate()
    again = drawn(60, random.Random(5))
    if first != again:
        raise Miss("not-repeatable")
    if random.getstate() != before:
        raise Miss("global-touched")
    if first == drawn(60, random.Random(6)):
        raise Miss("seed-ignored")


@check("still-random")
def still_random():
    module = load("sampler.py", "sample", "probabilities")
    counts = Counter(drawn(4000, random.Random(3)))
    for token, share in module.probabilities(LOGITS).items():
        if abs(counts[token] / 4000 - share) > 0.04:
            raise Miss("skewed", token=token, wanted=round(share, 2), got=round(counts[token] / 4000, 2))
    if len({module.sample(LOGITS) for _ in range(400)}) < 2:
        raise Miss("always-same")


@cache
def green():
    source = read("sampler.py")
    read("test_sampler.py")
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda seed: tried(source, seed), range(12)))


def steady():
    red = [said for code, said in green() if code != 0]
    if red:
        lines = [line for line in red[0].splitlines() if line.startswith(("FAILED", "ERROR")) or "Error" in line]
        raise Miss("red", red=len(red), runs=len(green()), line=(lines or ["no tests ran"])[0])


@check("steady")
def is_steady():
    steady()


SWAPS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
}  # fmt: skip


def changes(node):
    """Ways to mutate one node in place: functions that change it."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
        yield lambda each: each.ops.__setitem__(0, SWAPS[type(each.ops[0])]())
    if isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in SWAPS:
        yield lambda each: setattr(each, "op", SWAPS[type(each.op)]())
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield lambda each: setattr(each, "value", each.value + 1)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield lambda each: setattr(each, "op", ast.UAdd())


def mutants(source):
    """(line, text before, text after, whole source) of every mutant of the functions."""
    tree = ast.parse(source)
    inside = {id(node) for each in tree.body if isinstance(each, ast.FunctionDef) for node in ast.walk(each)}
    places = [(number, node) for number, node in enumerate(ast.walk(tree)) if id(node) in inside]
    for number, node in places:
        for change in changes(node):
            other = copy.deepcopy(tree)
            twin = next(each for at, each in enumerate(ast.walk(other)) if at == number)
            before = ast.unparse(twin)
            change(twin)
            yield node.lineno, before, ast.unparse(twin), ast.unparse(other)


@check("mutants")
def survivors():
    steady()
    found = sorted(mutants(read("sampler.py")), key=lambda each: each[0])
    found = found[:: len(found) // MOST + 1]
    with ThreadPoolExecutor(2) as pool:
        codes = list(pool.map(lambda each: tried(each[3], 1)[0], found))
    alive = [each for each, code in zip(found, codes) if code == 0]
    if len(alive) > len(found) * (1 - ENOUGH):
        listed = "; ".join(f"line {line}: {before} -> {after}" for line, before, after, _ in alive[:4])
        raise Miss("survive", alive=len(alive), all=len(found), listed=listed)


main()
