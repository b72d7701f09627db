"""What a person typed, from Slack's escaped text of messages and of commands that ask for it."""

from __future__ import annotations

import re

ABOUT_CHANNELS = ("rung", "progress")  # commands to which channels and people are said
_LEADING = re.compile(r"^\s*<@[A-Z0-9]+(\|[^>]*)?>")
_PERSON = re.compile(r"<@[A-Z0-9]+(\|[^>]*)?>")
_LINKED = re.compile(r"<[^>|]*\|([^>]*)>|<([^>]*)>")
_LINKED_ONLY = re.compile(r"<(?![#@])[^>|]*\|([^>]*)>|<(?![#@])([^>]*)>")


def typed(text: str) -> str:
    """A message: the name of whom it speaks to dropped, links as their text, entities undone.

    Channels and people stay as Slack marks them where a command is about them; elsewhere people are dropped and
    channels are their names.
    """
    said = _LEADING.sub(" ", text).strip()
    if said and said.split(maxsplit=1)[0].removeprefix("/").casefold() in ABOUT_CHANNELS:
        return in_command(said)
    return _undone(_LINKED.sub(lambda match: match[1] or match[2] or "", _PERSON.sub(" ", said)))


def in_command(text: str) -> str:
    """The text of a command that Slack escapes: channels and people as marked, links as their text."""
    return _undone(_LINKED_ONLY.sub(lambda match: match[1] or match[2] or "", text))


def _undone(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()
