"""A channel's progress on one screen: a picture, where it is thin, what rises, one lab for the team, and a table."""

from __future__ import annotations

from collections.abc import Iterator, Set

from bot.messages.channel_parts import View, band_said, facts, heat, named_rows, nothing_to_say, table
from bot.messages.elements import Bullets, Button, Buttons, Element, Heading, Message, Note, Piece, Strong, Text
from bot.words import Words
from skills.catalogue import Catalogue
from skills.coverage import FEW, TeamLab, falling, rising, shelved, team_lab, thin
from skills.shelving import shelves
from storage.bands import Bands
from storage.channels import Channel
from storage.members import Me
from storage.publications import Shared

FOREMOST = 3  # gaps, and skills that rise or fall, that are named


def progress(
    words: Words, catalogue: Catalogue, me: Me, channel: Channel, shared: Shared, view: View,
    paused: Set[tuple[str, int]] = frozenset(),
) -> Message:  # fmt: skip
    """What a lead reads; everything about skills is worked out from the bands, names are those of who chose it."""
    if shared.publication is None:
        return nothing(words, catalogue, channel, shared)
    if view.choosing:
        return filters(words, catalogue, channel, view)
    heading = words("channel-title", channel=channel.name)
    elements: list[Element] = [Heading(heading), facts(words, catalogue, me, shared, view.role)]
    elements.append(heat(words, catalogue, heading, shared, view.role, view.category))
    elements += findings(words, catalogue, shared, view, paused)
    elements += table(words, catalogue, channel, shared, view)
    elements += named_rows(words, catalogue, shared.named)
    elements += [_ways(words, channel), Note.of(words("channel-note"))]
    return Message(heading, tuple(elements), pictured=True, of_channel=channel)


def nothing(words: Words, catalogue: Catalogue, channel: Channel, shared: Shared) -> Message:
    """No sums now; the same words whatever the reason, and what can be done instead."""
    heading = words("channel-title", channel=channel.name)
    said = nothing_to_say(words, channel)
    ways = Buttons(
        (
            Button(words("button-own-progress"), "progress"),
            Button(words("button-share-there"), f"rung share {channel.external_id}"),
        )
    )
    named = tuple(named_rows(words, catalogue, shared.named))
    return Message(
        said, (Heading(heading), Text.of(said), Bullets(words("channel-instead"), _instead(words)), *named, ways)
    )


def filters(words: Words, catalogue: Catalogue, channel: Channel, view: View) -> Message:
    """The roles, and the categories of this one."""
    heading = words("channel-filter-title", channel=channel.name)
    line = f"progress {channel.external_id}"
    roles = tuple(
        Button(file.names.in_(words.language), f"{line} role:{role}") for role, file in catalogue.roles.items()
    )
    groups = tuple(
        Button(each.names.in_(words.language), f"{line} {each.entry}") for each in shelves(catalogue, view.role)
    )[:24]
    every = Button(words("channel-all"), line, "primary")
    by_role, by_category = Text.of(words("channel-filter-role")), Text.of(words("channel-filter-category"))
    elements = (Heading(heading), by_role, Buttons(roles), by_category, Buttons((every, *groups)))
    return Message(heading, elements)


def _instead(words: Words) -> tuple[tuple[Piece, ...], ...]:
    return tuple((words(f"channel-instead-{each}"),) for each in ("share", "named", "talk"))


def findings(
    words: Words, catalogue: Catalogue, shared: Shared, view: View, paused: Set[tuple[str, int]]
) -> Iterator[Element]:
    """Where it is thin, what moved, which labs were done, and one lab for the team."""
    assert shared.publication is not None, "checked by the caller"
    bands = shared.publication.bands
    inside = {skill for shelf in shelved(catalogue, view.role, view.category) for skill in shelf.skills}
    gaps = thin(catalogue, view.role, bands.skills, inside)[:FOREMOST]
    items: list[tuple[Piece, ...]] = [(words("channel-thin-none"),)]
    if gaps:
        items = [_named(words, catalogue, "channel-thin", gaps, bands)]
    before = shared.before.bands.skills if shared.before is not None else bands.skills
    for sentence, moves in (
        ("channel-rising", rising(catalogue, view.role, before, bands.skills)),
        ("channel-falling", falling(catalogue, view.role, before, bands.skills)),
    ):
        if some := [each for each in moves if each in inside][:FOREMOST]:
            items.append(_named(words, catalogue, sentence, tuple(some), bands))
    if labs := [each for each in catalogue.entries if bands.labs.get(each, FEW) != FEW][: 2 * FOREMOST]:
        names = words.listed([catalogue[each].names.in_(words.language) for each in labs])
        items.append((Strong(words("channel-labs")), words("colon") + names))
    yield Bullets("", tuple(items))
    if (found := team_lab(catalogue, view.role, bands.skills, paused)) is not None:
        yield from _lab(words, catalogue, found)


def _named(
    words: Words, catalogue: Catalogue, sentence: str, skills: tuple[str, ...], bands: Bands
) -> tuple[Piece, ...]:
    said = [
        words(
            "channel-skill-band",
            skill=catalogue[each].names.in_(words.language),
            band=band_said(words, bands.of_skill(each)),
        )
        for each in skills
    ]
    return Strong(words(sentence)), words("colon") + words.listed(said)


def _lab(words: Words, catalogue: Catalogue, found: TeamLab) -> Iterator[Element]:
    facts_ = found.lab.facts
    skill = catalogue[facts_.skill].names.in_(words.language)
    said = words("channel-lab", title=facts_.title.in_(words.language), skill=skill, minutes=facts_.minutes)
    if found.opens:
        opens = words.listed([catalogue[each].names.in_(words.language) for each in found.opens[:FOREMOST]])
        said += words("stop") + words("channel-lab-opens", skills=opens)
    yield Text.of(Strong(words("channel-lab-title")), words("colon") + said)
    yield Buttons((Button(words("button-labs-of", skill=skill), f"lab {facts_.skill}", "primary"),))


def _ways(words: Words, channel: Channel) -> Buttons:
    return Buttons(
        (
            Button(words("button-filter"), f"progress {channel.external_id} filter"),
            Button(words("button-export-progress"), f"progress export {channel.external_id}"),
            Button(words("button-digest"), f"rung digest {channel.external_id}"),
            Button(words("button-who-looked"), f"rung who-looked {channel.external_id}"),
        )
    )
