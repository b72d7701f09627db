"""What serves today: every request makes a call of its own."""

import asyncio


class Single:
    def __init__(self, infer):
        self._infer = infer

    async def predict(self, row):
        return (await asyncio.to_thread(self._infer, [row]))[0]
