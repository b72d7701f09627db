"""Lives of people with a weekly message, minute by minute, beside a plain account of what the ledger should say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from jobs import weekly_nudge
from storage.database import Database
from storage.members import Who
from storage.nudges import OFF, ON
from tests.jobs import wall_clock
from tests.jobs.acts import Action, Away, Born, Choose, Fly, Jump, Quiet, Sleep, Snooze, Step, Stop
from tests.jobs.planned import DAY, HOUR, MINUTE, WEEK, Person, Row, next_dues, send

SECOND, TICK = dt.timedelta(seconds=1), dt.timedelta(microseconds=1)
REST = 27 * DAY  # with the days of one week, four weeks


@dataclass(frozen=True)
class Stay:
    """A day and time in one zone that somebody has since a moment."""

    zone: str
    weekday: int
    minute: int
    since: dt.datetime

    def moment(self, monday: dt.date) -> dt.datetime:
        return wall_clock.moment(self.zone, monday, self.weekday, self.minute)

    def next(self, at: dt.datetime) -> dt.datetime:
        return wall_clock.first_after(self.zone, self.weekday, self.minute, at)

    def same(self, zone: str, weekday: int, minute: int) -> bool:
        return (self.zone, self.weekday, self.minute) == (zone, weekday, minute)


@dataclass
class Living:
    """One person: what they do to the database, and what should come of it."""

    person: Person
    stay: Stay  # the latest
    reads: bool
    on: bool = True
    paused: bool = False
    snoozed: dt.date | None = None
    away: dt.datetime | None = None
    quiet: tuple[dt.datetime, dt.datetime] | None = None
    ignored: int = 0
    resting: dt.datetime | None = None
    known: dict[str, Row] = field(default_factory=dict)
    where: dict[str, str] = field(default_factory=dict)  # the zone somebody was in when a week was planned

    async def does(self, action: Action, now: dt.datetime) -> None:
        """Do it, to the database and to the account."""
        change: str | None = None
        match action:
            case Fly(zone):
                await self.person.flies(now, zone)
                if self.on and zone != self.stay.zone:
                    self.stay = Stay(zone, self.stay.weekday, self.stay.minute, now)
                elif not self.on:  # the choice moves along when it is made again
                    self.stay = Stay(zone, self.stay.weekday, self.stay.minute, self.stay.since)
            case Choose(weekday, minute):
                snoozed = self.snoozed if self.on and not self.paused else None
                await self.person.changes(
                    now, state=ON, weekday=weekday, minute=minute, ignored=0, resting_until=None, snoozed_until=snoozed
                )
                if not self.on or self.paused or not self.stay.same(self.stay.zone, weekday, minute):
                    self.stay = Stay(self.stay.zone, weekday, minute, now)
                self.on, self.paused, self.snoozed, self.ignored, self.resting = True, False, snoozed, 0, None
            case Stop():
                await self.person.changes(now, state=OFF)
                self.on, self.paused, change = False, False, "off"
            case Snooze(days):
                until = None if days is None else wall_clock.day(self.stay.zone, now) + days * DAY
                await self.person.changes(now, snoozed_until=until)
                change = "snoozed" if until not in (None, self.snoozed) else None
                self.snoozed = until
                if not self.on:
                    change = "off"
            case Away(hours):
                self.away = now + hours * HOUR
                await self.person.is_away(self.away, now)
            case Quiet(hours):
                due = self.stay.next(now)
                self.quiet = due - HOUR, due + hours * HOUR
                await self.person.is_quiet(*self.quiet)
        rows = {row.week: row for row in await self.person.rows()}
        for week, row in self.known.items():
            gone = change is not None and row.state == "planned"
            assert (rows[week].state, rows[week].reason) == (("silent", change) if gone else (row.state, row.reason))
        assert len(rows) == len(self.known), "only the clock plans"
        self.known = rows

    async def was_planned(self, clock: dt.datetime, count: int) -> set[str | None]:
        """Look at what a tick planned, so many rows for all people; returns the reasons met."""
        rows = {row.week: row for row in await self.person.rows()} if count else self.known
        assert {week: rows[week] for week in self.known} == self.known, "what was planned stays as it is"
        new = sorted((row for week, row in rows.items() if week not in self.known), key=lambda row: row.due_at)
        for row in new:
            self._is_right(row, clock)
            self.known[row.week], self.where[row.week] = row, self.stay.zone
        if self.on:
            self._nothing_is_missing(clock)
        return {row.reason for row in new}

    def _is_right(self, row: Row, clock: dt.datetime) -> None:
        stay = self.stay
        assert self.on, "nobody gets what they did not ask for"
        assert row.due_at == stay.next(row.due_at - TICK), "the chosen local minute and no other"
        assert stay.since <= row.due_at <= clock, "not before it was chosen, and not early"
        assert row.week == wall_clock.label(stay.zone, row.due_at)
        today = wall_clock.day(stay.zone, row.due_at)
        assert wall_clock.day(stay.zone, row.until - TICK) == today < wall_clock.day(stay.zone, row.until)
        quiet = self.quiet is not None and self.quiet[0] <= row.due_at < self.quiet[1]
        assert row.came == (self.quiet[1] if quiet and self.quiet else row.due_at)
        assert row.reason == self._reason(row, clock)
        assert row.state == ("planned" if row.reason is None else "silent")
        if row.state == "planned":
            assert wall_clock.day(stay.zone, clock) == today
            assert (row.kind == "pause") == (self.ignored >= 6)
            weeks = [wall_clock.label(stay.zone, each.came) for each in self._messages()]
            assert wall_clock.label(stay.zone, row.came) not in weeks, "one in what is a week where they are now"

    def _reason(self, row: Row, clock: dt.datetime) -> str | None:
        zone, due = self.stay.zone, row.due_at
        today, monday = wall_clock.day(zone, due), wall_clock.monday_of(zone, due)
        reasons = {
            "paused": self.paused,
            "snoozed": self.snoozed is not None and today < self.snoozed,
            "away": self.away is not None and due < self.away,
            "resting": self.resting is not None and due < self.resting,
            "late": wall_clock.day(zone, clock) != today,
            "quiet": self.quiet is not None and self.quiet[0] <= due and row.until <= self.quiet[1],
            # This week; or a later one already, sent by a clock that ran ahead.
            "moved": any(wall_clock.monday_of(zone, each.came) >= monday for each in self._messages()),
        }
        return next((reason for reason, holds in reasons.items() if holds), None)

    def _messages(self) -> list[Row]:
        return [row for row in self.known.values() if row.state in ("planned", "sent")]

    def _nothing_is_missing(self, clock: dt.datetime) -> None:
        """Of every week that began after the choice and whose moment has come there is a row."""
        stay, this_week = self.stay, wall_clock.monday_of(self.stay.zone, clock)
        first = wall_clock.monday_of(stay.zone, stay.since) + WEEK
        for monday in (this_week - number * WEEK for number in range(4)):  # earlier ones were looked at earlier
            if monday >= first and stay.moment(monday) <= clock:
                assert monday.strftime("%G-W%V") in self.known

    async def was_sent(self, clock: dt.datetime) -> None:
        """Look at what a tick sent, and count what nobody answered."""
        rows = {row.week: row for row in await self.person.rows()}
        assert rows.keys() == self.known.keys()
        for week, row in rows.items():
            before = self.known[week]
            if row.state == before.state:
                assert row == before
            elif row.state == "silent":
                assert (before.state, row.reason) == ("planned", "late")
                assert before.until <= clock
            else:
                assert (before.state, row.state, row.came) == ("planned", "sent", clock)
                assert before.came <= clock < before.until
                await self._got(row, clock)
        self.known = rows

    async def _got(self, row: Row, clock: dt.datetime) -> None:
        self.paused = self.ignored >= 6
        self.ignored += 1
        self.resting = row.due_at + REST if self.ignored >= 3 else None
        if self.reads:
            await self.person.presses(row.week, clock)
            self.ignored, self.resting = 0, None


class Lives:
    """Some people of one workspace and the machine that writes to them, ticking `phase` seconds into each minute."""

    def __init__(self, database: Database, begins: dt.datetime, phase: int) -> None:
        self.database, self.now, self.phase = database, begins, phase * SECOND
        self.people: list[Living] = []
        self.met: set[str | None] = set()

    async def born(self, who: Who, born: Born) -> None:
        person = Person(self.database, who)
        await person.says_yes(self.now, born.zone, born.weekday, born.minute)
        self.people.append(Living(person, Stay(born.zone, born.weekday, born.minute, self.now), born.reads))

    async def live(self, steps: Sequence[Step], ends: dt.datetime) -> None:
        """Everything that happens until the end, with a tick wherever something might come of it."""
        for wait, number, action in steps:
            living = self.people[number % len(self.people)]
            near = living.stay.next(self.now + 2 * HOUR) + wait.near * MINUTE if wait.near is not None else self.now
            await self._pass_until(min(near + wait.hours * HOUR, ends))
            match action:
                case Sleep(hours):
                    self.now += hours * HOUR
                    await self._tick(self.now)
                case Jump(days):
                    await self._tick(self.now + days * DAY)
                case _:
                    await living.does(action, self.now)
        await self._pass_until(ends)

    async def _pass_until(self, end: dt.datetime) -> None:
        while (moment := min(self._moments(), default=end)) + self.phase < end:
            for at in (moment - SECOND, moment + self.phase):
                if at > self.now:
                    self.now = at
                    await self._tick(at)
        self.now = max(self.now, end)

    def _moments(self) -> list[dt.datetime]:
        """When something may become due, from now on."""
        since = self.now - self.phase
        chosen = [each.stay.next(since) for each in self.people if each.on]
        waiting = [row.came for each in self.people for row in each.known.values() if row.state == "planned"]
        return chosen + [each for each in waiting if each > since]

    async def _tick(self, clock: dt.datetime) -> None:
        new = await weekly_nudge.plan(self.database, clock)
        for each in self.people:
            self.met |= await each.was_planned(clock, new)
        if any(row.state == "planned" for each in self.people for row in each.known.values()):
            await send(self.database, clock)
            for each in self.people:
                await each.was_sent(clock)
        assert all(clock < due <= clock + 8 * DAY for due in await next_dues(self.database))
