"""Puts requests that come close together into one call of the model."""

import asyncio


class Batcher:
    def __init__(self, infer, max_batch, max_wait):
        self._infer, self._most, self._wait = infer, max_batch, max_wait
        self._waiting, self._worker = asyncio.Queue(), None

    async def predict(self, row):
        if self._worker is None:
            self._worker = asyncio.create_task(self._work())
        answer = asyncio.get_running_loop().create_future()
        self._waiting.put_nowait((row, answer))
        return await answer

    async def _work(self):
        while True:
            batch = [await self._waiting.get()]
            await asyncio.sleep(self._wait)  # full or not
            while len(batch) < self._most and not self._waiting.empty():
                batch.append(self._waiting.get_nowait())
            await self._answer([each for each in batch if not each[1].done()])

    async def _answer(self, batch):
        if not batch:
            return
        try:
            results = await asyncio.to_thread(self._infer, [row for row, _answer in batch])
        except Exception as error:
            if len(batch) == 1:
                if not batch[0][1].done():
                    batch[0][1].set_exception(error)
                return
            middle = len(batch) // 2  # one bad row among 32 costs about ten more calls
            await self._answer(batch[:middle])
            await self._answer(batch[middle:])
            return
        for (_row, answer), result in zip(batch, results):
            if not answer.done():  # its client may have gone
                answer.set_result(result)
