"""Plays a release, a restart and two failures of Redis to cached.py, with a Redis inside this process."""

# ruff: noqa: PLC0415  # packages of the lab, and files of the person, are there only when a check runs

import logging
import random

from rung_check import Miss, check, load, main, python

A = {"tenure": 12, "tickets": 3, "spend": 80.5}
SAME = {"spend": 80.5, "tickets": 3, "tenure": 12}
WRITES = {"SET", "SETEX", "PSETEX", "SETNX", "HSET", "HSETNX", "MSET", "EXPIRE", "PEXPIRE", "GETSET", "JSON.SET"}
KEYS = """
import sys; sys.path.insert(0, ".")
import fakeredis
from cached import CachedModel
class Model:
    version = "churn-7"
    def predict(self, features): return 0.5
store = fakeredis.FakeRedis(decode_responses=True)
CachedModel(Model(), store).predict({"tenure": 12, "tickets": 3})
print("\\n".join(sorted(store.keys())))
"""


class Model:
    def __init__(self, version, weight):
        self.version, self.weight, self.calls = version, weight, 0

    def predict(self, features):
        self.calls += 1
        return round(self.weight * sum(features.values()), 6)


def service(model, store):
    logging.disable(logging.CRITICAL)
    return load("cached.py", "CachedModel").CachedModel(model, store)


def store(bytes_=False):
    import fakeredis

    return fakeredis.FakeRedis(server=fakeredis.FakeServer(), decode_responses=not bytes_)


def ask(cached, features, what):
    try:
        return cached.predict(dict(features))
    except Miss:
        raise
    except Exception as error:
        raise Miss("raised", what=what, error=f"{type(error).__name__}: {error}") from None


def right(cached, model, features, what):
    wanted = round(model.weight * sum(features.values()), 6)
    given = ask(cached, features, what)
    if isinstance(given, bool) or not isinstance(given, (int, float)) or abs(given - wanted) > 1e-6:
        raise Miss("wrong", what=what, wanted=wanted, given=given)


@check("hits")
def hits():
    for bytes_ in (False, True):
        model, held = Model("churn-7", 0.01), store(bytes_)
        cached = service(model, held)
        right(cached, model, A, "the first request")
        right(cached, model, SAME, "the same features in another order")
        if model.calls != 1:
            raise Miss("asked-again", calls=model.calls)
        other = {**A, "tickets": 4}
        right(cached, model, other, "one ticket more")
        right(service(model, held), model, other, "the same request after a restart")
        if model.calls != 2:
            raise Miss("asked-again", calls=model.calls)


@check("stable-keys")
def stable_keys():
    seen = {python("-c", KEYS, env={"PYTHONHASHSEED": seed}).stdout.strip() for seed in ("1", "2", "33")}
    if seen == {""}:
        raise Miss("no-key")
    if len(seen) > 1:
        raise Miss("other-keys", one=sorted(seen)[0], two=sorted(seen)[1])


@check("version")
def version():
    held, old, new = store(), Model("churn-7", 0.01), Model("churn-8", 0.02)
    right(service(old, held), old, A, "churn-7")
    right(service(new, held), new, A, "churn-8, just released")
    right(service(old, held), old, A, "churn-7 after a rollback")
    if old.calls != 1:
        raise Miss("rollback-cold", calls=old.calls)
    for key in held.scan_iter():
        if "churn-7" not in key and "churn-8" not in key:
            raise Miss("no-version", key=key)


@check("ttl")
def ttl():
    held = store()
    random.seed(7)
    cached = service(Model("churn-7", 0.01), held)
    for tenure in range(40):
        ask(cached, {"tenure": tenure}, "a request")
    keys = list(held.scan_iter())
    if len(keys) < 40:
        raise Miss("few-keys", keys=len(keys))
    left = [held.pttl(key) / 1000 for key in keys]
    for key, seconds in zip(keys, left, strict=True):
        if not 0 < seconds <= 900:
            raise Miss("forever", key=key, seconds=held.ttl(key))
    if max(left) - min(left) < 10:
        raise Miss("all-at-once", low=round(min(left)), high=round(max(left)))


@check("without-redis")
def without_redis():
    import redis

    class Gone:
        def __getattr__(self, name):
            def fail(*_arguments, **_named):
                raise redis.ConnectionError("Error 111 connecting to 127.0.0.1:6390. Connection refused.")

            return fail

    class Slow:
        def __getattr__(self, name):
            def fail(*_arguments, **_named):
                raise redis.TimeoutError("Timeout reading from socket")

            return fail

    for what, held in (("Redis is gone", Gone()), ("Redis does not answer in time", Slow())):
        model = Model("churn-7", 0.01)
        right(service(model, held), model, A, what)
    held = store()
    plain = held.execute_command

    def full(*arguments, **named):
        if str(arguments[0]).upper() in WRITES:
            raise redis.exceptions.OutOfMemoryError("command not allowed when used memory > 'maxmemory'.")
        return plain(*arguments, **named)

    held.execute_command = full
    model = Model("churn-7", 0.01)
    right(service(model, held), model, A, "Redis is full and refuses writes")


main()
