"""Telling whoever waits (a test, an open page) that something in the sandbox changed."""

import asyncio


class Changes:
    """A counter that goes up with every change, and a way to wait for the next one."""

    def __init__(self) -> None:
        self.version = 0
        self._waiting: set[asyncio.Future[None]] = set()

    def note(self) -> None:
        """Something changed."""
        self.version += 1
        for waiter in tuple(self._waiting):
            if not waiter.done():
                waiter.set_result(None)

    async def wait(self, after: int, seconds: float) -> int:
        """The version once it is above ``after``, or the same one when nothing happened for ``seconds``."""
        if self.version > after:
            return self.version
        waiter = asyncio.get_running_loop().create_future()
        self._waiting.add(waiter)
        try:
            await asyncio.wait_for(waiter, seconds)
        except TimeoutError:
            pass
        finally:
            self._waiting.discard(waiter)
        return self.version
