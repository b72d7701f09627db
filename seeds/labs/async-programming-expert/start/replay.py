"""Replays the twenty minutes with other rules.  python replay.py [retries=2] [cancel=no] [queue=none] [deadline=none] [hour=bad] [load=1]

retries    how often the gateway asks again when 30 seconds pass without an answer
cancel     yes: an attempt that nobody waits for any more leaves the queue, or stops and frees its slot
queue      at most so many attempts wait for the 8 slots; later ones are refused at once (and not asked again)
deadline   yes: attempts that have waited 15 seconds are refused when their turn comes, since they could not make it
hour       good: without the 90 seconds in which the engine was slow
load       1 is the traffic as it was; 1.5 has half as many requests again, all the time
save       a file for one line per attempt
"""

import csv
import heapq
import random
import sys

rules = dict(retries="2", cancel="no", queue="none", deadline="none", hour="bad", load="1", save="") | dict(each.split("=") for each in sys.argv[1:])
pick, at, arrivals = random.Random(12), 0.0, []
while at < 1200:
    at += pick.expovariate(0.62 * float(rules["load"]))
    arrivals.append((at, at + pick.uniform(35, 80), [pick.uniform(7, 13) for _ in range(9)]))
events, waiting, busy, attempts, order = [], [], 0, [], iter(range(10**9))
answered, refused, first_answer = {}, set(), {}


def later(when, kind, *facts):
    heapq.heappush(events, (when, next(order), kind, facts))


def useful(attempt, now):
    """Somebody still waits for this very attempt."""
    request = attempt["request"]
    return request not in answered and now <= arrivals[request][1] and now <= attempt["queued"] + 30


def start(now):
    global busy
    while busy < 8 and waiting:
        attempt = waiting.pop(0)
        late = rules["deadline"] != "none" and now - attempt["queued"] > 15
        if late or (rules["cancel"] == "yes" and not useful(attempt, now)):
            attempt["outcome"] = "dropped_in_queue"
            continue
        busy += 1
        work = arrivals[attempt["request"]][2][attempt["number"]] * (2.6 if rules["hour"] == "bad" and 300 <= now < 390 else 1)
        attempt["started"], stop = now, now + work
        if rules["cancel"] == "yes":
            stop = min(stop, attempt["queued"] + 30, max(now, arrivals[attempt["request"]][1]))
        later(stop, "end", attempt, stop == now + work)


for request, (when, _, _) in enumerate(arrivals):
    later(when, "ask", request, 1)
while events:
    now, _, kind, facts = heapq.heappop(events)
    if now > 1200:
        break
    if kind == "ask":
        request, number = facts
        if request in answered or request in refused or now > arrivals[request][1]:
            continue
        if rules["queue"] != "none" and len(waiting) >= int(rules["queue"]):
            refused.add(request)
            continue
        attempts.append({"request": request, "number": number, "queued": now})
        waiting.append(attempts[-1])
        if number <= int(rules["retries"]):
            later(now + 30, "ask", request, number + 1)
    else:
        attempt, whole = facts
        busy, attempt["ended"] = busy - 1, now
        if whole and useful(attempt, now):
            answered[attempt["request"]], attempt["outcome"] = now, "answered"
        else:
            gone = now > arrivals[attempt["request"]][1]
            attempt["outcome"] = "client_gone" if gone else "already_answered" if attempt["request"] in answered else "gateway_timed_out"
    start(now)

seconds = {name: 0.0 for name in ("answered", "wasted")}
for attempt in attempts:
    if "ended" in attempt:
        seconds["answered" if attempt["outcome"] == "answered" else "wasted"] += attempt["ended"] - attempt["started"]
waits = sorted(when - arrivals[request][0] for request, when in answered.items())
last = sum(1 for when in answered.values() if when >= 900)
print(f"{len(arrivals)} requests   answered {len(answered)} ({len(answered) / len(arrivals):.0%}), in the last five minutes {last}"
      f"   refused at once {len(refused)}   attempts {len(attempts)}")
print(f"slot seconds: {seconds['answered']:.0f} for answers, {seconds['wasted']:.0f} for nobody"
      f"   wait p50 {waits[len(waits) // 2]:.0f} s   p99 {waits[int(len(waits) * 0.99)]:.0f} s")
if rules["save"]:
    with open(rules["save"], "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["request", "attempt", "arrived_s", "queued_s", "started_s", "ended_s", "outcome"])
        for each in attempts:
            when = [f"{each[name]:.1f}" if name in each else "" for name in ("queued", "started", "ended")]
            writer.writerow([f"q{each['request']:04}", each["number"], f"{arrivals[each['request']][0]:.1f}", *when, each.get("outcome", "unfinished")])
