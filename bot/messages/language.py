"""The language of the answers: picking one, and saying that it is kept."""

from __future__ import annotations

from bot.messages.elements import Button, Buttons, Heading, Message, Text
from bot.words import LANGUAGES, Words

# Each language by its own name, so that it is found by somebody who cannot read the others.
OWN_NAMES = {"en": "English", "zh-Hant": "繁體中文", "zh-Hans": "简体中文"}


def pick(words: Words) -> Message:
    """The languages as buttons."""
    buttons = [Button(OWN_NAMES[each], f"rung language {each}") for each in LANGUAGES]
    buttons.append(Button(words("button-follow"), "rung language slack"))
    said = words("language-text", language=words(f"language-{words.language}"))
    return Message(words("language-title"), (Heading(words("language-title")), Text.of(said), Buttons(tuple(buttons))))


def saved(words: Words) -> Message:
    """Said in the new language."""
    said = words("language-saved", language=words(f"language-{words.language}"))
    return Message(said, (Text.of(said),))


def follows(words: Words) -> Message:
    """The platform decides again."""
    said = words("language-follows")
    return Message(said, (Text.of(said),))
