"""/rung nudge …: what the buttons of the weekly message stand for; each press is a sign and changes what comes next."""

from __future__ import annotations

from collections.abc import Callable

from bot.messages import nudge, nudge_answers
from bot.messages.elements import Message
from bot.messages.nudge import About
from bot.request import Request, Sorry
from bot.words import Words
from skills.calendar import monday
from skills.catalogue import Catalogue
from skills.suggesting import FRESH, Earlier, Standing, Suggestion, suggest, suggestion_of
from storage import depths, nudges, received, wishes
from storage.nudges import Choice
from storage.received import Week

_SHOWS: dict[str, Callable[[Words, Catalogue, About, Suggestion], Message]] = {
    "start": nudge_answers.started, "hint": nudge_answers.hint, "done": nudge_answers.done,
}  # fmt: skip
_WISHES = {"less": "less", "more": "more"}
_LOOKS = ("start", "hint", "another")  # these say nothing of how it went
OUTCOMES = ("start", "hint", "done", "another", "next", "less", "more", "easy", "hard")


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
    await received.answer(request.session, me, label, _outcome(week, skill, verb), request.now)
    if verb in _WISHES:
        await wishes.make(request.session, me, skill, _WISHES[verb], None, request.now)
    about_it = About(me.role, me.level, label, (await _choice(request)).minutes)
    if verb in _SHOWS:
        return _SHOWS[verb](request.words, catalogue, about_it, found)
    if verb == "another":
        return await _another(request, standing, about_it, skill)
    return nudge_answers.noted(request.words, catalogue, about_it, found, verb)


def _outcome(week: Week, skill: str, verb: str) -> str:
    """What the ledger keeps of its own skill: what came of it outlasts a later look at it or at something else."""
    said = week.outcome
    if said is None or (skill == week.skill and verb not in _LOOKS):
        return verb
    return verb if said in ("start", "hint") and skill == week.skill else said


async def _another(request: Request, standing: Standing, about: About, skill: str) -> Message:
    """Something else now; what came up in the last weeks is not it."""
    weeks = await received.mine(request.session, request.me, 4 * FRESH)
    latest = monday(weeks[0].week)
    earlier = [
        Earlier(each.skill, (latest - monday(each.week)).days // 7, each.outcome) for each in weeks if each.skill
    ]
    shown = frozenset({skill, *(each.skill for each in weeks if each.skill and each.week == about.week)})
    found = suggest(request.catalogue, standing, earlier, without=shown)
    if found is None:
        return nudge_answers.nothing_else(request.words)
    return nudge.another(request.words, request.catalogue, about, found)


async def _choice(request: Request) -> Choice:
    return await nudges.mine(request.session, request.me) or Choice()
