"""Reads the weekday, the time of day and the number of minutes that somebody typed, in English and both Chineses."""

from __future__ import annotations

import re

from bot.subjects.spelled import CHINESE, NUMBER, PLAIN, WEEKDAY, Unreadable, number_of, weekday_of
from skills.lookup import readable

LEAST, MOST = 10, 120  # minutes that a weekly message may ask for
NOON = 12 * 60

_MORNING, _AFTERNOON, _EVENING = range(1, 12), range(12, 24), range(17, 24)
# The hours that a part of the day has. Twelve at night is of two days, and so is midnight: nobody is held to those.
_PARTS = {
    "am": range(12), "a.m.": range(12), "pm": _AFTERNOON, "p.m.": _AFTERNOON,
    "in the morning": _MORNING, "in the afternoon": _AFTERNOON, "in the evening": _EVENING, "at night": _EVENING,
    "凌晨": range(7), "清晨": _MORNING, "早上": _MORNING, "早晨": _MORNING, "上午": _MORNING, "中午": range(11, 15),
    "下午": _AFTERNOON, "午後": _AFTERNOON, "午后": _AFTERNOON, "傍晚": _AFTERNOON,
    "晚上": _EVENING, "晚間": _EVENING, "晚间": _EVENING,
}  # fmt: skip
_FRACTIONS = {"half": 30, "quarter": 15, "半": 30, "一刻": 15, "三刻": 45}

_PART = "|".join(re.escape(part) for part in sorted(_PARTS, key=len, reverse=True))
_TIME = re.compile(
    rf"""
    (?P<before>{_PART})?\s*
    (?:(?P<past>half|quarter)\s+past\s+)?
    (?<![\d:.a-z])(?!an?(?![a-z]))(?P<hour>{PLAIN}|{CHINESE}(?=\s*[點点時时]))
    (?:\s*[:.](?P<minutes>\d+)|\s*[點点時时]\s*(?:(?P<part>半|[一三]刻)|(?P<count>\d+|{CHINESE})分?|[鐘钟整])?|\s*o['’]?clock)?
    \s*(?P<after>(?:{_PART})(?![a-z]))?
    """,
    re.VERBOSE,
)
_NOON = re.compile(r"(?:12\s*)?(?<![a-z])(?:noon|midday)(?![a-z])|(?:中午|正午)(?!\s*[\d一二三兩两十])")
_MIDNIGHT = re.compile("midnight|午夜|半夜")
_BARE = re.compile(r"(?<![\d:.])(\d\d)(\d\d)(?![\d:.])")  # 0930
_FILLING = re.compile(r"(?<![a-z])(?:on|at|every|each)(?![a-z])|每(?:個|个)?|[的在於于,、@()]")
_SPAN = re.compile(
    rf"""
    (?:(?:(?P<half>half(?:\ an?)?|半)\s*[個个]?|(?P<hours>\d{{1,3}}\.\d|{NUMBER})\s*[個个]?(?P<more>半)?)
    \s*(?:h|hrs?|hours?|小時|小时|鐘頭|钟头)(?P<also>\ and\ a\ half|半)?)?
    (?:(?:\s*and)?\s*(?P<minutes>{NUMBER})\s*(?:m|mins?\.?|minutes?|分鐘|分钟|分)?)?
    """,
    re.VERBOSE,
)


def weekday_and_minute(typed: str) -> tuple[int | None, int | None]:
    """The weekday (0 is Monday) and the minute of the day (0 to 1439) of "mon 9", "9:30 pm friday", "週一上午9點".

    What was not typed is None, so that the caller keeps what was chosen before; of "" both are. An hour without a part
    of the day is one of 24. Raises Unreadable "weekday" or "time" with the words that were not understood.
    """
    text = readable(typed).casefold()
    weekday, rest = _take_weekday(text)
    minute, rest = _take_time(rest)
    left = " ".join(_FILLING.sub(" ", rest).split()).strip(" .:")
    if left and (any(map(str.isnumeric, left)) or (weekday is not None and minute is None)):
        raise Unreadable("time", left)
    if left or (text and weekday is None and minute is None):
        raise Unreadable("weekday", left or text)
    return weekday, minute


def minutes(typed: str) -> int:
    """How many minutes "30", "half an hour", "1h 15m", "半小時" are, from LEAST to MOST.

    Raises Unreadable "minutes", "few" or "many".
    """
    text = readable(typed).casefold()
    found = _SPAN.fullmatch(text)
    if found is None or not text:
        raise Unreadable("minutes", text)
    hours = found["hours"] or "0"
    total = 60 * number_of(hours) if "." not in hours else round(60 * float(hours))
    total += 30 * sum(found[half] is not None for half in ("half", "more", "also")) + number_of(found["minutes"] or "0")
    if not LEAST <= total <= MOST:
        raise Unreadable("few" if total < LEAST else "many", text)
    return total


def _take_weekday(text: str) -> tuple[int | None, str]:
    """The weekday, and the text without it; raises Unreadable when there are several."""
    named = [each for each in re.finditer(WEEKDAY, text) if weekday_of(each) is not None]
    if len(named) > 1:
        raise Unreadable("weekday", text)
    return (weekday_of(named[0]), _without(named[0])) if named else (None, text)


def _take_time(text: str) -> tuple[int | None, str]:
    """The minute of the day, and the text without it; raises Unreadable when no day has it."""
    if found := _NOON.search(text):
        return NOON, _without(found)
    if found := _MIDNIGHT.search(text):
        raise Unreadable("time", found[0])
    found = _TIME.search(_BARE.sub(r"\1:\2", text))
    if found is None:
        return None, text
    hour, minute = _hour(found), _minute(found)
    if hour is None or minute is None:
        raise Unreadable("time", found[0].strip())
    return 60 * hour + minute, _without(found)


def _hour(found: re.Match[str]) -> int | None:
    """The hour of 24; None for one that the part of the day beside it does not have."""
    hour, part = number_of(found["hour"]), found["before"] or found["after"]
    if part is None:
        return hour if hour < 24 else None
    if found["before"] and found["after"]:
        return None
    meant = (hour, (hour + 12) % 24) if 1 <= hour <= 12 else (hour,)
    return next((each for each in meant if each in _PARTS[part]), None)


def _minute(found: re.Match[str]) -> int | None:
    """The minute of the hour; None for 60 and above, for a single digit after a colon, and for one said twice."""
    if found["past"] and (found["minutes"] or found["part"] or found["count"]):
        return None
    if fraction := found["past"] or found["part"]:
        return _FRACTIONS[fraction]
    if (digits := found["minutes"]) and len(digits) != 2:
        return None
    minute = number_of(found["minutes"] or found["count"] or "0")
    return minute if minute < 60 else None


def _without(found: re.Match[str]) -> str:
    """The text that was searched, without what was found in it."""
    return f"{found.string[: found.start()]} {found.string[found.end() :]}"
