"""The sandbox's clock: it runs with real time, plus however far somebody moved it."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Time for message stamps, trigger and response-URL expiry, and retries; Unix seconds, UTC.

    Signatures do not use it: they are stamped with real time, so that an app's five-minute window holds.
    """

    def __init__(self) -> None:
        self._offset = 0.0
        self._sleepers: set[asyncio.Future[None]] = set()
        self._on_move: list[Callable[[], None]] = []

    def now(self) -> float:
        """Unix seconds."""
        return time.time() + self._offset

    def utc(self) -> datetime:
        """The same moment as an aware datetime in UTC."""
        return datetime.fromtimestamp(self.now(), UTC)

    @property
    def offset(self) -> float:
        """Seconds the sandbox is ahead of real time (negative: behind)."""
        return self._offset

    def set(self, moment: datetime | float) -> None:
        """Move to a moment: an aware datetime, or Unix seconds."""
        if isinstance(moment, datetime):
            if moment.tzinfo is None:
                raise ValueError("The clock needs a time with a zone, for example datetime(..., tzinfo=UTC).")
            moment = moment.timestamp()
        self._offset = moment - time.time()
        self._moved()

    def advance(
        self,
        seconds: float = 0,
        *,
        minutes: float = 0,
        hours: float = 0,
        days: float = 0,
        weeks: float = 0,
    ) -> None:
        """Move forward (or back, with negative numbers) by that much."""
        step = timedelta(seconds=seconds, minutes=minutes, hours=hours, days=days, weeks=weeks)
        self._offset += step.total_seconds()
        self._moved()

    def reset(self) -> None:
        """Back to real time."""
        self._offset = 0.0
        self._moved()

    def on_move(self, callback: Callable[[], None]) -> None:
        """Call this whenever somebody moves the clock."""
        self._on_move.append(callback)

    async def wait_until(self, moment: float) -> None:
        """Return when the clock reads at least ``moment`` (Unix seconds), also when it is moved there."""
        while (remaining := moment - self.now()) > 0:
            sleeper = asyncio.get_running_loop().create_future()
            self._sleepers.add(sleeper)
            try:
                await asyncio.wait_for(sleeper, remaining)
            except TimeoutError:
                pass
            finally:
                self._sleepers.discard(sleeper)

    def _moved(self) -> None:
        for sleeper in tuple(self._sleepers):
            if not sleeper.done():
                sleeper.set_result(None)
        for callback in self._on_move:
            callback()
