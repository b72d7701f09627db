"""Why one skill stands where it stands for the reader: depth, expectation, reasons, and what it builds on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.messages.card import told
from bot.messages.elements import Bullets, Button, Buttons, Element, Heading, Message, Note, Piece, Strong, Text
from bot.messages.level import depth_buttons
from bot.messages.reasons import level_name, reasons
from bot.words import Words
from skills.catalogue import Catalogue, Entry
from skills.expected import expected
from skills.gaps import NextRung


def why(words: Words, catalogue: Catalogue, rung: NextRung, entry: Entry, depths: Mapping[str, str]) -> Message:
    """All there is to say of one skill in somebody's ranking, whether it is a gap, met, unknown or not their job."""
    name = entry.names.in_(words.language)
    heading = words("why-title", skill=name)
    elements: list[Element] = [Heading(heading), Text.of(_standing(words, catalogue, rung, entry, depths))]
    if items := tuple(_expected(words, catalogue, rung, entry)):
        elements.append(
            Bullets(words("card-expects", role=catalogue.roles[rung.role].names.in_(words.language)), items)
        )
    gap = next((each for each in rung.gaps if each.skill == entry.id), None)
    if gap is not None:
        told_all = tuple((said,) for said in reasons(words, catalogue, rung, gap))
        elements.append(Bullets(words("why-reasons"), told_all or ((words("reason-only-expected"),),)))
    if entry.needs:
        elements.append(_needs(words, catalogue, entry, depths))
    elements += _ways(words, entry, depths)
    elements.append(Note.of(words("gaps-needs-note")))
    return Message(heading, tuple(elements))


def _standing(words: Words, catalogue: Catalogue, rung: NextRung, entry: Entry, depths: Mapping[str, str]) -> str:
    depth = depths.get(entry.id)
    if depth is None:
        return words("why-unknown")
    if depth == "skip":
        return words("why-skipped")
    said = words("why-depth", depth=words(f"depth-{depth}"))
    place = next((at for at, gap in enumerate(rung.gaps, 1) if gap.skill == entry.id), None)
    if place is not None:
        return said + words("stop") + words("why-place", place=place, count=len(rung.gaps))
    if entry.id in rung.met and (rung.next or rung.level):
        level = level_name(words, catalogue, rung, rung.next or rung.level or "")
        return said + words("stop") + words("why-met", level=level)
    levels = [level for level in (rung.level, rung.next) if level is not None]
    if any(expected(catalogue, rung.role, level, entry.id) for level in levels):
        return said  # by way of a relative: what stands below says so
    return said + words("stop") + words("why-not-asked")


def _expected(words: Words, catalogue: Catalogue, rung: NextRung, entry: Entry) -> Iterator[tuple[Piece, ...]]:
    for level, sentence in ((rung.level, "card-now"), (rung.next, "card-next")):
        if level is not None:
            found = expected(catalogue, rung.role, level, entry.id)
            label = Strong(words(sentence, level=level_name(words, catalogue, rung, level)))
            yield (
                label,
                words("colon") + (told(words, catalogue, found, entry.id) if found else words("card-says-nothing")),
            )


def _needs(words: Words, catalogue: Catalogue, entry: Entry, depths: Mapping[str, str]) -> Bullets:
    items = tuple(
        (catalogue[need].names.in_(words.language) + words("colon") + words(f"depth-{depths.get(need, 'unknown')}"),)
        for need in entry.needs
    )
    return Bullets(words("card-needs"), items)


def _ways(words: Words, entry: Entry, depths: Mapping[str, str]) -> Iterator[Element]:
    name = entry.names.in_(words.language)
    if entry.id not in depths:
        yield Text.of(words("card-do-depth"))
        yield depth_buttons(words, entry)
    wish = [
        Button(words("button-goal"), f"gaps goal {entry.id}"),
        Button(words("button-more-of"), f"gaps more {entry.id}"),
        Button(words("button-less-of"), f"gaps less {entry.id}"),
        Button(words("button-not-now"), f"gaps later {entry.id}"),
    ]
    change = [Button(words("button-change-depth"), f"level set {entry.id}")] if entry.id in depths else []
    yield Buttons((Button(words("button-open-skill", skill=name), f"skill {entry.id}"), *change, *wish))
    yield Buttons((Button(words("button-gaps"), "gaps"),))
