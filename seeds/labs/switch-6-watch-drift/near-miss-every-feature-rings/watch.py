"""Compares a week with what the model was trained on: python watch.py FEATURES REFERENCE WEEK"""

import bisect
import csv
import json
import math
import sys
from collections import Counter

ALARM, EMPTY, MATTERS, ENOUGH, BINS = 0.2, 0.05, 0.05, 200, 10


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def edges_of(values):
    """Cuts that put about as many of the values into each bin; fewer where many values are equal."""
    ordered = sorted(values)
    return sorted({ordered[len(ordered) * number // BINS] for number in range(1, BINS)})


def psi(before, after):
    """Population stability index of two counters; half a row stands where there is none."""
    all_before, all_after, total = sum(before.values()), sum(after.values()), 0.0
    for name in before.keys() | after.keys():
        share, other = (max(each[name], 0.5) / count for each, count in ((before, all_before), (after, all_after)))
        total += (other - share) * math.log(other / share)
    return total


def moved(kind, before, after):
    """Whether a feature has moved, in values or in how many are empty."""
    there, now = [each for each in before if each], [each for each in after if each]
    if abs((1 - len(now) / len(after)) - (1 - len(there) / len(before))) > EMPTY:
        return True
    if kind == "number":
        edges = edges_of([float(each) for each in there])
        there, now = ([bisect.bisect_right(edges, float(each)) for each in part] for part in (there, now))
    return psi(Counter(there), Counter(now)) > ALARM


def watch(features, reference, week):
    if len(week) < ENOUGH:
        return {"status": "too-few", "features": {}}
    found = {}
    for feature in features:
        name = feature["feature"]
        if not moved(feature["kind"], [row[name] for row in reference], [row[name] for row in week]):
            found[name] = "ok"
        else:
            found[name] = "alarm"
    status = next((each for each in ("alarm", "note") if each in found.values()), "ok")
    return {"status": status, "features": found}


if __name__ == "__main__":
    print(json.dumps(watch(*(rows_of(path) for path in sys.argv[1:4]))))
