"""Whatever people and clocks do for two years, a week has one message at most, at its minute, or a reason for none."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
import zoneinfo
from collections import defaultdict
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from jobs import weekly_nudge
from storage.database import Database
from storage.members import Who
from storage.migrate import migrate
from storage.tables import NudgeSlot, Workspace, table
from tests.jobs import wall_clock
from tests.jobs.acts import Away, Born, Choose, Fly, Jump, Quiet, Sleep, Snooze, Step, Stop, Wait
from tests.jobs.living import Lives
from tests.jobs.planned import DAY, HOUR, MINUTE, Person

TWO_YEARS = dt.timedelta(weeks=104)
EVERYWHERE = sorted(zoneinfo.available_timezones())
# Where clocks change at midnight, by half an hour or by two; and where days begin and end furthest apart.
ODD = (
    "America/Havana", "Asia/Beirut", "Australia/Lord_Howe", "Antarctica/Troll", "America/Nuuk", "Africa/Cairo",
    "Europe/London", "America/New_York", "Pacific/Chatham",
)  # fmt: skip
ENDS = ("Pacific/Kiritimati", "Asia/Taipei", "America/Los_Angeles", "Pacific/Pago_Pago")
EXAMPLES = {"sqlite": 6, "postgresql": 1}
REASONS = {"paused", "snoozed", "away", "resting", "late", "quiet", "moved"}

zones = st.sampled_from(EVERYWHERE) | st.sampled_from(ODD) | st.sampled_from(ENDS)
weekdays = st.integers(0, 6) | st.sampled_from([6, 0])
minutes = st.integers(0, 24 * 60 - 1) | st.sampled_from([0, 30, 90, 150, 540, 1410, 1439])
people = st.lists(st.builds(Born, zones, weekdays, minutes, st.booleans()), min_size=1, max_size=2)
actions = st.one_of(
    st.builds(Fly, zones),
    st.builds(Choose, weekdays, minutes),
    st.builds(Stop),
    st.builds(Snooze, st.none() | st.integers(1, 40)),
    st.builds(Away, st.integers(1, 400)),
    st.builds(Quiet, st.integers(1, 30)),
    st.builds(Sleep, st.integers(1, 24 * 9)),
    st.builds(Jump, st.sampled_from([-1, 1])),
)
waits = st.builds(Wait, st.integers(0, 72) | st.integers(0, 24 * 60)) | st.builds(Wait, near=st.integers(-90, 90))
flights = st.builds(Fly, st.sampled_from(ENDS))
# A life about flights alone goes deeper into them.
steps = st.one_of(
    *(st.lists(st.tuples(waits, st.integers(0, 1), each), min_size=8, max_size=24) for each in (actions, flights))
)
begins = st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2028, 1, 1))  # noqa: DTZ001  # hypothesis wants them bare


def test_two_years_of_whatever_people_do_wherever_they_are(url: str) -> None:
    workspaces = itertools.count()
    met: set[str | None] = set()
    with asyncio.Runner() as runner:
        database = Database(url)
        runner.run(migrate(database))

        @settings(max_examples=EXAMPLES[url.split(":", maxsplit=1)[0]], derandomize=True, database=None, deadline=None,
                  suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
        @given(people, begins, st.integers(0, 59), steps)
        def anybody(born: list[Born], begin: dt.datetime, phase: int, does: list[Step]) -> None:
            at = begin.replace(tzinfo=dt.UTC)
            lives = Lives(database, at, phase)
            met.update(runner.run(lived(lives, f"T{next(workspaces)}", born, does, at + TWO_YEARS)))

        try:
            anybody()
        finally:
            runner.run(database.close())
    assert not database.is_sqlite or met >= REASONS, "lives in which less happens prove less"


async def lived(lives: Lives, workspace: str, born: list[Born], does: list[Step], ends: dt.datetime) -> set[str | None]:
    """Live in an empty database; returns what was met."""
    await empty(lives.database)
    for number, each in enumerate(born):
        await lives.born(Who("slack", workspace, f"U{number}"), each)
    await lives.live(does, ends)
    return lives.met


async def test_in_every_zone_when_its_clocks_change(tmp_path: Path) -> None:
    """Somebody in each of them chose a minute that is skipped, or comes twice; where none is, an evening in June."""
    database = Database(f"sqlite:///{tmp_path}/rung.db")
    await migrate(database)
    by_change: dict[dt.datetime, list[str]] = defaultdict(list)
    for zone in EVERYWHERE:
        by_change[_change(zone)].append(zone)
    for change, changing in by_change.items():
        await empty(database)
        people = {zone: await in_the_middle_of(database, zone, change) for zone in changing}
        await weekly_nudge.plan(database, change + 5 * DAY)
        for zone, person in people.items():
            (row,) = await person.rows()
            choice = await person.chosen()
            due = wall_clock.first_after(zone, choice.weekday, choice.minute, change - 3 * DAY)
            assert (row.due_at, row.week, row.reason) == (due, wall_clock.label(zone, due), "late")
            assert abs(due - change) <= 2 * HOUR
    await database.close()


def _change(zone: str) -> dt.datetime:
    """When the clocks of a zone change first in 2026; else an evening in June."""
    days = [dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + number * DAY for number in range(365)]
    changed = (day for day in days if wall_clock.offset(zone, day) != wall_clock.offset(zone, day + DAY))
    if (day := next(changed, None)) is None:
        return dt.datetime(2026, 6, 1, 20, tzinfo=dt.UTC)
    minutes = (day + number * MINUTE for number in range(24 * 60 + 1))
    return next(each for each in minutes if wall_clock.offset(zone, each) != wall_clock.offset(zone, day))


async def in_the_middle_of(database: Database, zone: str, change: dt.datetime) -> Person:
    """Somebody who chose what the clocks show a little after a change, had they not gone forward; before, if back."""
    ahead = wall_clock.offset(zone, change) - wall_clock.offset(zone, change - MINUTE)
    wall = wall_clock.shown(zone, change - MINUTE) + ahead / 2
    person = Person(database, Who("slack", "T0ACME", zone))
    await person.says_yes(change - 3 * DAY, zone, wall.weekday(), wall.hour * 60 + wall.minute)
    return person


async def empty(database: Database) -> None:
    """Nobody is there, and nothing is due."""
    async with database.writing() as session:
        await session.execute(delete(table(Workspace)))
        await session.execute(delete(table(NudgeSlot)))
