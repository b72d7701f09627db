"""/skill: look up a skill, tool, practice, role or level; browse; compare; share a card."""

from __future__ import annotations

from bot.messages import browse, card, documents, finding, parts, starting
from bot.messages.elements import Message
from bot.messages.found import found, subject
from bot.request import Request, Sorry
from bot.subjects.comparing import EXAMPLES, compared
from bot.words import LANGUAGES, words_in
from skills.browsing import SHELVES
from skills.lookup import readable
from storage import depths

# The verbs as people type them in Chinese.
_VERBS = {
    "瀏覽": "browse", "浏览": "browse", "比較": "compare", "比较": "compare",
    "分享": "share", "來源": "sources", "来源": "sources",
}  # fmt: skip


def writes(_: str) -> bool:
    """Looking something up changes nothing."""
    return False


changes = writes


async def answer(request: Request) -> Message:
    """The card, list or comparison that the line asks for."""
    asked = readable(request.line)
    verb, _, rest = asked.partition(" ")
    match _VERBS.get(verb, verb.casefold()):
        case "":
            return starting.start(request.words, request.catalogue, request.me, await _depths(request))
        case "help" if not rest:
            return starting.command_help(request.words, "skill")
        case "sources" if not rest:
            return documents.documents(request.words, request.catalogue)
        case "browse":
            return _browse(request, rest)
        case "compare" if not rest:
            raise Sorry("sorry-compare", EXAMPLES)
        case "compare":
            return compared(request, rest) or await _look_up(request, rest)
        case "share" if rest:
            return await _look_up(request, rest, public=request.lookup.is_spelled(rest))
        case "mentioned":
            return _mentioned(request, request.line.partition(" ")[2])
        case "page" if rest.rpartition(" ")[2].isdigit():
            return _page(request, rest)
        case _:
            return await _look_up(request, asked)


async def _look_up(request: Request, asked: str, public: bool = False) -> Message:
    answer = request.lookup.find(asked)
    entry = subject(request.catalogue, answer)
    standing = card.NOBODY
    if entry is not None and entry.is_concept and not public:
        depth = await depths.mine(request.session, request.me, entry.id)
        standing = card.Standing(request.me.role, request.me.level, depth)
    return found(request.words, request.catalogue, asked, answer, standing, public)


def _mentioned(request: Request, text: str) -> Message:
    """What a message of somebody names: the answer to the message shortcut."""
    entries = request.lookup.mentioned(text)
    return finding.mentions(request.words, request.catalogue, entries)


def _browse(request: Request, rest: str) -> Message:
    name, _, number = rest.strip().partition(" ")
    if not name:
        return browse.shelves(request.words)
    shelf = next((each for each in SHELVES if name.casefold() in _shelf_names(each)), None)
    if shelf is None:
        raise Sorry("sorry-shelf", tuple(f"skill browse {each}" for each in SHELVES), typed=finding.echo(name))
    return browse.one_shelf(request.words, request.catalogue, shelf, _number(number))


def _shelf_names(shelf: str) -> set[str]:
    """What a shelf may be called: its word, its singular, and its name in every language."""
    return {shelf, shelf.rstrip("s"), *(words_in(each)(f"shelf-{shelf}").casefold() for each in LANGUAGES)}


def _page(request: Request, rest: str) -> Message:
    entry, _, number = rest.rpartition(" ")
    if entry not in request.catalogue.entries:
        raise Sorry("sorry-gone", ("skill browse",))
    return parts.part(request.words, request.catalogue, request.catalogue[entry], _number(number))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


async def _depths(request: Request) -> dict[str, str]:
    return await depths.all_mine(request.session, request.me)
