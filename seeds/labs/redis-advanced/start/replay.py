"""Replays a day of cache look-ups under an eviction policy: python replay.py allkeys-lru 10

A miss is computed and stored (2 kB), as the service would. Most look-ups are for customers that come often; every
night a report walks through all customers once, and new customers arrive all day.
"""

import random
import sys

import redis

policy, megabytes = sys.argv[1], float(sys.argv[2])
client, dice = redis.Redis(port=6392), random.Random(11)
client.flushall()
base = client.info("memory")["used_memory"]
client.config_set("maxmemory", int(base + megabytes * 1_000_000))
client.config_set("maxmemory-policy", policy)
client.config_resetstat()
value = bytes(2_000)


def look_up(key):
    if client.get(key) is not None:
        return 1
    try:
        client.set(key, value, ex=dice.randint(600, 86_400) if dice.random() < 0.5 else None)
    except redis.exceptions.OutOfMemoryError:
        refused.append(key)
    return 0


hits, total, refused, newest = {"day": 0, "night": 0, "after": 0}, {"day": 0, "night": 0, "after": 0}, [], 20_000
weights = [1 / (rank + 1) ** 0.9 for rank in range(20_000)]
for part, number in (("day", 60_000), ("night", 20_000), ("after", 20_000)):
    customers = iter(dice.choices(range(20_000), weights, k=number))
    for turn in range(number):
        if part == "night":
            customer = turn
        elif turn % 4 == 0:
            newest += 1
            customer = newest
        else:
            customer = next(customers)
        hits[part] += look_up(f"prediction:v8:{customer}")
        total[part] += 1
info = client.info("stats")
print(f"{policy:<16} {megabytes:g} MB  " + "  ".join(f"{part} {hits[part] / total[part]:6.1%}" for part in hits)
      + f"  evicted {info['evicted_keys']:>6}  refused {len(refused):>6}")  # fmt: skip
client.config_set("maxmemory", 0)
client.config_set("maxmemory-policy", "noeviction")
