"""Acknowledged writes that no longer exist: those that redis-a took after 02:14:20 and threw away at 02:14:52."""

import csv
from collections import Counter

begin, end = "02:14:21", "02:14:51"  # check both against failover.log
lost, refused = Counter(), Counter()
for row in csv.DictReader(open("writes.csv", encoding="utf-8")):
    if begin <= row["time"] <= end:
        lost[row["prefix"]] += int(row["acknowledged"]) if row["server"] == "redis-a" else 0
        refused[row["prefix"]] += int(row["failed"])
for prefix in lost:
    print(f"{prefix:<11} acknowledged and lost {lost[prefix]:>7,}   failed, and the caller knows {refused[prefix]:>6,}")
print(f"all         acknowledged and lost {sum(lost.values()):>7,}   failed, and the caller knows {sum(refused.values()):>6,}")
