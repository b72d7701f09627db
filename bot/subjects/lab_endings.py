"""A lab is done: by the code its check printed, or by its owner's word; kept as evidence, while no depth changes."""

from __future__ import annotations

import datetime as dt

from bot.messages import lab_answers
from bot.messages.elements import Form, Message
from bot.request import Request, Sorry
from bot.subjects.labs import meant, ticket
from bot.when import day
from skills.labs import codes
from skills.labs.codes import AHEAD, LIVES, Code
from skills.scale import NOT_YET, RANK, SKIP
from skills.shapes import DEPTHS
from storage import depths, evidence, labs, received
from storage.labs import DONE, TOOK, Start

BY_CODE, BY_WORD = "code", "word"
_KINDS = {BY_CODE: "lab", BY_WORD: "word"}


async def done(request: Request, rest: str) -> Message:
    """With a code: the end. Without one: the end for a lab that has no check, else the question for its code."""
    if rest and request.catalogue.labs.get(rest) is None:
        return await _by_code(request, rest)
    lab, begun, _ = await meant(request, rest)
    if lab.checked and begun.state != DONE:
        return lab_answers.ask_for_code(request.words, lab)
    return await _end(request, begun, BY_WORD)


async def by_word(request: Request, rest: str) -> Message:
    """Done by its owner's word, and kept as such."""
    _, begun, _ = await meant(request, rest)
    return await _end(request, begun, BY_WORD)


async def code_form(request: Request, rest: str) -> Form:
    """Where the code goes."""
    lab, _, _ = await meant(request, rest)
    return lab_answers.code_form(request.words, lab)


async def took(request: Request, rest: str) -> Message:
    """How long it took, by its owner's estimate."""
    number, _, minutes = rest.partition(" ")
    given = [int(each) if each.isascii() and each.isdigit() and len(each) < 6 else 0 for each in (number, minutes)]
    if given[1] not in TOOK or not await labs.took(request.session, request.me, *given):
        raise Sorry("sorry-lab-took", ("lab mine", "lab"))
    begun = next(each for each in await labs.mine(request.session, request.me) if each.number == given[0])
    have = await depths.mine(request.session, request.me, begun.skill)
    return lab_answers.thanks_for_time(request.words, request.catalogue, begun, have, _offer(begun, have))


async def _by_code(request: Request, typed: str) -> Message:
    code = codes.read(typed)
    if code is None:
        raise Sorry("sorry-code-shape", ("lab", "lab mine"))
    begun = await _maker(request, code)
    if begun.state == DONE and begun.by == BY_CODE:
        when = day(request.words, request.me.zone, begun.ended_at or begun.started_at)
        raise Sorry("sorry-code-used", ("lab", "lab mine"), day=when)
    if code.at < request.now - LIVES:
        raise Sorry("sorry-code-old", (f"lab start {begun.lab}",), hours=int(LIVES / dt.timedelta(hours=1)))
    if code.at > request.now + AHEAD:
        raise Sorry("sorry-code-early", (f"lab start {begun.lab}",))
    return await _end(request, begun, BY_CODE)


async def _maker(request: Request, code: Code) -> Start:
    """The start of mine whose check made a code; raises Sorry when there is none."""
    starts = await labs.mine(request.session, request.me)
    for begun in starts:
        if codes.made_by(code, ticket(request, begun), begun.lab, begun.version):
            return begun
    mine = code.person == codes.person_of(request.me.workspace_id, request.me.id)
    raise Sorry("sorry-code-altered" if mine else "sorry-code-not-yours", ("lab mine", "lab"))


async def _end(request: Request, begun: Start, by: str) -> Message:
    session, me = request.session, request.me
    if await labs.finish(session, me, begun.number, by, request.now):
        reached = DEPTHS[: DEPTHS.index(begun.depth) + 1]
        version = request.catalogue.version
        await evidence.keep_lab(session, me, begun.skill, _KINDS[by], reached, version, request.now)
        await _note_in_the_week(request, begun.skill)
    else:
        by = begun.by or by
    have = await depths.mine(session, me, begun.skill)
    lab = request.catalogue.labs.get(begun.lab)
    retired = lab is None or lab.facts.retired is not None
    return lab_answers.done(request.words, request.catalogue, begun, by, have, _offer(begun, have), retired)


async def _note_in_the_week(request: Request, skill: str) -> None:
    """A weekly message that was about this skill has had its answer, so that the skill rests."""
    for week in await received.mine(request.session, request.me):
        if week.skill == skill:
            await received.answer(request.session, request.me, week.week, "done", request.now, skill)
            return


def _offer(begun: Start, have: str | None) -> str | None:
    """The depth to offer: what the lab led to, unless its owner is there already or said it is not their job."""
    if have == SKIP or RANK[have or NOT_YET] >= RANK[begun.depth]:
        return None
    return begun.depth
