"""/level check: the blind self-check, whose picks travel in the line until they are saved."""

from __future__ import annotations

from bot.messages import check
from bot.messages.check import OPEN, PASS, any_said, depth_of
from bot.messages.elements import Message
from bot.messages.finding import echo
from bot.messages.past import content_of
from bot.request import Request, Sorry
from bot.subjects.histories import mark_of, undoable
from skills.scale import NOT_YET, SKIP
from skills.selfcheck import QUESTIONS, questions
from storage import depths, snapshots

_PICKS = ("1", "2", "3", "4", NOT_YET, SKIP, PASS, OPEN)


async def self_check(request: Request, rest: str) -> Message:
    """The next question, all picks together, or what was saved."""
    words = rest.split()
    save = bool(words) and words[-1].casefold() == "save"
    picks = _picks(request, words[:-1] if save else words)
    if not picks:
        picks = await _questions(request)
    if not picks:
        return check.nothing_to_ask(request.words)
    if save:
        return await _save(request, picks)
    if OPEN in picks.values():
        return check.question(request.words, request.catalogue, picks, _last(picks))
    return check.summary(request.words, request.catalogue, picks)


def _picks(request: Request, words: list[str]) -> dict[str, str]:
    """The picks in a line; raises Sorry for what is no pick, and for a skill that can no longer be asked about."""
    picks: dict[str, str] = {}
    for word in words:
        skill, _, pick = word.partition("=")
        entry = request.catalogue.entries.get(skill)
        if entry is None or entry.depths is None:
            raise Sorry("sorry-check-gone", ("level check",), typed=echo(skill))
        if pick not in _PICKS:
            raise Sorry("sorry-check-pick", ("level check",), typed=echo(pick or word))
        if skill in picks or len(picks) == QUESTIONS:
            raise Sorry("sorry-check-many", ("level check",), most=QUESTIONS)
        picks[skill] = pick
    return picks


async def _questions(request: Request) -> dict[str, str]:
    said = await depths.said_mine(request.session, request.me)
    known = {skill: each.depth for skill, each in said.items()}
    moments = {skill: each.at for skill, each in said.items()}
    me = request.me
    return dict.fromkeys(questions(request.catalogue, me.role, me.level, known, moments), OPEN)


def _last(picks: dict[str, str]) -> tuple[str, str] | None:
    """The pick made just before the first open question."""
    skills = list(picks)
    at = skills.index(next(skill for skill, pick in picks.items() if pick == OPEN))
    return None if at == 0 or picks[skills[at - 1]] == PASS else (skills[at - 1], picks[skills[at - 1]])


async def _save(request: Request, picks: dict[str, str]) -> Message:
    if not any_said(picks):
        raise Sorry("sorry-check-empty", ("level check",))
    wanted = {skill: depth for skill, pick in picks.items() if (depth := depth_of(skill, pick)) is not None}
    session, me, catalogue = request.session, request.me, request.catalogue
    batch = await depths.set_mine(session, me, wanted, "check", catalogue.version, request.now)
    shown = mark_of(batch, request.now) or await undoable(request, wanted)
    content = content_of(catalogue, me, await depths.all_mine(session, me), picks)
    latest = next(iter(await snapshots.latest(session, me, 1)), None)
    if batch is None and latest is not None and latest.content == content:
        number = latest.number  # Save was pressed twice
    else:
        number = await snapshots.keep(session, me, content, batch, request.now)
    return check.saved(request.words, len(wanted), shown, number)
