"""Puts the person's pipe.py to work on a pipeline of its own whose steps write down when they ran."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rung_check import FOLDER, Miss, check, main, read, read_json

STEP = """
import json, os, sys, time
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
{extra}
def trace(what):
    with open(os.environ["TRACE"], "a", encoding="utf-8") as file:
        file.write(f"{{what}} {name} {{time.time()}}\\n")
trace("begin")
{body}
trace("end")
"""
BODIES = {
    "a": ("", 'open("a.txt", "w").write(open("x.txt").read().strip().lower())'),
    "left": (
        "import helper",
        'time.sleep(0.7)\ntext = open("a.txt").read()\nif "boom" in text: sys.exit("boom")\n'
        'open("left.txt", "w").write(text + helper.MARK)',
    ),
    "right": ("", 'time.sleep(0.7)\nopen("right.txt", "w").write(open("a.txt").read()[::-1])'),
    "last": (
        "",
        'open("last.txt", "w").write(open("left.txt").read() + open("right.txt").read() + os.environ["PARAMS"])',
    ),
}


def project(home):
    (home / "steps").mkdir(parents=True)
    for name, (extra, body) in BODIES.items():
        text = STEP.format(extra=extra, body=body, name=name)
        (home / "steps" / f"{name}.py").write_text(text, encoding="utf-8")
    (home / "steps" / "helper.py").write_text('MARK = "1"\n', encoding="utf-8")
    (home / "x.txt").write_text("alpha", encoding="utf-8")
    pipeline(home)
    shutil.copy(FOLDER / "pipe.py", home / "pipe.py")


def pipeline(home, strength=1):
    def step(name, inputs, uses=(), params=None):
        return {
            "name": name, "script": f"steps/{name}.py", "uses": list(uses), "params": params or {}, "inputs": inputs,
            "outputs": [f"{name}.txt"],
        }  # fmt: skip

    steps = [
        step("a", ["x.txt"]),
        step("left", ["a.txt"], ["steps/helper.py"]),
        step("right", ["a.txt"]),
        step("last", ["left.txt", "right.txt"], params={"strength": strength}),
    ]
    (home / "pipeline.json").write_text(json.dumps({"steps": steps}), encoding="utf-8")


def execute(home, fails=False):
    """Run pipe.py; the names of the steps that ran, and their times."""
    trace = home.parent / f"trace-{time.time_ns()}"
    env = dict(os.environ, TRACE=str(trace), PYTHONUTF8="1", PYTHONDONTWRITEBYTECODE="1")
    try:
        ended = subprocess.run(
            [sys.executable, "pipe.py"], cwd=home, env=env, capture_output=True, text=True, encoding="utf-8",
            errors="replace", timeout=60, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Miss("too-slow", command="python pipe.py", seconds=60) from None
    if ended.returncode != 0 and not fails:
        last = ([line for line in ended.stderr.splitlines() if line.strip()] or ["-"])[-1]
        raise Miss("crashed", command="python pipe.py", error=last)
    times = {}
    for line in trace.read_text(encoding="utf-8").splitlines() if trace.exists() else []:
        what, name, at = line.split()
        times.setdefault(name, {})[what] = float(at)
    return sorted(times), times, ended.returncode


def in_project(play):
    read("pipe.py")
    home = Path(tempfile.mkdtemp(prefix="rung-pipe-"))
    try:
        project(home / "p")
        return play(home / "p")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def expect(what, ran, wanted):
    if set(wanted) - set(ran):
        raise Miss("stale", what=what, ran=", ".join(ran) or "-", wanted=", ".join(sorted(wanted)))
    if set(ran) - set(wanted):
        raise Miss("for-nothing", what=what, ran=", ".join(ran), wanted=", ".join(sorted(wanted)) or "-")


@check("fresh")
def fresh():
    def play(home):
        execute(home)
        (home / "x.txt").write_text("gamma", encoding="utf-8")  # as long as "alpha"
        expect("x.txt (alpha → gamma)", execute(home)[0], ["a", "left", "right", "last"])
        (home / "steps" / "helper.py").write_text('MARK = "2"\n', encoding="utf-8")
        expect("steps/helper.py (uses: left)", execute(home)[0], ["left", "last"])
        pipeline(home, strength=2)
        expect("params (last)", execute(home)[0], ["last"])
        path = home / "steps" / "right.py"
        path.write_text(path.read_text(encoding="utf-8").replace("[::-1]", "[::-2]"), encoding="utf-8")
        expect("steps/right.py", execute(home)[0], ["right", "last"])

    in_project(play)


@check("reuse")
def reuse():
    def play(home):
        execute(home)
        for path in home.rglob("*"):
            if path.is_file():
                os.utime(path, (time.time() + 50, time.time() + 50))
        expect("mtime", execute(home)[0], [])
        shutil.copytree(home, home.parent / "elsewhere")
        expect("cwd", execute(home.parent / "elsewhere")[0], [])
        (home / "x.txt").write_text("ALPHA", encoding="utf-8")  # a.py makes the same of it
        expect("x.txt (alpha → ALPHA)", execute(home)[0], ["a"])
        (home / "x.txt").write_text("gamma", encoding="utf-8")
        execute(home)
        (home / "x.txt").write_text("alpha", encoding="utf-8")
        expect("x.txt (gamma → alpha)", execute(home)[0], [])
        if (home / "last.txt").read_text(encoding="utf-8")[:5] != "alpha":
            raise Miss("not-restored")

    in_project(play)


@check("side-by-side")
def side_by_side():
    times = in_project(execute)[1]
    for name in BODIES:
        if "end" not in times.get(name, {}):
            raise Miss("stale", what="-", ran=", ".join(times) or "-", wanted=name)
    left, right = times["left"], times["right"]
    if left["begin"] >= right["end"] or right["begin"] >= left["end"]:
        raise Miss("one-by-one")
    if times["last"]["begin"] < max(left["end"], right["end"]) or times["a"]["end"] > left["begin"]:
        raise Miss("too-early")


@check("stops")
def stops():
    def play(home):
        execute(home)
        before = (home / "last.txt").read_bytes()
        (home / "x.txt").write_text("boom!", encoding="utf-8")
        for _ in range(2):
            ran, times, code = execute(home, fails=True)
            if code == 0 or "last" in ran or (home / "last.txt").read_bytes() != before:
                raise Miss("went-on", code=code, ran=", ".join(ran))
            if "left" not in ran:
                raise Miss("failure-cached", ran=", ".join(ran) or "-")

    in_project(play)


@check("gated")
def gated():
    declared = read_json("pipeline.json")
    try:
        steps = {step["name"]: step for step in declared["steps"]}
        train = steps["train"]
    except (LookupError, TypeError):
        raise Miss("no-train") from None
    header, *rows = read("raw.csv").splitlines()
    for row_count, blank, wanted in ((500, 40, False), (500, 12, True), (380, 0, False)):
        home = Path(tempfile.mkdtemp(prefix="rung-gate-"))
        try:
            for name in ("pipe.py", "pipeline.json"):
                shutil.copy(FOLDER / name, home / name)
            shutil.copytree(FOLDER / "steps", home / "steps", ignore=shutil.ignore_patterns("__pycache__"))
            cells = [row.split(",") for row in rows[:row_count]]
            for number, row in enumerate(cells):
                row[1] = "" if number % 7 == 0 and number // 7 < blank else row[1] or "20.00"
            text = "\n".join([header, *map(",".join, cells)]) + "\n"
            (home / "raw.csv").write_text(text, encoding="utf-8")
            _ran, _times, code = execute(home, fails=True)
            trained = all((home / name).is_file() for name in train["outputs"])
        finally:
            shutil.rmtree(home, ignore_errors=True)
        if wanted and (code != 0 or not trained):
            raise Miss("shut", rows=row_count, blank=blank, code=code)
        if not wanted and (code == 0 or trained):
            raise Miss("let-through", rows=row_count, blank=blank, code=code)


main()
