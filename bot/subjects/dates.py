"""Reads the coming day that somebody typed: a date, a weekday, or how long from now, in English and both Chineses."""

from __future__ import annotations

import calendar
import contextlib
import datetime as dt
import re

from bot.subjects.spelled import NUMBER, WEEKDAY, Unreadable, number_of, weekday_of
from skills.lookup import readable

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_FROM_TODAY = {
    "yesterday": -1, "昨天": -1, "today": 0, "今天": 0, "tomorrow": 1, "明天": 1, "明日": 1,
    "day after tomorrow": 2, "the day after tomorrow": 2, "後天": 2, "后天": 2,
}  # fmt: skip
_NEXT_WEEK = re.compile("next week|下[個个]?(?:週|周|星期|禮拜|礼拜)")
_NEXT_MONTH = re.compile("next month|下[個个]?月")
_WHICH_WEEKDAY = re.compile(rf"(?:(?P<this>this |[這这本][個个]?)|(?P<next>next |下+[個个]?))?{WEEKDAY}")
_SPAN = re.compile(
    rf"(?:in |for )?(?P<count>{NUMBER})\s*[個个]?"
    r"(?:\s*(?P<days>days?|天)|\s*(?P<weeks>weeks?|週|周|星期|禮拜|礼拜)|(?:\s*months?|(?<=[個个])月)|\s*(?P<years>years?|年))"
    r"\s*(?:from now|later|之?[後后])?"
)
_UNTIL = re.compile(r"^(?:(?:until|till|to|on|by)\s+|(?:直到|到|至)\s*)")
_ORDINAL = r"(?P<day>\d\d?)(?:st|nd|rd|th)?"
_WRITTEN = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>\d{4})([-/.])(?P<month>\d\d?)\2(?P<day>\d\d?)",
        rf"(?:(?P<year>\d{{4}})\s*年\s*)?(?P<month>{NUMBER})\s*月\s*(?P<day>{NUMBER})\s*[日號号]?",
        rf"(?:the )?{_ORDINAL}(?:[ -]|\s*of )?(?P<month>[a-z]{{3,}})\.?(?:,?[ -](?P<year>\d{{4}}))?",
        rf"(?P<month>[a-z]{{3,}})\.?[ -]?(?:the )?{_ORDINAL}(?:,?[ -](?P<year>\d{{4}}))?",
    )
)
_SIGNED = re.compile(r"(\d\d?)([/.-])\s?(\d\d?)(?:\2\s?(\d{4}|\d\d))?\.?")


def day(typed: str, today: dt.date) -> dt.date:
    """The day after `today`, a year ahead at most, of "24 Dec", "12月24日", "2026-12-24", "next monday", "兩週".

    A date without a year and a weekday are the next such day; "this friday" and "下週五" keep to their week, and next
    week is its Monday. Raises Unreadable "day", "no such day", "ambiguous", "past" or "far".
    """
    text = _UNTIL.sub("", readable(typed).casefold())
    found = _from_today(text, today) or _weekday(text, today) or _signed(text, today) or _written(text, today)
    if found is None:
        raise Unreadable("day", text)
    if found <= today:
        raise Unreadable("past", text)
    if found > _months_after(today, 12):
        raise Unreadable("far", text)
    return found


def _from_today(text: str, today: dt.date) -> dt.date | None:
    """ "tomorrow", "next week", "in 2 weeks", "三天後"."""
    if text in _FROM_TODAY:
        return today + dt.timedelta(days=_FROM_TODAY[text])
    if _NEXT_WEEK.fullmatch(text):
        return today + dt.timedelta(days=7 - today.weekday())
    if _NEXT_MONTH.fullmatch(text):
        return _months_after(today.replace(day=1), 1)
    found = _SPAN.fullmatch(text)
    if found is None:
        return None
    count = min(number_of(found["count"]), 999)  # of anything, far enough to be refused
    if found["days"] or found["weeks"]:
        return today + dt.timedelta(days=count if found["days"] else 7 * count)
    return _months_after(today, 12 * count if found["years"] else count)


def _weekday(text: str, today: dt.date) -> dt.date | None:
    """ "friday", "this friday", "next friday", "下下週五"."""
    found = _WHICH_WEEKDAY.fullmatch(text)
    weekday = weekday_of(found) if found else None
    if found is None or weekday is None:
        return None
    ahead = weekday - today.weekday()
    if found["this"] or found["next"]:
        weeks = max(1, found["next"].count("下")) if found["next"] else 0
        return today + dt.timedelta(days=ahead, weeks=weeks)
    return today + dt.timedelta(days=(ahead - 1) % 7 + 1)


def _signed(text: str, today: dt.date) -> dt.date | None:
    """ "24/12", "12-24", "24.12.2026"; raises Unreadable when two readers would read two days."""
    found = _SIGNED.fullmatch(text)
    if found is None:
        return None
    first, second, year = int(found[1]), int(found[3]), found[4]
    if year and len(year) == 2:
        raise Unreadable("ambiguous", text)
    # With a year behind it, a date with dots begins with the day wherever such dates are written.
    if first <= 12 and second <= 12 and first != second and not (year and found[2] == "."):
        raise Unreadable("ambiguous", text)
    month, of_month = (first, second) if second > 12 else (second, first)
    return _coming(text, year, month, of_month, today)


def _written(text: str, today: dt.date) -> dt.date | None:
    """ "2026-12-24", "2026年12月24日", "24th of December", "Dec 24, 2026"."""
    for pattern in _WRITTEN:
        if found := pattern.fullmatch(text):
            month = _month(found["month"])
            return None if month is None else _coming(text, found["year"], month, number_of(found["day"]), today)
    return None


def _month(text: str) -> int | None:
    """The month of a number, or of a name or its beginning; None for another word."""
    if not text.isascii() or text.isdecimal():
        return number_of(text)
    return next((at for at, name in enumerate(_MONTHS, 1) if name.startswith(text)), None)


def _coming(text: str, year: str | None, month: int, of_month: int, today: dt.date) -> dt.date:
    """The day of that year, or the next such day after `today`; raises Unreadable when there is none."""
    # A 29 February is eight years away at the most.
    for each in (int(year),) if year else range(today.year, today.year + 9):
        with contextlib.suppress(ValueError, OverflowError):
            found = dt.date(each, month, of_month)
            if year or found > today:
                return found
    raise Unreadable("no such day", text)


def _months_after(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or the last one of a shorter month."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
