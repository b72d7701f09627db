"""The weekly message: plans every slot whose moment has come, and sends what is due; the clock's and the operator's."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import structlog

from bot import metrics
from bot.public_holidays import observed_in
from jobs.drain import Drain
from skills import calendar
from skills.calendar import NoSuchZone
from storage import planning
from storage.database import Database, Session
from storage.planning import Occasion, Slot

MANY = 500  # slots that are read at a time
HALF_A_WEEK = dt.timedelta(days=3.5)

log = structlog.get_logger()


async def run(database: Database, drain: Drain, now: dt.datetime) -> None:
    """One tick as of a moment: plan what has come, send everything that is due, and end."""
    await plan(database, now)
    await drain.run()


async def plan(database: Database, now: dt.datetime) -> int:
    """Plan every moment that has come and was not planned yet, those of missed weeks included; returns the new rows."""
    planned, broken = 0, set[int]()
    while True:
        async with database.reading() as session:
            found = await planning.due_slots(session, now, limit=MANY + len(broken))
        slots = [each for each in found if each.id not in broken]
        if not slots:
            break
        for slot in slots:
            try:
                planned += await _plan(database, slot, now)
            except Exception:  # one slot's trouble leaves the others their moment; it is tried again next time
                broken.add(slot.id)
                log.exception("slot not planned", zone=slot.zone)
    metrics.nudges("planned", planned)
    return planned


async def _plan(database: Database, slot: Slot, now: dt.datetime) -> int:
    planned, due = 0, by_todays_rules(slot)
    if due.next_due <= now:
        async with database.reading() as session:
            occasion = occasion_of(due, now, observed_in(await planning.countries(session, due), _day(due)))
            spans = await planning.spans(session, due)
        for span in spans:
            async with database.writing() as session:
                planned += await planning.plan(session, occasion, span, now)
    async with database.writing() as session:
        await planning.advance(session, slot, _next(due, now))
    return planned


async def plan_at_once(session: Session, now: dt.datetime) -> None:
    """`plan` within one transaction, for a look ahead that is taken back."""
    for slot in map(by_todays_rules, await planning.due_slots(session, now, limit=100_000)):
        if slot.next_due <= now:
            occasion = occasion_of(slot, now, observed_in(await planning.countries(session, slot), _day(slot)))
            for span in await planning.spans(session, slot):
                await planning.plan(session, occasion, span, now)


def occasion_of(slot: Slot, now: dt.datetime, holidays: frozenset[str] = frozenset()) -> Occasion:
    """The moment a slot is due at, in the words of its own zone; a zone nobody knows any more gets nothing sent."""
    zone, day = _zone(slot), _day(slot)
    unknown = zone != slot.zone
    reason = "zone" if unknown else "late" if calendar.local_day(zone, now) != day else None
    began = calendar.week_begins(zone, day)
    return Occasion(
        slot,
        week=calendar.iso_week(zone, slot.next_due),
        week_before=calendar.iso_week(zone, slot.next_due - dt.timedelta(days=8)),
        day=day,
        week_began=began,
        until=calendar.day_ends(zone, day),
        reason=reason,
        holidays=holidays,
    )


def by_todays_rules(slot: Slot) -> Slot:
    """The slot with the moment that is its own by what is known of its zone today.

    A country may have changed its clocks, or a zone been lost or found again, since the moment was written down.
    """
    return replace(slot, next_due=next_due(slot.zone, slot.weekday, slot.minute, slot.next_due - HALF_A_WEEK))


def next_due(zone: str, weekday: int, minute: int, after: dt.datetime) -> dt.datetime:
    """The next moment of a slot; one of a zone nobody knows is counted in UTC."""
    try:
        return calendar.next_due(zone, weekday, minute, after)
    except NoSuchZone:
        return calendar.next_due("UTC", weekday, minute, after)


def _next(slot: Slot, now: dt.datetime) -> dt.datetime:
    """The moment after this one; the next from now when this one is still to come, however far ahead a clock put it."""
    return next_due(slot.zone, slot.weekday, slot.minute, min(slot.next_due, now))


def _day(slot: Slot) -> dt.date:
    return calendar.local_day(_zone(slot), slot.next_due)


def _zone(slot: Slot) -> str:
    try:
        calendar.zone_named(slot.zone)
    except NoSuchZone:
        return "UTC"
    return slot.zone
