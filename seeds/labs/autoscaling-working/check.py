"""Replays new-policy.json over mornings like the shipped ones that nobody has seen."""

import math
import random
from functools import cache

from rung_check import Miss, check, load, main, read_json

FIELDS = {"target": (0.05, 1.0), "average_s": (15, 3600), "min": (1, 20), "max": (1, 20), "up_step": (1, 20),
          "down_after_s": (0, 3600), "down_step": (1, 20)}  # fmt: skip
LATE, TURNS, HOURS = 6.0, 12, 70.0


def morning(seed):
    draw, found = random.Random(seed), []
    for number in range(4 * 240):
        hour = number / 240
        base = 60 + 180 / (1 + math.exp(-(hour - 1.2) * 6)) + (140 if 2.4 < hour < 2.6 else 0)
        found.append(max(5, base + (45 if int(hour * 60) % 10 == 0 else 0) + draw.gauss(0, 14)))
    return found


@cache
def results():
    policy = read_json("new-policy.json")
    if not isinstance(policy, dict) or policy.get("metric") not in ("utilization", "load"):
        raise Miss("no-field", field="metric", value=policy.get("metric") if isinstance(policy, dict) else policy)
    for field, (least, most) in FIELDS.items():
        value = policy.get(field)
        whole = field != "target" and not isinstance(value, int)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or whole or not least <= value <= most:
            raise Miss("no-field", field=field, value=value)
    if policy["min"] > policy["max"]:
        raise Miss("no-field", field="min", value=policy["min"])
    module = load("replay.py", "replay", "summary")
    return [(seed, module.summary(module.replay(policy, morning(seed)))) for seed in (21, 22, 23)]


@check("in-time")
def in_time():
    for seed, result in results():
        if result["late_minutes"] > LATE:
            raise Miss("late", minutes=result["late_minutes"], most=LATE)


@check("calm")
def calm():
    for seed, result in results():
        if result["turns"] > TURNS:
            raise Miss("turns", turns=result["turns"], most=TURNS)


@check("affordable")
def affordable():
    for seed, result in results():
        if result["gpu_hours"] > HOURS:
            raise Miss("dear", hours=result["gpu_hours"], most=HOURS)


main()
