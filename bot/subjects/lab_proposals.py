"""Which lab to propose to somebody: from their gaps, their depths, their minutes and what they have done."""

from __future__ import annotations

from bot.messages import lab
from bot.messages.elements import Message
from bot.messages.nudge import About
from bot.request import Request, Sorry
from bot.subjects import labs as taking_up
from bot.subjects.naming import skill_of
from skills.labs import proposing
from skills.labs.proposing import Proposal, Reader
from skills.labs.shelf import Lab
from skills.suggesting import Standing, Suggestion
from storage import depths, lab_counts, labs, nudges, wishes
from storage.labs import DONE


async def now(request: Request, _: str = "") -> Message:
    """The lab under way, or else one to take up."""
    going_on = await taking_up.latest(request)
    if going_on is None:
        return await propose(request, "")
    return lab.under_way(request.words, request.catalogue, request.catalogue.labs.by_id[going_on.lab], going_on)


async def propose(request: Request, turned_down: str) -> Message:
    """One lab, never one of those turned down."""
    if request.me.role is None:
        return lab.without_role(request.words, request.catalogue)
    reader, before = await reader_of(request), turned_down.split()
    paused = await lab_counts.paused(request.session)
    found = proposing.propose(request.catalogue, reader, paused, frozenset(before))
    if found is None:
        return lab.nothing(request.words)
    return await _shown(request, reader, found, before)


async def of_skill(request: Request, typed: str) -> Message:
    """The labs of the skill somebody named; with only one it is shown whole."""
    chosen = request.catalogue.labs.get(typed)
    entry = request.catalogue[chosen.facts.skill] if chosen else skill_of(request, typed, "lab {}")
    reader = await reader_of(request)
    paused = await lab_counts.paused(request.session)
    found = proposing.every_of(request.catalogue, reader, entry.id, paused)
    if not found:
        name = entry.names.in_(request.words.language)
        raise Sorry("sorry-lab-of-skill", (f"skill {entry.id}", "lab"), skill=name)
    named = [each for each in found if chosen is not None and each.lab.id == chosen.id]
    if named or len(found) == 1:
        return await _shown(request, reader, (named or found)[0])
    return lab.labs_of(request.words, request.catalogue, entry.id, found)


async def fitting(request: Request, found: Suggestion) -> tuple[Lab | None, Lab | None]:
    """The lab of a skill that fits the person, or else one that would if they had more minutes."""
    reader, paused = await reader_of(request), await lab_counts.paused(request.session)
    return proposing.fitting(request.catalogue, reader, found, paused)


async def reader_of(request: Request) -> Reader:
    """What a proposal goes by."""
    session, me = request.session, request.me
    mine, choice = await depths.all_mine(session, me), await nudges.mine(session, me)
    done = frozenset(each.lab for each in await labs.mine(session, me) if each.state == DONE)
    standing = None
    if me.role is not None:
        standing = Standing(me.role, me.level, mine, await wishes.mine(session, me, request.now))
    return Reader(standing, mine, choice.minutes if choice is not None else None, done)


async def _shown(request: Request, reader: Reader, found: Proposal, before: list[str] | None = None) -> Message:
    took = (await lab_counts.took(request.session, [found.lab.id])).get(found.lab.id)
    me = request.me
    about = About(me.role, me.level, "", reader.minutes or 0) if me.role is not None else None
    return lab.proposal(request.words, request.catalogue, about, found, took, before)
