"""My own progress: the bars, what moved since a month ago, what speaks for it, and the ways on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.messages.bars import bars_of
from bot.messages.channel_parts import channel_button
from bot.messages.elements import Bullets, Button, Buttons, Element, Heading, Message, Note, Piece, Strong, Text
from bot.when import day
from bot.words import Words
from skills.catalogue import Catalogue
from storage.channels import Channel
from storage.evidence import Evidence
from storage.labs import DONE, OPEN, Start
from storage.members import Me

MANY = 12  # lines of one kind; more of them are counted


@dataclass(frozen=True, slots=True)
class Moved:
    """What happened since a moment: depths before and after by skill (None is unknown), evidence, labs."""

    since: dt.datetime
    depths: Mapping[str, tuple[str | None, str | None]]
    evidence: Sequence[Evidence]
    labs: Sequence[Start]


def progress(
    words: Words, catalogue: Catalogue, me: Me, depths: Mapping[str, str], moved: Moved, led: Sequence[Channel],
    invitation: tuple[Element, ...],
) -> Message:  # fmt: skip
    """What moved with the reader; nobody else is in it."""
    heading = words("progress-title")
    since = day(words, me.zone, moved.since)
    elements: list[Element] = [Heading(heading)]
    if me.role is not None and (bars := bars_of(words, catalogue, me.role, me.level, depths)) is not None:
        elements.append(bars)
    if not depths:
        elements.append(Text.of(words("progress-nothing-said")))
    else:
        elements += _lists(words, catalogue, moved, since)
    elements.append(_ways(words, led))
    elements += [Note.of(words("progress-private")), *invitation]
    return Message(heading, tuple(elements), pictured=True)


def _lists(words: Words, catalogue: Catalogue, moved: Moved, since: str) -> Iterator[Element]:
    if moved.depths:
        moves = [_move(words, catalogue, skill, *move) for skill, move in moved.depths.items()]
        yield Bullets(words("progress-moved", day=since), _some(words, moves))
    else:
        yield Text.of(words("progress-same", day=since))
    if moved.evidence:
        yield Bullets(
            words("progress-evidence"), _some(words, [_piece(words, catalogue, each) for each in moved.evidence])
        )
    named = [each for each in moved.labs if each.state in (OPEN, DONE) and catalogue.labs.get(each.lab)]
    if named:
        yield Bullets(words("progress-labs"), _some(words, [_lab(words, catalogue, each) for each in named]))


def _some(words: Words, items: Sequence[tuple[Piece, ...]]) -> tuple[tuple[Piece, ...], ...]:
    rest = len(items) - MANY
    return tuple(items[:MANY]) + (((words("progress-more", count=rest),),) if rest > 0 else ())


def _move(words: Words, catalogue: Catalogue, skill: str, before: str | None, after: str | None) -> tuple[Piece, ...]:
    was, now = (words(f"depth-{each or 'unknown'}") for each in (before, after))
    return Strong(catalogue[skill].names.in_(words.language)), words("colon") + f"{was} → {now}"


def _piece(words: Words, catalogue: Catalogue, each: Evidence) -> tuple[Piece, ...]:
    name = catalogue[each.skill].names.in_(words.language) if each.skill in catalogue.entries else each.skill
    return Strong(name), words("colon") + words(f"evidence-{each.kind}", depth=words(f"depth-{each.depth}"))


def _lab(words: Words, catalogue: Catalogue, each: Start) -> tuple[Piece, ...]:
    title = catalogue.labs.by_id[each.lab].facts.title.in_(words.language)
    return Strong(title), words("colon") + words(f"progress-lab-{each.state}")


def _ways(words: Words, led: Sequence[Channel]) -> Buttons:
    ways = [
        Button(words("button-gaps"), "gaps", "primary"), Button(words("button-lab-for-me"), "lab propose"),
        Button(words("button-history"), "level history"), Button(words("button-export-progress"), "progress export"),
    ]  # fmt: skip
    ways += [channel_button(each, f"progress {each.external_id}") for each in led[:5]]
    return Buttons(tuple(ways))
