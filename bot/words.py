"""Sentences in the reader's language, from bot/languages/*.ftl."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, Literal, get_args

from fluent.runtime import FluentBundle, FluentResource

Language = Literal["en", "zh-Hant", "zh-Hans"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
FOLDER = Path(__file__).parent / "languages"


class Words:
    """One language's sentences; a sentence it lacks comes in English."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._bundle = _bundle(language)
        self._english = _bundle("en")
        self._plain: dict[str, str] = {}

    def __call__(self, sentence: str, **facts: Any) -> str:
        """The sentence with its facts filled in; KeyError for an unknown one, ValueError for a missing fact."""
        if not facts:
            found = self._plain.get(sentence)
            if found is None:
                found = self._plain[sentence] = self._say(sentence, facts)
            return found
        return self._say(sentence, facts)

    def listed(self, items: list[str] | tuple[str, ...]) -> str:
        """Items as one enumeration: "a, b" or "a、b"."""
        return self("list-comma").join(items)

    def _say(self, sentence: str, facts: dict[str, Any]) -> str:
        bundle = self._bundle if self._bundle.has_message(sentence) else self._english
        pattern = bundle.get_message(sentence).value
        if pattern is None:
            raise KeyError(sentence)
        said, errors = bundle.format_pattern(pattern, facts)
        if errors:  # fluent would show the hole to the person and go on
            raise ValueError(f"{sentence} ({self.language}): {errors[0]}")
        return str(said)


@functools.cache
def words_in(language: Language) -> Words:
    """The words of one language, read once."""
    return Words(language)


@functools.cache
def _bundle(language: Language) -> FluentBundle:
    # Isolation marks around facts are for right-to-left scripts; in Slack they show up when text is copied.
    bundle = FluentBundle([{"zh-Hant": "zh-TW", "zh-Hans": "zh-CN"}.get(language, language)], use_isolating=False)
    bundle.add_resource(FluentResource((FOLDER / f"{language}.ftl").read_text(encoding="utf-8")))
    return bundle


@functools.lru_cache(maxsize=1024)
def language_of_locale(locale: str | None) -> Language | None:
    """The language of a platform's locale ("zh-TW", "en_GB"), or None for one we do not speak."""
    parts = (locale or "").replace("_", "-").lower().split("-")
    if parts[0] == "en":
        return "en"
    if parts[0] != "zh":
        return None
    if "hans" in parts:
        return "zh-Hans"
    return "zh-Hant" if {"hant", "tw", "hk", "mo"} & set(parts) else "zh-Hans"


def reply_language(own: str | None, locale: str | None, script: str | None) -> Language:
    """The language to answer in: the person's own setting, the platform's Chinese, the question's script, English.

    Slack calls everybody en-US who never chose, so an English locale does not outweigh a question in Chinese.
    """
    by_locale = language_of_locale(locale)
    wanted = own or (by_locale if by_locale != "en" else None) or script or "en"
    return next((language for language in LANGUAGES if language == wanted), "en")
