"""Taking up a lab, and which lab somebody means."""

from __future__ import annotations

from bot.messages import lab, lab_steps
from bot.messages.elements import Message
from bot.messages.finding import echo
from bot.request import Request, Sorry
from bot.when import day
from skills.labs import codes, packing
from skills.labs.packing import Ticket
from skills.labs.shelf import Lab
from storage import lab_counts, labs, received
from storage.labs import OPEN, Start


async def start(request: Request, rest: str) -> Message:
    """Take up a lab, or go on with it: its steps and files are sent to the person's own conversation.

    `rest` is the lab's id, and the ISO week of the weekly message it was started from, if it was.
    """
    id_, _, week = rest.partition(" ")
    if not id_:
        id_ = (await meant(request, ""))[0].id
    chosen = _known(request, id_)
    facts = chosen.facts
    if facts.retired is not None:
        raise Sorry("sorry-lab-retired", (f"lab {facts.skill}", "lab"), title=_title(request, chosen))
    taken_up = any((each.lab, each.state) == (chosen.id, OPEN) for each in await labs.mine(request.session, request.me))
    if not taken_up and (chosen.id, facts.version) in await lab_counts.paused(request.session):
        raise Sorry("sorry-lab-paused", (f"lab {facts.skill}", "lab"), title=_title(request, chosen))
    begun = await labs.start(
        request.session, request.me, chosen.id, facts.version, facts.skill, facts.to, request.now
    )  # fmt: skip
    told = await received.one(request.session, request.me, week) if week else None
    if told is not None and told.skill == facts.skill:
        await received.answer(request.session, request.me, week, "start", request.now, facts.skill)
    packed = packing.archive(chosen, request.words.language, ticket(request, begun))
    return lab_steps.started(request.words, chosen, packed)


async def steps(request: Request, rest: str) -> Message:
    """The steps once more, here."""
    chosen, _, _ = await meant(request, rest)
    return lab_steps.steps(request.words, chosen)


async def mine(request: Request, _: str) -> Message:
    """What the person took up."""
    starts = await labs.mine(request.session, request.me)
    days = {
        each.number: day(request.words, request.me.zone, each.ended_at or each.started_at) for each in starts
    }  # fmt: skip
    return lab.mine(request.words, request.catalogue, starts, days)


async def latest(request: Request) -> Start | None:
    """The lab the person took up last and has not ended, if the catalogue still has it."""
    for each in await labs.mine(request.session, request.me):
        if each.state == OPEN and request.catalogue.labs.get(each.lab) is not None:
            return each
    return None


async def meant(request: Request, rest: str) -> tuple[Lab, Start, str]:
    """The lab that a line names first or else the one under way, its latest start, and the rest of the line."""
    first, _, after = rest.partition(" ")
    starts = await labs.mine(request.session, request.me)
    named = request.catalogue.labs.get(first)
    if named is None:
        begun, after = await latest(request), rest
        if begun is None:
            raise Sorry("sorry-lab-none", ("lab", "lab mine"))
        return request.catalogue.labs.by_id[begun.lab], begun, after
    of_it = next((each for each in starts if each.lab == first), None)
    if of_it is None:
        raise Sorry("sorry-lab-not-started", (f"lab start {first}", "lab"), title=_title(request, named))
    return named, of_it, after.strip()


def ticket(request: Request, begun: Start) -> Ticket:
    """What the code of a start is made with."""
    return Ticket(codes.person_of(request.me.workspace_id, request.me.id), begun.key)


def _known(request: Request, id_: str) -> Lab:
    found = request.catalogue.labs.get(id_.casefold())
    if found is None:
        raise Sorry("sorry-lab-unknown", ("lab", "lab mine"), typed=echo(id_))
    return found


def _title(request: Request, named: Lab) -> str:
    return named.facts.title.in_(request.words.language)
