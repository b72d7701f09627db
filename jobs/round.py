"""One pass over a workspace: asks about what is uncertain, then claims, composes and posts until nothing is due."""

# The rules that tests/jobs holds this to: nothing is posted without a claim, nor with a lease that may end before the
# answer comes; an answer that got lost is asked about before anything is sent again; whatever goes wrong with one
# person touches nobody else.

from __future__ import annotations

import asyncio
import datetime as dt
import time
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot import metrics
from bot.courier import Address, Later, NotThere, Outcome, Refused, Sent, Stamp, Unsure
from jobs import composing, verdicts
from jobs.composing import Composed
from storage import briefs, deliveries, presence
from storage.briefs import Brief
from storage.deliveries import Claimed, Place, Settled

if TYPE_CHECKING:
    from jobs.drain import Drain

GROUP = 128  # outcomes written in one transaction at most
SOON = 0.25  # seconds that an outcome waits for others at most
SKEW = dt.timedelta(minutes=2)  # how much the platform's clock may differ from ours

log = structlog.get_logger()


class Round:
    """Call `work` once."""

    def __init__(self, drain: Drain, place: Place) -> None:
        self._drain = drain
        self._place = place
        self._courier = drain.couriers[place.platform]
        self._timing = drain.timing
        self._pace = drain.pace(place)
        self._settled: list[Settled] = []
        self._written = self._asked = time.monotonic()
        self._on_their_way: set[asyncio.Task[None]] = set()
        self._failed: BaseException | None = None

    async def work(self) -> None:
        """Raises what the database raised; what was claimed until then is asked about when its lease is over."""
        try:
            await self._drain.writing(partial(deliveries.expire, place=self._place, now=self._drain.now()))
            await self._ask()
            while self._going_on() and (claimed := await self._claim()):
                await self._send(*claimed)
                if time.monotonic() - self._asked > self._timing.lag:
                    # A big workspace takes an hour; whoever's fate is unknown should not wait for all the others.
                    await self._arrive()
                    await self._ask()
        finally:
            await self._arrive()
        if self._failed is not None:
            raise self._failed

    async def _arrive(self) -> None:
        """Wait for every answer that is on its way, and keep what came of it."""
        if self._on_their_way:
            await asyncio.wait(self._on_their_way)
        await self._write()

    def _going_on(self) -> bool:
        return not (self._drain.stopping or self._pace.rest_left or self._failed)

    async def _claim(self) -> tuple[Lease, list[Brief]] | None:
        """Take rows, and read what their messages are composed from; None when nothing is due."""
        now, lease = self._drain.now(), Lease(self._timing.lease)
        take = partial(
            deliveries.claim, place=self._place, owner=self._drain.owner, now=now, real=lease.begun,
            lease=lease.length, most=self._pace.batch,
        )  # fmt: skip
        rows = await self._drain.writing(take)
        if not rows:
            return None
        since = composing.since(min(row.week for row in rows))
        async with self._drain.database.reading() as session:
            return lease, await briefs.read(session, rows, since, now)

    async def _send(self, lease: Lease, known: list[Brief]) -> None:
        for brief in known:
            composed = self._composed(brief)
            if composed.message is None:
                state = "dead" if composed.reason == "composing" else "silent"
                await self._note(Settled(brief.row, state, composed.reason))
                continue
            await self._pace.turn()
            await self._drain.gate.acquire()
            task = asyncio.create_task(self._post(lease, brief, composed))
            self._on_their_way.add(task)
            task.add_done_callback(self._ended)

    def _composed(self, brief: Brief) -> Composed:
        try:
            return composing.compose(self._drain.catalogue, brief)
        except Exception:
            log.exception("nudge not composed")
            return Composed(None, reason="composing")

    async def _post(self, lease: Lease, brief: Brief, composed: Composed) -> None:
        assert composed.message is not None
        stamp = Stamp(brief.row.key, composed.kind or "", composed.skill, composed.minutes)
        address = Address(self._place.external_id, brief.user)
        # Right before the post, because this process may have slept for long since it claimed.
        if not self._going_on() or not self._in_time(lease):
            await self._note(verdicts.given_back(brief.row))
            return
        outcome = await self._courier.direct(address, composed.message, stamp, partial(self._in_time, lease))
        if isinstance(outcome, Refused) and outcome.removed:
            gone = partial(
                presence.app_removed, platform=self._place.platform, workspace=self._place.external_id,
                now=self._drain.now(),
            )  # fmt: skip
            await self._drain.writing(gone)
        ask_at = self._slow_down(outcome)
        await self._note(verdicts.after_posting(brief.row, stamp, outcome, self._drain.now(), ask_at))

    def _in_time(self, lease: Lease) -> bool:
        """Whether a post that leaves now is in the history before anybody else may ask about it."""
        return lease.left >= self._timing.timeout + self._timing.lag

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._on_their_way.discard(task)
        self._drain.gate.release()
        if not task.cancelled() and (error := task.exception()) is not None:
            self._failed = error

    async def _ask(self) -> None:
        """Look for every message whose fate is unknown, before anything of it is sent again."""
        while self._going_on():
            lease = Lease(self._timing.lease)
            take = partial(
                deliveries.claim_unsure, place=self._place, owner=self._drain.owner, real=lease.begun,
                lease=lease.length, most=self._pace.batch,
            )  # fmt: skip
            rows = await self._drain.writing(take)
            for row, user in rows:
                await self._ask_about(row, user)
            await self._write()
            if not rows:
                break
        self._asked = time.monotonic()

    async def _ask_about(self, row: Claimed, user: str) -> None:
        if not self._going_on():  # asked about when the platform may be asked again
            await self._note(Settled(row, "sending", lease_until=self._asked_after(self._pace.rest_left)))
            return
        since = (row.tried_at or row.due_at) - SKEW
        found = await self._courier.find(Address(self._place.external_id, user), row.key, since)
        ask_at = self._slow_down(found)
        if isinstance(found, Sent | NotThere):
            metrics.nudges("resolved")
        await self._note(verdicts.after_asking(row, found, self._drain.now(), ask_at))

    def _slow_down(self, outcome: Outcome | NotThere) -> dt.datetime:
        """Keep the pace that the platform's answer asks for; returns when a lost answer may be asked about."""
        match outcome:
            case Sent():
                self._pace.well()
            case Later(seconds, everybody):
                metrics.nudges("later")
                if everybody:
                    self._pace.rest(seconds)
            case Refused(code, everybody):
                log.warning("nudge refused", platform=self._place.platform, code=code, everybody=everybody)
                if everybody:
                    self._pace.rest(self._timing.longest_rest)
            case Unsure(seconds):
                metrics.nudges("ambiguous")
                return self._asked_after(self._pace.trouble(seconds, self._timing.longest_rest))
        return self._asked_after(0)

    def _asked_after(self, rest: float) -> dt.datetime:
        return real_now() + dt.timedelta(seconds=max(self._timing.lag, rest))

    async def _note(self, settled: Settled) -> None:
        self._settled.append(settled)
        if settled.sent_at is not None:
            metrics.nudge_lag((settled.sent_at - settled.row.due_at).total_seconds())
        if len(self._settled) >= GROUP or time.monotonic() - self._written > SOON:
            await self._write()

    async def _write(self) -> None:
        """Keep what came of rows so far, in one transaction."""
        settled, self._settled = self._settled, []
        self._written = time.monotonic()
        if not settled:
            return
        try:
            await self._drain.writing(partial(deliveries.settle, owner=self._drain.owner, settled=settled))
        except Exception:
            self._settled += settled  # tried once more at the end
            raise
        for state in ("sent", "dead"):
            if count := sum(each.state == state for each in settled):
                metrics.nudges(state, count)


class Lease:
    """How long rows stay ours, by whichever clock says less: the monotonic one stands still while a laptop sleeps."""

    def __init__(self, seconds: float) -> None:
        self.begun = real_now()
        self.length = dt.timedelta(seconds=seconds)
        self._monotonic = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds."""
        wall = (self.begun + self.length - real_now()).total_seconds()
        return min(wall, self._monotonic - time.monotonic())


def real_now() -> dt.datetime:
    """The machine's own time, which leases are kept in."""
    return dt.datetime.now(dt.UTC)
