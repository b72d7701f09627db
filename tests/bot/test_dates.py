"""Coming days as people type them, on Wednesday, 4 March 2026."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.subjects.dates import day
from bot.subjects.spelled import Unreadable

TODAY = dt.date(2026, 3, 4)
CHRISTMAS_EVE = dt.date(2026, 12, 24)
ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@pytest.mark.parametrize(
    "typed",
    [
        "2026-12-24", "2026/12/24", "2026.12.24", "24.12.2026", "24.12.", "24/12", "12/24", "24-12-2026", "24/12/2026",
        "24 Dec", "Dec 24", "24 December 2026", "24th of December", "Dec. 24", "december 24th, 2026", "24-Dec-2026",
        "until 24 dec", "on the 24th of December", "12月24日", "2026年12月24日", "2026 年 12 月 24 日", "12月24號",
        "12月24号",
        "十二月二十四日", "到12月24日", "直到 12 月 24 日", "２０２６－１２－２４",
    ],
)  # fmt: skip
def test_christmas_eve(typed: str) -> None:
    assert day(typed, TODAY) == CHRISTMAS_EVE


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("tomorrow", 1), ("to tomorrow", 1), ("明天", 1), ("the day after tomorrow", 2), ("後天", 2), ("后天", 2),
        ("3 days", 3), ("for 3 days", 3), ("三天", 3), ("3天後", 3), ("3天之后", 3), ("in 2 weeks", 14),
        ("2 weeks", 14), ("three weeks", 21), ("a week", 7), ("兩週", 14), ("两周", 14), ("两个星期后", 14),
        ("二個禮拜", 14),
    ],
)  # fmt: skip
def test_so_long_from_now(typed: str, days: int) -> None:
    assert day(typed, TODAY) == TODAY + dt.timedelta(days=days)


@pytest.mark.parametrize(
    ("typed", "today", "expected"),
    [
        ("a month", TODAY, dt.date(2026, 4, 4)),
        ("in 2 months", TODAY, dt.date(2026, 5, 4)),
        ("一個月", dt.date(2027, 1, 31), dt.date(2027, 2, 28)),  # a shorter month ends earlier
        ("三个月后", dt.date(2026, 11, 30), dt.date(2027, 2, 28)),
        ("next month", TODAY, dt.date(2026, 4, 1)),
        ("下個月", dt.date(2026, 12, 31), dt.date(2027, 1, 1)),
        ("一年", TODAY, dt.date(2027, 3, 4)),
        ("a year", dt.date(2028, 2, 29), dt.date(2029, 2, 28)),
    ],
)
def test_months_and_years_from_now(typed: str, today: dt.date, expected: dt.date) -> None:
    assert day(typed, today) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("friday", dt.date(2026, 3, 6)),
        ("this friday", dt.date(2026, 3, 6)),
        ("next friday", dt.date(2026, 3, 13)),
        ("monday", dt.date(2026, 3, 9)),
        ("next monday", dt.date(2026, 3, 9)),
        ("next week", dt.date(2026, 3, 9)),
        ("until Wed", dt.date(2026, 3, 11)),  # today is one already
        ("週五", dt.date(2026, 3, 6)),
        ("這週五", dt.date(2026, 3, 6)),
        ("本周日", dt.date(2026, 3, 8)),
        ("下週一", dt.date(2026, 3, 9)),
        ("下周一", dt.date(2026, 3, 9)),
        ("下個星期五", dt.date(2026, 3, 13)),
        ("下下週五", dt.date(2026, 3, 20)),
        ("下週", dt.date(2026, 3, 9)),
    ],
)
def test_weekdays_keep_to_their_week_when_it_is_named(typed: str, expected: dt.date) -> None:
    assert day(typed, TODAY) == expected


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("03/04", "ambiguous"), ("03/04/2026", "ambiguous"), ("3-4", "ambiguous"), ("03.04", "ambiguous"),
        ("24/12/26", "ambiguous"),
        ("2026-02-30", "no such day"), ("30 feb", "no such day"), ("31 jun 2026", "no such day"),
        ("2月30日", "no such day"), ("2026-13-01", "no such day"), ("13/13", "no such day"), ("0 dec", "no such day"),
        ("0000-01-01", "no such day"),
        ("today", "past"), ("今天", "past"), ("yesterday", "past"), ("2026-03-04", "past"), ("3 March 2026", "past"),
        ("1999-12-31", "past"), ("this monday", "past"), ("本周一", "past"), ("0 days", "past"),
        ("2027-03-05", "far"), ("29 feb", "far"), ("9999-12-31", "far"), ("13 months", "far"), ("99999 weeks", "far"),
        ("9" * 300 + " years", "far"),
        ("", "day"), ("blursday", "day"), ("smarch 5", "day"), ("two 5", "day"), ("soon", "day"), ("24", "day"),
        ("next blursday", "day"), ("2026/12-24", "day"),
    ],
)  # fmt: skip
def test_a_day_that_cannot_be_taken_is_refused_with_the_reason(typed: str, kind: str) -> None:
    with pytest.raises(Unreadable) as refused:
        day(typed, TODAY)
    assert refused.value.kind == kind


def test_what_two_readers_read_alike_is_clear() -> None:
    assert day("5/5", TODAY) == dt.date(2026, 5, 5)
    assert day("03.04.2026", TODAY) == dt.date(2026, 4, 3)  # with dots and a year, the day comes first


def test_a_date_without_a_year_is_the_next_such_day() -> None:
    assert day("5 mar", TODAY) == dt.date(2026, 3, 5)
    assert day("4 mar", TODAY) == dt.date(2027, 3, 4)  # not today
    assert day("3月3日", TODAY) == dt.date(2027, 3, 3)
    assert day("29 feb", dt.date(2027, 12, 1)) == dt.date(2028, 2, 29)


STYLES: dict[str, Callable[[dt.date], str]] = {
    "2026-12-24": lambda each: each.isoformat(),
    "24.12.2026": lambda each: f"{each.day}.{each.month}.{each.year}",
    "24 Dec": lambda each: f"{each.day} {ENGLISH[each.month - 1][:3]}",
    "24 December 2026": lambda each: f"{each.day} {ENGLISH[each.month - 1]} {each.year}",
    "DEC 24": lambda each: f"{ENGLISH[each.month - 1][:3].upper()} {each.day}",
    "December 24th, 2026": lambda each: f"{ENGLISH[each.month - 1]} {each.day}th, {each.year}",
    "12月24日": lambda each: f"{each.month}月{each.day}日",
    "2026 年 12 月 24 號": lambda each: f"{each.year} 年 {each.month} 月 {each.day} 號",
    "until 2026/12/24": lambda each: f"until {each.year}/{each.month}/{each.day}",
}


@pytest.mark.parametrize("style", STYLES)
def test_every_day_of_the_year_ahead_reads_back_to_itself(style: str) -> None:
    ahead = [TODAY + dt.timedelta(days=days) for days in range(1, 366)]
    assert [day(STYLES[style](each), TODAY) for each in ahead] == ahead


@given(
    today=st.dates(dt.date(2020, 1, 1), dt.date(2120, 12, 31)),
    days=st.integers(1, 365),
    style=st.sampled_from(sorted(STYLES)),
)
def test_every_year_has_them_too(today: dt.date, days: int, style: str) -> None:
    coming = today + dt.timedelta(days=days)
    assert day(STYLES[style](coming), today) == coming


@given(today=st.dates(dt.date(2020, 1, 1), dt.date(2120, 12, 31)), at=st.integers(0, 6))
def test_a_weekday_comes_within_seven_days_and_in_next_week_within_thirteen(today: dt.date, at: int) -> None:
    for plain, following in (("friday", "next friday"), ("週一", "下週一"), ("周日", "下周日")):
        soon, later = day(plain, today), day(following, today)
        assert soon.weekday() == later.weekday()
        assert 1 <= (soon - today).days <= 7
        assert (later - dt.timedelta(days=7)).isocalendar()[:2] == today.isocalendar()[:2]


FRAGMENTS = (
    "next ", "this ", "下", "週", "一", "兩", "十", "個", "月", "日", "年", "天", "24", "2026", "0", "/", "-", ".",
    "dec", "friday", " ", "in ", "week", "s", "month", "year", "a ", "th", "🌙", "\0", "٣",
)  # fmt: skip


@given(typed=st.text(max_size=60) | st.lists(st.sampled_from(FRAGMENTS), max_size=8).map("".join))
def test_whatever_is_typed_is_a_coming_day_or_refused(typed: str) -> None:
    try:
        found, kind = day(typed, TODAY), None
    except Unreadable as refused:
        found, kind = None, refused.kind
    assert kind in (None, "day", "no such day", "ambiguous", "past", "far")
    assert found is None or TODAY < found <= dt.date(2027, 3, 4)
