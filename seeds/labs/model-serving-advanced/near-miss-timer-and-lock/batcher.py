"""Puts requests that come close together into one call of the model."""

import asyncio


class Batcher:
    def __init__(self, infer, max_batch, max_wait):
        self._infer, self._most, self._wait = infer, max_batch, max_wait
        self._open, self._timer, self._lock, self._running = [], None, asyncio.Lock(), set()

    async def predict(self, row):
        answer = asyncio.get_running_loop().create_future()
        self._open.append((row, answer))
        if len(self._open) >= self._most:
            self._close()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._wait, self._close)
        return await answer

    def _close(self):
        if self._timer is not None:
            self._timer.cancel()
        batch, self._open, self._timer = self._open, [], None
        task = asyncio.create_task(self._in_turn(batch))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _in_turn(self, batch):
        async with self._lock:  # batches that queue here stay as small as their timer left them
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
