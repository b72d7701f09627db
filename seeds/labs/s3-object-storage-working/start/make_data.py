"""Writes day.jsonl, 13 MB of click events that are the same on every machine."""

import json
import random

random.seed(20)
with open("day.jsonl", "w", encoding="utf-8", newline="\n") as file:
    for number in range(185_000):
        event = {"event": f"e-{number:06}", "customer": random.randrange(10_000), "item": random.randrange(90_000), "price": round(random.random() * 90, 2)}  # fmt: skip
        file.write(json.dumps(event) + "\n")
