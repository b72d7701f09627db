"""Local weeks and weekly moments, found by trying which instants show a wall time: nothing of skills.calendar."""

from __future__ import annotations

import datetime as dt
import functools
import zoneinfo

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@functools.lru_cache(maxsize=4096)
def moment(zone: str, monday: dt.date, weekday: int, minute: int) -> dt.datetime:
    """When the clocks of a zone show this minute of this week, for the first time.

    A minute they skip comes as late as they jumped: at the offset from before.
    """
    wall = dt.datetime.combine(monday, dt.time(), dt.UTC) + dt.timedelta(days=weekday, minutes=minute)
    offsets = {offset(zone, wall + hours * HOUR) for hours in range(-15, 16)}
    shows_it = [wall - each for each in offsets if shown(zone, wall - each) == wall.replace(tzinfo=None)]
    return min(shows_it, default=wall - min(offsets))


def first_after(zone: str, weekday: int, minute: int, at: dt.datetime) -> dt.datetime:
    """The next of these moments, later than `at`."""
    monday = monday_of(zone, at)
    weeks = (monday + number * dt.timedelta(weeks=1) for number in (-1, 0, 1, 2))
    return min(each for week in weeks if (each := moment(zone, week, weekday, minute)) > at)


def offset(zone: str, at: dt.datetime) -> dt.timedelta:
    """How far the clocks of a zone are ahead of UTC at an instant."""
    ahead = at.astimezone(zoneinfo.ZoneInfo(zone)).utcoffset()
    assert ahead is not None
    return ahead


def shown(zone: str, at: dt.datetime) -> dt.datetime:
    """What the clocks of a zone show at an instant, without a zone."""
    return at.replace(tzinfo=None) + offset(zone, at)


def day(zone: str, at: dt.datetime) -> dt.date:
    """The day on the calendars of a zone."""
    return shown(zone, at).date()


def label(zone: str, at: dt.datetime) -> str:
    """The ISO week on the calendars of a zone, "2026-W53"."""
    return shown(zone, at).strftime("%G-W%V")


def monday_of(zone: str, at: dt.datetime) -> dt.date:
    """The Monday of the week on the calendars of a zone."""
    return dt.datetime.strptime(label(zone, at) + "-1", "%G-W%V-%u").date()  # noqa: DTZ007  # a date has no zone
