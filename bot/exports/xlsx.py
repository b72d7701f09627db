"""A document as an Excel workbook in which every cell is text."""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
from typing import TYPE_CHECKING

from bot.exports.document import Document, Sheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001  # written as it is; a real moment would change the bytes
_A4 = 9
_NARROWEST, _WIDEST = 6, 60  # in digits, as Excel counts
_LONGEST = 32_767  # characters Excel takes in a cell
_ILLEGAL = re.compile(r"[\[\]:*?/\\\n\t]")
_NAME, _FOOTER = 31, 200  # characters


def content(document: Document) -> bytes:
    """The bytes: a worksheet for each sheet; the first has the paragraphs below its table, each ends in the stamp."""
    from xlsxwriter import Workbook  # noqa: PLC0415  # most answers have no workbook

    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True})
    book.set_properties({"title": document.title, "comments": document.stamp, "created": _MADE})
    taken: set[str] = set()
    for number, sheet in enumerate(document.sheets):
        worksheet = book.add_worksheet(_legal(sheet.title, number, taken))
        _set_up(worksheet, sheet, document)
        below = (document.title, *document.about, document.stamp) if number == 0 else (document.stamp,)
        _fill(book, worksheet, sheet, below)
    book.close()
    return file.getvalue()


def _set_up(worksheet: Worksheet, sheet: Sheet, document: Document) -> None:
    """The header stays in sight and on every page, and a page is as wide as the table."""
    worksheet.freeze_panes(1, 0)
    worksheet.repeat_rows(0)
    worksheet.set_landscape()
    worksheet.set_paper(_A4)
    worksheet.fit_to_pages(1, 0)
    stamp = document.stamp.replace("\n", " ")[:_FOOTER].replace("&", "&&")
    worksheet.set_footer(f"&L{stamp}&R&P / &N")
    for at, name in enumerate(sheet.columns):
        widest = max(map(_width, (name, *(row[at] for row in sheet.rows))))
        worksheet.set_column(at, at, min(max(_NARROWEST, widest + 2), _WIDEST))


def _fill(book: Workbook, worksheet: Worksheet, sheet: Sheet, below: tuple[str, ...]) -> None:
    # A format belongs to its book, and equal ones are written once.
    header = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DFE8F6", "bottom": 1})
    cell = book.add_format({"text_wrap": True, "valign": "top"})
    for at, name in enumerate(sheet.columns):
        worksheet.write_string(0, at, _short(name), header)
    for down, row in enumerate(sheet.rows, 1):
        for at, text in enumerate(row):
            worksheet.write_string(down, at, _short(text), cell)
    if sheet.rows:
        worksheet.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    for down, text in enumerate(below, len(sheet.rows) + 2):
        worksheet.write_string(down, 0, _short(text))


def _legal(title: str, number: int, taken: set[str]) -> str:
    """A worksheet's name: of legal characters, short enough, no other's and not the one Excel keeps for itself."""
    name = _cut(_ILLEGAL.sub(" ", title).strip("' "), _NAME).strip("' ")
    if not name or name.casefold() == "history" or name.casefold() in taken:
        name = f"{number + 1} {_cut(name, _NAME - 4)}".strip("' ")
    taken.add(name.casefold())
    return name


def _short(text: str) -> str:
    if text.startswith("<r>") and text.endswith("</r>"):  # the library would take it for XML of its own
        text += " "
    return text if _units(text) <= _LONGEST else _cut(text, _LONGEST - 1) + "…"


def _cut(text: str, most: int) -> str:
    """The beginning of a text that Excel, which counts in UTF-16, takes for `most` characters at most."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", errors="ignore")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _width(text: str) -> int:
    """Of the longest line, in digits: an ideograph is as wide as two."""
    wide = (sum(unicodedata.east_asian_width(each) in "WF" for each in line) + len(line) for line in text.split("\n"))
    return max(wide)
