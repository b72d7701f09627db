"""Runs the minimal example alone in an empty folder, and the mended report on rows it has not seen."""

import ast
import os
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rung_check import Miss, check, load, main, python, read

LONGEST = 15
PRIVATE = re.compile(r"[\w.+-]+@[\w-]+\.\w+|sk-live\S*")
RIGHT = """
def totals(rows):
    found = {}
    for row in rows:
        found[row["campaign"]] = found.get(row["campaign"], 0) + row["cents"]
    return found
"""
CASES = [
    [("x", 1), ("y", 2), ("x", 3), ("x", 4), ("y", 5)],
    [(None, 7), ("b", 1), (None, 1), ("a", 2), ("b", 3)],
    [],
    [("z", 0), ("a", 1), ("z", 9)],
]


def lines():
    return [line.rstrip() for line in read("repro.py").splitlines() if line.strip() and not line.lstrip().startswith("#")]


def alone(text):
    """The last line of what the text says when it runs in an empty folder; empty when it ends well."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder, "repro.py").write_text(text, encoding="utf-8")
        try:
            ended = subprocess.run(
                [sys.executable, "repro.py"], cwd=folder, capture_output=True, text=True, timeout=20, check=False,
                encoding="utf-8", errors="replace", env=dict(os.environ, PYTHONUTF8="1", PYTHONPATH=""),
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise Miss("too-slow", command="python repro.py", seconds=20) from None
    if ended.returncode == 0:
        return ""
    said = [line for line in ended.stderr.splitlines() if re.match(r"\w+(\.\w+)*(:|$)", line)]
    return said[-1] if said else f"exit code {ended.returncode}"


@check("fails-alone")
def fails_alone():
    if len(lines()) > LONGEST:
        raise Miss("too-long", lines=len(lines()))
    said = alone(read("repro.py"))
    if not said:
        raise Miss("no-failure")
    if not said.startswith("AssertionError"):
        raise Miss("other-error", error=said)


@check("shows-this-bug")
def shows_this_bug():
    try:
        tree = ast.parse(read("repro.py"))
    except SyntaxError as error:
        raise Miss("other-error", error=error) from None
    at = [number for number, node in enumerate(tree.body) if isinstance(node, ast.FunctionDef) and node.name == "totals"]
    if len(at) != 1:
        raise Miss("no-totals")
    tree.body[at[0]] = ast.parse(RIGHT).body[0]
    if said := alone(ast.unparse(ast.fix_missing_locations(tree))):
        raise Miss("still-fails", error=said)


@check("question-complete")
def question_complete():
    question = read("question.md")
    version = ".".join(platform.python_version_tuple()[:2])
    if not re.search(rf"(?<![\d.]){re.escape(version)}(?!\d)", question):
        raise Miss("no-version", version=version)
    stripped = {line.strip() for line in question.splitlines()}
    for line in lines():
        if line.strip() not in stripped:
            raise Miss("lacks-line", line=line)


@check("nothing-private")
def nothing_private():
    for name in ("repro.py", "question.md"):
        if found := PRIVATE.search(read(name)):
            raise Miss("private", file=name, found=found[0])


@check("fixed")
def fixed():
    totals = load("report.py", "totals").totals
    for case in CASES:
        wanted = {}
        for campaign, cents in case:
            wanted[campaign] = wanted.get(campaign, 0) + cents
        try:
            got = totals({"campaign": campaign, "cents": cents} for campaign, cents in case)
            pairs = list(got.items())
        except Exception as error:
            raise Miss("wrong", wanted=wanted, got=f"{type(error).__name__}: {error}") from None
        if pairs != list(wanted.items()):
            raise Miss("wrong", wanted=wanted, got=got)


@check("old-tests")
def old_tests():
    python("-m", "unittest", "test_report", seconds=30)


main()
