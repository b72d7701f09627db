"""The few things a message is made of, in plain strings that each platform escapes when it draws them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from bot.messages.chart import Bars, Heat
from storage.channels import Channel


@dataclass(frozen=True, slots=True)
class Strong:
    """A piece of text that stands out."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A piece of text that leads to a page; `url` is ours, never typed by a person."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the reader's workspace, by the platform's id; each platform shows their name."""

    user: str


Piece = str | Strong | Link | Person


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
class Code:
    """Lines to type or to save as they are, in letters of one width."""

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
class Item:
    """A paragraph with a small menu beside it: five choices at most, each a line of 150 characters at most."""

    pieces: tuple[Piece, ...]
    choices: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table: what its columns are, then its rows, each with a text for every column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str


@dataclass(frozen=True, slots=True)
class Divider:
    """A line between two subjects."""


@dataclass(frozen=True, slots=True)
class Field:
    """One text input of a form."""

    name: str
    label: str
    hint: str = ""
    longest: int = 200


@dataclass(frozen=True, slots=True)
class Pick:
    """One menu of a form: options are value and label, `chosen` is the value shown first, None for `empty`.

    Only a menu that was changed is part of the submitted line, as `name=value`.
    """

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str | None
    empty: str


Element = Heading | Text | Said | Code | Facts | Bullets | Note | Buttons | Item | Table | Bars | Heat | Divider


@dataclass(frozen=True, slots=True)
class File:
    """A file for the reader alone."""

    name: str
    title: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Post:
    """A message that goes into a channel, where everybody in it reads it; `channel` is the platform's id."""

    channel: str
    message: Message


# Compared by identity, so that what was drawn of a remembered card is found without comparing its texts.
@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Message:
    """What we say to one person. `summary` says the same in one line, for notifications and screen readers.

    `public` is True only for what the person asked to share. `direct` and `files` go to the person's own conversation
    with Rung, where they stay;
    `discard` are ids of files the platform keeps for us and may now delete. `left` says that the person is gone from
    our data, so that what the platform still shows of them goes too. `post` is said in a channel besides. `pictured`
    asks for the chart among the elements as a picture, which takes a moment, rather than in words; `of_channel` is
    the channel the picture is of, None for the reader's own.
    """

    summary: str
    elements: tuple[Element, ...]
    public: bool = False
    direct: Message | None = None
    files: tuple[File, ...] = ()
    discard: tuple[str, ...] = ()
    left: bool = False
    post: Post | None = None
    pictured: bool = False
    of_channel: Channel | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """Fields to fill in; submitting it is typing `line` followed by the texts in order and the picks that changed.

    `again` is the line that opens the form, for places where a form cannot open by itself. A Heading among the fields
    is a title between them.
    """

    title: str
    line: str
    fields: tuple[Field | Pick | Heading, ...]
    submit: str
    cancel: str
    again: str
    intro: tuple[Piece, ...] = field(default=())


Reply = Message | Form
