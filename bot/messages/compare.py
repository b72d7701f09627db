"""Two roles on one skill, or two levels of one role, side by side."""

from __future__ import annotations

from bot.messages.card import told
from bot.messages.elements import Button, Buttons, Element, Facts, Heading, Message, Note
from bot.messages.pages import entry_buttons
from bot.messages.places import mark
from bot.messages.plain import joined
from bot.messages.where import where
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
    if rows:
        elements.append(Note.of(words("compare-by-order")))
    else:
        placed = (_placed(words, catalogue, skill, each) for each in (left, right))
        elements.append(Facts(tuple(zip(names, placed, strict=True))))
    elements.append(_ways(words, f"role:{left}", f"role:{right}", skill.id, catalogue=catalogue))
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
    for sentence, of in (("part-stack", _stack), ("part-focus", _focus), ("part-points", _points)):
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
    if len(elements) == 1:
        elements.append(Note.of(words("compare-nothing")))
    elements.append(_ways(words, f"role:{role}", catalogue=catalogue))
    return Message(heading, tuple(elements))


def _placed(words: Words, catalogue: Catalogue, skill: Entry, role: str) -> str:
    """Where a role's documents name a skill, for roles whose levels cannot be set side by side."""
    found = where(words, catalogue, skill, role)
    named = found is not None and any(catalogue[seen.container].role == role for seen in skill.appearances)
    return joined(found.items[0][1:]).removeprefix(words("colon")) if found and named else words("compare-nothing")


def _ways(words: Words, *entries: str, catalogue: Catalogue) -> Buttons:
    """Ways on from a comparison: what was compared, and the shelves."""
    return Buttons(
        (
            *entry_buttons(words, tuple(catalogue[each] for each in entries)).buttons,
            Button(words("button-browse"), "skill browse"),
        )
    )


def _depths(words: Words, side: LevelSide) -> str:
    counts = [words("compare-depth-count", depth=words(f"depth-{depth}"), count=count) for depth, count in side.depths]
    return words.listed(counts) if counts else words("compare-nothing")


def _stack(_: Words, side: LevelSide) -> tuple[list[str], list[str]]:
    """The stack as printed, and the places it stands in; a language changes nothing in it."""
    return [f"• {item.printed}" for item in side.stack], [item.place for item in side.stack]


def _focus(words: Words, side: LevelSide) -> tuple[list[str], list[str]]:
    return [f"• {item.text.in_(words.language)}" for item in side.focus], [item.place for item in side.focus]


def _points(words: Words, side: LevelSide) -> tuple[list[str], list[str]]:
    return [f"• {text.in_(words.language)}" for text, _ in side.points], [place for _, place in side.points]


def _marks(words: Words, catalogue: Catalogue, role: str, side: LevelSide, places: list[str]) -> str:
    document = catalogue.scheme_of(role, side.level).document
    return mark(words, *(Place(document, at) for at in places)) if places else ""
