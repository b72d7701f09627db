"""Writes a document in one of the formats: the same document, the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.exports import csv_text, markdown, pdf, xlsx
from bot.exports.document import Document, Sheet
from bot.messages.elements import File

_WRITERS: Mapping[str, Callable[[Document], bytes]] = {
    "pdf": pdf.content, "xlsx": xlsx.content, "csv": csv_text.content, "md": markdown.content,
}  # fmt: skip
FORMATS = tuple(_WRITERS)

_LINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# What XML cannot hold, half of a pair, marks that turn the order of letters around, and a second byte order mark.
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")


def write(document: Document, form: str) -> File:
    """The file in one of FORMATS; KeyError for another one. Takes some tens of milliseconds: call it in a thread."""
    content = _WRITERS[form](readable(document))
    return File(f"{document.name}.{form}", document.title, content)


def readable(document: Document) -> Document:
    """The document with text that every format can hold: what nothing can show becomes the replacement character."""
    return replace(
        document,
        title=_fit(document.title),
        about=tuple(map(_fit, document.about)),
        stamp=_fit(document.stamp),
        sheets=tuple(map(_fit_sheet, document.sheets)),
    )


def _fit_sheet(sheet: Sheet) -> Sheet:
    rows = tuple(tuple(map(_fit, row)) for row in sheet.rows)
    return replace(sheet, title=_fit(sheet.title), columns=tuple(map(_fit, sheet.columns)), rows=rows)


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", _UNSEEN.sub("", _LINES.sub("\n", text)))
