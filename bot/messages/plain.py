"""A message as plain text: for the terminal, for logs of nobody, for fallbacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.messages.chart import Bars
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
            yield from (f"{label}{'：' if has_chinese(label) else ': '}{value}" for label, value in pairs)
        case Bullets(title, items):
            yield title
            yield from (f"  - {joined(item)}" for item in items)
        case Buttons(buttons):
            yield from (f"  [{button.label}] /{button.line}" for button in buttons)
        case Item(pieces, choices):
            yield joined(pieces)
            yield from (f"  [{button.label}] /{button.line}" for button in choices)
        case Bars():
            yield from bar_lines(element)
        case Divider():
            yield ""


def bar_lines(bars: Bars) -> Iterator[str]:
    """A picture of bars in text, for where no picture can be shown: filled where met, half where said, empty else."""
    yield bars.title
    for bar in bars.bars:
        squares = "".join("●" if cell.met else "○" if cell.have is None else "◐" for cell in bar.cells)
        yield f"{squares} {bar.label} · {bar.said}"
