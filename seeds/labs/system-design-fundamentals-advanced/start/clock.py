"""An asyncio loop on its own clock: a minute of load passes in a moment, and every run gives the same figures.

Inside it asyncio.sleep, timeouts and asyncio.get_running_loop().time() use that clock; time.monotonic() does not.
"""

import asyncio
import selectors


class _Jump(selectors.SelectSelector):
    loop = None

    def select(self, timeout=None):
        if timeout is None:
            raise RuntimeError("everybody waits and nothing will ever happen")
        self.loop.now += max(timeout, 0)
        return super().select(0)


class _Loop(asyncio.SelectorEventLoop):
    now = 0.0

    def time(self):
        return self.now


def run(main):
    selector = _Jump()
    selector.loop = loop = _Loop(selector)
    try:
        return loop.run_until_complete(main)
    finally:
        loop.close()
