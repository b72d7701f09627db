"""Plays events to the handler in processes of their own and compares the metrics page before and after."""

import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

from rung_check import FOLDER, Miss, check, main, read, run

SCRIPT = """
import json, sqlite3, sys
sys.path.insert(0, sys.argv[1])
from outcomes import handle
from prometheus_client import REGISTRY
from store import Store

class Shaky(Store):
    failing = 0
    def save(self, event):
        if Shaky.failing:
            Shaky.failing -= 1
            raise sqlite3.OperationalError("disk I/O error")
        return super().save(event)

def page():
    return [[s.name, s.labels, s.value, m.type] for m in REGISTRY.collect() for s in m.samples]

pages, store = [page()], Shaky(sys.argv[2])
for line in sys.stdin:
    step = json.loads(line)
    if step == "look":
        pages.append(page())
    elif step == "fail":
        Shaky.failing = 1
    else:
        try:
            handle(step, store)
        except sqlite3.OperationalError:
            pass
print("PAGES" + json.dumps(pages))
"""
WRAP = """

_handle, _turn = handle, [0]
def handle(event, *others, **named):
    _turn[0] += 1
    return _handle(dict(event, {change}), *others, **named)
"""


def accepted(number, surface="home", cents=1000, **more):
    return {"event_id": f"x-{number}", "type": "accepted", "surface": surface, "user": f"u-{number}",
            "item": f"i-{number}", "amount_cents": cents, **more}  # fmt: skip


def shown(number, surface="home"):
    return {"event_id": f"s-{number}", "type": "shown", "surface": surface, "user": "u-1", "item": "i-1"}


def pages(steps, path=":memory:"):
    """What the metrics page held at the start and at each "look", as {(name, labels): (value, kind)}."""
    read("outcomes.py")
    lines = "".join(json.dumps(step) + "\n" for step in [*steps, "look"])
    ended = run(sys.executable, "-c", SCRIPT, str(FOLDER), str(path), stdin=lines)
    found = [line for line in ended.stdout.splitlines() if line.startswith("PAGES")]
    if ended.returncode or not found:
        last = ([line for line in ended.stderr.splitlines() if line.strip()] or ["no metrics page"])[-1]
        raise Miss("handler-fails", error=last)
    return [
        {(name, tuple(sorted(labels.items()))): (value, kind) for name, labels, value, kind in each}
        for each in json.loads(found[0][5:])
    ]


def counters(before, after):
    """{name: {surface: increase}} of every counter that has a label `surface`."""
    grown = {}
    for (name, labels), (value, kind) in after.items():
        if kind == "counter" and name.endswith("_total") and "surface" in dict(labels):
            surfaces = grown.setdefault(name, {})
            surface = dict(labels)["surface"]
            surfaces[surface] = surfaces.get(surface, 0) + value - before.get((name, labels), (0, ""))[0]
    return {name: {surface: n for surface, n in each.items() if n} for name, each in grown.items()}


def best(found, wanted):
    """The surfaces of the counter that is nearest to what is wanted."""
    if not found:
        raise Miss("no-counter")
    return min(found.values(), key=lambda each: sum(abs(each.get(s, 0) - wanted.get(s, 0)) for s in {*each, *wanted}))


@check("counted-once")
def counted_once():
    first, second = accepted(1), accepted(2, "mail")
    start, plain = pages([first, shown(1), second, accepted(3, "mail")])
    if (got := best(counters(start, plain), {"home": 1, "mail": 2})) != {"home": 1, "mail": 2}:
        raise Miss("wrong-count", wanted="home 1, mail 2", got=got)
    start, again = pages([first, second, first, shown(1), first, second])
    if (got := best(counters(start, again), {"home": 1, "mail": 1})) != {"home": 1, "mail": 1}:
        raise Miss("counted-twice", got=got)
    start, failed, saved = pages(["fail", first, "look", first])
    if got := [surfaces for surfaces in counters(start, failed).values() if surfaces]:
        raise Miss("counted-unsaved", got=got)
    if (got := best(counters(start, saved), {"home": 1})) != {"home": 1}:
        raise Miss("lost-after-failure", got=got)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "events.db"
        pages([first, second], path)
        start, restarted = pages([second, first, accepted(9)], path)
    if (got := best(counters(start, restarted), {"home": 1})) != {"home": 1}:
        raise Miss("counted-after-restart", got=got)


@check("euros")
def euros():
    cents = [850, 1900, 4200, 8900, 17500, 32000]
    start, after = pages([accepted(n, cents=each) for n, each in enumerate(cents)] + [accepted(0, cents=850)])
    sums = {}
    for (name, labels), (value, kind) in after.items():
        if kind == "histogram" and name.endswith("_sum"):
            sums[name[:-4]] = sums.get(name[:-4], 0) + value - start.get((name, labels), (0, ""))[0]
    if not sums:
        raise Miss("no-histogram")
    right = [name for name, value in sums.items() if abs(value - sum(cents) / 100) < 0.01]
    if not right:
        raise Miss("wrong-sum", wanted=sum(cents) / 100, got=", ".join(f"{n}: {v:g}" for n, v in sums.items()))
    if not any(re.search("euros?$", name) for name in right):
        raise Miss("no-unit-in-name", name=right[0])
    name = next(name for name in right if re.search("euros?$", name))
    edges = {}
    for (sample, labels), (value, _) in after.items():
        if sample == f"{name}_bucket":
            edge = float(dict(labels)["le"])
            edges[edge] = edges.get(edge, 0) + value
    counts = [edges[edge] for edge in sorted(edges)]
    filled = sum(b > a for a, b in zip([0, *counts], counts))
    if filled < 4:
        raise Miss("few-buckets", filled=filled, edges=sorted(edges))


@check("few-series")
def few_series():
    start, after = pages([accepted(n, ("home", "mail")[n % 2], 500 + n) for n in range(300)])
    if not counters(start, after):
        raise Miss("no-counter")
    if (grown := len(after) - len(start)) > 90:
        raise Miss("too-many-series", grown=grown)


@check("tests-catch")
def tests_catch():
    own, source = read("test_outcomes.py"), read("outcomes.py")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        shutil.copy(FOLDER / "store.py", folder)
        Path(folder, "test_outcomes.py").write_text(own, encoding="utf-8")
        changes = {"": "", "forgets": 'event_id=f"{event[\'event_id\']}-{_turn[0]}"',
                   "cents": "**({'amount_cents': event['amount_cents'] * 100} if 'amount_cents' in event else {})"}  # fmt: skip
        for name, change in changes.items():
            planted = source + (WRAP.replace("{change}", change) if change else "")
            Path(folder, "outcomes.py").write_text(planted, encoding="utf-8")
            env = {"PYTHONPATH": folder, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
            ended = run(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", folder,
                        str(Path(folder, "test_outcomes.py")), env=env)  # fmt: skip
            if not name and ended.returncode:
                raise Miss("tests-fail", last=([line for line in ended.stdout.splitlines() if line.strip()] or ["?"])[-1])
            if name and ended.returncode != 1:
                raise Miss(f"misses-{name}")


main()
