"""Sends 60 prompts, one every 10 ms; two in five clients hang up, unless called with "patient". Prints latency and slots.

Three prompts of the sixty hold rare words; the latency printed is that of the 57 ordinary ones. It counts from the
moment a prompt was due, so that a standing loop cannot hide by sending later.
"""

import asyncio
import random
import sys
import time

import gateway
from slots import Slots

pick = random.Random(3)
RARE = "gradient quantile embedding shard tokenizer kernel tensor replica drift cohort".split()


def prompt(number):
    rare = 9 if number % 20 == 7 else 0
    return " ".join(pick.choices(RARE, k=rare) + ["the", "of", "to"])


async def client(number, gpus, seconds, began):
    impatient = number % 5 in (1, 3) and "patient" not in sys.argv
    try:
        async with asyncio.timeout(0.012 if impatient else 2):
            await gateway.handle(number, prompt(number), gpus)
    except TimeoutError:
        return
    if number % 20 != 7:
        seconds.append(time.perf_counter() - began)


async def main():
    gpus, seconds, tasks = Slots(2), [], []
    first = time.perf_counter()
    for number in range(60):
        due = first + number * 0.01
        await asyncio.sleep(due - time.perf_counter())
        tasks.append(asyncio.create_task(client(number, gpus, seconds, due)))
    await asyncio.gather(*tasks)
    seconds = sorted(seconds) or [float("nan")]
    at = lambda share: seconds[min(len(seconds) - 1, int(share * len(seconds)))] * 1000
    print(f"ordinary prompts answered {len(seconds)}   p50 {at(0.5):.0f} ms   p99 {at(0.99):.0f} ms   GPU slots free {gpus.free} of {gpus.count}")


asyncio.run(main())
