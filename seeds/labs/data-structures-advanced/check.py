"""Fills cache.FeatureCache with rows it has not seen: answers first, then memory, then time."""

import json
import sys

from rung_check import Miss, check, main, read, run

SETTING = """
import json, random, time, tracemalloc
from cache import FeatureCache

class Old:
    def __init__(self, rows):
        self.by_user = {row["user"]: dict(row) for row in rows}

SEGMENTS = [f"seg-{number}" for number in range(7)]

def made(count, seed):
    pick = random.Random(seed)
    for number in range(count):
        yield {
            "user": pick.randrange(2**62) if number % 50 else pick.randrange(40),
            "clicks": pick.choice([0, 1, 40, 2**53 + 1, pick.randrange(2**61)]),
            "price": pick.choice([None, 0.0, 0.1, round(pick.uniform(0, 90000), 2)]),
            "segment": SEGMENTS[pick.randrange(7)],
            "active": pick.random() < 0.5,
        }
"""
ANSWERS = """
def wrong():
    for count, seed in ((0, 1), (1, 2), (3000, 3)):
        old, new = Old(made(count, seed)), FeatureCache(made(count, seed))
        for user in [*old.by_user, 41, 2**62 + 1]:
            wanted, given = old.by_user.get(user), new.get(user)
            try:
                told = json.dumps(given, sort_keys=True)
            except TypeError as error:
                return {"what": f"json.dumps(get({user}))", "wanted": json.dumps(wanted), "given": f"TypeError: {error}"}
            if told != json.dumps(wanted, sort_keys=True):
                return {"what": f"get({user})", "wanted": json.dumps(wanted), "given": told}
        for segment in ("seg-0", "seg-3", "nobody"):
            prices = [row["price"] for row in old.by_user.values() if row["segment"] == segment and row["price"] is not None]
            wanted, given = sum(prices) / len(prices) if prices else None, new.mean_price(segment)
            same = given is None if wanted is None else isinstance(given, float) and abs(given - wanted) < 1e-6 * max(1, wanted)
            if not same:
                return {"what": f"mean_price({segment!r})", "wanted": wanted, "given": repr(given)}
print(); print(json.dumps(wrong()))
"""
MEMORY = """
def held(kind):
    rows = made(40_000, 5)
    tracemalloc.start()
    cache = kind(rows)
    bytes_ = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert cache is not None
    return bytes_
FeatureCache(made(10, 1))
print(); print(json.dumps([held(Old), held(FeatureCache)]))
"""
TIME = """
cache = FeatureCache(made(40_000, 5))
users = [row["user"] for row in made(40_000, 5)]
began = time.perf_counter()
for user in users:
    cache.get(user)
print(); print(json.dumps(round(time.perf_counter() - began, 2)))
"""


def probe(script):
    read("cache.py")
    ended = run(sys.executable, "-", seconds=15, stdin=SETTING + script)
    if ended.returncode != 0:
        last = [line for line in ended.stderr.splitlines() if "Error" in line] or [f"exit code {ended.returncode}"]
        raise Miss("crashed", command="FeatureCache", error=last[-1])
    return json.loads(ended.stdout.splitlines()[-1])


@check("halved")
def halved():
    before, after = probe(MEMORY)
    if after > before / 2:
        raise Miss("too-much", before=round(before / 1000), after=round(after / 1000), percent=round(100 * after / before))


@check("same-answers")
def same_answers():
    if wrong := probe(ANSWERS):
        raise Miss("other-answer", **wrong)


@check("quick-get")
def quick_get():
    try:
        probe(TIME)
    except Miss as miss:
        if miss.says == "too-slow":
            raise Miss("slow") from None
        raise


main()
