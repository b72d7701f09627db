"""Runs handle with slots and a vocabulary of its own; cancels it at sixty moments and counts the slots after each."""

import json
import sys

from rung_check import Miss, check, main, read, run

SETTING = """
import asyncio, json, time
import vocabulary

PAUSE = {"seconds": 0.0}

def number_of(self, word):
    time.sleep(PAUSE["seconds"])
    return sum(word.encode())

vocabulary.Vocabulary.number_of = number_of
import gateway
from slots import Slots

async def settled(gpus, wanted):
    for _ in range(40):
        if gpus.free == wanted:
            return
        await asyncio.sleep(0.01)
"""

BEATS = """
async def go():
    PAUSE["seconds"] = 0.5
    longest, last, over = 0.0, time.perf_counter(), False
    async def beat():
        nonlocal longest, last
        while not over:
            await asyncio.sleep(0.01)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
    beating = asyncio.create_task(beat())
    answer = await gateway.handle(1, "gradient drift", Slots(1))
    over = True
    await beating
    return {"longest": round(longest, 2), "answer": answer}
"""

CANCEL = """
async def once(delay):
    gpus = Slots(1)
    task = asyncio.create_task(gateway.handle(1, "a " * 20, gpus))
    await asyncio.sleep(delay)
    hung_up = task.cancel()
    await asyncio.wait([task], timeout=3)
    await settled(gpus, 1)
    return {"delay": delay, "free": gpus.free, "swallowed": hung_up and not task.cancelled()}

async def go():
    return await asyncio.gather(*[once(step / 1000) for step in range(0, 60)])
"""

WAITING = """
async def go():
    gpus = Slots(1)
    held = await gpus.acquire()
    task = asyncio.create_task(gateway.handle(1, "a " * 5, gpus))
    await asyncio.sleep(0.15)
    task.cancel()
    await asyncio.wait([task], timeout=3)
    await asyncio.sleep(0.02)
    before = gpus.free
    gpus.release(held)
    return {"before": before, "after": gpus.free}
"""

FAILING = """
class Broken:
    number = 0
    @property
    def seconds_per_token(self):
        raise RuntimeError("the GPU fell off the bus")

async def go():
    gpus = Slots(0)
    gpus.count = 1
    gpus.release(Broken())
    try:
        await gateway.handle(1, "a b c", gpus)
        raised = False
    except RuntimeError:
        raised = True
    await settled(gpus, 1)
    return {"free": gpus.free, "raised": raised}
"""


def probe(script):
    read("gateway.py")
    ended = run(sys.executable, "-", seconds=30, stdin=SETTING + script + "\nprint()\nprint(json.dumps(asyncio.run(go())))")
    if ended.returncode != 0:
        last = [line for line in ended.stderr.splitlines() if "Error" in line] or [f"exit code {ended.returncode}"]
        raise Miss("crashed", command="gateway.handle", error=last[-1].strip(" |+-"))
    return json.loads(ended.stdout.splitlines()[-1])


@check("loop-stays-free")
def loop_stays_free():
    seen = probe(BEATS)
    if seen["longest"] > 0.3:
        raise Miss("loop-held", longest=seen["longest"])
    if len(str(seen["answer"]).split()) != 2:
        raise Miss("other-answer", answer=seen["answer"])


@check("slot-returns")
def slot_returns():
    for seen in probe(CANCEL):
        if seen["free"] != 1:
            raise Miss("slot-lost", delay=round(seen["delay"] * 1000), free=seen["free"])
        if seen["swallowed"]:
            raise Miss("swallowed", delay=round(seen["delay"] * 1000))


@check("failure-returns")
def failure_returns():
    seen = probe(FAILING)
    if seen["free"] != 1 or not seen["raised"]:
        raise Miss("not-after-error", free=seen["free"], raised=seen["raised"])


@check("nothing-extra")
def nothing_extra():
    seen = probe(WAITING)
    if seen["before"] != 0 or seen["after"] != 1:
        raise Miss("slot-invented", before=seen["before"], after=seen["after"])


main()
