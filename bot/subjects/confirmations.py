"""/level confirm, /level evidence: what speaks for a depth besides one's own word."""

from __future__ import annotations

import re

from bot.messages import confirming
from bot.messages.elements import Message
from bot.request import Request, Sorry
from bot.subjects.naming import skill_of
from skills.shapes import DEPTHS
from storage import confirmations, depths
from storage import evidence as pieces

_CODE = re.compile(r"([2-9A-HJKMNP-TV-Z]{5})[-–—\s]?([2-9A-HJKMNP-TV-Z]{5})(?:\s+(yes|no|是|否))?", re.IGNORECASE)


async def confirm(request: Request, rest: str) -> Message:
    """A code for one of my skills; or the question behind a code; or my answer to it."""
    given = _CODE.fullmatch(rest)
    if given is None or request.lookup.is_spelled(rest):
        return await _ask(request, rest)
    code = (given[1] + given[2]).upper()
    if given[3] is None:
        asked = await confirmations.handed_over(request.session, request.me, code, request.now)
        if asked is None or asked.skill not in request.catalogue.entries:
            raise Sorry("sorry-code", ("level",))
        return confirming.question(request.words, request.catalogue[asked.skill], asked)
    seen = given[3].casefold() in ("yes", "是")
    version = request.catalogue.version
    kept = await confirmations.answer(request.session, request.me, code, seen, version, request.now)
    if kept is None:
        raise Sorry("sorry-code", ("level",))
    return confirming.answered(request.words, seen, kept)


async def _ask(request: Request, typed: str) -> Message:
    if not typed:
        raise Sorry("sorry-confirm-what", ("level evidence",))
    entry = skill_of(request, typed, "level confirm {}")
    depth = await depths.mine(request.session, request.me, entry.id)
    if depth not in DEPTHS:
        name = entry.names.in_(request.words.language)
        raise Sorry("sorry-confirm-unset", (f"level set {entry.id}",), skill=name)
    code = await confirmations.ask(request.session, request.me, entry.id, depth, request.catalogue.version, request.now)
    return confirming.code(request.words, entry, depth, code)


async def evidence(request: Request, _: str) -> Message:
    """All evidence for my depths, and my questions that are still open."""
    found = await pieces.mine(request.session, request.me)
    waiting = await confirmations.mine(request.session, request.me, request.now)
    return confirming.evidence(request.words, request.catalogue, request.me, found, waiting)
