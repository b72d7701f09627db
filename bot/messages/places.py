"""Sources in words: which document, which lines."""

from __future__ import annotations

from collections.abc import Iterable

from bot.words import Words
from skills.catalogue import Place


def mark(words: Words, *places: Place) -> str:
    """The mark behind a fact, as " [003, line 117]"; several places of one fact share one mark."""
    said = [words("place-line", document=at.document, place=_spoken(words, at.place)) for at in dict.fromkeys(places)]
    return words("place-mark", places=words("list-semicolon").join(said))


def sources(words: Words, places: Iterable[Place]) -> str:
    """All sources of a card: each document once, with its lines."""
    by_document: dict[str, list[str]] = {}
    for at in places:
        by_document.setdefault(at.document, []).append(_numbers(at.place))
    parts = [
        words("place-document", document=document, place=_lines(words, list(dict.fromkeys(numbers))))
        for document, numbers in by_document.items()
    ]
    return words("card-sources", places=" · ".join(parts))


def _spoken(words: Words, written: str) -> str:
    """A place as the seeds write it ("line 21", "lines 46–48"), in the reader's language."""
    return _lines(words, [_numbers(written)])


def _lines(words: Words, numbers: list[str]) -> str:
    several = len(numbers) > 1 or "–" in numbers[0]
    return words("place-lines" if several else "place-one-line", numbers=words.listed(numbers))


def _numbers(written: str) -> str:
    return written.removeprefix("lines ").removeprefix("line ")
