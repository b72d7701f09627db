"""Reads features as the ranking service does, about 1,500 times a second, and prints a line each second."""

import random
import time

import redis

client, dice = redis.Redis(port=6392), random.Random(1)
while True:
    took, until = [], time.perf_counter() + 1
    while time.perf_counter() < until:
        began = time.perf_counter()
        client.hgetall(f"features:{dice.randrange(50_000)}")
        took.append((time.perf_counter() - began) * 1000)
        time.sleep(0.0005)
    took.sort()
    p50, p99 = took[len(took) // 2], took[int(len(took) * 0.99)]
    print(f"{time.strftime('%H:%M:%S')}  {len(took):>5} reads  p50 {p50:5.2f} ms  p99 {p99:6.2f} ms  longest {took[-1]:7.1f} ms", flush=True)
