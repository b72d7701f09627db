"""What a file says, before it is written in one of the formats."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table; every row has as many cells as there are columns, all of them plain text of any content.

    `wide` is the column that takes the room that is left on paper. Paper is narrow and phones are narrower, so `lines`
    may give each row several lines of columns, the one that `wide` stands in first; and where `grouped` is True, the
    first column becomes a heading between the rows instead.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: int = 0
    lines: tuple[tuple[int, ...], ...] = ()
    grouped: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A file of several sheets. `name` is its file name without an ending, in ASCII letters.

    `about` are paragraphs that come before the sheets. `stamp` says of which catalogue and day it is, and stands on
    every page. `language` is one of bot.words.LANGUAGES.
    """

    name: str
    title: str
    about: tuple[str, ...]
    stamp: str
    sheets: tuple[Sheet, ...]
    language: str
