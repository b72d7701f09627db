"""Lists that page: every entry is a button, and there is always a way on and a way back."""

from __future__ import annotations

from collections.abc import Iterator

from bot.messages.elements import Button, Buttons, Element, Note
from bot.words import Words
from skills.browsing import Page
from skills.catalogue import Entry

ROW = 5  # buttons in a row, as many as stay legible on a phone


def listed(words: Words, page: Page, line: str, back: str) -> Iterator[Element]:
    """The buttons of one page; `line` shows a page when its number is appended, `back` is the way back."""
    buttons = [Button(short(entry.names.in_(words.language)), f"skill {entry.id}") for entry in page.entries]
    for at in range(0, len(buttons), ROW):
        yield Buttons(tuple(buttons[at : at + ROW]))
    if page.pages > 1:
        yield Note.of(words("part-page", page=page.number, pages=page.pages))
    yield Buttons(tuple(_ways(words, page, line, back)))


def _ways(words: Words, page: Page, line: str, back: str) -> Iterator[Button]:
    if page.number < page.pages:
        yield Button(words("button-more"), f"{line} {page.number + 1}", "primary")
    if page.number > 1:
        yield Button(words("button-back"), f"{line} {page.number - 1}")
    if back:
        yield Button(words("button-browse"), back)


def short(text: str, longest: int = 60) -> str:
    """A label that fits a button."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def entry_buttons(words: Words, entries: tuple[Entry, ...]) -> Buttons:
    """One row of buttons, one per entry."""
    return Buttons(tuple(Button(short(each.names.in_(words.language)), f"skill {each.id}") for each in entries))
