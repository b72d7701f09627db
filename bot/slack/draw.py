"""Draws a message as Block Kit, within Slack's limits; everything in it is escaped here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.messages.elements import (
    Bullets,
    Button,
    Buttons,
    Divider,
    Element,
    Facts,
    Form,
    Heading,
    Link,
    Message,
    Note,
    Piece,
    Said,
    Strong,
    Text,
)

Block = dict[str, Any]

# https://docs.slack.dev/reference/block-kit/blocks
HEADER, SECTION, FIELD, CONTEXT, BUTTON, LINE = 150, 3000, 2000, 2000, 75, 2000
FIELDS, BUTTONS = 10, 25
MESSAGE_BLOCKS, VIEW_BLOCKS, MESSAGE_CHARACTERS = 50, 100, 12_000
VIEW_TITLE = 24


def escape(text: str) -> str:
    """Text in which nothing is markup: & < > as Slack asks, and nothing that could call a channel."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def message_blocks(message: Message) -> list[Block]:
    """The blocks of a message; 50 at most, about 13,000 characters at most."""
    return _fitting(message.elements, MESSAGE_BLOCKS, MESSAGE_CHARACTERS)


def home_view(message: Message) -> Block:
    """The App Home that shows a message."""
    return {"type": "home", "blocks": _fitting(message.elements, VIEW_BLOCKS, 5 * MESSAGE_CHARACTERS)}


def answer_view(message: Message, title: str, close: str) -> Block:
    """A modal that shows a message; buttons in it change the modal."""
    elements = [_without_sharing(each) for each in message.elements]
    return {
        "type": "modal",
        "callback_id": "answer",
        "title": _plain(title, VIEW_TITLE),
        "close": _plain(close, VIEW_TITLE),
        "blocks": _fitting(elements, VIEW_BLOCKS, 5 * MESSAGE_CHARACTERS),
    }


def form_view(form: Form) -> Block:
    """A modal that asks; its line travels in `private_metadata`, where nobody can see or change it."""
    intro = [{"type": "section", "text": _mrkdwn(form.intro, SECTION)}] if form.intro else []
    inputs = [
        {
            "type": "input",
            "block_id": field.name,
            "label": _plain(field.label, 2000),
            **({"hint": _plain(field.hint, 2000)} if field.hint else {}),
            "element": {"type": "plain_text_input", "action_id": "value", "max_length": field.longest,
                        "focus_on_load": at == 0},
        }
        for at, field in enumerate(form.fields)
    ]  # fmt: skip
    return {
        "type": "modal",
        "callback_id": "form",
        "private_metadata": form.line[:3000],
        "title": _plain(form.title, VIEW_TITLE),
        "submit": _plain(form.submit, VIEW_TITLE),
        "close": _plain(form.cancel, VIEW_TITLE),
        "blocks": [*intro, *inputs],
    }


def fallback(message: Message) -> str:
    """The message in one line, for notifications and screen readers."""
    return _cut(message.summary, SECTION)


def _fitting(elements: Iterable[Element], most: int, characters: int) -> list[Block]:
    """As many blocks as fit; what does not fit is left out whole, never cut in the middle of its markup."""
    blocks: list[Block] = []
    used = 0
    for number, element in enumerate(elements):
        for block in _blocks(element, number):
            used += len(str(block))
            if len(blocks) == most or used > characters:
                return blocks
            blocks.append(block)
    return blocks


def _blocks(element: Element, number: int) -> Iterator[Block]:
    match element:
        case Heading(text):
            yield {"type": "header", "text": _plain(text, HEADER)}
        case Text(pieces):
            yield {"type": "section", "text": _mrkdwn(pieces, SECTION)}
        case Said(text):
            yield {"type": "section", "text": _plain(text, SECTION)}
        case Facts(pairs):
            fields = [_mrkdwn((Strong(label), f"\n{value}"), FIELD) for label, value in pairs[:FIELDS]]
            yield {"type": "section", "fields": fields}
        case Bullets(title, items):
            yield from _bullets(title, items)
        case Note(pieces):
            yield {"type": "context", "elements": [_mrkdwn(pieces, CONTEXT)]}
        case Buttons(buttons) if buttons:
            shown = buttons[:BUTTONS]
            yield {
                "type": "actions",
                "elements": [_button(each, f"{number}.{at}") for at, each in enumerate(shown)],
            }
        case Divider():
            yield {"type": "divider"}


def _bullets(title: str, items: tuple[tuple[Piece, ...], ...]) -> Iterator[Block]:
    """A list, in as many sections as its length needs."""
    lines = [_markup((Strong(title),), SECTION)] if title else []
    for item in items:
        line = _markup(("• ", *item), SECTION)
        if lines and sum(map(len, lines)) + len(lines) + len(line) > SECTION:
            yield {"type": "section", "text": {"type": "mrkdwn", "text": "\n".join(lines)}}
            lines = []
        lines.append(line)
    if lines:
        yield {"type": "section", "text": {"type": "mrkdwn", "text": "\n".join(lines)}}


def _button(button: Button, place: str) -> Block:
    drawn: Block = {
        "type": "button",
        "action_id": f"line.{place}",
        "text": _plain(button.label, BUTTON),
        "value": button.line[:LINE],
    }
    return drawn | ({"style": "primary"} if button.style == "primary" else {})


def _without_sharing(element: Element) -> Element:
    """A modal stands in no channel, so it offers nothing to share into one."""
    if isinstance(element, Buttons):
        return Buttons(tuple(each for each in element.buttons if not each.line.startswith("skill share ")))
    return element


def _plain(text: str, longest: int) -> Block:
    kept = text if len(text) <= longest else text[: longest - 1] + "…"
    return {"type": "plain_text", "text": kept or "–", "emoji": False}


def _mrkdwn(pieces: Iterable[Piece], longest: int) -> Block:
    return {"type": "mrkdwn", "text": _markup(pieces, longest) or "–"}  # Slack refuses an empty text


def _markup(pieces: Iterable[Piece], longest: int) -> str:
    """Pieces as mrkdwn, at most `longest` characters: the text is cut, never its markup."""
    said = ""
    for piece in pieces:
        marked = _marked(piece, longest - len(said))
        said += marked
        if len(marked) < len(_marked(piece, 10 * longest)):
            break
    return said


def _marked(piece: Piece, room: int) -> str:
    if isinstance(piece, Strong):
        return f"*{_cut(piece.text, room - 2)}*" if piece.text.strip() else ""
    if isinstance(piece, Link):
        return f"<{piece.url}|{_cut(piece.text, room - len(piece.url) - 3)}>"
    return _cut(piece, room)


def _cut(text: str, room: int) -> str:
    """`text` escaped; as much of it as fits into `room` characters after escaping."""
    escaped = escape(text)
    if len(escaped) <= room:
        return escaped
    kept: list[str] = []
    used = 1  # for the ellipsis
    for character in text:
        used += len(escape(character))
        if used > room:
            break
        kept.append(escape(character))
    return "".join(kept) + "…"
