"""Dollars a day by usage type and team, first two weeks against the last two: python sum.py"""

import json
from collections import defaultdict

halves = defaultdict(lambda: [0.0, 0.0])
for day in json.load(open("costs.json", encoding="utf-8"))["ResultsByTime"]:
    late = day["TimePeriod"]["Start"] >= "2026-10-15"
    for group in day["Groups"]:
        halves[tuple(group["Keys"])][late] += float(group["Metrics"]["UnblendedCost"]["Amount"]) / 14
for keys, (before, after) in sorted(halves.items(), key=lambda each: -each[1][1]):
    print(f"{keys[0]:<24}{keys[1]:<14}{before:>9.2f} → {after:>9.2f}")
