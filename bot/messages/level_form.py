"""Setting many depths at once: the forms of a role, and one of them."""

from __future__ import annotations

from collections.abc import Mapping

from bot.messages.elements import Button, Buttons, Element, Form, Heading, Message, Note, Pick, Text
from bot.words import Words
from skills.catalogue import Catalogue
from skills.scale import SAYABLE
from skills.shelving import Shelf

CLEAR = "unknown"


def pick_form(words: Words, catalogue: Catalogue, role: str, groups: tuple[tuple[Shelf, ...], ...]) -> Message:
    """The forms of a role, each with what it asks about."""
    heading = words("form-depths-pick", role=catalogue.roles[role].names.in_(words.language))
    elements: list[Element] = []
    for number, shelves in enumerate(groups, 1):
        named = words.listed([shelf.names.in_(words.language) for shelf in shelves])
        count = sum(len(shelf.skills) for shelf in shelves)
        button = Button(words("form-depths-open", number=number), f"level form {number}", "primary")
        elements += [Text.of(words("form-depths-about", number=number, count=count, groups=named)), Buttons((button,))]
    return Message(heading, (Heading(heading), *elements, Note.of(words("form-depths-typed"))))


def depth_form(
    words: Words, catalogue: Catalogue, shelves: tuple[Shelf, ...], depths: Mapping[str, str], again: str
) -> Form:
    """A menu per skill under the names of its groups; what is set now is shown first, and only changes are sent."""
    options = tuple((each, words(f"depth-{each}")) for each in (*SAYABLE, CLEAR))
    fields: list[Heading | Pick] = []
    for shelf in shelves:
        fields.append(Heading(shelf.names.in_(words.language)))
        fields += [
            Pick(skill, catalogue[skill].names.in_(words.language), options, depths.get(skill), words("depth-unknown"))
            for skill in shelf.skills
        ]
    return Form(
        words("form-depths-title"),
        "level form save",
        tuple(fields),
        words("button-save"),
        words("form-cancel"),
        again,
        (words("form-depths-intro"),),
    )
