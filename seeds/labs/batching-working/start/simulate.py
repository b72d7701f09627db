"""Plays a trace of requests against replicas that batch: python simulate.py WORKLOAD [SEED]."""

import heapq
import json
import random
import sys

# Requests a second, and the time of one batch on one GPU: `fixed` ms plus `each` ms for every request in it.
WORKLOADS = {
    "chat": {"rate": 30, "fixed": 22.0, "each": 1.5, "p99": 60},
    "ranking": {"rate": 1400, "fixed": 30.0, "each": 0.6, "p99": 120},
    "nightly": {"rate": 1500, "fixed": 40.0, "each": 0.45, "p99": 5000},
}


def arrivals(rate, seconds, seed):
    """Moments in ms at which requests come, bunched as people bunch them."""
    draw, moment, found = random.Random(seed), 0.0, []
    while moment < seconds * 1000:
        moment += draw.expovariate(rate / 1000)
        found.append(moment)
    return found


def play(workload, settings, seed=1, seconds=30):
    """What came of it: p50 and p99 in ms, mean batch, busy share of the GPUs, requests a second of all of them."""
    shape = WORKLOADS[workload]
    most, wait, replicas = settings["max_batch"], settings["max_wait_ms"], settings["replicas"]
    moments = arrivals(shape["rate"], seconds, seed)
    free = [0.0] * replicas
    heapq.heapify(free)
    took, sizes, busy, at = [], [], 0.0, 0
    while at < len(moments):
        gpu = heapq.heappop(free)
        # A batch leaves when it is full or its first request has waited long enough, and not before a GPU is free.
        full = moments[at + most - 1] if at + most <= len(moments) else float("inf")
        leaves = max(gpu, min(full, moments[at] + wait))
        size = 0
        while at + size < len(moments) and size < most and moments[at + size] <= leaves:
            size += 1
        work = shape["fixed"] + shape["each"] * size
        took += [leaves + work - moments[at + each] for each in range(size)]
        sizes.append(size)
        busy += work
        heapq.heappush(free, leaves + work)
        at += size
    took.sort()
    span = max(max(free), moments[-1])
    return {
        "p50": took[len(took) // 2], "p99": took[int(len(took) * 0.99)], "batch": sum(sizes) / len(sizes),
        "busy": busy / (replicas * span), "rate": len(moments) / span * 1000,
    }


if __name__ == "__main__":
    name, seed = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chosen = json.load(open("settings.json", encoding="utf-8"))[name]
    result = play(name, chosen, seed)
    goal = WORKLOADS[name]["p99"]
    print(f"{name}: p50 {result['p50']:.0f} ms, p99 {result['p99']:.0f} ms (goal {goal}), mean batch {result['batch']:.1f},"
          f" GPUs busy {result['busy']:.0%}, {result['rate']:.0f} requests/s")
