"""The time zone of the reader's days: which it is, and how to choose another."""

from __future__ import annotations

import datetime as dt

from bot.messages.elements import Button, Buttons, Heading, Message, Text
from bot.when import moment
from bot.words import Words
from storage.members import Me

COMMON = (
    "Asia/Taipei", "Asia/Shanghai", "Asia/Tokyo", "Europe/London", "Europe/Berlin", "America/New_York",
    "America/Los_Angeles", "UTC",
)  # fmt: skip


def pick(words: Words, me: Me, now: dt.datetime) -> Message:
    """The zone now, a few others, and how to write any."""
    heading = words("zone-title")
    own = words("zone-own" if me.own_zone else "zone-platform" if me.time_zone else "zone-none", zone=me.zone)
    said = own + words("stop") + words("zone-now", moment=moment(words, me.zone, now))
    buttons = [Button(each, f"rung zone {each}") for each in COMMON if each != me.zone]
    buttons.append(Button(words("button-follow"), "rung zone slack"))
    return Message(heading, (Heading(heading), Text.of(said), Text.of(words("zone-how")), Buttons(tuple(buttons))))


def saved(words: Words, zone: str, now: dt.datetime) -> Message:
    """The choice is kept."""
    said = words("zone-saved", zone=zone) + words("stop") + words("zone-now", moment=moment(words, zone, now))
    return Message(said, (Text.of(said),))


def follows(words: Words, zone: str, now: dt.datetime) -> Message:
    """The platform decides again."""
    said = words("zone-follows", zone=zone) + words("stop") + words("zone-now", moment=moment(words, zone, now))
    return Message(said, (Text.of(said),))
