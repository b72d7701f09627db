"""Tries the watch on weeks of another model that it has not seen: moved ones, quiet ones, thin ones."""

import csv
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from rung_check import FOLDER, Miss, check, main, read

FEATURES = [("pages", "number", "0.40"), ("gap", "number", "0.25"), ("plan", "category", "0.33"), ("theme", "number", "0.02")]
PLANS = ("free", "basic", "pro", "max")
STATUSES = ("ok", "note", "alarm", "too-few")


def people(seed, count, *, pages=lambda x: x, gap=lambda x: x, plans=(5, 3, 2, 1), theme=3, empty=0.02, names=PLANS):
    dice = random.Random(seed)
    for number in range(count):
        yield {
            "id": f"p{number}",
            "pages": "" if dice.random() < empty else round(pages(dice.gauss(50, 10)), 2),
            "gap": int(gap(0 if dice.random() < 0.6 else dice.expovariate(0.2))),
            "plan": dice.choices(names, plans[: len(names)])[0],
            "theme": dice.randrange(theme) if theme == 3 else theme,
            "score": round(dice.random(), 4),
        }


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@cache
def code():
    read("watch.py")
    hold = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    folder = Path(hold.name)
    for path in FOLDER.glob("*.py"):
        if path.name not in ("check.py", "rung_check.py"):
            shutil.copy(path, folder)
    write(folder / "f.csv", [dict(zip(("feature", "kind", "importance"), each)) for each in FEATURES])
    write(folder / "ref.csv", list(people(1, 2000)))
    return folder, hold


def watched(case, rows):
    folder, _ = code()
    write(folder / "week.csv", list(rows))
    env = dict(os.environ, PYTHONUTF8="1", PYTHONDONTWRITEBYTECODE="1")
    try:
        ended = subprocess.run(
            [sys.executable, "watch.py", "f.csv", "ref.csv", "week.csv"], cwd=folder, env=env, capture_output=True,
            text=True, timeout=30, encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Miss("too-slow", command="python watch.py", seconds=30) from None
    lines = [line for line in ended.stdout.splitlines() if line.strip()]
    try:
        said = json.loads(lines[-1])
        status, features = said["status"], dict(said.get("features") or {})
    except (ValueError, IndexError, KeyError, TypeError, AttributeError):
        error = (ended.stderr.strip().splitlines() or lines or ["nothing"])[-1]
        raise Miss("no-json", case=case, said=error) from None
    if status not in STATUSES:
        raise Miss("other-status", case=case, status=status)
    return status, features


def expect(case, rows, status, name=None):
    got, features = watched(case, rows)
    if got != status:
        raise Miss("wrong-status", case=case, wanted=status, got=got)
    if name and features.get(name) != status:
        raise Miss("wrong-feature", case=case, name=name, wanted=status, got=features.get(name))


@check("rings")
def rings():
    expect("pages × 60", people(2, 600, pages=lambda x: x * 60), "alarm", "pages")
    expect("pages + 1 σ", people(3, 600, pages=lambda x: x + 10), "alarm", "pages")
    expect("pages: σ / 3", people(4, 600, pages=lambda x: 50 + (x - 50) / 3), "alarm", "pages")
    expect("gap: 0 → 60 % … 4", people(5, 600, gap=lambda x: x or 4), "alarm", "gap")
    expect("plan: free 45 % → 9 %", people(6, 600, plans=(1, 3, 5, 2)), "alarm", "plan")


@check("empty-and-new")
def empty_and_new():
    expect("pages empty: 2 % → 20 %", people(7, 600, empty=0.20), "alarm", "pages")
    expect("plan: new value, 15 %", people(8, 600, plans=(5, 3, 2, 1, 2), names=(*PLANS, "team")), "alarm", "plan")


@check("stays-quiet")
def stays_quiet():
    for seed in (11, 12, 13):
        expect("nothing moved, 600 rows", people(seed, 600), "ok")
    expect("nothing moved, 260 rows", people(14, 260), "ok")
    expect("pages + 0.1 σ", people(15, 600, pages=lambda x: x + 1), "ok")


@check("who-matters")
def who_matters():
    expect("theme (0.02) moved", people(21, 600, theme=2.5), "note", "theme")
    expect("theme (0.02) and pages moved", people(22, 600, theme=2.5, pages=lambda x: x + 12), "alarm", "pages")


@check("thin-week")
def thin_week():
    expect("80 rows, pages × 60", people(31, 80, pages=lambda x: x * 60), "too-few")
    expect("80 rows, nothing moved", people(32, 80), "too-few")


main()
