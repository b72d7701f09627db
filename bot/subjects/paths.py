"""/gaps path: the steps of a switch, with credit for what somebody knows."""

from __future__ import annotations

from bot.messages import path as path_message
from bot.messages.elements import Message
from bot.messages.finding import echo
from bot.request import Request, Sorry
from skills.scale import RANK, SKIP, WORKING
from storage import depths

KNOW = " know "


async def path(request: Request, rest: str) -> Message:
    """The paths there are, one of them, or one after saying that a skill it takes as known is at Working."""
    if not rest:
        return path_message.paths(request.words, request.catalogue)
    typed, _, known = rest.partition(KNOW)
    found = _path(request, typed)
    if known:
        await _know(request, found, known)
    mine = await depths.all_mine(request.session, request.me)
    return path_message.path(request.words, request.catalogue, found, mine)


def _path(request: Request, typed: str) -> str:
    if typed in request.catalogue.paths:
        return typed
    found = request.lookup.find(typed)
    for entry in found.entries:
        if request.catalogue[entry].kind == "path":
            return entry.removeprefix("path:")
    raise Sorry("sorry-path", tuple(f"gaps path {each}" for each in request.catalogue.paths), typed=echo(typed))


async def _know(request: Request, path: str, skill: str) -> None:
    if skill not in request.catalogue.paths[path].credits:
        raise Sorry("sorry-gone", (f"gaps path {path}",))
    said = await depths.mine(request.session, request.me, skill)
    if RANK.get(said or SKIP, 0) >= WORKING:
        return  # the button was drawn before they said more
    version = request.catalogue.version
    await depths.set_mine(request.session, request.me, {skill: "working"}, "path", version, request.now)
