"""Two roles on one skill, or two levels of one role, side by side."""

from __future__ import annotations

from bot.messages.card import told
from bot.messages.elements import Element, Facts, Heading, Message, Note
from bot.messages.places import mark
from bot.words import Words
from skills.catalogue import Catalogue, Entry, Place
from skills.comparing import LevelSide, level_side, roles_on_skill


def roles(words: Words, catalogue: Catalogue, left: str, right: str, skill: Entry) -> Message:
    """What two roles expect of one skill, level by level; nine levels at most fit."""
    names = [catalogue.roles[each].names.in_(words.language) for each in (left, right)]
    rows = roles_on_skill(catalogue, left, right, skill.id)
    heading = words("compare-title", left=names[0], right=names[1])
    on = words("compare-on", skill=skill.names.in_(words.language))
    elements: list[Element] = [Heading(f"{heading} {on}")]
    for row in rows:
        level = catalogue.level(left, row.level).names.in_(words.language)
        pairs = [
            (
                f"{name} · {level}",
                told(words, catalogue, found, skill.id) if found else words("compare-nothing"),
            )
            for name, found in zip(names, (row.left, row.right), strict=True)
        ]
        elements.append(Facts(tuple(pairs)))
    if not rows:
        elements.append(Facts(tuple((name, words("compare-nothing")) for name in names)))
    elements.append(Note.of(words("compare-by-order")))
    return Message(f"{heading} {on}", tuple(elements))


def levels(words: Words, catalogue: Catalogue, role: str, left: str, right: str) -> Message:
    """Two levels of one role: depths, stack and focus of each."""
    names = [catalogue.level(role, each).names.in_(words.language) for each in (left, right)]
    sides = [level_side(catalogue, role, each) for each in (left, right)]
    heading = f"{catalogue.roles[role].names.in_(words.language)}{words('colon')}" + words(
        "compare-title", left=names[0], right=names[1]
    )
    elements: list[Element] = [Heading(heading)]
    if any(side.depths for side in sides):
        elements.append(Facts(tuple((name, _depths(words, side)) for name, side in zip(names, sides, strict=True))))
        if sides[0].depths == sides[1].depths:
            elements.append(Note.of(words("compare-no-change")))
    for sentence, of in (("part-stack", _stack), ("part-focus", _focus)):
        lists = [of(words, side) for side in sides]
        if any(items for items, _ in lists):
            elements.append(
                Facts(
                    tuple(
                        (
                            f"{name} · {words(sentence)}{_marks(words, catalogue, role, side, places)}",
                            "\n".join(items) or words("compare-nothing"),
                        )
                        for name, side, (items, places) in zip(names, sides, lists, strict=True)
                    )
                )
            )
    return Message(heading, tuple(elements))


def _depths(words: Words, side: LevelSide) -> str:
    counts = [words("compare-depth-count", depth=words(f"depth-{depth}"), count=count) for depth, count in side.depths]
    return words.listed(counts) if counts else words("compare-nothing")


def _stack(_: Words, side: LevelSide) -> tuple[list[str], list[str]]:
    """The stack as printed, and the places it stands in; a language changes nothing in it."""
    return [f"• {item.printed}" for item in side.stack], [item.place for item in side.stack]


def _focus(words: Words, side: LevelSide) -> tuple[list[str], list[str]]:
    return [f"• {item.text.in_(words.language)}" for item in side.focus], [item.place for item in side.focus]


def _marks(words: Words, catalogue: Catalogue, role: str, side: LevelSide, places: list[str]) -> str:
    document = catalogue.scheme_of(role, side.level).document
    return mark(words, *(Place(document, at) for at in places)) if places else ""
