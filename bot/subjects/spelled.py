"""Numbers and weekdays as they are written in English and both Chineses, and what is said when neither can be read."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["weekday", "time", "minutes", "few", "many", "day", "no such day", "ambiguous", "past", "far"]

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: number for number, word in enumerate(_WORDS, 1)} | {"a": 1, "an": 1}
_DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "兩": 2, "两": 2, "": 0}

# Patterns, for text in small letters.
CHINESE = "(?:[二三四五六七八九]?十[一二三四五六七八九]?|[零〇]?[一二三四五六七八九]|[零〇兩两])"
PLAIN = rf"(?:\d+|(?:{'|'.join(_NUMBERS)})(?![a-z]))"
NUMBER = f"(?:{PLAIN}|{CHINESE})"
_CHINESE_WEEKDAY = r"\s*(?P<chinese>[一二三四五六日天])|(?P<digit>[1-6])(?![\d:.]|\s*[點点時时])"
WEEKDAY = rf"(?:(?P<english>[a-z]{{3,}})\.?|(?:週|周|星期|禮拜|礼拜)(?:{_CHINESE_WEEKDAY}))"


class Unreadable(ValueError):  # noqa: N818  # it reads as what it is
    """What somebody typed cannot be taken: `kind` says why, `text` is the part of it that this is about.

    "weekday", "time", "minutes" and "day": not understood. "few" and "many": so few or many minutes. "no such day":
    2026-02-30. "ambiguous": 03/04. "past": not after today. "far": more than a year ahead.
    """

    def __init__(self, kind: Kind, text: str) -> None:
        super().__init__(f"{kind}: {text}")
        self.kind: Kind = kind
        self.text = text


def number_of(text: str) -> int:
    """What a match of NUMBER stands for: "12", "twelve", "an", "十二", "兩", "零五"."""
    if text in _NUMBERS:
        return _NUMBERS[text]
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (10 * (_DIGITS[tens] or 1) if ten else 0) + _DIGITS[ones.lstrip("零〇")]


def weekday_of(found: re.Match[str]) -> int | None:
    """The weekday of a match of WEEKDAY, 0 for Monday; None for an English word that is none."""
    if found["digit"]:
        return int(found["digit"]) - 1
    if chinese := found["chinese"]:
        return 6 if chinese in "日天" else _DIGITS[chinese] - 1
    word = found["english"]
    stem = word.removesuffix("s") if len(word) > 3 else word  # "tues", "thurs", "mondays"
    return next((at for at, day in enumerate(_WEEKDAYS) if day.startswith(stem)), None)
