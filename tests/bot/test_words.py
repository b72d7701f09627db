"""Sentences in the reader's language: filled in, falling back one by one, and chosen by who asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import words as module
from bot.words import LANGUAGES, Language, Words, language_of_locale, reply_language, words_in

ENGLISH = """
list-comma = ,{" "}
now = Now, at { $level }
asked = “{ $typed }” can mean several things.
holds = { $count ->
    [one] One entry
   *[other] { $count } entries
}
bye = Goodbye
"""
TRADITIONAL = """
list-comma = 、
now = 現在，{ $level }
asked = 「{ $typed }」可以指好幾樣東西。
holds = { $count } 個條目
"""


@pytest.fixture
def speaking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[Language, Words]:
    """Three small language files; the Traditional one lacks a sentence, the Simplified one all of them."""
    for language, text in (("en", ENGLISH), ("zh-Hant", TRADITIONAL), ("zh-Hans", "list-comma = 、\n")):
        (tmp_path / f"{language}.ftl").write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    monkeypatch.setattr(module, "_bundle", module._bundle.__wrapped__)  # past the cache of the real files
    return {language: Words(language) for language in LANGUAGES}


def test_a_sentence_with_its_fact(speaking: dict[Language, Words]) -> None:
    assert speaking["en"]("now", level="Junior") == "Now, at Junior"
    assert speaking["zh-Hant"]("now", level="初階") == "現在，初階"


def test_a_sentence_that_a_language_lacks_comes_in_english_and_the_others_do_not(
    speaking: dict[Language, Words],
) -> None:
    assert speaking["zh-Hant"]("bye") == "Goodbye"
    assert speaking["zh-Hant"]("now", level="初階") == "現在，初階"
    assert speaking["zh-Hans"]("now", level="初阶") == "Now, at 初阶"


@pytest.mark.parametrize(("count", "said"), [(0, "0 entries"), (1, "One entry"), (2, "2 entries")])
def test_plurals_belong_to_the_language(speaking: dict[Language, Words], count: int, said: str) -> None:
    assert speaking["en"]("holds", count=count) == said
    assert speaking["zh-Hant"]("holds", count=count) == f"{count} 個條目"


def test_facts_come_as_they_are_and_without_invisible_marks(speaking: dict[Language, Words]) -> None:
    """Fluent wraps facts in direction marks by default; people would copy them along."""
    typed = "{ $typed } <b> \\u0041 -term"
    assert speaking["en"]("asked", typed=typed) == f"“{typed}” can mean several things."
    assert speaking["zh-Hant"]("asked", typed="ת") == "「ת」可以指好幾樣東西。"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_fact_is_an_error_and_never_a_hole(speaking: dict[Language, Words], language: Language) -> None:
    with pytest.raises(ValueError, match=rf"now \({language}\).*level"):
        speaking[language]("now")
    with pytest.raises(ValueError, match="level"):
        speaking[language]("now", depth="working")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_sentence_is_an_error(speaking: dict[Language, Words], language: Language) -> None:
    with pytest.raises(KeyError):
        speaking[language]("nobody-wrote-this")
    with pytest.raises(KeyError):
        speaking[language]("")


def test_enumerations(speaking: dict[Language, Words]) -> None:
    assert speaking["en"].listed(["a", "b"]) == "a, b"
    assert speaking["zh-Hant"].listed(("甲", "乙", "丙")) == "甲、乙、丙"
    assert speaking["en"].listed(["a"]) == "a"
    assert speaking["en"].listed([]) == ""


def test_a_sentence_with_facts_is_said_anew_each_time(speaking: dict[Language, Words]) -> None:
    words = speaking["en"]
    assert [words("now", level=level) for level in ("A", "B", "A")] == ["Now, at A", "Now, at B", "Now, at A"]
    assert [words("bye"), words("bye")] == ["Goodbye", "Goodbye"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_real_files_are_read_once_and_speak_their_language(language: Language) -> None:
    words = words_in(language)
    assert words_in(language) is words
    assert words.language == language
    own = {"en": "Traditional Chinese", "zh-Hant": "繁體中文", "zh-Hans": "繁体中文"}
    assert words("language-zh-Hant") == own[language]


# own setting, platform's locale, script of the question: the language of the answer
REPLIES: list[tuple[str | None, str | None, str | None, Language]] = [
    (None, None, None, "en"),
    (None, "en-US", None, "en"),
    (None, "en-US", "zh-Hant", "zh-Hant"),  # Slack calls everybody en-US who never chose
    (None, "en-GB", "zh-Hans", "zh-Hans"),
    (None, "zh-TW", None, "zh-Hant"),
    (None, "zh-CN", None, "zh-Hans"),
    (None, "zh-TW", "zh-Hans", "zh-Hant"),  # whoever chose Chinese in Slack reads that Chinese
    (None, "zh-CN", "zh-Hant", "zh-Hans"),
    (None, "ja-JP", None, "en"),
    (None, "ja-JP", "zh-Hant", "zh-Hant"),
    (None, None, "zh-Hans", "zh-Hans"),
    ("en", "zh-TW", "zh-Hans", "en"),
    ("zh-Hans", "zh-TW", "zh-Hant", "zh-Hans"),
    ("zh-Hant", "en-US", None, "zh-Hant"),
    ("klingon", None, None, "en"),  # a row from a newer release
]


@pytest.mark.parametrize(("own", "locale", "script", "language"), REPLIES)
def test_the_language_of_an_answer(own: str | None, locale: str | None, script: str | None, language: str) -> None:
    assert reply_language(own, locale, script) == language


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("en-US", "en"), ("en", "en"), ("en_GB", "en"), ("EN-us", "en"),
        ("zh-TW", "zh-Hant"), ("zh_TW", "zh-Hant"), ("zh-HK", "zh-Hant"), ("zh-MO", "zh-Hant"), ("zh-Hant", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"), ("zh-CN", "zh-Hans"), ("zh-SG", "zh-Hans"), ("zh-Hans-CN", "zh-Hans"),
        ("zh", "zh-Hans"), ("zh-Hans-TW", "zh-Hans"), ("zh-Hans-HK", "zh-Hans"), ("zh-Hant-CN", "zh-Hant"),
        ("de-DE", None), ("ja-JP", None), ("", None), (None, None), ("english", None), ("zhx", None),
    ],
)  # fmt: skip
def test_the_language_of_a_locale(locale: str | None, language: str | None) -> None:
    assert language_of_locale(locale) == language
