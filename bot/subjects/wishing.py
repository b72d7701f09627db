"""/gaps goal, more, less, later, drop: what somebody wants of a skill; it changes what is proposed next."""

from __future__ import annotations

import datetime as dt

from bot.messages import wishing
from bot.messages.elements import Message
from bot.request import Request, Sorry
from bot.subjects.naming import skill_of
from storage import history, wishes

LATER = dt.timedelta(weeks=4)


async def wish(request: Request, wanted: str, rest: str) -> Message:
    """Make a wish for one skill; a fourth goal is refused with the three there are."""
    if not rest:
        return await goals(request)
    entry = skill_of(request, rest, f"gaps {wanted} {{}}")
    await history.hold(request.session, request.me)
    mine = await wishes.mine(request.session, request.me, request.now)
    known = request.catalogue.entries  # what left the catalogue takes nobody's place
    active = [skill for skill, each in mine.items() if each == "goal" and skill != entry.id and skill in known]
    if wanted == "goal" and len(active) >= wishes.GOALS:
        lines = tuple(f"gaps drop {skill}" for skill in active)
        raise Sorry("sorry-goals", lines, most=wishes.GOALS)
    until = request.now + LATER if wanted == "later" else None
    await wishes.make(request.session, request.me, entry.id, wanted, until, request.now)
    return wishing.wished(request.words, entry, wanted, until, request.me.zone)


async def drop(request: Request, rest: str) -> Message:
    """Take a wish back."""
    entry = skill_of(request, rest, "gaps drop {}")
    await wishes.make(request.session, request.me, entry.id, None, None, request.now)
    return wishing.dropped(request.words, entry)


async def goals(request: Request) -> Message:
    """Every wish that holds."""
    mine = await wishes.mine(request.session, request.me, request.now)
    return wishing.wishes(request.words, request.catalogue, mine, wishes.GOALS)
