"""What somebody shares in a channel: the three choices in words, what follows from each, and the first question."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages.channel_parts import channel_button
from bot.messages.elements import Bullets, Button, Buttons, Element, Heading, Message, Note, Person, Piece, Text
from bot.words import Words
from storage.channels import Channel
from storage.leading import Lead
from storage.sharing import ASKED, CHOICES, NAMED, NO, SUMS, Shared


def ask(words: Words, channel: Channel, choice: str, leads: Sequence[Lead]) -> Message:
    """The choices for one channel, who would see it, and what is chosen now."""
    heading = words("share-title", channel=channel.name)
    said = words(f"share-is-{NO if choice == ASKED else choice}")
    elements: tuple[Element, ...] = (
        Heading(heading), Text.of(said), _leads(words, leads), _meaning(words), _ways(words, channel, choice),
        Note.of(words("share-note")),
    )  # fmt: skip
    return Message(heading, elements)


def chosen(words: Words, channel: Channel, choice: str, name: str) -> Message:
    """What was chosen, and from when it holds."""
    facts = {"channel": channel.name} | ({"name": name} if choice == NAMED else {})
    said = words(f"share-chosen-{choice}", **facts)
    return Message(said, (Text.of(said), Note.of(words("share-note")), _ways(words, channel, choice)))


def all_mine(words: Words, mine: Sequence[Shared]) -> Message:
    """What was chosen where."""
    heading = words("share-mine-title")
    if not mine:
        return Message(heading, (Heading(heading), Text.of(words("share-mine-none"))))
    items = tuple((f"#{each.channel.name}", words("colon"), words(f"share-short-{each.choice}")) for each in mine)
    buttons = Buttons(
        tuple(channel_button(each.channel, f"rung share {each.channel.external_id}") for each in mine[:20])
    )
    return Message(heading, (Heading(heading), Bullets("", items), buttons, Note.of(words("share-note"))))


def invitation(words: Words, channel: Channel) -> tuple[Element, ...]:
    """The question, asked once."""
    return (
        Text.of(words("share-invitation", channel=channel.name)), _meaning(words), _ways(words, channel, ASKED),
        Note.of(words("share-once")),
    )  # fmt: skip


def _leads(words: Words, leads: Sequence[Lead]) -> Text:
    if not leads:
        return Text.of(words("share-no-lead"))
    pieces: list[Piece] = [words("share-leads"), words("colon")]
    for number, each in enumerate(leads):
        pieces += [words("list-comma")] * bool(number) + [Person(each.user)]
    return Text(tuple(pieces))


def _meaning(words: Words) -> Bullets:
    return Bullets("", tuple((words(f"share-means-{choice}"),) for choice in CHOICES))


def _ways(words: Words, channel: Channel, choice: str) -> Buttons:
    others = [each for each in (SUMS, NAMED, NO) if each != choice]
    return Buttons(
        tuple(Button(words(f"button-share-{each}"), f"rung share {channel.external_id} {each}") for each in others)
    )
