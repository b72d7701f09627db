"""python proxy.py FILE DAY: the share of customers who asked where their order is, by segment, DAY and the two days before."""

import csv
import datetime as dt
import json
import math
import sys
from collections import defaultdict

FEWEST, ERRORS = 50, 3
day = dt.date.fromisoformat(sys.argv[2])
recent, before = defaultdict(list), defaultdict(list)
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    for row in csv.DictReader(file):
        at, segment = dt.date.fromisoformat(row["at"][:10]), f"{row['country']}/{row['channel']}"
        if day - dt.timedelta(days=2) <= at <= day:
            recent[segment].append(int(row["contacted"]))
        elif at <= dt.date(2026, 11, 8):
            before[segment].append(int(row["contacted"]))

said = {}
for segment, values in sorted(recent.items()):
    rate, base = sum(values) / len(values), before[segment]
    usual = sum(base) / len(base) if base else None
    alert = False
    if usual is not None and len(values) >= FEWEST:
        alert = rate > usual + ERRORS * math.sqrt(usual * (1 - usual) / len(values))
    said[segment] = {"n": len(values), "rate": round(rate, 4), "usual": usual and round(usual, 4), "alert": alert}
print(json.dumps(said))
