"""A channel's weekly digest: the message itself, and the choice of it."""

from __future__ import annotations

from collections.abc import Set

from bot.messages.channel import findings
from bot.messages.channel_parts import View, facts
from bot.messages.elements import Button, Buttons, Element, Heading, Message, Note, Text
from bot.when import moment, weekly
from bot.words import Words
from skills.catalogue import Catalogue
from storage.channels import Channel
from storage.digests import CHANNEL, ME, Digest
from storage.members import Me
from storage.publications import Shared


def digest(
    words: Words, catalogue: Catalogue, me: Me, channel: Channel, shared: Shared, role: str, place: str,
    paused: Set[tuple[str, int]],
) -> Message:  # fmt: skip
    """What comes once a week; in the channel nobody is named, and nothing is pressed, because one answer is for all."""
    heading = words("digest-title", channel=channel.name)
    elements: list[Element] = [Heading(heading), facts(words, catalogue, me, shared, role)]
    found = list(findings(words, catalogue, shared, View(role, None), paused))
    if place == CHANNEL:
        elements += [each for each in found if not isinstance(each, Buttons)]
        elements += [Note.of(words("digest-in-channel", channel=channel.name))]
    else:
        open_it = Button(words("button-open-progress"), f"progress {channel.external_id}", "primary")
        change = Button(words("button-digest"), f"rung digest {channel.external_id}")
        elements += [*found, Buttons((open_it, change)), Note.of(words("digest-to-me"))]
    return Message(heading, tuple(elements))


def ask(words: Words, me: Me, channel: Channel, chosen: Digest | None) -> Message:
    """What is chosen now, and the choices."""
    heading = words("digest-title", channel=channel.name)
    said = _is(words, me, chosen) if chosen is not None else words("digest-is-off")
    return Message(heading, (Heading(heading), Text.of(said), _ways(words, channel, chosen), _how(words, channel)))


def on(words: Words, me: Me, channel: Channel, chosen: Digest) -> Message:
    """A choice is kept: where it goes, when the next one comes, how to stop it."""
    said = _is(words, me, chosen)
    return Message(said, (Text.of(said), _ways(words, channel, chosen), _how(words, channel)))


def off(words: Words, channel: Channel) -> Message:
    """It has stopped."""
    said = words("digest-off", channel=channel.name)
    return Message(said, (Text.of(said), _ways(words, channel, None)))


def _is(words: Words, me: Me, chosen: Digest) -> str:
    at = weekly(words, chosen.weekday, chosen.minute)
    soon = moment(words, me.zone, chosen.next_due)
    return words(f"digest-is-{chosen.place}", moment=at) + words("stop") + words("digest-next", moment=soon)


def _ways(words: Words, channel: Channel, chosen: Digest | None) -> Buttons:
    line = f"rung digest {channel.external_id}"
    place = chosen.place if chosen is not None else None
    ways = [Button(words(f"button-digest-{each}"), f"{line} {each}") for each in (ME, CHANNEL) if each != place]
    if chosen is not None:
        ways.append(Button(words("button-digest-off"), f"{line} off"))
    return Buttons(tuple(ways))


def _how(words: Words, channel: Channel) -> Note:
    return Note.of(words("digest-how", channel=channel.name))
