"""Draws a message as Block Kit, within Slack's limits; everything in it is escaped here and nowhere else."""

from __future__ import annotations

import json
import weakref
from collections.abc import Iterable, Iterator
from typing import Any

from bot.messages.chart import Bars, Heat
from bot.messages.elements import (
    Bullets,
    Button,
    Buttons,
    Code,
    Divider,
    Element,
    Facts,
    Field,
    Form,
    Heading,
    Item,
    Link,
    Message,
    Note,
    Person,
    Pick,
    Piece,
    Said,
    Strong,
    Table,
    Text,
)
from bot.messages.plain import drawn_lines

Block = dict[str, Any]

# https://docs.slack.dev/reference/block-kit/blocks
HEADER, SECTION, FIELD, CONTEXT, BUTTON, LINE = 150, 3000, 2000, 2000, 75, 2000
FIELDS, BUTTONS, CHOICES, OPTION, OPTION_LINE, PLACEHOLDER, ALT = 10, 25, 5, 75, 150, 150, 2000
MESSAGE_BLOCKS, VIEW_BLOCKS, MESSAGE_CHARACTERS = 50, 100, 12_000
TABLE_ROWS, TABLE_COLUMNS, TABLE_CHARACTERS = 100, 20, 9_000  # the last is ours: a message says more
VIEW_TITLE = 24

_posts: weakref.WeakKeyDictionary[Message, str] = weakref.WeakKeyDictionary()


