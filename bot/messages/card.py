"""The card of something one can learn: what it is, what a role expects, where it stands, one next step."""

from __future__ import annotations

import functools
from collections.abc import Container, Iterator
from dataclasses import dataclass

from bot.messages.elements import (
    Bullets,
    Button,
    Buttons,
    Element,
    Facts,
    Heading,
    Link,
    Message,
    Note,
    Piece,
    Strong,
    Text,
)
from bot.messages.level import depth_buttons, depth_sentences
from bot.messages.places import mark, sources
from bot.messages.where import where
from bot.words import Words
from skills.catalogue import Catalogue, Entry, reading
from skills.expected import Expected, expected
from skills.scale import above


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the reader, for one skill; None where they have not said."""

    role: str | None = None
    level: str | None = None
    depth: str | None = None


NOBODY = Standing()
OPTIONAL = "004"  # this document calls all of its expectations optional


def shared(words: Words, catalogue: Catalogue, entry: Entry) -> Message:
    """The card for a whole channel: nothing personal, and no buttons that would act for whoever presses."""
    return card(words, catalogue, entry, NOBODY, public=True)


@functools.lru_cache(maxsize=4096)
def cached(words: Words, catalogue: Catalogue, entry: Entry, standing: Standing) -> Message:
    """`card`, remembered: the same facts make the same card, and most people ask about the same skills."""
    return card(words, catalogue, entry, standing)


def card(words: Words, catalogue: Catalogue, entry: Entry, standing: Standing, public: bool = False) -> Message:
    """The card of a skill, tool, practice, ability or language; `public` leaves out everything personal."""
    elements: list[Element] = [Heading(title(words, entry)), *_intro(words, entry)]
    elements += _expectations(words, catalogue, entry, standing)
    placed = where(words, catalogue, entry, standing.role)
    elements += [placed] if placed else []
    elements += _relations(words, catalogue, entry)
    if not public:
        shown = {found.depth for found in _borrowed(catalogue, entry, standing) if found.skill == entry.id}
        elements += _yours(words, catalogue, entry, standing, shown)
    elements.append(Note.of(*_small_print(words, catalogue, entry, standing)))
    if public:
        elements.append(Note.of(words("shared-by-rung", name=entry.name)))
    return Message(title(words, entry) + words("dash") + _about(words, entry), tuple(elements), public)


def title(words: Words, entry: Entry) -> str:
    """The name in the reader's language, with the English one beside it where they differ."""
    name = entry.names.in_(words.language)
    return name if name == entry.name else f"{name}（{entry.name}）"


def _about(words: Words, entry: Entry) -> str:
    return entry.about.in_(words.language) if entry.about else words(f"kind-{entry.kind}")


def _intro(words: Words, entry: Entry) -> Iterator[Element]:
    yield Text.of(_about(words, entry))
    for note in entry.notes:
        told = f"{words('card-moved', since=note.since)}{words('colon')}{note.text.in_(words.language)} "
        yield Note.of(told, Link(words("card-moved-link"), note.link))


def _expectations(words: Words, catalogue: Catalogue, entry: Entry, standing: Standing) -> Iterator[Element]:
    if standing.role is None:
        yield from _ladder(words, catalogue, entry)
        return
    file = catalogue.roles[standing.role]
    role = file.names.in_(words.language)
    if standing.level is None:
        yield from _ladder(words, catalogue, entry)
        return
    above = catalogue.next_level(standing.role, standing.level)
    items = [_now_or_next(words, catalogue, entry, standing.role, standing.level, "card-now")]
    if above is not None:
        items.append(_now_or_next(words, catalogue, entry, standing.role, above.id, "card-next"))
    else:
        items.append(
            (words("card-top", level=catalogue.level(standing.role, standing.level).names.in_(words.language)),)
        )
    yield Bullets(words("card-expects", role=role), tuple(items))


def _borrowed(catalogue: Catalogue, entry: Entry, standing: Standing) -> Iterator[Expected]:
    """The expectations shown for the reader's level and the next, whose places belong to the sources too."""
    if standing.role is None or standing.level is None:
        return
    above = catalogue.next_level(standing.role, standing.level)
    for level in (standing.level, above.id if above else None):
        if level is not None and (found := expected(catalogue, standing.role, level, entry.id)) is not None:
            yield found


def _now_or_next(
    words: Words, catalogue: Catalogue, entry: Entry, role: str, level: str, sentence: str
) -> tuple[Piece, ...]:
    name = catalogue.level(role, level).names.in_(words.language)
    label = Strong(words(sentence, level=name))
    found = expected(catalogue, role, level, entry.id)
    if found is None:
        return label, words("colon") + words("card-says-nothing")
    return label, words("colon") + told(words, catalogue, found, entry.id)


def told(words: Words, catalogue: Catalogue, found: Expected, asked: str) -> str:
    """One expectation in a line: depth and letter, sentence, marks and source."""
    parts = []
    if found.depth is not None:
        depth = words(f"depth-{found.depth}")
        reads = words("card-reading", depth=depth, letter=found.letter) if found.read_differently else depth
        parts.append(reads + words("dash"))
    parts.append(found.text.in_(words.language))
    marks = (
        [words("card-through", skill=catalogue[found.skill].names.in_(words.language))] if found.skill != asked else []
    )
    marks += [words("card-optional")] if found.place.document == OPTIONAL else []
    marks += [words("card-boilerplate")] if found.boilerplate else []
    if marks:
        parts.append(words("card-marks", marks=words.listed(marks)))
    return "".join(parts) + mark(words, found.place)


