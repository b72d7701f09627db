"""Plays day.csv through the queues and workers of a plan: python simulate.py plan-today.json

A plan names queues with the kinds that go into them, and pools of workers with the queues they serve: the first queue
that has a task wins. A worker does one task to its end; nothing is interrupted.
"""

import csv
import heapq
import json
import sys
from collections import defaultdict, deque

plan = json.load(open(sys.argv[1], encoding="utf-8"))
queue_of = {kind: queue for queue, kinds in plan["queues"].items() for kind in kinds}
tasks = [(float(row["minute"]) * 60, row["kind"], row["needs"], int(row["seconds"])) for row in csv.DictReader(open("day.csv", encoding="utf-8"))]
for _, kind, needs, _ in tasks:
    pools = [pool for pool in plan["pools"] if queue_of[kind] in pool["serves"]]
    assert pools, f"nobody serves {kind}"
    assert all(pool["has"] == needs for pool in pools), f"{kind} needs {needs}, and a pool without one serves it"
waiting, waits, busy, number = defaultdict(deque), defaultdict(list), defaultdict(float), 0
free = {index: pool["workers"] for index, pool in enumerate(plan["pools"])}
events = [(at, position, "comes", position) for position, (at, _, _, _) in enumerate(tasks)]
heapq.heapify(events)
number = len(events)
while events:
    now, _, what, which = heapq.heappop(events)
    if what == "comes":
        waiting[queue_of[tasks[which][1]]].append(which)
    else:
        free[which] += 1
    for index, pool in enumerate(plan["pools"]):
        while free[index] and (queue := next((name for name in pool["serves"] if waiting[name]), None)):
            at, kind, _, seconds = tasks[waiting[queue].popleft()]
            free[index] -= 1
            waits[kind].append(now - at)
            busy[index] += seconds
            number += 1
            heapq.heappush(events, (now + seconds, number, "ends", index))


def said(seconds):
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"


print(sys.argv[1])
for kind in ("embed", "reindex", "evaluate", "train", "thumbnail", "report"):
    found = sorted(waits[kind])
    print(f"  {kind:<10} {len(found):>5} tasks   median wait {said(found[len(found) // 2]):>8}   p95 {said(found[int(len(found) * 0.95)]):>8}   longest {said(found[-1]):>8}")
for index, pool in enumerate(plan["pools"]):
    print(f"  pool {pool['name']:<10} {pool['workers']} x {pool['has']}   busy {busy[index] / pool['workers'] / 864:4.0f} % of the day")
