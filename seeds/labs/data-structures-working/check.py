"""Plays 300 random days against a slow buffer that is right, then looks at time and memory with many requests."""

import json
import sys

from rung_check import Miss, check, main, read, run

SETTING = """
import json, random, tracemalloc
from buffer import Buffer

class Right:
    def __init__(self, limit):
        self.limit, self.waiting = limit, []
    def offer(self, request, deadline=None):
        if len(self.waiting) >= self.limit:
            return False
        self.waiting.append((request, deadline))
        return True
    def cancel(self, id_):
        before = len(self.waiting)
        self.waiting = [each for each in self.waiting if each[0]["id"] != id_]
        return len(self.waiting) < before
    def take(self, size, now):
        self.waiting = [each for each in self.waiting if each[1] is None or each[1] >= now]
        order = sorted(self.waiting, key=lambda each: (each[1] is None, each[1] or 0))
        self.waiting = [each for each in self.waiting if each not in order[:size]]
        return [request for request, _ in order[:size]]

def play(calls):
    wrong = None
    for seed in range(300):
        pick, limit = random.Random(seed), random.Random(seed).choice([1, 3, 8])
        ours, yours, now, told = Right(limit), Buffer(limit), 0, []
        for number in range(60):
            now += pick.randrange(3)
            call = pick.choice(calls)
            if call == "offer":
                request = {"id": f"r-{number}", "text": "x"}
                deadline = pick.choice([None, now + pick.randrange(6)])
                told.append(f"offer(r-{number}, deadline={deadline})")
                one, other = ours.offer(request, deadline), yours.offer(dict(request), deadline)
            elif call == "cancel":
                id_ = f"r-{pick.randrange(number + 1)}"
                told.append(f"cancel({id_})")
                one, other = ours.cancel(id_), yours.cancel(id_)
            else:
                size = pick.choice([1, 2, 4])
                told.append(f"take({size}, now={now})")
                one = [each["id"] for each in ours.take(size, now)]
                other = [each["id"] for each in yours.take(size, now)]
            if one == other and call != "offer":
                one, other = len(ours.waiting), len(yours)
                told.append("len()")
            if one != other:
                return {"wanted": one, "given": other, "after": "; ".join(told[-5:-1]), "call": told[-1]}
            if told[-1] == "len()":
                told.pop()
"""

BUSY = """
def busy():
    buffer = Buffer(30_000)
    for number in range(30_000):
        buffer.offer({"id": number}, None if number % 2 else (number * 7919) % 30_000)
    for number in range(0, 30_000, 3):
        buffer.cancel(number)
    while buffer.take(8, 0):
        pass
    return len(buffer)
print(); print(json.dumps(busy()))
"""

LONG = """
def kept():
    buffer = Buffer(100)
    tracemalloc.start()
    for number in range(60_000):
        buffer.offer({"id": number}, None if number % 2 else 10_000_000 + number)
        buffer.cancel(number)
    return round(tracemalloc.get_traced_memory()[0] / 1024)
print(); print(json.dumps(kept()))
"""


def probe(script, seconds=15):
    read("buffer.py")
    ended = run(sys.executable, "-", seconds=seconds, stdin=SETTING + script)
    if ended.returncode != 0:
        last = [line for line in ended.stderr.splitlines() if "Error" in line] or [f"exit code {ended.returncode}"]
        raise Miss("crashed", command="Buffer", error=last[-1])
    return json.loads(ended.stdout.splitlines()[-1])


def plays(*calls):
    if wrong := probe(f"print(); print(json.dumps(play({calls!r})))"):
        raise Miss("other-answer", **wrong)


@check("order-and-limit")
def order_and_limit():
    plays("offer", "offer", "offer", "take")


@check("cancel")
def cancel():
    plays("offer", "offer", "cancel", "take")


@check("quick")
def quick():
    try:
        probe(BUSY, seconds=6)
    except Miss as miss:
        if miss.says == "too-slow":
            raise Miss("slow") from None
        raise


@check("small")
def small():
    kilobytes = probe(LONG, seconds=20)
    if kilobytes > 400:
        raise Miss("grows", kilobytes=kilobytes)


main()
