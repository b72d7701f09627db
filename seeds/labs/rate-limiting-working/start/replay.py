"""Plays three minutes of traffic through the limiter and prints what each tenant got."""

import csv
from collections import defaultdict

from limiter import Limiter

PLANS = {"acme": (50, 2_000), "borealis": (50, 2_000), "cedar": (100, 3_000)}
KEYS = {"ak-web": "acme", "ak-batch": "acme", "bk-app": "borealis", "ck-app": "cedar", "ck-eval": "cedar"}

limiter = Limiter(PLANS, KEYS)
asked, served, refused = defaultdict(int), defaultdict(int), defaultdict(int)
with open("trace.csv", encoding="utf-8") as file:
    for row in csv.DictReader(file):
        tenant, cost = KEYS[row["key"]], int(row["cost"])
        allowed, _ = limiter.allow(row["key"], cost, float(row["t"]))
        asked[tenant] += 1
        served[tenant] += cost if allowed else 0
        refused[tenant] += not allowed
for tenant in PLANS:
    print(f"{tenant:<9} asked {asked[tenant]:>3}   refused {refused[tenant]:>3}   tokens served {served[tenant]:>6}")
