"""Who looked at what a channel shares, and when: for everybody in it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages.channel_parts import channel_button
from bot.messages.elements import Bullets, Buttons, Heading, Message, Note, Person, Piece, Text
from bot.when import moment
from bot.words import Words
from storage.channels import Channel
from storage.looks import Look
from storage.members import Me


def looked(words: Words, me: Me, channel: Channel, looks: Sequence[Look]) -> Message:
    """The latest looks, newest first."""
    heading = words("looked-title", channel=channel.name)
    note = Note.of(words("looked-note"))
    if not looks:
        return Message(heading, (Heading(heading), Text.of(words("looked-nobody")), note))
    items: list[tuple[Piece, ...]] = [
        (moment(words, me.zone, each.at), words("dash"), Person(each.user), words(f"looked-{each.what}"))
        for each in looks
    ]
    return Message(heading, (Heading(heading), Bullets("", tuple(items)), note))


def which(words: Words, channels: Sequence[Channel]) -> Message:
    """Which channel."""
    heading = words("looked-which-title")
    if not channels:
        return Message(heading, (Heading(heading), Text.of(words("looked-which-none"))))
    buttons = tuple(channel_button(each, f"rung who-looked {each.external_id}") for each in channels[:20])
    return Message(heading, (Heading(heading), Text.of(words("looked-which")), Buttons(buttons)))
