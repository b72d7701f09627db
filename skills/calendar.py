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
