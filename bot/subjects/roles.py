"""/level role: the role and level somebody chooses, keeps or drops."""

from __future__ import annotations

import contextlib

from bot.messages import level, saved
from bot.messages.elements import Message
from bot.request import Request, Sorry
from bot.subjects.histories import mark_of
from bot.subjects.naming import level_of, role_of
from storage import roles

NONE = ("none", "無", "无")
DROP = ("drop", "remove", "移除", "刪除", "删除")


async def role(request: Request, rest: str) -> Message:
    """Pick a role, then a level; or both at once; or drop a role."""
    if not rest:
        return level.pick_role(request.words, request.catalogue)
    first, _, named = rest.partition(" ")
    if first.casefold() in DROP and named:
        return await _drop(request, named)
    if first.casefold() in DROP:
        raise Sorry("sorry-which-role", ("level",), line="/level role drop data-scientist")
    chosen, typed_level = _own_level(request, rest) or role_of(request, rest)
    if not typed_level and request.catalogue.roles[chosen].schemes:
        return level.pick_level(request.words, request.catalogue, chosen)
    rung = level_of(request, chosen, typed_level) if typed_level and typed_level.casefold() not in NONE else None
    batch = await roles.choose(request.session, request.me, chosen, rung, request.catalogue.version, request.now)
    return saved.saved_role(request.words, request.catalogue, chosen, rung, mark_of(batch, request.now))


def _own_level(request: Request, typed: str) -> tuple[str, str] | None:
    """My role and the level of it that `typed` names: "middle", for somebody who has a role."""
    role = request.me.role
    if role is None:
        return None
    with contextlib.suppress(Sorry):
        return role, level_of(request, role, typed)
    return None


async def _drop(request: Request, typed: str) -> Message:
    chosen, _ = role_of(request, typed)
    batch = await roles.drop(request.session, request.me, chosen, request.catalogue.version, request.now)
    if batch is None:
        name = request.catalogue.roles[chosen].names.in_(request.words.language)
        raise Sorry("sorry-role-not-kept", ("level",), role=name)
    return saved.dropped_role(request.words, request.catalogue, chosen, mark_of(batch, request.now))