def escape(text: str) -> str:
    """Text in which nothing is markup: & < > as Slack asks, and nothing that could call a channel."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def message_blocks(message: Message, picture: str | None = None) -> list[Block]:
    """The blocks of a message; 50 at most, about 13,000 characters at most.

    `picture` is the Slack file that draws its chart, else that is text. The first table is Slack's own: Slack takes
    one in a message, none in a view, and others are text.
    """
    first = next((at for at, element in enumerate(message.elements) if isinstance(element, Table)), None)
    return _fitting(message.elements, MESSAGE_BLOCKS, MESSAGE_CHARACTERS, picture, first)


def post_json(message: Message) -> str:
    """What a post of this message says, as a JSON object; remembered for as long as the message itself is."""
    said = _posts.get(message)
    if said is None:
        blocks = message_blocks(message)
        body = {"text": fallback(message), "blocks": blocks, "unfurl_links": False, "unfurl_media": False}
        said = _posts[message] = json.dumps(body)
    return said


def home_view(message: Message, picture: str | None = None) -> Block:
    """The App Home that shows a message; `picture` is the Slack file that draws its chart, else that is text."""
    return {"type": "home", "blocks": _fitting(message.elements, VIEW_BLOCKS, 5 * MESSAGE_CHARACTERS, picture)}


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
    first = next((field.name for field in form.fields if isinstance(field, Field)), None)
    return {
        "type": "modal",
        "callback_id": "form",
        "private_metadata": form.line[:3000],
        "title": _plain(form.title, VIEW_TITLE),
        "submit": _plain(form.submit, VIEW_TITLE),
        "close": _plain(form.cancel, VIEW_TITLE),
        "blocks": [*intro, *(_input(field, first) for field in form.fields)][:VIEW_BLOCKS],
    }


def _input(field: Field | Pick | Heading, first: str | None) -> Block:
    match field:
        case Heading(text):
            return {"type": "header", "text": _plain(text, HEADER)}
        case Field():
            element = {
                "type": "plain_text_input", "action_id": "value", "max_length": field.longest,
                "focus_on_load": field.name == first,
            }  # fmt: skip
            hint = {"hint": _plain(field.hint, 2000)} if field.hint else {}
            return {
                "type": "input",
                "block_id": field.name,
                "label": _plain(field.label, 2000),
                **hint,
                "element": element,
            }
        case Pick():
            options = {value: _option(value, label) for value, label in field.options}
            chosen = {"initial_option": options[field.chosen]} if field.chosen is not None else {}
            element = {
                "type": "static_select", "action_id": "value", "placeholder": _plain(field.empty, PLACEHOLDER),
                "options": list(options.values()), **chosen,
            }  # fmt: skip
            return {
                "type": "input", "block_id": field.name, "optional": True,
                "label": _plain(field.label, 2000), "element": element,
            }  # fmt: skip


def _option(value: str, label: str) -> Block:
    return {"text": _plain(label, OPTION), "value": value[:OPTION_LINE]}


def fallback(message: Message) -> str:
    """The message in one line, for notifications and screen readers."""
    return _cut(message.summary, SECTION)


def _fitting(
    elements: Iterable[Element], most: int, characters: int, picture: str | None = None, table: int | None = None
) -> list[Block]:
    """As many blocks as fit; what does not fit is left out whole, never cut in the middle of its markup.

    `table` is the place of the table that may be Slack's own.
    """
    blocks: list[Block] = []
    used = 0
    for number, element in enumerate(elements):
        native = _table(element) if isinstance(element, Table) and number == table else None
        for block in native or _blocks(element, number, picture):
            used += len(str(block))
            if len(blocks) == most or used > characters:
                return blocks
            blocks.append(block)
    return blocks


def _blocks(element: Element, number: int, picture: str | None = None) -> Iterator[Block]:
    match element:
        case Heading(text):
            yield {"type": "header", "text": _plain(text, HEADER)}
        case Text(pieces):
            yield {"type": "section", "text": _mrkdwn(pieces, SECTION)}
        case Said(text):
            yield {"type": "section", "text": _plain(text, SECTION)}
        case Code(text):
            yield {"type": "section", "text": {"type": "mrkdwn", "text": _fenced(text)}}
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
        case Item(pieces, choices):
            menu = {
                "type": "overflow", "action_id": f"line.{number}",
                "options": [_option(each.line, each.label) for each in choices[:CHOICES]],
            }  # fmt: skip
            yield {"type": "section", "text": _mrkdwn(pieces, SECTION), "accessory": menu}
        case Bars() | Heat() if picture:
            yield {"type": "image", "slack_file": {"id": picture}, "alt_text": _shortened(element.alt, ALT)}
        case Bars() | Heat() | Table():
            yield from _lines(element)
        case Divider():
            yield {"type": "divider"}


def _fenced(text: str) -> str:
    """Lines as they are; a fence inside them would end it, so a space parts it."""
    return f"```\n{_cut(text.strip(chr(10)).replace('```', '`` `'), SECTION - 10)}\n```"


def _bullets(title: str, items: tuple[tuple[Piece, ...], ...], mark: str = "• ") -> Iterator[Block]:
    """A list, in as many sections as its length needs."""
    lines = [_markup((Strong(title),), SECTION)] if title else []
    for item in items:
        line = _markup((mark, *item), SECTION)
        if lines and sum(map(len, lines)) + len(lines) + len(line) > SECTION:
            yield {"type": "section", "text": {"type": "mrkdwn", "text": "\n".join(lines)}}
            lines = []
        lines.append(line)
    if lines:
        yield {"type": "section", "text": {"type": "mrkdwn", "text": "\n".join(lines)}}


def _lines(element: Bars | Heat | Table) -> Iterator[Block]:
    """In text what is else a picture or a table."""
    title, *lines = drawn_lines(element)
    yield from _bullets(title, tuple((line,) for line in lines), mark="")


def _table(table: Table) -> Iterator[Block]:
    """A table as Slack's own; as lines where it is larger than Slack takes."""
    cells = [[_cell(text) for text in row] for row in (table.columns, *table.rows)]
    native = {"type": "table", "column_settings": [{"is_wrapped": True}] * len(table.columns), "rows": cells}
    widest = max(map(len, cells))
    if not 0 < widest <= TABLE_COLUMNS or len(cells) > TABLE_ROWS or len(str(native)) > TABLE_CHARACTERS:
        yield from _lines(table)
        return
    if table.title:
        yield {"type": "section", "text": _mrkdwn((Strong(table.title),), SECTION)}
    yield native


def _cell(text: str) -> Block:
    return {"type": "raw_text", "text": text or "–"}  # Slack refuses an empty cell; in raw text nothing is markup


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
    return {"type": "plain_text", "text": _shortened(text, longest) or "–", "emoji": False}


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


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
        bare = piece.text.strip()  # a space beside the asterisk would undo it
        return f"*{_cut(bare, room - 2)}*" if bare else ""
    if isinstance(piece, Person):
        return f"<@{piece.user}>" if len(piece.user) + 3 <= room else ""
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