def _ladder(words: Words, catalogue: Catalogue, entry: Entry) -> Iterator[Element]:
    """For somebody whose role or level is unknown: every level of a role with a matrix, then the depths in words."""
    for role, file in catalogue.roles.items():
        if file.matrix is None:
            continue
        steps = [
            words("card-ladder-step", level=rung.names.in_(words.language), depth=words(f"depth-{cell.depth}"))
            for scheme in file.schemes for rung in scheme.levels
            if (cell := reading(catalogue, role, rung.id, entry.id)) is not None
        ]  # fmt: skip
        if steps:
            name = words("card-ladder", role=file.names.in_(words.language))
            yield Text.of(Strong(name), words("colon") + " → ".join(steps))
    yield from depth_sentences(words, entry)


def _relations(words: Words, catalogue: Catalogue, entry: Entry) -> Iterator[Element]:
    belongs = tuple(dict.fromkeys((*entry.part_of, *entry.tool_of, *entry.same_as)))
    parts = tuple(other.id for other in catalogue.entries.values() if entry.id in other.part_of)
    pairs: list[tuple[str, str]] = []
    for sentence, others in (
        ("card-tools", entry.tools), ("card-belongs", belongs), ("card-parts", parts),
        ("card-needs", entry.needs), ("card-near", entry.near),
    ):  # fmt: skip
        if others:
            names = words.listed([catalogue[other].names.in_(words.language) for other in others[:12]])
            pairs.append((words(sentence), names))
    if pairs:
        yield Facts(tuple(pairs))
    examples = [other for other in catalogue.of_kind("scenario") if entry.id in other.parents]
    if examples:
        items = tuple((each.names.in_(words.language) + mark(words, *each.own_places),) for each in examples)
        yield Bullets(words("card-examples"), items)


def _yours(
    words: Words, catalogue: Catalogue, entry: Entry, standing: Standing, told_already: Container[str | None]
) -> Iterator[Element]:
    """My own depth and one next step: say the depth, then the rung above it, then the role."""
    depth = words(f"depth-{standing.depth}") if standing.depth else words("card-depth-unknown")
    ask = words("stop") + words("card-do-depth") if standing.depth is None else ""
    yield Text.of(Strong(words("card-depth-yours")), words("colon") + depth + words("full-stop") + ask)
    rung = above(standing.depth) if standing.depth is not None else None
    if standing.depth is None:
        yield depth_buttons(words, entry)
    elif standing.role is None:
        yield Text.of(words("card-do-role"))
    elif standing.depth == "expert":
        yield Text.of(words("card-top-depth"))
    elif entry.depths is not None and rung is not None:
        label = Strong(words("card-next-rung", depth=words(f"depth-{rung}")))
        if rung in told_already:  # its sentence stands under what the role expects
            yield Text.of(label, words("full-stop"))
        else:
            yield Text.of(label, words("colon") + getattr(entry.depths, rung).in_(words.language))
    role_next = standing.role is None and standing.depth is not None
    role = Button(words("button-role"), "level role", "primary" if role_next else "plain")
    share = Button(words("button-share"), f"skill share {entry.id}")
    browse = Button(words("button-browse"), "skill browse")
    change = (
        Button(words("button-change-depth"), f"level set {entry.id}"),
        Button(words("button-why"), f"gaps why {entry.id}"),
    )
    labs = (Button(words("button-labs"), f"lab {entry.id}"),) if catalogue.labs.of(entry.id) else ()
    yield Buttons(
        (
            *((role,) if standing.role is None else ()),
            *(change if standing.depth is not None else ()),
            *labs,
            share,
            browse,
        )
    )


def _small_print(words: Words, catalogue: Catalogue, entry: Entry, standing: Standing) -> Iterator[str]:
    """What the documents do not say, then the sources and the version."""
    roles = [standing.role] if standing.role else list(catalogue.roles)
    for role in roles:
        matrix = catalogue.roles[role].matrix
        if matrix is None:
            continue
        if entry.matrix:
            yield words("card-letter-note") + words("stop")
            yield words("card-mandatory-note", mandatory=matrix.mandatory_cells, cells=matrix.cells) + words("stop")
        elif entry.id == "ml-deployment":
            nearest = next(near for near in entry.near if catalogue[near].matrix)
            names = [
                catalogue.roles[role].names.in_(words.language),
                catalogue[nearest].names.in_(words.language),
            ]
            said = words("card-no-row-note", skill=entry.names.in_(words.language), role=names[0], nearest=names[1])
            yield said + words("stop")
    if entry.depths is not None:
        yield words("card-depths-note") + words("stop")
    borrowed = [found.place for found in _borrowed(catalogue, entry, standing)]
    yield sources(words, sorted({*entry.places, *borrowed}, key=lambda at: at.order)) + " · "
    yield words("sources-how") + " · " + words("card-version", version=catalogue.version)
