"""python score.py [plan.csv]: what a placement costs and what it breaks.

A place is one or two GPUs, always loaded ("g1", "g1+g4"), one GPU with scale to zero ("g3 zero": memory only in the busy
hours, outside of them the first request waits for a cold start), "api" (somebody else's endpoint), or "off".
"""

import csv
import sys
from collections import defaultdict

MEMORY, PRICE, MOST_BUSY, DAYS = 80, 2600, 0.7, 30  # GB, euros a month and GPU, share of the hour, days a month

models = {row["model"]: row for row in csv.DictReader(open("models.csv", encoding="utf-8"))}
places = {row["model"]: row["place"].split() for row in csv.DictReader(open(sys.argv[1] if sys.argv[1:] else "plan.csv", encoding="utf-8"))}
if lacking := set(models) ^ set(places):
    sys.exit(f"in only one of models and plan: {', '.join(sorted(lacking))}")


def hours(row):
    first, last = map(int, row["busy_hours"].split("-"))
    return range(first, last)


memory, work, api, wrong, gpus = defaultdict(float), defaultdict(float), 0.0, [], set()
for name, row in models.items():
    place, zero = places[name][0], "zero" in places[name]
    requests = float(row["requests_per_busy_hour"])
    if place == "api":
        if not row["api_eur_per_1000"]:
            wrong.append(f"{name}: nobody sells it")
        else:
            api += requests * len(hours(row)) * DAYS / 1000 * float(row["api_eur_per_1000"])
        continue
    if place == "off":
        continue
    on = place.split("+")
    gpus |= set(on)
    for gpu in on:
        for hour in range(24):
            busy = hour in hours(row)
            if busy or not zero:
                memory[gpu, hour] += float(row["memory_gb"])
            if busy:
                work[gpu, hour] += requests / len(on) * float(row["gpu_ms"]) / 3_600_000
    if zero and float(row["cold_start_s"]) * 1000 > float(row["target_ms"]):
        wrong.append(f"{name}: a cold start of {row['cold_start_s']} s each morning, target {row['target_ms']} ms")

print(f"{len(gpus)} GPUs, {len(gpus) * PRICE} euros; api {api:.0f} euros; together {len(gpus) * PRICE + api:.0f} euros a month")
for gpu in sorted(gpus):
    fullest = max(memory[gpu, hour] for hour in range(24))
    busiest = max(range(24), key=lambda hour: work[gpu, hour])
    print(f"  {gpu}: up to {fullest:3.0f} of {MEMORY} GB, {work[gpu, busiest]:4.0%} busy at {busiest}:00")
    if fullest > MEMORY:
        wrong.append(f"{gpu}: {fullest:.0f} GB do not fit")
    if work[gpu, busiest] > MOST_BUSY:
        wrong.append(f"{gpu}: {work[gpu, busiest]:.0%} busy at {busiest}:00, {MOST_BUSY:.0%} is the limit for the targets")
for gpu in sorted(gpus):
    down = [n for n, row in models.items() if places[n][0] == gpu and row["critical"] == "yes"]
    if down:
        wrong.append(f"{gpu} fails: {', '.join(down)} are down")
    for other in sorted(gpus - {gpu}):
        for hour in range(24):
            extra = sum(
                float(row["requests_per_busy_hour"]) / 2 * float(row["gpu_ms"]) / 3_600_000
                for n, row in models.items()
                if set(places[n][0].split("+")) == {gpu, other} and hour in hours(row)
            )
            if extra and work[other, hour] + extra > 1:
                wrong.append(f"{gpu} fails: {other} would be {work[other, hour] + extra:.0%} busy at {hour}:00")
                break
print("\n".join(f"! {each}" for each in wrong) or "nothing is broken")
