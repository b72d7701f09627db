"""Tries the diagnosis and the training values on another day, and counts the trips of the online reader."""

import csv
import datetime as dt
import io
import json
import random
import shutil
import tempfile
from functools import cache
from pathlib import Path

from rung_check import Miss, check, load, main, python

HOUR = dt.timedelta(hours=1)


@cache
def another_day():
    """Events and requests of a day the person has not seen, with the cause of each difference."""
    some = random.Random(2026)
    begin = dt.datetime(2026, 11, 3, 6)
    events = []
    for number in range(12):
        for _ in range(60):
            happened = begin + dt.timedelta(seconds=some.randint(0, 36_000))
            lag = some.randint(300, 5_000) if number % 3 == 0 and 10 <= happened.hour < 13 else some.randint(1, 3)
            events.append((f"v{number}", happened, happened + dt.timedelta(seconds=lag)))
    requests = []
    for number in range(400):
        at = begin + dt.timedelta(seconds=some.randint(3_600, 36_000))
        user = f"v{some.randint(0, 12)}"  # v12 never ordered
        mine = [(h, a) for who, h, a in events if who == user and at - HOUR < h <= at]
        true, seen = len(mine), sum(a <= at for _h, a in mine)
        said = seen
        if number % 9 == 0:
            said = 0
        if number % 50 == 7:
            said = true + 3
        cause = "same" if said == true else "late" if said == seen else "default" if said == 0 else "unknown"
        requests.append((f"z-{number}", at, user, said, cause, seen))
    return events, requests


@cache
def said_by(script):
    home = Path(tempfile.mkdtemp(prefix="rung-features-"))
    try:
        events, requests = another_day()
        with (home / "e.csv").open("w", newline="", encoding="utf-8") as file:
            out = csv.writer(file)
            out.writerow(["user", "happened_at", "arrived_at"])
            out.writerows([who, h.isoformat(), a.isoformat()] for who, h, a in sorted(events, key=lambda e: e[2]))
        (home / "s.jsonl").write_text(
            "".join(
                json.dumps({"request_id": id_, "at": at.isoformat(), "user": user, "orders_1h": said}) + "\n"
                for id_, at, user, said, _cause, _seen in requests
            ),
            encoding="utf-8",
        )
        return python(script, home / "s.jsonl", home / "e.csv").stdout
    finally:
        shutil.rmtree(home, ignore_errors=True)


@check("diagnosed")
def diagnosed():
    try:
        causes = json.loads(said_by("diagnose.py"))
        causes.get
    except (ValueError, AttributeError) as error:
        raise Miss("no-json", error=error) from None
    wrong = [each for each in another_day()[1] if causes.get(each[0]) != each[4]]
    if wrong:
        id_, at, user, said, cause, _seen = wrong[0]
        raise Miss(
            "other-cause", id=id_, user=user, at=at.time(), served=said, cause=cause, said=causes.get(id_),
            wrong=len(wrong),
        )  # fmt: skip


@check("parity")
def parity():
    rows = {row.get("request_id"): row.get("orders_1h") for row in csv.DictReader(io.StringIO(said_by("training.py")))}
    for id_, at, user, said, _cause, seen in another_day()[1]:
        try:
            value = int(float(rows[id_]))
        except (KeyError, TypeError, ValueError):
            raise Miss("no-row", id=id_, value=rows.get(id_)) from None
        if value != seen:
            raise Miss("no-parity", id=id_, user=user, at=at.time(), value=value, seen=seen)


class Counting:
    """A store that waits for nothing and counts its trips."""

    def __init__(self, values):
        self.values, self.trips = values, 0

    def get(self, key):
        self.trips += 1
        return self.values.get(key)

    def get_many(self, keys):
        keys = list(keys)
        if not 0 < len(keys) <= 500:
            raise Miss("too-many-keys", keys=len(keys))
        self.trips += 1
        return [self.values.get(key) for key in keys]


def asked(items, values):
    reader = load("online.py", "read_features").read_features
    store = Counting(values)
    try:
        rows = reader(store, "u7", items)
        rows = [dict(row) for row in rows]
    except Miss:
        raise
    except Exception as error:  # noqa: BLE001  # the person's code
        raise Miss("reader-failed", items=len(items), error=f"{type(error).__name__}: {error}") from None
    return rows, store.trips


def values_of(items):
    values = {"user:u7:orders_1h": 4}
    for item in items:
        values |= {f"item:{item}:price": item * 1.5, f"item:{item}:stock": item % 3}
    return values


@check("trips")
def trips():
    for count in (1, 40, 200, 400):
        items = list(range(count, 0, -1))
        rows, made = asked(items, values_of(items))
        wanted = [{"orders_1h": 4, "price": item * 1.5, "stock": item % 3} for item in items]
        if rows != wanted:
            at = next((n for n, (a, b) in enumerate(zip(rows, wanted)) if a != b), min(len(rows), count))
            got = rows[at] if at < len(rows) else None
            raise Miss("other-rows", items=count, item=items[min(at, count - 1)], row=got)
        most = 2 if count <= 200 else 3
        if made > most:
            raise Miss("trips", items=count, trips=made, most=most)


@check("missing")
def missing():
    items = [3, 900, 5, 3]
    rows, _made = asked(items, values_of([3, 5]))
    if len(rows) != 4 or rows[3].get("price") != 4.5 or rows[0].get("stock") != 0:
        raise Miss("other-rows", items=4, item=3, row=rows[-1] if rows else None)
    for name in ("price", "stock"):
        if name not in rows[1] or rows[1][name] is not None:
            raise Miss("made-up", feature=name, value=rows[1].get(name))
    rows, _made = asked([3], {"item:3:price": 4.5, "item:3:stock": 0})
    if rows[0].get("orders_1h", 0) is not None:
        raise Miss("made-up", feature="orders_1h", value=rows[0].get("orders_1h"))
    rows, _made = asked([], values_of([]))
    if rows:
        raise Miss("other-rows", items=0, item="-", row=rows[0])


main()
