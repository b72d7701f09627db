"""The GPU slots of one node. Leave this file as it is; it keeps count, so that a slip can be seen."""

import asyncio


class Slot:
    def __init__(self, number, seconds_per_token):
        self.number, self.seconds_per_token = number, seconds_per_token


class Slots:
    def __init__(self, count, seconds_per_token=0.002):
        self.count = count
        self._free = asyncio.Queue()
        for number in range(count):
            self._free.put_nowait(Slot(number, seconds_per_token))

    @property
    def free(self):
        return self._free.qsize()

    async def acquire(self):
        return await self._free.get()

    def release(self, slot):
        self._free.put_nowait(slot)
