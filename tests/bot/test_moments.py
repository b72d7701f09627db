"""Weekdays, times and minutes as people type them, in three languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.subjects.moments import LEAST, MOST, minutes, weekday_and_minute
from bot.subjects.spelled import Unreadable

T = TypeVar("T")
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CHINESE = "一二三四五六日"


def at(hour: int, minute: int = 0) -> int:
    return 60 * hour + minute


@pytest.mark.parametrize(
    ("typed", "weekday", "minute"),
    [
        ("monday 09:00", MON, at(9)),
        ("mon 9", MON, at(9)),
        ("mon 9am", MON, at(9)),
        ("Mon. 9 a.m.", MON, at(9)),
        ("9:30 pm friday", FRI, at(21, 30)),
        ("Tuesdays at 14.30", TUE, at(14, 30)),
        ("every Friday @ 16:00", FRI, at(16)),
        ("tues 0930", TUE, at(9, 30)),
        ("nine o'clock on Wed", WED, at(9)),
        ("half past nine, thurs", THU, at(9, 30)),
        ("9 in the morning on saturday", SAT, at(9)),
        ("weds 8 in the evening", WED, at(20)),
        ("12:30 pm sun", SUN, at(12, 30)),
        ("monday 12am", MON, at(0)),
        ("monday at noon", MON, at(12)),
        ("13:00 pm mon", MON, at(13)),
        ("週一 09:00", MON, at(9)),
        ("星期三早上九點", WED, at(9)),
        ("礼拜五下午3点半", FRI, at(15, 30)),
        ("週一上午9點", MON, at(9)),
        ("周日 20:00", SUN, at(20)),
        ("星期天晚上8点", SUN, at(20)),
        ("每週二 10:00", TUE, at(10)),
        ("每個禮拜四的中午十二點半", THU, at(12, 30)),
        ("週五十七點四十五分", FRI, at(17, 45)),
        ("週三三點一刻", WED, at(3, 15)),
        ("周1 9:00", MON, at(9)),
        ("週二中午1點", TUE, at(13)),
        ("凌晨12點 週四", THU, at(0)),
        ("PM 3:00 週五", FRI, at(15)),
        ("週二　９：３０", TUE, at(9, 30)),
        ("９点钟 周六", SAT, at(9)),
    ],
)
def test_a_weekday_and_a_time(typed: str, weekday: int, minute: int) -> None:
    assert weekday_and_minute(typed) == (weekday, minute)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("fri", (FRI, None)),
        ("每週五", (FRI, None)),
        ("17:00", (None, at(17))),
        ("noon", (None, at(12))),
        ("中午", (None, at(12))),
        ("at 9", (None, at(9))),
        ("", (None, None)),
        ("  ", (None, None)),
    ],
)
def test_what_was_not_typed_is_left_as_it_was(typed: str, understood: tuple[int | None, int | None]) -> None:
    assert weekday_and_minute(typed) == understood


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        ("monday 25:00", "time", "25:00"),
        ("monday 24:00", "time", "24:00"),
        ("monday 9:75", "time", "9:75"),
        ("monday 9:5", "time", "9:5"),
        ("monday 9 10", "time", "10"),
        ("monday half past 9:15", "time", "half past 9:15"),
        ("monday 100", "time", "100"),
        ("monday morning", "time", "morning"),
        ("monday 15 am", "time", "15 am"),
        ("早上9點pm", "time", "早上9點pm"),
        ("週一三", "time", "三"),  # Mondays and Wednesdays, not Monday at three
        ("blursday 9", "weekday", "blursday"),
        ("next monday 9:00", "weekday", "next"),
        ("mon tue", "weekday", "mon tue"),
        ("mon-fri 9:00", "weekday", "mon-fri 9:00"),
        ("週一週三 9:00", "weekday", "週一週三 9:00"),
        ("每週3點", "weekday", "週"),
        ("every day at 9", "weekday", "day"),
        ("on", "weekday", "on"),
        ("🌙", "weekday", "🌙"),
    ],
)
def test_what_cannot_be_read_is_named(typed: str, kind: str, text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        weekday_and_minute(typed)
    assert (refused.value.kind, refused.value.text) == (kind, text)


@pytest.mark.parametrize("typed", ["monday midnight", "週一午夜", "週一晚上12點", "monday 12 at night"])
def test_midnight_is_of_two_days_and_asked_about(typed: str) -> None:
    with pytest.raises(Unreadable) as refused:
        weekday_and_minute(typed)
    assert refused.value.kind == "time"


def numeral(number: int) -> str:
    """0 to 59 in Chinese."""
    tens, ones = divmod(number, 10)
    ten = "十" if tens == 1 else f"{CHINESE_DIGITS[tens]}十" if tens else ""
    return ten + (CHINESE_DIGITS[ones] if ones or not tens else "")


CHINESE_DIGITS = "零一二三四五六七八九"
Style = Callable[[int, int, int], str]
STYLES: dict[str, Style] = {
    "Monday 09:05": lambda day, hour, minute: f"{ENGLISH[day]} {hour:02}:{minute:02}",
    "mon 9.05": lambda day, hour, minute: f"{ENGLISH[day][:3].lower()} {hour}.{minute:02}",
    "0905 on Mondays": lambda day, hour, minute: f"{hour:02}{minute:02} on {ENGLISH[day]}s",
    "9:05 AM monday": lambda day, hour, minute: (
        f"{hour % 12 or 12}:{minute:02} {'AM' if hour < 12 else 'PM'} {ENGLISH[day]}"
    ),
    "9:05p.m. mon": lambda day, hour, minute: (
        f"{hour % 12 or 12}:{minute:02}{'a.m.' if hour < 12 else 'p.m.'} {ENGLISH[day][:3]}"
    ),
    "週一 09:05": lambda day, hour, minute: f"週{CHINESE[day]} {hour:02}:{minute:02}",
    "星期一9点5分": lambda day, hour, minute: f"星期{CHINESE[day]}{hour}点{minute}分",
    "每個禮拜一九點零五分": lambda day, hour, minute: (
        f"每個禮拜{CHINESE[day]}{numeral(hour)}點{'零' if 0 < minute < 10 else ''}{numeral(minute)}分"
    ),
    "９：０５　周一": lambda day, hour, minute: f"{hour}：{minute:02}　周{CHINESE[day]}".translate(
        {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
    ),
}


@pytest.mark.parametrize("style", STYLES)
def test_every_minute_of_every_week_reads_back_to_itself(style: str) -> None:
    wrong = {
        typed: read
        for day in range(7)
        for minute in range(24 * 60)
        if (read := weekday_and_minute(typed := STYLES[style](day, *divmod(minute, 60)))) != (day, minute)
    }
    assert wrong == {}


@given(day=st.integers(0, 6), minute=st.integers(0, 24 * 60 - 1), style=st.sampled_from(sorted(STYLES)))
def test_any_minute_of_the_week_in_any_style(day: int, minute: int, style: str) -> None:
    assert weekday_and_minute(STYLES[style](day, *divmod(minute, 60))) == (day, minute)


FRAGMENTS = (
    "mon", "tuesday", "週", "星期", "一", "十", "兩", "半", "點", "分", "個", "9", "30", "25", ":", ".", "am", "下午",
    "noon", "half", "past", "an", "hour", "h", "小時", " and a half", "-", "1.5", " ", "🌙", "\0", "٣",
)  # fmt: skip


@given(typed=st.text(max_size=60) | st.lists(st.sampled_from(FRAGMENTS), max_size=8).map("".join))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    understood, kind = outcome(weekday_and_minute, typed)
    weekday, minute = understood or (None, None)
    assert kind in (None, "weekday", "time")
    assert weekday is None or 0 <= weekday < 7
    assert minute is None or 0 <= minute < 24 * 60
    how_many, kind = outcome(minutes, typed)
    assert kind in (None, "minutes", "few", "many")
    assert how_many is None or LEAST <= how_many <= MOST


def outcome(read: Callable[[str], T], typed: str) -> tuple[T | None, str | None]:
    """What was read, or the kind of the refusal."""
    try:
        return read(typed), None
    except Unreadable as refused:
        return None, refused.kind


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("30", 30), ("30m", 30), ("30 min", 30), ("30 mins", 30), ("45 minutes", 45), ("ten minutes", 10),
        ("half an hour", 30), ("half hour", 30), ("1h", 60), ("an hour", 60), ("one hour", 60), ("two hours", 120),
        ("1h 15m", 75), ("1h30", 90), ("1.5h", 90), ("0.5 hours", 30), ("an hour and a half", 90),
        ("an hour and 15 minutes", 75), ("３０", 30),
        ("30分鐘", 30), ("30分", 30), ("三十分钟", 30), ("半小時", 30), ("半個小時", 30), ("半个钟头", 30),
        ("一小時", 60), ("1 小时", 60), ("一個小時", 60), ("一个半小时", 90), ("1小時半", 90), ("兩小時", 120),
        ("两个小时", 120), ("一小時15分鐘", 75),
    ],
)  # fmt: skip
def test_how_many_minutes(typed: str, expected: int) -> None:
    assert minutes(typed) == expected


@pytest.mark.parametrize("bare", range(LEAST, MOST + 1))
def test_every_number_of_minutes_in_each_language(bare: int) -> None:
    hours, rest = divmod(bare, 60)
    written = (f"{bare}", f"{bare} min", f"{bare}分鐘", f"{bare}分钟", f"{hours}h{rest}", f"{hours} 小時 {rest} 分")
    assert {minutes(each) for each in written} == {bare}


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("9", "few"), ("0", "few"), ("五分鐘", "few"), ("121", "many"), ("三小時", "many"), ("9" * 300, "many"),
        ("999.9h", "many"), ("", "minutes"), ("-30", "minutes"), ("a while", "minutes"), ("min", "minutes"),
        ("h", "minutes"), ("30 bananas", "minutes"), ("半", "minutes"),
    ],
)  # fmt: skip
def test_minutes_that_are_none_too_few_or_too_many(typed: str, kind: str) -> None:
    with pytest.raises(Unreadable) as refused:
        minutes(typed)
    assert refused.value.kind == kind
