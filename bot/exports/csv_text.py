"""A document as one CSV file (RFC 4180), its sheets one below the other; spreadsheets read the Chinese in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from bot.exports.document import Document

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # how spreadsheets know one


def content(document: Document) -> bytes:
    """The bytes, with the mark by which spreadsheets know UTF-8. Every line has as many fields as the widest sheet."""
    written = io.StringIO()
    across = max((len(sheet.columns) for sheet in document.sheets), default=1)
    rows = csv.writer(written)  # lines end in CR LF, and a cell with a comma, a quote or a line end is quoted
    rows.writerows([*map(_text, row), *[""] * (across - len(row))] for row in _rows(document))
    return written.getvalue().encode("utf-8-sig")


def _rows(document: Document) -> Iterator[tuple[str, ...]]:
    yield (document.title,)
    yield (document.stamp,)
    yield from ((line,) for line in document.about)
    for sheet in document.sheets:
        yield ()
        yield (sheet.title,)
        yield sheet.columns
        yield from sheet.rows


def _text(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: https://owasp.org/www-community/attacks/CSV_Injection"""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
