"""Countries as people call them, and their free days."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from babel import Locale
from holidays import country_holidays
from holidays.registry import COUNTRIES

from bot.public_holidays import LONGEST, country, name_on, observed_in
from bot.words import Language

CHRISTMAS = dt.date(2026, 12, 25)
SUPPORTED = sorted({entity[1] for entity in COUNTRIES.values()})


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("TW", "TW"), ("tw", "TW"), ("TWN", "TW"), ("Taiwan", "TW"), ("台灣", "TW"), ("臺灣", "TW"), ("台湾", "TW"),
        ("ｔｗ", "TW"), ("germany", "DE"), ("德國", "DE"), ("德国", "DE"), ("uk", "GB"), ("USA", "US"),
        ("america", "US"), ("hong kong", "HK"), ("香港", "HK"), ("澳門", "MO"), ("澳门", "MO"), ("korea", "KR"),
        ("南韓", "KR"), ("韩国", "KR"), ("義大利", "IT"), ("意大利", "IT"), ("turkey", "TR"), ("Türkiye", "TR"),
        ("cote d'ivoire", "CI"), ("Guinea-Bissau", "GW"), ("holland", "NL"),
    ],
)  # fmt: skip
def test_a_country_by_the_names_it_has(typed: str, code: str) -> None:
    assert country(typed) == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("DE-BY", "DE-BY"), ("de by", "DE-BY"), ("DE/by", "DE-BY"), ("Germany Bayern", "DE-BY"), ("德國 BY", "DE-BY"),
        ("ＤＥ－ＢＹ", "DE-BY"), ("us california", "US-CA"), ("hong kong", "HK"), ("uk sct", "GB-SCT"),
        ("Scotland", "GB-SCT"), ("AR-M", "AR-M"),  # Mendoza, although ARM is Armenia
    ],
)  # fmt: skip
def test_a_part_of_a_country_behind_it(typed: str, code: str) -> None:
    assert country(typed) == code


@pytest.mark.parametrize(
    "typed", ["", " ", "-", "XX", "mars", "DE-XX", "bavaria", "england london", "DE-Augsburg", "AU-NSW Western"]
)
def test_a_place_nobody_knows_or_whose_code_is_too_long(typed: str) -> None:
    assert country(typed) is None


@pytest.mark.parametrize("code", SUPPORTED)
def test_every_country_and_part_of_one_is_found_by_its_code_and_names(code: str) -> None:
    named = [Locale.parse(locale).territories[code] for locale in ("en", "zh_Hant", "zh_Hans")]
    assert {country(each) for each in (code, code.lower(), *named)} == {code}
    parts = [f"{code}-{part}" for part in country_holidays(code).subdivisions]
    short = [each for each in parts if len(each) <= LONGEST]
    assert [country(each) for each in short] == short


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("TW", "en", "Constitution Day"), ("TW", "zh-Hant", "行憲紀念日"), ("TW", "zh-Hans", "行宪纪念日"),
        ("HK", "zh-Hant", "聖誕節"), ("HK", "zh-Hans", "圣诞节"),
        ("DE-BY", "en", "Christmas Day"), ("DE-BY", "zh-Hant", "Christmas Day"),  # the library has it in no Chinese
        ("NZ", "zh-Hans", "Christmas Day"),
    ],
)  # fmt: skip
def test_what_is_celebrated_in_the_reader_s_language(code: str, language: Language, name: str) -> None:
    assert name_on(code, CHRISTMAS, language) == name


def test_the_machine_s_own_language_has_no_say() -> None:
    """The library asks the environment where it is not told, and this is a German machine."""
    asked = "import datetime, bot.public_holidays as p; print(p.name_on('DE', datetime.date(2026, 12, 25)))"
    german = {"LANGUAGE": "de", "LANG": "de_DE.UTF-8", "PYTHONUTF8": "1"}
    answer = subprocess.run([sys.executable, "-c", asked], env=german, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "Christmas Day"


def test_an_ordinary_day_has_no_name() -> None:
    assert name_on("TW", dt.date(2026, 12, 24)) is None
    assert name_on("JP", CHRISTMAS) is None


@pytest.mark.parametrize("code", ["XX", "DE-XX", "", "-", "TW-", "tw\0", "../etc"])
def test_a_code_that_is_none_any_more_has_no_holidays(code: str) -> None:
    assert name_on(code, dt.date(2026, 3, 4)) is None


def test_epiphany_is_free_in_bavaria_and_not_in_germany() -> None:
    epiphany = dt.date(2026, 1, 6)
    assert (name_on("DE-BY", epiphany), name_on("DE", epiphany)) == ("Epiphany", None)


def test_a_day_given_off_in_lieu_counts_even_in_the_year_before() -> None:
    assert name_on("TW", dt.date(2026, 10, 9)) == "National Day (observed)"  # the tenth is a Saturday
    assert name_on("US", dt.date(2027, 12, 31)) == "New Year's Day (observed)"


def test_only_public_holidays_count() -> None:
    """Valentine's day is in the library, and nobody has it off."""
    assert name_on("US", dt.date(2026, 2, 14)) is None


def test_those_of_many_where_the_day_is_free() -> None:
    assert observed_in(["TW", "DE-BY", "JP", "XX", "TW"], CHRISTMAS) == {"TW", "DE-BY"}
    assert observed_in([], CHRISTMAS) == frozenset()


@pytest.mark.parametrize("year", [1, 1900, 2026, 2099, 9999])
def test_no_country_in_any_year_is_trouble(year: int) -> None:
    days = [dt.date(year, 1, 1), dt.date(year, 12, 31)]
    assert observed_in(SUPPORTED, days[0]) <= set(SUPPORTED)
    assert observed_in(SUPPORTED, days[1]) <= set(SUPPORTED)
