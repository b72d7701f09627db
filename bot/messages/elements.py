"""The few things a message is made of, in plain strings that each platform escapes when it draws them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Strong:
    """A piece of text that stands out."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A piece of text that leads to a page; `url` is ours, never typed by a person."""

    text: str
    url: str


Piece = str | Strong | Link


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a message; 150 characters at most survive."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, *pieces: Piece) -> Text:
        """A paragraph of these pieces."""
        return cls(pieces)


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph that says back what somebody typed: nothing in it is read as formatting."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with values, shown side by side where the platform can; ten at most in one."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A titled list."""

    title: str
    items: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Small print: sources, what the documents do not say."""

    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, *pieces: Piece) -> Note:
        """Small print of these pieces."""
        return cls(pieces)


@dataclass(frozen=True, slots=True)
class Button:
    """A command somebody need not type: pressing it is typing `line`."""

    label: str
    line: str
    style: Literal["plain", "primary"] = "plain"


@dataclass(frozen=True, slots=True)
class Buttons:
    """A row of buttons."""

    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Divider:
    """A line between two subjects."""


@dataclass(frozen=True, slots=True)
class Field:
    """One input of a form; `name` is its key in the submitted line."""

    name: str
    label: str
    hint: str = ""
    longest: int = 200


Element = Heading | Text | Said | Facts | Bullets | Note | Buttons | Divider


# Compared by identity, so that what was drawn of a remembered card is found without comparing its texts.
@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Message:
    """What we say to one person. `summary` says the same in one line, for notifications and screen readers.

    `public` is True only for what the person asked to share.
    """

    summary: str
    elements: tuple[Element, ...]
    public: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """Fields to fill in; submitting it is typing `line` followed by the values in order."""

    title: str
    line: str
    fields: tuple[Field, ...]
    submit: str
    cancel: str
    intro: tuple[Piece, ...] = field(default=())
