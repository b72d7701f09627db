"""A document as PDF on A4: how it looks is in document.typ."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.exports.document import Document
from bot.pictures.typesetting import typeset

TEMPLATE = Path(__file__).with_name("document.typ")


def content(document: Document) -> bytes:
    """The bytes; KeyError for a language we do not speak. A character no font of ours has is an empty box."""
    return typeset(TEMPLATE, shown(document), document.language, "pdf")


def shown(document: Document) -> dict[str, Any]:
    """What the template lays out: each sheet with its lines and, where it is grouped, without its first column."""
    sheets = []
    for sheet in document.sheets:
        columns = tuple(range(int(sheet.grouped), len(sheet.columns)))
        if sheet.rows:  # a table without rows looks broken
            sheets.append(asdict(sheet) | {"lines": sheet.lines or (columns,)})
    return asdict(document) | {"sheets": sheets}
