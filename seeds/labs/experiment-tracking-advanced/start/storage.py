"""Stands in for object storage: the six shards answer when they like. Leave it as it is."""

import random
import time
from pathlib import Path

_network = random.SystemRandom()
SHARDS = [f"part-{number}.csv" for number in range(6)]


def fetch(shard):
    """The rows of a shard as pairs (team, text)."""
    time.sleep(_network.uniform(0.001, 0.02))
    lines = (Path(__file__).parent / "shards" / shard).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split(",", 1)) for line in lines]
