"""Tries the batcher with models that write down how they were called."""

import asyncio
import threading
import time

from rung_check import Miss, check, load, main


class Recorder:
    """A model that takes `seconds` a call and answers row * 10; rows below zero make a call fail."""

    def __init__(self, seconds=0.02):
        self.seconds, self.sizes, self.inside, self.overlapped = seconds, [], 0, False
        self.lock = threading.Lock()

    def __call__(self, rows):
        with self.lock:
            self.inside += 1
            self.overlapped |= self.inside > 1
            self.sizes.append(len(rows))
        time.sleep(self.seconds)
        with self.lock:
            self.inside -= 1
        for row in rows:
            if row < 0:
                raise ValueError(f"row {row}")
        return [row * 10 for row in rows]


def trial(play, model, most, wait, seconds=20):
    """Run an asynchronous scene with a fresh batcher; what hangs becomes a Miss."""
    batcher_of = load("batcher.py", "Batcher").Batcher

    async def scene():
        return await asyncio.wait_for(play(batcher_of(model, most, wait)), seconds)

    try:
        return asyncio.run(scene())
    except Miss:
        raise
    except (TimeoutError, asyncio.TimeoutError):
        raise Miss("hangs", seconds=seconds) from None
    except Exception as error:  # noqa: BLE001  # the person's code
        raise Miss("crashed", command="Batcher", error=f"{type(error).__name__}: {error}") from None


@check("batches")
def batches():
    model = Recorder()

    async def play(batcher):
        return await asyncio.gather(*(batcher.predict(row) for row in range(300)))

    said = trial(play, model, 25, 0.05)
    if said != [row * 10 for row in range(300)]:
        row = next((n for n, value in enumerate(said) if value != n * 10), -1)
        raise Miss("mixed-up", row=row, said=said[row])
    if max(model.sizes) > 25:
        raise Miss("too-large", size=max(model.sizes))
    if model.overlapped:
        raise Miss("overlap")
    if len(model.sizes) > 24:
        raise Miss("too-many-calls", calls=len(model.sizes))
    model = Recorder(0.3)

    async def queue_up(batcher):
        tasks = [asyncio.create_task(batcher.predict(0))]
        await asyncio.sleep(0.03)
        for row in range(1, 21):  # these come while the first call runs, further apart than max_wait
            tasks.append(asyncio.create_task(batcher.predict(row)))
            await asyncio.sleep(0.012)
        return await asyncio.gather(*tasks)

    trial(queue_up, model, 25, 0.01)
    if len(model.sizes) > 8:
        raise Miss("not-gathered", calls=len(model.sizes))


@check("waits")
def waits():
    model = Recorder(0.01)

    async def play(batcher):
        await batcher.predict(1)
        taken = []

        async def ask(row):
            began = time.perf_counter()
            await batcher.predict(row)
            taken.append(time.perf_counter() - began)

        tasks = []
        for row in range(60):
            tasks.append(asyncio.create_task(ask(row)))
            await asyncio.sleep(0.025)
        await asyncio.gather(*tasks)
        began = time.perf_counter()
        await batcher.predict(5)
        return max(taken), time.perf_counter() - began

    longest, alone = trial(play, model, 1000, 0.1)
    if alone > 0.45:
        raise Miss("alone", seconds=round(alone, 2))
    if longest > 0.45:
        raise Miss("put-off", seconds=round(longest, 2))

    async def burst(batcher):
        began = time.perf_counter()
        await asyncio.gather(*(batcher.predict(row) for row in range(80)))
        return time.perf_counter() - began

    taken = trial(burst, Recorder(0.01), 10, 0.4)
    if taken > 1.6:
        raise Miss("full-waits", seconds=round(taken, 2))


@check("bad-row")
def bad_row():
    model = Recorder(0.005)

    async def play(batcher):
        rows = [*range(40)]
        rows[17] = -1
        said = await asyncio.gather(*(batcher.predict(row) for row in rows), return_exceptions=True)
        again = await batcher.predict(7)
        return rows, said, again

    rows, said, again = trial(play, model, 16, 0.02)
    for row, value in zip(rows, said):
        if row < 0 and not isinstance(value, ValueError):
            raise Miss("no-error", value=value)
        if row >= 0 and value != row * 10:
            raise Miss("dragged-along", row=row, value=f"{type(value).__name__}: {value}")
    if again != 70:
        raise Miss("dragged-along", row=7, value=again)


@check("gone-clients")
def gone_clients():
    model = Recorder(0.15)

    async def play(batcher):
        first = [asyncio.create_task(batcher.predict(row)) for row in range(6)]
        await asyncio.sleep(0.08)
        first[2].cancel()
        second = [asyncio.create_task(batcher.predict(row)) for row in range(10, 14)]
        await asyncio.sleep(0.02)
        second[1].cancel()
        said = await asyncio.wait_for(asyncio.gather(*first, *second, return_exceptions=True), 5)
        return said, await asyncio.wait_for(batcher.predict(99), 5)

    try:
        said, last = trial(play, model, 32, 0.01)
    except Miss as miss:
        if miss.says == "hangs":
            raise Miss("gone-hang") from None
        raise
    wanted = [0, 10, None, 30, 40, 50, 100, None, 120, 130]
    for number, (value, expected) in enumerate(zip(said, wanted)):
        if expected is not None and value != expected:
            raise Miss("gone-harm", number=number, value=f"{type(value).__name__}: {value}")
    if last != 990:
        raise Miss("gone-harm", number=len(wanted), value=last)


@check("free-loop")
def free_loop():
    model = Recorder(0.4)

    async def play(batcher):
        task = asyncio.create_task(batcher.predict(1))
        longest, before = 0.0, time.perf_counter()
        while not task.done():
            await asyncio.sleep(0.01)
            longest, before = max(longest, time.perf_counter() - before), time.perf_counter()
        await task
        return longest

    longest = trial(play, model, 8, 0.02)
    if longest > 0.3:
        raise Miss("stopped", seconds=round(longest, 2))


main()
