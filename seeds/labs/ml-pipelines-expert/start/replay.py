"""python replay.py [jobs.csv]: plays the night of 16 November with the rules of policy.json; nothing is interrupted."""

import csv
import json
import sys

GPUS, START = 16, 18 * 60  # minutes since midnight of the 16th
policy = json.load(open("policy.json", encoding="utf-8"))
jobs = [
    {**row, "gpus": int(row["gpus"]), "minutes": int(row["minutes"]), "submitted": int(row["submitted"]), "number": number}
    for number, row in enumerate(csv.DictReader(open(sys.argv[1] if sys.argv[1:] else "jobs.csv", encoding="utf-8")))
]


def clock(minute):
    day, rest = divmod(minute, 24 * 60)
    return f"{16 + day} Nov {rest // 60:02d}:{rest % 60:02d}"


def cap(kind, now):
    """How many GPUs a kind may hold at this hour; the first rule that fits counts."""
    hour = now // 60 % 24
    for rule in policy["caps"]:
        first, last = rule["hours"]
        inside = first <= hour < last if first < last else hour >= first or hour < last
        if rule["kind"] == kind and inside:
            return rule["gpus"]
    return GPUS


waiting, running, done, now, idle = list(jobs), [], [], START, 0
while waiting or running:
    for job in [job for job in running if job["end"] <= now]:
        running.remove(job)
        done.append(job)
    free = GPUS - sum(job["gpus"] for job in running)
    queue = [job for job in waiting if job["submitted"] <= now]
    queue.sort(key=lambda job: (policy["priority"].get(job["kind"], 9), job["submitted"], job["number"]))
    for job in queue:
        held = sum(each["gpus"] for each in running if each["kind"] == job["kind"])
        if held + job["gpus"] > cap(job["kind"], now):
            continue
        if job["gpus"] > free:
            if policy["keep_place"]:
                break  # nobody passes a job that waits for more GPUs
            continue
        job["begin"], job["end"] = now, now + job["minutes"]
        running.append(job)
        waiting.remove(job)
        free -= job["gpus"]
    if queue and free:
        idle += free
    now += 1

for job in sorted(done, key=lambda job: job["begin"]):
    if job["kind"] != "backfill":
        late = job["end"] - int(job["deadline"])
        print(f"{job['name']:<14} {job['gpus']:>2} GPUs   {clock(job['begin'])} to {clock(job['end'])}   {f'{late} min late' if late > 0 else 'in time'}")
ends = [job["end"] for job in done if job["kind"] == "backfill"]
rank = next(job for job in done if job["name"] == "rank-daily")
print(f"when rank-daily began, {sum(end <= rank['begin'] for end in ends)} of {len(ends)} backfill jobs had rewritten their days")
print(f"backfill: {len(ends)} jobs done by {clock(max(ends))}; {idle / 60:.0f} GPU hours idle while somebody waited")
