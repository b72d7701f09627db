"""Races four ways to take access back: python race.py [calls a second]"""

import random
import sys

CALLS = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
SUBJECTS = 2500  # people, pipelines and agents with a live token
rng = random.Random(6)


def until_refused(design):
    """Seconds from "revoked" to the first refused call, for one random revocation."""
    if design == "token of 12 hours":
        return rng.uniform(0, 12 * 3600)
    if design == "token of 5 minutes":
        return rng.uniform(0, 300)
    if design == "list pushed every 15 s":
        return rng.uniform(0, 15) + rng.expovariate(1 / 2)
    return 0.05  # asked at every call


def load(design):
    """Calls a second that the provider gets, apart from sign-ins; 40 gateways get the list, beside tokens of an hour."""
    return {"token of 12 hours": SUBJECTS / (12 * 3600), "token of 5 minutes": SUBJECTS / 300,
            "list pushed every 15 s": 40 / 15 + SUBJECTS / 3600, "asked at every call": CALLS}[design]  # fmt: skip


def when_down(design):
    return {"token of 12 hours": "works up to 12 h", "token of 5 minutes": "all refused within 5 min",
            "list pushed every 15 s": "works, revokes nothing", "asked at every call": "all refused at once"}[design]  # fmt: skip


for design in ("token of 12 hours", "token of 5 minutes", "list pushed every 15 s", "asked at every call"):
    times = sorted(until_refused(design) for _ in range(20_000))
    print(f"{design:<24} half within {times[10_000]:>8.1f} s, 99 % within {times[19_800]:>8.1f} s, {load(design):>8.1f} calls/s, provider down: {when_down(design)}")
