"""Fills the lab's Redis on port 6392 with what a feature service keeps there; about 56 MB."""

import random

import redis

client, dice = redis.Redis(port=6392), random.Random(3)
client.flushall()
pipe = client.pipeline(transaction=False)
for number in range(50_000):
    pipe.hset(f"features:{number}", mapping={name: round(dice.random(), 4) for name in ("ctr7", "ctr30", "spend", "age")})
    if number % 5_000 == 0:
        pipe.execute()
pipe.execute()
for start in range(0, 400_000, 20_000):
    client.hset("candidates:all", mapping={f"item-{number}": dice.random() for number in range(start, start + 20_000)})
    client.rpush("audit:predictions", *(f"req-{number} score {dice.random():.6f}" for number in range(start, start + 20_000)))
for number in range(300):
    client.set(f"page:{number}", dice.randbytes(20_000), ex=3_600)
print(client.dbsize(), "keys,", client.info("memory")["used_memory_human"])
