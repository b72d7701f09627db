"""What people are told when something cannot be done, or when we failed."""

from __future__ import annotations

from bot.messages.elements import Button, Buttons, Element, Heading, Message, Said, Text
from bot.request import Sorry
from bot.words import Words
from skills.browsing import SHELVES
from skills.catalogue import Catalogue


def sorry(words: Words, catalogue: Catalogue, error: Sorry) -> Message:
    """A clear sentence, and the ways on as buttons."""
    said = words(error.sentence, **error.facts)
    elements: list[Element] = [Heading(words("sorry-title")), Said(said)]
    if error.lines:
        elements.append(Buttons(tuple(Button(_label(words, catalogue, line), line) for line in error.lines)))
    return Message(said, tuple(elements))


def apology(words: Words, reference: str) -> Message:
    """Our own failure, with a reference that is also in the log."""
    said = words("apology", reference=reference)
    return Message(said, (Text.of(said),))


def _label(words: Words, catalogue: Catalogue, line: str) -> str:
    """A button's label: the name of the entry or level its line ends in, else the line itself."""
    last = line.rsplit(maxsplit=1)[-1]
    if line.startswith("gaps drop ") and last in catalogue.entries:
        return words("button-drop", skill=catalogue[last].names.in_(words.language))
    for known in (last, f"role:{last}"):
        if known in catalogue.entries:
            return catalogue[known].names.in_(words.language)
    parts = line.split()
    if parts[:2] == ["level", "set"] and len(parts) == 4 and parts[2] in catalogue.entries:
        name = catalogue[parts[2]].names.in_(words.language)
        return words("gaps-own", skill=name, depth=words(f"depth-{parts[3]}"))
    if parts[:2] == ["level", "role"] and len(parts) == 4:
        return catalogue.level(parts[2], parts[3]).names.in_(words.language)
    if parts[:2] == ["skill", "browse"]:
        return words(f"shelf-{last}") if last in SHELVES else words("button-browse")
    return f"/{line}"
