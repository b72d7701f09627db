"""Replays an autoscaler over a morning of load: python replay.py policy.json [trace.csv]."""

import csv
import json
import math
import sys

PER_REPLICA = 20.0  # requests a second that one replica serves
START = 90  # seconds from wanting a replica to its first answer: the image is there, the model has to load
TICK = 15  # seconds between two looks


def replay(policy, loads):
    """The replicas over time, as (second, load, ready, wanted, backlog)."""
    ready, starting, backlog, wanted_before, history = policy["min"], [], 0.0, [], []
    seen = []
    for number, load in enumerate(loads):
        now = number * TICK
        ready += sum(1 for at in starting if at <= now)
        starting = [at for at in starting if at > now]
        backlog = max(0.0, backlog + (load - ready * PER_REPLICA) * TICK)
        seen.append(load if policy["metric"] == "load" else min(load, ready * PER_REPLICA) / (ready * PER_REPLICA))
        window = seen[-max(1, policy["average_s"] // TICK):]
        value = sum(window) / len(window)
        if policy["metric"] == "load":
            want = value / (PER_REPLICA * policy["target"])
        else:
            want = ready * value / policy["target"]
        want = min(policy["max"], max(policy["min"], math.ceil(want - 1e-9)))
        wanted_before.append(want)
        have = ready + len(starting)
        if want > have:
            starting += [now + START] * min(want - have, policy["up_step"])
        elif want < have:
            calm = wanted_before[-max(1, policy["down_after_s"] // TICK):]
            drop = max(0, min(have - max(calm), policy["down_step"]))
            for _ in range(drop):
                if starting:
                    starting.pop()
                else:
                    ready -= 1
        history.append((now, load, ready, want, backlog))
    return history


def summary(history):
    late = sum(TICK for _, _, ready, _, backlog in history if backlog > ready * PER_REPLICA * 2)
    changes = sum(a[2] != b[2] for a, b in zip(history, history[1:]))
    turns, direction = 0, 0
    for a, b in zip(history, history[1:]):
        step = (b[2] > a[2]) - (b[2] < a[2])
        if step and direction and step != direction:
            turns += 1
        direction = step or direction
    hours = sum(each[2] for each in history) * TICK / 3600
    return {"late_minutes": late / 60, "changes": changes, "turns": turns, "gpu_hours": round(hours, 1),
            "worst_wait_s": round(max(each[4] / (each[2] * PER_REPLICA) for each in history))}


if __name__ == "__main__":
    policy = json.load(open(sys.argv[1], encoding="utf-8"))
    path = sys.argv[2] if len(sys.argv) > 2 else "morning.csv"
    loads = [float(row["requests_per_s"]) for row in csv.DictReader(open(path, encoding="utf-8"))]
    print(json.dumps(summary(replay(policy, loads))))
