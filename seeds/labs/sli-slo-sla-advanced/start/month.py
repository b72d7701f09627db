"""Thirty days of a model API, minute by minute, with five incidents. `minutes()` gives (requests, errors) for each."""

import math
import random

INCIDENTS = {  # name: (first minute, minutes, share of requests that fail)
    "A node lost": (3 * 1440 + 540, 6, 0.45),
    "B bad deploy": (8 * 1440 + 840, 25, 0.12),
    "C one shard in forty": (13 * 1440 + 60, 2 * 1440 + 600, 0.004),
    "D nightly batch": (20 * 1440 + 180, 12, 0.06),
    "E total outage at 4 am": (26 * 1440 + 240, 9, 1.0),
}


def minutes(seed=4):
    rng, found = random.Random(seed), []
    for minute in range(30 * 1440):
        hour = minute % 1440 / 60
        requests = max(5, round((220 - 190 * math.cos((hour - 3) / 24 * 2 * math.pi)) * rng.uniform(0.9, 1.1)))
        share = 0.0002 + sum(bad for first, length, bad in INCIDENTS.values() if first <= minute < first + length)
        errors = sum(rng.random() < share for _ in range(requests)) if share < 0.9 else requests
        found.append((requests, errors))
    return found
