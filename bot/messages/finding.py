"""When a question has several answers, perhaps one, or none: a choice, "did you mean", three ways on."""

from __future__ import annotations

from bot.messages.card import title
from bot.messages.elements import Bullets, Button, Buttons, Heading, Message, Piece, Said, Strong, Text
from bot.messages.pages import entry_buttons
from bot.words import Words
from skills.catalogue import Catalogue, Entry

# Look-alikes: <!channel> and @channel lose their power whatever a platform makes of them.
_HARMLESS = str.maketrans({"<": "‹", ">": "›", "@": "@\u2060"})
TYPED = 80  # characters of what somebody typed that are said back


def choice(words: Words, catalogue: Catalogue, typed: str, entries: tuple[str, ...]) -> Message:
    """Several things are meant by one spelling, or several were named."""
    found = tuple(catalogue[each] for each in entries)
    said = words("choice-text", typed=echo(typed))
    return Message(
        words("choice-title") + words("stop") + said,
        (
            Heading(words("choice-title")),
            Said(said),
            _described(words, found),
            entry_buttons(words, found),
        ),
    )


def did_you_mean(words: Words, catalogue: Catalogue, typed: str, entries: tuple[str, ...]) -> Message:
    """Close, but not sure: the nearest, and the shelves."""
    found = tuple(catalogue[each] for each in entries)
    said = words("unsure-text", typed=echo(typed))
    ways = Buttons((*entry_buttons(words, found).buttons, Button(words("button-browse"), "skill browse")))
    return Message(
        said + words("stop") + words("unsure-title"),
        (Heading(words("unsure-title")), Said(said), _described(words, found), ways),
    )


def mentions(words: Words, catalogue: Catalogue, entries: tuple[str, ...]) -> Message:
    """What a message names; with nothing in it, the shelves."""
    heading = Heading(words("message-mentions-title"))
    if not entries:
        none = words("message-mentions-none")
        return Message(none, (heading, Text.of(none), Buttons((Button(words("button-browse"), "skill browse"),))))
    found = tuple(catalogue[each] for each in entries)
    return Message(heading.text, (heading, _described(words, found), entry_buttons(words, found)))


def not_found(words: Words, typed: str) -> Message:
    """Nothing is known of it: say so, and give three ways on."""
    said = words("none-text", typed=echo(typed))
    ways: tuple[tuple[Piece, ...], ...] = tuple(
        (words(sentence),) for sentence in ("none-way-spell", "none-way-browse", "none-way-role")
    )
    buttons = Buttons(
        (
            Button(words("shelf-roles"), "skill browse roles"),
            Button(words("shelf-categories"), "skill browse categories"),
            Button(words("shelf-tools"), "skill browse tools"),
        )
    )
    return Message(
        f"{words('none-title')}{words('colon')}{said}",
        (Heading(words("none-title")), Said(said), Bullets(words("none-ways"), ways), buttons),
    )


def _described(words: Words, found: tuple[Entry, ...]) -> Bullets:
    items: list[tuple[Piece, ...]] = []
    for entry in found:
        about = words("colon") + entry.about.in_(words.language) if entry.about else ""
        items.append((Strong(title(words, entry)), f" · {words(f'kind-{entry.kind}')}{about}"))
    return Bullets("", tuple(items))


def echo(typed: str) -> str:
    """What somebody typed, short enough to say back and unable to call anybody or to pass for markup."""
    short = typed if len(typed) <= TYPED else typed[: TYPED - 1] + "…"
    return short.translate(_HARMLESS)
