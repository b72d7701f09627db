"""Calls predict with services and a model of its own, and watches who runs when."""

import json
import sys

from rung_check import Miss, check, main, read, run

SETTING = """
import asyncio, json, threading, time
from service import predict

DEFAULTS = {"profile": {"age_days": 0}, "orders": {"orders_30d": 0}, "device": {"device_risk": 0.5}}
REAL = {"profile": {"age_days": 7}, "orders": {"orders_30d": 9}, "device": {"device_risk": 0.25}}
state = {"now": 0, "most": 0, "cancelled": 0}

def service(name, seconds=0.02, error=None):
    async def call(customer):
        state["now"] += 1
        state["most"] = max(state["most"], state["now"])
        try:
            await asyncio.sleep(seconds)
        except asyncio.CancelledError:
            state["cancelled"] += 1
            raise
        finally:
            state["now"] -= 1
        if error:
            raise error
        return dict(REAL[name])
    return call

def three(**other):
    return {name: other.get(name) or service(name, 0.1) for name in REAL}

def model(features):
    state["features"] = dict(features)
    return 0.42

async def score(services, model=model):
    began = time.perf_counter()
    given = await predict(services, model, "c-1")
    return {"given": given, "seconds": round(time.perf_counter() - began, 2), **state}

"""


def probe(script):
    read("service.py")
    ended = run(sys.executable, "-", seconds=20, stdin=SETTING + script + "\nprint()\nprint(json.dumps(asyncio.run(go())))")
    if ended.returncode != 0:
        last = [line for line in ended.stderr.splitlines() if "Error" in line] or [f"exit code {ended.returncode}"]
        raise Miss("crashed", command="predict", error=last[-1].strip(" |+-"))
    return json.loads(ended.stdout.splitlines()[-1])


def missing(seen):
    given = seen["given"]
    if not isinstance(given, dict) or "score" not in given or not isinstance(given.get("missing"), list):
        raise Miss("other-shape", given=given)
    return given["missing"]


@check("at-once")
def at_once():
    seen = probe("async def go():\n    return await score(three())")
    if seen["most"] < 3:
        raise Miss("in-a-row", most=seen["most"], seconds=seen["seconds"])
    if missing(seen) or seen["given"]["score"] != 0.42:
        raise Miss("other-shape", given=seen["given"])


@check("own-timeout")
def own_timeout():
    for name in ("profile", "orders", "device"):
        seen = probe(f"async def go():\n    return await score(three({name}=service('{name}', 4)))")
        if seen["seconds"] > 2:
            raise Miss("no-timeout", name=name, seconds=seen["seconds"])
        if missing(seen) != [name]:
            raise Miss("others-lost", name=name, missing=missing(seen))
        if seen["cancelled"] != 1:
            raise Miss("left-running", name=name)
        defaults = {"profile": ("age_days", 0), "orders": ("orders_30d", 0), "device": ("device_risk", 0.5)}
        field, default = defaults[name]
        if seen.get("features", {}).get(field) != default or len(seen["features"]) != 3:
            raise Miss("no-default", field=field, default=default, features=seen.get("features"))


@check("one-refuses")
def one_refuses():
    seen = probe("async def go():\n    return await score(three(orders=service('orders', 0, ConnectionError('refused'))))")
    if missing(seen) != ["orders"]:
        raise Miss("others-lost", name="orders", missing=missing(seen))


@check("loop-stays-free")
def loop_stays_free():
    seen = probe("""
async def go():
    longest, last, over = 0.0, time.perf_counter(), False
    async def beat():
        nonlocal longest, last
        while not over:
            await asyncio.sleep(0.01)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
    def blocking(features):
        time.sleep(0.8)
        return 0.42
    beating = asyncio.create_task(beat())
    seen = await score(three(), blocking)
    over = True
    await beating
    return {**seen, "longest": round(longest, 2)}
""")
    missing(seen)
    if seen["longest"] > 0.5:
        raise Miss("loop-held", longest=seen["longest"])


main()
