"""A document as Markdown with tables, in which nothing that was handed in is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.exports.document import Document, Sheet

_ESCAPED = str.maketrans(
    {mark: f"\\{mark}" for mark in "\\`*_[]|~#$"} | {"<": "&lt;", ">": "&gt;", "\t": " ", "\n": "<br>"}
)
_ENTITY = re.compile(r"&(?=#?\w+;)")


def content(document: Document) -> bytes:
    """The bytes: a heading, the paragraphs, a heading and a table a sheet, the stamp."""
    parts = [f"# {_text(document.title)}", *map(_paragraph, document.about)]
    for sheet in document.sheets:
        if sheet.rows:  # a table without rows looks broken
            parts += [f"## {_text(sheet.title)}", "\n".join(_table(sheet))]
    parts += ["---", _paragraph(document.stamp)]
    return ("\n\n".join(parts) + "\n").encode()


def _table(sheet: Sheet) -> Iterator[str]:
    yield _row(sheet.columns)
    yield "|" + " --- |" * len(sheet.columns)
    yield from map(_row, sheet.rows)


def _row(cells: tuple[str, ...]) -> str:
    return "|" + "".join(f" {_text(cell)} |" for cell in cells)


def _paragraph(text: str) -> str:
    """A line of its own, which must not begin a list, a heading's underline or a block of code."""
    said = _text(text).strip()
    return f"\\{said}" if said.startswith(("-", "+", "=")) else said


def _text(text: str) -> str:
    # An address stays text: it was typed, and nobody checked where it leads.
    return _ENTITY.sub("&amp;", text).translate(_ESCAPED).replace("://", ":\\//").replace("www.", "www\\.")
