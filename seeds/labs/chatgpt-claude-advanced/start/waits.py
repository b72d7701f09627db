import random

dice = random.Random(1)
for rate, hit, workers in ((60, 0.32, 1), (200, 0.0, 1), (200, 0.32, 1), (200, 0.32, 4)):
    free, now, waits = [0.0] * workers, 0.0, []
    for _ in range(60_000):
        now += dice.expovariate(rate)
        if dice.random() < hit:
            waits.append(0.0)
            continue
        first = min(range(workers), key=free.__getitem__)
        free[first] = max(now, free[first]) + 0.005
        waits.append((free[first] - now) * 1000)
    waits.sort()
    print(f"{rate:>3} a second, {hit:.0%} from the cache, {workers} busy at once: 99 of 100 within {waits[len(waits) * 99 // 100]:7.0f} ms")
