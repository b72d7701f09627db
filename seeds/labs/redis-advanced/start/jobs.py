"""Three jobs of three teams, which all say that they only read a little: python jobs.py recommend|count|tidy"""

import sys

import redis

client = redis.Redis(port=6392)


def recommend():
    """The ten best candidates."""
    scores = client.hgetall("candidates:all")
    best = sorted(scores, key=lambda name: float(scores[name]), reverse=True)[:10]
    print("best:", ", ".join(name.decode() for name in best))


def count():
    """How many customers have features."""
    print(len(client.keys("features:*")), "customers")


def tidy():
    """Keeps the last 1,000 predictions of the audit list."""
    last = client.lrange("audit:predictions", -1_000, -1)
    client.delete("audit:predictions")
    client.rpush("audit:predictions", *last)
    print(client.llen("audit:predictions"), "predictions kept")


{"recommend": recommend, "count": count, "tidy": tidy}[sys.argv[1]]()
