"""Tries labels.match on rows it has not seen: for its answers, then for how it grows, then reads the forecast."""

import json
import sys

from rung_check import Miss, check, main, read, read_json, run

ANSWERS = """
import json, random
from labels import match

def slow(impressions, clicks):
    found = []
    for click in clicks:
        best = None
        for shown in impressions:
            if shown["user"] == click["user"] and shown["item"] == click["item"]:
                if 0 <= click["at"] - shown["at"] <= 1800 and (best is None or shown["at"] >= best["at"]):
                    best = shown
        found.append(best["id"] if best else None)
    return found

def row(pick, id_):
    at = pick.choice([0, 600, 1800, 1801, 3600, pick.randrange(9000)])
    return {"id": id_, "user": pick.randrange(3), "item": pick.randrange(2), "at": at}

def wrong():
    for seed in range(60):
        pick = random.Random(seed)
        impressions = [row(pick, f"i-{number}") for number in range(pick.choice([0, 1, 5, 40]))]
        clicks = [row(pick, f"c-{number}") for number in range(pick.choice([0, 1, 30]))]
        wanted = slow(impressions, clicks)
        given = list(match([dict(each) for each in impressions], [dict(each) for each in clicks]))
        if len(given) != len(wanted):
            return {"what": "answers", "wanted": len(wanted), "given": len(given)}
        for click, one, other in zip(clicks, wanted, given):
            if one != other:
                near = [each for each in impressions if each["user"] == click["user"] and each["item"] == click["item"]]
                what = f"a click at {click['at']} after impressions {[(each['id'], each['at']) for each in near][:6]}"
                return {"what": what, "wanted": one, "given": other}

print()
print(json.dumps(wrong()))
"""

GROWTH = """
import json, random
from labels import match

COUNT, pick = 40_000, random.Random(11)

def row(users, id_):
    return {"id": id_, "user": pick.randrange(users), "item": 0, "at": pick.randrange(3600)}

def rows(users):
    return [row(users, f"i-{number}") for number in range(COUNT)], [row(users, f"c-{number}") for number in range(COUNT)]

print()
print(json.dumps(len(list(match(*rows(USERS))))))
"""
SECONDS = 15


def probe(script):
    read("labels.py")
    ended = run(sys.executable, "-", seconds=SECONDS, stdin=script)
    if ended.returncode != 0:
        last = [line for line in ended.stderr.splitlines() if line.strip()] or [f"exit code {ended.returncode}"]
        raise Miss("crashed", command="labels.match", error=last[-1])
    return json.loads(ended.stdout.splitlines()[-1])


@check("same-answers")
def same_answers():
    if wrong := probe(ANSWERS):
        raise Miss("other-answer", **wrong)


def grows(users, says):
    try:
        probe(GROWTH.replace("USERS", str(users)))
    except Miss as miss:
        if miss.says == "too-slow":
            raise Miss(says, seconds=SECONDS) from None
        raise


@check("many-users")
def many_users():
    grows(4_000, "slow-for-many")


@check("one-hot-user")
def one_hot_user():
    grows(1, "slow-for-one")


@check("forecast")
def forecast():
    timings, said = read_json("timings.json"), read_json("forecast.json")
    try:
        rows, old = timings["rows"][-1], float(timings["old_seconds"][-1])
        seconds = float(said["old_seconds_at_1000000"])
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise Miss("no-number", error=f"{type(error).__name__}: {error}") from None
    wanted = old * (1_000_000 / rows) ** 2
    if not wanted / 2 <= seconds <= wanted * 2:
        raise Miss("other-curve", rows=rows, old=old, wanted=round(wanted), seconds=round(seconds))


main()
