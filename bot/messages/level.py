"""Where somebody stands: roles, level and depths, and the taps that set them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bot.messages.bars import bars_of
from bot.messages.elements import (
    Bullets,
    Button,
    Buttons,
    Element,
    Heading,
    Message,
    Note,
    Person,
    Piece,
    Strong,
    Text,
)
from bot.words import Words
from skills.catalogue import Catalogue, Entry
from skills.mapping import counterparts
from skills.scale import SAYABLE
from skills.shapes import DEPTHS
from skills.shelving import shelves
from storage.evidence import Evidence
from storage.members import Me

EVIDENCE = 40  # pieces shown beside the depths; more of them have a page of their own
OTHERS = 120  # skills beyond the role that are named; the rest is counted


def standing(
    words: Words,
    catalogue: Catalogue,
    me: Me,
    roles: Mapping[str, str | None],
    depths: Mapping[str, str],
    evidence: Iterable[Evidence] = (),
) -> Message:
    """What is known of the reader; nothing is assumed."""
    elements: list[Element] = [Heading(words("level-title"))]
    if me.role is None and not depths:
        elements.append(Text.of(words("level-nothing")))
    elements += _roles(words, catalogue, me, roles)
    if me.role is not None and (bars := bars_of(words, catalogue, me.role, me.level, depths)) is not None:
        elements.append(bars)
    elements.append(_ways(words, me))
    pieces = list(evidence)
    elements += _depths(words, catalogue, me.role, depths, pieces if len(pieces) <= EVIDENCE else [])
    elements.append(Note.of(words("level-guide")))
    return Message(words("level-title"), tuple(elements))


def _roles(words: Words, catalogue: Catalogue, me: Me, roles: Mapping[str, str | None]) -> Iterator[Element]:
    if me.role is None:
        return
    role = catalogue.roles[me.role].names.in_(words.language)
    yield Text.of(Strong(words("level-role-is")), words("colon") + role)
    level = level_in_full(words, catalogue, me.role, me.level) if me.level else words("level-no-level")
    if catalogue.roles[me.role].schemes:
        yield Text.of(Strong(words("level-level-is")), words("colon") + level)
    for each in counterparts(catalogue, me.role, me.level) if me.level else ():
        told = words(
            "level-counterpart", level=each.level.names.in_(words.language),
            ladder=each.scheme.names.in_(words.language), shared=len(each.shared), count=each.of,
        )  # fmt: skip
        yield Note.of(told)
    others = [each for each in roles if each != me.role and each in catalogue.roles]
    if others:
        yield Text.of(words("level-other-roles"))
        yield Buttons(
            tuple(
                Button(catalogue.roles[each].names.in_(words.language), f"level role {each} {roles[each] or 'none'}")
                for each in others
            )
        )


def level_in_full(words: Words, catalogue: Catalogue, role: str, level: str) -> str:
    """A level's name, with its ladder unless that is the role's first: two ladders may each have a Middle."""
    name = catalogue.level(role, level).names.in_(words.language)
    scheme = catalogue.scheme_of(role, level)
    if scheme.id == catalogue.roles[role].schemes[0].id:
        return name
    return name + words("card-marks", marks=scheme.names.in_(words.language))


def _ways(words: Words, me: Me) -> Buttons:
    if me.role is None:
        first = Button(words("button-role"), "level role", "primary")
    else:
        first = Button(words("button-change-role"), "level role")
    ways = [
        Button(words("button-check"), "level check", "plain" if me.role is None else "primary"),
        Button(words("button-set-depths"), "level form"),
        Button(words("button-gaps"), "gaps"),
        Button(words("button-calculator"), "level calculator"),
        Button(words("button-history"), "level history"),
    ]
    return Buttons((first, *ways) if me.role is None else (*ways, first))


def _depths(
    words: Words, catalogue: Catalogue, role: str | None, depths: Mapping[str, str], evidence: list[Evidence]
) -> Iterator[Element]:
    """The depths in the groups of the role, then the others; what left the catalogue is kept and not shown."""
    known = [skill for skill in depths if skill in catalogue.entries]
    if not known:
        yield Text.of(words("level-depths-none"))
        return
    rest = list(known)
    for shelf in shelves(catalogue, role) if role else ():
        here = [skill for skill in shelf.skills if skill in depths]
        rest = [skill for skill in rest if skill not in here]
        if here:
            items = tuple(tuple(_depth(words, catalogue, skill, depths[skill], evidence)) for skill in here)
            yield Bullets(shelf.names.in_(words.language), items)
    if rest:
        rest.sort(key=lambda skill: catalogue[skill].name.casefold())
        title = words("level-depths-others") if role else words("level-depths-are")
        named = [tuple(_depth(words, catalogue, each, depths[each], evidence)) for each in rest[:OTHERS]]
        if len(rest) > OTHERS:
            named.append((words("calculator-more", count=len(rest) - OTHERS),))
        yield Bullets(title, tuple(named))


def _depth(words: Words, catalogue: Catalogue, skill: str, depth: str, evidence: list[Evidence]) -> Iterator[Piece]:
    yield Strong(catalogue[skill].names.in_(words.language))
    yield words("colon") + words(f"depth-{depth}")
    joint = words("dash")
    for each in evidence:
        if each.skill == skill:
            yield joint + words(f"evidence-{each.kind}", depth=words(f"depth-{each.depth}"))
            joint = words("list-semicolon")
            if each.by is not None:
                yield words("evidence-by")
                yield Person(each.by)


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
        document = words("card-marks", marks=scheme.document)
        elements.append(Text.of(Strong(scheme.names.in_(words.language)), document))
        elements.append(
            Buttons(
                tuple(Button(rung.names.in_(words.language), f"level role {role} {rung.id}") for rung in scheme.levels)
            )
        )
    elements.append(Buttons((Button(words("level-without"), f"level role {role} none"),)))
    return Message(heading, tuple(elements))


def pick_depth(words: Words, entry: Entry) -> Message:
    """What can be said of one skill, each depth with its sentence where we have one."""
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
    """One button for each thing one can say of a skill; pressing one sets it."""
    return Buttons(tuple(Button(words(f"depth-{each}"), f"level set {entry.id} {each}") for each in SAYABLE))
