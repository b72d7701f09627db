"""A message as plain text: for the terminal, for logs of nobody, for fallbacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.messages.chart import Bars, Heat, Tile
from bot.messages.elements import (
    Bullets,
    Buttons,
    Code,
    Divider,
    Element,
    Facts,
    Heading,
    Item,
    Link,
    Message,
    Note,
    Person,
    Piece,
    Said,
    Strong,
    Table,
    Text,
)
from skills.folding import has_chinese


def as_text(message: Message) -> str:
    """The whole message as lines a person can read; buttons become the lines they stand for."""
    return "\n".join(line for element in message.elements for line in _lines(element)).strip()


def joined(pieces: Iterable[Piece]) -> str:
    """Pieces as one plain string."""
    return "".join(_piece(piece) for piece in pieces)


def _piece(piece: Piece) -> str:
    if isinstance(piece, Strong):
        return piece.text
    if isinstance(piece, Person):
        return f"@{piece.user}"
    return f"{piece.text} ({piece.url})" if isinstance(piece, Link) else piece


def _lines(element: Element) -> Iterator[str]:
    match element:
        case Said(text):
            yield text
        case Code(text):
            yield from (f"    {line}" for line in text.splitlines())
        case Heading(text):
            yield text
            yield ""
        case Text(pieces) | Note(pieces):
            yield joined(pieces)
        case Facts(pairs):
            yield from (f"{label}{_colon(label)}{value}" for label, value in pairs)
        case Bullets(title, items):
            yield title
            yield from (f"  - {joined(item)}" for item in items)
        case Buttons(buttons):
            yield from (f"  [{button.label}] /{button.line}" for button in buttons)
        case Item(pieces, choices):
            yield joined(pieces)
            yield from (f"  [{button.label}] /{button.line}" for button in choices)
        case Bars() | Heat() | Table():
            yield from drawn_lines(element)
        case Divider():
            yield ""


def drawn_lines(element: Bars | Heat | Table) -> Iterator[str]:
    """In text what is else a picture or a table; the first line is its title."""
    match element:
        case Bars():
            yield from bar_lines(element)
        case Heat():
            yield from heat_lines(element)
        case Table():
            yield from table_lines(element)


def bar_lines(bars: Bars) -> Iterator[str]:
    """A picture of bars in text, for where no picture can be shown: filled where met, half where said, empty else."""
    yield bars.title
    for bar in bars.bars:
        squares = "".join("●" if cell.met else "○" if cell.have is None else "◐" for cell in bar.cells)
        yield f"{squares} {bar.label} · {bar.said}"


def heat_lines(heat: Heat) -> Iterator[str]:
    """A heatmap in text, one line a group: "Cloud: Docker 5+ ▲, Helm 0–1"."""
    yield heat.title
    for group in heat.groups:
        comma = "、" if has_chinese(group.label) else ", "
        yield f"{group.label}{_colon(group.label)}{comma.join(map(_tile, group.tiles))}"


def _tile(tile: Tile) -> str:
    return f"{tile.label} {tile.said}" + (" ▲" if tile.moved > 0 else " ▼" if tile.moved < 0 else "")


def table_lines(table: Table) -> Iterator[str]:
    """A table in text: what its columns are, then one line a row."""
    yield table.title
    yield from (" · ".join(cell or "–" for cell in row) for row in (table.columns, *table.rows))


def _colon(label: str) -> str:
    return "：" if has_chinese(label) else ": "
