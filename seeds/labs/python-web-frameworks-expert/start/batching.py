"""Requests that arrive by chance at one device: python batching.py FIXED_MS PER_ITEM_MS REQUESTS_PER_S

One at a time, as a hand-written route does it, against dynamic batches as an inference server forms them: wait up to
5 ms, take up to 16. A batch of n takes fixed + n × per item.
"""

import random
import sys

fixed, per_item, rate = (float(each) for each in sys.argv[1:4])


def play(most, wait, seconds=60):
    dice, now, arrivals = random.Random(4), 0.0, []
    while now < seconds * 1000:
        now += dice.expovariate(rate / 1000)
        arrivals.append(now)
    free, at, took, busy = 0.0, 0, [], 0.0
    while at < len(arrivals):
        begin = max(free, arrivals[at])
        if most > 1:
            begin = max(free, arrivals[at] + wait)
        batch = 1
        while batch < most and at + batch < len(arrivals) and arrivals[at + batch] <= begin:
            batch += 1
        free = begin + fixed + per_item * batch
        busy += free - begin
        took += [free - arrival for arrival in arrivals[at : at + batch]]
        at += batch
    took.sort()
    late = took[-1] > 20_000
    return took[len(took) // 2], took[int(len(took) * 0.99)], busy / free, late


for name, most, wait in (("one at a time", 1, 0), ("batches", 16, 5)):
    p50, p99, busy, late = play(most, wait)
    said = "cannot keep up" if late or p99 > 20_000 else f"p50 {p50:6.0f} ms   p99 {p99:6.0f} ms"
    print(f"{name:<14} {rate:>6g} a second   {said}   device busy {busy:4.0%}")
