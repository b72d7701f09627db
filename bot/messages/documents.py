"""The five source documents: what the numbers on a card stand for."""

from __future__ import annotations

from bot.messages.elements import Bullets, Button, Buttons, Heading, Message, Note, Piece, Strong
from bot.words import Words
from skills.catalogue import Catalogue


def documents(words: Words, catalogue: Catalogue) -> Message:
    """Number, title and a sentence for each document."""
    items: list[tuple[Piece, ...]] = [
        (Strong(f"{each.id} {each.title.in_(words.language)}"), words("colon") + each.about.in_(words.language))
        for each in catalogue.documents
    ]
    heading = words("sources-title")
    version = Note.of(words("card-version", version=catalogue.version))
    ways = Buttons((Button(words("button-browse"), "skill browse"),))
    return Message(heading, (Heading(heading), Bullets("", tuple(items)), ways, version))
