"""Feeds events nobody has seen through both paths, and runs compare.py on online paths with one difference each."""

import hashlib
import json
import math
import random
import sys
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

from rung_check import Miss, check, load, main, read, read_json, run

BATCH = "5a2afe91fb24ea4ba16e20f8c1a412fffdf8ea40e8ac75afa3c5485e9044cc41"
NOW = "2026-12-20T12:00:00+00:00"
COUNTS = {"spend_7d": 3, "mean_amount": 17, "amount_bucket": 20, "night_share": 19, "last_country": 19}
# An online path that takes over what batch says and then changes one thing.
WRAPPED = """
import math
import batch
def features(events, now):
    found = batch.features(events, now)
    for customer, values in list(found.items()):
        {change}
    return found
"""
CHANGES = {
    "spend_7d": 'values["spend_7d"] += 12.5 * (customer == "c-1")',
    "mean_amount": 'values["mean_amount"] = (values["mean_amount"] or 0) * (1.02 if customer == "c-2" else 1)',
    "night_share": 'values["night_share"] = values["night_share"] + (0.125 if customer == "c-3" else 0)',
    "amount_bucket": 'values["amount_bucket"] = values["amount_bucket"] - (1 if customer == "c-4" else 0)',
    "last_country": 'values["last_country"] = "XX" if customer == "c-5" else values["last_country"]',
}
NOISE = 'values["mean_amount"] = math.nextafter(values["mean_amount"], 1e9); values["spend_7d"] = math.nextafter(values["spend_7d"], 1e9)'
EMPTY = 'values["mean_amount"] = 0 if values["mean_amount"] is None else values["mean_amount"]'
DROPPED = 'customer == "c-6" and found.pop(customer)'
ADDED = 'found["c-new"] = dict(values)'
ASK = """
import json, sys
sys.path.insert(0, ".")
import online
given = json.load(sys.stdin)
print("\\n" + json.dumps(online.features(given["events"], given["now"])))
"""


def events(seed, count=300, bare=True):
    """Events of twelve customers in any order, with edges, ties and empty amounts."""
    rng = random.Random(seed)
    now = datetime.fromisoformat(NOW)
    found = []

    def add(customer, at, amount):
        zone = timezone(timedelta(hours=rng.choice((0, 8, 9, -5))))
        found.append({"id": len(found) + 1, "customer": customer, "at": at.astimezone(zone).isoformat(), "amount": amount, "country": rng.choice(("TW", "CN", "JP", "SG"))})

    for _ in range(count):
        amount = None if rng.random() < 0.1 else round(rng.uniform(1, 300), 2)
        add(f"c-{rng.randrange(12)}", now - timedelta(minutes=rng.randrange(-600, 20000)), amount)
    for number in range(12):
        add(f"c-{number}", now - timedelta(days=7), 40.0)
    for number, pair in enumerate(((2.0, 3.0), (4.0, 5.0), (0.5, 0.5), (7.5, 9.5))):
        for amount in pair:
            add(f"half-{number}", now - timedelta(days=1, hours=number), amount)
    if bare:
        add("bare", now - timedelta(days=2), None)
    rng.shuffle(found)
    return found


def batch_path():
    source = read("batch.py")
    if hashlib.sha256(source.encode()).hexdigest() != BATCH:
        raise Miss("batch-changed")
    return load("batch.py", "features")


def compared(online, given):
    """The exit code and output of compare.py beside an online.py of this source."""
    batch_path()
    read("compare.py")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for each in ("batch.py", "compare.py"):
            (folder / each).write_text(read(each), encoding="utf-8")
        (folder / "online.py").write_text(online, encoding="utf-8")
        (folder / "events.jsonl").write_text("".join(json.dumps(each) + "\n" for each in given), encoding="utf-8")
        code = f"import os, runpy, sys; os.chdir({name!r}); sys.path.insert(0, {name!r}); sys.argv = ['compare.py', 'events.jsonl', {NOW!r}]; runpy.run_path('compare.py', run_name='__main__')"
        ended = run(sys.executable, "-c", code)
        if "Traceback" in ended.stderr:
            raise Miss("crashed", command="compare.py", error=ended.stderr.strip().splitlines()[-1])
        return ended.returncode, ended.stdout


@check("sees")
def sees():
    given = events(1, bare=False)
    for name, change in CHANGES.items():
        code, said = compared(WRAPPED.format(change=change), given)
        if code == 0:
            raise Miss("overlooked", name=name)
        if name not in said:
            raise Miss("unnamed", name=name)
    if compared(WRAPPED.format(change=EMPTY), events(1))[0] == 0:
        raise Miss("none-as-0")
    for change, side in ((DROPPED, "online"), (ADDED, "batch")):
        if compared(WRAPPED.format(change=change), given)[0] == 0:
            raise Miss("lost-customer", side=side)


@check("quiet")
def quiet():
    given = events(2, bare=False)
    code, said = compared(WRAPPED.format(change=NOISE), given)
    if code != 0:
        raise Miss("false-alarm", line=(said.strip().splitlines() or ["exit code 1"])[0])
    if compared("from batch import features\n", events(3))[0] != 0:
        raise Miss("false-alarm", line="two equal paths")


@check("findings")
def findings():
    found = read_json("findings.json")
    if not isinstance(found, dict):
        raise Miss("other-count", name="spend_7d", got="no object")
    for name, wanted in COUNTS.items():
        if found.get(name) != wanted:
            raise Miss("other-count", name=name, got=found.get(name))


@check("mended")
def mended():
    path = batch_path()
    read("online.py")
    for seed in (11, 12, 13):
        given = events(seed)
        wanted = path.features(given, NOW)
        ended = run(sys.executable, "-c", ASK, stdin=json.dumps({"events": given, "now": NOW}), env={"TZ": "UTC-8"})
        if ended.returncode != 0:
            raise Miss("crashed", command="online.py", error=(ended.stderr.strip().splitlines() or ["?"])[-1])
        try:
            found = json.loads(ended.stdout.strip().splitlines()[-1])
        except (ValueError, IndexError):
            raise Miss("crashed", command="online.py", error="features() gives nothing that JSON can hold") from None
        for customer, values in wanted.items():
            got = found.get(customer)
            if not isinstance(got, dict):
                raise Miss("differs", name="spend_7d", customer=customer, batch=values["spend_7d"], online="nothing")
            for name, value in values.items():
                other = got.get(name)
                close = isinstance(value, (int, float)) and isinstance(other, (int, float)) and math.isclose(value, other, rel_tol=1e-9, abs_tol=1e-9)
                if not close and value != other:
                    raise Miss("differs", name=name, customer=customer, batch=value, online=other)
        if extra := set(found) - set(wanted):
            raise Miss("differs", name="customer", customer=min(extra), batch="nothing", online="features")


main()
