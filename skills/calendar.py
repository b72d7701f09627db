"""Weekly moments where somebody lives: when the next one comes, and which local day and ISO week a moment is in."""

from __future__ import annotations

import datetime as dt
import functools
import zoneinfo

DAYS = 8  # one more than a week: the moment of this very weekday may have passed already


class NoSuchZone(ValueError):  # noqa: N818  # it reads as what it is
    """A zone this machine does not know, or no longer."""


@functools.lru_cache(maxsize=1024)
def zone_named(zone: str) -> zoneinfo.ZoneInfo:
    """The IANA zone; raises NoSuchZone."""
    try:
        return zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise NoSuchZone(zone) from error


def next_due(zone: str, weekday: int, minute: int, after: dt.datetime) -> dt.datetime:
    """The first moment (UTC) later than `after` at `minute` of a local `weekday` (Monday is 0).

    A minute that a change of clocks skips comes as late as the change took away (02:30 becomes 03:30); one that comes
    twice is its first. Raises NoSuchZone.
    """
    local = zone_named(zone)
    today = after.astimezone(local).date()
    wall = dt.time(minute // 60, minute % 60)
    # From yesterday on: a skipped minute of yesterday may lie in what is today here.
    for days in range(-1, DAYS + 1):
        day = today + dt.timedelta(days=days)
        if day.weekday() == weekday:
            moment = dt.datetime.combine(day, wall, tzinfo=local).astimezone(dt.UTC)  # fold=0: the first of two
            if moment > after:
                return moment
    raise AssertionError("a week has every weekday")


def local_day(zone: str, at: dt.datetime) -> dt.date:
    """The local calendar day of a moment; raises NoSuchZone."""
    return at.astimezone(zone_named(zone)).date()


def iso_week(zone: str, at: dt.datetime) -> str:
    """The local ISO week of a moment, as "2026-W53"; raises NoSuchZone."""
    year, week, _ = local_day(zone, at).isocalendar()
    return f"{year}-W{week:02d}"


def just_before(zone: str, day: dt.date) -> dt.datetime:
    """The last moment (UTC) before a local day; raises NoSuchZone."""
    return _midnight(zone, day) - dt.timedelta(microseconds=1)


def day_ends(zone: str, day: dt.date) -> dt.datetime:
    """The moment (UTC) at which a local day is over; raises NoSuchZone."""
    return _midnight(zone, day + dt.timedelta(days=1))


def week_begins(zone: str, day: dt.date) -> dt.datetime:
    """The moment (UTC) at which the ISO week of a local day began; raises NoSuchZone."""
    return _midnight(zone, day - dt.timedelta(days=day.weekday()))


def _midnight(zone: str, day: dt.date) -> dt.datetime:
    # Where a change of clocks skips midnight, this is the moment of the change.
    return dt.datetime.combine(day, dt.time(), tzinfo=zone_named(zone)).astimezone(dt.UTC)


@functools.lru_cache(maxsize=512)
def monday(week: str) -> dt.date:
    """The first day of an ISO week ("2026-W47")."""
    return dt.date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def weeks_before(week: str, count: int) -> str:
    """The ISO week so many weeks earlier."""
    year, number, _ = (monday(week) - dt.timedelta(weeks=count)).isocalendar()
    return f"{year}-W{number:02d}"
