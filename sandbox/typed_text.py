"""What people type, turned into what Slack sends: escapes, mentions, channels, links."""

import re
from collections.abc import Callable, Iterable
from html import unescape

from sandbox.conversations import Conversation
from sandbox.people import Person
from sandbox.shapes import Json

_CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)
_URL = re.compile(r"(?<![\w/])(https?://[^\s<>|]*[^\s<>|.,;:!?)\]'\"，。；：！？）」』])")
_DOMAIN = re.compile(r"(?<![\w@/.])((?:[\w-]+\.)+(?:com|org|net|io|dev|ai|example)(?:/[^\s<>|]*)?)(?![\w.]\w)")
_BROADCAST = re.compile(r"(?<!\w)@(here|channel|everyone)\b")


def escape(text: str) -> str:
    """Slack's three escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def to_slack(text: str, people: Iterable[Person], channels: Iterable[Conversation], *, command: bool = False) -> str:
    """Typed text as a message event carries it; ``command`` adds names to mentions as commands do."""
    mentions = _mentions(people, with_name=command)
    rooms = [(channel.name, f"<#{channel.id}|{channel.name}>") for channel in channels if channel.name]
    pieces = _CODE.split(text)
    for index in range(0, len(pieces), 2):  # every second piece is code, which Slack leaves alone
        pieces[index] = _outside_code(pieces[index], mentions, rooms)
    pieces[1::2] = [escape(code) for code in pieces[1::2]]
    return "".join(pieces)


def _mentions(people: Iterable[Person], *, with_name: bool) -> list[tuple[str, str]]:
    found = []
    for person in people:
        target = f"<@{person.id}|{person.name}>" if with_name else f"<@{person.id}>"
        names = {person.real_name, person.display_name, person.name}
        found += [(name, target) for name in names if name]
    return sorted(found, key=lambda pair: -len(pair[0]))


def _outside_code(text: str, mentions: list[tuple[str, str]], rooms: list[tuple[str, str]]) -> str:
    text = escape(text)
    text = _URL.sub(r"<\1>", text)
    text = _DOMAIN.sub(lambda m: f"<http://{m[1]}|{m[1]}>" if not _inside_link(text, m.start()) else m[1], text)
    text = _BROADCAST.sub(r"<!\1>", text)
    text = _replace(text, "@", mentions)
    return _replace(text, "#", sorted(rooms, key=lambda pair: -len(pair[0])))


def _inside_link(text: str, at: int) -> bool:
    return text.rfind("<", 0, at) > text.rfind(">", 0, at)


def _replace(text: str, sign: str, pairs: list[tuple[str, str]]) -> str:
    for name, target in pairs:
        pattern = rf"(?<![\w<]){sign}{re.escape(escape(name))}(?![\w-])"
        text = re.sub(pattern, target, text, flags=re.IGNORECASE)
    return text


_TOKEN = re.compile(r"<([^<>]+)>")


def to_readable(text: str, name_of: Callable[[str], str]) -> str:
    """Slack text as a reader sees it: ``<@U1>`` by name, links by label, escapes undone; marks stay."""

    def show(match: re.Match[str]) -> str:
        target, _, label = match[1].partition("|")
        if target[:1] == "@":
            return "@" + name_of(target[1:])
        if target[:1] == "#":
            return "#" + (label or name_of(target[1:]))
        if target[:1] == "!":
            return label or "@" + target[1:]
        return label or target

    return unescape(_TOKEN.sub(show, text))


def rich_text(text: str) -> Json:
    """The ``rich_text`` block Slack puts beside a typed message (marks are not split into styles)."""
    parts: list[Json] = []
    at = 0
    for match in _TOKEN.finditer(text):
        if match.start() > at:
            parts.append({"type": "text", "text": unescape(text[at : match.start()])})
        parts.append(_rich_part(match[1]))
        at = match.end()
    if at < len(text):
        parts.append({"type": "text", "text": unescape(text[at:])})
    section = {"type": "rich_text_section", "elements": parts}
    return {"type": "rich_text", "elements": [section]}


def _rich_part(token: str) -> Json:
    target, _, label = token.partition("|")
    if target[:1] == "@":
        return {"type": "user", "user_id": target[1:]}
    if target[:1] == "#":
        return {"type": "channel", "channel_id": target[1:]}
    if target[:1] == "!":
        return {"type": "broadcast", "range": target[1:]}
    return {"type": "link", "url": unescape(target)} | ({"text": unescape(label)} if label else {})
