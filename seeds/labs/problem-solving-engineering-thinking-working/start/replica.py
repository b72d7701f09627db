"""Eleven minutes of a recommendation service, replayed; the first one fills the cache and is not counted.

    python replica.py                          as it was on Thursday
    python replica.py friday                   with the five changes of Friday
    python replica.py pool=16 model=v8         Thursday with settings of your own
    python replica.py friday model=v7          Friday with one change taken back
    ... --minute                               p95 by the second of the minute
    ... --parts                                where the slowest requests and the others spend their time (means, ms)

A request waits for a worker. The worker asks the cache for four features, and the database for those the cache lacks,
over one of the pool's connections. Then it runs the model and writes a log line. Every run sees the same requests.
"""

import heapq
import random
import sys

THURSDAY = {
    "workers": 12,  # requests worked on at the same time
    "pool": 4,  # connections to the feature database
    "ttl": 60,  # seconds; the cache key holds the number of the period
    "ttl_spread": 0,  # seconds by which periods begin apart, key by key
    "retry_after": 0,  # milliseconds until a second query is sent; 0 is never
    "model": "v7",  # v8 is the distilled one
    "log": "sync",  # or async
    "flush": 0,  # the second at which somebody empties the cache; 0 is never
}
FRIDAY = {"workers": 24, "ttl_spread": 60, "retry_after": 80, "model": "v8", "log": "async"}
SECONDS, RATE, KEYS, NEEDS = 660, 70, 1200, 4
MODEL = {"v7": 11.0, "v8": 9.5}
LOG = {"sync": 1.2, "async": 0.2}


def replay(settings):
    """Each request as (arrival, worker wait, connection wait, query, model, log) in milliseconds, and its queries."""
    chance = random.Random(2026)
    period, apart, flush = settings["ttl"] * 1000, settings["ttl_spread"] * 1000, settings["flush"] * 1000
    shift = [chance.random() for _ in range(KEYS)]
    cached = [-1 - part for part in shift]
    workers, connections = [0.0] * settings["workers"], [0.0] * settings["pool"]
    requests, now = [], 0.0
    while now < SECONDS * 1000:
        now += chance.expovariate(RATE / 1000)
        keys = [int(KEYS * chance.random() ** 2) for _ in range(NEEDS)]
        requests.append((now, keys, [14 + chance.random() * 8 for _ in keys], 0.9 + 0.2 * chance.random()))
    done = []
    for now, keys, times, noise in requests:
        began = at = max(now, heapq.heappop(workers))
        wait = query = 0.0
        asked = 0
        for key, takes in zip(keys, times):
            number = (at + shift[key] * apart) // period + (KEYS if flush and at >= flush else 0)
            if cached[key] == number:
                continue
            start = max(at, heapq.heappop(connections))
            heapq.heappush(connections, start + takes)
            if settings["retry_after"] and start + takes - at > settings["retry_after"]:
                again = max(at + settings["retry_after"], heapq.heappop(connections))
                asked += 1
                heapq.heappush(connections, again + takes)  # answered too, when the first answer is long there
            wait, query, at = wait + start - at, query + takes, start + takes
            cached[key], asked = number, asked + 1
        model = MODEL[settings["model"]] * noise
        heapq.heappush(workers, at + model + LOG[settings["log"]])
        done.append((now, began - now, wait, query, model, LOG[settings["log"]], asked))
    return [each for each in done if each[0] >= 60_000]  # the first minute fills the cache


def p(values, share):
    values = sorted(values)
    return values[min(int(share * len(values)), len(values) - 1)]


def main(arguments):
    settings = THURSDAY | (FRIDAY if "friday" in arguments else {})
    for name, value in (each.split("=") for each in arguments if "=" in each):
        settings[name] = type(THURSDAY[name])(value)
    done = replay(settings)
    totals = [sum(each[1:6]) for each in done]
    if "--minute" in arguments:
        for second in range(0, 60, 5):
            slot = [total for each, total in zip(done, totals) if second <= each[0] / 1000 % 60 < second + 5]
            print(f"second {second:2}-{second + 5:2}  p95 {p(slot, 0.95):7.1f} ms")
    elif "--parts" in arguments:
        limit = p(totals, 0.95)
        print("             worker wait  connection wait  query  model   log")
        for name, slow in (("slowest 5%", True), ("the others", False)):
            rows = [each for each, total in zip(done, totals) if (total >= limit) is slow]
            a, b, c, d, e = (sum(each[part] for each in rows) / len(rows) for part in range(1, 6))
            print(f"{name:<12} {a:11.1f} {b:16.1f} {c:6.1f} {d:6.1f} {e:5.1f}")
    else:
        queries = sum(each[6] for each in done)
        print(f"p50 {p(totals, 0.5):6.1f}   p95 {p(totals, 0.95):6.1f}   p99 {p(totals, 0.99):6.1f} ms   {queries} queries")


main(sys.argv[1:])
