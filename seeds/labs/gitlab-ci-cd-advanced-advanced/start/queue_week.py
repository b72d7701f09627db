"""A week of training jobs on the runners of runners.json: who waits how long, and what the machines cost.

A job goes to the smallest kind of card that fits, first come, first served. python queue_week.py [runners.json]
"""

import csv
import heapq
import json
import sys

KINDS = {"gpu-small": (16, 380), "gpu-medium": (40, 900), "gpu-large": (80, 2400)}  # gigabytes of a card, USD a month


def waits(jobs, runners):
    """Minutes of waiting by kind of runner; a kind that is not there passes its jobs on to the next larger one."""
    free = {kind: [0] * runners.get(kind, 0) for kind in KINDS}
    found = {kind: [] for kind in KINDS}
    for minute, gpu_gb, minutes in jobs:
        kind = next((each for each, (size, _) in KINDS.items() if gpu_gb <= size and free[each]), None)
        if kind is None:
            raise SystemExit(f"no runner has {gpu_gb} GB")
        start = max(minute, heapq.heappop(free[kind]))
        heapq.heappush(free[kind], start + minutes)
        found[kind].append(start - minute)
    return found


def at(values, share):
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * share))] if ranked else 0


if __name__ == "__main__":
    with open(sys.argv[1] if len(sys.argv) > 1 else "runners.json", encoding="utf-8") as source:
        runners = json.load(source)
    with open("jobs.csv", encoding="utf-8") as source:
        jobs = [(int(row["minute"]), int(row["gpu_gb"]), int(row["minutes"])) for row in csv.DictReader(source)]
    for kind, found in waits(jobs, runners).items():
        print(f"{kind:<11} {runners.get(kind, 0)} machines {len(found):4} jobs   wait: median {at(found, 0.5):4} min, 95% within {at(found, 0.95):4}")
    every = [minutes for found in waits(jobs, runners).values() for minutes in found]
    print(f"all         median {at(every, 0.5)} min, 95% within {at(every, 0.95)}; {sum(KINDS[kind][1] * count for kind, count in runners.items())} USD a month")
