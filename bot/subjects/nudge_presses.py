"""/rung nudge …: what the buttons of the weekly message stand for; each press is a sign and changes what comes next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.messages import level, nudge, nudge_answers
from bot.messages.elements import Message
from bot.messages.nudge import About
from bot.request import Request, Sorry
from bot.subjects import lab_proposals
from bot.words import Words
from skills.calendar import monday
from skills.catalogue import Catalogue
from skills.suggesting import FRESH, Earlier, Standing, Suggestion, brought_up, suggest, suggestion_of
from storage import depths, nudges, received, wishes
from storage.nudges import Choice
from storage.received import Week

_SHOWS: dict[str, Callable[[Words, Catalogue, About, Suggestion], Message]] = {
    "start": nudge_answers.started, "hint": nudge_answers.hint, "done": nudge_answers.done,
}  # fmt: skip
_WISHES = {"less": "less", "more": "more"}
_LOOKS = ("start", "place", "hint", "another")  # these say nothing of how it went
OUTCOMES = ("start", "place", "hint", "done", "another", "next", "less", "more", "easy", "hard")


async def press(request: Request, rest: str) -> Message:
    """One press: `done 2026-W47 mlflow`. Raises Sorry for a message that is no longer known."""
    verb, _, about = rest.partition(" ")
    label, _, skill = about.partition(" ")
    week = await received.one(request.session, request.me, label)
    me, catalogue = request.me, request.catalogue
    if me.role is None:
        raise Sorry("sorry-nudge-role", ("level role",))
    if verb not in OUTCOMES or week is None or skill not in catalogue.entries:
        raise Sorry("sorry-nudge-gone", ("gaps", "rung nudges"))
    standing = Standing(
        me.role, me.level, await depths.all_mine(request.session, me),
        await wishes.mine(request.session, me, request.now),
    )  # fmt: skip
    found = suggestion_of(catalogue, standing, skill)
    await received.answer(request.session, me, label, _outcome(week, skill, verb), request.now, skill)
    if verb in _WISHES:
        await wishes.make(request.session, me, skill, _WISHES[verb], None, request.now)
    about_it = About(me.role, me.level, label, (await _choice(request)).minutes)
    if verb in _SHOWS:
        return _SHOWS[verb](request.words, catalogue, about_it, found)
    if verb == "place":
        return level.pick_depth(request.words, catalogue[skill])
    if verb == "another":
        return await _another(request, standing, about_it)
    return nudge_answers.noted(request.words, catalogue, about_it, found, verb)


def _outcome(week: Week, skill: str, verb: str) -> str:
    """What the ledger keeps: what somebody said of a skill outlasts a later look at it."""
    said = week.outcome if skill == week.skill else None
    return said if said is not None and said not in _LOOKS and verb in _LOOKS else verb


async def _another(request: Request, standing: Standing, about: About) -> Message:
    """Something else now, which takes the place of what came; what came up in the last weeks is not it."""
    weeks = await received.mine(request.session, request.me, 4 * FRESH)
    week = await received.one(request.session, request.me, about.week)
    shown = frozenset({*dict(week.passed), week.skill or ""}) if week is not None else frozenset[str]()
    found = suggest(request.catalogue, standing, _earlier(weeks), without=shown)
    if found is None:
        return nudge_answers.nothing_else(request.words)
    await received.answer(request.session, request.me, about.week, "another", request.now, found.skill)
    lab, longer = await lab_proposals.fitting(request, found)
    about = replace(about, lab=lab, longer=longer)
    return nudge.another(request.words, request.catalogue, about, found)


def _earlier(weeks: Sequence[Week]) -> list[Earlier]:
    """What came up before, the skills that were passed over among it."""
    latest = monday(weeks[0].week)
    earlier: list[Earlier] = []
    for each in weeks:
        ago = (latest - monday(each.week)).days // 7
        earlier += brought_up(ago, each.skill, each.outcome, each.passed)
    return earlier


async def _choice(request: Request) -> Choice:
    return await nudges.mine(request.session, request.me) or Choice()
