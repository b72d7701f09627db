"""Sends a steady load and says what came back: python load.py 10 [seconds]; 1 is today's load, 30 requests a second."""

import asyncio
import collections
import sys

import clock
from service import Busy, Service
from world import World

TODAY = 30  # requests a second


async def offer(service, rate, seconds, first=0):
    """[(answer, seconds it took)] for a steady load; every tenth of a second its requests arrive at once."""
    loop, told, tasks = asyncio.get_running_loop(), [], []

    async def one(customer):
        began = loop.time()
        try:
            answer, _ = await service.score(customer)
        except Busy:
            answer = "busy"
        told.append((answer, loop.time() - began))

    for tenth in range(round(seconds * 10)):
        for each in range(round(rate * (tenth + 1) / 10) - round(rate * tenth / 10)):
            tasks.append(asyncio.create_task(one(first + tenth * 1000 + each)))
        await asyncio.sleep(0.1)
    await asyncio.gather(*tasks)
    return told


def report(told, world, seconds):
    times = sorted(took for _, took in told) or [0]
    counts = collections.Counter(answer for answer, _ in told)
    print(", ".join(f"{name} {count / seconds:.0f}/s" for name, count in sorted(counts.items())))
    print(f"p50 {times[len(times) // 2] * 1000:,.0f} ms   p99 {times[int(len(times) * 0.99)] * 1000:,.0f} ms   last {times[-1] * 1000:,.0f} ms")
    print("most at once: " + ", ".join(f"{name} {getattr(world, name).most}" for name in ("store", "model", "audit")))


async def main(times, seconds):
    world = World()
    report(await offer(Service(world), TODAY * times, seconds), world, seconds)


if __name__ == "__main__":
    times, seconds = (float(each) for each in (sys.argv[1:] + ["1", "20"][len(sys.argv) - 1 :])[:2])
    clock.run(main(times, seconds))
