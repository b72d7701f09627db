"""Runs each step in an empty folder with what it declares, on other data, and then again as a retry would."""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from rung_check import FOLDER, Miss, check, main, read, read_json

DATE = "2026-02-03"


@cache
def steps():
    found = read_json("pipeline.json")
    found = found.get("steps") if isinstance(found, dict) else None
    if not isinstance(found, list) or len(found) < 4:
        raise Miss("too-few", steps=len(found) if isinstance(found, list) else 0)
    for step in found:
        lists = [step.get(name) for name in ("inputs", "outputs")] if isinstance(step, dict) else [None]
        if not all(isinstance(each, list) and all(isinstance(name, str) for name in each) for each in lists):
            raise Miss("bad-step", step=json.dumps(step))
        if not isinstance(step.get("name"), str) or not isinstance(step.get("script"), str):
            raise Miss("bad-step", step=json.dumps(step))
        if Path(step["script"]).parts[:1] != ("steps",):
            raise Miss("bad-step", step=json.dumps(step))
        read(step["script"])
    return found


@cache
def data():
    """Other customers than the person's: shuffled, some gone, some ids twice."""
    some = random.Random(77)
    header, *rows = read("raw.csv").splitlines()
    rows = some.sample(rows, 300)
    rows += [",".join([row.split(",")[0], "9.5", "3", "2", "1"]) for row in some.sample(rows, 20)]
    return "\n".join([header, *rows]) + "\n"


@cache
def wanted():
    """The accuracy that the notebook gets, cell by cell, in the order of the page."""
    cells = read_json("churn.ipynb")["cells"]
    here, home = os.getcwd(), Path(tempfile.mkdtemp(prefix="rung-notebook-"))
    (home / "raw.csv").write_text(data(), encoding="utf-8")
    try:
        os.chdir(home)
        space = {}
        for cell in cells:
            exec("".join(cell["source"]), space)  # the lab's own notebook
        return space["accuracy"]
    finally:
        os.chdir(here)
        space.clear()
        shutil.rmtree(home, ignore_errors=True)


class World:
    """A warehouse, artifacts, and the steps' code without the person's data beside it."""

    def __init__(self):
        self.home = Path(tempfile.mkdtemp(prefix="rung-pipeline-"))
        shutil.copytree(FOLDER / "steps", self.home / "code" / "steps", ignore=shutil.ignore_patterns("__pycache__"))
        self.kept = self.home / "kept"
        self.kept.mkdir()
        (self.kept / "raw.csv").write_text(data(), encoding="utf-8")
        self.warehouse = self.home / "warehouse.db"
        base = sqlite3.connect(self.warehouse)
        base.execute("CREATE TABLE runs (run_date TEXT, accuracy REAL)")
        base.execute("INSERT INTO runs VALUES ('2026-01-31', 0.5)")
        base.commit()
        base.close()

    def run(self, step, date=DATE, times=1):
        folder = Path(tempfile.mkdtemp(dir=self.home))
        for name in step["inputs"]:
            if not (self.kept / name).is_file():
                raise Miss("no-input", step=step["name"], input=name)
            shutil.copy(self.kept / name, folder)
        env = dict(os.environ, RUN_DATE=date, WAREHOUSE=str(self.warehouse), PYTHONUTF8="1", PYTHONDONTWRITEBYTECODE="1")
        outputs = []
        for _ in range(times):
            try:
                ended = subprocess.run(
                    [sys.executable, str(self.home / "code" / step["script"])], cwd=folder, env=env, timeout=60,
                    capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
                )  # fmt: skip
            except subprocess.TimeoutExpired:
                raise Miss("too-slow", command=step["script"], seconds=60) from None
            if ended.returncode != 0:
                last = ([line for line in ended.stderr.splitlines() if line.strip()] or ["-"])[-1]
                raise Miss("step-failed", step=step["name"], inputs=", ".join(step["inputs"]) or "-", error=last)
            for name in step["outputs"]:
                if not (folder / name).is_file():
                    raise Miss("no-output", step=step["name"], output=name)
            outputs.append({name: (folder / name).read_bytes() for name in step["outputs"]})
        for name in step["outputs"]:
            shutil.copy(folder / name, self.kept)
        return outputs

    def rows(self):
        base = sqlite3.connect(self.warehouse)
        try:
            return sorted(base.execute("SELECT run_date, accuracy FROM runs").fetchall(), key=str)
        finally:
            base.close()

    def accuracy(self):
        try:
            return float(json.loads((self.kept / "metrics.json").read_text(encoding="utf-8"))["accuracy"])
        except (OSError, ValueError, LookupError, TypeError):
            raise Miss("no-metrics") from None


def in_world(play):
    steps()
    if not (FOLDER / "steps").is_dir():
        raise Miss("too-few", steps=0)
    world = World()
    try:
        return play(world)
    finally:
        shutil.rmtree(world.home, ignore_errors=True)


@check("alone")
def alone():
    in_world(lambda world: [world.run(step) for step in steps()])


@check("same-result")
def same_result():
    def play(world):
        for step in steps():
            world.run(step)
        return world.accuracy()

    said = in_world(play)
    if abs(said - wanted()) > 1e-9:
        raise Miss("other-accuracy", wanted=round(wanted(), 4), said=round(said, 4))


@check("retry")
def retry():
    def play(world):
        for step in steps():
            first, second = world.run(step, times=2)
            for name in step["outputs"]:
                if first[name] != second[name]:
                    raise Miss("grows", step=step["name"], output=name, one=len(first[name]), two=len(second[name]))

    in_world(play)


@check("one-row")
def one_row():
    def play(world):
        for step in steps():
            world.run(step)
        before = world.rows()
        for step in steps():
            world.run(step)
        again = world.rows()
        for step in steps():
            world.run(step, date="2026-02-01")
        return before, again, world.rows(), world.accuracy()

    before, again, filled, accuracy = in_world(play)
    if not any(date == DATE for date, _accuracy in before):
        raise Miss("other-date", date=DATE, rows=before)
    if ("2026-01-31", 0.5) not in filled:
        raise Miss("lost-row", rows=filled)
    if [date for date, _ in again].count(DATE) != 1:
        raise Miss("two-rows", date=DATE, many=[date for date, _ in again].count(DATE))
    if sorted(date for date, _ in filled) != ["2026-01-31", "2026-02-01", DATE]:
        raise Miss("other-date", date="2026-02-01", rows=filled)
    if any(date != "2026-01-31" and abs((value or 0) - accuracy) > 1e-9 for date, value in filled):
        raise Miss("other-date", date=DATE, rows=filled)


main()
