"""The level calculator: which levels somebody's depths meet, and what is missing for the next."""

from __future__ import annotations

from bot.messages.elements import Bullets, Button, Buttons, Element, Facts, Heading, Message, Note, Text
from bot.words import Words
from skills.catalogue import Catalogue
from skills.reckoning import LevelCount

NAMED = 24  # skills named of what is missing; the rest is counted


def calculator(words: Words, catalogue: Catalogue, role: str, counts: tuple[LevelCount, ...]) -> Message:
    """Counts and names per level of a role's matrix; never a score."""
    name = catalogue.roles[role].names.in_(words.language)
    heading = words("calculator-title", role=name)
    elements: list[Element] = [Heading(heading)]
    if not counts:
        elements.append(Text.of(words("calculator-no-matrix", role=name)))
    else:
        elements += [Text.of(_reached(words, catalogue, role, counts)), _counts(words, catalogue, role, counts)]
        first = next((each for each in counts if not each.is_met), None)
        if first is not None:
            elements += _missing(words, catalogue, role, first)
    elements.append(Note.of(words("calculator-guide")))
    ways = (Button(words("button-gaps"), "gaps"), Button(words("button-set-depths"), "level form"))
    elements.append(Buttons((*ways, Button(words("button-where"), "level"))))
    return Message(heading, tuple(elements))


def _reached(words: Words, catalogue: Catalogue, role: str, counts: tuple[LevelCount, ...]) -> str:
    met = [each for each in counts if each.is_met]
    if met:
        return words("calculator-meets", level=catalogue.level(role, met[-1].level).names.in_(words.language))
    return words("calculator-meets-none")


def _counts(words: Words, catalogue: Catalogue, role: str, counts: tuple[LevelCount, ...]) -> Facts:
    return Facts(
        tuple(
            (
                catalogue.level(role, each.level).names.in_(words.language),
                words("calculator-count", met=len(each.met), below=len(each.below), unknown=len(each.unknown)),
            )
            for each in counts
        )
    )


def _missing(words: Words, catalogue: Catalogue, role: str, count: LevelCount) -> list[Element]:
    level = catalogue.level(role, count.level).names.in_(words.language)
    found: list[Element] = []
    for sentence, skills in (("calculator-below", count.below), ("calculator-unknown", count.unknown)):
        if skills:
            names = [catalogue[each].names.in_(words.language) for each in skills[:NAMED]]
            rest = len(skills) - len(names)
            more = words("list-semicolon") + words("calculator-more", count=rest) if rest else ""
            found.append(Bullets(words(sentence, level=level, count=len(skills)), ((words.listed(names) + more,),)))
    return found
