"""Public holidays: which country or part of one somebody means, and whether a day is free there."""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
import warnings
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from bot.words import Language
from skills.lookup import readable

LONGEST = 8  # characters of a code that are kept: "TW", "DE-BY"
# As people say it where Babel and the library say it at length, or otherwise.
_ALSO = {
    "america": "US", "england": "GB-ENG", "scotland": "GB-SCT", "wales": "GB-WLS", "northern ireland": "GB-NIR",
    "great britain": "GB", "holland": "NL", "czech republic": "CZ", "burma": "MM", "uae": "AE", "macao": "MO",
    "香港": "HK", "澳門": "MO", "澳门": "MO", "韓國": "KR", "韩国": "KR", "紐西蘭": "NZ", "阿聯": "AE", "阿联酋": "AE",
    "中國大陸": "CN", "中国大陆": "CN", "英格蘭": "GB-ENG", "英格兰": "GB-ENG", "蘇格蘭": "GB-SCT", "苏格兰": "GB-SCT",
}  # fmt: skip
_LOCALES = ("en", "zh_Hant", "zh_Hant_HK", "zh_Hans")
# In which of the library's languages a reader is told a name, best first; English when a country has none of them.
_SPOKEN: Mapping[Language, tuple[str, ...]] = {
    "en": ("en_US",),
    "zh-Hant": ("zh_TW", "zh_HK", "en_US"),
    "zh-Hans": ("zh_CN", "en_US"),
}
_NONE: Mapping[dt.date, str] = MappingProxyType({})


def country(typed: str) -> str | None:
    """The code of a country the library knows ("TW" for "taiwan", "台灣", "台湾") or of a part of it ("DE-BY").

    Takes ISO codes and names in English and both Chineses; a part stands behind its country, as a code or by its own
    name ("de by", "Germany Bayern"). None for everything else, and for a part whose code is longer than LONGEST.
    "no" is Norway: whoever also takes an answer for no reads that first.
    """
    text = readable(typed)
    words = [word for word in re.split(r"[\s\-/,_]+", text) if word]
    # Parts first: "AR-M" is Mendoza, although ARM is Armenia.
    for at in range(1, len(words)):
        code = _countries().get(_key("".join(words[:at])), "")
        if code and (part := _parts(code).get(_key("".join(words[at:])))):
            return f"{code}-{part}"
    return _countries().get(_key(text))


@functools.lru_cache(maxsize=256)
def called(code: str, language: Language) -> str:
    """The country of a code in the reader's language; a part of it keeps its code behind ("Germany (BY)")."""
    from babel import Locale  # noqa: PLC0415  # takes its time

    place, _, part = code.partition("-")
    name = Locale.parse(language.replace("-", "_")).territories.get(place, place)
    return f"{name} ({part})" if part else str(name)


def name_on(code: str, day: dt.date, language: Language = "en") -> str | None:
    """What is celebrated on a local day, in the reader's language where the library has it, else in English.

    None on an ordinary day and for a code nobody knows. Public holidays only, with the days given off in lieu; of
    several on one day the first.
    """
    return _year(code, day.year, language).get(day)


def observed_in(codes: Iterable[str], day: dt.date) -> frozenset[str]:
    """Those of the codes where the local day is a public holiday."""
    return frozenset(code for code in codes if name_on(code, day) is not None)


@functools.lru_cache(maxsize=2048)  # a few kilobytes each
def _year(code: str, year: int, language: Language) -> Mapping[dt.date, str]:
    """The public holidays of a calendar year; none for a code nobody knows."""
    from holidays import PUBLIC, country_holidays  # noqa: PLC0415  # takes its time

    place, _, part = code.partition("-")
    try:
        known = country_holidays(place, part or None).supported_languages
        # Always one that the country has: for another the library asks the machine which language it speaks.
        spoken = next((each for each in _SPOKEN[language] if each in known), None)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that the moon of a distant year is not known yet; the other days are
            days = country_holidays(place, part or None, year, expand=False, language=spoken, categories=PUBLIC)
    except NotImplementedError:
        return _NONE
    return MappingProxyType({day: days.get_list(day)[0] for day in days})


@functools.cache
def _countries() -> Mapping[str, str]:
    """Codes by folded name: the library's countries, as it, ISO and Babel in three languages call them."""
    from babel import Locale  # noqa: PLC0415  # takes its time
    from holidays.registry import COUNTRIES  # noqa: PLC0415

    codes = {_key(name): entity[1] for entity in COUNTRIES.values() for name in entity}
    supported = set(codes.values())
    for locale in _LOCALES:
        names = Locale.parse(locale).territories
        codes = {_key(name): code for code, name in names.items() if code in supported} | codes
    return codes | {_key(name): code for name, code in _ALSO.items()}


@functools.cache
def _parts(code: str) -> Mapping[str, str]:
    """The subdivisions of a country by their folded codes and names; none of a code that is a part already."""
    from holidays import country_holidays  # noqa: PLC0415

    if "-" in code:
        return {}
    place = country_holidays(code)
    parts = {each: [each, *place.get_subdivision_aliases().get(each, ())] for each in place.subdivisions}
    short = {each: names for each, names in parts.items() if len(f"{code}-{each}") <= LONGEST}
    # A code outranks another part's name.
    return {_key(name): each for each, names in short.items() for name in names} | {_key(each): each for each in short}


def _key(name: str) -> str:
    """The name without case, marks, width and signs: "Côte d'Ivoire" and "cote divoire" are one."""
    plain = unicodedata.normalize("NFKD", name).casefold().replace("臺", "台")
    return "".join(character for character in plain if character.isalnum())
