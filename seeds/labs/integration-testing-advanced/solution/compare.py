"""Sends the same events through both paths: python compare.py EVENTS NOW prints what differs and ends with 1 if anything does."""
# The set needs an event exactly 7 days old, an empty amount, a mean ending in .5, an offset other than UTC, a late event.
# In CI on that set a difference fails the build; the nightly run on yesterday's events alerts, with the count per feature.

import json
import math
import sys

import batch
import online


def same(one, other):
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return one == other


with open(sys.argv[1], encoding="utf-8") as source:
    events = [json.loads(line) for line in source]
trained, served = batch.features(events, sys.argv[2]), online.features(events, sys.argv[2])
differences = {}
for customer in sorted(trained.keys() | served.keys()):
    one, other = trained.get(customer, {}), served.get(customer, {})
    for name in sorted(one.keys() | other.keys()):
        if name not in one or name not in other or not same(one[name], other[name]):
            differences.setdefault(name, []).append((customer, one.get(name), other.get(name)))
for name, found in differences.items():
    customer, one, other = found[0]
    print(f"{name}: {len(found)} customers, for instance {customer}: batch {one}, online {other}")
sys.exit(1 if differences else 0)
