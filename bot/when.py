"""Moments in words: a day, or a day with its time, where the reader is."""

from __future__ import annotations

import datetime as dt
import functools
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.words import Words

_LOCALES = {"en": "en_GB", "zh-Hant": "zh_Hant_TW", "zh-Hans": "zh_Hans_CN"}
_DAYS = {"en": "d MMMM y", "zh-Hant": "y 年 M 月 d 日", "zh-Hans": "y年M月d日"}


def day(words: Words, zone: str, at: dt.datetime) -> str:
    """The day of a moment in an IANA zone ("3 March 2026", "2026年3月3日"); UTC for a zone nobody knows."""
    from babel.dates import format_date  # noqa: PLC0415  # most answers have no date, and Babel takes its time

    local = at.astimezone(known_zone(zone))
    return str(format_date(local, _DAYS[words.language], locale=_LOCALES[words.language]))


def moment(words: Words, zone: str, at: dt.datetime) -> str:
    """The day and the time of a moment in an IANA zone, to the minute."""
    from babel.dates import format_time  # noqa: PLC0415

    clock = format_time(at.astimezone(known_zone(zone)), "HH:mm", locale=_LOCALES[words.language])
    return f"{day(words, zone, at)} {clock}"


def date(words: Words, on: dt.date) -> str:
    """A calendar day ("24 December 2026", "2026 年 12 月 24 日")."""
    from babel.dates import format_date  # noqa: PLC0415

    return str(format_date(on, _DAYS[words.language], locale=_LOCALES[words.language]))


@functools.lru_cache(maxsize=1024)
def weekly(words: Words, weekday: int, minute: int) -> str:
    """A weekly moment ("Monday 09:00", "星期一 09:00"); 0 is Monday."""
    return f"{weekday_name(words, weekday)} {clock(minute)}"


def weekday_name(words: Words, weekday: int) -> str:
    """A day of the week by its name; 0 is Monday."""
    from babel.dates import get_day_names  # noqa: PLC0415

    return str(get_day_names("wide", locale=_LOCALES[words.language])[weekday])


def clock(minute: int) -> str:
    """A minute of the day as on a clock ("09:00")."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def known_zone(zone: str) -> dt.tzinfo:
    """The zone, or UTC when this machine does not know it."""
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return dt.UTC
