"""What the reader wished of skills: kept, taken back, and the goals they follow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from bot.messages.elements import Bullets, Button, Buttons, Heading, Message, Note, Piece, Strong, Text
from bot.when import day
from bot.words import Words
from skills.catalogue import Catalogue, Entry

NAMED = 20  # wishes that are named, each with its button; the rest is counted


def wished(words: Words, entry: Entry, wish: str, until: dt.datetime | None, zone: str) -> Message:
    """A wish is kept."""
    name = entry.names.in_(words.language)
    said = words(f"wish-{wish}", skill=name)
    if until is not None:
        said += words("stop") + words("wish-until", day=day(words, zone, until))
    ways = Buttons((Button(words("button-gaps"), "gaps"), Button(words("button-drop-wish"), f"gaps drop {entry.id}")))
    return Message(said, (Text.of(said), ways))


def dropped(words: Words, entry: Entry) -> Message:
    """A wish is taken back."""
    said = words("wish-dropped", skill=entry.names.in_(words.language))
    return Message(said, (Text.of(said), Buttons((Button(words("button-gaps"), "gaps"),))))


def wishes(words: Words, catalogue: Catalogue, mine: Mapping[str, str], most: int) -> Message:
    """Every wish that holds, goals first."""
    heading = words("wishes-title")
    order = sorted((skill for skill in mine if skill in catalogue.entries), key=lambda each: mine[each] != "goal")
    if not order:
        how = Text.of(words("wishes-none", most=most))
        return Message(heading, (Heading(heading), how, Buttons((Button(words("button-gaps"), "gaps"),))))
    items: list[tuple[Piece, ...]] = [
        (Strong(catalogue[each].names.in_(words.language)), words("colon") + words(f"reason-{mine[each]}"))
        for each in order[:NAMED]
    ]
    if len(order) > NAMED:
        items.append((words("calculator-more", count=len(order) - NAMED),))
    drop = tuple(
        Button(words("button-drop", skill=catalogue[each].names.in_(words.language)), f"gaps drop {each}")
        for each in order[:NAMED]
    )
    note = Note.of(words("wishes-note", most=most))
    return Message(
        heading,
        (Heading(heading), Bullets("", tuple(items)), Buttons((*drop, Button(words("button-gaps"), "gaps"))), note),
    )
