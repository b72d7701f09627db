"""python race.py single | python race.py MAX_BATCH MAX_WAIT_MS: p99 at rising rates; requests come when they like."""

import asyncio
import random
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from gpu import infer


def server():
    if sys.argv[1] == "single":
        from single import Single

        return Single(infer)
    from batcher import Batcher

    return Batcher(infer, int(sys.argv[1]), float(sys.argv[2]) / 1000)


async def race():
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(64))
    serving = server()
    for rate in (50, 75, 100, 150, 200, 400, 600, 800):
        some, taken, tasks = random.Random(rate), [], []

        async def ask(due):
            assert await serving.predict(3) == 7
            taken.append((time.perf_counter() - due) * 1000)

        due = time.perf_counter()
        for _ in range(int(rate * 1.5)):
            due += some.expovariate(rate)
            await asyncio.sleep(max(0, due - time.perf_counter()))
            tasks.append(asyncio.create_task(ask(due)))
        await asyncio.gather(*tasks)
        cuts = statistics.quantiles(taken, n=100)
        print(f"{rate:>4}/s   p50 {cuts[49]:6.1f} ms   p99 {cuts[98]:6.1f} ms", flush=True)
        if cuts[98] > 50:
            print("       p99 is over 50 ms; this server ends here")
            return


asyncio.run(race())
