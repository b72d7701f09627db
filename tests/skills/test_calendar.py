"""Weekly moments in every zone there is: through gaps and folds of clocks, over new years, at the ends of the world."""

from __future__ import annotations

import datetime as dt
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skills.calendar import NoSuchZone, iso_week, local_day, next_due

MONDAY, SUNDAY = 0, 6
NINE, HALF_PAST_ONE, HALF_PAST_TWO = 9 * 60, 90, 150
WEEK = dt.timedelta(days=7)


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)  # type: ignore[arg-type, misc]


def test_a_flight_from_taipei_to_los_angeles_on_monday() -> None:
    sent = utc(2026, 3, 2, 1)
    assert next_due("Asia/Taipei", MONDAY, NINE, utc(2026, 3, 1)) == sent
    # The same Monday comes once more over there; its ISO week is the one that was served.
    again = next_due("America/Los_Angeles", MONDAY, NINE, sent)
    assert again == utc(2026, 3, 2, 17)
    assert iso_week("America/Los_Angeles", again) == iso_week("Asia/Taipei", sent) == "2026-W10"
    assert next_due("America/Los_Angeles", MONDAY, NINE, again) == utc(2026, 3, 9, 16)


def test_half_past_two_does_not_exist_when_the_clocks_go_forward() -> None:
    assert next_due("America/New_York", SUNDAY, HALF_PAST_TWO, utc(2026, 3, 7)) == utc(2026, 3, 8, 7, 30)  # 03:30 EDT


def test_half_past_one_comes_twice_when_the_clocks_go_back_and_counts_once() -> None:
    first = next_due("America/New_York", SUNDAY, HALF_PAST_ONE, utc(2026, 10, 31))
    assert first == utc(2026, 11, 1, 5, 30)
    assert next_due("America/New_York", SUNDAY, HALF_PAST_ONE, first) == utc(2026, 11, 8, 6, 30)


def test_nine_stays_nine_when_london_changes_its_clocks() -> None:
    first = next_due("Europe/London", MONDAY, NINE, utc(2026, 3, 22))
    assert [first, next_due("Europe/London", MONDAY, NINE, first)] == [utc(2026, 3, 23, 9), utc(2026, 3, 30, 8)]


def test_the_last_days_of_a_year_belong_to_week_53() -> None:
    assert {iso_week("UTC", utc(2026, 12, 28)), iso_week("UTC", utc(2027, 1, 3))} == {"2026-W53"}
    assert iso_week("UTC", utc(2027, 1, 4)) == "2027-W01"


@pytest.mark.parametrize(("hour", "days"), [(9, 1), (10, 2), (12, 1)])
def test_the_ends_of_the_world_are_a_day_apart_and_for_an_hour_two(hour: int, days: int) -> None:
    at = utc(2026, 3, 2, hour, 30)
    assert (local_day("Pacific/Kiritimati", at) - local_day("Pacific/Pago_Pago", at)).days == days


def test_a_day_that_a_country_skipped_is_made_up_for() -> None:
    """Samoa had no Friday, 30 December 2011."""
    friday = 4
    due = next_due("Pacific/Apia", friday, NINE, utc(2011, 12, 29))
    assert due - utc(2011, 12, 29) < dt.timedelta(days=3)
    assert next_due("Pacific/Apia", friday, NINE, due) - due <= WEEK + dt.timedelta(days=1)


def test_a_zone_nobody_knows_is_said_so() -> None:
    for wrong in ("Mars/Olympus", "", "../../etc/passwd", "Asia/Taipei\0"):
        with pytest.raises(NoSuchZone):
            next_due(wrong, MONDAY, NINE, utc(2026, 3, 2))


@given(
    zone=st.sampled_from(sorted(zoneinfo.available_timezones())),
    weekday=st.integers(0, 6),
    minute=st.integers(0, 24 * 60 - 1),
    start=st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2030, 1, 1)),  # noqa: DTZ001  # hypothesis wants them bare
)
def test_in_every_zone_there_is_one_moment_a_week_at_its_minute(
    zone: str, weekday: int, minute: int, start: dt.datetime
) -> None:
    local = zoneinfo.ZoneInfo(zone)
    at = start.replace(tzinfo=dt.UTC)
    weeks = []
    for _ in range(8):
        due = next_due(zone, weekday, minute, at)
        assert at < due <= at + WEEK + dt.timedelta(hours=3)
        there = due.astimezone(local)
        shown = there.hour * 60 + there.minute
        exists = there.replace(tzinfo=None) == dt.datetime.combine(there.date(), dt.time(minute // 60, minute % 60))
        if exists:
            assert there.weekday() == weekday
            assert there.fold == 0
        else:  # a skipped minute comes later, by no more than the clocks moved
            assert 0 < (shown - minute) % (24 * 60) <= 3 * 60
        weeks.append(iso_week(zone, due))
        at = due
    assert len(set(weeks)) == len(weeks)
