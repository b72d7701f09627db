"""The shelves, and one shelf in pages."""

from __future__ import annotations

from bot.messages.elements import Button, Buttons, Heading, Message, Note, Text
from bot.messages.pages import listed
from bot.words import Words
from skills.browsing import SHELVES, page_of, shelf
from skills.catalogue import Catalogue


def shelves(words: Words) -> Message:
    """The menu of shelves."""
    buttons = [Button(words(f"shelf-{name}"), f"skill browse {name}") for name in SHELVES]
    return Message(
        words("browse-title"),
        (
            Heading(words("browse-title")),
            Text.of(words("browse-text")),
            Buttons(tuple(buttons[:5])),
            Buttons(tuple(buttons[5:])),
        ),
    )


def one_shelf(words: Words, catalogue: Catalogue, name: str, number: int) -> Message:
    """One page of a shelf; `name` is a key of SHELVES."""
    entries = shelf(catalogue, name)
    page = page_of(entries, number)
    heading = words(f"shelf-{name}")
    count = Note.of(words("part-holds", count=page.total))
    return Message(heading, (Heading(heading), count, *listed(words, page, f"skill browse {name}", "skill browse")))
