"""Sends the same events through both paths: python compare.py EVENTS NOW prints what differs and ends with 1 if anything does."""

import json
import math
import sys

import batch
import online


def same(one, other):
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
