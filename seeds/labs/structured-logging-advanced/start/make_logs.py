"""Writes logs.jsonl: an hour of three services. The cause of the incident stands in here, so read this file last."""

import json
import random


def lines(seed=7, requests=4000):
    """Log lines as dicts, in the order in which they were written."""
    rng, found = random.Random(seed), []
    for number in range(requests):
        at, id_ = number * 3600 / requests, f"{rng.getrandbits(48):012x}"
        shard = rng.choice([f"s-{n}" for n in range(8)])
        region = rng.choices(["eu", "us", "ap"], [7, 2, 1] if shard in ("s-6", "s-7") else [3, 4, 3])[0]
        client = rng.choice(["web", "ios", "android"])
        version = rng.choices(["v11", "v12"], [6, 4])[0]
        broken = at > 1500 and shard == "s-7" and version == "v12" and rng.random() < 0.97
        unlucky = rng.random() < 0.004
        slow = rng.random() < 0.012
        fetch = rng.uniform(0.004, 0.02)
        took = rng.uniform(2000, 2600) if broken else rng.uniform(1050, 1900) if slow else rng.uniform(40, 180)
        stamp = f"2026-11-20T{9 + int(at // 3600):02}:{int(at // 60) % 60:02}:{at % 60:06.3f}Z"
        found.append({"timestamp": stamp, "service": "features", "level": "info", "event": "fetched", "req_id": id_,
                      "shard": shard, "duration": round(fetch, 4)})  # fmt: skip
        ranker = {"timestamp": stamp, "service": "ranker", "request_id": id_, "model_version": version, "duration_ms": round(took)}
        if broken or unlucky:
            found.append({**ranker, "level": "error", "event": "failed", "error": "timeout" if broken else "connection reset"})
        else:
            found.append({**ranker, "level": "info", "event": "ranked"})
        found.append({"timestamp": stamp, "service": "gateway", "level": "info", "event": "answered", "request_id": id_,
                      "region": region, "client": client, "status": 502 if broken or unlucky else 200,
                      "duration_ms": round(took + fetch * 1000 + 3)})  # fmt: skip
    return found


if __name__ == "__main__":
    with open("logs.jsonl", "w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines())
