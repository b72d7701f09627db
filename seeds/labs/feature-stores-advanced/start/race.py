"""The latency of 200 reads of 40 items each."""

import statistics
import time

from online import read_features
from store import Store

values = {"user:u01:orders_1h": 2}
for number in range(300):
    values |= {f"item:{number}:price": 9.5 + number, f"item:{number}:stock": number % 7}
store, taken = Store(values), []
for turn in range(200):
    items = [(turn * 13 + step) % 320 for step in range(40)]
    began = time.perf_counter()
    read_features(store, "u01", items)
    taken.append((time.perf_counter() - began) * 1000)
cuts = statistics.quantiles(taken, n=100)
print(f"p50 {cuts[49]:.1f} ms   p99 {cuts[98]:.1f} ms")
