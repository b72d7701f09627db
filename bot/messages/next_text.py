"""The next rung where a document gives no depths: what it asks in words, and what it does not say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.messages.elements import Bullets, Button, Buttons, Element, Facts, Heading, Message, Note, Piece, Strong, Text
from bot.messages.places import mark
from bot.words import Words
from skills.catalogue import Catalogue, Place
from skills.expected import asked
from skills.role_files import RoleFile
from skills.scale import RANK, WORKING
from skills.shelving import shelves


def next_text(words: Words, catalogue: Catalogue, role: str, level: str | None, depths: Mapping[str, str]) -> Message:
    """For a ladder of texts: the next level's points with the reader's own depths; without a ladder, the groups."""
    file = catalogue.roles[role]
    name = file.names.in_(words.language)
    heading = words("gaps-title-text", role=name)
    elements: list[Element] = [Heading(heading)]
    if not file.schemes:
        elements += [Text.of(words("level-no-levels", role=name)), *_groups(words, catalogue, role, depths)]
    elif level is None:
        elements += [Text.of(words("gaps-pick-level", role=name)), _levels(words, role, file)]
    else:
        elements += _level(words, catalogue, role, level, depths)
    if file.schemes or not depths:
        elements.append(Note.of(words("gaps-texts-only")))
    if file.says_not:
        said = tuple((text.in_(words.language),) for text in file.says_not)
        elements.append(Bullets(words("part-says-not"), said))
    elements.append(_ways(words))
    elements.append(Note.of(words("card-version", version=catalogue.version)))
    return Message(heading, tuple(elements))


def _level(words: Words, catalogue: Catalogue, role: str, level: str, depths: Mapping[str, str]) -> Iterator[Element]:
    file = catalogue.roles[role]
    above = catalogue.next_level(role, level)
    shown = above.id if above is not None else level
    scheme = catalogue.scheme_of(role, shown)
    name = catalogue.level(role, shown).names.in_(words.language)
    yield Text.of(words("gaps-next-is", level=name) if above else words("gaps-top", level=name))
    if (years := catalogue.level(role, shown).years) is not None:
        yield Note.of(words("part-years", years=years))
    points = []
    for text, mentions, place in asked(file, shown):
        source = mark(words, Place(scheme.document, place))
        points.append((text.in_(words.language) + source + _own(words, catalogue, mentions, depths),))
    if points:
        yield Bullets(words("gaps-asked", level=name), tuple(points))
    if any(each.level == shown for each in file.expectations):
        yield Note.of(words("gaps-optional"))
    for row in file.build_up:
        if row.from_level == level:
            told = words("colon") + row.text.in_(words.language) + mark(words, Place(scheme.document, row.place))
            yield Text.of(Strong(words("part-build-up")), told)


def _own(words: Words, catalogue: Catalogue, mentions: tuple[str, ...], depths: Mapping[str, str]) -> str:
    """What the reader said of the skills a point names."""
    own = [
        words("gaps-own", skill=catalogue[skill].names.in_(words.language), depth=words(f"depth-{depths[skill]}"))
        for skill in mentions
        if skill in depths
    ]
    return words("gaps-you", depths=words.listed(own)) if own else ""


def _levels(words: Words, role: str, file: RoleFile) -> Buttons:
    rungs = [rung for scheme in file.schemes for rung in scheme.levels]
    return Buttons(tuple(Button(rung.names.in_(words.language), f"level role {role} {rung.id}") for rung in rungs))


def _groups(words: Words, catalogue: Catalogue, role: str, depths: Mapping[str, str]) -> Iterator[Element]:
    """What somebody said of each group of a role without levels: counts, compared with nothing."""
    pairs = []
    for shelf in shelves(catalogue, role):
        counted = [skill for skill in shelf.skills if depths.get(skill) != "skip"]
        known = [skill for skill in counted if skill in depths]
        working = [skill for skill in known if RANK[depths[skill]] >= WORKING]
        said = words("gaps-group", working=len(working), known=len(known), count=len(counted))
        pairs.append((shelf.names.in_(words.language), said))
    for at in range(0, len(pairs), 10):
        yield Facts(tuple(pairs[at : at + 10]))


def _ways(words: Words) -> Buttons:
    return Buttons(
        (
            Button(words("button-check"), "level check", "primary"),
            Button(words("button-set-depths"), "level form"),
            Button(words("button-where"), "level"),
        )
    )


def no_role(words: Words, catalogue: Catalogue) -> Message:
    """Gaps need a role; it is asked for, never guessed."""
    buttons = Buttons(
        tuple(Button(file.names.in_(words.language), f"level role {role}") for role, file in catalogue.roles.items())
    )
    heading = words("gaps-title-none")
    pieces: tuple[Piece, ...] = (words("gaps-no-role"),)
    return Message(heading, (Heading(heading), Text(pieces), buttons))
