"""Who leads a channel: shown to everybody in it, changed by admins, and said in the channel itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from bot.messages.channel_parts import channel_button
from bot.messages.elements import (
    Bullets,
    Button,
    Buttons,
    Element,
    Heading,
    Item,
    Message,
    Note,
    Person,
    Piece,
    Post,
    Text,
)
from bot.when import day
from bot.words import Words
from storage.channels import Channel
from storage.leading import Lead
from storage.members import Me

SHOWN = 20  # leads with a line of their own


def listed(words: Words, me: Me, channel: Channel, leads: Sequence[Lead], admin: bool) -> Message:
    """The leads of a channel, with buttons for admins."""
    heading = words("lead-title", channel=channel.name)
    elements: list[Element] = [Heading(heading)]
    if leads:
        items: list[tuple[Piece, ...]] = [
            (Person(each.user), words("dash"), words("lead-until", day=day(words, me.zone, each.until)))
            for each in leads[:SHOWN]
        ]
        elements.append(Bullets("", tuple(items)))
    else:
        elements.append(Text.of(words("lead-nobody")))
    elements.append(Note.of(words("lead-sees", channel=channel.name)))
    if admin:
        elements += [_changes(words, channel, each) for each in leads[:5]]
        elements.append(Note.of(words("lead-how", channel=channel.name)))
    elements.append(Buttons((Button(words("button-share-there"), f"rung share {channel.external_id}"),)))
    return Message(heading, tuple(elements))


def named(words: Words, me: Me, channel: Channel, lead: str, admin: str, until: dt.datetime) -> Message:
    """An admin named somebody; the channel is told in the same breath."""
    when = day(words, me.zone, until)
    said = words("lead-named", channel=channel.name, day=when)
    summary = words("lead-announced-summary", channel=channel.name)
    told = Message(
        summary,
        (
            Text((Person(lead), words("lead-announced", channel=channel.name, day=when), Person(admin), words("stop"))),
            Text.of(words("lead-announced-sees")),
            Note.of(words("lead-announced-how", channel=channel.name)),
        ),
    )
    elements = (Text((Person(lead), words("colon"), said)), Note.of(words("lead-told", channel=channel.name)))
    return Message(said, elements, post=Post(channel.external_id, told))


def removed(words: Words, channel: Channel, lead: str) -> Message:
    """An admin ended somebody's time as lead; the channel is told of that too."""
    said = words("lead-removed", channel=channel.name)
    told = Message(said, (Text((Person(lead), words("colon"), said)),))
    elements = (Text((Person(lead), words("colon"), said)), Note.of(words("lead-told", channel=channel.name)))
    return Message(said, elements, post=Post(channel.external_id, told))


def led(words: Words, channels: Sequence[Channel]) -> Message:
    """The channels somebody leads, and how an admin names leads."""
    heading = words("lead-mine-title")
    elements: list[Element] = [Heading(heading)]
    if channels:
        buttons = [channel_button(each, f"progress {each.external_id}") for each in channels[:20]]
        elements += [Text.of(words("lead-mine")), Buttons(tuple(buttons))]
    else:
        elements.append(Text.of(words("lead-mine-none")))
    elements.append(Note.of(words("lead-how", channel="channel")))
    return Message(heading, tuple(elements))


def _changes(words: Words, channel: Channel, lead: Lead) -> Element:
    line = f"rung lead {channel.external_id} {lead.user}"
    renew, remove = Button(words("button-renew"), f"{line} renew"), Button(words("button-remove"), f"{line} remove")
    return Item((Person(lead.user),), (renew, remove))
