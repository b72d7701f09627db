"""How fast one workspace may be posted to: so many messages a second, and a rest when its platform asks for one."""

from __future__ import annotations

import asyncio
import time

ANY = 128  # rows claimed at a time where no pace is kept


class Pace:
    """The pace of one workspace; times are those of the monotonic clock."""

    def __init__(self, per_second: float | None) -> None:
        self._between = 1 / per_second if per_second else 0.0
        # At most a second's worth is ever claimed, so that little is uncertain when this process dies.
        self.batch = max(1, int(per_second)) if per_second else ANY
        self._next = 0.0
        self._resting_until = 0.0
        self._troubles = 0

    async def turn(self) -> None:
        """Wait until the next post may go out."""
        if self._between:
            wait = self._next - time.monotonic()
            if wait > 0:
                await asyncio.sleep(wait)
            self._next = max(self._next, time.monotonic()) + self._between

    @property
    def rest_left(self) -> float:
        """Seconds in which nothing should be posted."""
        return max(0.0, self._resting_until - time.monotonic())

    def rest(self, seconds: float) -> None:
        """Post nothing for a while."""
        self._resting_until = max(self._resting_until, time.monotonic() + seconds)

    def trouble(self, seconds: float, most: float) -> float:
        """Rest after an answer that got lost, longer each time in a row; returns the seconds."""
        self._troubles += 1
        waits = min(most, max(seconds, 0.5 * 2 ** min(self._troubles, 16))) if self._troubles > 3 or seconds else 0.0
        self.rest(waits)
        return waits

    def well(self) -> None:
        """The platform answers."""
        self._troubles = 0
