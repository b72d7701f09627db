"""Where somebody stands: role, level and depths, and the two taps that set them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.messages.elements import (
    Bullets,
    Button,
    Buttons,
    Element,
    Heading,
    Message,
    Note,
    Piece,
    Strong,
    Text,
)
from bot.words import Words
from skills.catalogue import Catalogue, Entry
from skills.shapes import DEPTHS
from storage.members import Me


def standing(words: Words, catalogue: Catalogue, me: Me, depths: dict[str, str]) -> Message:
    """What is known of the reader; nothing is assumed."""
    elements: list[Element] = [Heading(words("level-title"))]
    if me.role is None and not depths:
        elements.append(Text.of(words("level-nothing")))
    if me.role is not None and me.role in catalogue.roles:
        role = catalogue.roles[me.role].names.in_(words.language)
        elements.append(Text.of(Strong(words("level-role-is")), words("colon") + role))
        level = catalogue.level(me.role, me.level).names.in_(words.language) if me.level else words("level-no-level")
        elements.append(Text.of(Strong(words("level-level-is")), words("colon") + level))
    elements.append(_depths(words, catalogue, depths))
    elements.append(
        Buttons(
            (
                Button(words("button-role"), "level role", "primary"),
                Button(words("button-browse"), "skill browse skills"),
            )
        )
    )
    elements.append(Note.of(words("level-guide")))
    return Message(words("level-title"), tuple(elements))


def _depths(words: Words, catalogue: Catalogue, depths: dict[str, str]) -> Element:
    items: list[tuple[Piece, ...]] = [
        (Strong(catalogue[skill].names.in_(words.language)), words("colon") + words(f"depth-{depth}"))
        for skill, depth in sorted(depths.items())
        if skill in catalogue.entries
    ]
    if not items:
        return Text.of(words("level-depths-none"))
    return Bullets(words("level-depths-are"), tuple(items))


def pick_role(words: Words, catalogue: Catalogue) -> Message:
    """The first tap."""
    buttons = Buttons(
        tuple(Button(file.names.in_(words.language), f"level role {role}") for role, file in catalogue.roles.items())
    )
    return Message(
        words("level-pick-role"),
        (Heading(words("level-pick-role")), Text.of(words("level-pick-role-text")), buttons),
    )


def pick_level(words: Words, catalogue: Catalogue, role: str) -> Message:
    """The second tap: the ladders of one role, each as its own row."""
    name = catalogue.roles[role].names.in_(words.language)
    heading = words("level-pick-level", role=name)
    elements: list[Element] = [Heading(heading), Text.of(words("level-pick-level-text"))]
    for scheme in catalogue.roles[role].schemes:
        elements.append(Text.of(Strong(scheme.names.in_(words.language)), f" ({scheme.document})"))
        elements.append(
            Buttons(
                tuple(Button(rung.names.in_(words.language), f"level role {role} {rung.id}") for rung in scheme.levels)
            )
        )
    elements.append(Buttons((Button(words("level-without"), f"level role {role} none"),)))
    return Message(heading, tuple(elements))


def pick_depth(words: Words, entry: Entry) -> Message:
    """The four depths of one skill, each with its sentence where we have one."""
    heading = words("level-pick-depth", skill=entry.names.in_(words.language))
    elements: list[Element] = [Heading(heading), *depth_sentences(words, entry)]
    elements += [Text.of(words("card-do-depth")), depth_buttons(words, entry)]
    return Message(heading, tuple(elements))


def depth_sentences(words: Words, entry: Entry) -> Iterator[Element]:
    """What each depth of a skill looks like, where the skill has such sentences."""
    if entry.depths is not None:
        items = [
            (Strong(words(f"depth-{depth}")), words("colon") + getattr(entry.depths, depth).in_(words.language))
            for depth in DEPTHS
        ]
        yield Bullets(words("card-depths"), tuple(items))


def depth_buttons(words: Words, entry: Entry) -> Buttons:
    """One button per depth; pressing one sets it."""
    return Buttons(tuple(Button(words(f"depth-{each}"), f"level set {entry.id} {each}") for each in DEPTHS))


def saved_role(words: Words, catalogue: Catalogue, role: str, level: str | None) -> Message:
    """Role and level are kept."""
    file = catalogue.roles[role]
    name = file.names.in_(words.language)
    if level is None:
        said = words("level-saved-role", role=name)
        if not file.schemes:
            said = f"{said} {words('level-no-levels', role=name)}"
    else:
        said = words("level-saved", role=name, level=catalogue.level(role, level).names.in_(words.language))
    return _saved(words, said, Button(words("button-where"), "level"))


def saved_depth(words: Words, entry: Entry, depth: str) -> Message:
    """One depth is kept."""
    name = entry.names.in_(words.language)
    said = words("level-depth-saved", skill=name, depth=words(f"depth-{depth}"))
    return _saved(words, said, Button(words("button-open-skill", skill=name), f"skill {entry.id}"))


def _saved(words: Words, said: str, way: Button) -> Message:
    return Message(said, (Text.of(said), Buttons((way,)), Note.of(words("level-guide"))))
