"""A channel's weekly digest: plans what has come, and sends it to the lead who asked for it or into the channel."""

# The rules of the weekly message hold here too: one row per lead, channel and local week; whoever moves the row sends
# the message; an answer that got lost is asked about before anything is sent again. Into a channel, whose history Rung
# does not read, nothing is ever sent a second time.

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from typing import Any

import structlog

from bot.courier import Address, Courier, Later, NotThere, Refused, Sent, Stamp, Unsure
from bot.messages.digest import digest
from bot.messages.elements import Message
from bot.outside import Outdoors, Wanted
from bot.subjects.digests import next_due
from bot.words import reply_language, words_in
from jobs.round import SKEW, real_now
from jobs.timing import Timing
from skills import calendar
from skills.calendar import NoSuchZone
from skills.catalogue import Catalogue
from skills.coverage import role_shown
from storage import digests, lab_counts, publications, publishing
from storage.database import Database
from storage.digests import CHANNEL, Claimed, Due
from storage.members import Who

KIND = "digest"

log = structlog.get_logger()


class ChannelDigest:
    """Call `run` at each tick."""

    def __init__(
        self, database: Database, catalogue: Catalogue, couriers: Mapping[str, Courier],
        outdoors: Mapping[str, Outdoors], now: Callable[[], dt.datetime], timing: Timing | None = None,
    ) -> None:  # fmt: skip
        self._database = database
        self._catalogue = catalogue
        self._couriers = couriers
        self._outdoors = outdoors
        self._now = now
        self._timing = timing or Timing()
        self._owner = uuid.uuid4().hex

    async def run(self) -> None:
        """Plan what has come, then send what is due; one digest's trouble leaves the others theirs."""
        await self._plan()
        lease = dt.timedelta(seconds=self._timing.lease)
        while await self._is_waiting():
            async with self._database.writing() as session:
                rows = await digests.claim(session, self._owner, self._now(), real_now(), lease)
            if not rows:  # others were faster, or whoever wanted it has left
                return
            for row in rows:
                await self._settle(row, await self._outcome(row))

    async def _is_waiting(self) -> bool:
        async with self._database.reading() as session:
            return await digests.is_waiting(session, self._now(), real_now())

    async def _plan(self) -> None:
        async with self._database.reading() as session:
            found = await digests.due(session, self._now())
        for each in found:
            async with self._database.writing() as session:
                await digests.plan(session, each, *_week(each, self._now()))

    async def _outcome(self, row: Claimed) -> dict[str, Any]:
        try:
            if row.unsure:
                return await self._ask(row)
            message = await self._message(row)
            return message if isinstance(message, dict) else await self._send(row, message)
        except Exception:  # composing, mostly; whoever waits for this digest finds the channel as it is by asking
            log.exception("digest failed")
            return {"state": "dead", "reason": "failed"}

    async def _message(self, row: Claimed) -> Message | dict[str, Any]:
        """The digest, or why there is none."""
        outdoors = self._outdoors.get(row.platform)
        if outdoors is None:
            return {"state": "dead", "reason": "platform"}
        who = Who(row.platform, row.workspace, row.user)
        outside = await outdoors.look(who, Wanted(row.channel.external_id))
        if not outside.reachable:
            return {"state": "planned", "not_before": self._now() + dt.timedelta(minutes=5)}
        if outside.place is None or not outside.place.here:
            return {"state": "silent", "reason": "nochannel"}
        now, catalogue = self._now(), self._catalogue
        async with self._database.writing() as session:
            await publishing.publish(session, row.channel, catalogue.version, now)
            shared = await publications.read(session, row.me, row.channel, KIND, now)
            paused = await lab_counts.paused(session)
        if shared is None:
            return {"state": "silent", "reason": "nolead"}
        if shared.publication is None:
            return {"state": "silent", "reason": "nosums"}
        words = words_in(reply_language(row.me.language, row.me.locale, None))
        role = role_shown(catalogue, row.me.role)
        return digest(words, catalogue, row.me, row.channel, shared, role, row.place, paused)

    async def _send(self, row: Claimed, message: Message) -> dict[str, Any]:
        to = row.channel.external_id if row.place == CHANNEL else row.user
        until = real_now() + dt.timedelta(seconds=self._timing.lease - self._timing.timeout - self._timing.lag)
        outcome = await self._couriers[row.platform].direct(
            Address(row.workspace, to), message, Stamp(row.key, KIND), lambda: real_now() < until
        )
        match outcome:
            case Sent(conversation, sent):
                return self._sent(conversation, sent)
            case Later(seconds):
                return {"state": "planned", "not_before": self._now() + dt.timedelta(seconds=seconds)}
            case Refused(code):
                return {"state": "dead", "reason": code[:32]}
            case Unsure():
                return self._unsure(row)

    async def _ask(self, row: Claimed) -> dict[str, Any]:
        """Look for one whose answer got lost."""
        if row.place == CHANNEL:
            return {"state": "dead", "reason": "unsure"}
        since = (row.tried_at or self._now()) - SKEW
        found = await self._couriers[row.platform].find(Address(row.workspace, row.user), row.key, since)
        match found:
            case Sent(conversation, sent):
                return self._sent(conversation, sent)
            case NotThere():
                return {"state": "planned", "not_before": self._now()}
            case Refused(code):
                return {"state": "dead", "reason": code[:32]}
            case Unsure():
                return self._unsure(row)

    def _sent(self, conversation: str, message: str) -> dict[str, Any]:
        return {"state": "sent", "conversation": conversation, "message": message, "sent_at": self._now()}

    def _unsure(self, row: Claimed) -> dict[str, Any]:
        if row.place == CHANNEL:
            return {"state": "dead", "reason": "unsure"}
        return {"state": "sending", "lease_until": real_now() + dt.timedelta(seconds=self._timing.lag)}

    async def _settle(self, row: Claimed, outcome: dict[str, Any]) -> None:
        async with self._database.writing() as session:
            await digests.settle(session, self._owner, row, **outcome)


def _week(each: Due, now: dt.datetime) -> tuple[str, dt.datetime, dt.datetime]:
    """The local ISO week a digest is of, when its local day ends, and when the next one is due."""
    digest_, zone = each.digest, each.digest.zone
    try:
        calendar.zone_named(zone)
    except NoSuchZone:
        zone = "UTC"
    week = calendar.iso_week(zone, digest_.next_due)
    ends = calendar.day_ends(zone, calendar.local_day(zone, digest_.next_due))
    return week, ends, next_due(zone, digest_.weekday, digest_.minute, max(digest_.next_due, now))
